/* inputs.c -- what every stage after the fit reads first. */
#include "io/inputs.h"

#include <string.h>

#include "io/assumptions.h"

int inputs_read(const char *assumptions_file, const char *fit_file, struct inputs *in,
                struct error *e)
{
    *in = (struct inputs){0};
    if (assumptions_read(assumptions_file, &in->a, in->provenance.assumptions_sha256, e))
        return -1;
    return fit_file_read(fit_file, &in->provenance, &in->a, &in->fits, e);
}

int inputs_find_case(const struct inputs *in, const char *name, size_t *case_index,
                     struct error *e)
{
    *case_index = assumptions_find_case(&in->a, name);
    if (*case_index < in->a.n_cases)
        return 0;
    char known[ERROR_TEXT_SIZE / 2] = "";
    for (size_t i = 0; i < in->a.n_cases; i++) {
        size_t used = strlen(known), length = strlen(in->a.cases[i].name);
        if (used + length + 2 > sizeof known)
            break;
        known[used] = ' ';
        memcpy(known + used + 1, in->a.cases[i].name, length + 1);
    }
    return error_set(e, "--case: found \"%s\", want one of the scenario's cases:%s", name, known);
}

int inputs_read_energies(const struct inputs *in, const char *samples_file, size_t case_index,
                         struct case_energies *energies, struct mt_place *after,
                         struct error *e)
{
    struct sample_file *file;
    if (case_energies_alloc(energies, &in->a, e))
        return -1;
    int rc = sample_file_open(&file, samples_file, &in->provenance, &in->a, case_index, after, e);
    if (rc == 0) {
        for (size_t m = 0; m < in->a.n_models && rc == 0; m++)
            rc = sample_file_get(file, m, QUANTITY_ENERGY, energies->drawn[m], e);
        sample_file_close(file);
    }
    if (rc == 0)
        rc = case_energies_sort(energies, e);
    if (rc)
        case_energies_free(energies);
    return rc;
}

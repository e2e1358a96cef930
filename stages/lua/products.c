/* products.c -- assumptions.tsv, places.tsv, cases.mk, readings.tsv. */
#include "lua/products.h"

#include <string.h>

#include "base/output.h"
#include "scenario/schema.h"
#include "base/table.h"

/* Characters of a path that make neither splits nor expands. */
#define MAKE_SAFE "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+-"

typedef void write_text(const struct scenario *s, FILE *stream);

/* ---- TSV ----------------------------------------------------------------------------------- */

static void write_assumptions(const struct scenario *s, FILE *stream)
{
    fprintf(stream, "# scenario %s\npath\tvalue\tunit\tsource\tnote\n", s->name);
    for (size_t i = 0; i < s->rows.n; i++) {
        const struct assumption *row = &s->rows.rows[i];
        fprintf(stream, "%s\t", row->path);
        table_write_cell(stream, row->value);
        fprintf(stream, "\t%s\t", row->unit);
        table_write_cell(stream, row->source);
        fputc('\t', stream);
        table_write_cell(stream, row->note);
        fputc('\n', stream);
    }
}

static void write_places(const struct scenario *s, FILE *stream)
{
    fputs("path\tplace\n", stream);
    for (size_t i = 0; i < s->rows.n; i++)
        fprintf(stream, "%s\t%s\n", s->rows.rows[i].path, s->rows.rows[i].place);
}

/* ---- cases.mk ------------------------------------------------------------------------------ */

static int check_for_make(const char *what, const char *path, struct error *e)
{
    if (!path[strspn(path, MAKE_SAFE)])
        return 0;
    return error_set(e, "%s: found \"%.300s\", want a path of letters, digits and _ . / + - only: "
                     "make cannot carry others", what, path);
}

static int check_is_there(const char *what, const char *path, struct error *e)
{
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return error_set(e, "%s: found no file %.300s, want a CSV file; its path counts from the "
                         "folder in which make runs", what, path);
    fclose(stream);
    return 0;
}

/* A CSV file that a scenario names must be there, and make must be able to carry its path. */
static int check_table(const struct scenario *s, const char *path, const char *file,
                       struct error *e)
{
    const struct assumption *row = assumption_list_find(&s->rows, path);
    if (check_for_make(path, file, e) || check_is_there(path, file, e))
        return row ? error_prefix(e, "%s", row->place) : -1;
    return 0;
}

/* The throughput table that a reading names, the next after `last` (NULL: the first), or NULL. */
static const struct assumption *next_table(const struct readings *r, const struct assumption *last)
{
    bool passed = last == NULL;
    for (size_t l = 0; l < r->n; l++)
        for (size_t i = 0; i < r->lists[l].n; i++) {
            const struct assumption *row =
                assumption_list_find(&r->lists[l].readings[i].changes, "throughput.table");
            if (row && passed)
                return row;
            passed = passed || row == last;
        }
    return NULL;
}

static int check_paths(const struct scenario *s, struct error *e)
{
    for (size_t i = 0; i < s->n_files; i++)
        if (check_for_make("scenario file", s->files[i], e))
            return -1;
    if (check_table(s, "throughput.table", s->a.throughput.table, e))
        return -1;
    if (*s->a.fleet.load_curve && check_table(s, "fleet.load_curve", s->a.fleet.load_curve, e))
        return -1;
    for (const struct assumption *row = NULL; (row = next_table(&s->readings, row));)
        if (check_for_make(row->path, row->value, e) || check_is_there(row->path, row->value, e))
            return error_prefix(e, "%s: readings", row->place);
    return check_table(s, "published", s->a.published, e);
}

/* The cases of one workload; returns their number. */
static size_t write_cases_of(const struct assumptions *a, size_t workload, FILE *stream)
{
    size_t n = 0;
    fprintf(stream, "CASES_%s :=", a->workloads[workload].name);
    for (size_t i = 0; i < a->n_cases; i++) {
        if (a->cases[i].workload != workload)
            continue;
        fprintf(stream, " %s", a->cases[i].name);
        n++;
    }
    fputc('\n', stream);
    return n;
}

/* DRAWN_WORKLOADS are those with cases, WORKLOADS those with a case of their own name. */
static void write_workloads(const struct assumptions *a, FILE *stream)
{
    bool drawn[ASSUMPTIONS_MAX_WORKLOADS];
    for (size_t w = 0; w < a->n_workloads; w++)
        drawn[w] = write_cases_of(a, w, stream) > 0;
    fputs("DRAWN_WORKLOADS :=", stream);
    for (size_t w = 0; w < a->n_workloads; w++)
        if (drawn[w])
            fprintf(stream, " %s", a->workloads[w].name);
    fputs("\nWORKLOADS :=", stream);
    for (size_t w = 0; w < a->n_workloads; w++) {
        size_t own = assumptions_find_case(a, a->workloads[w].name);
        if (own < a->n_cases && a->cases[own].workload == w)
            fprintf(stream, " %s", a->workloads[w].name);
    }
    fputc('\n', stream);
}

/* Which cases of a workload vary its input's length, as LENGTH=CASE, and which tie its power to
 * throughput: what the figures of Supplemental III and IV are drawn from. */
static void write_variations(const struct assumptions *a, size_t workload, FILE *stream)
{
    const char *coupled = "";
    char length[32];
    fprintf(stream, "LENGTHS_%s :=", a->workloads[workload].name);
    for (size_t i = 0; i < a->n_cases; i++) {
        const struct workload_case *c = &a->cases[i];
        if (c->workload != workload)
            continue;
        if (c->power == POWER_COUPLED && !c->has_input_tokens && !*coupled)
            coupled = c->name;
        if (c->power == POWER_COUPLED || !c->has_input_tokens ||
            !distribution_is_constant(&c->input_tokens))
            continue;
        schema_number_text(distribution_mean(&c->input_tokens), length);
        fprintf(stream, " %s=%s", length, c->name);
    }
    fprintf(stream, "\nCOUPLED_%s := %s\n", a->workloads[workload].name, coupled);
}

/* The written value of an assumption, "" when it has none. */
static const char *row_value(const struct scenario *s, const char *path)
{
    const struct assumption *row = assumption_list_find(&s->rows, path);
    return row ? row->value : "";
}

static void write_cases(const struct scenario *s, FILE *stream)
{
    const struct assumptions *a = &s->a;
    fprintf(stream, "# scenario %s: what make must know of it\nCASES :=", s->name);
    for (size_t i = 0; i < a->n_cases; i++)
        fprintf(stream, " %s", a->cases[i].name);
    fputc('\n', stream);
    write_workloads(a, stream);
    for (size_t w = 0; w < a->n_workloads; w++)
        write_variations(a, w, stream);
    fputs("MIXES :=", stream);
    for (size_t i = 0; i < a->n_mixes; i++)
        fprintf(stream, " %s", a->mixes[i].name);
    fprintf(stream, "\nGENERATOR := %s\nTHROUGHPUT_TABLE := %s\nLOAD_CURVE := %s\n"
            "PUBLISHED := %s\nLUA_FILES :=", row_value(s, "generator"), a->throughput.table,
            a->fleet.load_curve, a->published);
    for (size_t i = 0; i < s->n_files; i++)
        fprintf(stream, " %s", s->files[i]);
    fputs("\nREADING_TABLES :=", stream);
    for (const struct assumption *row = NULL; (row = next_table(&s->readings, row));)
        fprintf(stream, " %s", row->value);
    fputc('\n', stream);
}

/* ---- all ----------------------------------------------------------------------------------- */

#define OUTPUTS 4

static void write_readings(const struct scenario *s, FILE *stream)
{
    readings_write(&s->readings, stream);
}

static int publish_all(struct output out[OUTPUTS], struct error *e)
{
    int rc = 0;
    for (size_t i = 0; i < OUTPUTS; i++) {
        if (!out[i].stream)
            continue; /* not asked for */
        if (rc == 0)
            rc = output_publish_if_changed(&out[i], e);
        else
            output_discard(&out[i]);
    }
    return rc;
}

int scenario_write(const struct scenario *s, const struct scenario_outputs *paths,
                   struct error *e)
{
    const char *const path[OUTPUTS] = {paths->assumptions, paths->places, paths->cases,
                                       paths->readings};
    write_text *const write[OUTPUTS] = {write_assumptions, write_places, write_cases,
                                         write_readings};
    struct output out[OUTPUTS] = {{0}};
    if (check_paths(s, e))
        return -1;
    for (size_t i = 0; i < OUTPUTS; i++) {
        if (!path[i])
            continue;
        if (output_open(&out[i], path[i], e)) {
            while (i-- > 0)
                output_discard(&out[i]);
            return -1;
        }
        write[i](s, out[i].stream);
    }
    return publish_all(out, e);
}

/* multiverse_read.c -- a scenario, its readings, and the numbers that they are held against. */
#include "ask/multiverse.h"

/* Every throughput table that the scenario or a reading names. */
static int read_tables(struct multiverse_inputs *in, struct error *e)
{
    struct measured *measured = &in->scenario.measured;
    if (measured_add(measured, in->scenario.a.throughput.table, e))
        return -1;
    for (size_t l = 0; l < in->readings.n; l++)
        for (size_t i = 0; i < in->readings.lists[l].n; i++) {
            const struct assumption *row = assumption_list_find(
                &in->readings.lists[l].readings[i].changes, "throughput.table");
            if (row && measured_add(measured, row->value, e))
                return error_prefix(e, "%s: readings.%s[%zu]", row->place,
                                    in->readings.lists[l].name, i + 1);
        }
    return 0;
}

int multiverse_read(const struct multiverse_files *files, struct multiverse_inputs *in,
                    struct error *e)
{
    *in = (struct multiverse_inputs){0};
    if (question_open(files->assumptions, files->places, &in->scenario, e) ||
        readings_read(files->readings, &in->readings, e))
        return -1;
    if (in->readings.n == 0)
        return error_set(e, "found no readings in the scenario %s, want a block readings { ... } "
                         "in its file (see docs/scenarios.md), or SCENARIO=readings, which has "
                         "those of the paper", in->scenario.name);
    if (read_tables(in, e))
        return -1;
    return published_read(in->scenario.a.published, files->formulae, &in->published, e);
}

void multiverse_inputs_free(struct multiverse_inputs *in)
{
    question_close(&in->scenario);
    readings_free(&in->readings);
    published_free(&in->published);
}

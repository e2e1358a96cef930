/* day_minutes.c -- a line for each minute of each mix. */
#include "day/day_nodes.h"
#include "day/day_results.h"

static void write_header(FILE *stream)
{
    fprintf(stream,
            "# mix; minute of the day, from 0; queries in it; their energy, PUE in [Wh]; that\n"
            "# with the fleet's lever [Wh]; nodes that are busy, nodes that wait [node]\n"
            "mix\tminute\tqueries\tenergy\timproved\tnodes\tidle_nodes\n");
}

static void write_minute(const struct tally *t, size_t mix, size_t minute, FILE *stream)
{
    double energy = 0, improved = 0;
    uint64_t queries = 0;
    for (size_t s = 0; s < t->schedule->n_streams; s++) {
        queries += day_mix_count(t, s, mix, minute, minute + 1);
        energy += day_mix_sum(t, s, mix, minute, minute + 1, PLAN_ENERGY);
        improved += day_mix_sum(t, s, mix, minute, minute + 1, PLAN_IMPROVED);
    }
    fprintf(stream, "%zu\t%llu\t%.17g\t%.17g", minute, (unsigned long long)queries, energy,
            improved);
}

int day_minutes_write(const struct assumptions *a, const struct tally *t, FILE *stream,
                      struct error *e)
{
    write_header(stream);
    for (size_t mix = 0; mix < a->n_mixes; mix++) {
        struct day_nodes nodes;
        if (day_nodes_of(t, mix, &nodes, e))
            return -1;
        for (size_t minute = 0; minute < DAY_MINUTES; minute++) {
            fprintf(stream, "%s\t", a->mixes[mix].name);
            write_minute(t, mix, minute, stream);
            fprintf(stream, "\t%.17g\t%.17g\n",
                    day_nodes_at(&nodes, DAY_ANY, minute, DAY_NODES_BUSY).value,
                    day_nodes_at(&nodes, DAY_ANY, minute, DAY_NODES_IDLE).value);
        }
        day_nodes_free(&nodes);
    }
    return 0;
}

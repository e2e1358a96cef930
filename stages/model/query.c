/* query.c -- Eq. 1 and what goes into it. */
#include "model/query.h"

double query_effective_tokens(const struct query_inputs *q, double input_tokens,
                              double output_tokens)
{
    return output_tokens + q->input_weight * input_tokens;
}

/* u of power tied to throughput (Supplemental IV): idle + (cap - idle) TPS / TPS_max. */
static double coupled_utilisation(const struct query_inputs *q, double tps)
{
    const struct query_power *p = &q->power;
    return p->idle + (p->cap - p->idle) * tps / q->throughput.cap;
}

struct query query_at(const struct query_inputs *q, double input_tokens, double output_tokens,
                      double utilisation, double pue)
{
    struct query one = {.tps = throughput_tps(&q->throughput, input_tokens, output_tokens)};
    one.utilisation = q->power.coupled ? coupled_utilisation(q, one.tps) : utilisation;
    one.node_power = q->power.max * one.utilisation;
    one.energy = pue / 3.6 * one.node_power *
                 query_effective_tokens(q, input_tokens, output_tokens) / one.tps;
    return one;
}

/* query.c -- Eq. 1 and what goes into it. */
#include "model/query.h"

/* t, with the TPS at these lengths, which costs a power of each to work out. */
static double seconds_at(const struct query_inputs *q, double input, double output, double tps)
{
    double effective = output + q->input_weight * input; /* Supplemental III */
    return q->throughput.form->seconds(&q->throughput, effective, input, output, tps);
}

static double load_at(const struct query_inputs *q, double tps)
{
    double load = tps / q->throughput.cap;
    return load > 1 ? 1 : load; /* fmin would hide a NaN */
}

double query_seconds(const struct query_inputs *q, double input_tokens, double output_tokens)
{
    return seconds_at(q, input_tokens, output_tokens,
                      throughput_tps(&q->throughput, input_tokens, output_tokens));
}

double query_load(const struct query_inputs *q, double input_tokens, double output_tokens)
{
    return load_at(q, throughput_tps(&q->throughput, input_tokens, output_tokens));
}

double query_energy(const struct query_inputs *q, double pue, double utilisation, double seconds)
{
    return pue / 3.6 * (q->power.max * utilisation) * seconds;
}

/* u of power tied to throughput (Supplemental IV). */
static double coupled_utilisation(const struct query_power *p, double load)
{
    return p->idle + (p->cap - p->idle) * load;
}

struct query query_at(const struct query_inputs *q, double input_tokens, double output_tokens,
                      double utilisation, double pue)
{
    double tps = throughput_tps(&q->throughput, input_tokens, output_tokens);
    double u = q->power.coupled ? coupled_utilisation(&q->power, load_at(q, tps)) : utilisation;
    double seconds = seconds_at(q, input_tokens, output_tokens, tps);
    return (struct query){tps, u, q->power.max * u, query_energy(q, pue, u, seconds)};
}

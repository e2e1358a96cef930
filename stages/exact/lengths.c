/* lengths.c -- statistics of L_out and TPS of one model without draws. */
#include "exact/lengths.h"

#include <math.h>

#include "exact/quadrature.h"

#define WIDTH 0.25        /* of panels in ln L */
#define LEAST_SMOOTHING 0.02 /* of L_out's part in the spread of ln TPS */
#define BISECTIONS 200
#define TOLERANCE 1e-15   /* relative */

_Static_assert((int)THROUGHPUT_KINKS_MAX <= (int)QUADRATURE_BREAKS_MAX, "kinks of TPS are breaks");

struct uniform exact_probability_of(enum statistic statistic, double n)
{
    const struct statistic_row *row = statistic_row(statistic);
    double extreme = -expm1(-log(2.0) / n); /* (1 - p)^n = 1/2 */
    return (struct uniform){statistic_is_extreme(statistic) ? extreme : row->tail, row->upper};
}

/* ---- L_out ---------------------------------------------------------------------------------- */

static bool is_rounded(const struct lengths *l)
{
    return l->rounding == ROUNDING_NEAREST;
}

static double quantile_of_output(const struct lengths *l, struct uniform u)
{
    return lengths_rounded(l, distribution_quantile(&l->output, u));
}

double exact_output_tokens_below(const struct lengths *l, double at)
{
    if (distribution_is_constant(&l->output))
        return at >= quantile_of_output(l, (struct uniform){0.5, false});
    return distribution_below(&l->output, is_rounded(l) ? floor(at) + 0.5 : at);
}

/* P(L_out >= at). */
static double output_at_least(const struct lengths *l, double at)
{
    if (distribution_is_constant(&l->output))
        return at <= quantile_of_output(l, (struct uniform){0.5, false});
    return distribution_above(&l->output, is_rounded(l) ? ceil(at) - 0.5 : at);
}

int exact_output_tokens(const struct lengths *l, double queries, enum statistic statistic,
                        double *value, struct error *e)
{
    struct quadrature_spec spec = {.width = WIDTH, .rounded = is_rounded(l)};
    struct quadrature nodes;
    if (!statistic_is_mean(statistic)) {
        *value = quantile_of_output(l, exact_probability_of(statistic, queries));
        return 0;
    }
    *value = distribution_mean(&l->output);
    if (!spec.rounded)
        return 0;
    if (quadrature_of(&l->output, &spec, &nodes, e))
        return -1;
    *value = 0;
    for (size_t i = 0; i < nodes.n; i++)
        *value += nodes.weight[i] * nodes.x[i];
    quadrature_free(&nodes);
    return 0;
}

/* ---- TPS ------------------------------------------------------------------------------------ */

static int input_nodes(const struct lengths *l, struct quadrature *out, struct error *e)
{
    struct quadrature_spec spec = {.width = WIDTH};
    return quadrature_of(&l->input, &spec, out, e) ? error_prefix(e, "input_tokens") : 0;
}

static double mean_tps_at(const struct throughput *t, double input,
                          const struct quadrature *output)
{
    double sum = 0;
    for (size_t i = 0; i < output->n; i++)
        sum += output->weight[i] * throughput_tps(t, input, output->x[i]);
    return sum;
}

static int mean_tps(const struct lengths *l, const struct throughput *t, double *mean,
                    struct error *e)
{
    struct quadrature input, output;
    int rc = 0;
    if (input_nodes(l, &input, e))
        return -1;
    *mean = 0;
    for (size_t i = 0; i < input.n && rc == 0; i++) {
        struct quadrature_spec spec = {.width = WIDTH, .rounded = is_rounded(l)};
        spec.n_breaks = t->form->kinks(t, input.x[i], spec.breaks);
        rc = quadrature_of(&l->output, &spec, &output, e);
        if (rc == 0) {
            *mean += input.weight[i] * mean_tps_at(t, input.x[i], &output);
            quadrature_free(&output);
        }
    }
    quadrature_free(&input);
    return rc;
}

/* P(TPS <= at) at one L_in. */
static double tps_below_at(const struct lengths *l, const struct throughput *t, double input,
                           double at)
{
    if (at >= t->form->most(t))
        return 1;
    struct throughput_span above = t->form->outputs_above(t, input, at);
    return exact_output_tokens_below(l, above.low) + output_at_least(l, above.high);
}

/* The same at one L_out, of a TPS below the largest: L_in knows no rounding. */
static double tps_below_at_output(const struct throughput *t, const struct distribution *input,
                                  double output, double at)
{
    struct throughput_span above = t->form->inputs_above(t, output, at);
    return distribution_below(input, above.low) + distribution_above(input, above.high);
}

/* How far either length spreads ln TPS, at most. */
static struct throughput_slopes spreads(const struct lengths *l, const struct throughput *t)
{
    struct throughput_slopes slopes = t->form->slopes(t);
    return (struct throughput_slopes){slopes.input * quadrature_spread(&l->input),
                                      slopes.output * quadrature_spread(&l->output)};
}

static int sum_over_output(const struct lengths *l, const struct throughput *t, double at,
                           double *probability, struct error *e)
{
    struct throughput_slopes slopes = t->form->slopes(t);
    double smoothed =
        2 * slopes.input * quadrature_spread(&l->input) / fmax(slopes.output, 1e-9);
    struct quadrature_spec spec = {fmin(WIDTH, smoothed), is_rounded(l), 1,
                                   {THROUGHPUT_LEAST_OUTPUT_TOKENS}};
    struct quadrature output;
    *probability = at >= t->form->most(t);
    if (*probability > 0)
        return 0;
    if (quadrature_of(&l->output, &spec, &output, e))
        return -1;
    for (size_t i = 0; i < output.n; i++)
        *probability += output.weight[i] * tps_below_at_output(t, &l->input, output.x[i], at);
    quadrature_free(&output);
    return 0;
}

int exact_tps_below(const struct lengths *l, const struct throughput *t, double at,
                    double *probability, struct error *e)
{
    struct throughput_slopes spread = spreads(l, t);
    struct quadrature input;
    if (spread.input > 0 && spread.input >= LEAST_SMOOTHING * spread.output)
        return sum_over_output(l, t, at, probability, e);
    if (input_nodes(l, &input, e))
        return -1;
    *probability = 0;
    for (size_t i = 0; i < input.n; i++)
        *probability += input.weight[i] * tps_below_at(l, t, input.x[i], at);
    quadrature_free(&input);
    return 0;
}

/* With one L_in, a TPS that only rises or only falls with L_out has the quantile of L_out's. */
static double tps_of_quantile(const struct lengths *l, const struct throughput *t, int trend,
                              struct uniform u)
{
    if (trend < 0)
        u.upper = !u.upper;
    return throughput_tps(t, distribution_mean(&l->input), quantile_of_output(l, u));
}

/* The smallest TPS with P(TPS <= it) >= p, by bisection, since steps may stand in the way. */
static int search_tps(const struct lengths *l, const struct throughput *t, double p,
                      double *value, struct error *e)
{
    double low = t->form->most(t) * 1e-12, high = t->form->most(t), below;
    for (int i = 0; i < BISECTIONS && high - low > TOLERANCE * high; i++) {
        double middle = sqrt(low * high);
        if (exact_tps_below(l, t, middle, &below, e))
            return -1;
        if (below >= p)
            high = middle;
        else
            low = middle;
    }
    *value = high;
    return 0;
}

int exact_tps(const struct lengths *l, const struct throughput *t, double queries,
              enum statistic statistic, double *value, struct error *e)
{
    struct uniform u = exact_probability_of(statistic, queries);
    int trend = t->form->trend(t);
    if (statistic_is_mean(statistic))
        return mean_tps(l, t, value, e);
    if (!distribution_is_constant(&l->input) || trend == 0)
        return search_tps(l, t, u.upper ? 1 - u.tail : u.tail, value, e);
    *value = tps_of_quantile(l, t, trend, u);
    return 0;
}

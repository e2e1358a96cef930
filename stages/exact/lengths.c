/* lengths.c -- statistics of L_out and TPS of one model without draws. */
#include "exact/lengths.h"

#include <math.h>

#include "draw/draw.h"
#include "exact/quadrature.h"

#define WIDTH 0.25        /* of panels in ln L */
#define LEAST_SMOOTHING 0.02 /* of L_out's part in the spread of ln TPS */
#define BISECTIONS 200
#define TOLERANCE 1e-15   /* relative */

struct uniform exact_probability_of(enum statistic statistic, double n)
{
    const struct statistic_row *row = statistic_row(statistic);
    double extreme = -expm1(-log(2.0) / n); /* (1 - p)^n = 1/2 */
    return (struct uniform){statistic_is_extreme(statistic) ? extreme : row->tail, row->upper};
}

static const struct distribution *output_of(const struct assumptions *a, size_t case_index)
{
    return &a->workloads[a->cases[case_index].workload].output_tokens;
}

/* ---- L_out ---------------------------------------------------------------------------------- */

static double quantile_of_output(const struct assumptions *a, size_t case_index,
                                 struct uniform u)
{
    double x = distribution_quantile(output_of(a, case_index), u);
    return a->rounding == ROUNDING_NEAREST ? nearbyint(x) : x;
}

double exact_output_tokens_below(const struct assumptions *a, size_t case_index, double at)
{
    const struct distribution *d = output_of(a, case_index);
    if (distribution_is_constant(d))
        return at >= quantile_of_output(a, case_index, (struct uniform){0.5, false});
    return distribution_below(d, a->rounding == ROUNDING_NEAREST ? floor(at) + 0.5 : at);
}

/* P(L_out >= at). */
static double output_at_least(const struct assumptions *a, size_t case_index, double at)
{
    const struct distribution *d = output_of(a, case_index);
    if (distribution_is_constant(d))
        return at <= quantile_of_output(a, case_index, (struct uniform){0.5, false});
    return distribution_above(d, a->rounding == ROUNDING_NEAREST ? ceil(at) - 0.5 : at);
}

int exact_output_tokens(const struct assumptions *a, size_t case_index, enum statistic statistic,
                        double *value, struct error *e)
{
    const struct distribution *d = output_of(a, case_index);
    struct quadrature_spec spec = {.width = WIDTH, .rounded = a->rounding == ROUNDING_NEAREST};
    struct quadrature nodes;
    if (!statistic_is_mean(statistic)) {
        *value = quantile_of_output(a, case_index,
                                    exact_probability_of(statistic, (double)a->queries));
        return 0;
    }
    *value = distribution_mean(d);
    if (!spec.rounded)
        return 0;
    if (quadrature_of(d, &spec, &nodes, e))
        return error_prefix(e, "output_tokens.%s",
                            a->workloads[a->cases[case_index].workload].name);
    *value = 0;
    for (size_t i = 0; i < nodes.n; i++)
        *value += nodes.weight[i] * nodes.x[i];
    quadrature_free(&nodes);
    return 0;
}

/* ---- TPS ------------------------------------------------------------------------------------ */

static int input_nodes(const struct assumptions *a, size_t case_index, struct quadrature *out,
                       struct error *e)
{
    struct quadrature_spec spec = {.width = WIDTH};
    if (quadrature_of(draw_input_tokens_of(a, case_index), &spec, out, e))
        return error_prefix(e, "input_tokens");
    return 0;
}

static double mean_tps_at(const struct throughput_fit *fit, double input,
                          const struct quadrature *output)
{
    double sum = 0;
    for (size_t i = 0; i < output->n; i++)
        sum += output->weight[i] * throughput_tps(fit, input, output->x[i]);
    return sum;
}

static int mean_tps(const struct assumptions *a, const struct throughput_fit *fit,
                    size_t case_index, double *mean, struct error *e)
{
    struct quadrature input, output;
    int rc = 0;
    if (input_nodes(a, case_index, &input, e))
        return -1;
    *mean = 0;
    for (size_t i = 0; i < input.n && rc == 0; i++) {
        struct quadrature_spec spec = {WIDTH, a->rounding == ROUNDING_NEAREST, 2,
                                       {throughput_cap_begins(fit, input.x[i]),
                                        THROUGHPUT_LEAST_OUTPUT_TOKENS}};
        rc = quadrature_of(output_of(a, case_index), &spec, &output, e);
        if (rc == 0) {
            *mean += input.weight[i] * mean_tps_at(fit, input.x[i], &output);
            quadrature_free(&output);
        }
    }
    quadrature_free(&input);
    return rc;
}

/* P(TPS <= at) at one L_in: TPS rises or falls with L_out all the way to its cap. */
static double tps_below_at(const struct assumptions *a, const struct throughput_fit *fit,
                           size_t case_index, double input, double at)
{
    if (at >= fit->cap)
        return 1;
    double at_least = throughput_tps(fit, input, THROUGHPUT_LEAST_OUTPUT_TOKENS);
    if (fit->b[2] == 0)
        return at >= at_least;
    double output = exp((log(at) - fit->b[0] - fit->b[1] * log(input)) / fit->b[2]);
    if (fit->b[2] > 0)
        return at < at_least ? 0 : exact_output_tokens_below(a, case_index, output);
    return output_at_least(a, case_index, output);
}

/* The same at one L_out, of a TPS below the cap: L_in knows no rounding. */
static double tps_below_at_output(const struct throughput_fit *fit, const struct distribution *input,
                                  double output, double at)
{
    double longest = fmax(output, THROUGHPUT_LEAST_OUTPUT_TOKENS);
    double limit = exp((log(at) - fit->b[0] - fit->b[2] * log(longest)) / fit->b[1]);
    return fit->b[1] > 0 ? distribution_below(input, limit) : distribution_above(input, limit);
}

/* Whether L_in spreads TPS enough to smooth a sum over L_out. */
static bool input_smooths(const struct throughput_fit *fit, const struct distribution *input,
                          const struct distribution *output)
{
    double by_input = fabs(fit->b[1]) * quadrature_spread(input);
    return by_input > 0 && by_input >= LEAST_SMOOTHING * fabs(fit->b[2]) * quadrature_spread(output);
}

static int sum_over_output(const struct assumptions *a, const struct throughput_fit *fit,
                           size_t case_index, double at, double *probability, struct error *e)
{
    const struct distribution *input = draw_input_tokens_of(a, case_index);
    double smoothed = 2 * fabs(fit->b[1]) * quadrature_spread(input) / fmax(fabs(fit->b[2]), 1e-9);
    struct quadrature_spec spec = {fmin(WIDTH, smoothed), a->rounding == ROUNDING_NEAREST, 1,
                                   {THROUGHPUT_LEAST_OUTPUT_TOKENS}};
    struct quadrature output;
    *probability = at >= fit->cap;
    if (at >= fit->cap)
        return 0;
    if (quadrature_of(output_of(a, case_index), &spec, &output, e))
        return -1;
    for (size_t i = 0; i < output.n; i++)
        *probability += output.weight[i] * tps_below_at_output(fit, input, output.x[i], at);
    quadrature_free(&output);
    return 0;
}

int exact_tps_below(const struct assumptions *a, const struct throughput_fit *fit,
                    size_t case_index, double at, double *probability, struct error *e)
{
    struct quadrature input;
    if (input_smooths(fit, draw_input_tokens_of(a, case_index), output_of(a, case_index)))
        return sum_over_output(a, fit, case_index, at, probability, e);
    if (input_nodes(a, case_index, &input, e))
        return -1;
    *probability = 0;
    for (size_t i = 0; i < input.n; i++)
        *probability += input.weight[i] * tps_below_at(a, fit, case_index, input.x[i], at);
    quadrature_free(&input);
    return 0;
}

/* With one L_in, TPS is a monotone function of L_out and its quantile that of L_out's. */
static double tps_of_quantile(const struct assumptions *a, const struct throughput_fit *fit,
                              size_t case_index, struct uniform u)
{
    double input = distribution_mean(draw_input_tokens_of(a, case_index));
    if (fit->b[2] < 0)
        u.upper = !u.upper;
    return throughput_tps(fit, input, quantile_of_output(a, case_index, u));
}

/* The smallest TPS with P(TPS <= it) >= p, by bisection, since steps may stand in the way. */
static int search_tps(const struct assumptions *a, const struct throughput_fit *fit,
                      size_t case_index, double p, double *value, struct error *e)
{
    double low = fit->cap * 1e-12, high = fit->cap, below;
    for (int i = 0; i < BISECTIONS && high - low > TOLERANCE * high; i++) {
        double middle = sqrt(low * high);
        if (exact_tps_below(a, fit, case_index, middle, &below, e))
            return -1;
        if (below >= p)
            high = middle;
        else
            low = middle;
    }
    *value = high;
    return 0;
}

int exact_tps(const struct assumptions *a, const struct throughput_fit *fit, size_t case_index,
              enum statistic statistic, double *value, struct error *e)
{
    struct uniform u = exact_probability_of(statistic, (double)a->queries);
    if (statistic_is_mean(statistic))
        return mean_tps(a, fit, case_index, value, e);
    if (!distribution_is_constant(draw_input_tokens_of(a, case_index)))
        return search_tps(a, fit, case_index, u.upper ? 1 - u.tail : u.tail, value, e);
    *value = tps_of_quantile(a, fit, case_index, u);
    return 0;
}

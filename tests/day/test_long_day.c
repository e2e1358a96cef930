/* test_long_day.c -- 1e8 inputs of a day as its kernel draws them, against their distributions.
 *
 * The kernel's words (philox_block) go through the kernel's tables (log_table_at), and what comes
 * out is counted in cells whose edges are exact quantiles (distribution_quantile: GSL's inverses).
 * Five streams: in each, every input has another kind of distribution, so that each kind stands
 * once at each word. Of each input
 *
 *     chi-square over 4096 cells of the same probability, both sides of its distribution
 *     Kolmogorov-Smirnov over 131072 of them
 *     chi-square over the outer 1e-6, 1e-5 and 1e-3 at either end and the middle
 *     the smallest and the largest value, where the support does not end
 *
 * and of each stream the correlations of its words, with each other and with the query before. The
 * seed is fixed; a probability below 1e-4 is refused, a correlation beyond 4 / sqrt(n). Seen were,
 * of 20 inputs, at least 0.013 for the cells, 0.079 for the distance, 0.020 for the tails, 0.0021
 * for an extreme; of 50 correlations the largest was 2.6 / sqrt(n). The test prints them all. */
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>

#include "numeric/distribution_text.h"
#include "base/threads.h"
#include "numeric/philox.h"
#include "day/log_table.h"
#include "support.h"

#define STREAMS 5
#define INPUTS 4
#define Z 1.645
#define SEED 42

#define ITEMS 100u
#define ITEM_QUERIES 1000000u
#define BLOCK 31250u /* queries whose words are kept at a time */
#define N ((double)ITEMS * ITEM_QUERIES)

#define CELLS 131072u
#define COARSE 4096u  /* cells of the chi-square: 24414 draws each */
#define TAILS 3
#define LEAST 1e-4    /* probability below which a statistic is refused */
#define CORRELATION (4 / sqrt(N))

static const double TAIL[TAILS] = {1e-6, 1e-5, 1e-3};

/* The inputs of a query, each with every kind of distribution. */
static const char *const INPUT[INPUTS] = {"output_tokens", "utilisation", "pue", "fleet lever"};
static const char *const FORM[INPUTS][STREAMS] = {
    {"exponential(median=300)", "lognormal(p5=20,p95=2000)", "gamma(mean=11000,cv=0.53)",
     "uniform(min=200,max=20000)", "triangular(min=1,mode=300,max=5000)"},
    {"lognormal(p5=0.4,p95=0.9)", "gamma(mean=0.6,cv=0.25)", "uniform(min=0.3,max=0.9)",
     "triangular(min=0.3,mode=0.7,max=0.95)", "exponential(mean=0.6)"},
    {"gamma(mean=1.3,cv=0.1)", "uniform(min=1.05,max=1.6)",
     "triangular(min=1.05,mode=1.1,max=1.6)", "exponential(mean=1.2)",
     "lognormal(p5=1.05,p95=1.6)"},
    {"uniform(min=1.5,max=4)", "triangular(min=1.5,mode=2,max=10)", "exponential(mean=2)",
     "lognormal(p5=1.5,p95=3.5)", "gamma(mean=2.3,cv=0.3)"},
};

/* ---- what is counted ------------------------------------------------------------------------ */

struct counts {
    uint32_t *cell;                 /* [CELLS]                                         */
    uint64_t below[TAILS], above[TAILS]; /* values beyond each tail's edge             */
    float low, high;                /* extremes                                        */
};

struct input {
    struct distribution d;
    struct log_table table;
    float *edge;                    /* [CELLS + 1]: cell c is [edge[c], edge[c + 1])   */
    float lower[TAILS], upper[TAILS];
    struct counts counts;           /* of all items                                    */
};

/* Sums of products of words about 1/2, of one item. */
struct products {
    double of[INPUTS][INPUTS]; /* below the diagonal: of two words; on it: of a word and the one */
};                             /* before it                                                      */

struct work {
    struct philox_stream stream;
    struct input input[INPUTS];
    struct products products[ITEMS];
    pthread_mutex_t lock; /* of the inputs' counts: whole numbers, so any order will do */
};

/* The least float that is not below x: v < x exactly when v < it. */
static float float_from(double x)
{
    float f = (float)x;
    return (double)f < x ? nextafterf(f, INFINITY) : f;
}

/* ---- drawing -------------------------------------------------------------------------------- */

static uint32_t find_cell(const float *edge, uint32_t word, float v)
{
    uint32_t low = word / (uint32_t)(0x1p32 / CELLS), high = low + 1;
    if (v >= edge[low] && v < edge[high])
        return low;
    for (low = 0, high = CELLS; high - low > 1;) {
        uint32_t middle = low + (high - low) / 2;
        *(v < edge[middle] ? &high : &low) = middle;
    }
    return low;
}

static void count(const struct input *in, struct counts *c, uint32_t word, float v)
{
    c->cell[find_cell(in->edge, word, v)]++;
    c->low = v < c->low ? v : c->low;
    c->high = v > c->high ? v : c->high;
    if (v >= in->lower[TAILS - 1] && v <= in->upper[TAILS - 1])
        return;
    for (int t = 0; t < TAILS; t++) {
        c->below[t] += v < in->lower[t];
        c->above[t] += v > in->upper[t];
    }
}

static uint64_t draw_again(struct philox_stream s, uint64_t query, uint32_t index)
{
    uint32_t again[PHILOX_BLOCK_WORDS];
    philox_block(s, query, 0x80000000u + index, again);
    return (uint64_t)again[1] << 32 | again[0];
}

static void draw_block(const struct work *w, uint64_t first, uint32_t (*words)[INPUTS],
                       struct counts counts[INPUTS])
{
    for (uint32_t i = 0; i < BLOCK; i++)
        philox_block(w->stream, first + i, 0, words[i]);
    for (uint32_t k = 0; k < INPUTS; k++)
        for (uint32_t i = 0; i < BLOCK; i++) {
            uint32_t word = words[i][k];
            uint64_t again = log_table_is_tail(word) ? draw_again(w->stream, first + i, k) : 0;
            count(&w->input[k], &counts[k], word, log_table_at(&w->input[k].table, word, again));
        }
}

static void multiply(uint32_t (*words)[INPUTS], struct products *p)
{
    double before[INPUTS] = {0};
    for (uint32_t i = 0; i < BLOCK; i++) {
        double x[INPUTS];
        for (int k = 0; k < INPUTS; k++) {
            x[k] = ((double)words[i][k] + 0.5) * 0x1p-32 - 0.5;
            for (int j = 0; j < k; j++)
                p->of[k][j] += x[k] * x[j];
            p->of[k][k] += x[k] * before[k];
            before[k] = x[k];
        }
    }
}

static void merge(struct counts *into, const struct counts *from)
{
    for (uint32_t c = 0; c < CELLS; c++)
        into->cell[c] += from->cell[c];
    for (int t = 0; t < TAILS; t++) {
        into->below[t] += from->below[t];
        into->above[t] += from->above[t];
    }
    into->low = fminf(into->low, from->low);
    into->high = fmaxf(into->high, from->high);
}

static int draw_item(void *context, size_t item, struct error *e)
{
    struct work *w = context;
    uint32_t(*words)[INPUTS] = malloc(BLOCK * sizeof *words);
    uint32_t *cells = calloc((size_t)INPUTS * CELLS, sizeof *cells);
    struct counts counts[INPUTS];
    for (size_t k = 0; k < INPUTS && cells; k++)
        counts[k] = (struct counts){.cell = cells + k * CELLS, .low = INFINITY, .high = -INFINITY};
    for (uint32_t done = 0; done < ITEM_QUERIES && words && cells; done += BLOCK) {
        draw_block(w, (uint64_t)item * ITEM_QUERIES + done, words, counts);
        multiply(words, &w->products[item]);
    }
    pthread_mutex_lock(&w->lock);
    for (int k = 0; k < INPUTS && words && cells; k++)
        merge(&w->input[k].counts, &counts[k]);
    pthread_mutex_unlock(&w->lock);
    int rc = words && cells ? 0 : error_no_memory(e, "for an item");
    free(words);
    free(cells);
    return rc;
}

/* ---- judging -------------------------------------------------------------------------------- */

/* Kolmogorov's limiting distribution: P(sqrt(n) D > x). */
static double kolmogorov(double x)
{
    double sum = 0;
    for (int k = 1; k <= 100; k++)
        sum += (k % 2 ? 2 : -2) * exp(-2.0 * k * k * x * x);
    return x < 0.2 ? 1 : sum;
}

static double equal_cells(const struct counts *c)
{
    double chi = 0, expected = N / COARSE;
    for (uint32_t i = 0; i < COARSE; i++) {
        double seen = 0;
        for (uint32_t j = 0; j < CELLS / COARSE; j++)
            seen += c->cell[i * (CELLS / COARSE) + j];
        chi += (seen - expected) * (seen - expected) / expected;
    }
    return chi;
}

static double distance(const struct counts *c)
{
    double most = 0, below = 0;
    for (uint32_t i = 0; i < CELLS; i++) {
        below += c->cell[i];
        most = fmax(most, fabs(below / N - (i + 1.0) / CELLS));
    }
    return most;
}

/* The middle and, at each end, the outer 1e-6, from there to 1e-5, from there to 1e-3. */
static double tail_cells(const struct counts *c)
{
    double chi = 0, middle = N;
    for (int t = 0; t < TAILS; t++) {
        double expected = N * (TAIL[t] - (t ? TAIL[t - 1] : 0));
        double below = (double)(c->below[t] - (t ? c->below[t - 1] : 0));
        double above = (double)(c->above[t] - (t ? c->above[t - 1] : 0));
        chi += (pow(below - expected, 2) + pow(above - expected, 2)) / expected;
        middle -= below + above;
    }
    return chi + pow(middle - N * (1 - 2 * TAIL[TAILS - 1]), 2) / (N * (1 - 2 * TAIL[TAILS - 1]));
}

static size_t unlikely(const char *what, double p)
{
    print_message(" %s %.3g", what, p);
    return !(p >= LEAST);
}

/* An extreme has N times its tail probability beyond it: exponential with mean 1, so neither less
 * than 1e-4 nor more than ln 1e4. Where the support ends, floats do not resolve it. */
static size_t check_extremes(const struct input *in)
{
    if (isfinite(distribution_bounds(&in->d).high))
        return 0;
    double low = N * distribution_below(&in->d, exp2(in->counts.low + in->table.centre));
    double high = N * distribution_above(&in->d, exp2(in->counts.high + in->table.centre));
    return unlikely("min", -expm1(-low)) + unlikely("max", -expm1(-high)) +
           !(exp(-low) >= LEAST) + !(exp(-high) >= LEAST);
}

static size_t check_input(const char *name, const char *form, const struct input *in)
{
    size_t wrong = 0;
    double chi = equal_cells(&in->counts);
    print_message("  %s %s:", name, form);
    wrong += unlikely("cells", gsl_cdf_chisq_Q(chi, COARSE - 1));
    wrong += !(gsl_cdf_chisq_P(chi, COARSE - 1) >= LEAST); /* too even is no better */
    wrong += unlikely("distance", kolmogorov(sqrt(N) * distance(&in->counts)));
    wrong += unlikely("tails", gsl_cdf_chisq_Q(tail_cells(&in->counts), 2 * TAILS));
    wrong += check_extremes(in);
    print_message("\n");
    return wrong;
}

/* The words are uniform with mean 1/2 and variance 1/12. */
static size_t check_correlations(const struct work *w)
{
    size_t wrong = 0;
    print_message("  correlations by sqrt(n):");
    for (int k = 0; k < INPUTS; k++)
        for (int j = 0; j <= k; j++) {
            double sum = 0;
            for (size_t item = 0; item < ITEMS; item++)
                sum += w->products[item].of[k][j];
            wrong += !(fabs(12 * sum / N) <= CORRELATION);
            print_message(" %.2f", 12 * sum / sqrt(N));
        }
    print_message("\n");
    return wrong;
}

/* ---- the test ------------------------------------------------------------------------------- */

static double edge_at(const struct input *in, double tail, bool upper)
{
    return log2(distribution_quantile(&in->d, (struct uniform){tail, upper})) - in->table.centre;
}

static void open_input(struct input *in, const char *form)
{
    struct error e;
    if (distribution_text_parse(form, Z, &in->d, &e) || log_table_make(&in->d, &in->table, &e))
        fail_msg("%s: %s", form, e.text);
    in->edge = malloc((CELLS + 1) * sizeof *in->edge);
    in->counts = (struct counts){calloc(CELLS, sizeof(uint32_t)), {0}, {0}, INFINITY, -INFINITY};
    assert_true(in->edge && in->counts.cell);
    in->edge[0] = -INFINITY;
    in->edge[CELLS] = INFINITY;
    for (uint32_t c = 1; c < CELLS; c++)
        in->edge[c] = float_from(c < CELLS / 2 ? edge_at(in, (double)c / CELLS, false)
                                               : edge_at(in, 1 - (double)c / CELLS, true));
    for (int t = 0; t < TAILS; t++) {
        in->lower[t] = float_from(edge_at(in, TAIL[t], false));
        in->upper[t] = -float_from(-edge_at(in, TAIL[t], true));
    }
}

static void inputs__1e8_drawn__distributed_as_they_say(void **state)
{
    static struct work w;
    const size_t stream = *(const size_t *)*state;
    struct error e;
    size_t wrong = 0;
    w = (struct work){.stream = philox_stream_of(SEED, "traditional", FORM[0][stream])};
    for (int k = 0; k < INPUTS; k++)
        open_input(&w.input[k], FORM[k][stream]);
    assert_int_equal(pthread_mutex_init(&w.lock, NULL), 0);
    if (threads_for(ITEMS, 0, draw_item, NULL, &w, &e))
        fail_msg("%s", e.text);
    pthread_mutex_destroy(&w.lock);
    for (int k = 0; k < INPUTS; k++) {
        wrong += check_input(INPUT[k], FORM[k][stream], &w.input[k]);
        free(w.input[k].edge);
        free(w.input[k].counts.cell);
    }
    wrong += check_correlations(&w);
    assert_int_equal(wrong, 0);
}

int main(int argc, char **argv)
{
    size_t streams[STREAMS];
    char names[STREAMS][32];
    struct CMUnitTest tests[STREAMS];
    select_tests(argc, argv);
    for (size_t i = 0; i < STREAMS; i++) {
        streams[i] = i;
        snprintf(names[i], sizeof names[i], "inputs of stream %zu", i);
        tests[i] = (struct CMUnitTest){names[i], inputs__1e8_drawn__distributed_as_they_say, NULL,
                                       NULL, &streams[i]};
    }
    return _cmocka_run_group_tests("long_day", tests, STREAMS, NULL, NULL);
}

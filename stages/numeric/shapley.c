/* shapley.c -- Shapley values from the values of coalitions.
 *
 * 1. coalitions
 * 2. plans: which of them are valued
 * 3. parts */
#include "numeric/shapley.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#define WORD_BITS 64

/* ---- 1. coalitions ------------------------------------------------------------------------- */

bool coalition_has(const struct coalition *c, size_t player)
{
    return c->word[player / WORD_BITS] >> (player % WORD_BITS) & 1;
}

static void coalition_add(struct coalition *c, size_t player)
{
    c->word[player / WORD_BITS] |= (uint64_t)1 << (player % WORD_BITS);
}

/* As whole numbers of many words: the empty one comes first, that of all players last. */
static int compare(const void *a, const void *b)
{
    const struct coalition *x = a, *y = b;
    for (size_t w = SHAPLEY_PLAYERS_MAX / WORD_BITS; w-- > 0;)
        if (x->word[w] != y->word[w])
            return x->word[w] < y->word[w] ? -1 : 1;
    return 0;
}

static struct coalition all_of(size_t players)
{
    struct coalition c = {{0}};
    for (size_t i = 0; i < players; i++)
        coalition_add(&c, i);
    return c;
}

/* ---- 2. plans ------------------------------------------------------------------------------ */

void shapley_plan_free(struct shapley_plan *plan)
{
    free(plan->coalitions);
    free(plan->order);
    *plan = (struct shapley_plan){0};
}

/* All 2^players coalitions; players at most SHAPLEY_EXACT_MAX. */
static int plan_exact(size_t players, struct shapley_plan *plan, struct error *e)
{
    *plan = (struct shapley_plan){.players = players, .n = (size_t)1 << players};
    plan->coalitions = calloc(plan->n, sizeof *plan->coalitions);
    if (!plan->coalitions)
        return error_no_memory(e, "for %zu sets of changes", plan->n);
    for (size_t c = 0; c < plan->n; c++)
        plan->coalitions[c].word[0] = c;
    return 0;
}

/* Draws the orders, each with its reverse. */
static int draw_orders(struct shapley_plan *plan, unsigned long seed)
{
    size_t k = plan->players;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    if (!rng)
        return -1;
    gsl_rng_set(rng, seed);
    for (size_t o = 0; o < plan->orders; o += 2) {
        size_t *order = plan->order + o * k, *reverse = order + k;
        for (size_t i = 0; i < k; i++)
            order[i] = i;
        gsl_ran_shuffle(rng, order, k, sizeof *order);
        for (size_t i = 0; i < k; i++)
            reverse[i] = order[k - 1 - i];
    }
    gsl_rng_free(rng);
    return 0;
}

/* Adds the coalitions that grow along an order, the empty one included. */
static void add_growing(struct shapley_plan *plan, const size_t *order)
{
    struct coalition c = {{0}};
    plan->coalitions[plan->n++] = c;
    for (size_t i = 0; i < plan->players; i++) {
        coalition_add(&c, order[i]);
        plan->coalitions[plan->n++] = c;
    }
}

/* One player, and all but that one. */
static void part_from(size_t players, size_t i, struct coalition *alone, struct coalition *without)
{
    *alone = (struct coalition){{0}};
    *without = all_of(players);
    coalition_add(alone, i);
    without->word[i / WORD_BITS] ^= alone->word[i / WORD_BITS];
}

/* Adds what `first` and `last` need: each player alone, and all but one. */
static void add_alone_and_without(struct shapley_plan *plan)
{
    for (size_t i = 0; i < plan->players; i++) {
        struct coalition alone, without;
        part_from(plan->players, i, &alone, &without);
        plan->coalitions[plan->n++] = alone;
        plan->coalitions[plan->n++] = without;
    }
}

static void sort_and_keep_one_of_each(struct shapley_plan *plan)
{
    size_t kept = 1;
    qsort(plan->coalitions, plan->n, sizeof *plan->coalitions, compare);
    for (size_t c = 1; c < plan->n; c++)
        if (compare(&plan->coalitions[c], &plan->coalitions[kept - 1]) != 0)
            plan->coalitions[kept++] = plan->coalitions[c];
    plan->n = kept;
}

int shapley_plan_sampled(size_t players, size_t pairs, unsigned long seed,
                         struct shapley_plan *plan, struct error *e)
{
    *plan = (struct shapley_plan){.players = players, .orders = 2 * pairs};
    if (players == 0 || players > SHAPLEY_PLAYERS_MAX || pairs < 2)
        return error_set(e, "found %zu changes in %zu pairs of orders, want 1 to %d changes and at "
                         "least 2 pairs", players, pairs, SHAPLEY_PLAYERS_MAX);
    size_t room = plan->orders * (players + 1) + 2 * players;
    plan->coalitions = calloc(room, sizeof *plan->coalitions);
    plan->order = calloc(plan->orders * players, sizeof *plan->order);
    if (!plan->coalitions || !plan->order || draw_orders(plan, seed)) {
        shapley_plan_free(plan);
        return error_no_memory(e, "for %zu sets of changes", room);
    }
    for (size_t o = 0; o < plan->orders; o++)
        add_growing(plan, plan->order + o * players);
    add_alone_and_without(plan);
    sort_and_keep_one_of_each(plan);
    return 0;
}

int shapley_plan_make(size_t players, struct shapley_plan *plan, struct error *e)
{
    *plan = (struct shapley_plan){0};
    if (players > SHAPLEY_PLAYERS_MAX)
        return error_set(e, "found %zu changes, want at most %d", players, SHAPLEY_PLAYERS_MAX);
    if (players <= SHAPLEY_EXACT_MAX)
        return plan_exact(players, plan, e);
    return shapley_plan_sampled(players, SHAPLEY_PAIRS, SHAPLEY_SEED, plan, e);
}

/* ---- 3. parts ------------------------------------------------------------------------------ */

/* A sum that carries what rounding drops (Neumaier 1974). */
struct sum {
    double total, dropped;
};

static void sum_add(struct sum *s, double x)
{
    double total = s->total + x;
    s->dropped += fabs(s->total) >= fabs(x) ? (s->total - total) + x : (x - total) + s->total;
    s->total = total;
}

static double sum_of(const struct sum *s)
{
    return s->total + s->dropped;
}

static double value_of(const struct shapley_plan *plan, const double *value,
                       const struct coalition *c)
{
    const struct coalition *found =
        bsearch(c, plan->coalitions, plan->n, sizeof *c, compare);
    return found ? value[found - plan->coalitions] : NAN;
}

/* |S|! (k - |S| - 1)! / k!, that is 1 / (k (k-1 over |S|)), for |S| = 0 .. k - 1. */
static void fill_weights(size_t k, double *weight)
{
    double choose = 1;
    for (size_t s = 0; s < k; s++) {
        weight[s] = 1 / ((double)k * choose);
        choose = choose * (double)(k - 1 - s) / (double)(s + 1); /* a whole number: exact */
    }
}

static size_t size_of(size_t coalition)
{
    size_t n = 0;
    for (; coalition; coalition &= coalition - 1)
        n++;
    return n;
}

/* Here a coalition's index is the set itself, bit by bit. */
static void parts_exact(const struct shapley_plan *plan, const double *value,
                        struct shapley_part *parts)
{
    double weight[SHAPLEY_EXACT_MAX];
    fill_weights(plan->players, weight);
    for (size_t i = 0; i < plan->players; i++) {
        struct sum sum = {0, 0};
        size_t bit = (size_t)1 << i;
        for (size_t c = 0; c < plan->n; c++)
            if (!(c & bit))
                sum_add(&sum, weight[size_of(c)] * (value[c | bit] - value[c]));
        parts[i].part = sum_of(&sum);
        parts[i].standard_error = 0;
    }
}

/* What each player adds in two orders, on average. */
static void mean_of_pair(const struct shapley_plan *plan, const double *value, size_t pair,
                         double *added)
{
    memset(added, 0, plan->players * sizeof *added);
    for (size_t o = 2 * pair; o < 2 * pair + 2; o++) {
        const size_t *order = plan->order + o * plan->players;
        struct coalition c = {{0}};
        double before = value[0];
        for (size_t i = 0; i < plan->players; i++) {
            coalition_add(&c, order[i]);
            double after = value_of(plan, value, &c);
            added[order[i]] += 0.5 * (after - before);
            before = after;
        }
    }
}

static void parts_sampled(const struct shapley_plan *plan, const double *value,
                          struct shapley_part *parts)
{
    double added[SHAPLEY_PLAYERS_MAX];
    struct sum sum[SHAPLEY_PLAYERS_MAX] = {{0, 0}}, squares[SHAPLEY_PLAYERS_MAX] = {{0, 0}};
    size_t pairs = plan->orders / 2;
    for (size_t p = 0; p < pairs; p++) {
        mean_of_pair(plan, value, p, added);
        for (size_t i = 0; i < plan->players; i++)
            sum_add(&sum[i], added[i]);
    }
    for (size_t i = 0; i < plan->players; i++)
        parts[i].part = sum_of(&sum[i]) / (double)pairs;
    for (size_t p = 0; p < pairs; p++) {
        mean_of_pair(plan, value, p, added);
        for (size_t i = 0; i < plan->players; i++)
            sum_add(&squares[i], (added[i] - parts[i].part) * (added[i] - parts[i].part));
    }
    for (size_t i = 0; i < plan->players; i++)
        parts[i].standard_error =
            sqrt(sum_of(&squares[i]) / (double)(pairs - 1) / (double)pairs);
}

void shapley_parts(const struct shapley_plan *plan, const double *value,
                   struct shapley_part *parts)
{
    if (plan->orders)
        parts_sampled(plan, value, parts);
    else
        parts_exact(plan, value, parts);
    for (size_t i = 0; i < plan->players; i++) {
        struct coalition alone, without;
        part_from(plan->players, i, &alone, &without);
        parts[i].first = value_of(plan, value, &alone) - value[0];
        parts[i].last = value[plan->n - 1] - value_of(plan, value, &without);
    }
}

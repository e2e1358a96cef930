/* basis.c -- from a key to the structs that its value is computed from.
 *
 *   1. what is drawn   2. results of a case   3. of the fleet */
#include "ask/basis.h"

#include "base/digest.h"
#include "exact/case.h"
#include "model/fleet.h"

void basis_of(const struct assumptions *a, const struct throughput_fits *fits, bool exact,
              struct basis *out)
{
    out->a = a;
    out->fits = fits;
    out->exact = exact;
    out->of_case = a->n_cases;
}

/* ---- 1. what is drawn ----------------------------------------------------------------------- */

/* An energy, or what is made like one. */
static bool is_energy(const struct key *key)
{
    return key->form != KEY_VARIABLE ||
           quantity_row(key->variable.quantity)->basis == QUANTITY_ON_ALL;
}

static bool is_extreme(const struct key *key)
{
    return key->form == KEY_VARIABLE && statistic_is_extreme(key->statistic);
}

static const struct case_inputs *inputs_of(struct basis *b, size_t case_index)
{
    if (b->of_case != case_index)
        case_inputs_of(b->a, b->fits, case_index, &b->inputs);
    b->of_case = case_index;
    return &b->inputs;
}

/* Where nothing is drawn, the number of queries enters the extremes alone; an energy without a
 * closed form is drawn all the same, with philox. */
static uint64_t add_sampling(uint64_t digest, struct basis *b, const struct key *key,
                             size_t case_index, size_t model)
{
    struct sampling s = sampling_of(b->a, case_index, model);
    if (b->exact)
        s.generator = GENERATOR_EXACT;
    if (s.generator == GENERATOR_EXACT && is_energy(key) &&
        !exact_case_is_closed(inputs_of(b, case_index)))
        s.generator = GENERATOR_PHILOX;
    else if (s.generator == GENERATOR_EXACT && !is_extreme(key))
        s.queries = 0;
    return digest_count(digest, sampling_digest(&s));
}

static uint64_t add_sampling_of_all(uint64_t digest, struct basis *b, const struct key *key,
                                    size_t case_index)
{
    for (size_t m = 0; m < b->a->n_models; m++)
        digest = add_sampling(digest, b, key, case_index, m);
    return digest;
}

/* ---- 2. results of a case ------------------------------------------------------------------- */

static uint64_t digest_of_model(struct basis *b, const struct key *key)
{
    const struct variable *v = &key->variable;
    const struct query_inputs *q = &inputs_of(b, v->case_index)->query[v->model];
    return add_sampling(query_inputs_digest_of(q, v->quantity), b, key, v->case_index, v->model);
}

static uint64_t digest_of_frontier(struct basis *b, const struct key *key)
{
    const struct variable *v = &key->variable;
    const struct case_inputs *inputs = inputs_of(b, v->case_index);
    bool all = key->form == KEY_VARIABLE && v->group == VARIABLE_FRONTIER_ALL;
    uint64_t digest = all ? case_inputs_digest_all(inputs) : case_inputs_digest(inputs, v->lever);
    if (!b->exact)
        digest = digest_count(digest, sampling_digest_levers(b->a, v->lever));
    return add_sampling_of_all(digest, b, key, v->case_index);
}

/* ---- 3. of the fleet ------------------------------------------------------------------------ */

static uint64_t digest_of_day(struct basis *b, const struct key *key)
{
    struct fleet_inputs inputs;
    fleet_inputs_of(b->a, b->fits, &b->a->mixes[key->mix], &inputs);
    uint64_t digest = fleet_inputs_digest(&inputs, key->improved);
    for (size_t i = 0; i < inputs.n; i++)
        if (inputs.share[i].has_case)
            digest = add_sampling_of_all(digest, b, key, inputs.share[i].case_index);
    return digest;
}

/* A number worked out from a few assumptions is its own digest. */
static uint64_t digest_of_factor(const struct basis *b, const struct key *key)
{
    struct fleet_inputs inputs = fleet_inputs_without_mix(b->a);
    struct fleet_factors factors = fleet_factors_of(&inputs);
    return digest_number(DIGEST_BEGIN, fleet_factor_value(&factors, key->factor));
}

uint64_t basis_digest(struct basis *b, const struct key *key)
{
    switch (key->form) {
    case KEY_VARIABLE:
    case KEY_SHARE:
        return key_is_of_frontier(key) ? digest_of_frontier(b, key) : digest_of_model(b, key);
    case KEY_DAY:
        return digest_of_day(b, key);
    case KEY_FACTOR:
        return digest_of_factor(b, key);
    }
    return BASIS_NONE;
}

uint64_t basis_digest_of(struct basis *b, const char *text)
{
    struct key key;
    return key_parse(b->a, text, &key, NULL) ? BASIS_NONE : basis_digest(b, &key);
}

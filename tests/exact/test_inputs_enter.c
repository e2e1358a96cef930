/* test_inputs_enter.c -- every field of query_inputs moves the energies of both engines alike.
 *
 * A field that stands in the struct and its digest and is not computed with would be said to enter
 * what it leaves alone; one that a single engine computes with would part the two. */
#include <math.h>

#include "draw/evaluate.h"
#include "exact/case.h"
#include "query_fields.h"
#include "support.h"

enum { QUERIES = 20000 };
#define ERRORS 5.0 /* standard errors between the means of drawn queries and of quadrature */

struct means {
    double drawn, error, exact;
    bool closed; /* else there is no exact mean */
};

static const struct sampling SAMPLING = {GENERATOR_PHILOX, 42, QUERIES, "chat", "big", 0};

static void draw_queries(const struct query_inputs *q, struct queries *out)
{
    struct error e;
    if (queries_alloc(out, QUERIES, &e) || evaluate_model(q, &SAMPLING, NULL, out, &e))
        fail_msg("%s", e.text);
}

static void draw(const struct query_inputs *q, struct means *out)
{
    struct queries queries;
    double sum = 0, squares = 0;
    draw_queries(q, &queries);
    for (size_t i = 0; i < QUERIES; i++) {
        sum += queries.of[QUANTITY_ENERGY][i];
        squares += pow(queries.of[QUANTITY_ENERGY][i], 2);
    }
    out->drawn = sum / QUERIES;
    out->error = sqrt((squares / QUERIES - out->drawn * out->drawn) / QUERIES);
    queries_free(&queries);
}

static struct means means_of(const struct query_inputs *q)
{
    static struct case_inputs inputs;
    struct exact_case c;
    struct means m = {.closed = exact_query_is_closed(q)};
    struct error e;
    inputs = (struct case_inputs){.n_models = 1, .pool = {POOL_LARGEST_MEDIANS, 1, {0}}};
    inputs.query[0] = *q;
    draw(q, &m);
    if (exact_case_build(&inputs, &SAMPLING, &c, &e))
        fail_msg("%s", e.text);
    m.exact = m.closed ? law_mean(&c.all) : 0;
    exact_case_free(&c);
    return m;
}

static void assert_agree(const char *name, const struct means *m)
{
    if (m->closed && !(fabs(m->drawn - m->exact) <= ERRORS * m->error))
        fail_msg("%s: %.9g Wh drawn, +- %.2g, and %.9g Wh exact", name, m->drawn, m->error,
                 m->exact);
}

/* Whether another value of a field moves what is drawn; exact results must go with it. */
static bool moves(const struct query_inputs *q, const struct field *field, int step)
{
    struct means before = means_of(q);
    struct query_inputs moved = *q;
    field->move((char *)&moved + field->offset, step);
    struct means after = means_of(&moved);
    assert_agree(field->name, &before);
    assert_agree(field->name, &after);
    bool drawn = after.drawn != before.drawn;
    if (before.closed && after.closed && drawn != (after.exact != before.exact))
        fail_msg("%s: moves one of drawn and exact energies", field->name);
    return drawn;
}

/* With u drawn and with u coupled; what is moved by neither is not computed with. The first two
 * parameters of a distribution: some have no third. A form is told by its name and not moved. */
static void query__every_field__moves_both_engines(void **state)
{
    (void)state;
    struct query_inputs drawn = some_query(), coupled = drawn;
    coupled.power.coupled = true;
    for (size_t i = 0; i < N_OF(QUERY); i++) {
        const struct field *field = &QUERY[i];
        if (!field->move || field->move == move_form)
            continue;
        for (int step = 0; step < (field->steps > 2 ? 2 : field->steps); step++) {
            bool by_drawn = moves(&drawn, field, step), by_coupled = moves(&coupled, field, step);
            if (!by_drawn && !by_coupled)
                fail_msg("%s: moves no energy", field->name);
        }
    }
}

/* What a quantity is drawn from is in its digest. */
static void assert_in_digests(const struct query_inputs *q, const struct field *field, int step)
{
    struct query_inputs moved = *q;
    struct queries before, after;
    field->move((char *)&moved + field->offset, step);
    draw_queries(q, &before);
    draw_queries(&moved, &after);
    for (int i = 0; i < QUANTITY_COUNT; i++) {
        enum quantity of = (enum quantity)i;
        if (memcmp(before.of[i], after.of[i], QUERIES * sizeof(double)) != 0 &&
            query_inputs_digest_of(q, of) == query_inputs_digest_of(&moved, of))
            fail_msg("%s moves %s, and not its digest", field->name, quantity_row(of)->name);
    }
    queries_free(&before);
    queries_free(&after);
}

static void quantities__what_moves_them__moves_their_digest(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(QUERY); i++)
        for (int coupled = 0; coupled < 2; coupled++) {
            struct query_inputs q = some_query();
            q.power.coupled = coupled;
            if (QUERY[i].move && QUERY[i].move != move_form)
                assert_in_digests(&q, &QUERY[i], 0);
        }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(query__every_field__moves_both_engines),
        cmocka_unit_test(quantities__what_moves_them__moves_their_digest),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("inputs_enter", tests, NULL, NULL);
}

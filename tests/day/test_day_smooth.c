/* test_day_smooth.c -- where a quantile is interpolated inside of its bucket, and where it is the
 * middle of what the counts allow. */
#include <math.h>

#include "day/quantiles.h"
#include "support.h"

#define BUCKETS 8
#define WIDTH (1.0 / PLAN_BUCKETS_OCTAVE) /* [log2 Wh] */
#define AT 4                              /* the bucket of the quantile */

/* Queries in each bucket, of which the first begins at 1 Wh. */
struct made {
    struct day_stratum s;
    uint64_t below[BUCKETS + 1];
};

static void fill(struct made *m, const uint64_t count[BUCKETS])
{
    m->below[0] = 0;
    for (int b = 0; b < BUCKETS; b++)
        m->below[b + 1] = m->below[b] + count[b];
    m->s = (struct day_stratum){.n = m->below[BUCKETS], .low = 0, .high = BUCKETS * WIDTH,
                                .n_buckets = BUCKETS, .below = m->below};
}

/* Where in bucket AT, from 0 to 1, the query is put that has a tenth of the bucket's below it: a
 * tenth and half a query further when it is interpolated, else half. All strata are alike there but
 * for their neighbours. */
static double place_of_a_tenth(const struct made *made, size_t n)
{
    struct day_group g = {.high = BUCKETS * WIDTH, .n_strata = n};
    double before = 0, here = 0;
    struct estimate value;
    for (size_t i = 0; i < n; i++) {
        g.of[i] = &made[i].s;
        g.n += made[i].s.n;
        before += (double)made[i].below[AT];
        here += (double)(made[i].below[AT + 1] - made[i].below[AT]);
    }
    assert_true(day_quantile(&g, (before + here / 10) / ((double)g.n - 1), &value));
    return log2(value.value) / WIDTH - AT;
}

static double place_among(uint64_t here, uint64_t left, uint64_t right)
{
    struct made one;
    const uint64_t count[BUCKETS] = {here, here, here, left, here, right, here, here};
    fill(&one, count);
    return place_of_a_tenth(&one, 1);
}

/* 400 are many, 390 are not. */
static void few_queries__are_put_into_the_middle(void **state)
{
    (void)state;
    assert_close(place_among(400, 400, 400), 0.1 + 0.5 / 400, 0, 1e-6);
    assert_close(place_among(390, 390, 390), 0.5, 0, 1e-6);
}

/* Three quarters of its queries make a neighbour one that is like it. */
static void neighbour_of_another_height__is_no_guide(void **state)
{
    (void)state;
    assert_close(place_among(400, 300, 300), 0.1 + 0.5 / 400, 0, 1e-6);
    assert_close(place_among(400, 299, 400), 0.5, 0, 1e-6);
    assert_close(place_among(400, 400, 299), 0.5, 0, 1e-6);
}

/* 980 of 1000 queries are nearly all; 970 are not. */
static void nearly_all__is_enough(void **state)
{
    (void)state;
    for (uint64_t odd = 20; odd <= 30; odd += 10) {
        struct made two[2];
        const uint64_t most = 1000 - odd;
        const uint64_t even[BUCKETS] = {most, most, most, most, most, most, most, most};
        const uint64_t lonely[BUCKETS] = {[AT] = odd};
        fill(&two[0], even);
        fill(&two[1], lonely);
        assert_close(place_of_a_tenth(two, 2), odd == 20 ? 0.1 + 0.5 / 1000 : 0.5, 0, 1e-6);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_queries__are_put_into_the_middle),
        cmocka_unit_test(neighbour_of_another_height__is_no_guide),
        cmocka_unit_test(nearly_all__is_enough),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("day_smooth", tests, NULL, NULL);
}

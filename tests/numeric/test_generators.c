/* test_generators.c -- both generators against published words and against NumPy's legacy
 * stream. */
#include "numeric/mt19937.h"
#include "numeric/philox.h"
#include "support.h"

#define N 10000

static struct mt19937 open_at(uint32_t seed, struct mt19937_position place)
{
    struct mt19937 s;
    struct error e;
    if (mt19937_open(&s, seed, &e))
        fail_msg("%s", e.text);
    mt19937_go_to(&s, place);
    return s;
}

/* 3499211612 and 4123659995: first and 10000th output for seed 5489, the C++ standard's
 * [rand.predef]. Those of seed 42: NumPy 1.24, RandomState(42).bytes. */
static void mt19937__words__are_the_published_ones(void **state)
{
    (void)state;
    static const struct { uint32_t seed, first, last; } ROWS[] = {
        {5489, 3499211612u, 4123659995u}, {42, 1608637542u, 1399405940u}};
    for (size_t i = 0; i < 2; i++) {
        struct mt19937 s = open_at(ROWS[i].seed, (struct mt19937_position){0});
        assert_int_equal(gsl_rng_get(s.rng), ROWS[i].first);
        unsigned long word = 0;
        for (int k = 1; k < N; k++)
            word = gsl_rng_get(s.rng);
        assert_int_equal(word, ROWS[i].last);
        mt19937_close(&s);
    }
}

/* NumPy 1.24, RandomState(42): random_sample, standard_normal, standard_exponential (10000). */
static void mt19937__draws__are_numpys(void **state)
{
    (void)state;
    static const struct { double (*draw)(struct mt19937 *); double first, last; } ROWS[] = {
        {mt19937_double, 0.3745401188473625, 0.21714040403767187},
        {mt19937_normal, 0.4967141530112327, 0.6443884535381822},
        {mt19937_exponential, 0.4692680899768591, 0.2448019145717773}};
    for (size_t i = 0; i < 3; i++) {
        struct mt19937 s = open_at(42, (struct mt19937_position){0});
        assert_close(ROWS[i].draw(&s), ROWS[i].first, 1e-15, 0);
        double x = 0;
        for (int k = 1; k < N; k++)
            x = ROWS[i].draw(&s);
        assert_close(x, ROWS[i].last, 1e-14, 0);
        mt19937_close(&s);
    }
}

/* Three normals, an exponential, two normals, as NumPy's RandomState(42) gives them: the fourth
 * normal was kept before the exponential was drawn. */
static void mt19937__kept_normal__survives_other_draws(void **state)
{
    (void)state;
    struct mt19937 s = open_at(42, (struct mt19937_position){0});
    for (int i = 0; i < 3; i++)
        (void)mt19937_normal(&s);
    assert_true(s.place.kept);
    assert_close(mt19937_exponential(&s), 0.16962487, 0, 1e-8);
    assert_close(mt19937_normal(&s), 1.52302986, 0, 1e-8);
    assert_close(mt19937_normal(&s), 0.27904129, 0, 1e-8);
    mt19937_close(&s);
}

static void mt19937__place__is_where_the_stream_goes_on(void **state)
{
    (void)state;
    struct mt19937 whole = open_at(7, (struct mt19937_position){0});
    for (int i = 0; i < 101; i++)
        (void)mt19937_normal(&whole); /* odd: one is kept */
    struct mt19937 later = open_at(7, whole.place);
    for (int i = 0; i < 50; i++) {
        assert_true(mt19937_normal(&whole) == mt19937_normal(&later));
        assert_true(mt19937_exponential(&whole) == mt19937_exponential(&later));
    }
    assert_int_equal(whole.place.words, later.place.words);
    mt19937_close(&whole);
    mt19937_close(&later);
}

/* 1955073260: the 10000th value of std::philox4x32 with its default seed 20111115, which C++26
 * [rand.predef] requires: the last word of block 2499 under key (20111115, 0). */
static void philox__block__is_the_published_one(void **state)
{
    (void)state;
    uint32_t w[PHILOX_BLOCK_WORDS];
    philox_block((struct philox_stream){20111115, 0}, 2499, 0, w);
    assert_int_equal(w[3], 1955073260u);
}

/* Known answers of the Random123 distribution (kat_vectors, philox4x32 10): counter and key all
 * zero. */
static void philox__block__has_random123s_answers(void **state)
{
    (void)state;
    uint32_t w[PHILOX_BLOCK_WORDS];
    static const uint32_t ZERO[] = {0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u};
    philox_block((struct philox_stream){0, 0}, 0, 0, w);
    assert_memory_equal(w, ZERO, sizeof ZERO);
}

/* FNV-1a of "traditional.llama_405b" is 0x33168955 by a Python implementation that gives the
 * published 0xbf9cf968 for "foobar". */
static void philox__key__is_seed_and_hash(void **state)
{
    (void)state;
    struct philox_stream s = philox_stream_of(42, "traditional", "llama_405b");
    assert_int_equal(s.seed, 42);
    assert_int_equal(s.hash, 0x33168955u);
}

static void philox__address__decides_alone(void **state)
{
    (void)state;
    struct philox_stream a = philox_stream_of(1, "w", "m"), b = philox_stream_of(1, "w", "n");
    struct uniform far = philox_draw(a, 1000000, PHILOX_PUE);
    for (int i = 0; i < 10; i++)
        (void)philox_draw(a, (uint64_t)i, PHILOX_UTILISATION);
    struct uniform again = philox_draw(a, 1000000, PHILOX_PUE);
    assert_true(far.tail == again.tail && far.upper == again.upper);
    assert_true(philox_draw(b, 1000000, PHILOX_PUE).tail != far.tail);
    assert_true(philox_draw(a, 1000000ull << 32, PHILOX_PUE).tail != far.tail);
}

/* Words in the outer 2^-16 are drawn again inside that range, with 64 bits. */
static void philox__tails__are_drawn_again(void **state)
{
    (void)state;
    struct philox_stream s = {1, 2};
    struct uniform low = philox_uniform(s, 5, 0, 0), high = philox_uniform(s, 5, 0, 0xffffffffu);
    assert_false(low.upper);
    assert_true(high.upper);
    assert_true(low.tail > 0 && low.tail < 0x1p-16);
    assert_true(low.tail == high.tail); /* same address, mirrored */
    uint32_t w[PHILOX_BLOCK_WORDS];
    philox_block(s, 5, 0x80000000u, w);
    assert_close(low.tail, ((double)w[1] * 0x1p32 + (double)w[0]) * 0x1p-80, 1e-15, 0);
    struct uniform edge = philox_uniform(s, 5, 0, 65536);
    assert_close(edge.tail, 65536.5 * 0x1p-32, 1e-15, 0);
}

/* Each is the middle of its cell, so that none is 0: n + 1/2 of n in 64 bits. One in 4096 is small
 * enough for a double to hold 2 n + 1. */
static void philox__tails__are_middles_of_cells(void **state)
{
    (void)state;
    struct philox_stream s = {1, 2};
    uint32_t w[PHILOX_BLOCK_WORDS];
    uint64_t query = 0;
    do
        philox_block(s, ++query, 0x80000000u, w);
    while (w[1] >= 1u << 20 && query < 1000000);
    const uint64_t n = (uint64_t)w[1] << 32 | w[0];
    assert_true(n < (uint64_t)1 << 52);
    assert_true(philox_uniform(s, query, 0, 7).tail * 0x1p81 == (double)(2 * n + 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mt19937__words__are_the_published_ones),
        cmocka_unit_test(mt19937__draws__are_numpys),
        cmocka_unit_test(mt19937__kept_normal__survives_other_draws),
        cmocka_unit_test(mt19937__place__is_where_the_stream_goes_on),
        cmocka_unit_test(philox__block__is_the_published_one),
        cmocka_unit_test(philox__block__has_random123s_answers),
        cmocka_unit_test(philox__key__is_seed_and_hash),
        cmocka_unit_test(philox__address__decides_alone),
        cmocka_unit_test(philox__tails__are_drawn_again),
        cmocka_unit_test(philox__tails__are_middles_of_cells),
    };
    return cmocka_run_group_tests_name("generators", tests, NULL, NULL);
}

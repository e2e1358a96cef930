/* mt19937.c -- the Mersenne Twister stream of the released analysis, with its place in it. */
#define HAVE_INLINE /* gsl_rng_get as a function in its header: it is called for every word */
#include "numeric/mt19937.h"

#include <math.h>

static uint32_t next_word(struct mt19937 *s)
{
    s->place.words++;
    return (uint32_t)gsl_rng_get(s->rng);
}

int mt19937_open(struct mt19937 *s, uint32_t seed, struct error *e)
{
    *s = (struct mt19937){.rng = gsl_rng_alloc(gsl_rng_mt19937), .seed = seed};
    if (!s->rng)
        return error_no_memory(e, "for the mt19937 generator");
    gsl_rng_set(s->rng, seed);
    return 0;
}

void mt19937_go_to(struct mt19937 *s, struct mt19937_position place)
{
    if (place.words < s->place.words) {
        gsl_rng_set(s->rng, s->seed);
        s->place.words = 0;
    }
    for (uint64_t i = s->place.words; i < place.words; i++)
        gsl_rng_get(s->rng);
    s->place = place;
}

void mt19937_close(struct mt19937 *s)
{
    if (s->rng)
        gsl_rng_free(s->rng);
    s->rng = NULL;
}

double mt19937_double(struct mt19937 *s)
{
    double high = (double)(next_word(s) >> 5);
    double low = (double)(next_word(s) >> 6);
    return (high * 67108864.0 + low) / 9007199254740992.0;
}

double mt19937_exponential(struct mt19937 *s)
{
    return -log(1.0 - mt19937_double(s));
}

double mt19937_normal(struct mt19937 *s)
{
    if (s->place.kept) {
        double kept = s->place.kept_normal;
        s->place.kept = false;
        s->place.kept_normal = 0;
        return kept;
    }
    double x1, x2, r2;
    do {
        x1 = 2.0 * mt19937_double(s) - 1.0;
        x2 = 2.0 * mt19937_double(s) - 1.0;
        r2 = x1 * x1 + x2 * x2;
    } while (r2 >= 1.0 || r2 == 0.0);
    double f = sqrt(-2.0 * log(r2) / r2);
    s->place.kept = true;
    s->place.kept_normal = f * x1;
    return f * x2;
}

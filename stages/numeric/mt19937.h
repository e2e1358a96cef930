/* mt19937.h -- the Mersenne Twister stream of the released analysis, with its place in it.
 *
 * MT19937 seeded through init_genrand. A double is ((a >> 5) 2^26 + (b >> 6)) / 2^53 from two
 * successive words; a normal is Marsaglia's polar method, which returns f x2 first and keeps f x1
 * for the next call. The place is the number of words used and the kept normal, so that a later
 * stage goes on exactly where an earlier one stopped, by drawing and dropping that many words. */
#ifndef NUMERIC_MT19937_H
#define NUMERIC_MT19937_H

#include <stdbool.h>
#include <stdint.h>

#include <gsl/gsl_rng.h>

#include "base/error.h"

struct mt19937_position {
    uint64_t words;     /* 32-bit words used since the seed             */
    bool kept;          /* a normal is kept for the next call           */
    double kept_normal; /* that normal; 0 when none is kept             */
};

struct mt19937 {
    gsl_rng *rng;          /* owned; GSL's mt19937      */
    uint32_t seed;
    struct mt19937_position place; /* where the next draw comes */
};

/* Seeds a stream; the next draw is its first.
 *   s       filled on success; then owned by the caller, who calls mt19937_close
 *   seed    1 .. 2^32 - 1. GSL takes 0 to mean 4357; the released analysis does not, so 0 is
 *           refused by the scenario schema
 * Returns 0, or -1 when memory is out. */
int mt19937_open(struct mt19937 *s, uint32_t seed, struct error *e) MUST_CHECK;

/* Goes to a place: onwards by drawing and dropping, backwards from the seed anew. */
void mt19937_go_to(struct mt19937 *s, struct mt19937_position place);

/* Frees what mt19937_open made; a zeroed struct is accepted. */
void mt19937_close(struct mt19937 *s);

/* A double in [0, 1), 53 random bits, two words. */
double mt19937_double(struct mt19937 *s);

/* -ln(1 - double): exponential with mean 1. Two words. */
double mt19937_exponential(struct mt19937 *s);

/* Standard normal by the polar method; four words or more, or the kept one and none. */
double mt19937_normal(struct mt19937 *s);

#endif

/* plain.h -- the kernel's arithmetic one query at a time, and what is rare in the fast ones. */
#ifndef DAY_PLAIN_H
#define DAY_PLAIN_H

#include "day/kernel.h"

extern const struct kernel kernel_plain;

/* The relative logarithms of query q of the plan's stream. */
void plain_query(const struct plan *plan, uint64_t q, float of[PLAN_QUANTITIES]);

/* The bucket of a relative logarithm. */
uint32_t plain_bucket(const struct plan *plan, enum plan_quantity quantity, float value);

/* Adds the quanta of a relative logarithm to a sum, rounded to whole ones. At 2^100 they stop. */
void plain_add_value(const struct plan *plan, enum plan_quantity quantity, float value,
                     uint64_t sum[KERNEL_DIGITS]);

/* Adds a whole number to a sum, keeping its digits below 2^32; it may be negative, the sum not. */
void plain_add(uint64_t sum[KERNEL_DIGITS], int64_t quanta);

#endif

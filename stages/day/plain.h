/* plain.h -- the kernel's arithmetic one query at a time, and what is rare in the fast ones. */
#ifndef DAY_PLAIN_H
#define DAY_PLAIN_H

#include "day/kernel.h"

extern const struct kernel kernel_plain;

/* The relative logarithms of query q of the plan's stream. */
void plain_query(const struct plan *plan, uint64_t q, float of[PLAN_QUANTITIES]);

/* The bucket of a relative logarithm. */
uint32_t plain_bucket(const struct plan *plan, enum plan_quantity quantity, float value);

/* 2^power in whole quanta, rounded, added to a sum. Powers above 100 count as 100. */
void plain_add_power(uint64_t sum[KERNEL_DIGITS], float power);

/* Adds a whole number to a sum, keeping its digits below 2^32; it may be negative, the sum not. */
void plain_add(uint64_t sum[KERNEL_DIGITS], int64_t quanta);

#endif

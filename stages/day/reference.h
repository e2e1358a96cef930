/* reference.h -- the kernel's arithmetic one query at a time, and what is rare in the fast ones. */
#ifndef DAY_REFERENCE_H
#define DAY_REFERENCE_H

#include "day/kernel.h"

/* The relative logarithms of a query from those of its inputs. */
void reference_combine(const struct plan *plan, const float in[PLAN_INPUTS],
                       float of[PLAN_QUANTITIES]);

/* The relative logarithms of query q of the plan's stream. */
void reference_query(const struct plan *plan, uint64_t q, float of[PLAN_QUANTITIES]);

/* The bucket of a relative logarithm. */
uint32_t reference_bucket(const struct plan *plan, enum plan_quantity quantity, float value);

/* Adds a relative logarithm to a sum, rounded to whole quanta. At 2^120 of them it stops. */
void reference_add_value(const struct plan *plan, enum plan_quantity quantity, float value,
                         uint64_t sum[KERNEL_DIGITS]);

/* Adds quanta x 2^shift to a sum, modulo 2^128, and carries, so that digits stay below 2^32.
 *   quanta   below 2^63
 *   shift    0 .. 127 */
void reference_add(uint64_t sum[KERNEL_DIGITS], uint64_t quanta, int shift);

/* Takes quanta x 2^shift away. */
void reference_subtract(uint64_t sum[KERNEL_DIGITS], uint64_t quanta, int shift);

#endif

/* verdict.h -- whether a value is what was printed: the one rule.
 *
 *     reproduced             low <= value < high: the value rounds to what is printed
 *     within sampling error  otherwise, and three standard errors reach that interval
 *     differs                otherwise
 *     not computed           there is no value: the number is cited from elsewhere
 *
 * A NAN end is open. */
#ifndef AUDIT_VERDICT_H
#define AUDIT_VERDICT_H

#define VERDICT_STANDARD_ERRORS 3.0

/* From best to worst. */
enum verdict {
    VERDICT_REPRODUCED,
    VERDICT_WITHIN_SAMPLING_ERROR,
    VERDICT_DIFFERS,
    VERDICT_NOT_COMPUTED
};

/* "reproduced", "within sampling error", "differs", "not computed". */
const char *verdict_name(enum verdict verdict);

/* How far a value lies outside [low, high]: below 0 under it, above 0 over it, 0 inside.
 *   low, high   low <= high; NAN: open on that side
 * NAN for a value that is NAN. */
double verdict_difference(double value, double low, double high);

/* The verdict.
 *   value            NAN: not computed
 *   standard_error   >= 0, in the value's unit; 0 where nothing is sampled */
enum verdict verdict_of(double value, double standard_error, double low, double high);

#endif

/* verdict.c -- whether a value is what was printed. */
#include "audit/verdict.h"

#include <math.h>

const char *verdict_name(enum verdict verdict)
{
    static const char *const NAMES[] = {"reproduced", "within sampling error", "differs",
                                        "not computed"};
    return NAMES[verdict];
}

double verdict_difference(double value, double low, double high)
{
    if (isnan(value))
        return NAN;
    if (value < low)
        return value - low;
    return value > high ? value - high : 0;
}

enum verdict verdict_of(double value, double standard_error, double low, double high)
{
    if (isnan(value))
        return VERDICT_NOT_COMPUTED;
    if (!(value < low) && !(value >= high)) /* false for an open end */
        return VERDICT_REPRODUCED;
    double reach = VERDICT_STANDARD_ERRORS * standard_error;
    if (reach > 0 && fabs(verdict_difference(value, low, high)) <= reach)
        return VERDICT_WITHIN_SAMPLING_ERROR;
    return VERDICT_DIFFERS;
}

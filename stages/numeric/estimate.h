/* estimate.h -- a number with its sampling error. */
#ifndef NUMERIC_ESTIMATE_H
#define NUMERIC_ESTIMATE_H

#include <stddef.h>

struct estimate {
    double value;
    double standard_error; /* in the value's unit; 0 where nothing is drawn           */
    size_t n;              /* values that it comes from; 1 where nothing is drawn     */
};

#endif

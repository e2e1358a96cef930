/* root.h -- the nearest x at which a function of one number reaches a target. */
#ifndef NUMERIC_ROOT_H
#define NUMERIC_ROOT_H

#include "base/error.h"

/* A function that has no value everywhere. Returns 0 and sets *y where it has one, or -1: where it
 * refuses x it has none, a failure of the system ends the search. */
typedef int root_function(void *context, double x, double *y, struct error *e);

struct root_search {
    root_function *function;
    void *context;
    double from;      /* where to begin; the function must have a value there */
    double low, high; /* closed range to look in, low <= from <= high         */
    double target;    /* finite                                               */
    /* Where the function leaves the sampling error of the value that it has just given, or NULL. A
     * drawn value moves in small steps: one across the target is a crossing when it is within the
     * sampling error on both sides. */
    const double *error;
};

enum root_finding {
    ROOT_FOUND,  /* x solves it                                                          */
    ROOT_BEYOND, /* what the function reaches within the range does not hold the target  */
    ROOT_FLAT,   /* the function is the same everywhere                                  */
    ROOT_JUMP    /* it passes the target only in a jump, at x                            */
};

/* One end of what was looked at. */
struct root_end {
    double x, y;
};

struct root {
    enum root_finding finding;
    double x;                   /* ROOT_FOUND: the solution; ROOT_JUMP: where it jumps   */
    struct root_end low, high;  /* the ends of where the function has values             */
    double least, most;         /* its least and its largest value met, turning points too */
};

/* Looks outwards from `from` in steps of a growing ratio, by six orders of magnitude to either
 * side or as far as range and function go, and closes in on the nearest crossing by Brent's
 * method, to 1e-12 relative in x. Where the function ends within a step, its end is found by
 * halving and looked at too. Where three points in a row show that the function turns, its extreme
 * is found by Brent's method and is a further point: two solutions within a step are not passed by.
 * Returns 0, or -1 with a message: no value at `from`, a failure of the system. */
int root_nearest(const struct root_search *search, struct root *root, struct error *e) MUST_CHECK;

#endif

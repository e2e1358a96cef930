/* distribution.c -- asking a distribution's row. */
#include "numeric/distribution.h"

#include <math.h>

double distribution_quantile(const struct distribution *d, struct uniform u)
{
    return d->type->quantile(d, u);
}

double distribution_below(const struct distribution *d, double x)
{
    return x == INFINITY ? 1 : d->type->below(d, x); /* GSL has no value there for some */
}

double distribution_above(const struct distribution *d, double x)
{
    return x == INFINITY ? 0 : d->type->above(d, x);
}

double distribution_density(const struct distribution *d, double x)
{
    return d->type->density(d, x);
}

double distribution_mean(const struct distribution *d)
{
    return d->type->mean(d);
}

static int no_column(const struct distribution *d, const char *column, struct error *e)
{
    return error_set(e, "%s: its row in numeric/distributions.c has no %s, want one with it",
                     d->type->name, column);
}

int distribution_mean_inverse(const struct distribution *d, double *mean, struct error *e)
{
    if (!d->type->mean_inverse)
        return no_column(d, "mean_inverse", e);
    *mean = d->type->mean_inverse(d);
    return 0;
}

int distribution_need_density(const struct distribution *d, struct error *e)
{
    return d->type->density ? 0 : no_column(d, "density", e);
}

bool distribution_log(const struct distribution *d, struct distribution_log *log)
{
    if (d->type->log)
        *log = d->type->log(d);
    return d->type->log != NULL;
}

bool distribution_is_constant(const struct distribution *d)
{
    struct distribution_bounds bounds = d->type->bounds(d);
    return !(bounds.low < bounds.high);
}

struct distribution_bounds distribution_bounds(const struct distribution *d)
{
    return d->type->bounds(d);
}

double distribution_end(const struct distribution *d)
{
    return d->type->end(d);
}

double distribution_draw_mt(const struct distribution *d, struct mt19937 *stream)
{
    return d->type->draw_mt(d, stream);
}

/* distribution_text.c -- the written forms of the distributions that a scenario can name.
 *
 *   1. written forms     2. makers     3. parsing */
#include "numeric/distribution.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PARAMETERS_MAX 3
#define GAMMA_CV_MAX 2.0 /* gsl_cdf_gamma_Pinv fails in the tail from about 3 */

/* ---- 1. written forms ------------------------------------------------------------------- */

/* Values in the order of the form's names; z as in distribution_parse. */
typedef int maker(const double *v, double z, struct distribution *d, struct error *e);

static maker make_constant, make_uniform, make_triangular, make_exponential_median,
    make_exponential_mean, make_lognormal_p5_p95, make_lognormal_median, make_lognormal_mean,
    make_lognormal_cv, make_gamma;

struct form {
    const char *kind;
    size_t n;
    const char *names[PARAMETERS_MAX];
    maker *make;
};

static const struct form FORMS[] = {
    {"constant", 1, {"value"}, make_constant},
    {"uniform", 2, {"min", "max"}, make_uniform},
    {"triangular", 3, {"min", "mode", "max"}, make_triangular},
    {"exponential", 1, {"median"}, make_exponential_median},
    {"exponential", 1, {"mean"}, make_exponential_mean},
    {"lognormal", 2, {"p5", "p95"}, make_lognormal_p5_p95},
    {"lognormal", 2, {"median", "ratio"}, make_lognormal_median},
    {"lognormal", 2, {"mean", "ratio"}, make_lognormal_mean},
    {"lognormal", 2, {"mean", "cv"}, make_lognormal_cv},
    {"gamma", 2, {"mean", "cv"}, make_gamma},
};

#define FORM_COUNT (sizeof FORMS / sizeof FORMS[0])

/* What each kind takes, for messages; the same facts as FORMS, as a person says them. */
static const char *const SPELLED[][2] = {
    {"constant", "constant(value)"},
    {"uniform", "uniform(min,max)"},
    {"triangular", "triangular(min,mode,max)"},
    {"exponential", "exponential(median) or exponential(mean)"},
    {"lognormal", "lognormal(p5,p95), lognormal(median,ratio), lognormal(mean,ratio) or "
                  "lognormal(mean,cv)"},
    {"gamma", "gamma(mean,cv)"},
};

const char *distribution_forms(const char *kind)
{
    for (size_t i = 0; i < sizeof SPELLED / sizeof SPELLED[0]; i++)
        if (strcmp(SPELLED[i][0], kind) == 0)
            return SPELLED[i][1];
    return NULL;
}

/* ---- 2. makers -------------------------------------------------------------------------- */

static int need_positive(const char *name, double value, struct error *e)
{
    if (value > 0)
        return 0;
    return error_set(e, "%s: found %.15g, want a number above 0", name, value);
}

static int need_less(const char *low, double a, const char *high, double b, struct error *e)
{
    if (a < b)
        return 0;
    return error_set(e, "%s: found %.15g, want less than %s (%.15g)", low, a, high, b);
}

static int make_constant(const double *v, double z, struct distribution *d, struct error *e)
{
    (void)z, (void)e;
    *d = (struct distribution){DISTRIBUTION_CONSTANT, v[0], 0, 0};
    return 0;
}

static int make_uniform(const double *v, double z, struct distribution *d, struct error *e)
{
    (void)z;
    if (need_less("min", v[0], "max", v[1], e))
        return -1;
    *d = (struct distribution){DISTRIBUTION_UNIFORM, v[0], v[1], 0};
    return 0;
}

static int make_triangular(const double *v, double z, struct distribution *d, struct error *e)
{
    (void)z;
    if (need_less("min", v[0], "max", v[2], e))
        return -1;
    if (!(v[1] >= v[0] && v[1] <= v[2]))
        return error_set(e, "mode: found %.15g, want min to max (%.15g to %.15g)", v[1], v[0],
                         v[2]);
    *d = (struct distribution){DISTRIBUTION_TRIANGULAR, v[0], v[1], v[2]};
    return 0;
}

static int make_exponential_median(const double *v, double z, struct distribution *d,
                                   struct error *e)
{
    (void)z;
    if (need_positive("median", v[0], e))
        return -1;
    *d = (struct distribution){DISTRIBUTION_EXPONENTIAL, v[0] / log(2.0), 0, 0};
    return 0;
}

static int make_exponential_mean(const double *v, double z, struct distribution *d,
                                 struct error *e)
{
    (void)z;
    if (need_positive("mean", v[0], e))
        return -1;
    *d = (struct distribution){DISTRIBUTION_EXPONENTIAL, v[0], 0, 0};
    return 0;
}

static int make_lognormal_p5_p95(const double *v, double z, struct distribution *d,
                                 struct error *e)
{
    if (need_positive("p5", v[0], e) || need_less("p5", v[0], "p95", v[1], e))
        return -1;
    double sigma = log(v[1] / v[0]) / (2.0 * z);
    *d = (struct distribution){DISTRIBUTION_LOGNORMAL, log(v[0]) + z * sigma, sigma, 0};
    return 0;
}

static int need_ratio(double ratio, struct error *e)
{
    if (ratio > 1)
        return 0;
    return error_set(e, "ratio: found %.15g, want P95/P5, a number above 1", ratio);
}

static int make_lognormal_median(const double *v, double z, struct distribution *d,
                                 struct error *e)
{
    if (need_positive("median", v[0], e) || need_ratio(v[1], e))
        return -1;
    *d = (struct distribution){DISTRIBUTION_LOGNORMAL, log(v[0]), log(v[1]) / (2.0 * z), 0};
    return 0;
}

static int make_lognormal_mean(const double *v, double z, struct distribution *d,
                               struct error *e)
{
    if (need_positive("mean", v[0], e) || need_ratio(v[1], e))
        return -1;
    double sigma = log(v[1]) / (2.0 * z);
    *d = (struct distribution){DISTRIBUTION_LOGNORMAL, log(v[0]) - sigma * sigma / 2.0, sigma, 0};
    return 0;
}

static int make_lognormal_cv(const double *v, double z, struct distribution *d, struct error *e)
{
    (void)z;
    if (need_positive("mean", v[0], e) || need_positive("cv", v[1], e))
        return -1;
    double variance = log1p(v[1] * v[1]);
    *d = (struct distribution){DISTRIBUTION_LOGNORMAL, log(v[0]) - variance / 2.0, sqrt(variance),
                               0};
    return 0;
}

static int make_gamma(const double *v, double z, struct distribution *d, struct error *e)
{
    (void)z;
    if (need_positive("mean", v[0], e) || need_positive("cv", v[1], e))
        return -1;
    if (v[1] > GAMMA_CV_MAX)
        return error_set(e, "cv: found %.15g, want at most %.15g: beyond, the quantiles of a gamma "
                            "distribution are not known in its lower tail", v[1], GAMMA_CV_MAX);
    double shape = 1.0 / (v[1] * v[1]);
    *d = (struct distribution){DISTRIBUTION_GAMMA, shape, v[0] / shape, 0};
    return 0;
}

/* ---- 3. parsing ------------------------------------------------------------------------- */

struct parameters {
    size_t n;
    char name[PARAMETERS_MAX][16];
    double value[PARAMETERS_MAX];
};

/* Reads one "name=number" and moves *text behind it. */
static int read_parameter(const char **text, struct parameters *p, struct error *e)
{
    size_t length = strcspn(*text, "=,)");
    if (p->n == PARAMETERS_MAX || length == 0 || length >= sizeof p->name[0] ||
        (*text)[length] != '=')
        return error_set(e, "found \"%s\", want name=number pairs", *text);
    memcpy(p->name[p->n], *text, length);
    p->name[p->n][length] = '\0';
    const char *start = *text + length + 1;
    char *end;
    double value = strtod(start, &end);
    if (end == start || !isfinite(value))
        return error_set(e, "%s: found \"%.*s\", want a finite number", p->name[p->n],
                         (int)strcspn(start, ",)"), start);
    p->value[p->n++] = value;
    *text = end;
    return 0;
}

static int read_parameters(const char *text, struct parameters *p, struct error *e)
{
    do {
        if (read_parameter(&text, p, e))
            return -1;
    } while (*text == ',' && text++);
    if (strcmp(text, ")") != 0)
        return error_set(e, "found \"%s\", want \")\" at the end", text);
    return 0;
}

/* Puts the values in the order of the form's names. False if the names are not the form's. */
static bool form_takes(const struct form *form, const struct parameters *p, double *values)
{
    if (form->n != p->n)
        return false;
    for (size_t i = 0; i < form->n; i++) {
        size_t j = 0;
        while (j < p->n && strcmp(form->names[i], p->name[j]) != 0)
            j++;
        if (j == p->n)
            return false;
        values[i] = p->value[j];
    }
    return true;
}

int distribution_parse(const char *text, double z, struct distribution *d, struct error *e)
{
    size_t length = strcspn(text, "(");
    char kind[16] = "";
    if (length < sizeof kind)
        memcpy(kind, text, length);
    const char *forms = distribution_forms(kind);
    if (!forms || text[length] != '(')
        return error_set(e, "found \"%s\", want a distribution: constant, uniform, triangular, "
                            "exponential, lognormal or gamma", text);
    struct parameters p = {0};
    if (read_parameters(text + length + 1, &p, e))
        return -1;
    double values[PARAMETERS_MAX] = {0};
    for (size_t i = 0; i < FORM_COUNT; i++)
        if (strcmp(FORMS[i].kind, kind) == 0 && form_takes(&FORMS[i], &p, values))
            return FORMS[i].make(values, z, d, e);
    return error_set(e, "found \"%s\", want %s", text, forms);
}

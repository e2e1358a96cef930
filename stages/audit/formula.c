/* formula.c -- the functions that formulae may call.
 *
 *   1. what scenarios answer   2. the rows   3. leaves */
#include "audit/formula.h"

#include <string.h>

#include "scenario/value_at.h"

/* ---- 1. what scenarios answer --------------------------------------------------------------- */

static int assumption(const struct outcome *o, const struct answers *of,
                      const struct expression_leaf *leaf, struct estimate *out, struct error *e)
{
    (void)of;
    return value_at_path(&o->a, leaf->name, &out->value, e);
}

static int fit(const struct outcome *o, const struct answers *of,
               const struct expression_leaf *leaf, struct estimate *out, struct error *e)
{
    (void)of;
    return value_at_fit(&o->a, &o->fits, leaf->name, &out->value, e);
}

static int share_above(const struct outcome *o, const struct answers *of,
                       const struct expression_leaf *leaf, struct estimate *out, struct error *e)
{
    struct variable v;
    (void)o;
    if (key_parse_variable(of->a, leaf->name, &v, e))
        return -1;
    return of->share_above(of, &v, leaf->number, out, e) ? error_prefix(e, "%s", leaf->name) : 0;
}

int formula_modes(const struct answers *of, const char *variable, double factor,
                  struct modes *modes, struct error *e)
{
    struct variable v;
    if (key_parse_variable(of->a, variable, &v, e))
        return -1;
    return of->modes(of, &v, factor, modes, e) ? error_prefix(e, "modes(%s)", variable) : 0;
}

static int modes(const struct outcome *o, const struct answers *of,
                 const struct expression_leaf *leaf, struct estimate *out, struct error *e)
{
    struct modes found;
    (void)o;
    if (formula_modes(of, leaf->name, 1, &found, e))
        return -1;
    out->value = (double)found.n;
    return 0;
}

/* ---- 2. the rows ---------------------------------------------------------------------------- */

static const struct formula_function FUNCTIONS[] = {
    /* printed(id): the printed number of another id */
    {"printed", 0, FORMULA_ON_ITSELF, published_number, NULL},
    /* assumption(path.part): a number of the scenario, such as assumption(pue.p5) */
    {"assumption", 0, FORMULA_ON_ITSELF, NULL, assumption},
    /* share_above(variable, x): P(X > x) of such as test_time_scaling.energy.frontier */
    {"share_above", 1, FORMULA_ON_MEDIAN, NULL, share_above},
    /* modes(variable): of its kernel density, numeric/modes.h; the bandwidth is of n queries */
    {"modes", 0, FORMULA_ON_EXTREME, NULL, modes},
    /* fit(model.column): a number of fits.tsv, such as fit(llama_405b.rmse) */
    {"fit", 0, FORMULA_ON_ITSELF, NULL, fit},
};

#define N_FUNCTIONS (sizeof FUNCTIONS / sizeof FUNCTIONS[0])

const struct formula_function *formula_function_at(size_t i)
{
    return i < N_FUNCTIONS ? &FUNCTIONS[i] : NULL;
}

int formula_parse(const char *formula, struct expression *x, struct error *e)
{
    struct expression_function functions[N_FUNCTIONS];
    for (size_t i = 0; i < N_FUNCTIONS; i++)
        functions[i] = (struct expression_function){FUNCTIONS[i].name, FUNCTIONS[i].numbers};
    return expression_parse(formula, functions, N_FUNCTIONS, x, e);
}

/* ---- 3. leaves ------------------------------------------------------------------------------ */

const struct formula_function *formula_function_of(const struct expression_leaf *leaf)
{
    for (size_t i = 0; i < N_FUNCTIONS; i++)
        if (strcmp(FUNCTIONS[i].name, leaf->function) == 0)
            return &FUNCTIONS[i];
    return NULL;
}

bool formula_is_result(const struct expression_leaf *leaf)
{
    const struct formula_function *f = formula_function_of(leaf);
    return !f || f->basis != FORMULA_ON_ITSELF;
}

bool formula_is_modes(const struct expression_leaf *leaf)
{
    const struct formula_function *f = formula_function_of(leaf);
    return f && f->value == modes;
}

int formula_value(const struct outcome *o, const struct answers *of,
                  const struct expression_leaf *leaf, double *value, double *standard_error,
                  struct error *e)
{
    const struct formula_function *f = formula_function_of(leaf);
    struct estimate out = {0};
    if (!f || !f->value)
        return error_set(e, "found %s(%s), want what a scenario answers", leaf->function,
                         leaf->name);
    if (f->value(o, of, leaf, &out, e))
        return -1;
    *value = out.value;
    *standard_error = out.standard_error;
    return 0;
}

/* root.c -- a grid outwards from the start, and Brent's method inside its cells.
 *
 *   1. the function   2. inside a cell   3. the grid */
#include "numeric/root.h"

#include <math.h>
#include <stdbool.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_roots.h>

#define FIRST_STEP 0.01 /* of ln x          */
#define GROWTH 1.3      /* of the step      */
#define REACH 13.9      /* ln 1e6 and a bit: reached by the 24th step */
#define STEPS 24
#define SMALL 1e-6      /* first step from 0 */
#define HALVINGS 60
#define BRENT_STEPS 200
#define TURN_STEPS 60
#define SAME 1e-9       /* relative: a function that varies less is flat  */
#define REACHED 1e-7    /* relative: a crossing that is further off jumps */
#define TOUCHED 1e-12   /* relative: an extreme this near to the target is a solution */

/* A point of the function less the target, with its sampling error. */
struct point {
    double x, y, error;
};

/* The points outwards from at[STEPS], the start, in the order of x. */
struct grid {
    const struct root_search *search;
    struct root *root;
    struct point at[2 * STEPS + 1];
    int first, last;   /* the outermost so far                  */
    bool ended[2];     /* downwards, upwards                    */
    double step, gone; /* next step of ln x, and how far it is  */
    struct error *e;
    bool failed;       /* the system, with *e filled: from then on there are no values */
};

/* ---- 1. the function ----------------------------------------------------------------------- */

static bool value(struct grid *g, double x, struct point *p)
{
    const struct root_search *s = g->search;
    struct error own;
    *p = (struct point){x, NAN, 0};
    if (g->failed)
        return false;
    int refused = error_refused(s->function(s->context, x, &p->y, &own), &own, g->e);
    g->failed = refused < 0;
    if (refused || !isfinite(p->y))
        return false;
    p->y -= s->target;
    p->error = s->error ? *s->error : 0;
    return true;
}

/* The same for GSL; upside down where a largest value is looked for. */
struct turned {
    struct grid *grid;
    double sign;
};

static double turned_value(double x, void *params)
{
    const struct turned *t = params;
    struct point p;
    return value(t->grid, x, &p) ? t->sign * p.y : NAN;
}

static void see(struct grid *g, struct point p)
{
    g->root->least = fmin(g->root->least, p.y + g->search->target);
    g->root->most = fmax(g->root->most, p.y + g->search->target);
}

/* How far x is from the start, on the scale that the steps grow on. */
static double distance(const struct root_search *s, double x)
{
    return s->from == 0 || x / s->from <= 0 ? INFINITY : fabs(log(x / s->from));
}

/* Keeps a solution if it is the nearest, a jump if it is the first and there is no solution. */
static void keep(struct grid *g, enum root_finding finding, double x)
{
    struct root *root = g->root;
    const bool is_nearer = distance(g->search, x) < distance(g->search, root->x);
    if (root->finding != ROOT_BEYOND &&
        (finding == ROOT_JUMP || (root->finding == ROOT_FOUND && !is_nearer)))
        return;
    root->finding = finding;
    root->x = x;
}

/* ---- 2. inside a cell ---------------------------------------------------------------------- */

/* Narrows a bracket until Brent's method no longer can; where it meets no value, the caller looks
 * at what there is. */
static double narrow(gsl_root_fsolver *solver, double *low, double *high)
{
    for (int i = 0; i < BRENT_STEPS && *high - *low > 1e-14 * fmax(fabs(*low), fabs(*high)); i++) {
        if (gsl_root_fsolver_iterate(solver))
            break;
        *low = gsl_root_fsolver_x_lower(solver);
        *high = gsl_root_fsolver_x_upper(solver);
    }
    return gsl_root_fsolver_root(solver);
}

/* Whether p is a solution: the target but for rounding, or, of a sample, within the sampling error
 * at both ends of what is left. */
static bool is_reached(struct grid *g, struct point p, double low, double high)
{
    const struct root_search *s = g->search;
    struct point a, b;
    return fabs(p.y) <= REACHED * fabs(s->target) || fabs(p.y) < 1e-300 ||
           (s->error && value(g, low, &a) && value(g, high, &b) && fabs(a.y) <= a.error &&
            fabs(b.y) <= b.error);
}

/* Closes in on the crossing between a and b, a solution or a jump. Returns 0, or -1 without
 * memory. */
static int close_in(struct grid *g, struct point a, struct point b)
{
    struct turned same = {g, 1};
    gsl_function f = {turned_value, &same};
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    struct point p;
    double low = fmin(a.x, b.x), high = fmax(a.x, b.x), x = a.x;
    if (!solver)
        return -1;
    if (gsl_root_fsolver_set(solver, &f, low, high) == GSL_SUCCESS)
        x = narrow(solver, &low, &high);
    gsl_root_fsolver_free(solver);
    bool found = value(g, x, &p) && is_reached(g, p, low, high);
    keep(g, found ? ROOT_FOUND : ROOT_JUMP, x);
    return 0;
}

/* The extreme at a point that lies below or above both its neighbours, or the point where nothing
 * better is found. Returns 0, or -1 without memory. */
static int find_extreme(struct grid *g, const struct point at[3], struct point *extreme)
{
    struct turned turned = {g, at[1].y < at[0].y ? 1 : -1};
    gsl_function f = {turned_value, &turned};
    gsl_min_fminimizer *m = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent);
    struct point best;
    double sign = turned.sign;
    if (!m)
        return -1;
    int rc = gsl_min_fminimizer_set_with_values(m, &f, at[1].x, sign * at[1].y, at[0].x,
                                                sign * at[0].y, at[2].x, sign * at[2].y);
    for (int i = 0; i < TURN_STEPS && rc == GSL_SUCCESS; i++)
        rc = gsl_min_fminimizer_iterate(m);
    bool is_better = value(g, gsl_min_fminimizer_x_minimum(m), &best) &&
                     sign * best.y <= sign * at[1].y;
    *extreme = is_better ? best : at[1];
    gsl_min_fminimizer_free(m);
    return 0;
}

/* Whether the function turns at the middle one of three points, by more than rounding, and reaches
 * further there than at any point so far or towards the target. */
static bool is_turn(const struct grid *g, const struct point at[3])
{
    double first = at[1].y - at[0].y, second = at[1].y - at[2].y;
    double target = g->search->target, y = at[1].y + target;
    double scale = fmax(fabs(y), fabs(target));
    return first * second > 0 && fmax(fabs(first), fabs(second)) > SAME * scale &&
           (y <= g->root->least || y >= g->root->most || (first < 0) != (at[1].y < 0));
}

/* Looks at the extreme where the function turns at point i: it may reach further than any step did,
 * and the target twice within a step. The crossing on the start's side of it counts, the other is
 * further away. Returns 0, or -1 without memory. */
static int look_at_turn(struct grid *g, int i)
{
    const struct root_search *s = g->search;
    struct point middle = g->at[i], extreme;
    if (i <= g->first || i >= g->last || !is_turn(g, &g->at[i - 1]))
        return 0;
    if (find_extreme(g, &g->at[i - 1], &extreme))
        return -1;
    see(g, extreme);
    if (fabs(extreme.y) <= TOUCHED * fabs(s->target))
        keep(g, ROOT_FOUND, extreme.x);
    else if ((extreme.y < 0) != (middle.y < 0))
        return close_in(g, fabs(middle.x - s->from) <= fabs(extreme.x - s->from) ? middle :
                        g->at[i > STEPS ? i - 1 : i + 1], extreme);
    return 0;
}

/* ---- 3. the grid --------------------------------------------------------------------------- */

/* The next x in a direction, within the range; the last one ends it. */
static double next_x(struct grid *g, int sign)
{
    const struct root_search *s = g->search;
    const bool is_last = g->gone >= REACH;
    double end = sign > 0 ? s->high : s->low;
    double x = s->from * exp((s->from < 0 ? -sign : sign) * g->gone);
    if (s->from == 0)
        x = sign * SMALL * expm1(2 * g->gone); /* twelve orders, since there is no scale */
    else if (is_last && s->from > 0 && sign < 0 && end == 0)
        x = 0; /* a range from 0 is looked at to its end */
    const bool is_inside = sign * (end - x) > 0;
    g->ended[sign > 0] = is_last || !is_inside;
    return is_inside ? x : end;
}

/* The outermost point with a value between `inside`, which has one, and x, which has none. */
static struct point find_end(struct grid *g, struct point inside, double x)
{
    for (int i = 0; i < HALVINGS && fabs(x - inside.x) > 1e-12 * fabs(x); i++) {
        struct point middle;
        if (value(g, (inside.x + x) / 2, &middle))
            inside = middle;
        else
            x = middle.x;
    }
    return inside;
}

/* One point further in a direction (+1 up, -1 down), and what lies between it and the last one.
 * Returns 0, or -1 without memory. */
static int step(struct grid *g, int sign)
{
    int *outermost = sign > 0 ? &g->last : &g->first, i = *outermost;
    const struct point at = g->at[i];
    struct point *next = &g->at[i + sign];
    double x = g->ended[sign > 0] ? at.x : next_x(g, sign);
    if (x == at.x)
        return 0;
    if (!value(g, x, next)) {
        *next = find_end(g, at, x);
        g->ended[sign > 0] = true;
    }
    *outermost += sign;
    see(g, *next);
    if ((at.y < 0) != (next->y < 0) || next->y == 0)
        return close_in(g, at, *next);
    return look_at_turn(g, i);
}

/* A solution at a turning point shows a step later than one at a crossing: once there is one, a
 * further step may show a nearer one. */
static int look_outwards(struct grid *g)
{
    bool is_enough = false;
    while (!is_enough && !(g->ended[0] && g->ended[1])) {
        is_enough = g->root->finding == ROOT_FOUND;
        g->gone += g->step;
        g->step *= GROWTH;
        if (step(g, 1) || step(g, -1))
            return -1;
    }
    return 0;
}

int root_nearest(const struct root_search *s, struct root *root, struct error *e)
{
    struct grid g = {.search = s, .root = root, .first = STEPS, .last = STEPS, .step = FIRST_STEP,
                     .e = e};
    struct point *start = &g.at[STEPS];
    if (!value(&g, s->from, start))
        return g.failed ? -1
                        : error_set(e, "found no value at %.17g, want one to begin with", s->from);
    *root = (struct root){.finding = ROOT_BEYOND, .x = s->from, .least = INFINITY,
                          .most = -INFINITY};
    see(&g, *start);
    if (start->y == 0)
        root->finding = ROOT_FOUND;
    else if (look_outwards(&g))
        return error_no_memory(e, "to look for a root");
    if (g.failed)
        return -1;
    root->low = (struct root_end){g.at[g.first].x, g.at[g.first].y + s->target};
    root->high = (struct root_end){g.at[g.last].x, g.at[g.last].y + s->target};
    double scale = fmax(fabs(root->least), fabs(root->most));
    if (root->finding != ROOT_FOUND && root->most - root->least <= SAME * scale)
        root->finding = ROOT_FLAT;
    return 0;
}

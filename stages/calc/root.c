/* root.c -- outwards in growing steps, then Brent's method.
 *
 *   1. one step   2. one direction   3. both */
#include "calc/root.h"

#include <math.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>

#define FIRST_STEP 0.01 /* of ln x          */
#define GROWTH 1.3      /* of the step      */
#define REACH 13.9      /* ln 1e6 and a bit */
#define SMALL 1e-6      /* first step from 0 */
#define HALVINGS 60
#define BRENT_STEPS 200
#define SAME 1e-9       /* relative: a function that varies less is flat  */
#define REACHED 1e-7    /* relative: a crossing that is further off jumps */

/* A point of the function less the target. */
struct point {
    double x, y;
};

/* One direction of the search. */
struct walk {
    const struct root_search *search;
    double sign;       /* +1 up, -1 down                                         */
    double step, gone; /* next step of ln x, and how far it is                   */
    struct point at;   /* the outermost point so far                             */
    bool ended;
};

static bool value(const struct root_search *s, double x, struct point *p)
{
    *p = (struct point){x, NAN};
    if (!s->function(s->context, x, &p->y) || !isfinite(p->y))
        return false;
    p->y -= s->target;
    return true;
}

static void see(struct root *root, const struct root_search *s, struct point p)
{
    double y = p.y + s->target;
    root->least = fmin(root->least, y);
    root->most = fmax(root->most, y);
    if (p.x <= root->low.x)
        root->low = (struct root_end){p.x, y};
    if (p.x >= root->high.x)
        root->high = (struct root_end){p.x, y};
}

/* ---- 1. one step --------------------------------------------------------------------------- */

static double offset_value(double x, void *params)
{
    struct point p;
    return value(params, x, &p) ? p.y : NAN;
}

/* Narrows a bracket until Brent's method no longer can. */
static void iterate(gsl_root_fsolver *solver)
{
    for (int i = 0; i < BRENT_STEPS; i++) {
        if (gsl_root_fsolver_iterate(solver))
            return; /* no value inside the bracket: the caller looks at what there is */
        double low = gsl_root_fsolver_x_lower(solver), high = gsl_root_fsolver_x_upper(solver);
        if (fabs(high - low) <= 1e-14 * fmax(fabs(low), fabs(high)))
            return;
    }
}

/* Whether y is the target but for rounding. */
static bool reaches(const struct root_search *s, double y)
{
    return fabs(y) <= REACHED * fabs(s->target) || fabs(y) < 1e-300;
}

/* Closes in on the crossing between a and b. Returns 1 with a root, 0 for a jump, -1 without
 * memory. */
static int close_in(const struct root_search *s, struct point a, struct point b, double *x)
{
    struct root_search copy = *s;
    gsl_function f = {offset_value, &copy};
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    struct point p;
    if (!solver)
        return -1;
    *x = a.x;
    if (gsl_root_fsolver_set(solver, &f, fmin(a.x, b.x), fmax(a.x, b.x)) == GSL_SUCCESS) {
        iterate(solver);
        *x = gsl_root_fsolver_root(solver);
    }
    gsl_root_fsolver_free(solver);
    return value(s, *x, &p) && reaches(s, p.y);
}

/* The outermost point with a value between `inside`, which has one, and x, which has none. */
static struct point find_end(const struct root_search *s, struct point inside, double x)
{
    for (int i = 0; i < HALVINGS && fabs(x - inside.x) > 1e-12 * fabs(x); i++) {
        struct point middle;
        if (value(s, (inside.x + x) / 2, &middle))
            inside = middle;
        else
            x = middle.x;
    }
    return inside;
}

/* ---- 2. one direction ---------------------------------------------------------------------- */

/* The next x of a walk, within the range; the last one ends the walk. */
static double next_x(struct walk *w)
{
    const struct root_search *s = w->search;
    double end = w->sign > 0 ? s->high : s->low;
    w->gone += w->step;
    w->step *= GROWTH;
    double x = s->from * exp((s->from < 0 ? -1 : 1) * w->sign * w->gone);
    if (s->from == 0)
        x = w->sign * SMALL * expm1(2 * w->gone); /* twelve orders, since there is no scale */
    if (w->gone >= REACH) {
        w->ended = true;
        if (s->from > 0 && w->sign < 0 && end == 0)
            return 0; /* a range from 0 is looked at to its end */
    }
    if (w->sign * (end - x) > 0)
        return x;
    w->ended = true;
    return end;
}

/* One step outwards. Returns 1 when the target lies in it (*x), else 0; -1 without memory. */
static int step(struct walk *w, struct root *root, double *x)
{
    struct point next, before = w->at;
    double to = next_x(w);
    if (to == before.x)
        return 0;
    if (!value(w->search, to, &next)) {
        next = find_end(w->search, before, to);
        w->ended = true;
    }
    see(root, w->search, next);
    w->at = next;
    if ((before.y < 0) == (next.y < 0) && next.y != 0)
        return 0;
    int found = close_in(w->search, before, next, x);
    if (found == 0 && root->verdict != ROOT_JUMP) {
        root->verdict = ROOT_JUMP;
        root->x = *x;
    }
    return found;
}

/* ---- 3. both ------------------------------------------------------------------------------- */

/* How far x is from the start, on the scale that the steps grow on. */
static double distance(const struct root_search *s, double x)
{
    return s->from == 0 || x / s->from <= 0 ? INFINITY : fabs(log(x / s->from));
}

static bool is_nearer(const struct root_search *s, double a, double b)
{
    return !(distance(s, a) >= distance(s, b));
}

static int look_outwards(struct walk walks[2], struct root *root)
{
    while (!walks[0].ended || !walks[1].ended) {
        bool solved = false;
        for (int i = 0; i < 2; i++) {
            double x;
            int found = walks[i].ended ? 0 : step(&walks[i], root, &x);
            if (found < 0)
                return -1;
            if (found && (!solved || is_nearer(walks[i].search, x, root->x)))
                root->x = x;
            solved = solved || found;
        }
        if (solved) {
            root->verdict = ROOT_FOUND;
            return 0;
        }
    }
    return 0;
}

int root_nearest(const struct root_search *s, struct root *root, struct error *e)
{
    struct point start;
    if (!value(s, s->from, &start))
        return error_set(e, "found no value at %.17g, want one to begin with", s->from);
    double y = start.y + s->target;
    *root = (struct root){ROOT_BEYOND, s->from, {s->from, y}, {s->from, y}, y, y};
    if (start.y == 0) {
        root->verdict = ROOT_FOUND;
        return 0;
    }
    struct walk walks[2] = {{s, 1, FIRST_STEP, 0, start, false},
                            {s, -1, FIRST_STEP, 0, start, false}};
    if (look_outwards(walks, root))
        return error_set(e, "no memory to look for a root");
    double scale = fmax(fabs(root->least), fabs(root->most));
    if (root->verdict != ROOT_FOUND && root->most - root->least <= SAME * scale)
        root->verdict = ROOT_FLAT;
    return 0;
}

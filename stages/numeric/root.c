/* root.c -- outwards in growing steps, then Brent's method.
 *
 *   1. one crossing   2. turning points   3. one direction   4. both */
#include "numeric/root.h"

#include <math.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_roots.h>

#define FIRST_STEP 0.01 /* of ln x          */
#define GROWTH 1.3      /* of the step      */
#define REACH 13.9      /* ln 1e6 and a bit */
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

/* One direction of the search. */
struct walk {
    const struct root_search *search;
    double sign;       /* +1 up, -1 down                                         */
    double step, gone; /* next step of ln x, and how far it is                   */
    struct point before, at; /* the two outermost points so far; the same at the start */
    bool ended;
};

static bool value(const struct root_search *s, double x, struct point *p)
{
    *p = (struct point){x, NAN, 0};
    if (!s->function(s->context, x, &p->y) || !isfinite(p->y))
        return false;
    p->y -= s->target;
    p->error = s->error ? *s->error : 0;
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

/* ---- 1. one crossing ----------------------------------------------------------------------- */

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

/* Whether the target is met within the sampling error at both ends of what is left. */
static bool is_step_of_sample(const struct root_search *s, double low, double high)
{
    struct point a, b;
    return s->error && value(s, low, &a) && value(s, high, &b) && fabs(a.y) <= a.error &&
           fabs(b.y) <= b.error;
}

/* Closes in on the crossing between a and b. Returns 1 with a root, 0 for a jump, -1 without
 * memory. */
static int close_in(const struct root_search *s, struct point a, struct point b, double *x)
{
    struct root_search copy = *s;
    gsl_function f = {offset_value, &copy};
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    struct point p;
    double low = fmin(a.x, b.x), high = fmax(a.x, b.x);
    if (!solver)
        return -1;
    *x = a.x;
    if (gsl_root_fsolver_set(solver, &f, low, high) == GSL_SUCCESS) {
        iterate(solver);
        *x = gsl_root_fsolver_root(solver);
        low = gsl_root_fsolver_x_lower(solver);
        high = gsl_root_fsolver_x_upper(solver);
    }
    gsl_root_fsolver_free(solver);
    return value(s, *x, &p) && (reaches(s, p.y) || is_step_of_sample(s, low, high));
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

/* ---- 2. turning points --------------------------------------------------------------------- */

/* A function whose least value is looked for: the search's own, or with its sign changed. */
struct turned {
    const struct root_search *search;
    double sign;
};

static double turned_value(double x, void *params)
{
    const struct turned *t = params;
    struct point p;
    return value(t->search, x, &p) ? t->sign * p.y : NAN;
}

/* The extreme between two points on either side of a middle one that lies below or above both.
 * Returns 0, or -1 without memory; `middle` stays where nothing better is found. */
static int find_extreme(const struct root_search *s, struct point a, struct point *middle,
                        struct point b)
{
    struct turned turned = {s, middle->y < a.y ? 1 : -1};
    gsl_function f = {turned_value, &turned};
    gsl_min_fminimizer *m = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent);
    if (!m)
        return -1;
    struct point low = a.x < b.x ? a : b, high = a.x < b.x ? b : a, best;
    int rc = gsl_min_fminimizer_set_with_values(m, &f, middle->x, turned.sign * middle->y, low.x,
                                                turned.sign * low.y, high.x,
                                                turned.sign * high.y);
    for (int i = 0; i < TURN_STEPS && rc == GSL_SUCCESS; i++)
        rc = gsl_min_fminimizer_iterate(m);
    if (value(s, gsl_min_fminimizer_x_minimum(m), &best) &&
        turned.sign * best.y <= turned.sign * middle->y)
        *middle = best;
    gsl_min_fminimizer_free(m);
    return 0;
}

/* Whether the function turns at the middle one of three points, by more than rounding. */
static bool turns(const struct root_search *s, struct point a, struct point middle,
                  struct point b)
{
    double first = middle.y - a.y, second = middle.y - b.y;
    double scale = fmax(fabs(middle.y + s->target), fabs(s->target));
    return first * second > 0 && fmax(fabs(first), fabs(second)) > SAME * scale;
}

/* Looks at the extreme where the function turns between a and b: it may reach further than any
 * step did, and the target twice within a step. Returns 1 when the target is crossed on the way
 * to it from the start's side (*x), else 0; -1 without memory. */
static int look_at_turn(const struct root_search *s, struct point a, struct point middle,
                        struct point b, struct root *root, double *x)
{
    double reached = middle.y + s->target;
    if (!turns(s, a, middle, b) || (reached > root->least && reached < root->most &&
                                    (middle.y < a.y) == (middle.y < 0)))
        return 0; /* an extreme that neither reaches further nor towards the target */
    struct point extreme = middle;
    if (find_extreme(s, a, &extreme, b))
        return -1;
    see(root, s, extreme);
    *x = extreme.x;
    if (fabs(extreme.y) <= TOUCHED * fabs(s->target))
        return 1;
    if ((extreme.y < 0) == (middle.y < 0))
        return 0;
    bool is_past_middle = (extreme.x - middle.x) * (b.x - middle.x) > 0;
    bool is_middle_nearer = fabs(middle.x - s->from) < fabs(a.x - s->from);
    return close_in(s, is_past_middle || is_middle_nearer ? middle : a, extreme, x);
}

/* ---- 3. one direction ---------------------------------------------------------------------- */

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
    struct point next, before = w->before, at = w->at;
    double to = next_x(w);
    if (to == at.x)
        return 0;
    if (!value(w->search, to, &next)) {
        next = find_end(w->search, at, to);
        w->ended = true;
    }
    see(root, w->search, next);
    w->before = at;
    w->at = next;
    if ((at.y < 0) == (next.y < 0) && next.y != 0)
        return look_at_turn(w->search, before, at, next, root, x);
    int found = close_in(w->search, at, next, x);
    if (found == 0 && root->verdict != ROOT_JUMP) {
        root->verdict = ROOT_JUMP;
        root->x = *x;
    }
    return found;
}

/* ---- 4. both ------------------------------------------------------------------------------- */

/* How far x is from the start, on the scale that the steps grow on. */
static double distance(const struct root_search *s, double x)
{
    return s->from == 0 || x / s->from <= 0 ? INFINITY : fabs(log(x / s->from));
}

static bool is_nearer(const struct root_search *s, double a, double b)
{
    return !(distance(s, a) >= distance(s, b));
}

/* Keeps the nearest solution. */
static void take(struct root *root, const struct root_search *s, double x)
{
    if (root->verdict != ROOT_FOUND || is_nearer(s, x, root->x))
        root->x = x;
    root->verdict = ROOT_FOUND;
}

/* A step in both directions. Returns 0, or -1 without memory. */
static int step_both(struct walk walks[2], struct root *root)
{
    for (int i = 0; i < 2; i++) {
        double x;
        int found = walks[i].ended ? 0 : step(&walks[i], root, &x);
        if (found < 0)
            return -1;
        if (found)
            take(root, walks[i].search, x);
    }
    return 0;
}

/* The first steps: the function may turn at the start itself. */
static int step_off(struct walk walks[2], struct root *root)
{
    struct point start = walks[0].at;
    double x;
    if (step_both(walks, root))
        return -1;
    if (root->verdict == ROOT_FOUND || walks[0].at.x == start.x || walks[1].at.x == start.x)
        return 0;
    int found = look_at_turn(walks[0].search, walks[0].at, start, walks[1].at, root, &x);
    if (found > 0)
        take(root, walks[0].search, x);
    return found < 0 ? -1 : 0;
}

/* A solution at a turning point shows a step later than one at a crossing: once there is one, a
 * further step may show a nearer one. */
static int look_outwards(struct walk walks[2], struct root *root)
{
    if (step_off(walks, root))
        return -1;
    while (root->verdict != ROOT_FOUND && !(walks[0].ended && walks[1].ended))
        if (step_both(walks, root))
            return -1;
    return root->verdict == ROOT_FOUND ? step_both(walks, root) : 0;
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
    struct walk walks[2] = {{s, 1, FIRST_STEP, 0, start, start, false},
                            {s, -1, FIRST_STEP, 0, start, start, false}};
    if (look_outwards(walks, root))
        return error_set(e, "no memory to look for a root");
    double scale = fmax(fabs(root->least), fabs(root->most));
    if (root->verdict != ROOT_FOUND && root->most - root->least <= SAME * scale)
        root->verdict = ROOT_FLAT;
    return 0;
}

/* solution.c -- the numbers of a scenario that can be moved, and moving one until a result fits.
 *
 *   1. what can be moved   2. moving it   3. printing */
#include "ask/solution.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ask/dependence.h"
#include "base/array.h"
#include "base/progress.h"
#include "base/text.h"
#include "result/key.h"
#include "scenario/value_type.h"

#define SCALE_MAX 1e6
#define DIGITS_ALL 17
#define DIGITS_MAX 10
#define BACK 1e-9 /* relative: how near the printed number brings the result to the target */

/* ---- 1. what can be moved -------------------------------------------------------------------- */

static int add_row(struct movables *list, const struct assumption *row, struct error *e)
{
    size_t scaled = 0;
    struct value_part parts[VALUE_PARTS_MAX];
    char value[TEXT_SIZE];
    const struct schema_key *key = schema_find_path(row->path, NULL);
    size_t n = key ? value_parts_list(key, row->value, parts) : 0;
    for (size_t i = 0; i < n; i++)
        if (parts[i].is_number && parts[i].role != VALUE_SHARE &&
            ARRAY_ADD(list->of, list->n, ((struct movable){row, key, parts[i], false}), e))
            return -1;
    if (n == 0 || key->type->limits_of_parts)
        return 0; /* nothing that must keep in step */
    if (value_parts_scale(key, row->value, 1, DIGITS_ALL, &scaled, value, e))
        return -1;
    const struct movable all = {row, key, {.number = 1}, true};
    return scaled < 2 ? 0 : ARRAY_ADD(list->of, list->n, all, e);
}

int movables_list(const struct question *q, struct movables *out, struct error *e)
{
    for (size_t r = 0; r < q->rows.n; r++)
        if (add_row(out, &q->rows.rows[r], e))
            return -1;
    return 0;
}

void movables_free(struct movables *m)
{
    free(m->of);
    *m = (struct movables){0};
}

int movable_write(const struct movable *m, double number, int digits, char *out, struct error *e)
{
    char text[32];
    if (m->scaled)
        return value_parts_scale(m->key, m->row->value, number, digits, NULL, out, e);
    schema_rounded_text(number, digits, text);
    return value_part_replace(m->row->value, &m->part, text, out, e);
}

int movable_assignment(const struct movable *m, double number, int digits, char *out,
                       struct error *e)
{
    char text[TEXT_SIZE];
    bool part = !m->scaled && *m->part.name;
    if (m->scaled) {
        if (movable_write(m, number, digits, text, e))
            return -1;
    } else {
        schema_rounded_text(number, digits, text);
    }
    snprintf(out, SCHEMA_PATH_SIZE + TEXT_SIZE, "%s%s%s=%s", m->row->path, part ? "." : "",
             part ? m->part.name : "", text);
    return 0;
}

/* ---- 2. moving it ---------------------------------------------------------------------------- */

/* A result as a function of one number. */
struct moving {
    struct question *q;
    const struct movable *m;
    const char *key;
    int digits;
    double standard_error; /* of the value given last */
};

/* A number of which no scenario comes is out of range, whatever the reason. */
static int moved_value(void *context, double x, double *y, struct error *e)
{
    struct moving *moving = context;
    char value[TEXT_SIZE];
    struct outcome o;
    struct estimate result;
    if (movable_write(moving->m, x, moving->digits, value, e) ||
        question_ask_with(moving->q, moving->m->row->path, value, &o, e))
        return -1;
    int rc = outcome_value(&o, moving->key, &result, e);
    outcome_close(&o);
    if (rc)
        return -1;
    *y = result.value;
    moving->standard_error = result.standard_error;
    return 0;
}

/* The schema's range holds for numbers; for parts it is left to the check of the whole value. */
static void set_range(const struct movable *m, struct root_search *s)
{
    s->from = m->part.number;
    s->low = m->scaled ? 1 / SCALE_MAX : -HUGE_VAL;
    s->high = m->scaled ? SCALE_MAX : HUGE_VAL;
    if (m->key->type->limits_of_parts) {
        s->low = fmin(m->key->low, s->from);
        s->high = fmax(m->key->high, s->from);
    }
}

/* Finds the fewest digits of x that give the result back; the sampling error there is set too. A
 * number that is out of range when it is rounded does not. */
static int find_digits(struct moving *moving, double x, double target, struct error *e)
{
    struct error own;
    for (moving->digits = 1; moving->digits <= DIGITS_MAX; moving->digits++) {
        double y = INFINITY;
        if (error_refused(moved_value(moving, x, &y, &own), &own, e) < 0)
            return -1;
        if (fabs(y - target) <= BACK * fabs(target))
            return 0;
    }
    moving->digits = DIGITS_MAX;
    return 0;
}

int solution_find(struct question *q, const struct movable *m, const char *key, double target,
                  struct solution *out, struct error *e)
{
    struct moving moving = {q, m, key, DIGITS_ALL, 0};
    struct root_search search = {.function = moved_value, .context = &moving, .target = target,
                                 .error = &moving.standard_error};
    set_range(m, &search);
    *out = (struct solution){.digits = DIGITS_ALL};
    if (root_nearest(&search, &out->root, e))
        return error_prefix(e, "%s: %s", m->row->place, m->row->path);
    if (out->root.finding != ROOT_FOUND)
        return 0;
    if (find_digits(&moving, out->root.x, target, e))
        return -1;
    out->digits = moving.digits;
    out->standard_error = moving.standard_error;
    return 0;
}

/* ---- 3. printing ----------------------------------------------------------------------------- */

/* The question, read and checked. */
struct task {
    struct question *q;
    const char *key;
    double target;
    struct estimate present;
    struct key of;
    struct dependence result; /* the key */
    FILE *stream;
};

static int open_task(struct task *t, struct error *e)
{
    struct outcome now;
    if (question_ask(t->q, &t->q->rows, &now, e))
        return -1;
    int rc = question_value(t->q, &now, t->key, &t->of, &t->present, e);
    outcome_close(&now);
    if (rc || dependence_open(t->q, true, &t->result, e))
        return -1;
    return dependence_add(&t->result, t->key, e);
}

/* What a row begins with: the number and its present value. */
static void print_number(FILE *stream, const struct movable *m)
{
    bool part = !m->scaled && *m->part.name;
    fprintf(stream, "%s\t%s%s%s%s\t%s\t%.17g\t", m->row->path, m->row->path, part ? "." : "",
            part ? m->part.name : "", m->scaled ? " x factor" : "",
            m->scaled || m->part.role != VALUE_PLACE ? "1" : m->row->unit, m->part.number);
}

static int print_solved(FILE *stream, const struct movable *m, const struct solution *s,
                        struct error *e)
{
    char assignment[SCHEMA_PATH_SIZE + TEXT_SIZE];
    const struct root *root = &s->root;
    if (movable_assignment(m, root->x, s->digits, assignment, e))
        return -1;
    fprintf(stream, "%.17g\t", root->x);
    if (fabs(m->part.number) > 0)
        fprintf(stream, "%.17g", 100 * (root->x - m->part.number) / fabs(m->part.number));
    else
        fputc('-', stream);
    fprintf(stream, "\tsolved\t%s\t%s\t%.17g\n", assignment, m->row->place, s->standard_error);
    return 0;
}

static void print_unsolved(FILE *stream, const struct movable *m, const struct root *root)
{
    fputs("-\t-\t", stream);
    if (root->finding == ROOT_FLAT)
        fprintf(stream, "no effect\twhatever it is from %.6g to %.6g, the result stays",
                root->low.x, root->high.x);
    else if (root->finding == ROOT_JUMP)
        fprintf(stream, "jumps\tat %.6g the result jumps over the target", root->x);
    else
        fprintf(stream, "out of range\tfrom %.6g to %.6g it reaches %.6g to %.6g", root->low.x,
                root->high.x, root->least, root->most);
    fprintf(stream, "\t%s\t-\n", m->row->place);
}

static int solve_one(struct task *t, const struct movable *m, struct error *e)
{
    struct solution s;
    bool enters;
    if (dependence_find(&t->result, m->row->path, &enters, e))
        return -1;
    print_number(t->stream, m);
    if (!enters) {
        fprintf(t->stream, "-\t-\tdoes not enter\t-\t%s\t-\n", m->row->place);
        return 0;
    }
    if (solution_find(t->q, m, t->key, t->target, &s, e))
        return -1;
    if (s.root.finding == ROOT_FOUND)
        return print_solved(t->stream, m, &s, e);
    print_unsolved(t->stream, m, &s.root);
    return 0;
}

/* Whether the target is the present value, as far as either is shown. */
static bool is_there(const struct task *t)
{
    char present[32], target[32];
    snprintf(present, sizeof present, "%.6g", t->present.value);
    snprintf(target, sizeof target, "%.6g", t->target);
    return strcmp(present, target) == 0;
}

static void print_head(struct task *t)
{
    char words[KEY_WORDS_SIZE];
    fprintf(t->stream, "# %s\t%s\t%.17g\t%.17g\t%s\t%.17g\t%s\n"
            "path\tnumber\tunit\tpresent\tneeded\tchange_percent\tverdict\tset\tplace\t"
            "standard_error\n", t->key, key_words(&t->q->a, &t->of, words),
            t->present.value, t->target, key_unit(&t->of), t->present.standard_error,
            is_there(t) ? "there already" : "-");
}

static int solve_all(struct task *t, struct error *e)
{
    struct movables m = {0};
    print_head(t);
    if (is_there(t))
        return 0;
    int rc = movables_list(t->q, &m, e);
    struct progress progress = progress_begin("solve");
    for (size_t i = 0; i < m.n && rc == 0; i++) {
        progress_show(&progress, i, m.n, m.of[i].row->path);
        rc = solve_one(t, &m.of[i], e);
    }
    progress_end(&progress);
    movables_free(&m);
    return rc;
}

int solution_print(struct question *q, const char *key, double target, FILE *stream,
                   struct error *e)
{
    struct task t = {.q = q, .key = key, .target = target, .stream = stream};
    int rc = open_task(&t, e);
    if (rc == 0)
        rc = solve_all(&t, e);
    dependence_close(&t.result);
    return rc;
}

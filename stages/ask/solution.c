/* solution.c -- the numbers of a scenario that can be moved, and moving one until a result fits. */
#include "ask/solution.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "scenario/value_type.h"

#define SCALE_MAX 1e6
#define DIGITS_ALL 17
#define DIGITS_MAX 10
#define BACK 1e-9 /* relative: how near the printed number brings the result to the target */

/* ---- what can be moved --------------------------------------------------------------------- */

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

/* ---- moving it ----------------------------------------------------------------------------- */

/* A result as a function of one number. */
struct moving {
    struct question *q;
    const struct movable *m;
    const char *key;
    int digits;
    double standard_error; /* of the value given last */
};

static bool moved_value(void *context, double x, double *y)
{
    struct moving *moving = context;
    char value[TEXT_SIZE];
    struct outcome o;
    struct estimate result;
    struct error outside; /* a number that does not build is out of range, whatever the reason */
    if (movable_write(moving->m, x, moving->digits, value, &outside) ||
        question_ask_with(moving->q, moving->m->row->path, value, &o, &outside))
        return false;
    bool has_value = outcome_value(&o, moving->key, &result, &outside) == 0;
    outcome_close(&o);
    if (!has_value)
        return false;
    *y = result.value;
    moving->standard_error = result.standard_error;
    return true;
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

/* The fewest digits of x that give the result back; sets the sampling error there too. */
static int fewest_digits(struct moving *moving, double x, double target)
{
    double y;
    for (moving->digits = 1; moving->digits < DIGITS_MAX; moving->digits++)
        if (moved_value(moving, x, &y) && fabs(y - target) <= BACK * fabs(target))
            return moving->digits;
    moved_value(moving, x, &y);
    return moving->digits;
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
    out->digits = fewest_digits(&moving, out->root.x, target);
    out->standard_error = moving.standard_error;
    return 0;
}

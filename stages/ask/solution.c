/* solution.c -- the numbers of a scenario that can be moved, and moving one until a result fits. */
#include "ask/solution.h"
#include "base/array.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCALE_MAX 1e6
#define DIGITS_ALL 17
#define DIGITS_MAX 10
#define BACK 1e-9 /* relative: how near the printed number brings the result to the target */

/* ---- what can be moved --------------------------------------------------------------------- */

static int add_row(struct movables *list, const struct assumption *row, struct error *e)
{
    const char *item;
    size_t length, scaled = 0;
    struct part parts[PART_MAX];
    char value[TEXT_SIZE];
    const struct schema_key *key = schema_find_path(row->path, &item, &length);
    if (!key || key->type == SCHEMA_SHARES)
        return 0;
    size_t n = part_list(key, row->value, parts);
    for (size_t i = 0; i < n; i++)
        if (parts[i].is_number &&
            ARRAY_ADD(list->of, list->n, ((struct movable){row, key, parts[i], false}), e))
            return -1;
    if (key->type != SCHEMA_DISTRIBUTION)
        return 0;
    if (part_scale(key, row->value, 1, &scaled, value, e))
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

int movable_write(const struct movable *m, double number, char *out, struct error *e)
{
    char text[32];
    if (m->scaled)
        return part_scale(m->key, m->row->value, number, NULL, out, e);
    schema_number_text(number, text);
    return part_replace(m->row->value, &m->part, text, out, e);
}

/* The number with so many digits. */
static double rounded(double number, int digits)
{
    char text[32];
    snprintf(text, sizeof text, "%.*g", digits, number);
    return strtod(text, NULL);
}

/* The same as movable_write, with so many digits in each number that changes. */
static int write_rounded(const struct movable *m, double number, int digits, char *out,
                         struct error *e)
{
    struct part parts[PART_MAX];
    if (!m->scaled)
        return movable_write(m, rounded(number, digits), out, e);
    if (movable_write(m, number, out, e))
        return -1;
    for (size_t i = part_list(m->key, out, parts); i-- > 0;) { /* from the end: places stay right */
        char text[32], copy[TEXT_SIZE];
        if (!parts[i].is_number || part_is_width(&parts[i]))
            continue;
        schema_number_text(rounded(parts[i].number, digits), text);
        snprintf(copy, sizeof copy, "%s", out);
        if (part_replace(copy, &parts[i], text, out, e))
            return -1;
    }
    return 0;
}

int movable_assignment(const struct movable *m, double number, int digits, char *out,
                       struct error *e)
{
    char text[TEXT_SIZE];
    bool part = !m->scaled && *m->part.name;
    if (m->scaled) {
        if (write_rounded(m, number, digits, text, e))
            return -1;
    } else {
        schema_number_text(rounded(number, digits), text);
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
    struct error outside; /* a number that does not build is out of range, whatever the reason */
    if (write_rounded(moving->m, x, moving->digits, value, &outside) ||
        question_ask_with(moving->q, moving->m->row->path, value, &o, &outside))
        return false;
    bool has_value = outcome_sampled_value(&o, moving->key, y, &moving->standard_error,
                                           &outside) == 0;
    outcome_close(&o);
    return has_value;
}

/* The schema's range holds for numbers; for parts it is left to the check of the whole value. */
static void set_range(const struct movable *m, struct root_search *s)
{
    bool plain = m->key->type == SCHEMA_NUMBER || m->key->type == SCHEMA_FACTOR ||
                 m->key->type == SCHEMA_LINE;
    s->from = m->part.number;
    s->low = m->scaled ? 1 / SCALE_MAX : -HUGE_VAL;
    s->high = m->scaled ? SCALE_MAX : HUGE_VAL;
    if (plain) {
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

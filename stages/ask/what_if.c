/* what_if.c -- the headline results under changed assumptions, beside the scenario's. */
#include "ask/what_if.h"

#include <math.h>
#include <string.h>

#include "result/headline.h"

#define SAME 1e-12 /* relative: what differs by less does so by rounding */

/* Both sides of the question. */
struct sides {
    struct outcome before, after;
    FILE *stream;
};

static void print_changes(const struct question *q, const struct assumption_list *changed,
                          FILE *stream)
{
    for (size_t r = 0; r < changed->n; r++) {
        const struct assumption *now = &changed->rows[r];
        const struct assumption *old = assumption_list_find(&q->rows, now->path);
        if (old && strcmp(old->value, now->value) == 0)
            continue;
        fprintf(stream, "assumption\t%s\t%s\t%s\t%s\t%s\t-\t-\t-\t-\n", now->path,
                old ? old->place : "-", now->unit, old ? old->value : "-", now->value);
    }
}

/* 0 where two values are the same but for rounding. */
static double difference(double before, double after)
{
    double d = after - before;
    return fabs(d) <= SAME * fmax(fabs(before), fabs(after)) ? 0 : d;
}

static int print_result(struct sides *s, const char *key, const char *label, const char *unit,
                        struct error *e)
{
    struct estimate before, after;
    if (outcome_value(&s->before, key, &before, e) || outcome_value(&s->after, key, &after, e))
        return -1;
    double d = difference(before.value, after.value);
    fprintf(s->stream, "result\t%s\t%s\t%s\t%.17g\t%.17g\t%.17g\t", key, label, unit,
            before.value, after.value, d);
    if (before.value > 0)
        fprintf(s->stream, "%.17g", 100 * d / before.value);
    else
        fputc('-', s->stream);
    fprintf(s->stream, "\t%.17g\t%.17g\n", before.standard_error, after.standard_error);
    return 0;
}

/* The headline results that both sides have, then the one that was asked for. */
static int print_results(struct sides *s, const struct question *q, const char *key,
                         struct error *e)
{
    struct headline both[HEADLINE_MAX];
    size_t n = headline_list_common(&s->before.a, &s->after.a, both);
    for (size_t i = 0; i < n; i++)
        if (print_result(s, both[i].key, both[i].label, both[i].unit, e))
            return -1;
    if (!key)
        return 0;
    struct key asked;
    struct estimate value;
    char words[KEY_WORDS_SIZE];
    if (question_value(q, &s->before, key, &asked, &value, e))
        return -1;
    return print_result(s, key, key_words(&s->before.a, &asked, words), key_unit(&asked), e);
}

int what_if_print(struct question *q, const struct assumption_list *changed, const char *key,
                  FILE *stream, struct error *e)
{
    struct sides s = {.stream = stream};
    if (question_ask(q, &q->rows, &s.before, e))
        return -1;
    int rc = question_ask(q, changed, &s.after, e);
    if (rc == 0) {
        fputs("what\tname\twhere\tunit\tscenario\tchanged\tdifference\tpercent\t"
              "scenario_error\tchanged_error\n", stream);
        print_changes(q, changed, stream);
        rc = print_results(&s, q, key, e);
        outcome_close(&s.after);
    }
    outcome_close(&s.before);
    return rc;
}

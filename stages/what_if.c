/* what_if.c -- program: the headline results under changed assumptions, beside the scenario's.
 * Prints a table: a row an assumption that was changed, then a row a result, with the sampling
 * error of each side where it is drawn. Writes no file. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/output.h"
#include "scenario/assignment.h"
#include "result/headline.h"
#include "ask/question.h"
#include "base/program.h"

#define SAME 1e-12 /* relative: what differs by less does so by rounding */

struct args {
    const char *assumptions, *places, *set, *key, *formulae;
};

static int run(const void *arguments, struct error *e);

int main(int argc, char **argv)
{
    struct args args = {0};
    const struct option_row rows[] = {
        OPTION_ASSUMPTIONS(&args.assumptions),
        OPTION_PLACES(0, &args.places),
        {"set", "TEXT", "what to change, such as 'pue.p95=1.4 pool=above_200b'", 1, &args.set},
        {"key", "KEY", "a key of results.tsv to show too", 0, &args.key},
        OPTION_FORMULAE(&args.formulae),
    };
    return program_main(argc, argv, &PROGRAM(
        "what_if", "headline results under changed assumptions", rows, run, &args));
}

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
    struct headline before[HEADLINE_MAX], after[HEADLINE_MAX];
    size_t n = headline_list(&s->before.a, before), m = headline_list(&s->after.a, after);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < m; k++)
            if (strcmp(before[i].key, after[k].key) == 0 &&
                print_result(s, before[i].key, before[i].label, before[i].unit, e))
                return -1;
    if (!key)
        return 0;
    struct key asked;
    struct estimate value;
    char words[KEY_WORDS_SIZE];
    if (key_parse(&s->before.a, key, &asked, e) || outcome_value_of(&s->before, &asked, &value, e))
        return question_no_key(q, key, e);
    return print_result(s, key, key_words(&s->before.a, &asked, words), key_unit(&asked), e);
}

static int ask_both(struct question *q, const struct assumption_list *changed, const char *key,
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

static int run(const void *arguments, struct error *e)
{
    const struct args *args = arguments;
    struct question q;
    struct assumption_list changed = {0};
    struct answer answer = {0};
    int rc = question_open(args->assumptions, args->places, &q, e);
    q.formulae = args->formulae;
    if (rc == 0)
        rc = assumption_list_copy(&q.rows, &changed, e);
    if (rc == 0)
        rc = assignment_apply(args->set, &changed, e);
    if (rc == 0)
        rc = answer_open(&answer, e);
    if (rc == 0)
        rc = ask_both(&q, &changed, args->key, answer.stream, e);
    rc = answer_finish(&answer, rc, e);
    assumption_list_free(&changed);
    question_close(&q);
    return rc;
}

/* solve.c -- program: what each number of a scenario would have to be, alone, for a result to
 * reach a target. Prints a table, a row a number; none when the result is there already. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/output.h"
#include "ask/dependence.h"
#include "ask/question.h"
#include "ask/solution.h"
#include "result/key.h"
#include "base/program.h"
#include "base/progress.h"
#include "base/text.h"

struct args {
    const char *assumptions, *places, *key, *target, *formulae;
};

static int run(const void *arguments, struct error *e);

int main(int argc, char **argv)
{
    struct args args = {0};
    const struct option_row rows[] = {
        OPTION_ASSUMPTIONS(&args.assumptions),
        OPTION_PLACES(0, &args.places),
        OPTION_KEY(&args.key),
        {"target", "NUMBER", "what it is to be, in its unit", 1, &args.target},
        OPTION_FORMULAE(&args.formulae),
    };
    return program_main(argc, argv, &PROGRAM(
        "solve", "what each number alone would have to be", rows, run, &args));
}

/* The question, read and checked. */
struct task {
    struct question q;
    const char *key;
    double target;
    struct estimate present;
    struct key of;
    struct dependence result; /* the key */
    struct answer answer;
};

static int read_task(const struct args *args, struct task *t, struct error *e)
{
    char quoted[80];
    struct outcome now;
    t->key = args->key;
    if (question_open(args->assumptions, args->places, &t->q, e))
        return -1;
    t->q.formulae = args->formulae;
    if (!text_number(args->target, &t->target))
        return error_set(e, "TARGET: found %s, want a finite number",
                         text_quoted(args->target, quoted));
    if (question_ask(&t->q, &t->q.rows, &now, e))
        return -1;
    int rc = key_parse(&t->q.a, t->key, &t->of, e);
    if (rc == 0)
        rc = outcome_value_of(&now, &t->of, &t->present, e);
    outcome_close(&now);
    if (rc)
        return question_no_key(&t->q, t->key, e);
    if (dependence_open(&t->q, true, &t->result, e))
        return -1;
    return dependence_add(&t->result, t->key, e);
}

static void print_name(FILE *stream, const struct movable *m)
{
    bool part = !m->scaled && *m->part.name;
    fprintf(stream, "%s\t%s%s%s%s\t%s\t", m->row->path, m->row->path, part ? "." : "",
            part ? m->part.name : "", m->scaled ? " x factor" : "",
            m->scaled || m->part.role != VALUE_PLACE ? "1" : m->row->unit);
}

static int print_solved(FILE *stream, const struct movable *m, const struct solution *s,
                        struct error *e)
{
    char assignment[SCHEMA_PATH_SIZE + TEXT_SIZE];
    const struct root *root = &s->root;
    if (movable_assignment(m, root->x, s->digits, assignment, e))
        return -1;
    print_name(stream, m);
    fprintf(stream, "%.17g\t%.17g\t", m->part.number, root->x);
    if (fabs(m->part.number) > 0)
        fprintf(stream, "%.17g", 100 * (root->x - m->part.number) / fabs(m->part.number));
    else
        fputc('-', stream);
    fprintf(stream, "\tsolved\t%s\t%s\t%.17g\n", assignment, m->row->place, s->standard_error);
    return 0;
}

static void print_unsolved(FILE *stream, const struct movable *m, const struct root *root)
{
    print_name(stream, m);
    fprintf(stream, "%.17g\t-\t-\t", m->part.number);
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
    FILE *stream = t->answer.stream;
    bool enters;
    if (dependence_find(&t->result, m->row->path, &enters, e))
        return -1;
    if (!enters) {
        print_name(stream, m);
        fprintf(stream, "%.17g\t-\t-\tdoes not enter\t-\t%s\t-\n", m->part.number,
                m->row->place);
        return 0;
    }
    if (solution_find(&t->q, m, t->key, t->target, &s, e))
        return -1;
    if (s.root.finding == ROOT_FOUND)
        return print_solved(stream, m, &s, e);
    print_unsolved(stream, m, &s.root);
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
    fprintf(t->answer.stream, "# %s\t%s\t%.17g\t%.17g\t%s\t%.17g\t%s\n"
            "path\tnumber\tunit\tpresent\tneeded\tchange_percent\tverdict\tset\tplace\t"
            "standard_error\n", t->key, key_words(&t->q.a, &t->of, words),
            t->present.value, t->target, key_unit(&t->of), t->present.standard_error,
            is_there(t) ? "there already" : "-");
}

static int solve_all(struct task *t, struct error *e)
{
    struct movables m = {0};
    print_head(t);
    if (is_there(t))
        return 0;
    int rc = movables_list(&t->q, &m, e);
    struct progress progress = progress_begin("solve");
    for (size_t i = 0; i < m.n && rc == 0; i++) {
        progress_show(&progress, i, m.n, m.of[i].row->path);
        rc = solve_one(t, &m.of[i], e);
    }
    progress_end(&progress);
    movables_free(&m);
    return rc;
}

static int run(const void *arguments, struct error *e)
{
    struct task t = {.key = NULL};
    int rc = read_task(arguments, &t, e);
    if (rc == 0)
        rc = answer_open(&t.answer, e);
    if (rc == 0)
        rc = solve_all(&t, e);
    rc = answer_finish(&t.answer, rc, e);
    dependence_close(&t.result);
    question_close(&t.q);
    return rc;
}

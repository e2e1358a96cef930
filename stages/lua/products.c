/* products.c -- assumptions.tsv, places.tsv, cases.mk, readings.tsv. */
#include "lua/products.h"

#include <string.h>
#include <unistd.h>

#include "base/output.h"
#include "base/table.h"
#include "base/words.h"
#include "scenario/schema.h"

/* Characters of a path that make neither splits nor expands. */
#define MAKE_SAFE "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+-"

/* Assumptions that name a CSV file. */
static const char *const TABLES[] = {"throughput.table", "fleet.load_curve", "published"};

/* ---- TSV ----------------------------------------------------------------------------------- */

static void write_assumptions(const struct scenario *s, FILE *stream)
{
    fprintf(stream, "# scenario %s\npath\tvalue\tunit\tsource\tnote\n", s->name);
    for (size_t i = 0; i < s->rows.n; i++) {
        const struct assumption *row = &s->rows.rows[i];
        fprintf(stream, "%s\t", row->path);
        table_write_cell(stream, row->value);
        fprintf(stream, "\t%s\t", row->unit);
        table_write_cell(stream, row->source);
        fputc('\t', stream);
        table_write_cell(stream, row->note);
        fputc('\n', stream);
    }
}

static void write_places(const struct scenario *s, FILE *stream)
{
    fputs("path\tplace\n", stream);
    for (size_t i = 0; i < s->rows.n; i++)
        fprintf(stream, "%s\t%s\n", s->rows.rows[i].path, s->rows.rows[i].place);
}

/* ---- cases.mk ------------------------------------------------------------------------------ */

static int check_for_make(const char *what, const char *path, struct error *e)
{
    if (!path[strspn(path, MAKE_SAFE)])
        return 0;
    return error_set(e, "%s: found \"%.300s\", want a path of letters, digits and _ . / + - only: "
                     "make cannot carry others", what, path);
}

/* A CSV file that a scenario names must be there, and make must be able to carry its path. */
static int check_table(const struct assumption *row, struct error *e)
{
    if (check_for_make(row->path, row->value, e))
        return -1;
    if (access(row->value, R_OK) == 0)
        return 0;
    return error_set(e, "%s: found no file %.300s, want a CSV file; its path counts from the "
                     "folder in which make runs", row->path, row->value);
}

/* The throughput table that a reading names, the next after `last` (NULL: the first), or NULL. */
static const struct assumption *next_table(const struct readings *r, const struct assumption *last)
{
    bool passed = last == NULL;
    for (size_t l = 0; l < r->n; l++)
        for (size_t i = 0; i < r->lists[l].n; i++) {
            const struct assumption *row =
                assumption_list_find(&r->lists[l].readings[i].changes, "throughput.table");
            if (row && passed)
                return row;
            passed = passed || row == last;
        }
    return NULL;
}

static int check_paths(const struct scenario *s, struct error *e)
{
    for (size_t i = 0; i < s->n_files; i++)
        if (check_for_make("scenario file", s->files[i], e))
            return -1;
    for (size_t i = 0; i < sizeof TABLES / sizeof TABLES[0]; i++) {
        const struct assumption *row = assumption_list_find(&s->rows, TABLES[i]);
        if (row && check_table(row, e))
            return error_prefix(e, "%s", row->place);
    }
    for (const struct assumption *row = NULL; (row = next_table(&s->readings, row));)
        if (check_table(row, e))
            return error_prefix(e, "%s: readings", row->place);
    return 0;
}

/* A variable of make; its name ends with `of`. */
static void write_variable(FILE *stream, const char *name, const char *of, const char *words)
{
    fprintf(stream, "%s%s :=%s%s\n", name, of, *words ? " " : "", words);
}

static void write_items(FILE *stream, const char *name, const struct assumptions *a,
                        enum schema_block block)
{
    char names[TEXT_SIZE];
    write_variable(stream, name, "", schema_item_names(a, block, names));
}

/* DRAWN_WORKLOADS are those with cases, WORKLOADS those with a case of their own name. */
static void write_workloads(const struct assumptions *a, FILE *stream)
{
    char drawn[TEXT_SIZE] = "", own[TEXT_SIZE] = "";
    for (size_t w = 0; w < a->n_workloads; w++) {
        const char *name = a->workloads[w].name;
        char cases[TEXT_SIZE] = "";
        for (size_t i = 0; i < a->n_cases; i++)
            if (a->cases[i].workload == w)
                words_add(cases, sizeof cases, a->cases[i].name);
        write_variable(stream, "CASES_", name, cases);
        if (*cases)
            words_add(drawn, sizeof drawn, name);
        if (words_have(cases, name))
            words_add(own, sizeof own, name);
    }
    write_variable(stream, "DRAWN_WORKLOADS", "", drawn);
    write_variable(stream, "WORKLOADS", "", own);
}

/* Which cases of a workload vary its input's length, as LENGTH=CASE, and which tie its power to
 * throughput: what the figures of Supplemental III and IV are drawn from. */
static void write_variations(const struct assumptions *a, size_t workload, FILE *stream)
{
    const char *coupled = "";
    char length[32];
    fprintf(stream, "LENGTHS_%s :=", a->workloads[workload].name);
    for (size_t i = 0; i < a->n_cases; i++) {
        const struct workload_case *c = &a->cases[i];
        bool is_coupled = c->power == POWER_COUPLED;
        if (c->workload != workload)
            continue;
        if (is_coupled && !c->has_input_tokens && !*coupled)
            coupled = c->name;
        if (!is_coupled && c->has_input_tokens && distribution_is_constant(&c->input_tokens)) {
            schema_number_text(distribution_mean(&c->input_tokens), length);
            fprintf(stream, " %s=%s", length, c->name);
        }
    }
    fprintf(stream, "\nCOUPLED_%s := %s\n", a->workloads[workload].name, coupled);
}

static void write_cases(const struct scenario *s, FILE *stream)
{
    const struct assumptions *a = &s->a;
    fprintf(stream, "# scenario %s: what make must know of it\n", s->name);
    write_items(stream, "CASES", a, BLOCK_CASE);
    write_workloads(a, stream);
    for (size_t w = 0; w < a->n_workloads; w++)
        write_variations(a, w, stream);
    write_items(stream, "MIXES", a, BLOCK_MIX);
    fprintf(stream, "GENERATOR := %s\nTHROUGHPUT_TABLE := %s\nLOAD_CURVE := %s\n"
            "PUBLISHED := %s\nLUA_FILES :=", assumption_list_find(&s->rows, "generator")->value,
            a->throughput.table, a->fleet.load_curve, a->published);
    for (size_t i = 0; i < s->n_files; i++)
        fprintf(stream, " %s", s->files[i]);
    fputs("\nREADING_TABLES :=", stream);
    for (const struct assumption *row = NULL; (row = next_table(&s->readings, row));)
        fprintf(stream, " %s", row->value);
    fputc('\n', stream);
}

/* ---- all ----------------------------------------------------------------------------------- */

#define OUTPUTS 4

static void write_readings(const struct scenario *s, FILE *stream)
{
    readings_write(&s->readings, stream);
}

int scenario_write(const struct scenario *s, const struct scenario_outputs *paths,
                   struct error *e)
{
    const char *const path[OUTPUTS] = {paths->assumptions, paths->places, paths->cases,
                                       paths->readings};
    void (*const write[OUTPUTS])(const struct scenario *, FILE *) = {
        write_assumptions, write_places, write_cases, write_readings};
    struct output out[OUTPUTS] = {{0}};
    int rc = check_paths(s, e);
    for (size_t i = 0; i < OUTPUTS && rc == 0; i++) {
        rc = path[i] ? output_open(&out[i], path[i], e) : 0;
        if (out[i].stream)
            write[i](s, out[i].stream);
    }
    for (size_t i = 0; i < OUTPUTS; i++)
        if (rc == 0 && out[i].stream)
            rc = output_publish_if_changed(&out[i], e);
        else
            output_discard(&out[i]);
    return rc;
}

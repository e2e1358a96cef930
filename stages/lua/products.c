/* products.c -- assumptions.tsv, places.tsv, cases.mk, readings.tsv, read.tsv. */
#include "lua/products.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/input.h"
#include "base/output.h"
#include "base/table.h"
#include "base/text.h"
#include "base/words.h"
#include "scenario/schema.h"

/* Characters of a path that make neither splits nor expands. */
#define MAKE_SAFE "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+-"

/* Assumptions that name a CSV file. */
static const char *const TABLES[] = {"throughput.table", "fleet.load_curve", "published"};
#define N_TABLES (sizeof TABLES / sizeof TABLES[0])

/* A CSV file that the scenario names, as it was when resolve read it. */
struct named_table {
    const struct assumption *row; /* its name; borrowed from the scenario */
    char sha256[65];
};

/* What the products are written from. */
struct contents {
    const struct scenario *s;
    struct named_table tables[N_TABLES]; /* row is NULL where the scenario names none */
    size_t n_readings;
    struct named_table *readings;        /* throughput tables of readings; owned      */
    char assumptions_sha256[65], readings_sha256[65]; /* of the files, once they are written */
};

/* ---- TSV ----------------------------------------------------------------------------------- */

static void write_assumptions(const struct contents *c, FILE *stream)
{
    const struct scenario *s = c->s;
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

static void write_places(const struct contents *c, FILE *stream)
{
    const struct scenario *s = c->s;
    fputs("path\tplace\n", stream);
    for (size_t i = 0; i < s->rows.n; i++)
        fprintf(stream, "%s\t%s\n", s->rows.rows[i].path, s->rows.rows[i].place);
}

/* ---- cases.mk ------------------------------------------------------------------------------ */

/* What becomes make's is names of items, numbers, digests, and one path, which is for recipes
 * alone: a file that is waited for is a goal itself, if it is called "clean" or ./clean. */
static int check_for_make(const char *what, const char *path, struct error *e)
{
    const char bad[] = {path[strspn(path, MAKE_SAFE)], '\0'};
    char quoted[80];
    if (!*bad)
        return 0;
    return error_set(e, "%s: found %s in the path \"%.300s\", want letters, digits and _ . / + - "
                     "only: make cannot carry others; rename the file or folder, or link to it",
                     what, *bad == ' ' ? "a blank" : *bad > ' ' ? text_quoted(bad, quoted)
                                                                : "another character", path);
}

/* A CSV file that a scenario names must be there, and make must be able to carry its path. */
static int take_table(const struct assumption *row, struct named_table *table, struct error *e)
{
    table->row = row;
    if (check_for_make(row->path, row->value, e))
        return -1;
    if (access(row->value, F_OK))
        return error_set(e, "%s: found no file %.300s, want a CSV file; its path counts from the "
                         "folder in which make runs", row->path, row->value);
    if (input_check(row->value, e) || sha256_file(row->value, table->sha256, e))
        return error_prefix(e, "%s", row->path);
    return 0;
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

static int take_tables(const struct scenario *s, struct contents *c, struct error *e)
{
    for (size_t i = 0; i < s->n_files; i++)
        if (check_for_make("scenario file", s->files[i], e))
            return -1;
    for (size_t i = 0; i < N_TABLES; i++) {
        const struct assumption *row = assumption_list_find(&s->rows, TABLES[i]);
        if (row && take_table(row, &c->tables[i], e))
            return error_prefix(e, "%s", row->place);
    }
    for (const struct assumption *row = NULL; (row = next_table(&s->readings, row));) {
        struct named_table table;
        if (take_table(row, &table, e))
            return error_prefix(e, "%s: readings", row->place);
        if (ARRAY_ADD(c->readings, c->n_readings, table, e))
            return -1;
    }
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

/* What was read, as digests: by them make knows whether a product is of today's. */
static void write_digests(const struct contents *c, FILE *stream)
{
    fprintf(stream, "SHA256_assumptions := %s\n", c->assumptions_sha256);
    for (size_t i = 0; i < N_TABLES; i++)
        write_variable(stream, "SHA256_", TABLES[i], c->tables[i].sha256);
    fprintf(stream, "SHA256_readings := %s", c->readings_sha256);
    for (size_t i = 0; i < c->n_readings; i++)
        fprintf(stream, "+%s", c->readings[i].sha256);
    fputc('\n', stream);
}

static void write_cases(const struct contents *c, FILE *stream)
{
    const struct assumptions *a = &c->s->a;
    fprintf(stream, "# scenario %s: what make must know of it\n", c->s->name);
    write_items(stream, "CASES", a, BLOCK_CASE);
    write_workloads(a, stream);
    for (size_t w = 0; w < a->n_workloads; w++)
        write_variations(a, w, stream);
    write_items(stream, "MIXES", a, BLOCK_MIX);
    fprintf(stream, "GENERATOR := %s\nPUBLISHED := %s\n",
            assumption_list_find(&c->s->rows, "generator")->value, a->published);
    write_digests(c, stream);
}

/* ---- read.tsv ------------------------------------------------------------------------------ */

static void write_read(const struct contents *c, FILE *stream)
{
    fputs("what\tfile\tsha256\n", stream);
    for (size_t i = 0; i < c->s->n_files; i++)
        fprintf(stream, "scenario\t%s\t%s\n", c->s->files[i], c->s->sha256[i]);
    for (size_t i = 0; i < N_TABLES + c->n_readings; i++) {
        const struct named_table *t = i < N_TABLES ? &c->tables[i] : &c->readings[i - N_TABLES];
        if (t->row)
            fprintf(stream, "%s%s\t%s\t%s\n", i < N_TABLES ? "" : "readings.", t->row->path,
                    t->row->value, t->sha256);
    }
}

/* ---- all ----------------------------------------------------------------------------------- */

static void write_readings(const struct contents *c, FILE *stream)
{
    readings_write(&c->s->readings, stream);
}

/* Writes one product, whole but not yet under its name.
 *   sha256   gets the digest of its bytes; NULL: nobody asks */
static int write_product(const struct contents *c, const char *path,
                         void write(const struct contents *, FILE *), char sha256[65],
                         struct output *out, struct error *e)
{
    if (!path)
        return 0;
    if (output_open(out, path, e))
        return -1;
    write(c, out->stream);
    return sha256 && fflush(out->stream) == 0 ? sha256_file(out->temporary, sha256, e) : 0;
}

#define OUTPUTS 5

static int write_all(struct contents *c, const struct scenario_outputs *paths,
                     struct output out[OUTPUTS], struct error *e)
{
    if (write_product(c, paths->assumptions, write_assumptions, c->assumptions_sha256, &out[0],
                      e) ||
        write_product(c, paths->places, write_places, NULL, &out[1], e) ||
        write_product(c, paths->readings, write_readings, c->readings_sha256, &out[2], e) ||
        write_product(c, paths->read, write_read, NULL, &out[3], e))
        return -1;
    return write_product(c, paths->cases, write_cases, NULL, &out[4], e);
}

int scenario_write(const struct scenario *s, const struct scenario_outputs *paths,
                   struct error *e)
{
    struct contents c = {.s = s};
    struct output out[OUTPUTS] = {{0}};
    int rc = take_tables(s, &c, e);
    if (rc == 0)
        rc = write_all(&c, paths, out, e);
    for (size_t i = 0; i < OUTPUTS; i++)
        if (rc == 0 && out[i].stream)
            rc = output_publish(&out[i], e);
        else
            output_discard(&out[i]);
    free(c.readings);
    return rc;
}

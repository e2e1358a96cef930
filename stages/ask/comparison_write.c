/* comparison_write.c -- differences.tsv, parts.tsv and headlines.tsv. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ask/comparison.h"
#include "base/output.h"
#include "base/table.h"

/* ---- differences --------------------------------------------------------------------------- */

static void write_pair(FILE *stream, const char *from, const char *to)
{
    table_write_cell(stream, from);
    fputc('\t', stream);
    table_write_cell(stream, to);
    fputc('\t', stream);
}

static void write_difference(const struct comparison *c, const struct difference *d,
                             FILE *stream)
{
    const struct assumption none = {"", "", "", "", "", ""};
    const char *group =
        d->group == DIFFERENCE_NO_GROUP ? "-" : c->differences.groups[d->group].name;
    const struct assumption *from = d->from ? d->from : &none, *to = d->to ? d->to : &none;
    fprintf(stream, "%s\t", difference_path(d));
    write_pair(stream, from->value, to->value);
    fprintf(stream, "%s\t", d->to ? to->unit : from->unit);
    write_pair(stream, from->source, to->source);
    write_pair(stream, from->place, to->place);
    fprintf(stream, "%s\t%s\n", group, *d->item ? d->item : "-");
}

int comparison_write_differences(const struct comparison *c, const char *path, struct error *e)
{
    struct output out;
    if (output_open(&out, path, e))
        return -1;
    fputs("path\tfrom\tto\tunit\tfrom_source\tto_source\tfrom_place\tto_place\tchange\titem\n",
          out.stream);
    for (size_t i = 0; i < c->differences.n_differences; i++)
        write_difference(c, &c->differences.differences[i], out.stream);
    return output_publish(&out, e);
}

/* ---- parts --------------------------------------------------------------------------------- */

/* The group with the largest part among those not yet written; the first of equals. */
static size_t next_largest(const struct shapley_part *parts, const bool *written, size_t n)
{
    size_t best = n;
    for (size_t i = 0; i < n; i++)
        if (!written[i] && (best == n || fabs(parts[i].part) > fabs(parts[best].part)))
            best = i;
    return best;
}

static void write_part(const struct comparison *c, size_t h, size_t i, FILE *stream)
{
    const struct headline *headline = &c->headlines[h];
    const struct shapley_part *part = &c->parts[h * c->differences.n + i];
    const double *values = c->values + h * c->plan.n;
    size_t drawn_sets = 0;
    for (size_t set = 0; set < c->plan.n; set++)
        drawn_sets += c->drawn[h * c->plan.n + set];
    fprintf(stream, "%s\t", headline->key);
    table_write_cell(stream, headline->label);
    fprintf(stream, "\t%s\t%.17g\t%.17g\t%s\t", headline->unit, values[0],
            values[c->plan.n - 1], c->differences.groups[i].name);
    table_write_cell(stream, c->differences.groups[i].words);
    fprintf(stream, "\t%.17g\t%.17g\t%.17g\t%.17g\t%zu\t%zu\n", part->part,
            part->standard_error, part->first, part->last, c->plan.orders, drawn_sets);
}

static void write_headline(const struct comparison *c, size_t h, FILE *stream)
{
    bool written[SHAPLEY_PLAYERS_MAX] = {false};
    const struct shapley_part *parts = c->parts + h * c->differences.n;
    for (size_t k = 0; k < c->differences.n; k++) {
        size_t i = next_largest(parts, written, c->differences.n);
        written[i] = true;
        write_part(c, h, i, stream);
    }
}

int comparison_write_parts(const struct comparison *c, const char *path, struct error *e)
{
    struct output out;
    if (output_open(&out, path, e))
        return -1;
    fputs("key\tlabel\tunit\tfrom\tto\tchange\twords\tpart\tstandard_error\tfirst\tlast\t"
          "orders\tdrawn_sets\n", out.stream);
    for (size_t h = 0; h < c->n_headlines; h++)
        write_headline(c, h, out.stream);
    return output_publish(&out, e);
}

/* ---- headlines ----------------------------------------------------------------------------- */

static bool has_headline(const struct headline *list, size_t n, const char *key)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].key, key) == 0)
            return true;
    return false;
}

/* One side's value and standard error; "-" where it has no such headline. */
static int write_value(struct outcome *o, const char *key, bool has, FILE *stream,
                       struct error *e)
{
    struct estimate value;
    if (!has) {
        fputs("\t-\t-", stream);
        return 0;
    }
    if (outcome_value(o, key, &value, e))
        return -1;
    fprintf(stream, "\t%.17g\t%.17g", value.value, value.standard_error);
    return 0;
}

/* The headlines of one list, without those of another that came before. */
static int write_list(struct comparison *c, const struct headline *const list[2],
                      const size_t n[2], size_t side, FILE *stream, struct error *e)
{
    for (size_t i = 0; i < n[side]; i++) {
        const struct headline *h = &list[side][i];
        bool other = has_headline(list[1 - side], n[1 - side], h->key);
        if (side == 0 && other)
            continue;
        fprintf(stream, "%s\t", h->key);
        table_write_cell(stream, h->label);
        fprintf(stream, "\t%s", h->unit);
        if (write_value(&c->from.outcome, h->key, side == 0 || other, stream, e) ||
            write_value(&c->to.outcome, h->key, side == 1 || other, stream, e))
            return -1;
        fputc('\n', stream);
    }
    return 0;
}

int comparison_write_headlines(struct comparison *c, const char *path, struct error *e)
{
    struct headline from[HEADLINE_MAX], to[HEADLINE_MAX];
    const struct headline *const list[2] = {from, to};
    const size_t n[2] = {headline_list(&c->from.outcome.a, from),
                         headline_list(&c->to.outcome.a, to)};
    struct output out;
    if (output_open(&out, path, e))
        return -1;
    fputs("key\tlabel\tunit\tfrom\tfrom_error\tto\tto_error\n", out.stream);
    int rc = write_list(c, list, n, 1, out.stream, e);
    if (rc == 0)
        rc = write_list(c, list, n, 0, out.stream, e);
    return output_finish(&out, rc, e);
}

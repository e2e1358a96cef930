/* comparison_write.c -- differences.tsv and parts.tsv. */
#include <math.h>
#include <stdlib.h>

#include "ask/comparison.h"
#include "io/publish.h"
#include "io/table.h"

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
    const struct assumption *from = d->from ? d->from : &none, *to = d->to ? d->to : &none;
    fprintf(stream, "%s\t", difference_path(d));
    write_pair(stream, from->value, to->value);
    fprintf(stream, "%s\t", d->to ? to->unit : from->unit);
    write_pair(stream, from->source, to->source);
    write_pair(stream, from->place, to->place);
    fprintf(stream, "%s\n", d->player == PLAYER_NONE ? "-" : c->players.players[d->player].name);
}

int comparison_write_differences(const struct comparison *c, const char *path, struct error *e)
{
    struct output out;
    if (output_open(&out, path, e))
        return -1;
    fputs("path\tfrom\tto\tunit\tfrom_source\tto_source\tfrom_place\tto_place\tplayer\n",
          out.stream);
    for (size_t i = 0; i < c->players.n_differences; i++)
        write_difference(c, &c->players.differences[i], out.stream);
    return output_publish(&out, e);
}

/* ---- parts --------------------------------------------------------------------------------- */

/* The player with the largest part among those not yet written; the first of equals. */
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
    const struct shapley_part *part = &c->parts[h * c->players.n + i];
    fprintf(stream, "%s\t", headline->key);
    table_write_cell(stream, headline->label);
    fprintf(stream, "\t%s\t%.17g\t%.17g\t%s\t", headline->unit, comparison_from_value(c, h),
            comparison_to_value(c, h), c->players.players[i].name);
    table_write_cell(stream, c->players.players[i].words);
    fprintf(stream, "\t%.17g\t%.17g\t%.17g\t%.17g\n", part->part, part->standard_error,
            part->first, part->last);
}

static void write_headline(const struct comparison *c, size_t h, FILE *stream)
{
    bool written[SHAPLEY_PLAYERS_MAX] = {false};
    const struct shapley_part *parts = c->parts + h * c->players.n;
    for (size_t k = 0; k < c->players.n; k++) {
        size_t i = next_largest(parts, written, c->players.n);
        written[i] = true;
        write_part(c, h, i, stream);
    }
}

int comparison_write_parts(const struct comparison *c, const char *path, struct error *e)
{
    struct output out;
    if (output_open(&out, path, e))
        return -1;
    fputs("key\tlabel\tunit\tfrom\tto\tplayer\tchange\tpart\tstandard_error\tfirst\tlast\n",
          out.stream);
    for (size_t h = 0; h < c->n_headlines; h++)
        write_headline(c, h, out.stream);
    return output_publish(&out, e);
}

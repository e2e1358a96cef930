/* load.c -- from the merged draft to the complete list of assumptions.
 *
 * 1. selection: models, cases and mixes that the lists choose, in their order
 * 2. rows: each key of each item, given, or its default, or missing
 * 3. loading, checking */
#include "lua/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lua/blocks.h"
#include "base/suggest.h"
#include "base/words.h"
#include "scenario/value_type.h"

/* What is being filled in, handed from function to function. */
struct filling {
    const struct draft *draft;
    struct scenario *s;
    struct problems *p;
};

/* ---- 1. selection -------------------------------------------------------------------------- */

static const char *names_of_items(const struct draft *d, enum schema_block block,
                                  char names[TEXT_SIZE])
{
    names[0] = '\0';
    for (size_t i = 0; i < d->n_items; i++)
        if (d->items[i].block == block)
            words_add(names, TEXT_SIZE, d->items[i].name);
    return names;
}

/* Notes each name of a list that no item has. */
static void check_listed(struct filling *f, const struct assumption *row, enum schema_block block)
{
    char name[NAME_SIZE], names[TEXT_SIZE], hint[SUGGEST_SIZE];
    names_of_items(f->draft, block, names);
    for (const char *cursor = row->value; words_next(&cursor, name);)
        if (!draft_find_item(f->draft, block, name))
            problems_add(f->p, "%s: %s: found \"%s\", want a %s; there are: %.600s%s", row->place,
                         row->path, name, schema_block_name(block), names,
                         suggest_text(name, names, hint));
}

/* The names that models, cases or mixes list, or all; in their order. */
static const char *selected(const struct filling *f, enum schema_block block,
                            char names[TEXT_SIZE])
{
    const struct assumption *row = assumption_list_of_items(&f->draft->rows, block);
    return row && *row->value ? row->value : names_of_items(f->draft, block, names);
}

/* ---- 2. rows ------------------------------------------------------------------------------- */

/* The place to mend: the block if it is there, else the scenario's file. */
static const char *place_of_block(const struct filling *f, const struct schema_key *key,
                                  const char *item)
{
    const struct draft_item *found = draft_find_item(f->draft, key->block, item);
    const char *block = f->draft->block[key->block];
    return found ? found->place : *block ? block : f->s->files[0];
}

static void note_missing(struct filling *f, const struct schema_key *key, const char *item,
                         const char *path)
{
    problems_add(f->p, "%s: %s: missing, want %s { %s%s%s%s = ... } with a %s: %s",
                 place_of_block(f, key, item), path, schema_block_name(key->block),
                 *item ? "name = \"" : "", item, *item ? "\", " : "", key->key,
                 key->type->name, key->help);
}

static void fill_key(struct filling *f, const struct schema_key *key, const char *item)
{
    char path[SCHEMA_PATH_SIZE], names[TEXT_SIZE];
    const struct assumption *given =
        assumption_list_find(&f->draft->rows, schema_path(key, item, path));
    bool lists = key->type->lists_items;
    const char *value = lists ? names_of_items(f->draft, key->target, names) /* all, unless given */
                              : schema_default_row(key, item);
    const struct assumption row = {path, value, key->unit, NULL, NULL, ASSUMPTION_DEFAULT_PLACE};
    struct error e;
    if (given && lists)
        check_listed(f, given, key->target);
    if (!given && !schema_default(key, item))
        note_missing(f, key, item, path);
    else if ((given || (value && *value)) &&
             assumption_list_add(&f->s->rows, given ? given : &row, &e))
        problems_add_error(f->p, &e);
}

/* Fills a run of keys of one block, item by item. */
static void fill_run(struct filling *f, const struct schema_key *keys, size_t n)
{
    char names[TEXT_SIZE], item[NAME_SIZE];
    if (!schema_block_has_items(keys[0].block)) {
        for (size_t k = 0; k < n; k++)
            fill_key(f, &keys[k], "");
        return;
    }
    for (const char *cursor = selected(f, keys[0].block, names); words_next(&cursor, item);)
        for (size_t k = 0; k < n && draft_find_item(f->draft, keys[0].block, item); k++)
            fill_key(f, &keys[k], item);
}

static void fill_all(struct filling *f)
{
    size_t n, run;
    const struct schema_key *keys = schema_keys(&n);
    for (size_t k = 0; k < n; k += run) {
        for (run = 1; k + run < n && keys[k + run].block == keys[k].block;)
            run++;
        fill_run(f, keys + k, run);
    }
}

/* ---- 3. loading, checking ------------------------------------------------------------------ */

/* The checks between assumptions: only rows without problems can be built. */
static void build(struct scenario *s, struct problems *p)
{
    struct error e;
    if (p->n > 0 || assumptions_build(&s->rows, s->name, &s->a, &e) == 0)
        return;
    if (strncmp(e.text, s->files[0], strlen(s->files[0])) != 0)
        error_prefix(&e, "%s", s->files[0]);
    problems_add_error(p, &e);
}

int scenario_read(const char *file, const char *directory, struct scenario *s,
                  struct problems *p)
{
    struct draft merged;
    struct problems found = {0};
    *s = (struct scenario){0};
    scenario_chain_read(file, directory, s, &merged, &found);
    struct filling f = {&merged, s, &found};
    s->readings = merged.readings; /* handed over */
    merged.readings = (struct readings){0};
    if (merged.whole) { /* else what is missing may stand where no script came */
        fill_all(&f);
        readings_sort(&s->readings);
        readings_check(&s->readings, &s->rows, &found);
        build(s, &found);
    }
    draft_free(&merged);
    int rc = found.n ? -1 : 0;
    problems_move(p, &found);
    return rc;
}

void scenario_free(struct scenario *s)
{
    assumption_list_free(&s->rows);
    readings_free(&s->readings);
    for (size_t i = 0; i < s->n_files; i++)
        free(s->files[i]);
    *s = (struct scenario){0};
}

/* Two files of one name would build the same products, wherever they lie. */
static void check_twins(char *const *files, size_t i, struct problems *p)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(scenario_base_name(files[k]), scenario_base_name(files[i])) == 0 &&
            strcmp(files[k], files[i]) != 0)
            problems_add(p, "%s: found a second scenario of this name, want another file name: "
                         "%s has it", files[i], files[k]);
}

void scenario_check(char *const *files, size_t n, const char *directory, struct problems *p)
{
    for (size_t i = 0; i < n; i++) {
        struct scenario s;
        size_t before = p->n;
        check_twins(files, i, p);
        if (scenario_read(files[i], directory, &s, p) == 0 && p->n == before)
            printf("%s: good: %zu models, %zu cases, %zu assumptions\n", files[i], s.a.n_models,
                   s.a.n_cases, s.rows.n);
        scenario_free(&s);
    }
}

/* extends.c -- names of scenarios, the chain of extends, and the merge.
 *
 * 1. paths and names    2. the parent    3. the merge    4. the chain */
#include "lua/load.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/output.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"
#include "lua/blocks.h"

#define SUFFIX ".lua"
#define LIST_SIZE 1500 /* of the scenarios that there are, for messages */

/* ---- 1. paths and names -------------------------------------------------------------------- */

const char *scenario_base_name(const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash ? slash + 1 : file;
}

/* "scenarios/paper.lua" to "paper". Returns 0, or -1 with a problem noted. */
static int name_of_file(const char *file, char name[NAME_SIZE], struct problems *p)
{
    const char *base = scenario_base_name(file);
    size_t n = strlen(base), suffix = strlen(SUFFIX);
    char quoted[80];
    name[0] = '\0';
    if (n > suffix && n - suffix < NAME_SIZE && strcmp(base + n - suffix, SUFFIX) == 0)
        snprintf(name, NAME_SIZE, "%.*s", (int)(n - suffix), base);
    if (text_is_name(name))
        return 0;
    problems_add(p, "%s: found the file name %s, want NAME.lua, where NAME is the scenario's: a-z, "
                 "0-9 and _, at most %d of them", file, text_quoted(base, quoted),
                 NAME_SIZE - 1);
    return -1;
}

static bool is_same_file(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

static bool is_there(const char *file)
{
    return access(file, F_OK) == 0;
}

/* A path outside of the folder must not take the name of a scenario in it: their products would
 * be the same files. */
static int check_name_is_free(const char *file, const char *directory, const char *name,
                              struct problems *p)
{
    char other[PLACE_SIZE];
    snprintf(other, sizeof other, "%s/%s%s", directory, name, SUFFIX);
    if (!is_there(other) || !is_there(file) || is_same_file(file, other))
        return 0;
    problems_add(p, "%s: found a second scenario of the name %s, want another file name: %s "
                 "has it", file, name, other);
    return -1;
}

/* `name` in the file is there for the reader, and must say what the file's name says. */
static void check_given_name(const struct draft *d, const char *directory, const char *name,
                             struct problems *p)
{
    char other[PLACE_SIZE] = "";
    if (!d->name[0] || strcmp(d->name, name) == 0)
        return;
    snprintf(other, sizeof other, "%s/%s%s", directory, d->name, SUFFIX);
    problems_add(p, "%s: name: found \"%s\", want \"%s\" as the file is called%s%s%s",
                 d->block[BLOCK_SCENARIO], d->name, name, is_there(other) ? "; " : "",
                 is_there(other) ? other : "", is_there(other) ? " has that name already" : "");
}

/* ---- 2. the parent ------------------------------------------------------------------------- */

/* Names of the scenarios in a folder, sorted, separated by one space. */
static void list_scenarios(const char *directory, char list[LIST_SIZE])
{
    char name[NAME_SIZE];
    struct dirent **entries;
    struct problems ignored = {0};
    int n = scandir(directory, &entries, NULL, alphasort);
    list[0] = '\0';
    for (int i = 0; i < n; i++) {
        if (name_of_file(entries[i]->d_name, name, &ignored) == 0)
            words_add(list, LIST_SIZE, name);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    problems_free(&ignored);
}

/* The file of the scenario that `d` extends: beside it, else in the folder of scenarios.
 * Returns 0, or -1 with a problem noted. */
static int find_parent(const struct draft *d, const char *directory, char file[PLACE_SIZE],
                       struct problems *p)
{
    char list[LIST_SIZE], hint[SUGGEST_SIZE];
    int folder = (int)(scenario_base_name(d->file) - d->file);
    int n = snprintf(file, PLACE_SIZE, "%.*s%s%s", folder, d->file, d->extends, SUFFIX);
    if (n < PLACE_SIZE && is_there(file))
        return 0;
    n = snprintf(file, PLACE_SIZE, "%s/%s%s", directory, d->extends, SUFFIX);
    if (n < PLACE_SIZE && is_there(file))
        return 0;
    list_scenarios(directory, list);
    problems_add(p, "%s: extends: found \"%s\", of which there is no file, want one of: %.700s%s",
                 d->block[BLOCK_SCENARIO], d->extends, list, suggest_text(d->extends, list, hint));
    return -1;
}

/* True when the file was read before in this chain; then the chain is shown. */
static bool closes_cycle(const struct draft *d, const char *file, const struct scenario *s,
                         struct problems *p)
{
    char chain[800] = "", name[NAME_SIZE];
    bool found = false;
    for (size_t i = 0; i < s->n_files; i++) {
        found = found || is_same_file(s->files[i], file);
        if (found && name_of_file(s->files[i], name, p) == 0)
            text_append(chain, sizeof chain, " -> ", name);
    }
    if (found)
        problems_add(p, "%s: extends: found a cycle: %s -> %s; want a chain that ends",
                     d->block[BLOCK_SCENARIO], chain, d->extends);
    return found;
}

/* ---- 3. the merge -------------------------------------------------------------------------- */

/* An item that `d` adds joins the parent's list, unless `d` has a list of its own. The list is
 * then no longer what the parent's source said. */
static int join_list(struct draft *onto, const struct draft *d, const struct draft_item *item,
                     struct error *e)
{
    const struct assumption *row = assumption_list_of_items(&onto->rows, item->block);
    if (!row || assumption_list_of_items(&d->rows, item->block) ||
        words_have(row->value, item->name))
        return 0;
    char names[TEXT_SIZE], place[PLACE_SIZE];
    snprintf(names, sizeof names, "%.*s %s", (int)(sizeof names - NAME_SIZE - 2), row->value,
             item->name);
    snprintf(place, sizeof place, "%s", item->place);
    struct assumption joined = {row->path, names, row->unit, NULL, NULL, place};
    return assumption_list_replace(&onto->rows, &joined, e);
}

/* Puts what `d` says over what `onto`, its parent, says; a key is replaced whole. */
static void merge(struct draft *onto, struct draft *d, struct problems *p)
{
    struct error e;
    for (size_t i = 0; i < d->rows.n; i++)
        if (assumption_list_replace(&onto->rows, &d->rows.rows[i], &e))
            problems_add_error(p, &e);
    for (size_t i = 0; i < d->n_items; i++)
        if (!draft_find_item(onto, d->items[i].block, d->items[i].name) &&
            (join_list(onto, d, &d->items[i], &e) ||
             ARRAY_ADD(onto->items, onto->n_items, d->items[i], &e)))
            problems_add_error(p, &e);
    if (readings_merge(&onto->readings, &d->readings, &e))
        problems_add_error(p, &e);
    for (size_t block = 0; block < BLOCK_COUNT; block++)
        if (d->block[block][0])
            memcpy(onto->block[block], d->block[block], PLACE_SIZE);
    onto->whole = onto->whole && d->whole;
    onto->file = d->file;
}

/* How a path is named in a title: "model.ours.label" as "model.ours", for all keys of a block. */
static const char *changed_name(const struct assumption *row, char name[SCHEMA_PATH_SIZE])
{
    char *first, *second;
    snprintf(name, SCHEMA_PATH_SIZE, "%s", row->path);
    first = strchr(name, '.');
    second = first ? strchr(first + 1, '.') : NULL;
    if (second)
        *second = '\0';
    return name;
}

/* A scenario that changes another and has no title of its own is not what the other's title says:
 * "Changed from: paper (pue, levers.serving)". */
static int give_title(struct draft *d, struct error *e)
{
    char title[LABEL_SIZE], name[SCHEMA_PATH_SIZE], last[SCHEMA_PATH_SIZE] = "";
    size_t more = 0;
    int n = snprintf(title, sizeof title, "Changed from: %s (", d->extends);
    for (size_t i = 0; i < d->rows.n; i++) {
        if (strcmp(changed_name(&d->rows.rows[i], name), last) == 0)
            continue;
        if (n + (int)strlen(", ") + (int)strlen(name) < LABEL_SIZE - (int)sizeof " and 999 more)")
            n += snprintf(title + n, sizeof title - (size_t)n, "%s%s", *last ? ", " : "", name);
        else
            more++;
        memcpy(last, name, sizeof last);
    }
    if (more)
        n += snprintf(title + n, sizeof title - (size_t)n, " and %zu more", more);
    snprintf(title + n, sizeof title - (size_t)n, "%s)", *last ? "" : "nothing");
    const struct assumption row = {"title", title, "-", NULL, NULL, d->block[BLOCK_SCENARIO]};
    return assumption_list_replace(&d->rows, &row, e);
}

/* ---- 4. the chain -------------------------------------------------------------------------- */

/* Reads one file of the chain. Returns 0 when its parent is to be read next, into `next`. */
static int read_link(const char *file, const char *directory, struct scenario *s,
                     struct draft *d, char next[PLACE_SIZE], struct problems *p)
{
    struct error e;
    char name[NAME_SIZE];
    char *copy = strdup(file);
    *d = (struct draft){0};
    if (!copy) {
        error_no_memory(&e, "for the name %s", file);
        problems_add_error(p, &e);
        return -1;
    }
    s->files[s->n_files++] = copy;
    if (name_of_file(copy, name, p))
        return -1;
    if (s->n_files == 1)
        memcpy(s->name, name, sizeof name);
    if (check_name_is_free(copy, directory, name, p))
        return -1; /* and no more of it: what it extends could be its namesake */
    draft_read(copy, &s->used, d, p);
    if (d->whole && sha256_file(copy, s->sha256[s->n_files - 1], &e)) {
        problems_add_error(p, &e);
        return -1;
    }
    check_given_name(d, directory, name, p);
    if (!d->extends[0] || !d->whole) /* a script that stopped: what it extends is no remedy */
        return 1;
    if (find_parent(d, directory, next, p) || closes_cycle(d, next, s, p)) {
        d->whole = false;
        return -1;
    }
    return 0;
}

void scenario_chain_read(const char *file, const char *directory, struct scenario *s,
                         struct draft *merged, struct problems *p)
{
    struct error e;
    struct draft d;
    char parent[PLACE_SIZE];
    bool more = read_link(file, directory, s, &d, parent, p) == 0;
    bool full = s->n_files == SCENARIO_CHAIN_MAX;
    if (more && full)
        problems_add(p, "%s: extends: found a chain of more than %d files, want a shorter one",
                     s->files[0], SCENARIO_CHAIN_MAX);
    if (!more || full) {
        *merged = d;
        return;
    }
    scenario_chain_read(parent, directory, s, merged, p);
    if (!assumption_list_find(&d.rows, "title") && give_title(&d, &e))
        problems_add_error(p, &e);
    merge(merged, &d, p);
    draft_free(&d);
}

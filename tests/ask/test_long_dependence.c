/* test_long_dependence.c -- every assumption given other values: the exact results that then are
 * others, against those that it enters by digest, both ways. */
#include "question_fixture.h"

#include <math.h>

#include "ask/dependence.h"
#include "ask/question.h"
#include "scenario/value_type.h"

#define OTHERS 2    /* values that each assumption is given, as far as there are so many */
#define SAME 1e-12  /* relative */

/* A scenario, and what its exact results are: means, which move with all that a distribution does,
 * shares and totals. */
struct subject {
    struct question q;
    struct dependence keys;
    double *value; /* [keys.n], as are the next */
    bool *enters, *moved;
};

static bool is_asked(const struct key *key, bool energies)
{
    bool energy = key->form != KEY_VARIABLE || key->variable.quantity == QUANTITY_ENERGY;
    if (key->form == KEY_FACTOR)
        return true;
    return (energies || !energy) && (key->form != KEY_VARIABLE || key->statistic == STATISTIC_MEAN);
}

/* The means of everything: dependence_add_all has the largest. */
static void add_keys(struct subject *s, bool energies)
{
    struct dependence all;
    struct error e;
    if (dependence_open(&s->q, true, &all, &e) || dependence_add_all(&all, &e) ||
        dependence_open(&s->q, true, &s->keys, &e))
        fail_msg("%s", e.text);
    for (size_t i = 0; i < all.n; i++) {
        struct key key = all.of[i].key;
        char text[KEY_SIZE];
        key.statistic = STATISTIC_MEAN;
        if (key_parse(&s->q.a, key_text(&s->q.a, &key, text), &key, &e))
            continue; /* a factor that the scenario does not give */
        if (is_asked(&key, energies) && dependence_add(&s->keys, text, &e))
            fail_msg("%s", e.text);
    }
    dependence_close(&all);
}

/*   energies   whether they are asked too: some take long */
static struct subject *open_subject(const char *lua_file, bool energies)
{
    struct subject *s = calloc(1, sizeof *s);
    struct resolved files;
    struct outcome now;
    struct error e;
    assert_non_null(s);
    resolve_scenario(lua_file, &files);
    if (question_open(files.assumptions, files.places, &s->q, &e) ||
        question_ask(&s->q, &s->q.rows, &now, &e))
        fail_msg("%s", e.text);
    scratch_remove(files.folder);
    add_keys(s, energies);
    s->value = calloc(s->keys.n, sizeof *s->value);
    s->enters = calloc(s->keys.n, sizeof *s->enters);
    s->moved = calloc(s->keys.n, sizeof *s->moved);
    for (size_t k = 0; k < s->keys.n; k++) {
        struct estimate value;
        if (outcome_value_of(&now, &s->keys.of[k].key, &value, &e))
            fail_msg("%s", e.text);
        s->value[k] = value.value;
    }
    outcome_close(&now);
    return s;
}

static void close_subject(struct subject *s)
{
    dependence_close(&s->keys);
    question_close(&s->q);
    free(s->value);
    free(s->enters);
    free(s->moved);
    free(s);
}

/* Notes what is another result, or gone. */
static void note_moved(struct subject *s, struct outcome *after)
{
    for (size_t k = 0; k < s->keys.n; k++) {
        struct estimate value;
        struct error e;
        bool there = outcome_value(after, s->keys.of[k].text, &value, &e) == 0;
        if (!there || !(fabs(value.value - s->value[k]) <= SAME * fabs(s->value[k])))
            s->moved[k] = true;
    }
}

/* The nth other value of a row: of the name of a model in the table, that of another model. */
static bool other_value(const struct subject *s, const struct assumption *row, size_t nth,
                        char *out)
{
    const struct schema_key *key = schema_find_path(row->path, NULL);
    struct value_site site = {.key = key, .a = &s->q.a};
    if (strcmp(key->path, "model.*.table_model") != 0)
        return value_type_vary(&site, row->value, nth, out);
    if (nth >= s->q.a.n_models)
        return false;
    strcpy(out, s->q.a.models[nth].table_model);
    return true;
}

/* Moves a row to all its other values that make a scenario; returns how many do. */
static size_t move(struct subject *s, const struct assumption *row)
{
    char value[TEXT_SIZE];
    size_t moves = 0;
    memset(s->moved, 0, s->keys.n * sizeof *s->moved);
    for (size_t nth = 0; nth < OTHERS && other_value(s, row, nth, value); nth++) {
        struct outcome after;
        struct error e;
        if (question_ask_with(&s->q, row->path, value, &after, &e))
            continue;
        note_moved(s, &after);
        outcome_close(&after);
        moves++;
    }
    return moves;
}

/* What a result may rest on and not move with. */
static bool may_stay(const struct subject *s, const struct assumption *row, const struct key *key)
{
    const struct variable *v = &key->variable;
    bool pooled = key_is_of_frontier(key) || key->form == KEY_DAY;
    bool of_model = key->form == KEY_VARIABLE && !pooled;
    if (schema_find_path(row->path, NULL)->type->lists_items)
        return true; /* there because its item is listed: not all can be left out */
    if (key->form == KEY_SHARE)
        return true; /* of equal cuts of each member: as long as these stay */
    if (pooled && (strncmp(row->path, "model.", 6) == 0 || strncmp(row->path, "pool", 4) == 0))
        return true; /* what no member is, and a rule that chooses the same ones */
    if (of_model && s->keys.fits.fit[v->model].method == FIT_CONSTANT)
        return true; /* one TPS at any lengths */
    /* the mean of lengths on both sides of whole ones */
    return of_model && v->quantity != QUANTITY_ENERGY && strcmp(row->path, "rounding") == 0;
}

static void check_row(struct subject *s, const struct assumption *row)
{
    struct error e;
    size_t moves = move(s, row);
    if (dependence_find(&s->keys, row->path, s->enters, &e))
        fail_msg("%s", e.text);
    for (size_t k = 0; k < s->keys.n; k++) {
        const char *key = s->keys.of[k].text;
        if (s->moved[k] && !s->enters[k])
            fail_msg("%s moves %s and does not enter it", row->path, key);
        if (moves > 0 && s->enters[k] && !s->moved[k] && !may_stay(s, row, &s->keys.of[k].key))
            fail_msg("%s enters %s and none of its other values moves it", row->path, key);
    }
}

static void check(const char *lua_file, bool energies)
{
    struct subject *s = open_subject(lua_file, energies);
    for (size_t r = 0; r < s->q.rows.n; r++)
        check_row(s, &s->q.rows.rows[r]);
    close_subject(s);
}

static void paper__moves_what_it_enters(void **state)
{
    (void)state;
    check("scenarios/paper.lua", true);
}

static void text__moves_what_it_enters(void **state)
{
    (void)state;
    check("scenarios/text.lua", true);
}

static void tiny__moves_what_it_enters(void **state)
{
    (void)state;
    check("tests/scenarios/tiny.lua", true);
}

/* Its energies take a second each: lengths, TPS and the fleet's factors. */
static void odd__moves_what_it_enters(void **state)
{
    (void)state;
    check("tests/scenarios/odd.lua", false);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paper__moves_what_it_enters),
        cmocka_unit_test(text__moves_what_it_enters),
        cmocka_unit_test(tiny__moves_what_it_enters),
        cmocka_unit_test(odd__moves_what_it_enters),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("long_dependence", tests, NULL, NULL);
}

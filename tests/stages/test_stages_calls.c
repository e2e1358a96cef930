/* test_stages_calls.c -- command lines: help, and wrong calls, which end with status 2. */
#include "stage_fixture.h"

static void stages__help__lists_every_option(void **state)
{
    (void)state;
    for (enum stage s = RESOLVE; s < STAGE_COUNT; s++) {
        struct program_end o;
        char program[64];
        snprintf(program, sizeof program, "%s/%s", BIN_DIR, CALLS[s][0]);
        run_program(&o, (const char *const[]){program, "--help", NULL});
        assert_int_equal(o.status, 0);
        assert_string_equal(o.err, "");
        assert_int_equal(strncmp(o.out, CALLS[s][0], strlen(CALLS[s][0])), 0);
        for (size_t i = 1; CALLS[s][i]; i++)
            if (strncmp(CALLS[s][i], "--", 2) == 0)
                assert_contains(o.out, CALLS[s][i]);
        program_end_free(&o);
    }
}

/* The call must end with status 2, say something that contains the message, and leave nothing. */
static void assert_wrong_call(const struct run *r, const struct call *c, const char *message)
{
    struct program_end o;
    run_program(&o, c->argv);
    if (o.status != 2)
        fail_msg("%s: status %d, said \"%s\"", c->argv[0], o.status, o.err);
    assert_contains(o.err, message);
    assert_contains(o.err, "--help");
    assert_string_equal(o.out, "");
    assert_int_equal(count_files(r), 0);
    program_end_free(&o);
}

static void stages__missing_option__is_named(void **state)
{
    struct run *r = *state;
    for (enum stage s = RESOLVE; s < STAGE_COUNT; s++)
        for (size_t i = 1; CALLS[s][i]; i++) {
            struct call c;
            if (strncmp(CALLS[s][i], "--", 2) != 0 || strcmp(CALLS[s][i], "--scenarios") == 0)
                continue;
            call_make(r, s, &c);
            call_change(&c, CALLS[s][i], NULL);
            assert_wrong_call(r, &c, CALLS[s][i]);
        }
}

static void stages__unknown_option_or_word__is_named(void **state)
{
    static const char *const WORDS[] = {"--frobnicate", "stray.lua", "--assumptions"};
    struct run *r = *state;
    for (enum stage s = FIT_TPS; s < STAGE_COUNT; s++)
        for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
            struct call c;
            size_t n = 0;
            call_make(r, s, &c);
            while (c.argv[n])
                n++;
            c.argv[n] = WORDS[i]; /* the last of them lacks its argument */
            c.argv[n + 1] = NULL;
            assert_wrong_call(r, &c, WORDS[i] + strspn(WORDS[i], "-"));
        }
}

/* ---- resolve, which reads its own command line ----------------------------------------- */

static void resolve__two_scenario_files__are_one_too_many(void **state)
{
    struct run *r = *state;
    struct call c;
    size_t n = 0;
    call_make(r, RESOLVE, &c);
    while (c.argv[n])
        n++;
    c.argv[n] = "other.lua";
    c.argv[n + 1] = NULL;
    assert_wrong_call(r, &c, "want one scenario file, found several");
}

static void resolve__check_of_two_files_of_one_name__names_both(void **state)
{
    struct run *r = *state;
    struct program_end o;
    char twin[SCRATCH_PATH_SIZE], both[2 * SCRATCH_PATH_SIZE];
    in_folder(r, "tiny.lua", twin);
    char *text = read_whole(TINY, NULL);
    write_text(twin, text);
    free(text);
    run_program(&o, (const char *const[]){BIN_DIR "/resolve", "--check", TINY, twin, NULL});
    assert_int_equal(o.status, 1);
    snprintf(both, sizeof both, "resolve: %s: found a second scenario of this name, want another "
             "file name: %s has it\n", twin, TINY);
    assert_string_equal(o.err, both);
    assert_contains(o.out, TINY ": good: 2 models, 1 cases");
    program_end_free(&o);
}

/* Nothing that is printed gets lost unsaid. */
static void stages__no_room_for_what_is_printed__end_with_1(void **state)
{
    (void)state;
    for (enum stage s = RESOLVE; s < STAGE_COUNT; s++) {
        struct program_end o;
        char command[SCRATCH_PATH_SIZE];
        snprintf(command, sizeof command, "%s/%s --help >/dev/full", BIN_DIR, CALLS[s][0]);
        run_program(&o, (const char *const[]){"sh", "-c", command, NULL});
        assert_int_equal(o.status, 1);
        assert_one_line(&o, s, "standard output: cannot be written");
        program_end_free(&o);
    }
}

/* ---- draw_day, which no fixture calls -------------------------------------------------- */

static void missing_option__is_a_wrong_call(void **state)
{
    (void)state;
    const char *const argv[] = {BIN_DIR "/draw_day", "--fit", "fit.nc", NULL};
    struct program_end o;
    run_program(&o, argv);
    assert_int_equal(o.status, 2);
    assert_contains(o.err, "draw_day: --assumptions is missing");
    program_end_free(&o);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(stages__help__lists_every_option),
        TEST(stages__missing_option__is_named),
        TEST(stages__unknown_option_or_word__is_named),
        TEST(resolve__two_scenario_files__are_one_too_many),
        TEST(resolve__check_of_two_files_of_one_name__names_both),
        TEST(stages__no_room_for_what_is_printed__end_with_1),
        cmocka_unit_test(missing_option__is_a_wrong_call),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("stages_calls", tests, NULL, NULL);
}

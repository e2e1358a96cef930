/* test_progress.c -- the line on a terminal: only there, after a second, and taken away again. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "io/progress.h"

#define CLEAR "\r\033[K" /* to the start of the line, erase to its end (ECMA-48) */

/* What a call chain writes to standard error; freed by the caller. */
static char *said(struct progress p)
{
    char folder[SCRATCH_PATH_SIZE], path[SCRATCH_PATH_SIZE];
    scratch_make(folder);
    scratch_path(path, folder, "stderr");
    fflush(stderr);
    const int kept = dup(STDERR_FILENO);
    assert_non_null(freopen(path, "w", stderr));
    progress_show(&p, 0, 3, "llama_405b");
    progress_show(&p, 1, 3, "llama_70b");
    progress_end(&p);
    progress_end(&p);
    fflush(stderr);
    assert_int_equal(dup2(kept, STDERR_FILENO), STDERR_FILENO);
    close(kept);
    char *text = read_whole(path, NULL);
    scratch_remove(folder);
    return text;
}

static time_t seconds_ago(time_t seconds)
{
    struct timespec t;
    assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &t), 0);
    return t.tv_sec - seconds;
}

static void assert_said(struct progress p, const char *want)
{
    char *text = said(p);
    assert_string_equal(text, want);
    free(text);
}

static void progress__long_work_on_a_terminal__one_line_that_goes_away(void **state)
{
    (void)state;
    assert_said((struct progress){"sample", true, false, seconds_ago(5)},
                CLEAR "  sample: 0 of 3, llama_405b" CLEAR "  sample: 1 of 3, llama_70b" CLEAR);
}

static void progress__short_work_or_no_terminal__silent(void **state)
{
    (void)state;
    assert_said((struct progress){"sample", true, false, seconds_ago(0)}, "");
    assert_said((struct progress){"sample", false, false, seconds_ago(5)}, "");
}

static void progress__begin__asks_standard_error(void **state)
{
    (void)state;
    const struct progress p = progress_begin("sample");
    assert_int_equal(p.terminal, isatty(STDERR_FILENO) == 1);
    assert_false(p.shown);
    assert_true(p.start >= seconds_ago(1) && p.start <= seconds_ago(0));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(progress__long_work_on_a_terminal__one_line_that_goes_away),
        cmocka_unit_test(progress__short_work_or_no_terminal__silent),
        cmocka_unit_test(progress__begin__asks_standard_error),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}

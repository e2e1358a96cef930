/* test_progress.c -- the line on a terminal: only there, after a second, and taken away again. */
#include "support.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/progress.h"

#define CLEAR "\r\033[K" /* to the start of the line, erase to its end (ECMA-48) */

/* What a use of a progress writes to standard error; freed by the caller. */
static char *said(void (*use)(struct progress *p), struct progress p)
{
    char folder[SCRATCH_PATH_SIZE], path[SCRATCH_PATH_SIZE];
    scratch_make(folder);
    scratch_path(path, folder, "stderr");
    fflush(stderr);
    const int kept = dup(STDERR_FILENO);
    assert_non_null(freopen(path, "w", stderr));
    setvbuf(stderr, NULL, _IONBF, 0); /* as a terminal has it */
    use(&p);
    fflush(stderr);
    assert_int_equal(dup2(kept, STDERR_FILENO), STDERR_FILENO);
    close(kept);
    char *text = read_whole(path, NULL);
    scratch_remove(folder);
    return text;
}

static void show_models(struct progress *p)
{
    progress_show(p, 0, 3, "llama_405b");
    progress_show(p, 1, 3, "llama_70b");
    progress_end(p);
    progress_end(p);
}

static void show_bars(struct progress *p)
{
    progress_bar(p, 0, 2600, "answers");
    progress_bar(p, 1560, 2600, "answers");
    progress_end(p);
}

static double seconds_ago(double seconds)
{
    struct timespec t;
    assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &t), 0);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec - seconds;
}

/* A progress on a terminal or not, that began at a time. */
static struct progress begun(const char *program, bool terminal, double start)
{
    return (struct progress){.program = program, .terminal = terminal, .start = start};
}

static void assert_said(void (*use)(struct progress *p), struct progress p, const char *want)
{
    char *text = said(use, p);
    assert_string_equal(text, want);
    free(text);
}

static void progress__long_work_on_a_terminal__one_line_that_goes_away(void **state)
{
    (void)state;
    assert_said(show_models, begun("sample", true, seconds_ago(5)),
                CLEAR "  sample: 0 of 3, llama_405b" CLEAR "  sample: 1 of 3, llama_70b" CLEAR);
}

/* By hand: 1560 of 2600 is 0.6; 1560 in 20 s are 78 a second, the 1040 left take 13.3 s. The file
 * has no width, so there is room for 79 bytes; the line with a rate has 73, and that with minutes
 * 80, or 67 without the cells. */
static void bar__says_share_rate_and_time_left(void **state)
{
    (void)state;
    assert_said(show_bars, begun("multiverse", true, seconds_ago(20)),
                CLEAR "  multiverse  [..........]   0%  0 of 2600 answers"
                CLEAR "  multiverse  [######....]  60%  1560 of 2600 answers, 78 a second, "
                      "13 s left"
                CLEAR);
    assert_said(show_bars, begun("multiverse", true, seconds_ago(2000)),
                CLEAR "  multiverse  [..........]   0%  0 of 2600 answers"
                CLEAR "  multiverse   60%  1560 of 2600 answers, 0.8 a second, 22 min left"
                CLEAR);
}

static void progress__short_work_or_no_terminal__silent(void **state)
{
    (void)state;
    assert_said(show_models, begun("sample", true, seconds_ago(0)), "");
    assert_said(show_models, begun("sample", false, seconds_ago(5)), "");
    assert_said(show_bars, begun("sample", false, seconds_ago(5)), "");
}

static void show_long(struct progress *p)
{
    progress_show(p, 1, 2, "nothing");
    const size_t done[] = {100, 250, 260, 290, 1000};
    for (size_t i = 0; i < sizeof done / sizeof done[0]; i++)
        progress_bar(p, done[i], 1000, "answers");
    progress_end(p);
}

/* By hand: 250 - 80 in 20 s are 8.5 a second, the 750 left take 88 s; 920 are 46 a second. */
static void long_work__elsewhere__a_line_each_tenth_without_what_was_there(void **state)
{
    (void)state;
    assert_said(show_long, (struct progress){.program = "draw_day", .lines = true, .from = 80,
                                             .tenth = 1, .start = seconds_ago(20)},
                "draw_day:  20%  250 of 1000 answers, 8.5 a second, 88 s left\n"
                "draw_day: 100%  1000 of 1000 answers, 46 a second, 0 s left\n");
    assert_said(show_long, (struct progress){.program = "draw_day", .lines = true,
                                             .start = seconds_ago(0)}, "");
}

static void show_start(struct progress *p)
{
    progress_bar(p, 0, 1000, "million queries"); /* no rate yet */
    progress_bar(p, 30, 1000, "million queries");
    progress_bar(p, 31, 1000, "million queries");
    progress_bar(p, 500, 1000, "million queries");
    progress_end(p);
}

/* By hand: 30 in 20 s are 1.5 a second, the 970 left take 647 s; 500 are 25. Before ten seconds
 * nothing is said of a twentieth. */
static void long_work__elsewhere__an_estimate_before_the_first_tenth(void **state)
{
    (void)state;
    assert_said(show_start, (struct progress){.program = "draw_day", .lines = true,
                                              .start = seconds_ago(20)},
                "draw_day:   3%  30 of 1000 million queries, 1.5 million a second, 11 min left\n"
                "draw_day:  50%  500 of 1000 million queries, 25 million a second, 20 s left\n");
    assert_said(show_start, (struct progress){.program = "draw_day", .lines = true,
                                              .start = seconds_ago(5)},
                "draw_day:  50%  500 of 1000 million queries, 100 million a second, 5 s left\n");
}

/* By hand: 1560 - 1160 in 20 s are 20 a second, the 1040 left take 52 s. */
static void long_work__on_a_terminal__the_bar(void **state)
{
    (void)state;
    assert_said(show_bars, (struct progress){.program = "draw_day", .terminal = true, .from = 1160,
                                             .start = seconds_ago(20)},
                CLEAR "  draw_day  [..........]   0%  0 of 2600 answers"
                CLEAR "  draw_day  [######....]  60%  1560 of 2600 answers, 20 a second, 52 s left"
                CLEAR);
}

static void long_work__begin__quiet_or_lines_or_terminal(void **state)
{
    (void)state;
    const bool terminal = isatty(STDERR_FILENO) == 1;
    struct progress p = progress_begin_long("draw_day", false, 7);
    assert_int_equal(p.terminal, terminal);
    assert_int_equal(p.lines, !terminal);
    assert_int_equal(p.from, 7);
    p = progress_begin_long("draw_day", true, 0);
    assert_false(p.terminal || p.lines);
    p.start = seconds_ago(20);
    assert_said(show_long, p, "");
    assert_false(progress_begin("draw_day").lines);
}

static void progress__begin__asks_standard_error(void **state)
{
    (void)state;
    const struct progress p = progress_begin("sample");
    assert_int_equal(p.terminal, isatty(STDERR_FILENO) == 1);
    assert_false(p.shown);
    assert_true(p.start >= seconds_ago(1) && p.start <= seconds_ago(0));
}

/* In a process of its own, which ends of the signal, as it would without a line. */
static void interrupt_in_a_process_of_its_own(struct progress *p)
{
    const pid_t child = fork();
    if (child == 0) {
        progress_bar(p, 1, 2, "answers");
        raise(SIGINT);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
}

static void interrupt__takes_the_line_away_and_ends_the_program(void **state)
{
    (void)state;
    char *text = said(interrupt_in_a_process_of_its_own,
                      begun("compare", true, seconds_ago(10)));
    const char *line = "answers, 0.1 a second, 10 s left" CLEAR;
    assert_contains(text, line);
    assert_string_equal(strstr(text, line) + strlen(line), ""); /* and nothing after it */
    free(text);
}

static void end__gives_interrupts_back(void **state)
{
    (void)state;
    struct sigaction action;
    free(said(show_bars, begun("compare", true, seconds_ago(5))));
    assert_int_equal(sigaction(SIGINT, NULL, &action), 0);
    assert_true(action.sa_handler == SIG_DFL);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(progress__long_work_on_a_terminal__one_line_that_goes_away),
        cmocka_unit_test(bar__says_share_rate_and_time_left),
        cmocka_unit_test(progress__short_work_or_no_terminal__silent),
        cmocka_unit_test(long_work__elsewhere__a_line_each_tenth_without_what_was_there),
        cmocka_unit_test(long_work__elsewhere__an_estimate_before_the_first_tenth),
        cmocka_unit_test(long_work__on_a_terminal__the_bar),
        cmocka_unit_test(long_work__begin__quiet_or_lines_or_terminal),
        cmocka_unit_test(progress__begin__asks_standard_error),
        cmocka_unit_test(interrupt__takes_the_line_away_and_ends_the_program),
        cmocka_unit_test(end__gives_interrupts_back),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}

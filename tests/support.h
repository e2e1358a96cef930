/* support.h -- what several tests need: a strict comparison of doubles, scratch files, programs.
 *
 * Tests run with the repository's root as current directory. Every helper here fails the running
 * test itself when the system refuses, so that callers need not look at results. */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Folder of the programs under test; the Makefile may say another. */
#ifndef BIN_DIR
#define BIN_DIR "build/bin"
#endif

#define SCRATCH_PATH_SIZE 512

/* Passes if and only if |got - want| <= rel |want| + abs, or both are the same infinity. NaN
 * never passes, on either side. Prints both in %.17g and their difference. (cmocka's own
 * comparison passes on NaN and goes through float.) */
#define assert_close(got, want, rel, abs) \
    support_assert_close((got), (want), (rel), (abs), __FILE__, __LINE__)

void support_assert_close(double got, double want, double rel, double abs, const char *file,
                          int line);

/* Passes when text contains part; prints both otherwise. */
#define assert_contains(text, part) \
    support_assert_contains((text), (part), __FILE__, __LINE__)

void support_assert_contains(const char *text, const char *part, const char *file, int line);

/* Takes a test program's only argument: with one, only tests whose name contains it are run. */
void select_tests(int argc, char **argv);

/* Makes an empty folder under $TMPDIR or /tmp and puts its path into the buffer. */
void scratch_make(char path[SCRATCH_PATH_SIZE]);

/* Removes a folder and all that is in it; symbolic links are removed, not followed. */
void scratch_remove(const char *path);

/* Puts "directory/name" into the buffer. */
void scratch_path(char path[SCRATCH_PATH_SIZE], const char *directory, const char *name);

/* A folder of a test's own, and a file in it that is not there yet. */
struct scratch {
    char folder[SCRATCH_PATH_SIZE], path[SCRATCH_PATH_SIZE];
    const void *row; /* the initial state of a test that is one row of a list */
};

/* Fixture: the test's state becomes a scratch with a file of that name. */
int scratch_set_up(void **state, const char *name);
int scratch_tear_down(void **state);

/* Writes a file, replacing an old one. */
void write_text(const char *path, const char *text);
void write_bytes(const char *path, const void *bytes, size_t n);

/* Reads a whole file and adds an end.
 *   n   set to the number of bytes; may be NULL
 * Returns memory that the caller frees. */
char *read_whole(const char *path, size_t *n);

/* True when something has this name. */
bool path_exists(const char *path);

/* Makes a device as /dev/full is; a pipe where only root may make one. */
void make_device(const char *path);

/* The number of entries in a folder, without "." and "..". */
size_t count_entries(const char *directory);

/* How a program ended. */
struct program_end {
    int status; /* its exit status, or 128 + the signal that ended it */
    char *out;  /* standard output, with an end                       */
    char *err;  /* standard error, with an end                        */
};

/* Runs a program and waits. Standard input is empty.
 *   argv   ends with NULL; argv[0] is the path of the program, looked up in $PATH when it has
 *          no slash
 *   o      freed by the caller with program_end_free */
void run_program(struct program_end *o, const char *const argv[]);

void program_end_free(struct program_end *o);

#endif

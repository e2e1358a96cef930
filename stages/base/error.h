/* error.h -- the one way in which a library function says what went wrong. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

#define ERROR_TEXT_SIZE 1024
#define MUST_CHECK __attribute__((warn_unused_result))

/* A message for a person: place, what was found, what is wanted, how to mend it. Owned by the
 * caller, filled by the callee; it is defined only after a call that failed.
 *
 * A failure is of one of two kinds. What was asked for is refused, such as a value that no scenario
 * can have: whoever asked may take that for an answer. Or the system failed, as memory does: that
 * says nothing of what was asked, and ends everything. Whoever goes on after a failure asks
 * error_refused, with a message of one's own, `own` (`make lint` looks for it). No message at all,
 * NULL, may be given only to functions that need neither memory nor a file. */
struct error {
    char text[ERROR_TEXT_SIZE];
    bool is_of_system;
};

/* Fills the message as printf does: what was asked for is refused.
 *   e       the caller's message; may be NULL, then nothing is written
 * Returns -1 always, so that a failing function can end with `return error_set(...)`. */
int error_set(struct error *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same of memory that is out: "no memory for 200 rows" of "for %zu rows".
 *   e       not NULL: nobody may go on without it */
int error_no_memory(struct error *e, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The same of a file that a call of the system failed on: the message, ": " and the reason. The
 * system failed, unless it is the name that leads to no file that may be used.
 *   e       not NULL
 *   number  the call's errno */
int error_file(struct error *e, int number, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts "prefix: " before a message that a deeper function made, the prefix given as to printf.
 *   e       a message already set; may be NULL
 * Returns -1 always. */
int error_prefix(struct error *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Puts more behind a message that a deeper function made, as error_prefix does. */
int error_append(struct error *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Whether a function refused what it was given, for callers to whom that is an answer.
 *   rc      what the function returned
 *   own     the message that it filled
 *   e       filled where the system failed; not NULL
 * Returns 0: it did not fail; 1: it refused; -1: the system failed. */
int error_refused(int rc, const struct error *own, struct error *e) MUST_CHECK;

#endif

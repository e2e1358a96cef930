/* error.h -- the one way in which a library function says what went wrong. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#define ERROR_TEXT_SIZE 1024
#define MUST_CHECK __attribute__((warn_unused_result))

/* A message for a person: place, what was found, what is wanted, how to mend it. Owned by the
 * caller, filled by the callee; its text is defined only after a call that failed. */
struct error {
    char text[ERROR_TEXT_SIZE];
};

/* Fills the message as printf does.
 *   e       the caller's message; may be NULL, then nothing is written
 * Returns -1 always, so that a failing function can end with `return error_set(...)`. */
int error_set(struct error *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Puts "prefix: " before a message that a deeper function made, the prefix given as to printf.
 *   e       a message already set; may be NULL
 * Returns -1 always. */
int error_prefix(struct error *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif

/* results.h -- results.tsv: a line a key, with value, unit, standard error and number of values. */
#ifndef RESULT_RESULTS_H
#define RESULT_RESULTS_H

#include <stddef.h>

#include "base/error.h"
#include "numeric/estimate.h"
#include "numeric/summary.h"
#include "result/key.h"

struct result {
    char key[KEY_SIZE];
    struct key_parts parts;
    char unit[16];
    double value, standard_error; /* in that unit; 0 where there is no sampling error */
    size_t n;          /* values behind the statistic; 1 where nothing was sampled */
};

#define RESULTS_ORIGIN_SIZE 512

/* A growing list; owned rows. Start from {0}. */
struct results {
    size_t n;
    struct result *rows;
    char origin[RESULTS_ORIGIN_SIZE]; /* what the first line of fleet.tsv says that it is of; "" */
};                                    /* in other files, whose origin stands in made.tsv         */

/* Appends one result.
 *   part   of its key (see result/key.h), or of that of a drawn day, which stands in no
 *          results.tsv; "" for a part that it does not have
 * Returns 0, or -1: a part or unit is too long, memory. */
int results_add(struct results *r, const char *const part[KEY_PARTS], struct estimate estimate,
                const char *unit, struct error *e) MUST_CHECK;

/* The same of a key, with its parts and its unit. */
int results_add_key(struct results *r, const struct assumptions *a, const struct key *key,
                    struct estimate estimate, struct error *e) MUST_CHECK;

/* Appends all statistics of a variable. */
int results_add_summary(struct results *r, const struct assumptions *a,
                        const struct variable *v, const struct summary *s,
                        struct error *e) MUST_CHECK;

/* Appends all rows of a file that results_write wrote, and takes its origin. Returns 0, or -1 with
 * "file:line: ...". */
int results_read(struct results *r, const char *file, struct error *e) MUST_CHECK;

/* The row of a key, or NULL. Borrowed until rows are added. */
const struct result *results_find(const struct results *r, const char *key);

/* Refuses results of another origin than these; `file` is where they were read from. */
int results_check_origin(const struct results *r, const char *origin, const char *file,
                         struct error *e) MUST_CHECK;

/* Sorts by key and writes the origin as a comment, and: "key case quantity group lever statistic
 * value unit standard_error n", tab-separated, %.17g. Returns 0, or -1 and no file: a key twice, a
 * value that is not finite, a full disk. */
int results_write(struct results *r, const char *path, struct error *e) MUST_CHECK;

/* Sorts by key and writes words.tsv, a line a key: "key words unit case quantity group lever
 * statistic", what the key is in words, and what each of its parts is called (result/key.h).
 *   r   keys of these assumptions
 * Returns 0, or -1 and no file. */
int results_write_words(struct results *r, const struct assumptions *a, const char *path,
                        struct error *e) MUST_CHECK;

/* Frees the rows; a zeroed list is accepted. */
void results_free(struct results *r);

#endif

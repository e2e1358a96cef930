/* samples.h -- the netCDF files that pass from stage to stage.
 *
 * netCDF classic, CDF-5. Every variable has `units` and `long_name`; the global attributes name
 * the scenario, the case, the sha256 of assumptions.tsv and of the throughput table, generator
 * and seed, so that `ncdump -h` is an audit. A file is written beside its final name and renamed
 * when it is complete. Reading refuses a file that is foreign, stale (made from other
 * assumptions), cut short, or holds values that are not finite where none may be. */
#ifndef STORE_SAMPLES_H
#define STORE_SAMPLES_H

#include "model/assumptions.h"
#include "base/error.h"
#include "draw/levers.h"
#include "numeric/mt19937.h"
#include "draw/queries.h"
#include "model/throughput.h"

/* What a file was made from; the same in all its descendants. */
struct provenance {
    char assumptions_sha256[65];
    char table_sha256[65]; /* of the throughput table */
};

/* The same in words, as build/S/made.tsv has it: "assumptions=... throughput.table=...".
 *   text   PROVENANCE_TEXT_SIZE bytes, filled
 * Returns text. */
#define PROVENANCE_TEXT_SIZE 192
const char *provenance_text(const struct provenance *p, char *text);

/* fit.nc: dimensions model, coefficient, row. Writes the fits and, for every table row, the
 * index of its model (-1: not in the scenario), used or not, observed and fitted TPS and the
 * residual ln(observed) - ln(fitted, uncapped). Returns 0, or -1 and no file. */
int fit_file_write(const char *path, const struct provenance *provenance,
                   const struct assumptions *a, const struct throughput_fits *fits,
                   const struct throughput_table *table, struct error *e) MUST_CHECK;

/* Reads fit.nc. `provenance` comes with assumptions_sha256 set, which must be the file's, and
 * gets table_sha256 from the file. The models must be a's, in a's order. */
int fit_file_read(const char *path, struct provenance *provenance, const struct assumptions *a,
                  struct throughput_fits *fits, struct error *e) MUST_CHECK;

/* <case>.samples.nc: dimensions model and query, a variable a quantity. Written model by model,
 * so that memory does not grow with the number of models. */
struct sample_file;

/* Begins a sample file beside `path`.
 *   out   owned by the caller until sample_file_finish or sample_file_discard */
int sample_file_create(struct sample_file **out, const char *path,
                       const struct provenance *provenance, const struct assumptions *a,
                       size_t case_index, struct error *e) MUST_CHECK;

/* Writes all quantities of one model; queries->n must be a->queries. */
int sample_file_put(struct sample_file *file, size_t model, const struct queries *queries,
                    struct error *e) MUST_CHECK;

/* Writes the place that the mt19937 stream has reached, closes, renames to `path`, frees `file`,
 * whatever the outcome. Returns 0, or -1 and no file. */
int sample_file_finish(struct sample_file *file, struct mt19937_position after,
                       struct error *e) MUST_CHECK;

/* Closes, removes and frees; NULL is accepted. */
void sample_file_discard(struct sample_file *file);

/* Opens a sample file for reading and checks everything but the values.
 *   provenance   both hashes must be the file's
 *   after        place of the mt19937 stream after the last draw; may be NULL */
int sample_file_open(struct sample_file **out, const char *path,
                     const struct provenance *provenance, const struct assumptions *a,
                     size_t case_index, struct mt19937_position *after, struct error *e) MUST_CHECK;

/* Reads one quantity of one model into values[a->queries], each finite. */
int sample_file_get(struct sample_file *file, size_t model, enum quantity quantity,
                    double *values, struct error *e) MUST_CHECK;

/* Closes and frees; NULL is accepted. */
void sample_file_close(struct sample_file *file);

/* <case>.levers.nc: dimensions model and query; model_index(query), query_index(query), energy
 * and energy_<lever> in Wh, member_rank(model): 0 for the largest median, -1 outside the pool. */
int lever_file_write(const char *path, const struct provenance *provenance,
                     const struct assumptions *a, size_t case_index,
                     const struct lever_pool *pool, struct error *e) MUST_CHECK;

/* Reads a lever file; `pool` is then owned by the caller (lever_pool_free). */
int lever_file_read(const char *path, const struct provenance *provenance,
                    const struct assumptions *a, size_t case_index, struct lever_pool *pool,
                    struct error *e) MUST_CHECK;

#endif

/* provenance.h -- global attributes of our netCDF files: what a file is and what it is from. */
#ifndef STORE_PROVENANCE_H
#define STORE_PROVENANCE_H

#include "model/assumptions.h"
#include "base/error.h"
#include "numeric/mt19937.h"
#include "store/netcdf.h"
#include "store/samples.h"

/* What a file says about itself. Borrowed, all of it. */
struct origin {
    const char *title;     /* "wattquery fits" and the like: the kind of the file */
    const char *case_name; /* NULL for a file that is not of one case             */
    const struct assumptions *a;
};

/* Writes title, scenario, case, both hashes, generator and seed; while the file is defined. */
int netcdf_put_origin(const struct netcdf_file *f, const struct origin *origin,
                      const struct provenance *provenance, struct error *e) MUST_CHECK;

/* Checks title, scenario, case and the hash of the assumptions.
 *   provenance   assumptions_sha256 must be the file's. table_sha256 must be too, unless it is
 *                "": then it is set from the file */
int netcdf_check_origin(const struct netcdf_file *f, const struct origin *origin,
                        struct provenance *provenance, struct error *e) MUST_CHECK;

/* Writes stream_words, stream_kept and stream_kept_normal. Once while the file is defined makes
 * room; then it may be repeated after the data. */
int netcdf_put_position(const struct netcdf_file *f, struct mt19937_position place,
                        struct error *e) MUST_CHECK;

int netcdf_get_position(const struct netcdf_file *f, struct mt19937_position *place,
                        struct error *e) MUST_CHECK;

#endif

/* cdf5.h -- whether a netCDF file in the CDF-5 format has all the bytes that it announces. */
#ifndef STORE_CDF5_H
#define STORE_CDF5_H

#include "base/error.h"

/* Reads a file's header, without libnetcdf, and compares the file's size with what it implies.
 * libnetcdf opens a file that was cut short without an error, and reads zeros where its end is
 * missing; nor does it like headers that are damaged.
 *   path   a regular file
 * Returns 0, or -1 with "path: ...": unreadable, not netCDF, netCDF of another kind, a header
 * that ends too early or makes no sense, fewer bytes than announced. */
int cdf5_check_size(const char *path, struct error *e) MUST_CHECK;

#endif

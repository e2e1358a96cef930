/* output.c -- files that are there whole or not at all: written beside, then renamed. */
#include "base/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sha256.h>

#include "base/input.h"

/* ---- opening and closing ---------------------------------------------------------------- */

static void forget(struct output *out)
{
    free(out->path);
    free(out->temporary);
    *out = (struct output){0};
}

int publish_names(const char *path, char **copy, char **temporary, struct error *e)
{
    size_t size = strlen(path) + sizeof ".tmp";
    *copy = strdup(path);
    *temporary = malloc(size);
    if (*copy && *temporary) {
        snprintf(*temporary, size, "%s.tmp", path);
        return 0;
    }
    free(*copy);
    free(*temporary);
    *copy = *temporary = NULL;
    return error_no_memory(e, "for the name %s", path);
}

int output_open(struct output *out, const char *path, struct error *e)
{
    *out = (struct output){0};
    if (publish_names(path, &out->path, &out->temporary, e))
        return -1;
    if (publish_begin(path, out->temporary, e) == 0) {
        out->stream = fopen(out->temporary, "wbx");
        if (out->stream)
            return 0;
        error_file(e, errno, "%s: cannot be written", out->temporary);
    }
    forget(out);
    return -1;
}

/* Closes the stream. Returns 0 only if every byte went through since it was opened. */
static int close_stream(struct output *out, struct error *e)
{
    /* an earlier write that failed leaves only its flag; errno is that of the flush or close */
    int bad = ferror(out->stream);
    errno = 0;
    bad |= fflush(out->stream);
    int reason = errno;
    bad |= fclose(out->stream);
    if (reason == 0)
        reason = errno;
    out->stream = NULL;
    if (!bad)
        return 0;
    return reason ? error_file(e, reason, "%s: not written", out->path)
                  : error_set(e, "%s: not written: an earlier write failed; is the disk full?",
                              out->path);
}

void output_discard(struct output *out)
{
    if (out->stream)
        fclose(out->stream);
    if (out->temporary)
        remove(out->temporary);
    forget(out);
}

/* ---- publishing ------------------------------------------------------------------------- */

/* True for /dev/stdout and its like, which lead to a file that is open. */
static bool leads_to_open_file(const char *path)
{
    char start[sizeof "/proc/" - 1];
    return readlink(path, start, sizeof start) == sizeof start &&
           memcmp(start, "/proc/", sizeof start) == 0;
}

int publish_check(const char *path, struct error *e)
{
    struct stat about;
    if (stat(path, &about))
        return errno == ENOENT
                   ? 0 : error_file(e, errno, "%s: cannot be written", path);
    if (S_ISREG(about.st_mode) && !leads_to_open_file(path))
        return 0;
    return error_set(e, "%s: found %s, want the name of a file", path,
                     S_ISREG(about.st_mode) ? "a link to an open file"
                                            : input_kind(about.st_mode));
}

int publish_begin(const char *path, const char *temporary, struct error *e)
{
    if (publish_check(path, e) || publish_check(temporary, e))
        return -1;
    if (remove(temporary) == 0 || errno == ENOENT)
        return 0;
    return error_file(e, errno, "%s: cannot be written", temporary);
}

/* True when both streams give the same bytes up to their end. */
static bool same_bytes(FILE *a, FILE *b)
{
    char left[4096], right[4096];
    for (;;) {
        size_t n = fread(left, 1, sizeof left, a);
        if (fread(right, 1, sizeof right, b) != n || memcmp(left, right, n) != 0)
            return false;
        if (n < sizeof left)
            return !ferror(a) && !ferror(b);
    }
}

/* True when both files can be read and are the same. */
static bool same_files(const char *one, const char *other)
{
    FILE *a = fopen(one, "rb"), *b = fopen(other, "rb");
    bool same = a && b && same_bytes(a, b);
    if (a)
        fclose(a);
    if (b)
        fclose(b);
    return same;
}

int publish_file(const char *temporary, const char *path, struct error *e)
{
    int rc = publish_check(path, e);
    const bool same = rc == 0 && same_files(temporary, path);
    if (rc == 0 && !same && rename(temporary, path))
        rc = error_file(e, errno, "%s: cannot be renamed to %s", temporary, path);
    if (rc || same)
        remove(temporary);
    return rc;
}

int output_publish(struct output *out, struct error *e)
{
    if (close_stream(out, e)) {
        output_discard(out);
        return -1;
    }
    int rc = publish_file(out->temporary, out->path, e);
    forget(out);
    return rc;
}

int output_finish(struct output *out, int rc, struct error *e)
{
    if (rc == 0)
        return output_publish(out, e);
    output_discard(out);
    return -1;
}

/* ---- digests ---------------------------------------------------------------------------- */

int sha256_file(const char *path, char digest[65], struct error *e)
{
    _Static_assert(SHA256_DIGEST_STRING_LENGTH == 65, "64 digits and an end");
    FILE *stream;
    uintmax_t left;
    SHA2_CTX context;
    uint8_t block[4096];
    if (input_open(path, INPUT_ANY_SIZE, &stream, &left, e))
        return -1;
    SHA256Init(&context);
    for (size_t n = 1; n > 0; left -= n) {
        n = fread(block, 1, left < sizeof block ? (size_t)left : sizeof block, stream);
        SHA256Update(&context, block, n);
    }
    int rc = ferror(stream) ? error_file(e, errno, "%s: cannot be read", path) : 0;
    fclose(stream);
    SHA256End(&context, digest);
    return rc;
}

/* ---- standard output ------------------------------------------------------------------------ */

int answer_open(struct answer *a, struct error *e)
{
    *a = (struct answer){0};
    a->stream = open_memstream(&a->text, &a->size);
    return a->stream ? 0 : error_no_memory(e, "for an answer");
}

int answer_finish(struct answer *a, int rc, struct error *e)
{
    bool whole = a->stream && !ferror(a->stream);
    if (a->stream && fclose(a->stream)) /* it makes its room fit, and loses all where that fails */
        whole = false;
    if (rc == 0 && !(whole && a->text))
        rc = error_no_memory(e, "for an answer");
    if (rc == 0 &&
        (fwrite(a->text, 1, a->size, stdout) != a->size || fflush(stdout) || ferror(stdout)))
        rc = error_set(e, "standard output: cannot be written");
    free(a->text);
    *a = (struct answer){0};
    return rc;
}

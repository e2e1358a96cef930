/* support.c -- what several tests need: a strict comparison of doubles, scratch files, programs. */
#define _XOPEN_SOURCE 700 /* mknod */
#include "support.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* ---- assertions ---- */

void support_assert_close(double got, double want, double rel, double abs, const char *file,
                          int line)
{
    bool same_infinity = isinf(want) && got == want;
    if (same_infinity || fabs(got - want) <= rel * fabs(want) + abs)
        return;
    print_error("got %.17g, want %.17g, difference %.3g, allowed %.3g\n", got, want, got - want,
                rel * fabs(want) + abs);
    _fail(file, line);
}

void support_assert_contains(const char *text, const char *part, const char *file, int line)
{
    if (text && strstr(text, part))
        return;
    print_error("\"%s\" does not contain \"%s\"\n", text ? text : "(null)", part);
    _fail(file, line);
}

/* Fails the running test with the system's reason. */
static void fail_for(const char *what, const char *path)
{
    fail_msg("%s %s: %s", what, path, strerror(errno));
}

void select_tests(int argc, char **argv)
{
    if (argc < 2)
        return;
    size_t size = strlen(argv[1]) + 3;
    char *pattern = malloc(size); /* cmocka keeps the pointer until the end */
    if (!pattern)
        abort();
    snprintf(pattern, size, "*%s*", argv[1]);
    cmocka_set_test_filter(pattern);
}

/* ---- scratch files ---- */

static const char *scratch_root(void)
{
    const char *root = getenv("TMPDIR");
    return root && *root ? root : "/tmp";
}

void scratch_path(char path[SCRATCH_PATH_SIZE], const char *directory, const char *name)
{
    int n = snprintf(path, SCRATCH_PATH_SIZE, "%s/%s", directory, name);
    assert_in_range(n, 1, SCRATCH_PATH_SIZE - 1);
}

void scratch_make(char path[SCRATCH_PATH_SIZE])
{
    scratch_path(path, scratch_root(), "wattquery-test-XXXXXX");
    if (!mkdtemp(path))
        fail_for("mkdtemp", path);
}

/* Calls `visit` with the path of each entry; returns their number. */
static size_t for_each_entry(const char *directory, void (*visit)(const char *path))
{
    DIR *d = opendir(directory);
    if (!d)
        fail_for("opendir", directory);
    size_t n = 0;
    for (struct dirent *entry = readdir(d); entry; entry = readdir(d)) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        n++;
        if (!visit)
            continue;
        char path[SCRATCH_PATH_SIZE];
        scratch_path(path, directory, entry->d_name);
        visit(path);
    }
    closedir(d);
    return n;
}

void scratch_remove(const char *path)
{
    struct stat s;
    if (lstat(path, &s) != 0)
        fail_for("lstat", path);
    if (S_ISDIR(s.st_mode))
        for_each_entry(path, scratch_remove);
    if (remove(path) != 0)
        fail_for("remove", path);
}

int scratch_set_up(void **state, const char *name)
{
    struct scratch *s = malloc(sizeof *s);
    assert_non_null(s);
    scratch_make(s->folder);
    scratch_path(s->path, s->folder, name);
    s->row = *state;
    *state = s;
    return 0;
}

int scratch_tear_down(void **state)
{
    struct scratch *s = *state;
    scratch_remove(s->folder);
    free(s);
    return 0;
}

size_t count_entries(const char *directory)
{
    return for_each_entry(directory, NULL);
}

void write_bytes(const char *path, const void *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    if (!f)
        fail_for("fopen", path);
    size_t written = n > 0 ? fwrite(bytes, 1, n, f) : 0;
    int closed = fclose(f);
    if (written != n || closed != 0)
        fail_for("write", path);
}

void write_text(const char *path, const char *text)
{
    write_bytes(path, text, strlen(text));
}

/* Reads from an open descriptor up to its end. */
static char *read_descriptor(int fd, const char *path, size_t *n)
{
    size_t used = 0, room = 4096;
    char *bytes = malloc(room);
    assert_non_null(bytes);
    for (;;) {
        ssize_t got = read(fd, bytes + used, room - used - 1);
        if (got < 0)
            fail_for("read", path);
        if (got == 0)
            break;
        used += (size_t)got;
        if (room - used >= 2)
            continue;
        room *= 2;
        bytes = realloc(bytes, room);
        assert_non_null(bytes);
    }
    bytes[used] = '\0';
    if (n)
        *n = used;
    return bytes;
}

char *read_whole(const char *path, size_t *n)
{
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        fail_for("open", path);
    char *bytes = read_descriptor(fd, path, n);
    close(fd);
    return bytes;
}

bool path_exists(const char *path)
{
    struct stat s;
    return lstat(path, &s) == 0;
}

void make_device(const char *path)
{
    if (mknod(path, S_IFCHR | 0600, makedev(1, 7)) && mkfifo(path, 0600))
        fail_msg("%s: no device", path);
}

/* ---- programs ---- */

/* A file without a name, closed in children. Files and not pipes: no child ever blocks on one. */
static int nameless_file(void)
{
    char path[SCRATCH_PATH_SIZE];
    scratch_path(path, scratch_root(), "wattquery-test-XXXXXX");
    int fd = mkstemp(path);
    if (fd < 0)
        fail_for("mkstemp", path);
    unlink(path);
    if (fcntl(fd, F_SETFD, FD_CLOEXEC) != 0)
        fail_for("fcntl", path);
    return fd;
}

static pid_t spawn(const char *const argv[], int out, int err)
{
    posix_spawn_file_actions_t actions;
    pid_t child = -1;
    int bad = posix_spawn_file_actions_init(&actions);
    bad |= posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    bad |= posix_spawn_file_actions_adddup2(&actions, out, 1);
    bad |= posix_spawn_file_actions_adddup2(&actions, err, 2);
    if (bad != 0)
        fail_msg("posix_spawn_file_actions");
    errno = posix_spawnp(&child, argv[0], &actions, NULL, (char *const *)(uintptr_t)argv,
                         environ);
    if (errno != 0)
        fail_for("posix_spawn", argv[0]);
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

static int wait_for(pid_t child)
{
    int status = 0;
    pid_t ended;
    do
        ended = waitpid(child, &status, 0);
    while (ended < 0 && errno == EINTR);
    if (ended != child)
        fail_for("waitpid", "child");
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static char *read_and_close(int fd)
{
    if (lseek(fd, 0, SEEK_SET) != 0)
        fail_for("lseek", "output of a program");
    char *text = read_descriptor(fd, "output of a program", NULL);
    close(fd);
    return text;
}

void run_program(struct program_end *o, const char *const argv[])
{
    int out = nameless_file(), err = nameless_file();
    o->status = wait_for(spawn(argv, out, err));
    o->out = read_and_close(out);
    o->err = read_and_close(err);
}

void program_end_free(struct program_end *o)
{
    free(o->out);
    free(o->err);
    *o = (struct program_end){0};
}

/* measure.c -- runs a command and prints what it took: label, wall [s], processor [s], memory [MB].
 * Usage: measure LABEL COMMAND [ARGUMENT...] */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + 1e-6 * (double)t.tv_usec;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int main(int argc, char **argv)
{
    struct rusage used;
    int status;
    if (argc < 3) {
        fprintf(stderr, "usage: measure LABEL COMMAND [ARGUMENT...]\n");
        return 2;
    }
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) < 0) {
        perror("measure");
        return 1;
    }
    getrusage(RUSAGE_CHILDREN, &used);
    printf("%s\t%.3f\t%.3f\t%.1f\n", argv[1], now() - start,
           seconds(used.ru_utime) + seconds(used.ru_stime), (double)used.ru_maxrss / 1024.0);
    if (fflush(stdout) || ferror(stdout)) {
        perror("measure: standard output");
        return 1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

/* kernels.c -- times the day's kernels on this machine, and the model in doubles beside them.
 * Usage: kernels ASSUMPTIONS.tsv FIT.nc
 *
 * Prints way, threads, queries and wall time [s], tab-separated: each kernel that the machine can
 * run, on one thread and on as many as there are processors, drawing the first workload on the
 * first model; then evaluate_model, with GSL's quantile functions, on one thread. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "draw/evaluate.h"
#include "base/threads.h"
#include "day/kernel.h"
#include "store/inputs.h"

#define ITEM_QUERIES (1u << 20)
#define FIRST_ITEMS 2u
#define MOST_ITEMS 4096u
#define ENOUGH_S 0.4 /* what a kernel is timed for */
#define SCALAR_QUERIES 500000u

struct timing {
    const struct plan *plan;
    const struct kernel *kernel;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int draw_item(void *context, size_t item, struct error *e)
{
    const struct timing *t = context;
    struct kernel_range range = {0};
    uint32_t *counts = calloc((size_t)PLAN_QUANTITIES * t->plan->n_buckets, sizeof *counts);
    if (!counts)
        return error_no_memory(e, "for %u buckets", t->plan->n_buckets);
    for (uint32_t q = 0; q < PLAN_QUANTITIES; q++)
        range.count[q] = counts + q * t->plan->n_buckets;
    kernel_range_clear(&range);
    t->kernel->range(t->plan, item * ITEM_QUERIES, (item + 1) * ITEM_QUERIES, &range);
    free(counts);
    return 0;
}

/* Twice as many items until they take long enough. */
static int time_kernel(struct timing *t, size_t threads, struct error *e)
{
    double wall = 0;
    size_t items = FIRST_ITEMS / 2;
    while (wall < ENOUGH_S && items < MOST_ITEMS) {
        items *= 2;
        double start = now();
        if (threads_for(items, threads, draw_item, NULL, t, e))
            return -1;
        wall = now() - start;
    }
    printf("kernel %s\t%zu\t%zu\t%.6f\n", t->kernel->name, threads, items * ITEM_QUERIES, wall);
    return 0;
}

static int time_kernels(const struct plan *plan, struct error *e)
{
    const struct kernel *list[KERNEL_MAX];
    size_t n = kernel_list(list), processors = threads_processors();
    for (size_t i = 0; i < n; i++) {
        struct timing t = {plan, list[i]};
        if (time_kernel(&t, 1, e) || (processors > 1 && time_kernel(&t, processors, e)))
            return -1;
    }
    return 0;
}

static int time_scalar(struct inputs *in, struct error *e)
{
    struct queries drawn;
    in->a.generator = GENERATOR_PHILOX;
    in->a.rounding = ROUNDING_NONE;
    in->a.queries = SCALAR_QUERIES;
    struct query_inputs q = query_inputs_of(&in->a, &in->fits, 0, 0);
    struct sampling s = sampling_of(&in->a, 0, 0);
    if (queries_alloc(&drawn, SCALAR_QUERIES, e))
        return -1;
    double start = now();
    int rc = evaluate_model(&q, &s, NULL, &drawn, e);
    printf("doubles, GSL, no lever\t1\t%u\t%.6f\n", SCALAR_QUERIES, now() - start);
    queries_free(&drawn);
    return rc;
}

static int plan_of(const struct inputs *in, struct plan *plan, struct error *e)
{
    const struct workload *w = &in->a.workloads[in->a.cases[0].workload];
    struct query_inputs q = query_inputs_of(&in->a, &in->fits, 0, 0);
    struct sampling s = sampling_of(&in->a, 0, 0);
    return plan_make(&q, &w->fleet_lever, &s, plan, e);
}

int main(int argc, char **argv)
{
    static struct inputs in;
    static struct plan plan;
    struct error e;
    if (argc != 3) {
        fprintf(stderr, "usage: kernels ASSUMPTIONS.tsv FIT.nc\n");
        return 2;
    }
    if (inputs_read(argv[1], argv[2], &in, &e) || plan_of(&in, &plan, &e) ||
        time_kernels(&plan, &e) || time_scalar(&in, &e)) {
        fprintf(stderr, "kernels: %s\n", e.text);
        return 1;
    }
    if (fflush(stdout) || ferror(stdout)) {
        perror("kernels: standard output");
        return 1;
    }
    return 0;
}

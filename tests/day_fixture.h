/* day_fixture.h -- a scenario of two workloads and a schedule of it, for tests of the day. */
#ifndef TESTS_DAY_FIXTURE_H
#define TESTS_DAY_FIXTURE_H

#include <string.h>

#include "day/schedule.h"
#include "support.h"

/* Workloads chat and reason; n mixes, of which mix i has a share chat[i] of chat. */
static inline struct assumptions two_workloads(size_t n, const double *chat)
{
    struct assumptions a;
    memset(&a, 0, sizeof a);
    a.n_workloads = 2;
    strcpy(a.workloads[0].name, "chat");
    strcpy(a.workloads[1].name, "reason");
    a.n_mixes = n;
    for (size_t i = 0; i < n; i++) {
        strcpy(a.mixes[i].name, "mix_a");
        a.mixes[i].name[4] = (char)('a' + i);
        a.mixes[i].shares.of[0] = chat[i];
        a.mixes[i].shares.of[1] = 1 - chat[i];
    }
    return a;
}

/* Every workload has n members: models 10, 11, ... of the first, 20, 21, ... of the second. */
static inline struct schedule_members members_each(size_t n_workloads, size_t n)
{
    struct schedule_members m = {0};
    for (size_t w = 0; w < n_workloads; w++) {
        m.n[w] = n;
        for (size_t i = 0; i < n; i++)
            m.model[w][i] = 10 * (w + 1) + i;
    }
    return m;
}

/* A curve that is 2^31 in minutes [first, last) and 0 elsewhere. */
static inline struct load_curve load_in(size_t first, size_t last)
{
    struct load_curve c = {{0}};
    for (size_t t = first; t < last; t++)
        c.load[t] = 1u << 31;
    return c;
}

/* A curve with no two minutes alike, the largest 2^31. */
static inline struct load_curve uneven(void)
{
    struct load_curve c;
    for (size_t t = 0; t < DAY_MINUTES; t++)
        c.load[t] = (uint32_t)(((uint64_t)t * 2654435761u) % 2000000000u);
    c.load[700] = 1u << 31;
    return c;
}

static inline void make_schedule(const struct assumptions *a, const struct schedule_members *m,
                                 uint64_t queries, const struct load_curve *curve,
                                 struct schedule *s)
{
    struct error e;
    if (schedule_make(a, m, queries, curve, s, &e))
        fail_msg("%s", e.text);
}

#endif

/* threads.c -- a counter that threads take the next item from. */
#include "base/threads.h"

#include <pthread.h>
#include <time.h>
#include <unistd.h>

#define THREADS_MAX 256
#define SHOW_EVERY_NS 100000000L

/* What the threads share; from `next` on under the lock. */
struct shared {
    size_t n;
    threads_work *work;
    void *context;
    pthread_mutex_t lock;
    pthread_cond_t changed; /* a thread has ended */
    size_t next, done, running;
    size_t failed_item; /* n: none */
    struct error failure;
};

size_t threads_processors(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : (size_t)n;
}

static void *run(void *argument)
{
    struct shared *s = argument;
    pthread_mutex_lock(&s->lock);
    while (s->next < s->n && s->failed_item == s->n) {
        size_t item = s->next++;
        struct error e;
        pthread_mutex_unlock(&s->lock);
        int rc = s->work(s->context, item, &e);
        pthread_mutex_lock(&s->lock);
        s->done++;
        if (rc && item < s->failed_item) {
            s->failed_item = item;
            s->failure = e;
        }
    }
    s->running--;
    pthread_cond_signal(&s->changed);
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

/* Waits for the threads, showing how far they are. Called with the lock held. */
static void watch(struct shared *s, threads_show *show)
{
    while (s->running > 0) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += SHOW_EVERY_NS;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        pthread_cond_timedwait(&s->changed, &s->lock, &until);
        size_t done = s->done;
        pthread_mutex_unlock(&s->lock);
        if (show)
            show(s->context, done, s->n);
        pthread_mutex_lock(&s->lock);
    }
}

int threads_for(size_t n, size_t threads, threads_work *work, threads_show *show,
                void *context, struct error *e)
{
    struct shared s = {n, work, context, PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER,
                       0, 0, 0, n, {.text = ""}};
    pthread_t thread[THREADS_MAX];
    size_t started = 0, wanted = threads ? threads : threads_processors();
    wanted = wanted > THREADS_MAX ? THREADS_MAX : wanted;
    pthread_mutex_lock(&s.lock);
    while (started < wanted && started < n && !pthread_create(&thread[started], NULL, run, &s)) {
        started++;
        s.running++;
    }
    if (started > 0)
        watch(&s, show);
    pthread_mutex_unlock(&s.lock);
    for (size_t t = 0; t < started; t++)
        pthread_join(thread[t], NULL);
    if (started == 0 && n > 0)
        return error_no_memory(e, "for a thread, or too many there are");
    if (s.failed_item == n)
        return 0;
    *e = s.failure;
    return -1;
}

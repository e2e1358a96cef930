/* answer.c -- standard output, all or nothing. */
#include "ask/answer.h"

#include <stdlib.h>

int answer_open(struct answer *a, struct error *e)
{
    *a = (struct answer){0};
    a->stream = open_memstream(&a->text, &a->size);
    return a->stream ? 0 : error_set(e, "no memory for an answer");
}

int answer_show(struct answer *a, struct error *e)
{
    int bad = ferror(a->stream);
    bad |= fclose(a->stream);
    a->stream = NULL;
    if (!bad)
        bad = fwrite(a->text, 1, a->size, stdout) != a->size || fflush(stdout) || ferror(stdout);
    answer_drop(a);
    return bad ? error_set(e, "standard output: cannot be written") : 0;
}

void answer_drop(struct answer *a)
{
    if (a->stream)
        fclose(a->stream);
    free(a->text);
    *a = (struct answer){0};
}

/* throughput.c -- rows, forms and fits by name; TPS at given lengths. */
#include "model/throughput.h"

#include <math.h>
#include <stdlib.h>

static const struct throughput_form *const FORMS[] = {&throughput_log_linear};

const struct throughput_form *throughput_form_at(size_t i)
{
    return i < sizeof FORMS / sizeof FORMS[0] ? FORMS[i] : NULL;
}

const struct throughput_form *throughput_form_of(const struct assumptions *a)
{
    (void)a;
    return FORMS[0];
}

bool throughput_row_is_used(const struct throughput_row *row, enum row_selection rows)
{
    return rows == ROWS_ALL || row->released;
}

#define FIT_METHOD_NAME(id, name) name,

const char *throughput_method_name(enum fit_method method)
{
    static const char *const NAMES[FIT_METHOD_COUNT] = {FIT_METHOD_ROWS(FIT_METHOD_NAME)};
    return NAMES[method];
}

void throughput_table_free(struct throughput_table *table)
{
    free(table->rows);
    *table = (struct throughput_table){0};
}

double throughput_tps(const struct throughput *t, double input_tokens, double output_tokens)
{
    return t->form->tps(t, input_tokens, output_tokens);
}

double throughput_uncapped_tps(const struct throughput *t, double input_tokens,
                               double output_tokens)
{
    struct throughput uncapped = *t;
    uncapped.cap = INFINITY;
    return throughput_tps(&uncapped, input_tokens, output_tokens);
}

double throughput_linear_tps(const struct throughput_fit *fit, double input_tokens,
                             double output_tokens)
{
    return fit->linear[0] + fit->linear[1] * input_tokens + fit->linear[2] * output_tokens;
}

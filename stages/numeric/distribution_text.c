/* distribution_text.c -- the written forms of distributions, and lists of them, from their rows.
 *
 *   1. lists   2. parsing */
#include "numeric/distribution_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"

/* ---- 1. lists --------------------------------------------------------------------------- */

static size_t parameters_of(const struct distribution_form *form)
{
    size_t n = 0;
    while (n < DISTRIBUTION_PARAMETERS && form->parameter[n].name)
        n++;
    return n;
}

static size_t forms_of(const struct distribution_type *type)
{
    size_t n = 0;
    while (n < DISTRIBUTION_FORMS && parameters_of(&type->form[n]) > 0)
        n++;
    return n;
}

static void append(char *out, const char *separator, const char *text)
{
    text_append(out, DISTRIBUTION_TEXT_SIZE, separator, text);
}

const char *distribution_text_names(const char *separator, const char *last, char *out)
{
    size_t n;
    const struct distribution_type *const *types = distribution_types(&n);
    *out = '\0';
    for (size_t i = 0; i < n; i++)
        append(out, i + 1 < n ? separator : last, types[i]->name);
    return out;
}

/* The forms of a distribution: "exponential(median) or exponential(mean)". */
static const char *forms_text(const struct distribution_type *type, char *out)
{
    size_t n = forms_of(type);
    *out = '\0';
    for (size_t f = 0; f < n; f++) {
        const struct distribution_form *form = &type->form[f];
        append(out, f + 1 < n ? ", " : " or ", type->name);
        for (size_t i = 0; i < parameters_of(form); i++)
            append(out, i == 0 ? "(" : ",", form->parameter[i].name);
        append(out, "", ")");
    }
    return out;
}

const struct distribution_parameter *
distribution_text_parameter(const struct distribution_type *type, const char *name)
{
    for (size_t f = 0; f < forms_of(type); f++)
        for (size_t i = 0; i < parameters_of(&type->form[f]); i++)
            if (strcmp(type->form[f].parameter[i].name, name) == 0)
                return &type->form[f].parameter[i];
    return NULL;
}

const char *distribution_text_parameters(const struct distribution_type *type, char *out)
{
    *out = '\0';
    for (int width = 0; width < 2; width++)
        for (size_t f = 0; f < forms_of(type); f++)
            for (size_t i = 0; i < parameters_of(&type->form[f]); i++) {
                const struct distribution_parameter *p = &type->form[f].parameter[i];
                /* what several forms share is the first one's */
                if (p->is_width == width && distribution_text_parameter(type, p->name) == p)
                    words_add(out, DISTRIBUTION_TEXT_SIZE, p->name);
            }
    return out;
}

void distribution_text_print(FILE *stream)
{
    size_t n;
    const struct distribution_type *const *types = distribution_types(&n);
    char forms[DISTRIBUTION_TEXT_SIZE], names[DISTRIBUTION_TEXT_SIZE], name[NAME_SIZE];
    fputs("distribution\twords\tforms\tparameter\tparameter_words\trole\n", stream);
    for (size_t t = 0; t < n; t++) {
        const char *cursor = distribution_text_parameters(types[t], names);
        while (words_next(&cursor, name)) {
            const struct distribution_parameter *p = distribution_text_parameter(types[t], name);
            fprintf(stream, "%s\t%s\t%s\t%s\t%s\t%s\n", types[t]->name, types[t]->words,
                    forms_text(types[t], forms), name, p->words,
                    p->is_width ? "width" : "place");
        }
    }
}

/* ---- 2. parsing ------------------------------------------------------------------------- */

struct parameters {
    size_t n;
    char name[DISTRIBUTION_PARAMETERS][16];
    double value[DISTRIBUTION_PARAMETERS];
};

/* Reads one "name=number" and moves *text behind it. */
static int read_parameter(const char **text, struct parameters *p, struct error *e)
{
    size_t length = strcspn(*text, "=,)");
    if (p->n == DISTRIBUTION_PARAMETERS || length == 0 || length >= sizeof p->name[0] ||
        (*text)[length] != '=')
        return error_set(e, "found \"%s\", want name=number pairs", *text);
    memcpy(p->name[p->n], *text, length);
    p->name[p->n][length] = '\0';
    const char *start = *text + length + 1;
    char *end;
    double value = strtod(start, &end);
    if (end == start || !isfinite(value))
        return error_set(e, "%s: found \"%.*s\", want a finite number", p->name[p->n],
                         (int)strcspn(start, ",)"), start);
    p->value[p->n++] = value;
    *text = end;
    return 0;
}

static int read_parameters(const char *text, struct parameters *p, struct error *e)
{
    do {
        if (read_parameter(&text, p, e))
            return -1;
    } while (*text == ',' && text++);
    if (strcmp(text, ")") != 0)
        return error_set(e, "found \"%s\", want \")\" at the end", text);
    return 0;
}

/* Puts the values in the order of the form's names. False if the names are not the form's. */
static bool form_takes(const struct distribution_form *form, const struct parameters *p,
                       double *values)
{
    if (parameters_of(form) != p->n)
        return false;
    for (size_t i = 0; i < p->n; i++) {
        size_t j = 0;
        while (j < p->n && strcmp(form->parameter[i].name, p->name[j]) != 0)
            j++;
        if (j == p->n)
            return false;
        values[i] = p->value[j];
    }
    return true;
}

static int check_form(const struct distribution_form *form, const double *values,
                      struct error *e)
{
    for (size_t i = 0; i < parameters_of(form); i++) {
        const struct distribution_parameter *p = &form->parameter[i];
        if (values[i] > p->above)
            continue;
        return error_set(e, "%s: found %.15g, want %s%sa number above %.15g", p->name, values[i],
                         p->above > 0 ? p->words : "", p->above > 0 ? ", " : "", p->above);
    }
    return form->check ? form->check(values, e) : 0;
}

const struct distribution_type *distribution_text_type(const char *text)
{
    size_t n, length = strcspn(text, "(");
    const struct distribution_type *const *types = distribution_types(&n);
    for (size_t i = 0; i < n; i++)
        if (strlen(types[i]->name) == length && strncmp(types[i]->name, text, length) == 0)
            return types[i];
    return NULL;
}

int distribution_text_parse(const char *text, double z, struct distribution *d, struct error *e)
{
    const struct distribution_type *type = distribution_text_type(text);
    char list[DISTRIBUTION_TEXT_SIZE];
    if (!type || text[strlen(type->name)] != '(')
        return error_set(e, "found \"%s\", want a distribution: %s", text,
                         distribution_text_names(", ", " or ", list));
    struct parameters p = {0};
    if (read_parameters(text + strlen(type->name) + 1, &p, e))
        return -1;
    for (size_t f = 0; f < forms_of(type); f++) {
        struct distribution_values values = {.z = z};
        if (!form_takes(&type->form[f], &p, values.of))
            continue;
        if (check_form(&type->form[f], values.of, e))
            return -1;
        *d = (struct distribution){.type = type};
        type->form[f].fill(&values, d);
        return 0;
    }
    return error_set(e, "found \"%s\", want %s", text, forms_text(type, list));
}

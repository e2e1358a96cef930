/* test_expression.c -- arithmetic over named values: what it gives, its error, what it refuses. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "numeric/expression.h"
#include "support.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct expression_function FUNCTIONS[] = {{"printed", 0}, {"share_above", 1}};

/* a = 2 +- 0.1, b.c = 5 +- 0.2, 2fold = 3; printed(x) = 7; share_above(v, t) = 1 / t. */
static int look_up(void *context, const struct expression_leaf *leaf, double *value,
                   double *standard_error, struct error *e)
{
    size_t *calls = context;
    ++*calls;
    if (strcmp(leaf->function, "printed") == 0)
        *value = 7;
    else if (strcmp(leaf->function, "share_above") == 0)
        *value = 1 / leaf->number;
    else if (strcmp(leaf->name, "a") == 0)
        *value = 2, *standard_error = 0.1;
    else if (strcmp(leaf->name, "b.c") == 0)
        *value = 5, *standard_error = 0.2;
    else if (strcmp(leaf->name, "2fold") == 0)
        *value = 3;
    else
        return error_set(e, "no %s", leaf->name);
    return 0;
}

static int evaluate(const char *text, double *value, double *standard_error, size_t *calls,
                    struct error *e)
{
    struct expression *x = malloc(sizeof *x);
    assert_non_null(x);
    *calls = 0;
    int rc = expression_parse(text, FUNCTIONS, COUNT(FUNCTIONS), x, e);
    if (rc == 0)
        rc = expression_evaluate(x, look_up, NULL, calls, value, standard_error, e);
    free(x);
    return rc;
}

struct row {
    const char *text;
    double want;
};

static const struct row ROWS[] = {
    {"1", 1}, {"  1e3 ", 1000}, {".5", 0.5}, {"2.", 2}, {"1.5e-3", 0.0015}, {"1e+2", 100},
    {"a", 2}, {"2 + 3 * 4", 14}, {"(2 + 3) * 4", 20}, {"2 - 3 - 4", -5}, {"24 / 4 / 3", 2},
    {"-a + 3", 1}, {"--a", 2}, {"2*-a", -4}, {"-(a + b.c)", -7}, {"b.c-a", 3}, {"1-1", 0},
    {"2fold * a", 6}, {"min(3, a, b.c)", 2}, {"max(3, a, b.c)", 5}, {"min(4)", 4},
    {"max(min(a, b.c), 1) / 4", 0.5}, {"printed(ref.70b) / a", 3.5},
    {"share_above(a.b, 10)", 0.1}, {"share_above( a.b , -4 )", -0.25}, {"a / b.c - 1", -0.6},
    {"((((((((((a))))))))))", 2},
};

static void one_row(void **state)
{
    const struct row *r = *state;
    double value;
    size_t calls;
    struct error e;
    if (evaluate(r->text, &value, NULL, &calls, &e))
        fail_msg("%s: %s", r->text, e.text);
    assert_close(value, r->want, 1e-15, 0);
}

struct bad {
    const char *text, *message;
};

static const struct bad BAD[] = {
    {"", "character 1: found the end, want a number, a name or ("},
    {"2 +", "character 4: found the end"},
    {"2 2", "character 3: found \"2\", want + - * / or the end"},
    {"(a", "character 3: found the end, want )"},
    {"a)", "character 2: found \")\", want + - * / or the end"},
    {"a $ 2", "character 3: found \"$\""},
    {"min()", "character 5: found \")\""},
    {"min(a,)", "character 7: found \")\""},
    {"min(a;b)", "want , or )"},
    {"printed(2)", "character 9: found \"2\", want a number, a name or ("},
    {"printed(a, 2)", "character 10: found \",\", want )"},
    {"share_above(a)", "want , and a number"},
    {"share_above(a, b)", "character 16: found \"b\", want a number"},
    {"median(a)", "found function \"median\", want one of: min max printed share_above"},
    {"A", "character 1: found \"A\""},
    {"1e999 * 1e999", "want finite numbers"},
    {"a / 0", "is something divided by zero?"},
    {"0 / (a - a)", "is something divided by zero?"},
    {"zz", "no zz"},
};

static void one_bad(void **state)
{
    const struct bad *b = *state;
    double value;
    size_t calls;
    struct error e = {.text = ""};
    assert_int_equal(evaluate(b->text, &value, NULL, &calls, &e), -1);
    assert_contains(e.text, b->message);
}

/* First-order errors by hand: quotient sqrt((sa/b)^2 + (a sb/b^2)^2) and so on. */
static void standard_error__is_first_order(void **state)
{
    (void)state;
    double value, s;
    size_t calls;
    struct error e;
    assert_int_equal(evaluate("a / b.c", &value, &s, &calls, &e), 0);
    assert_close(s, sqrt(pow(0.1 / 5, 2) + pow(2 * 0.2 / 25, 2)), 1e-6, 0);
    assert_int_equal(evaluate("3 * a - b.c + 7", &value, &s, &calls, &e), 0);
    assert_close(s, sqrt(0.09 + 0.04), 1e-9, 0);
    assert_int_equal(evaluate("max(a, b.c)", &value, &s, &calls, &e), 0);
    assert_close(s, 0.2, 1e-9, 0);
    assert_int_equal(evaluate("2fold * printed(x)", &value, &s, &calls, &e), 0);
    assert_close(s, 0, 0, 0);
}

/* Every pair is correlated by the number given; 2fold has no error and must not be asked about. */
static int correlated(void *context, const struct expression_leaf *a,
                      const struct expression_leaf *b, double *rho, struct error *e)
{
    const double *given = context;
    assert_string_not_equal(a->name, b->name);
    if (strcmp(a->name, "2fold") == 0 || strcmp(b->name, "2fold") == 0)
        return error_set(e, "asked about what has no error");
    *rho = *given;
    return *given > 1 ? error_set(e, "no correlation") : 0;
}

/* a = 4 +- 0.2 and b.c = 2 +- 0.1, a its double; 2fold = 3 without an error; d = 5 +- 0.3. */
static int look_up_double(void *context, const struct expression_leaf *leaf, double *value,
                          double *standard_error, struct error *e)
{
    (void)context;
    (void)e;
    *value = *leaf->name == 'a' ? 4 : *leaf->name == 'b' ? 2 : *leaf->name == 'd' ? 5 : 3;
    *standard_error = *leaf->name == 'a' ? 0.2 : *leaf->name == 'b' ? 0.1
                      : *leaf->name == 'd' ? 0.3 : 0;
    return 0;
}

static double error_with(const char *text, double rho)
{
    struct expression *x = malloc(sizeof *x);
    struct error e;
    double value, s;
    assert_non_null(x);
    assert_int_equal(expression_parse(text, FUNCTIONS, COUNT(FUNCTIONS), x, &e), 0);
    assert_int_equal(expression_evaluate(x, look_up_double, correlated, &rho, &value, &s, &e), 0);
    free(x);
    return s;
}

/* The variance of a sum by hand; a ratio of a value and its own double does not vary at all. */
static void standard_error__correlated__by_hand(void **state)
{
    (void)state;
    assert_close(error_with("a - b.c", 0.5), sqrt(0.04 + 0.01 - 0.02), 1e-6, 0);
    assert_close(error_with("a + b.c * 2fold", 0.5), sqrt(0.04 + 0.09 + 0.06), 1e-6, 0);
    assert_close(error_with("a / b.c", 1), 0, 0, 1e-6);
    assert_close(error_with("a / b.c", 0), 0.1 * sqrt(2), 1e-3, 0);
    assert_close(error_with("max(a, b.c)", 0.9), 0.2, 1e-9, 0);
    assert_close(error_with("b.c", 0.9), 0.1, 1e-9, 0);
}

/* Three that are each correlated with the others by -0.9 cannot be: a sum of them would have a
 * variance below 0. */
static void standard_error__impossible_correlations__independent(void **state)
{
    (void)state;
    assert_close(error_with("a + 2 * b.c + d * 2 / 3", -0.9), sqrt(3 * 0.04), 1e-6, 0);
}

static void correlation_that_fails__is_reported(void **state)
{
    (void)state;
    struct expression *x = malloc(sizeof *x);
    struct error e;
    double value, s, rho = 2;
    assert_non_null(x);
    assert_int_equal(expression_parse("a / b.c", FUNCTIONS, COUNT(FUNCTIONS), x, &e), 0);
    assert_int_equal(expression_evaluate(x, look_up_double, correlated, &rho, &value, &s, &e), -1);
    assert_string_equal(e.text, "no correlation");
    assert_int_equal(expression_evaluate(x, look_up_double, correlated, &rho, &value, NULL, &e),
                     0); /* nobody wants the error */
    free(x);
}

/* A name that stands twice is one number and not two independent ones. */
static void same_name_twice__is_one_leaf(void **state)
{
    (void)state;
    double value, s;
    size_t calls;
    struct error e;
    assert_int_equal(evaluate("a / a + share_above(v, 2) - share_above(v, 4)", &value, &s, &calls,
                              &e), 0);
    assert_int_equal(calls, 3);
    assert_close(value, 1.25, 1e-15, 0);
    assert_close(s, 0, 0, 1e-12);
}

static void too_long__is_refused(void **state)
{
    (void)state;
    char text[4096] = "";
    double value;
    size_t calls, used = 0;
    struct error e;
    for (int i = 0; i < EXPRESSION_STEPS_MAX; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "1+");
    strcpy(text + used, "1");
    assert_int_equal(evaluate(text, &value, NULL, &calls, &e), -1);
    assert_contains(e.text, "too long, want at most 96 numbers");
    used = 0;
    for (int i = 0; i <= EXPRESSION_LEAVES_MAX; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%sn%d", i ? "+" : "", i);
    assert_int_equal(evaluate(text, &value, NULL, &calls, &e), -1);
    assert_contains(e.text, "too long, want at most 16 names");
    memset(text, '(', 1000);
    text[1000] = '\0';
    assert_int_equal(evaluate(text, &value, NULL, &calls, &e), -1);
    assert_contains(e.text, "more than 32 parentheses");
    memset(text, 'n', 1000);
    assert_int_equal(evaluate(text, &value, NULL, &calls, &e), -1);
    assert_contains(e.text, "found a name of 1000 letters");
    text[EXPRESSION_NAME_SIZE] = '\0'; /* its end has no room */
    assert_int_equal(evaluate(text, &value, NULL, &calls, &e), -1);
    assert_contains(e.text, "found a name of 160 letters, want below 160");
    text[EXPRESSION_NAME_SIZE - 1] = '\0';
    assert_int_equal(evaluate(text, &value, NULL, &calls, &e), -1);
    assert_null(strstr(e.text, "letters")); /* it is the source that does not know it */
}

int main(int argc, char **argv)
{
    struct CMUnitTest tests[6 + COUNT(ROWS) + COUNT(BAD)] = {
        cmocka_unit_test(standard_error__is_first_order),
        cmocka_unit_test(standard_error__correlated__by_hand),
        cmocka_unit_test(standard_error__impossible_correlations__independent),
        cmocka_unit_test(correlation_that_fails__is_reported),
        cmocka_unit_test(same_name_twice__is_one_leaf),
        cmocka_unit_test(too_long__is_refused),
    };
    struct CMUnitTest *t = tests + 6;
    for (size_t i = 0; i < COUNT(ROWS); i++)
        *t++ = (struct CMUnitTest){.name = ROWS[i].text, .test_func = one_row,
                                   .initial_state = (void *)&ROWS[i]};
    for (size_t i = 0; i < COUNT(BAD); i++)
        *t++ = (struct CMUnitTest){.name = BAD[i].text, .test_func = one_bad,
                                   .initial_state = (void *)&BAD[i]};
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("expression", tests, NULL, NULL);
}

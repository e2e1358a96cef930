/* test_audit_bad.c -- names in formulae: what they give, and what the stage audit says of wrong
 * ones. */
#include "audit_fixture.h"

#include <math.h>

#include "audit/leaf.h"
#include "scenario/value_at.h"

/* ---- complaints ------------------------------------------------------------------------- */

static void replace_formula(const struct pair *p, const char *formula)
{
    char text[512];
    snprintf(text, sizeof text, FORMULAE "x,\"%s\",1,,,\n", formula);
    put_file(&p->first, "formulae.csv", text, strlen(text));
    put_file(&p->first, "numbers.csv", NUMBERS "x,,,,,,1,1,0,2,derived,\n",
             strlen(NUMBERS "x,,,,,,1,1,0,2,derived,\n"));
}

struct bad {
    const char *formula, *message;
};

/* What no scenario has is a wrong formula. */
static const struct bad BAD[] = {
    {"traditional.energy.frontier.p50",
     "numbers.csv:2: unit: found \"1\", want \"Wh\", the unit of traditional.energy.frontier.p50"},
    {"-max(traditional.energy.frontier.p5, 0) + fleet.beta.total",
     "want \"Wh\", the unit of traditional.energy.frontier.p5"},
    {"fleet.node_load.total", "found \"1\", want \"kWh/day\", the unit of fleet.node_load.total"},
    {"traditionl.energy.frontier.p50", "x: traditionl.energy.frontier.p50: found no case"},
    {"traditional.energy.frontier.p51", "found no statistic \"p51\""},
    {"traditionl.energy.frontier.p50", "did you mean traditional?"},
    {"assumption(pux.p5)", "x: assumption(pux.p5): found no such path"},
    {"assumption(pux.p5)", "did you mean pue?"},
    {"assumption(pue.p500)", "found the part \"p500\" of a distribution, want p5, median, p95"},
    {"assumption(pue)", "found the part \"\" of a distribution"},
    {"assumption(seed.low)", "found the part \"low\" of a plain value, want none"},
    {"assumption(title)", "found a text, want a number"},
    {"assumption(node.b200.max_power)", "the scenario has no node \"b200\""},
    {"assumption(case.traditional.input_tokens.mean)", "the scenario does not give it"},
    {"assumption(reference.data_centre_power)", "the scenario does not give it"},
    {"fit(llama_405b.rmes)", "x: fit(llama_405b.rmes): found the column \"rmes\""},
    {"fit(llama_405b.rmes)", "did you mean rmse?"},
    {"fit(gpt.rmse)", "the scenario has no model \"gpt\""},
    {"share_above(traditional.energy.llama_405b, 1)", "want <case>.energy.frontier"},
    {"modes(traditional.tps.llama_405b)", "want <case>.energy.frontier"},
};

static void one_bad(void **state)
{
    const struct bad *b = *state;
    void *fixture;
    assert_int_equal(set_up(&fixture), 0);
    replace_formula(fixture, b->formula);
    audit_fails(fixture, ((struct pair *)fixture)->second.folder, b->message);
    tear_down(&fixture);
}

static void scenario_beside_itself__is_refused(void **state)
{
    const struct pair *p = *state;
    audit_fails(p, p->first.folder, "--beside: found scenario tiny again, want another");
}

static void stale_lever_file__is_refused(void **state)
{
    struct pair *p = *state;
    size_t n;
    char *other = take_file(&p->second, "traditional.levers.nc", &n);
    put_file(&p->first, "traditional.levers.nc", other, n);
    free(other);
    audit_fails(p, p->second.folder, "traditional.levers.nc");
}

/* ---- numbers of the scenario ------------------------------------------------------------ */

struct assumed {
    const char *path;
    double want;
};

/* tiny.lua; a log-normal's mean is exp(mu + sigma^2 / 2), an exponential's P95 median log2(20). */
static const struct assumed ASSUMED[] = {
    {"pue.p5", 1.05}, {"pue.p95", 1.6}, {"pue.median", 1.2961481396815721},
    {"pue.mean", 1.306814548290169}, {"output_tokens.traditional.median", 300},
    {"output_tokens.traditional.mean", 432.80851226668904},
    {"output_tokens.traditional.p95", 1296.5784284662087}, {"input_tokens.traditional.p5", 500},
    {"node.h100_x8.max_power", 11.3}, {"fleet.queries_per_day", 1e9}, {"seed", 42},
    {"fleet.lever.traditional.p95", 3.5}, {"fleet.utilisation", 1.0796460176991152},
    {"mix.traditional.shares.traditional", 1}, {"model.llama_405b.parameters", 405},
    {"coupled_power.cap", 1},
};

static void assumptions__by_path__are_the_scenarios(void **state)
{
    const struct pair *p = *state;
    char path[SCRATCH_PATH_SIZE], sha256[65];
    struct assumptions *a = malloc(sizeof *a);
    struct error e;
    assert_non_null(a);
    in_folder(&p->first, "assumptions.tsv", path);
    assert_int_equal(assumptions_read(path, a, sha256, &e), 0);
    for (size_t i = 0; i < COUNT(ASSUMED); i++) {
        double value;
        if (value_at_path(a, ASSUMED[i].path, &value, &e))
            fail_msg("%s", e.text);
        if (!(fabs(value - ASSUMED[i].want) <= 1e-12 * ASSUMED[i].want))
            fail_msg("%s: got %.17g, want %.17g", ASSUMED[i].path, value, ASSUMED[i].want);
    }
    free(a);
}

int main(int argc, char **argv)
{
    struct CMUnitTest tests[3 + COUNT(BAD)] = {
        OF_A_PAIR(scenario_beside_itself__is_refused),
        OF_A_PAIR(stale_lever_file__is_refused),
        OF_A_PAIR(assumptions__by_path__are_the_scenarios),
    };
    for (size_t i = 0; i < COUNT(BAD); i++)
        tests[i + 3] = (struct CMUnitTest){.name = BAD[i].formula, .test_func = one_bad,
                                           .initial_state = (void *)&BAD[i]};
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("audit_bad", tests, NULL, NULL);
}

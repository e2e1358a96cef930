# wattquery: from scenarios and measured data to every figure and table. `make help` lists verbs;
# make/ has how it is compiled, the list of all products, and what each verb adds.

ifeq ($(filter grouped-target,$(.FEATURES)),)
$(error GNU Make 4.3 or newer is needed, this is $(MAKE_VERSION))
endif
SHELL       := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS   += --no-builtin-rules --no-builtin-variables
.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL := figures
export LC_ALL := C
export TZ     := UTC

# ---- what to build -------------------------------------------------------------------------------
SCENARIO ?= paper# a name in scenarios/, or the path of a .lua file
FROM     ?= paper# make new, make compare: the scenario to start from
CC       := $(if $(filter default undefined,$(origin CC)),gcc,$(CC))
CFLAGS   ?= -O2
SAN      ?=# 1: AddressSanitizer and UndefinedBehaviorSanitizer
COVERAGE ?=# 1: with gcov counters
DEPS     ?=# skip: do not look for packages
V        ?=# 1: show commands

KIND     := $(if $(SAN),san/,$(if $(COVERAGE),cov/))
BIN      := build/$(KIND)bin
OBJ      := build/$(KIND)obj

# ---- programs and rooms --------------------------------------------------------------------------
# The rooms of stages/ from the ground up: a file may include its own and those before it. Each
# stages/*.c is a program, linked with what it needs of the rooms that it names here.
ROOMS    := base numeric model scenario draw exact store result audit ask day lua
STAGES   := $(sort $(basename $(notdir $(wildcard stages/*.c))))
GROUND   := base numeric model scenario
ANSWERS  := $(GROUND) draw exact result ask
ROOMS_resolve         := $(GROUND) lua
ROOMS_fit_tps         := $(GROUND) store
ROOMS_sample          := $(GROUND) draw store
ROOMS_apply_levers    := $(GROUND) draw store
ROOMS_aggregate_fleet := $(GROUND) draw store result
ROOMS_summarize       := $(GROUND) draw store result
ROOMS_integrate       := $(GROUND) draw exact store result
ROOMS_draw_day        := $(GROUND) draw exact store result day
ROOMS_audit           := $(GROUND) draw exact store result audit
ROOMS_multiverse      := $(ANSWERS) audit
$(foreach p,compare ledger what_if solve why,$(eval ROOMS_$p := $$(ANSWERS)))

include make/scenario.mk # S, B, F: the scenario's name, its folders in build/ and figures/; cases
include make/compile.mk make/products.mk make/steps.mk make/figures.mk

# ---- verbs ---------------------------------------------------------------------------------------
Q   := $(if $(V),,@)
on   = $(filter-out 0 no,$1)# a switch such as STRICT: off when it is empty, 0 or no
# Who reads no more, as head, has had enough (128 + SIGPIPE): no failure, but of verify and such.
ENOUGH = || [ $$? = 141 ]
# make -s says nothing of the steps
say  = $(if $(findstring s,$(firstword -$(MAKEFLAGS))),@:,\
    @(printf '  %-9s %s\n' '$1' '$2') $(ENOUGH))

.PHONY: figures tables results exact help clean burn FORCE
figures: $B/results.tsv    ## all figures of SCENARIO, then the headline numbers
tables:                    ## the tables of SCENARIO, aligned for the terminal
results: $B/results.tsv    ## results.tsv of SCENARIO and all tables behind the figures
exact: $B/exact.tsv        ## exact.tsv: the same results without drawing a query
check-results:             ## results of SCENARIO against the values in tests/expected/
test:                      ## all tests but the long ones (SAN=1: with sanitizers)
test-long:                 ## a million queries a case, philox against mt19937; 1e8 of the day
coverage:                  ## line coverage of stages/ by the tests
lint:                      ## no warning from gcc, clang and shellcheck, those that are there
bench:                     ## time and memory of each step; ns a query of a day, beside numpy
check-scenarios:           ## checks every file in scenarios/, runs nothing
help-scenario:             ## what a scenario file may say
new:                       ## writes a commented scenarios/SCENARIO.lua that extends FROM
products:                  ## every file that SCENARIO may have by verb, and what is of no scenario
deps:                      ## looks for the packages, installs them when run as root
clean:                     ## removes products: build/ and figures/
burn: clean                ## the same

help:                      ## this text
	@(echo 'make VERB [SCENARIO=name-or-path] [V=1] [DEPS=skip]' && \
	    sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' $(filter Makefile %.mk,$(MAKEFILE_LIST)) | \
	    while IFS=$$'\t' read -r verb text; do printf '  %-16s %s\n' "$$verb" "$$text" || exit; done \
	    ) $(ENOUGH)

clean:
	rm -rf build figures

# ---- the way through: scenario, fit, sample, levers, fleet, summary, figures ---------------------
INPUTS        = --assumptions $B/assumptions.tsv --fit $B/fit.nc
WRITE_SUMMARY = --violins $B/violins --results $B/results.tsv --words $B/words.tsv \
    --headlines $B/headlines.tsv --fits $B/fits.tsv --throughput $B/throughput.tsv \
    --output-tokens $B/output_tokens.tsv

# Always run, for content decides and not time; it replaces its products only if they change: so a
# changed comment rebuilds nothing more. Make tells of it when it starts again with a new cases.mk.
.PRECIOUS: $(RESOLVED)
$(RESOLVED) &: $(BIN)/resolve FORCE | $B
	$(if $(MAKE_RESTARTS),$(call say,resolve,$(LUA_FILE)))
	$(Q)$(BIN)/resolve --assumptions $B/assumptions.tsv --places $B/places.tsv --cases $B/cases.mk \
	    --readings $B/readings.tsv --read $B/read.tsv $(LUA_FILE) || \
	    { find $B -empty -delete; exit 1; }

$(eval $(call stage,fit,$S,fit,$B/fit.nc,$(BIN)/fit_tps $B/assumptions.tsv,$(BIN)/fit_tps \
    --assumptions $B/assumptions.tsv --output $B/fit.nc \
    --table-sha256 '$(SHA256_throughput.table)'))

# With generator = "exact" nothing is drawn: one stage stands for the four that follow.
ifeq ($(GENERATOR),exact)
$(eval $(call stage,integrate,$S,summary,$(SUMMARY) $B/fleet.tsv,$(BIN)/integrate \
    $B/assumptions.tsv $B/fit.nc | $B/violins,$(BIN)/integrate $(INPUTS) --fleet $B/fleet.tsv \
    $(WRITE_SUMMARY)))
else
# The cases of a workload go together: with mt19937 one may go on in another's stream.
cases_of = $(CASES_$1:%=$B/%.$2.nc)
$(foreach w,$(DRAWN_WORKLOADS),$(eval $(call stage,sample,$w,sample_$w,$(call \
    cases_of,$w,samples),$(BIN)/sample $B/assumptions.tsv $B/fit.nc,$(BIN)/sample $(INPUTS) \
    --workload $w --directory $B)))
$(foreach w,$(DRAWN_WORKLOADS),$(eval $(call stage,levers,$w,levers_$w,$(call \
    cases_of,$w,levers),$(BIN)/apply_levers $(call cases_of,$w,samples),$(BIN)/apply_levers \
    $(INPUTS) --workload $w --directory $B)))
$(eval $(call stage,fleet,$S,fleet,$B/fleet.tsv,$(BIN)/aggregate_fleet \
    $(WORKLOADS:%=$B/%.samples.nc),$(BIN)/aggregate_fleet $(INPUTS) --directory $B \
    --output $B/fleet.tsv))
$(eval $(call stage,summarize,$S,summary,$(SUMMARY),$(BIN)/summarize $B/fleet.tsv $(SAMPLES) \
    | $B/violins,$(BIN)/summarize $(INPUTS) --fleet $B/fleet.tsv --directory $B $(WRITE_SUMMARY)))
endif

# The exact results of any scenario, beside the sampled ones.
$(eval $(call stage,integrate,$S,exact,$B/exact.tsv,$(BIN)/integrate $B/assumptions.tsv $B/fit.nc,\
    $(BIN)/integrate $(INPUTS) --results $B/exact.tsv))

$(STEPS)/tables: $(TABLES) | $(STEPS)
	$(call made,assumptions throughput.table)
STEP_tables := $(TABLES)

results: $(STEPS)/tables

# Figures of a case that the scenario no longer has go; what is being drawn for another verb stays.
KEPT = $(subst *,%,$(call product_lists,figures $(OTHERS))) %.part.svg %.part.pdf
STEP_figures := $(FIGURES)
$(STEPS)/figures: $(FIGURES) | $(STEPS)
	$(call made,assumptions throughput.table)

figures: $(STEPS)/figures $(STEPS)/tables
	@rm -f $(filter-out $(KEPT),$(wildcard $F/*.svg $F/*.pdf))
	@lua5.4 scripts/terminal/headline.lua $B/results.tsv $B/headlines.tsv \
	    $B/assumptions.tsv $F $B $(ENOUGH)

include $(filter-out $(MAKEFILE_LIST),$(sort $(wildcard make/*.mk)))

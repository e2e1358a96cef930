# wattquery: from scenarios and measured data to every figure and table. `make help` lists the verbs.

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
SAN      ?=# 1: AddressSanitizer and UndefinedBehaviorSanitizer
COVERAGE ?=# 1: with gcov counters
DEPS     ?=# skip: do not look for packages
V        ?=# 1: show commands
Q        := $(if $(V),,@)

LUA_FILE := $(if $(filter %.lua,$(SCENARIO)),$(SCENARIO),scenarios/$(SCENARIO).lua)
S        := $(basename $(notdir $(LUA_FILE)))
B        := build/$S
F        := figures/$S
KIND     := $(if $(SAN),san/,$(if $(COVERAGE),cov/))
BIN      := build/$(KIND)bin
OBJ      := build/$(KIND)obj
STAGES   := $(sort $(basename $(notdir $(wildcard stages/*.c))))

comma    := ,
ifneq ($(words $(SCENARIO)),1)
$(error SCENARIO: found "$(SCENARIO)", want one name without blanks)
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow
CFLAGS   ?= -O2
ALL_CFLAGS := $(CFLAGS) -std=c11 -D_POSIX_C_SOURCE=200809L -ffp-contract=off -pthread $(WARNINGS) -Istages \
            $(if $(SAN),-g -fsanitize=address$(comma)undefined -fno-sanitize-recover=all) \
            $(if $(COVERAGE),-O0 --coverage)
LDFLAGS  := -pthread -Wl,--as-needed $(filter -fsanitize% --coverage,$(ALL_CFLAGS))

# $1 without the characters in the list $2, to see whether a name has others.
without = $(if $2,$(call without,$(subst $(firstword $2),,$1),$(wordlist 2,99,$2)),$1)
SMALL  := a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6 7 8 9 _
OTHER  := A B C D E F G H I J K L M N O P Q R S T U V W X Y Z . / + -
RESOLVED := $B/assumptions.tsv $B/places.tsv $B/cases.mk $B/readings.tsv

# Goals that need neither the packages nor a scenario, and those that need only the packages.
BARE  := help clean burn deps
PLAIN := test test-long coverage lint check-scenarios help-scenario new compare $(STAGES:%=$(BIN)/%)
GOALS := $(or $(MAKECMDGOALS),$(.DEFAULT_GOAL))

# The first look for packages is made here and not by a rule, so that it ends in one message.
ifneq ($(filter-out $(BARE),$(GOALS)),)
ifeq ($(wildcard build/config.mk),)
ifneq ($(shell mkdir -p build && CC='$(CC)' scripts/setup/deps.sh build/config.mk $(DEPS) >&2 && echo ok),ok)
$(error packages are missing)
endif
endif
include build/config.mk
ifneq ($(filter-out $(BARE) $(PLAIN),$(GOALS)),)
ifneq ($(call without,$S,$(SMALL))$(call without,$(LUA_FILE),$(SMALL) $(OTHER)),)
$(error SCENARIO: found "$(SCENARIO)", want a name of a-z, 0-9 and _ in scenarios/, or the path \
    of such a file, with letters, digits and _ . / + - only)
endif
ifneq ($(filter bin obj san cov,$S),)
$(error SCENARIO: the name $S is taken by a folder of build/, rename the scenario)
endif
ifeq ($(wildcard $(LUA_FILE)),)
$(error SCENARIO: found no file $(LUA_FILE), want the path of a .lua file or one of: \
    $(sort $(basename $(notdir $(wildcard scenarios/*.lua)))))
endif
ifneq ($(words $(wildcard $(RESOLVED))),4) # one was removed by hand: resolve must run again
$(shell rm -f $B/resolved)
endif
ifeq ($(wildcard $B/cases.mk),)
$(shell mkdir -p $B && touch -d @0 $B/cases.mk) # for make to have what to include; resolve fills it
endif
include $B/cases.mk
endif
endif

# ---- verbs ---------------------------------------------------------------------------------------
.PHONY: figures tables results exact test test-long coverage lint bench check-scenarios help-scenario new \
        check-results deps help clean burn FORCE

figures: $(B)/results.tsv  ## all figures of SCENARIO, then the headline numbers
tables:                    ## the tables of SCENARIO, aligned for the terminal
results: $(B)/results.tsv  ## results.tsv of SCENARIO and all tables behind the figures
exact: $(B)/exact.tsv      ## exact.tsv: the same results without drawing a query
check-results:             ## results of SCENARIO against the values in tests/expected/
test:                      ## all tests but the long ones (SAN=1: with sanitizers)
test-long:                 ## a million queries a case, philox against mt19937; 1e8 of the day
coverage:                  ## line coverage of stages/ by the tests
lint:                      ## no warning from gcc, clang and shellcheck, those that are there
bench:                     ## time and memory of each step; ns a query of a day, beside numpy
check-scenarios:           ## checks every file in scenarios/, runs nothing
help-scenario:             ## what a scenario file may say
new:                       ## writes a commented scenarios/SCENARIO.lua that extends FROM
deps:                      ## looks for the packages, installs them when run as root
clean:                     ## removes products: build/ and figures/
burn: clean                ## the same

help:                      ## this text
	@echo 'make VERB [SCENARIO=name-or-path] [V=1] [DEPS=skip]'
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' $(filter Makefile %.mk,$(MAKEFILE_LIST)) | \
	    while IFS=$$'\t' read -r verb text; do printf '  %-16s %s\n' "$$verb" "$$text"; done

clean:
	rm -rf build figures

# ---- packages and programs -----------------------------------------------------------------------
build/config.mk: scripts/setup/deps.sh
	@mkdir -p build
	@CC='$(CC)' scripts/setup/deps.sh $@ $(DEPS)

deps:
	@mkdir -p build
	@CC='$(CC)' scripts/setup/deps.sh build/config.mk

# The flags as a file that changes only when they do: other flags or another compiler rebuild all.
$(OBJ)/flags: FORCE | $(OBJ)
	@echo '$(CC) $(ALL_CFLAGS) $(DEPS_CFLAGS)' | cmp -s - $@ || \
	    echo '$(CC) $(ALL_CFLAGS) $(DEPS_CFLAGS)' >$@

# One archive a room, from the ground up: what stands before another may not call it. The link takes
# them from the end, so that a call that runs back finds no symbol. A program waits for no room but
# those that it is linked with.
ROOMS    := base numeric model scenario draw exact store result audit ask day lua
MODULES  := $(filter-out %_mpi.c,$(wildcard $(ROOMS:%=stages/%/*.c)))
reversed  = $(if $1,$(call reversed,$(wordlist 2,99,$1)) $(firstword $1))
archives  = $(patsubst %,$(OBJ)/%.a,$(call reversed,$(filter $1,$(ROOMS))))
ARCHIVES := $(call archives,$(ROOMS))

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
DIRS     := $(BIN) $(OBJ) $(ROOMS:%=$(OBJ)/%) $B $B/violins $B/tables $F

# The one source of the day's kernel, for each instruction set that the compiler's machine may have.
# Its short loops have to be unrolled.
FAST := $(if $(SAN)$(COVERAGE),,-O3)
ISA_day/kernel_baseline := $(FAST)
ISA_day/kernel_avx2     := $(FAST) $(if $(findstring x86_64,$(MACHINE)),-mavx2)
ISA_day/kernel_avx512   := $(FAST) $(if $(findstring x86_64,$(MACHINE)),-mavx512f -mavx512dq \
                           -mavx512bw -mavx512vl -mprefer-vector-width=512)

$(DIRS):
	@mkdir -p $@

$(OBJ)/%.o: stages/%.c $(OBJ)/flags build/config.mk | $(OBJ) $(ROOMS:%=$(OBJ)/%)
	$(Q)$(CC) $(ALL_CFLAGS) $(ISA_$*) $(DEPS_CFLAGS) -MMD -MP -c $< -o $@

define archive
$(OBJ)/$1.a: $(patsubst stages/%.c,$(OBJ)/%.o,$(filter stages/$1/%,$(MODULES)))
	$$(Q)rm -f $$@ && ar rcsD $$@ $$^
endef
$(foreach r,$(ROOMS),$(eval $(call archive,$r)))

# $1: a program
define linked
$(BIN)/$1: $(OBJ)/$1.o $(call archives,$(ROOMS_$1)) | $(BIN)
	$$(Q)$$(CC) $$(LDFLAGS) $$^ $$(DEPS_LIBS) -o $$@
endef
$(foreach p,$(STAGES),$(eval $(call linked,$p)))

-include $(wildcard $(OBJ)/*.d $(OBJ)/*/*.d $(OBJ)/*/*/*.d)

# ---- the way through: scenario, fit, sample, levers, fleet, summary -----------------------------
# make -s says nothing of the steps
say = $(if $(findstring s,$(firstword -$(MAKEFLAGS))),@:,@printf '  %-9s %s\n' '$1' '$2')

# resolve replaces its products only if they change: so a changed comment rebuilds nothing more.
# It is run in any case if they were made from another file of this name, in another folder.
$B/resolved: $(BIN)/resolve $(or $(LUA_FILES),$(LUA_FILE)) \
    $(if $(LUA_FILES),$(if $(filter $(LUA_FILE),$(LUA_FILES)),,FORCE)) | $B
	$(call say,resolve,$(LUA_FILE))
	$(Q)$(BIN)/resolve --assumptions $B/assumptions.tsv --places $B/places.tsv \
	    --cases $B/cases.mk --readings $B/readings.tsv $(LUA_FILE) || { find $B -empty -delete; exit 1; }
	@touch $@

$(RESOLVED): $B/resolved ;
$(LUA_FILES): ;

INPUTS = --assumptions $B/assumptions.tsv --fit $B/fit.nc

$B/fit.nc: $(BIN)/fit_tps $B/assumptions.tsv $(THROUGHPUT_TABLE)
	$(call say,fit,$S)
	$(Q)$(BIN)/fit_tps --assumptions $B/assumptions.tsv --output $@

# With generator = "exact" nothing is drawn: one stage stands for the four that follow.
VIOLINS  := $(foreach c,$(CASES),$B/violins/$c.models.tsv $B/violins/$c.levers.tsv)
SUMMARY  := $B/results.tsv $B/words.tsv $B/fits.tsv $B/throughput.tsv $B/output_tokens.tsv \
    $(VIOLINS)
WRITE_SUMMARY = --violins $B/violins --results $B/results.tsv --words $B/words.tsv \
    --fits $B/fits.tsv --throughput $B/throughput.tsv --output-tokens $B/output_tokens.tsv
ifeq ($(GENERATOR),exact)
$(SUMMARY) $B/fleet.tsv &: $(BIN)/integrate $B/assumptions.tsv $B/fit.nc | $B/violins
	$(call say,integrate,$S)
	$(Q)$(BIN)/integrate $(INPUTS) --fleet $B/fleet.tsv $(WRITE_SUMMARY)
else
# The cases of a workload go together: with mt19937 one may go on in another's stream.
# $1: workload
define workload_rules
$(CASES_$1:%=$B/%.samples.nc) &: $(BIN)/sample $B/assumptions.tsv $B/fit.nc
	$$(call say,sample,$1)
	$$(Q)$(BIN)/sample $(INPUTS) --workload $1 --directory $B

$(CASES_$1:%=$B/%.levers.nc) &: $(BIN)/apply_levers $(CASES_$1:%=$B/%.samples.nc)
	$$(call say,levers,$1)
	$$(Q)$(BIN)/apply_levers $(INPUTS) --workload $1 --directory $B
endef
$(foreach w,$(DRAWN_WORKLOADS),$(eval $(call workload_rules,$w)))

$B/fleet.tsv: $(BIN)/aggregate_fleet $(WORKLOADS:%=$B/%.samples.nc)
	$(call say,fleet,$S)
	$(Q)$(BIN)/aggregate_fleet $(INPUTS) --directory $B --output $@

$(SUMMARY) &: $(BIN)/summarize $B/fleet.tsv $(CASES:%=$B/%.samples.nc) \
    $(CASES:%=$B/%.levers.nc) | $B/violins
	$(call say,summarize,$S)
	$(Q)$(BIN)/summarize $(INPUTS) --fleet $B/fleet.tsv --directory $B $(WRITE_SUMMARY)
endif

# The exact results of any scenario, beside the sampled ones.
$B/exact.tsv: $(BIN)/integrate $B/assumptions.tsv $B/fit.nc
	$(call say,integrate,$S)
	$(Q)$(BIN)/integrate $(INPUTS) --results $@

# ---- tables --------------------------------------------------------------------------------------
TABLE_NAMES := energy_per_query levers variations fleet beta
TABLES      := $(TABLE_NAMES:%=$B/tables/%.tsv)
LIB_LUA     := $(wildcard scripts/lib/*.lua)# what all scripts share
TABLE_LUA   := $(wildcard scripts/tables/*.lua) $(LIB_LUA)

$(TABLES): $B/tables/%.tsv: $B/results.tsv $(TABLE_LUA) | $B/tables
	$(Q)lua5.4 scripts/tables/write.lua $* $B/results.tsv $B/assumptions.tsv $@

results: $(TABLES)

tables: $(TABLES)
	@lua5.4 scripts/terminal/tables.lua 'Throughput (Supplemental I)' $B/throughput.tsv \
	    'Fits of TPS (Supplemental II)' $B/fits.tsv \
	    'Energy per query' $B/tables/energy_per_query.tsv 'Levers' $B/tables/levers.tsv \
	    'Variations (Supplemental III and IV)' $B/tables/variations.tsv \
	    'A day of queries' $B/tables/fleet.tsv 'Beta (Supplemental V)' $B/tables/beta.tsv

# ---- figures -------------------------------------------------------------------------------------
DRAW  := scripts/figures/draw.sh
THEME := $(DRAW) scripts/figures/theme.gp $(wildcard scripts/figures/*violins.gp)

# $1: name of the figure, $2: script, $3: data it reads, $4: arguments of the script
define figure
FIGURES += $F/$1.svg $F/$1.pdf
$F/$1.svg $F/$1.pdf: scripts/figures/$2.gp $(THEME) $3 | $F
	$$(call say,draw,$$@)
	$$(Q)$(DRAW) $$@ scripts/figures/$2.gp $4
endef

# cases.mk says which cases vary the input's length, LENGTHS_<workload> := 500=<case> ..., and which
# one ties power to throughput, COUPLED_<workload>. gnuplot takes eight files at most.
violins  = $B/violins/$1.levers.tsv
lengths  = $(wordlist 1,8,$(LENGTHS_$1))
by_input = $(foreach p,$(call lengths,$1),$(firstword $(subst =, ,$p))=$(call violins,$(lastword $(subst =, ,$p))))
input_files = $(foreach p,$(call lengths,$1),$(call violins,$(lastword $(subst =, ,$p))))
coupled  = $(call violins,$1) $(call violins,$(COUPLED_$1))

$(foreach w,$(WORKLOADS),$(eval $(call figure,energy_per_query_$w,energy_per_query,\
    $B/violins/$w.models.tsv,$B/violins/$w.models.tsv)))
$(foreach w,$(WORKLOADS),$(eval $(call figure,levers_$w,levers,$(call violins,$w),$(call violins,$w))))
$(foreach m,$(MIXES),$(eval $(call figure,fleet_day_$m,fleet_day,$B/fleet.tsv $B/assumptions.tsv,\
    $B/fleet.tsv $m $B/assumptions.tsv)))
$(foreach w,$(WORKLOADS),$(if $(LENGTHS_$w),\
    $(eval $(call figure,input_length_$w,input_length,$(call input_files,$w),$(call by_input,$w)))))
$(foreach w,$(WORKLOADS),$(if $(COUPLED_$w),\
    $(eval $(call figure,coupled_power_$w,coupled_power,$(call coupled,$w),$(call coupled,$w)))))
$(eval $(call figure,throughput_fit,throughput_fit,$B/throughput.tsv,$B/throughput.tsv))
$(eval $(call figure,output_tokens,output_tokens,$B/output_tokens.tsv,$B/output_tokens.tsv))

# Figures of a case that the scenario no longer has go, and what an interrupted run left.
figures: $(FIGURES) $(TABLES)
	@rm -f $(filter-out $(FIGURES) $(OTHER_FIGURES),$(wildcard $F/*.svg $F/*.pdf)) $(wildcard $B/*.tmp $B/*/*.tmp)
	@lua5.4 scripts/terminal/headline.lua $B/results.tsv $B/assumptions.tsv $F $B

# ---- checks and measurements ---------------------------------------------------------------------
check-results: $B/results.tsv
	@[ -e tests/expected/$S.tsv ] || { echo 'check-results: nothing is stated for $S, want one of:' \
	    $(sort $(basename $(notdir $(wildcard tests/expected/*.tsv)))) >&2; exit 1; }
	@lua5.4 tests/scripts/check_results.lua $B/results.tsv tests/expected/$S.tsv $(PUBLISHED)

$(BIN)/measure: scripts/bench/measure.c | $(BIN)
	$(Q)$(CC) $(ALL_CFLAGS) $< -o $@

$(BIN)/kernels: scripts/bench/kernels.c $(ARCHIVES) | $(BIN)
	$(Q)$(CC) $(ALL_CFLAGS) $(DEPS_CFLAGS) $(LDFLAGS) $^ $(DEPS_LIBS) -o $@

bench: $(FIGURES) $(BIN)/measure $(BIN)/integrate $(BIN)/multiverse $(BIN)/draw_day $(BIN)/kernels \
    $B/exact.tsv | build/deps.bench
	@scripts/bench/bench.sh $(LUA_FILE) $(BIN) | lua5.4 scripts/terminal/tables.lua 'Time and memory' -
	@scripts/bench/day.sh $B $(BIN)

# ---- the audit, comparisons, questions -----------------------------------------------------------
on = $(filter-out 0 no,$1)# a switch such as STRICT: off when it is empty, 0 or no
include $(sort $(wildcard make/*.mk))

# ---- scenarios -----------------------------------------------------------------------------------
check-scenarios: $(BIN)/resolve
	@$(BIN)/resolve --check $(sort $(wildcard scenarios/*.lua))

help-scenario: $(BIN)/resolve
	@$(BIN)/resolve --schema | lua5.4 scripts/setup/help_scenario.lua

new: $(BIN)/resolve
	@[ '$(origin SCENARIO)' != file ] || { echo 'make new: want SCENARIO=the new name' >&2; exit 1; }
	@[ -e 'scenarios/$(FROM).lua' ] || { echo 'make new: FROM: found "$(FROM)", want one of:' \
	    $(sort $(basename $(notdir $(wildcard scenarios/*.lua)))) >&2; exit 1; }
	@$(MAKE) -s SCENARIO=$(FROM) build/$(FROM)/assumptions.tsv
	@lua5.4 scripts/setup/new_scenario.lua $(FROM) build/$(FROM)/assumptions.tsv \
	    <($(BIN)/resolve --schema) $(LUA_FILE)

# ---- lint and coverage ---------------------------------------------------------------------------
LINTED := $(MODULES) $(STAGES:%=stages/%.c) $(wildcard tests/*.c tests/*/*.c scripts/bench/*.c)
lint:
	@scripts/check/rooms.sh $(ROOMS)
	@for cc in gcc clang; do \
	    command -v $$cc >/dev/null || { echo "lint: no $$cc here, left out"; continue; }; \
	    for file in $(LINTED); do \
	        $$cc $(filter-out -fsanitize% --coverage,$(ALL_CFLAGS)) $(DEPS_CFLAGS) -Itests -Itests/fixtures -Werror \
	            -c $$file -o /dev/null; \
	    done; \
	    echo "lint: $$cc: no warning in $(words $(LINTED)) files"; \
	done
	@if command -v shellcheck >/dev/null; then shellcheck -x .ci/run scripts/*.sh scripts/*/*.sh \
	    tests/*/*.sh tests/run.sh; fi

coverage:
	@find build/cov/obj -name '*.gcda' -delete 2>/dev/null || true
	@$(MAKE) --no-print-directory CC=gcc SAN= COVERAGE=1 test
	@scripts/check/coverage.sh build/cov/obj

# questions.mk: the ledger of a scenario's assumptions, and three questions in one line each.
.PHONY: ledger why what-if solve

ledger:   ## every assumption of SCENARIO: its source, and what depends on it
why:      ## KEY=...: the way of a result back to data rows, files and lines
what-if:  ## SET='path=value ...': the headline results under a change, no file is written
solve:    ## KEY=... TARGET=...: what each assumption alone would have to be

# What is asked is text and not make's: it is neither expanded nor put into a command line, so that
# quotes and dollars in it stay what they are. Programs get it from the environment of the recipe.
unexport SET KEY TARGET
export QUESTION_SET    := $(value SET)
export QUESTION_KEY    := $(value KEY)
export QUESTION_TARGET := $(value TARGET)

KEY_EXAMPLE := KEY=traditional.energy.frontier.p50
ifneq ($(filter why solve,$(GOALS)),)
ifeq ($(strip $(QUESTION_KEY)),)
$(error KEY is missing, want a key of results.tsv, such as make $(filter why solve,$(GOALS)) \
    $(KEY_EXAMPLE)$(if $(filter solve,$(GOALS)), TARGET=0.24))
endif
endif
ifneq ($(filter what-if,$(GOALS)),)
ifeq ($(strip $(QUESTION_SET)),)
$(error SET is missing, want one or several path=value, such as make what-if SET='pue.p95=1.4')
endif
endif
ifneq ($(filter solve,$(GOALS)),)
ifeq ($(strip $(QUESTION_TARGET)),)
$(error TARGET is missing, want what KEY is to be, in its unit, such as make solve \
    $(KEY_EXAMPLE) TARGET=0.24)
endif
endif

SCENARIO_FILES := --assumptions $B/assumptions.tsv --places $B/places.tsv
FORMULA_IDS    := $(wildcard data/published_formulae.csv)
ASKED_OF       := $(SCENARIO_FILES) $(FORMULA_IDS:%=--formulae %)
# Sets $$width: COLUMNS, or the terminal's, or 0 for lines of any length when the output goes
# elsewhere. To be asked before a pipe or $$( ) takes the place of the terminal.
TAKE_WIDTH = width=$${COLUMNS:-}; \
	if [ -z "$$width" ] && [ -t 1 ]; then \
	    width=$$({ stty size </dev/tty | cut -d ' ' -f 2; } 2>/dev/null || tput cols) || width=; \
	fi; \
	case $$width in ''|*[!0-9]*) width=0 ;; esac

$(eval $(call step,ledger,$B/ledger.tsv))
$(STEPS)/ledger: $(BIN)/ledger $B/assumptions.tsv $B/places.tsv
	$(call say,ledger,$S)
	$(Q)$(BIN)/ledger $(SCENARIO_FILES) --output $B/ledger.tsv
	$(call made,assumptions throughput.table)

ledger: $B/ledger.tsv
	@$(TAKE_WIDTH); lua5.4 scripts/terminal/ledger.lua $< "$$width" $(ENOUGH)

# The sampled value is shown beside the exact one when results.tsv is there and is of what was read.
why: $(BIN)/why $B/assumptions.tsv $B/places.tsv
	@$(TAKE_WIDTH); \
	answer=$$($(BIN)/why $(ASKED_OF) --directory $B \
	    $(addprefix --results ,$(filter $B/results.tsv,$(FRESH))) --key "$$QUESTION_KEY"); \
	printf '%s\n' "$$answer" | lua5.4 scripts/terminal/why.lua "$$width" $(ENOUGH)

what-if: $(BIN)/what_if $B/assumptions.tsv $B/places.tsv
	@$(TAKE_WIDTH); set --; [ -z "$$QUESTION_KEY" ] || set -- --key "$$QUESTION_KEY"; \
	answer=$$($(BIN)/what_if $(ASKED_OF) "$$@" --set "$$QUESTION_SET"); \
	printf '%s\n' "$$answer" | lua5.4 scripts/terminal/what_if.lua $S "$$width" $(ENOUGH)

solve: $(BIN)/solve $B/assumptions.tsv $B/places.tsv
	@$(TAKE_WIDTH); \
	answer=$$($(BIN)/solve $(ASKED_OF) --key "$$QUESTION_KEY" --target "$$QUESTION_TARGET"); \
	printf '%s\n' "$$answer" | lua5.4 scripts/terminal/solve.lua $S "$$width" $(ENOUGH)

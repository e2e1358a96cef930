# audit.mk: every printed number against what SCENARIO gives, and another scenario beside it.
BESIDE ?= $(if $(filter $S,text joule),paper,text)# make audit: the scenario to set beside SCENARIO
STRICT ?=# 1: a verdict worse than data/audit_expected.tsv is a failure
ACCEPT ?=# 1: the verdicts that are there become the expected ones

.PHONY: audit
audit:  ## every printed number: SCENARIO, BESIDE it another (STRICT=1, ACCEPT=1)

BESIDE_NAME := $(call scenario_name,$(BESIDE))
FORMULAE    := data/published_formulae.csv
AUDITED ?=# 1: what is there is taken as it is

ifneq ($(filter audit,$(GOALS)),)
$(eval $(call check_scenario,BESIDE))
ifeq ($(BESIDE_NAME),$S)
$(error BESIDE: found $(BESIDE) again, want another scenario than SCENARIO)
endif
ifneq ($(and $(call on,$(STRICT)),$(call on,$(ACCEPT))),)
$(error STRICT=$(STRICT) and ACCEPT=$(ACCEPT): found both, want one: STRICT holds verdicts against \
    those in data/audit_expected.tsv, ACCEPT replaces these)
endif
endif

# Always run, some seconds at most: what lies beside may be of another scenario than last time.
# Tables are replaced only if they change, so the figure is not drawn again. The stage publishes
# both or neither.
STEP_audit := $B/audit.tsv $B/modes.tsv
$(STEP_audit): $(STEPS)/audit ;
$(STEPS)/audit: $(if $(call on,$(AUDITED)),,$(BIN)/audit $B/results.tsv FORCE) | $(STEPS)
	+$(Q)$(MAKE) --no-print-directory SCENARIO=$(BESIDE) build/$(BESIDE_NAME)/results.tsv | \
	    { grep -v 'is up to date' || true; }
	$(call say,audit,$S beside $(BESIDE_NAME))
	$(Q)$(BIN)/audit --directory $B --beside build/$(BESIDE_NAME) --published $(PUBLISHED) \
	    --formulae $(FORMULAE) --output $B/audit.tsv --modes $B/modes.tsv
	$(call made,assumptions throughput.table published)

AUDIT_RANGE := 0.4 3# value over printed that the figure draws; what lies outside is named
$B/audit_figure.tsv: $B/audit.tsv $(FORMULAE) scripts/figures/audit_data.lua $(LIB_LUA)
	$(Q)lua5.4 scripts/figures/audit_data.lua $< $(AUDIT_RANGE) $@

$F/audit.svg $F/audit.pdf: scripts/figures/audit.gp $(THEME) $B/audit_figure.tsv | $F
	$(call say,draw,$@)
	$(Q)$(DRAW) $@ scripts/figures/audit.gp $B/audit_figure.tsv $(AUDIT_RANGE) $S $(BESIDE_NAME)

# Colour and the width of the terminal, where standard output is one; a dumb one has no colour.
STEP_audit_figure := $B/audit_figure.tsv $F/audit.svg $F/audit.pdf
$(STEPS)/audit_figure: $(STEP_audit_figure) | $(STEPS)
	$(call made,assumptions throughput.table published)

audit: $B/audit.tsv $B/modes.tsv $(STEPS)/audit_figure
	@colour=; width=0; \
	if [ -t 1 ]; then \
	    [ -n "$${NO_COLOR:-}" ] || [ "$${TERM:-dumb}" = dumb ] || colour=--colour; \
	    width=$$(tput cols 2>/dev/null || echo 0); \
	fi; \
	lua5.4 scripts/terminal/audit.lua $B/audit.tsv $B/modes.tsv $$width $$colour $(ENOUGH)
	@(echo 'Figure: $F/audit.svg') $(ENOUGH)
	$(if $(call on,$(ACCEPT)),@lua5.4 scripts/verify/audit_expected.lua --accept \
	    $B/audit.tsv data/audit_expected.tsv)
	$(if $(call on,$(STRICT)),@lua5.4 scripts/verify/audit_expected.lua \
	    $B/audit.tsv data/audit_expected.tsv)

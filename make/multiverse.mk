# multiverse.mk: every printed number under every combination of a scenario's readings.
KEEP_GOING ?=# 1: a combination that fails is noted, and the others are evaluated
GOING_ON := $(if $(call on,$(KEEP_GOING)),1)

# The curves that the last run left: one for each printed number that varies.
CURVES  := $(sort $(basename $(notdir $(wildcard $B/curves/*.tsv))))
SPECIFICATION_FIGURES := $(call pictures,$(CURVES:%=specification_%))

.PHONY: multiverse multiverse-figures

# The scenario of all other verbs has no readings: without one on the command line it is `readings`.
ifeq ($(origin SCENARIO),file)
multiverse:  ## printed numbers under all readings of SCENARIO [readings]; KEEP_GOING=1
	+$(Q)$(MAKE) --no-print-directory SCENARIO=readings multiverse
else
multiverse: $B/multiverse.tsv
	+$(Q)$(MAKE) --no-print-directory SCENARIO='$(SCENARIO)' multiverse-figures
	@lua5.4 scripts/terminal/multiverse.lua $B/readings.tsv $B/multiverse_numbers.tsv \
	    $B/multiverse_best.tsv $B/multiverse.tsv $F $(ENOUGH)
endif

# GOING_ON may change from run to run: a file that changes only when it does.
$B/keep_going: FORCE | $B
	@echo '$(GOING_ON)' | cmp -s - $@ || echo '$(GOING_ON)' >$@

# Curves of numbers that no longer vary go before the new ones come.
$(eval $(call step,multiverse,$B/multiverse.tsv $B/multiverse_best.tsv \
    $B/multiverse_numbers.tsv))
$(STEPS)/multiverse: $(BIN)/multiverse $B/assumptions.tsv $B/places.tsv $B/readings.tsv \
    $(FORMULAE) $B/keep_going
	$(call say,multiverse,$S)
	@rm -rf $B/curves && mkdir -p $B/curves
	$(Q)$(BIN)/multiverse --assumptions $B/assumptions.tsv --places $B/places.tsv \
	    --readings $B/readings.tsv --formulae $(FORMULAE) --output $B/multiverse.tsv \
	    --best $B/multiverse_best.tsv --numbers $B/multiverse_numbers.tsv --curves $B/curves \
	    --keep-going '$(GOING_ON)'
	$(call made,$(filter-out fleet.load_curve,$(READ)))

STEP_multiverse_figures := $(SPECIFICATION_FIGURES) $(CURVES:%=$B/curves/%.tsv)
$(STEPS)/multiverse_figures: $(SPECIFICATION_FIGURES) | $(STEPS)
	$(call made,$(filter-out fleet.load_curve,$(READ)))

multiverse-figures: $(STEPS)/multiverse_figures
	@rm -f $(filter-out $(SPECIFICATION_FIGURES),\
	    $(wildcard $F/specification_*.svg $F/specification_*.pdf))

$F/specification_%.svg $F/specification_%.pdf: scripts/figures/specification_curve.gp $(THEME) \
    $B/curves/%.tsv | $F
	$(call say,draw,$F/specification_$*)
	$(Q)$(DRAW) $F/specification_$*.svg scripts/figures/specification_curve.gp $B/curves/$*.tsv
	$(Q)$(DRAW) $F/specification_$*.pdf scripts/figures/specification_curve.gp $B/curves/$*.tsv

# compare.mk: two scenarios side by side. make compare FROM=text TO=paper
TO ?= $(SCENARIO)# make compare: the scenario to arrive at, starting from FROM

.PHONY: compare compare-rows compare-tables compare-figures
compare:                   ## what differs between FROM and TO, and what that does to each headline

compare-rows: $B/assumptions.tsv $B/places.tsv
	@:

ifneq ($(filter compare compare-tables compare-figures,$(GOALS)),)
$(foreach side,FROM TO,$(eval $(call check_scenario,$(side))))

FROM_NAME := $(call scenario_name,$(FROM))
TO_NAME   := $(call scenario_name,$(TO))
ifeq ($(FROM_NAME),$(TO_NAME))
ifneq ($(realpath $(call scenario_file,$(FROM))),$(realpath $(call scenario_file,$(TO))))
$(error FROM and TO: found two scenarios of the name $(TO_NAME), want another file name for one: \
    their products would be the same)
endif
endif

COMPARED   := build/$(TO_NAME)/compare_$(FROM_NAME)
WATERFALLS := figures/$(TO_NAME)/compare_$(FROM_NAME)
compared_rows = build/$1/assumptions.tsv build/$1/places.tsv
# The results with parts, in the table's order, their dots as in a file's name.
compared_keys = $(shell cut -f1 $(COMPARED)/parts.tsv 2>/dev/null | sed 1d | uniq)
drawn         = $(foreach k,$(compared_keys),$(WATERFALLS)/$(subst .,_,$k))

# The assumptions of each scenario are made by a make of its own; which figures there are is known
# once the parts are.
compare: $(BIN)/resolve $(BIN)/compare
	+@$(MAKE) --no-print-directory SCENARIO='$(FROM)' compare-rows
	+@$(MAKE) --no-print-directory SCENARIO='$(TO)' compare-rows
	+@$(MAKE) --no-print-directory SCENARIO='$(TO)' FROM='$(FROM)' TO='$(TO)' compare-tables
	+@$(MAKE) --no-print-directory SCENARIO='$(TO)' FROM='$(FROM)' TO='$(TO)' compare-figures
	@$(TAKE_WIDTH); lua5.4 scripts/terminal/comparison.lua $(FROM_NAME) $(TO_NAME) \
	    $(COMPARED)/differences.tsv $(COMPARED)/parts.tsv $(COMPARED)/headlines.tsv $(WATERFALLS) \
	    "$$width" $(ENOUGH)

$(COMPARED) $(WATERFALLS):
	@mkdir -p $@

compare-tables: $(COMPARED)/differences.tsv $(COMPARED)/parts.tsv $(COMPARED)/headlines.tsv
	@:

$(eval $(call step,compare_$(FROM_NAME),$(COMPARED)/differences.tsv $(COMPARED)/parts.tsv \
    $(COMPARED)/headlines.tsv))
$(STEPS)/compare_$(FROM_NAME): $(BIN)/compare $(call compared_rows,$(FROM_NAME)) \
    $(call compared_rows,$(TO_NAME)) | $(COMPARED)
	$(call say,compare,$(FROM_NAME) $(TO_NAME))
	$(Q)$(BIN)/compare --from build/$(FROM_NAME)/assumptions.tsv \
	    --from-places build/$(FROM_NAME)/places.tsv --to build/$(TO_NAME)/assumptions.tsv \
	    --to-places build/$(TO_NAME)/places.tsv --differences $(COMPARED)/differences.tsv \
	    --parts $(COMPARED)/parts.tsv --headlines $(COMPARED)/headlines.tsv
	$(call made,assumptions throughput.table,$(call read_of,$(FROM_NAME)))

# $1: key
define waterfall
$(WATERFALLS)/$(subst .,_,$1).svg $(WATERFALLS)/$(subst .,_,$1).pdf: scripts/figures/waterfall.gp \
    $(THEME) $(COMPARED)/parts.tsv | $(WATERFALLS)
	$$(call say,draw,$$@)
	$$(Q)$(DRAW) $$@ scripts/figures/waterfall.gp $(COMPARED)/parts.tsv $1 $(FROM_NAME) $(TO_NAME)
endef
$(foreach k,$(compared_keys),$(eval $(call waterfall,$k)))

STEP_compare_$(FROM_NAME)_figures := $(drawn:%=%.svg) $(drawn:%=%.pdf)
$(STEPS)/compare_$(FROM_NAME)_figures: $(drawn:%=%.svg) $(drawn:%=%.pdf) | $(STEPS)
	$(call made,assumptions throughput.table,$(call read_of,$(FROM_NAME)))

compare-figures: $(STEPS)/compare_$(FROM_NAME)_figures
	@rm -f $(filter-out $(drawn:%=%.svg) $(drawn:%=%.pdf),\
	    $(wildcard $(WATERFALLS)/*.svg $(WATERFALLS)/*.pdf))
	@[ -n '$(drawn)' ] || ! [ -d $(WATERFALLS) ] || rmdir $(WATERFALLS)

endif

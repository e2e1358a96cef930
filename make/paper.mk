# paper.mk: the paper of a scenario as PDF, and the package for journals and reviewers.
PAPER := $B/paper

.PHONY: paper paper-data paper-multiverse paper-pdf paper-dist dist
paper:              ## build/SCENARIO/paper.pdf, every number of it by key (STRICT=1: no flaw)

dist:                      ## build/wattquery-VERSION.tar.gz: sources, figures, results, the PDF
	@scripts/paper/dist.sh check '$(LUA_FILE)'
	+@$(AGAIN) SCENARIO='$(SCENARIO)' paper
	+@$(AGAIN) SCENARIO='$(SCENARIO)' AUDITED=1 paper-dist

# ---- what it is made from ------------------------------------------------------------------------
# Another scenario that the paper compares with: text, or paper for text itself.
PAPER_FROM := $(if $(filter text,$S),paper,text)
# The scenario whose readings are combined: SCENARIO if it lists some, `readings` for `paper`.
PAPER_READINGS = $(if $(filter-out 0 1,$(shell wc -l <$B/readings.tsv 2>/dev/null)),\
    $(SCENARIO),$(if $(filter paper,$S),readings))
PAPER_MULTIVERSE = build/$(basename $(notdir $(PAPER_READINGS)))

# All that this make can make; what other scenarios give is made by a make of its own.
paper-data: $(STEPS)/figures $(STEPS)/tables $B/day.tsv $(STEPS)/day_figures $B/audit.tsv \
    $(STEPS)/audit_figure $B/ledger.tsv
	@:

paper-multiverse: $B/multiverse.tsv
	@:

# QUERIES of the environment goes along, which day.mk keeps from programs.
AGAIN = QUERIES="$$DAY_QUERIES" $(MAKE) --no-print-directory
paper: build/deps.paper paper-data $(BIN)/resolve $(BIN)/compare
	+@$(AGAIN) SCENARIO=$(PAPER_FROM) compare-rows
	+@$(AGAIN) SCENARIO='$(SCENARIO)' FROM=$(PAPER_FROM) TO='$(SCENARIO)' compare-tables
	+@$(AGAIN) SCENARIO='$(SCENARIO)' FROM=$(PAPER_FROM) TO='$(SCENARIO)' compare-figures
	$(if $(PAPER_READINGS),+@$(AGAIN) SCENARIO='$(PAPER_READINGS)' paper-multiverse)
	$(if $(PAPER_READINGS),+@$(AGAIN) SCENARIO='$(PAPER_READINGS)' multiverse-figures)
	+@$(AGAIN) SCENARIO='$(SCENARIO)' AUDITED=1 paper-pdf
	@(echo 'paper in $B/paper.pdf') $(ENOUGH)

# ---- numbers, figures, tables --------------------------------------------------------------------
$(KNOWN): $(BIN)/resolve
	$(Q)$< --distributions >$@.tmp
	$(Q)$(PUBLISH)

ifneq ($(filter paper-pdf paper-dist,$(GOALS)),)
PAPER_LUA      := $(wildcard scripts/paper/*.lua) scripts/verify/sums.lua $(LIB_LUA)
PAPER_COMPARED := $(patsubst %,$B/compare_$(PAPER_FROM)/%.tsv,parts headlines)
PAPER_BEST     := $(if $(PAPER_READINGS),$(PAPER_MULTIVERSE)/multiverse_best.tsv)
PAPER_READ     := $B/assumptions.tsv $B/results.tsv $B/words.tsv $B/day.tsv $B/audit.tsv \
    $B/ledger.tsv $B/fits.tsv $B/throughput.tsv $(TABLES) $(PAPER_COMPARED) $(PAPER_BEST)
PAPER_FIGURES  := $(filter %.pdf,$(FIGURES) $(DAY_FIGURES)) $F/audit.pdf \
    $(sort $(wildcard $F/compare_$(PAPER_FROM)/*.pdf)) $(if $(PAPER_READINGS),$(sort \
    $(wildcard $(PAPER_MULTIVERSE:build/%=figures/%)/specification_*.pdf)))
PAPER_TABLES   := $(patsubst %,$(PAPER)/tables/%.tex,throughput fits energy_per_query levers \
    variations fleet beta day audit comparison $(if $(PAPER_BEST),multiverse) ledger provenance)
PAPER_SOURCES  := $(sort $(wildcard paper/*.tex paper/*/*.tex))

$(PAPER)/tables:
	@mkdir -p $@

$(PAPER)/numbers.tex: $(PAPER_READ) $(KNOWN) $(PAPER_LUA) | $(PAPER)/tables
	$(Q)lua5.4 scripts/paper/numbers.lua $@ results=$B/results.tsv assumptions=$B/assumptions.tsv \
	    distributions=$(KNOWN) day=$B/day.tsv audit=$B/audit.tsv ledger=$B/ledger.tsv \
	    compare=$B/compare_$(PAPER_FROM) \
	    $(PAPER_BEST:%=multiverse=$(PAPER_MULTIVERSE))

$(PAPER)/figures.tex: FORCE $(PAPER_LUA) | $(PAPER)/tables
	$(Q)lua5.4 scripts/paper/figures.lua $@ scenario=$S from=$(PAPER_FROM) beside=$(BESIDE_NAME) \
	    figures='$(PAPER_FIGURES)' tables='$(PAPER_TABLES)'

# The ledger's sum is not told: its places are those of the machine if SCENARIO is named by them.
$(PAPER_TABLES): $(PAPER)/tables/%.tex: scripts/paper/tables/%.lua $(PAPER_READ) $(KNOWN) \
    $(PAPER_LUA) | $(PAPER)/tables
	$(Q)lua5.4 scripts/paper/tables.lua $@ table=$* build=$B distributions=$(KNOWN) \
	    from=$(PAPER_FROM) \
	    $(PAPER_BEST:%=multiverse=$(PAPER_MULTIVERSE)) figures='$(PAPER_FIGURES)' \
	    inputs='$(filter-out $B/ledger.tsv,$(PAPER_READ))'
$(PAPER)/tables/provenance.tex: $B/provenance.json $(PAPER_FIGURES)

# ---- LaTeX ---------------------------------------------------------------------------------------
$B/paper.pdf: $(PAPER_SOURCES) $(wildcard paper/*.bib) $(PAPER)/numbers.tex $(PAPER)/figures.tex \
    $(PAPER_TABLES) $(PAPER_FIGURES) scripts/paper/latex.sh $(PAPER_LUA)
	$(call say,latex,$@)
	$(Q)lua5.4 scripts/paper/check_keys.lua $(PAPER)/numbers.tex $(PAPER)/figures.tex $(PAPER_SOURCES)
	$(Q)scripts/paper/latex.sh $S

# What the log says of the page: told, and with STRICT=1 a failure. Not one of the rule above, for a
# scenario of one's own with a label that is too long still has its paper.
WIDEST := 2# pt that a line may be too wide
paper-pdf: $B/paper.pdf
	@lua5.4 scripts/paper/log.lua $(PAPER)/paper.log flaws $(WIDEST) >$(PAPER)/flaws.txt || { \
	    { echo 'paper: on the page, by $(PAPER)/paper.log:'; \
	    sed 's/^/    /' $(PAPER)/flaws.txt; } >&2; \
	    $(if $(call on,$(STRICT)),exit 1,:); }

# ---- the package ---------------------------------------------------------------------------------
# What the paper shows and what is behind it, as text; LaTeX alone makes the PDF of it again
# (scripts/paper/latex.sh). The record of provenance is left out, since it lists what other verbs
# left, and so are tables whose column of places names a folder, of a scenario outside this tree.
PACKED := $B/assumptions.tsv $(filter-out %.nc,$(call product_lists,figures fleet audit ledger)) \
    $(subst compare_*,compare_$(PAPER_FROM),$(PRODUCTS_compare)) $(if $(PAPER_READINGS),$(subst \
    /$S/,/$(notdir $(PAPER_MULTIVERSE))/,$(filter-out $B/curves/%,$(PRODUCTS_multiverse)))) \
    $(PAPER)/numbers.tex $(PAPER)/figures.tex $(PAPER_TABLES) $(PAPER)/paper.bbl $B/paper.pdf
paper-dist:
	@scripts/paper/dist.sh pack build $(filter-out $(naming_folders),$(call there,$(PACKED)))
endif

# paper.mk: the paper of a scenario as PDF, and the package for journals and reviewers.
PAPER := $B/paper

.PHONY: paper paper-numbers dist
paper-numbers: $(PAPER)/numbers.tex
	@:

PAPER_LUA := $(wildcard scripts/paper/*.lua) scripts/tables/results.lua scripts/audit/audit.lua
PAPER_FROM := $(if $(filter paper,$S),text)# the scenario that paper.pdf compares with
PAPER_COMPARED := $(PAPER_FROM:%=$B/compare_%)

$(PAPER)/numbers.tex: $B/results.tsv $B/assumptions.tsv $B/day.tsv $B/audit.tsv $(PAPER_LUA)
	@mkdir -p $(@D)
	$(Q)lua5.4 scripts/paper/numbers.lua $@ results=$B/results.tsv assumptions=$B/assumptions.tsv \
	    day=$B/day.tsv audit=$B/audit.tsv compare=$(wildcard $(PAPER_COMPARED)) \
	    multiverse=$(patsubst %/,%,$(dir $(wildcard build/readings/multiverse_best.tsv)))

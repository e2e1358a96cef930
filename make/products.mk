# products.mk: every product, once: those of a scenario by the verb that leaves them, and those of
# no scenario. `make products` prints the lists. Provenance, the package and what sweeps old figures
# away read them; tests hold what verbs leave, and docs/files.md, to them. A * stands for what
# results or other scenarios name.

VIOLINS := $(foreach c,$(CASES),$B/violins/$c.models.tsv $B/violins/$c.levers.tsv)
SUMMARY := $(patsubst %,$B/%.tsv,results words headlines fits throughput output_tokens) $(VIOLINS)
SAMPLES := $(if $(filter exact,$(GENERATOR)),,$(CASES:%=$B/%.samples.nc) $(CASES:%=$B/%.levers.nc))
TABLES  := $(patsubst %,$B/tables/%.tsv,energy_per_query levers variations fleet beta)

# cases.mk says which cases vary the input's length, LENGTHS_<workload> := 500=<case> ..., and which
# one ties power to throughput, COUPLED_<workload>.
pictures = $(foreach p,$1,$F/$p.svg $F/$p.pdf)
FIGURES := $(call pictures,$(WORKLOADS:%=energy_per_query_%) $(WORKLOADS:%=levers_%) \
    $(MIXES:%=fleet_day_%) $(foreach w,$(WORKLOADS),$(if $(LENGTHS_$w),input_length_$w)) \
    $(foreach w,$(WORKLOADS),$(if $(COUPLED_$w),coupled_power_$w)) throughput_fit output_tokens)
DAY_FIGURES := $(call pictures,$(MIXES:%=day_%))

PRODUCTS_resolve    := $(RESOLVED)
PRODUCTS_figures    := $B/fit.nc $(SAMPLES) $B/fleet.tsv $(SUMMARY) $(TABLES) $(FIGURES)
PRODUCTS_exact      := $B/exact.tsv
PRODUCTS_fleet      := $B/day.tsv $B/day_minutes.tsv $(DAY_FIGURES)
PRODUCTS_audit      := $B/audit.tsv $B/modes.tsv $B/audit_figure.tsv $(call pictures,audit)
PRODUCTS_ledger     := $B/ledger.tsv
PRODUCTS_compare    := $(patsubst %,$B/compare_*/%.tsv,differences parts headlines) \
    $(call pictures,compare_*/*)
PRODUCTS_multiverse := $B/multiverse.tsv $B/multiverse_best.tsv $B/multiverse_numbers.tsv \
    $B/curves/*.tsv $(call pictures,specification_*)
PRODUCTS_report     := $B/report.html $B/report_*.html $B/report/why.tsv
PRODUCTS_test-report := $B/screenshots/*
PRODUCTS_paper      := $B/paper.pdf $B/paper/numbers.tex $B/paper/figures.tex \
    $B/paper/tables/*.tex $B/paper/paper.* $B/paper/terminal.txt $B/paper/flaws.txt
PRODUCTS_provenance := $B/provenance.json
PRODUCTS_stamps     := $B/made.tsv $B/steps/* $B/lock $B/day.asked $B/day.checkpoint $B/keep_going

# Of no scenario. KNOWN: what distributions and their parameters are called, which have a unit.
KNOWN         := build/distributions.tsv
PRODUCTS_tree := build/config.mk $(EXTRAS:%=build/deps.%) $(TREE:%=build/%/*) $(KNOWN) \
    build/wattquery-*.tar.gz

# What provenance tells of if it is there; nothing is made for it.
OTHERS   := exact fleet audit ledger compare multiverse
product_lists = $(foreach verb,$1,$(PRODUCTS_$(verb)))

# $1: products; those with a * as far as they are there
there = $(foreach p,$1,$(if $(findstring *,$p),$(sort $(wildcard $p)),$p))

# Tables with a column of places: those that name a folder, of a scenario outside this tree, are no
# business of others.
HAVE_PLACES    := $B/ledger.tsv $B/compare_*/differences.tsv
naming_folders  = $(shell grep -l $$'\t\(/\|\.\./\)' /dev/null $(wildcard $(HAVE_PLACES)))

$B $B/violins $B/tables $F:
	@mkdir -p $@

.PHONY: products
products:
	@(printf '%s\t%s\n' $(foreach list,resolve figures $(OTHERS) report test-report paper \
	    provenance stamps tree,$(foreach p,$(PRODUCTS_$(list)),$(list) '$p'))) $(ENOUGH)

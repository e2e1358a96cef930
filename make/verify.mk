# verify.mk -- data and results against what git holds, and a record of where products come from.

VERIFIED ?= paper text joule# scenarios whose results are committed, by name or path
ACCEPT   ?=# 1: the results that are there become the committed ones
.PHONY: verify provenance

# What a call that is to be made again says of VERIFIED.
VERIFIED_AGAIN := $(if $(filter file,$(origin VERIFIED)),, VERIFIED=$(if \
    $(word 2,$(VERIFIED)),"$(VERIFIED)",$(VERIFIED)))

# `+` runs a recipe under -n too, and this one writes: then it is left out.
verify:  ## data against data/README.md, results against the committed ones (ACCEPT=1: takes them)
	$(if $(findstring n,$(firstword -$(MAKEFLAGS))),@:,+@MAKE='$(MAKE)' \
	    VERIFY_CALL='make verify$(VERIFIED_AGAIN)' \
	    scripts/verify/verify.sh $(if $(call on,$(ACCEPT)),--accept) $(VERIFIED))

provenance: $B/provenance.json  ## versions, commit and sha256 behind the products of SCENARIO
	@echo 'provenance of $(words $(sort $(PRODUCTS) $(LEFT))) products in $<'

# What is recorded: what make answers for. Another fragment adds its own to PRODUCTS before here.
# places.tsv, readings.tsv and cases.mk hold names of files: they are left out.
SAMPLED  := $(if $(filter exact,$(GENERATOR)),,$(CASES))# nothing is drawn for exact results
PRODUCTS += $B/assumptions.tsv $B/fit.nc $(SAMPLED:%=$B/%.samples.nc) $(SAMPLED:%=$B/%.levers.nc) \
    $B/fleet.tsv $B/results.tsv $B/words.tsv $B/fits.tsv $B/throughput.tsv $B/output_tokens.tsv \
    $(VIOLINS) $(TABLES) $(FIGURES)

# What other verbs left, if they were called: nothing is made for the record. Of the tables with a
# column of places those are left out that name a folder, of a scenario outside this tree.
WITH_PLACES = $(wildcard $B/ledger.tsv $B/compare_*/*.tsv)
LEFT = $(wildcard $B/exact.tsv $B/day.tsv $B/day_minutes.tsv $B/audit.tsv $B/modes.tsv \
    $B/audit_figure.tsv $B/multiverse*.tsv $B/curves/*.tsv $(OTHER_FIGURES) $F/audit.* \
    $F/specification_* $F/compare_*/*) \
    $(if $(WITH_PLACES),$(shell grep -L $$'\t\(/\|\.\./\)' $(WITH_PLACES)))

# Files of this tree by their path in it, however the scenario was named.
in_tree = $(patsubst $(CURDIR)/%,%,$1)

# Always looked at, for the commit and the versions are no files; replaced only if it changes.
$B/provenance.json: $(PRODUCTS) $(wildcard scripts/verify/*) $(LIB_LUA) FORCE
	$(Q)CC='$(CC)' scripts/verify/versions.sh | \
	    lua5.4 scripts/verify/provenance.lua $@ $B/assumptions.tsv \
	    'make=$(MAKE_VERSION)' 'flags=$(ALL_CFLAGS)' \
	    --scenario-files $(call in_tree,$(LUA_FILES)) \
	    --data $(call in_tree,$(THROUGHPUT_TABLE) $(LOAD_CURVE) $(wildcard $(PUBLISHED))) \
	    --products $(sort $(PRODUCTS) $(LEFT))

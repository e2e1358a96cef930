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
	@(echo 'provenance of $(words $(RECORDED)) products in $<') $(ENOUGH)

# What is recorded: what make answers for, and what other verbs left, if it is of what was read
# today; nothing is made for the record. Those that name files are left out: places.tsv, read.tsv,
# made.tsv, readings.tsv and cases.mk.
MADE     := $B/assumptions.tsv $(PRODUCTS_figures)
LEFT      = $(filter-out $(naming_folders),$(filter $(FRESH),$(wildcard $(call \
    product_lists,$(OTHERS)))))
RECORDED  = $(sort $(MADE) $(LEFT))

# Always looked at, for the commit and the versions are no files; replaced only if it changes.
$B/provenance.json: $(STEPS)/figures $(STEPS)/tables $(MADE) $(wildcard scripts/verify/*) \
    $(LIB_LUA) FORCE
	$(Q)CC='$(CC)' scripts/verify/versions.sh | \
	    lua5.4 scripts/verify/provenance.lua $@ $B/assumptions.tsv \
	    'make=$(MAKE_VERSION)' 'flags=$(ALL_CFLAGS)' \
	    read=$B/read.tsv tree='$(CURDIR)' \
	    --products $(RECORDED)

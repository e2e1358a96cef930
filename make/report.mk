# report.mk: the report of a scenario, one HTML file with all numbers, figures and sources.
.PHONY: report report-parts report-file

report:  ## build/SCENARIO/report.html, one page with everything; FROM=text TO=paper: compared

# FROM has a default for other verbs: two scenarios are compared only if it is given.
REPORT_FROM := $(if $(filter file,$(origin FROM)),,$(FROM))
REPORT_TO   := $(if $(REPORT_FROM),$(or $(TO),$(SCENARIO)),$(SCENARIO))
report_name = $(basename $(notdir $1))
REPORT_FILE := $B/report$(if $(REPORT_FROM),_$(call report_name,$(REPORT_FROM))).html
REPORT_LUA  := scripts/report

# What is made first, in a run of make of its own: the record of what there is comes after it.
report-parts: $(STEPS)/figures $(STEPS)/tables $B/audit.tsv $(STEPS)/audit_figure $B/ledger.tsv \
    $B/exact.tsv $B/report/why.tsv
	@:

# Dear products are shown where they are of these assumptions, and not made.
REPORT_DEAR = $(patsubst $B/%.tsv,%,$(filter $B/day.tsv $B/multiverse.tsv,$(FRESH)))

report:
	$(if $(REPORT_FROM),+@$(MAKE) --no-print-directory -s FROM='$(REPORT_FROM)' TO='$(REPORT_TO)' \
	    compare >/dev/null)
	+@$(MAKE) --no-print-directory SCENARIO='$(REPORT_TO)' report-parts
	+@$(MAKE) --no-print-directory SCENARIO='$(REPORT_TO)' report-file

# One way back for all statistics of a quantity.
$B/report/why.tsv: $(BIN)/why $B/assumptions.tsv $B/places.tsv $B/results.tsv $(FORMULA_IDS)
	$(call say,why,$S)
	@mkdir -p $B/report
	$(Q)awk -F'\t' 'NR > 1 && !seen[$$2, $$3, $$4, $$5]++ { print $$1 }' $B/results.tsv | \
	    while read -r key; do \
	        echo "# key $$key"; \
	        $(BIN)/why $(ASKED_OF) --directory $B --key "$$key"; \
	    done >$@.tmp
	$(Q)$(PUBLISH)

report-file: $B/provenance.json
	$(call say,report,$(REPORT_FILE))
	$(Q)lua5.4 $(REPORT_LUA)/report.lua out=$(REPORT_FILE) build=$B figures=$F \
	    from=$(call report_name,$(REPORT_FROM)) dear='$(REPORT_DEAR)'
	@(echo 'Report: $(REPORT_FILE)') $(ENOUGH)

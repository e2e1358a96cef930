# test_report.mk: reports in a headless Chromium, as readers would use them.
SCREENSHOTS ?=# 1: make test-report leaves pictures of each report in screenshots/ beside it
TIMES       ?=# 1: make test-report says how long each test took

# Tried are the report of SCENARIO, one that compares, one of a scenario that tries to be markup,
# and a small one, in copies of which defects are planted.
TRIED_HOSTILE := tests/browser/hostile.lua
TRIED_TINY    := tests/scenarios/tiny.lua
MAKE_REPORT   := $(MAKE) -s --no-print-directory report

# The figures that belong in a report; those of a drawn day do not if it is of other assumptions.
tried = $1=$2=$$(find $3 -maxdepth 1 -name '*.svg' ! -name 'day_*' | wc -l)

.PHONY: test-report
test-report: build/deps.browser  ## reports in a browser: ONLY=contrast SCREENSHOTS=1 TIMES=1
	+@$(MAKE_REPORT) SCENARIO=$(LUA_FILE) >/dev/null
	+@$(MAKE_REPORT) SCENARIO=paper FROM=text TO=paper >/dev/null
	+@$(MAKE_REPORT) SCENARIO=$(TRIED_HOSTILE) >/dev/null
	+@$(MAKE_REPORT) SCENARIO=$(TRIED_TINY) >/dev/null
	@SCREENSHOTS=$(call on,$(SCREENSHOTS)) TIMES=$(call on,$(TIMES)) \
	TEST_REPORTS="$(call tried,$S,$B/report.html,$F) \
	    $(call tried,compared,build/paper/report_text.html,figures/paper figures/paper/compare_text) \
	    $(call tried,hostile,build/hostile/report.html,figures/hostile) \
	    $(call tried,tiny,build/tiny/report.html,figures/tiny)" \
	    tests/browser/test_report.mjs "$${ONLY:-}"

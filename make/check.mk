# check.mk: results against what is stated, warnings, coverage, time and memory.
.PHONY: check-results lint coverage bench

check-results: $B/results.tsv
	@[ -e tests/expected/$S.tsv ] || { \
	    echo 'check-results: nothing is stated for $S, want one of:' \
	    $(sort $(basename $(notdir $(wildcard tests/expected/*.tsv)))) >&2; exit 1; }
	@lua5.4 tests/scripts/check_results.lua $B/results.tsv tests/expected/$S.tsv $(PUBLISHED)

LINTED := $(MODULES) $(STAGES:%=stages/%.c) $(wildcard tests/*.c tests/*/*.c scripts/bench/*.c)
lint:
	@scripts/check/rooms.sh $(ROOMS)
	@scripts/check/failures.sh $(MODULES)
	@for cc in gcc clang; do \
	    command -v $$cc >/dev/null || { echo "lint: no $$cc here, left out"; continue; }; \
	    for file in $(LINTED); do \
	        $$cc $(filter-out -fsanitize% --coverage,$(ALL_CFLAGS)) $(DEPS_CFLAGS) \
	            -Itests -Itests/fixtures -Werror -c $$file -o /dev/null; \
	    done; \
	    echo "lint: $$cc: no warning in $(words $(LINTED)) files"; \
	done
	@if command -v shellcheck >/dev/null; then \
	    shellcheck -x .ci/run scripts/*/*.sh tests/*/*.sh tests/run.sh; fi

coverage:
	@find build/cov/obj -name '*.gcda' -delete 2>/dev/null || true
	@$(MAKE) --no-print-directory CC=gcc SAN= COVERAGE=1 test
	@scripts/check/coverage.sh build/cov/obj

# ---- time and memory -----------------------------------------------------------------------------
$(BIN)/measure: scripts/bench/measure.c | $(BIN)
	$(Q)$(CC) $(ALL_CFLAGS) $< -o $@.tmp && mv $@.tmp $@

$(BIN)/kernels: scripts/bench/kernels.c $(ARCHIVES) | $(BIN)
	$(Q)$(CC) $(ALL_CFLAGS) $(DEPS_CFLAGS) $(LDFLAGS) $^ $(DEPS_LIBS) -o $@.tmp && mv $@.tmp $@

bench: $(STEPS)/figures $B/exact.tsv \
    $(patsubst %,$(BIN)/%,measure integrate multiverse draw_day kernels) | build/deps.bench
	@scripts/bench/bench.sh $(LUA_FILE) $(BIN) | \
	    lua5.4 scripts/terminal/tables.lua 'Time and memory' -
	@scripts/bench/day.sh $B $(BIN)

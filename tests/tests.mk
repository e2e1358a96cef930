# How the tests are built and run. A file tests/test_X.c is a program of its own.
TEST_NAMES := $(sort $(basename $(notdir $(wildcard tests/test_*.c))))
TEST_LONG  := $(filter test_long_%,$(TEST_NAMES))
TEST_SHORT := $(filter-out $(TEST_LONG),$(TEST_NAMES))
TESTS      := $(TEST_NAMES:%=$(BIN)/%)

# System calls that a test replaces to see what happens when they fail.
WRAP_test_publish := fclose rename
WRAP_test_parallel := pthread_create
WRAP_test_assumption_list := malloc realloc

$(OBJ)/tests/%.o: tests/%.c $(OBJ)/flags build/config.mk | $(OBJ)/tests
	$(Q)$(CC) $(ALL_CFLAGS) $(DEPS_CFLAGS) -Itests -DBIN_DIR='"$(BIN)"' -MMD -MP -c $< -o $@

$(TESTS): $(BIN)/%: $(OBJ)/tests/%.o $(OBJ)/tests/support.o $(OBJ)/tests/scenario_fixture.o \
    $(ASK_LIBRARY) $(DAY_LIBRARY) $(LIBRARY) | $(BIN)
	$(Q)$(CC) $(LDFLAGS) $(WRAP_$*:%=-Wl,--wrap=%) $^ $(DEPS_LIBS) $(TEST_LIBS) -o $@

# Every header compiles alone, as the first thing that a file includes.
HEADERS         := $(patsubst stages/%.h,%,$(wildcard stages/*/*.h))
HEADERS_CHECKED := $(HEADERS:%=$(OBJ)/headers/%)

$(HEADERS_CHECKED): $(OBJ)/headers/%: stages/%.h $(OBJ)/flags build/config.mk
	@mkdir -p $(@D)
	$(Q)echo '#include "$*.h"' | $(CC) $(filter-out --coverage,$(ALL_CFLAGS)) $(DEPS_CFLAGS) \
	    -MMD -MP -MF $@.d -MT $@ -Werror -x c -fsyntax-only -
	@touch $@

-include $(wildcard $(OBJ)/headers/*/*.d)

# Sanitizers have nothing to say of those that look at Lua and make alone.
SHELL_TESTS := make make_audit day $(if $(SAN),,verify provenance transcripts paper report)

test: $(TEST_SHORT:%=$(BIN)/%) $(STAGES:%=$(BIN)/%) $(HEADERS_CHECKED)
	@BIN=$(BIN) tests/run.sh $(TEST_SHORT:%=$(BIN)/%) $(SHELL_TESTS:%=tests/test_%.sh)

test-long: $(TEST_LONG:%=$(BIN)/%) $(STAGES:%=$(BIN)/%)
	@BIN=$(BIN) tests/run.sh $(TEST_LONG:%=$(BIN)/%) tests/test_paper_pdf.sh

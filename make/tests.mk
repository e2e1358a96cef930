# How the tests are built and run. A file tests/ROOM/test_X.c is a program of its own.
TEST_FILES := $(sort $(wildcard tests/*/test_*.c))
TEST_NAMES := $(notdir $(TEST_FILES:.c=))
TEST_LONG  := $(filter test_long_%,$(TEST_NAMES))
TEST_SHORT := $(filter-out $(TEST_LONG),$(TEST_NAMES))
TESTS      := $(TEST_NAMES:%=$(BIN)/%)
SUPPORT    := $(OBJ)/tests/support.o $(OBJ)/tests/fixtures/scenario_fixture.o

# System calls that a test replaces to see what happens when they fail.
WRAP_test_array := realloc
WRAP_test_output := fclose rename
WRAP_test_threads := pthread_create
WRAP_test_assumption_list := malloc realloc

$(OBJ)/tests/%.o: tests/%.c $(OBJ)/flags build/config.mk
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(DEPS_CFLAGS) -Itests -Itests/fixtures -DBIN_DIR='"$(BIN)"' -MMD -MP -c $< -o $@

# $1: its source, without the ending
define test_program
$(BIN)/$(notdir $1): $(OBJ)/$1.o $(SUPPORT) $(ARCHIVES) | $(BIN)
	$$(Q)$$(CC) $$(LDFLAGS) $$(WRAP_$(notdir $1):%=-Wl,--wrap=%) $$^ $$(DEPS_LIBS) $$(TEST_LIBS) -o $$@
endef
$(foreach t,$(TEST_FILES:.c=),$(eval $(call test_program,$t)))

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
SHELL_TESTS := make make_audit day $(if $(SAN),,scripts verify provenance transcripts paper report)

test: $(TEST_SHORT:%=$(BIN)/%) $(STAGES:%=$(BIN)/%) $(HEADERS_CHECKED)
	@BIN=$(BIN) tests/run.sh $(TEST_SHORT:%=$(BIN)/%) $(SHELL_TESTS:%=tests/make/test_%.sh)

test-long: $(TEST_LONG:%=$(BIN)/%) $(STAGES:%=$(BIN)/%)
	@BIN=$(BIN) tests/run.sh $(TEST_LONG:%=$(BIN)/%) tests/make/test_paper_pdf.sh

# tests.mk: how tests are compiled and run. A file tests/ROOM/test_X.c is a program of its own.
TEST_FILES := $(sort $(wildcard tests/*/test_*.c))
TEST_LONG  := $(wildcard tests/*/test_long_*.c)
SUPPORT    := $(OBJ)/tests/support.o $(OBJ)/tests/fixtures/scenario_fixture.o

# System calls that a test replaces to see what happens when they fail.
WRAP_test_output := fclose rename
WRAP_test_threads := pthread_create
WRAP_test_array := realloc
WRAP_test_assumption_list := malloc realloc

$(OBJ)/tests/%.o: tests/%.c $(OBJ)/flags
	@mkdir -p $(@D)/.new
	$(call compile,$(CC) $(ALL_CFLAGS) $(DEPS_CFLAGS) -Itests -Itests/fixtures \
	    -DBIN_DIR='"$(BIN)"',$<)

# $1: its source, without the ending
define test_program
$(BIN)/$(notdir $1): $(OBJ)/$1.o $(SUPPORT) $(ARCHIVES) | $(BIN)
	$$(Q)$$(CC) $$(LDFLAGS) $$(WRAP_$(notdir $1):%=-Wl,--wrap=%) $$^ $$(DEPS_LIBS) $$(TEST_LIBS) \
	    -o $$@.tmp && mv $$@.tmp $$@
endef
$(foreach t,$(TEST_FILES:.c=),$(eval $(call test_program,$t)))

# What refuses memory to programs under test, loaded before all others.
$(BIN)/no_memory.so: tests/fixtures/no_memory.c $(OBJ)/flags | $(BIN)
	$(Q)$(CC) $(filter-out -fsanitize% --coverage,$(ALL_CFLAGS)) -fPIC -shared $< -o $@
$(BIN)/test_memory: | $(BIN)/no_memory.so

# Every header compiles alone, as the first thing that a file includes.
HEADERS         := $(patsubst stages/%.h,%,$(wildcard stages/*/*.h))
HEADERS_CHECKED := $(HEADERS:%=$(OBJ)/headers/%)

$(HEADERS_CHECKED): $(OBJ)/headers/%: stages/%.h $(OBJ)/flags
	@mkdir -p $(@D)
	$(Q)echo '#include "$*.h"' | $(CC) $(filter-out --coverage,$(ALL_CFLAGS)) $(DEPS_CFLAGS) \
	    -MMD -MP -MF $@.tmp -MT $@ -Werror -x c -fsyntax-only - && mv $@.tmp $@.d
	@touch $@

-include $(wildcard $(OBJ)/headers/*/*.d)

# ---- running -------------------------------------------------------------------------------------
# Each test is a job of its own, always run; it works in folders of its own, so that any may run
# beside any other. What it says goes to its log, from which count.sh tells all in the order given
# here, in which they begin: the longest first.
SHELL_TESTS := day make fresh run make_hostile make_audit make_questions provenance report \
    products verify transcripts scripts paper
ifdef SAN # has nothing to say of those that look at Lua and make alone
SHELL_TESTS := day make make_hostile make_audit make_questions
endif
SHELL_LOGS  := $(SHELL_TESTS:%=$(OBJ)/tests/make/test_%.log)
SHORT_LOGS  := $(SHELL_LOGS) $(patsubst %.c,$(OBJ)/%.log,$(filter-out $(TEST_LONG),$(TEST_FILES)))
LONG_SHELL  := $(OBJ)/tests/make/test_paper_pdf.log $(OBJ)/tests/trials/test_trials.log
LONG_LOGS   := $(LONG_SHELL) $(TEST_LONG:%.c=$(OBJ)/%.log)
TESTED      := $(STAGES:%=$(BIN)/%) $(ARCHIVES) # all that shell tests copy is there

$(SHELL_LOGS) $(LONG_SHELL): $(OBJ)/%.log: %.sh $(TESTED) FORCE
	@mkdir -p $(@D)
	$(call say,test,$(<F))
	@BIN=$(BIN) tests/run.sh $< $@

# $1: its source, without the ending
define test_log
$(OBJ)/$1.log: $(BIN)/$(notdir $1) $(TESTED) FORCE
	$$(call say,test,$$(<F))
	@tests/run.sh $$< $$@
endef
$(foreach t,$(TEST_FILES:.c=),$(eval $(call test_log,$t)))

.PHONY: test test-long
test: $(SHORT_LOGS) $(HEADERS_CHECKED) $(BIN)/measure $(BIN)/kernels
	@tests/count.sh $(SHORT_LOGS)

test-long: $(LONG_LOGS)
	@tests/count.sh $(LONG_LOGS)

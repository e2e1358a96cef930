# scenario.mk: which scenario it is and what make must know of it; scenarios checked, shown, begun.

# $1: a name in scenarios/, or the path of a .lua file
scenario_file = $(if $(filter %.lua,$1),$1,scenarios/$1.lua)
scenario_name = $(basename $(notdir $(call scenario_file,$1)))

LUA_FILE := $(call scenario_file,$(SCENARIO))
S        := $(call scenario_name,$(SCENARIO))
B        := build/$S
F        := figures/$S
TREE     := bin obj san cov texmf# folders of build/ that are of no scenario
RESOLVED := $B/assumptions.tsv $B/places.tsv $B/cases.mk $B/readings.tsv $B/read.tsv

# ---- names ---------------------------------------------------------------------------------------
# $1 without the characters in the list $2, to see whether a name has others.
without = $(if $2,$(call without,$(subst $(firstword $2),,$1),$(wordlist 2,99,$2)),$1)
SMALL  := a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6 7 8 9 _
OTHER  := A B C D E F G H I J K L M N O P Q R S T U V W X Y Z . / + -
strange = $(call without,$(call scenario_name,$1),$(SMALL))$(call \
    without,$(call scenario_file,$1),$(SMALL) $(OTHER))

# Stops unless $1 (SCENARIO, FROM, TO or BESIDE) names one scenario that is there.
define check_scenario
ifneq ($$(words $$($1)),1)
$$(error $1: found "$$($1)", want one name without blanks)
endif
ifneq ($$(call strange,$$($1)),)
$$(error $1: found "$$($1)", want a name of a-z, 0-9 and _ in scenarios/, or the path \
    of such a file, with letters, digits and _ . / + - only)
endif
ifneq ($$(filter $(TREE),$$(call scenario_name,$$($1))),)
$$(error $1: the name $$(call scenario_name,$$($1)) is taken by a folder of build/, \
    rename the scenario)
endif
ifeq ($$(wildcard $$(call scenario_file,$$($1))),)
$$(error $1: found no file $$(call scenario_file,$$($1)), want the path of a .lua file or one of: \
    $$(sort $$(basename $$(notdir $$(wildcard scenarios/*.lua)))))
endif
endef

# ---- what make must know -------------------------------------------------------------------------
# Goals that need neither the packages nor a scenario, and those that need only the packages.
BARE  := help clean burn deps
PLAIN := test test-long coverage lint check-scenarios help-scenario new compare $(STAGES:%=$(BIN)/%)
GOALS := $(or $(MAKECMDGOALS),$(.DEFAULT_GOAL))

# The first look for packages is made here and not by a rule, so that it ends in one message; and
# one more in each make for as long as one was missing.
ifneq ($(filter-out $(BARE),$(GOALS)),)
-include build/config.mk
ifneq ($(if $(wildcard build/config.mk),$(DEPS_MISSING),1),)
ifneq ($(shell mkdir -p build && touch build/.written && rm build/.written && echo ok),ok)
$(error build: cannot be written here; run make in a folder of your own: a copy of this one)
endif
ifneq ($(shell CC='$(CC)' scripts/setup/deps.sh build/config.mk $(DEPS) >&2 && echo ok),ok)
$(error packages are missing)
endif
include build/config.mk
endif
endif

# Without one name nothing below has a meaning.
ifneq ($(filter-out 1,$(words $(SCENARIO)))$(filter-out $(BARE) $(PLAIN),$(GOALS)),)
$(eval $(call check_scenario,SCENARIO))
ifeq ($(wildcard $B/cases.mk),)
$(shell mkdir -p $B && touch -d @0 $B/cases.mk) # for make to have what to include; resolve fills it
endif
# Two makes of one scenario would write the same files; those that a make calls are of its own.
ifneq ($(words $(GOALS)),$(words $(filter products,$(GOALS))))
HOLDER := $(shell mkdir -p $B && scripts/setup/lock.sh $B/lock '$(WATTQUERY_MAKE)')
ifneq ($(.SHELLSTATUS),0)
$(error $B: another make is at work here$(HOLDER:%= (process %)); wait for its end)
endif
# So what is half made here is of runs that were killed, and goes.
LITTER := $(if $(WATTQUERY_MAKE),,$(wildcard $B/*.tmp $B/*/*.tmp $B/*/*/*.tmp $F/*.part.* \
    $F/*/*.part.*))
ifeq ($(findstring n,$(filter-out -%,$(firstword $(MAKEFLAGS)))),)
$(if $(LITTER),$(shell for file in $(LITTER); do if [ -f $$file ]; then rm -f $$file; fi; done))
endif
export WATTQUERY_MAKE := $(HOLDER)
endif
include $B/cases.mk
endif

# ---- verbs ---------------------------------------------------------------------------------------
.PHONY: check-scenarios help-scenario new
check-scenarios: $(BIN)/resolve
	@$(BIN)/resolve --check $(sort $(wildcard scenarios/*.lua))

help-scenario: $(BIN)/resolve
	@lua5.4 scripts/setup/help_scenario.lua <($(BIN)/resolve --schema) \
	    <($(BIN)/resolve --distributions) $(ENOUGH)

ifneq ($(filter new,$(GOALS)),)
$(eval $(call check_scenario,FROM))
endif
new: $(BIN)/resolve
	@[ '$(origin SCENARIO)' != file ] || \
	    { echo 'make new: want SCENARIO=the new name' >&2; exit 1; }
	@[ '$(call scenario_file,$(FROM))' = 'scenarios/$(FROM).lua' ] || \
	    { echo 'make new: FROM: found "$(FROM)", want a name in scenarios/' >&2; exit 1; }
	@$(MAKE) -s SCENARIO=$(FROM) build/$(FROM)/assumptions.tsv
	@lua5.4 scripts/setup/new_scenario.lua $(FROM) build/$(FROM)/assumptions.tsv \
	    <($(BIN)/resolve --schema) $(LUA_FILE)

# compile.mk: the packages, the flags, the objects and the programs.

# ---- packages ------------------------------------------------------------------------------------
build/config.mk: scripts/setup/deps.sh
	@mkdir -p build
	@CC='$(CC)' scripts/setup/deps.sh $@ $(DEPS)

.PHONY: deps
deps:
	@mkdir -p build
	@CC='$(CC)' scripts/setup/deps.sh build/config.mk

# What single verbs need besides: looked at once.
EXTRAS := mpi bench paper browser
$(EXTRAS:%=build/deps.%): build/deps.%: scripts/setup/deps.sh
	@mkdir -p build
	@scripts/setup/deps.sh $@ '$(DEPS)' $*

# ---- flags ---------------------------------------------------------------------------------------
# What a row or a projection leaves out is an error in any build; the other warnings are in lint.
WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror=switch \
    -Werror=missing-field-initializers -Werror=incompatible-pointer-types
comma    := ,
ALL_CFLAGS := $(CFLAGS) -std=c11 -D_POSIX_C_SOURCE=200809L -ffp-contract=off -pthread $(WARNINGS) \
    -Istages $(if $(SAN),-g -fsanitize=address$(comma)undefined -fno-sanitize-recover=all) \
    $(if $(COVERAGE),-O0 --coverage)
# The link does not look into what shared libraries need of each other: that took most of its time.
LDFLAGS  := -pthread -Wl,--as-needed,--allow-shlib-undefined \
    $(filter -fsanitize% --coverage,$(ALL_CFLAGS))

# Rooms that compute next to nothing are compiled faster: no bit of a result depends on -O.
QUICK := $(if $(SAN)$(COVERAGE)$(filter-out file,$(origin CFLAGS)),,-O1)
$(foreach r,base scenario store result lua,$(eval FLAGS_$r := $(QUICK)))

# The one source of the day's kernel, for each instruction set that the compiler's machine may have.
# Its short loops have to be unrolled.
FAST := $(if $(SAN)$(COVERAGE),,-O3)
FLAGS_day/kernel_baseline := $(FAST)
FLAGS_day/kernel_avx2     := $(FAST) $(if $(findstring x86_64,$(MACHINE)),-mavx2)
FLAGS_day/kernel_avx512   := $(FAST) $(if $(findstring x86_64,$(MACHINE)),-mavx512f -mavx512dq \
                             -mavx512bw -mavx512vl -mprefer-vector-width=512)

# The flags as a file that changes only when they do: other flags or another compiler rebuild all.
BUILT_BY = $(CC) $(ALL_CFLAGS) $(QUICK) $(FLAGS_day/kernel_avx512) $(DEPS_CFLAGS) $(DEPS_LIBS)
$(OBJ)/flags: FORCE | $(OBJ)
	@echo '$(BUILT_BY)' | cmp -s - $@ || echo '$(BUILT_BY)' >$@

# ---- objects -------------------------------------------------------------------------------------
MODULES := $(filter-out %_mpi.c,$(wildcard $(ROOMS:%=stages/%/*.c)))

$(BIN) $(OBJ) $(OBJ)/.new $(ROOMS:%=$(OBJ)/%/.new):
	@mkdir -p $@

# Whatever is made here gets its name when it is whole: of a run that is ended in the middle, even
# by kill -9, nothing passes for made; and two makes of two scenarios, which make the same, never
# write the same file ($$ is the shell's number). $1: the compiler and flags, $2: the source. The
# list of headers has its name before the object: an object without one would not be made again.
NEW = $(@D)/.new/$$$$.$(@F)
define compile
	$(Q)$1 -MMD -MP -MT $@ -MF $(NEW:.o=.d) -c $2 -o $(NEW) && \
	    mv $(NEW:.o=.d) $(@:.o=.d) && mv $(NEW) $@
endef
# Gives a product its name, in place of a file or nothing, and of no device.
PUBLISH = if scripts/lib/in_the_way.sh $@ >&2; then exit 1; fi; mv $@.tmp $@

# $1: a program or ROOM/MODULE
flags_of = $(ALL_CFLAGS) $(FLAGS_$(firstword $(subst /, ,$1))) $(FLAGS_$1) $(DEPS_CFLAGS)

# sh begins in less time than bash: as much as the renaming takes.
$(OBJ)/%.o: private SHELL := /bin/sh
$(OBJ)/%.o: private .SHELLFLAGS := -ec
$(OBJ)/%.o: stages/%.c $(OBJ)/flags | $(OBJ)/.new $(ROOMS:%=$(OBJ)/%/.new)
	$(call compile,$(CC) $(call flags_of,$*),$<)

-include $(wildcard $(OBJ)/*.d $(OBJ)/*/*.d $(OBJ)/*/*/*.d)

# ---- programs ------------------------------------------------------------------------------------
# A program waits for the objects that its includes lead to, and for no other of its rooms. They are
# looked up anew if a file of stages/ is newer, has come or gone, before anything is made; what has
# lain half made for an hour, of runs that were killed, goes then.
ifneq ($(filter-out $(BARE),$(GOALS)),)
ifneq ($(shell find Makefile make/compile.mk make/needed.awk stages -newer $(OBJ)/needed -print \
    -quit 2>&1),)
ifneq ($(shell mkdir -p $(OBJ) && \
    find $(OBJ) \( -path '*/.new/*' -o -name 'needed.*' \) -mmin +60 -delete && \
    awk -v programs='$(foreach p,$(STAGES),$(ROOMS_$p:%=$p:%))' -f make/needed.awk \
    $(STAGES:%=stages/%.c) $(MODULES) $(wildcard stages/*/*.h) \
    >$(OBJ)/needed.$$$$ && mv $(OBJ)/needed.$$$$ $(OBJ)/needed && echo ok),ok)
$(error make/needed.awk failed: which modules a program needs is not known)
endif
endif
NEEDED := $(file <$(OBJ)/needed)
endif
needed  = $(patsubst $1:%,$(OBJ)/%.o,$(sort $(filter $1:%,$(NEEDED))))

# $1: the compiler; links the first of what it depends on with what it needs of the others.
define link
	$(Q)new=$(OBJ)/.new/$$$$.$(@F); ar rcsDT $$new.a $(filter-out $<,$^) && \
	    $1 $(LDFLAGS) $< $$new.a $(DEPS_LIBS) -o $$new && rm $$new.a && mv $$new $@
endef

# $1: a program
define program
$(BIN)/$1: $(OBJ)/$1.o $(call needed,$1) | $(BIN) $(OBJ)/.new
	$$(call link,$$(CC))
endef
$(foreach p,$(STAGES),$(eval $(call program,$p)))

# For tests and measurements one archive a room. The link takes them from the end, so that a call
# that runs back to a room above finds no symbol.
reversed  = $(if $1,$(call reversed,$(wordlist 2,99,$1)) $(firstword $1))
ARCHIVES := $(patsubst %,$(OBJ)/%.a,$(call reversed,$(ROOMS)))

# $1: a room
define archive
$(OBJ)/$1.a: $(patsubst stages/%.c,$(OBJ)/%.o,$(filter stages/$1/%,$(MODULES)))
	$$(Q)new=$(OBJ)/.new/$$$$$$$$.$1.a; ar rcsD $$$$new $$^ && mv $$$$new $$@
endef
$(foreach r,$(ROOMS),$(eval $(call archive,$r)))

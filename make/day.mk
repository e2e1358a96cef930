# day.mk: a literal day, drawn query by query, by threads and by ranks.
QUERIES    ?=# make fleet: of a day, such as 1e10 [queries_per_day of SCENARIO]
THREADS    ?=# make fleet: of each process [as many as there are processors; MPI: 1]
KERNEL     ?=# make fleet: plain, baseline, avx2, avx512 [the fastest]; all give the same bits
CHECKPOINT ?=# 1: an interrupted run goes on where it stopped
QUIET      ?=# 1: no word of the progress
MPI        ?=# 1: several processes under mpirun, of Open MPI
RANKS      ?=# how many of them [as many as there are processors]

.PHONY: fleet
fleet:  ## a day drawn query by query: QUERIES=1e9 CHECKPOINT=1 QUIET=1 MPI=1 RANKS= THREADS=

# What is asked is text and not make's; programs get it from the environment of the recipe.
unexport QUERIES THREADS KERNEL RANKS
export DAY_QUERIES := $(value QUERIES)
export DAY_THREADS := $(or $(value THREADS),$(if $(call on,$(MPI)),1))
export DAY_KERNEL  := $(or $(value KERNEL),auto)
export DAY_RANKS   := $(value RANKS)

DAY_PROGRAM := $(BIN)/draw_day$(if $(call on,$(MPI)),_mpi)

# ---- the program for several ranks ---------------------------------------------------------------
# The same objects, but for ranks_mpi.o in place of ranks_alone.o.
MPICC = OMPI_CC='$(CC)' mpicc
DAY_OBJECTS := $(OBJ)/draw_day.o $(call needed,draw_day)

$(OBJ)/day/ranks_mpi.o: stages/day/ranks_mpi.c $(OBJ)/flags build/deps.mpi | \
    $(OBJ)/day/.new
	$(call compile,$(MPICC) $(ALL_CFLAGS) $(DEPS_CFLAGS),$<)

$(BIN)/draw_day_mpi: $(DAY_OBJECTS:%/ranks_alone.o=%/ranks_mpi.o) | $(BIN)
	$(call link,$(MPICC))

# ---- the day -------------------------------------------------------------------------------------
# The tables say of how many queries they are and from what they were made: where that is not what
# is asked for, day.asked is new, else old. What does not change the bytes (threads, kernel, ranks,
# which of the two programs, ...) is no reason to draw again; so the objects of both stand here.
DAY_READ   := assumptions throughput.table fleet.load_curve
$B/day.asked: FORCE | $B/assumptions.tsv $(STEPS)
	@scripts/day/asked.sh $@ $(STEP_day) $B/assumptions.tsv $(STEPS)/day \
	    '$(call made_from,$(DAY_READ))'

# The stage writes both or neither.
STEP_day := $B/day.tsv $B/day_minutes.tsv
$(STEP_day): $(STEPS)/day ;
$(STEPS)/day: $(DAY_OBJECTS) $B/assumptions.tsv $B/fit.nc $B/day.asked | $(DAY_PROGRAM)
	$(call say,day,$S)
	$(Q)set --; [ -z "$$DAY_QUERIES" ] || set -- --queries "$$DAY_QUERIES"; \
	$(if $(call on,$(MPI)),scripts/day/mpi.sh "$$DAY_RANKS" )$(DAY_PROGRAM) $(INPUTS) \
	    --output $B/day.tsv --minutes $B/day_minutes.tsv --threads "$$DAY_THREADS" \
	    --kernel "$$DAY_KERNEL" --quiet $(if $(call on,$(QUIET)),1,0) \
	    --checkpoint '$(if $(call on,$(CHECKPOINT)),$B/day.checkpoint)' "$$@"
	@touch -d @0 $B/day.asked
	$(call made,$(DAY_READ))

$(DAY_FIGURES): $F/day_%: scripts/figures/day.gp $(THEME) $B/day_minutes.tsv \
    $B/assumptions.tsv $(call stale,$(DAY_FIGURES)) | $F
	$(call say,draw,$@)
	$(Q)$(DRAW) $@ scripts/figures/day.gp $B/day_minutes.tsv $(basename $*) \
	    $B/assumptions.tsv

STEP_day_figures := $(DAY_FIGURES)
$(STEPS)/day_figures: $(DAY_FIGURES) | $(STEPS)
	$(call made,$(DAY_READ))

fleet: $B/day.tsv $B/assumptions.tsv $(STEPS)/day_figures
	@lua5.4 scripts/terminal/day.lua $B/day.tsv $B/assumptions.tsv $F $(ENOUGH)

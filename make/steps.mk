# steps.mk: a step makes products from what resolve has read; content decides whether it is run.
#
# A step's record, build/S/steps/NAME, is as old as its last run; its products are replaced only if
# they change, so that nothing behind them is made again for nothing. Each record says what its
# products were made from (build/S/made.tsv has all): one that is not as noted, or not of what was
# read today, is made again, whatever its time.
STEPS     := $B/steps
READ      := assumptions throughput.table fleet.load_curve published readings
made_from  = $(foreach name,$1,$(name)=$(SHA256_$(name)))

# A comparison rests on the scenario that it starts from, too: X.assumptions, X.throughput.table.
COMPARED_TO := $(sort $(patsubst $B/compare_%,%,$(wildcard $B/compare_*)) \
    $(if $(filter compare-tables compare-figures,$(GOALS)),$(call scenario_name,$(FROM))))
read_of      = $(shell sed -n 's/^SHA256_\(assumptions\|throughput.table\) := /$1.\1=/p' \
    build/$1/cases.mk 2>/dev/null)

TODAY     := $(call made_from,$(READ)) $(foreach x,$(COMPARED_TO),$(call read_of,$x))
FRESH     := $(if $(wildcard $B/made.tsv),$(shell scripts/verify/made.sh fresh $B $(TODAY)))
# FORCE if one of the products $1 is not there or not fresh
stale      = $(if $(filter-out $(filter $(wildcard $1),$(FRESH)),$1),FORCE)

$(STEPS):
	@mkdir -p $@

# $1: name, $2: products. What runs it, and what it waits for, stands where the step does.
define step
STEP_$1 := $2
$2: $(STEPS)/$1 ;
$(STEPS)/$1: $(call stale,$2) | $(STEPS)
endef

# A step of the pipeline. $1, $2: what is said of it; $3: name, $4: products, $5: what it waits for,
# $6: its command
define stage
$(call step,$3,$4)
$(STEPS)/$3: $5
	$$(call say,$1,$2)
	$$(Q)$6
	$$(call made,assumptions throughput.table)
endef

# Ends a step's recipe. $1: names of what was read, see READ; $2: more, as NAME=SHA256
made = @scripts/verify/made.sh note $B $@ '$(strip $(call made_from,$1) $2)' $(STEP_$(@F))

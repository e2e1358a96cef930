# figures.mk: the tables behind the paper's, and the figures: one figure, one script.
LIB_LUA   := $(wildcard scripts/lib/*.lua)# what all scripts share
TABLE_LUA := $(wildcard scripts/tables/*.lua) $(LIB_LUA)

$(TABLES) &: $B/results.tsv $B/headlines.tsv $(VIOLINS) $(TABLE_LUA) $(call stale,$(TABLES)) \
    | $B/tables
	$(Q)lua5.4 scripts/tables/write.lua $B/results.tsv $B/assumptions.tsv $B/headlines.tsv $(TABLES)

tables: $(STEPS)/tables
	@lua5.4 scripts/terminal/tables.lua 'Throughput (Supplemental I)' $B/throughput.tsv \
	    'Fits of TPS (Supplemental II)' $B/fits.tsv \
	    'Energy per query' $B/tables/energy_per_query.tsv 'Levers' $B/tables/levers.tsv \
	    'Variations (Supplemental III and IV)' $B/tables/variations.tsv \
	    'A day of queries' $B/tables/fleet.tsv 'Beta (Supplemental V)' $B/tables/beta.tsv \
	    $(ENOUGH)

DRAW  := scripts/figures/draw.sh
THEME := $(DRAW) scripts/figures/theme.gp $(wildcard scripts/figures/*violins.gp)

# $1: name of the figure, $2: script, $3: data it reads, $4: arguments of the script
define figure
$(call pictures,$1): scripts/figures/$2.gp $(THEME) $3 $(call stale,$(call pictures,$1)) | $F
	$$(call say,draw,$$@)
	$$(Q)$(DRAW) $$@ scripts/figures/$2.gp $4
endef
draw = $(if $(filter $F/$1.svg,$(FIGURES)),$(eval $(call figure,$1,$2,$3,$(or $4,$3))))

# gnuplot takes eight files at most.
violins = $B/violins/$1.levers.tsv
lengths = $(wordlist 1,8,$(LENGTHS_$1))
length_files = $(foreach p,$(call lengths,$1),$(call violins,$(lastword $(subst =, ,$p))))
by_length    = $(foreach p,$(call lengths,$1),$(firstword $(subst =, ,$p))=$(call \
    violins,$(lastword $(subst =, ,$p))))

$(foreach w,$(WORKLOADS),$(call draw,energy_per_query_$w,energy_per_query,$B/violins/$w.models.tsv))
$(foreach w,$(WORKLOADS),$(call draw,levers_$w,levers,$(call violins,$w)))
$(foreach w,$(WORKLOADS),$(call draw,input_length_$w,input_length,$(call length_files,$w),$(call \
    by_length,$w)))
$(foreach w,$(WORKLOADS),$(call draw,coupled_power_$w,coupled_power,$(call violins,$w) $(call \
    violins,$(COUPLED_$w))))
$(foreach m,$(MIXES),$(call draw,fleet_day_$m,fleet_day,$B/fleet.tsv $B/headlines.tsv \
    $B/assumptions.tsv,$B/fleet.tsv $m $B/headlines.tsv $B/assumptions.tsv))
$(call draw,throughput_fit,throughput_fit,$B/throughput.tsv)
$(call draw,output_tokens,output_tokens,$B/output_tokens.tsv)

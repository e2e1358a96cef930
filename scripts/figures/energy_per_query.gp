# Draws the energy of a query, a violin a model, largest median first:
# energy_per_query.gp OUT VIOLINS.tsv
call "theme.gp" ARG1
call "read_violins.gp" ARG2
array RANK[N]
do for [i=1:N] { RANK[i] = 1 + sum [k=1:N] (P50[k] > P50[i] || (P50[k] == P50[i] && k < i)) }
array HUE[N]
do for [i=1:N] { HUE[i] = colour(GROUP[i]) }
load "rows_of_violins.gp"

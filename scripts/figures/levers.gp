# Draws the energy of a query before and after each efficiency lever, in the file's order:
# levers.gp OUT VIOLINS.tsv
call "theme.gp" ARG1
call "read_violins.gp" ARG2
array RANK[N]
array HUE[N]
do for [i=1:N] { RANK[i] = i; HUE[i] = colour(LEVER[i]) }
load "rows_of_violins.gp"

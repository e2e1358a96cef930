# Draws the energy of a query with power drawn at random, and tied to throughput, lever by lever:
# coupled_power.gp OUT DRAWN.tsv COUPLED.tsv
call "theme.gp" ARG1
ROWS = 2
array TAG[2] = ["drawn", "tied"]
array ROWNO[200]
call "read_violins.gp" ARG2
first = N + 1
call "read_violins.gp" ARG3
do for [i=1:N] { ROWNO[i] = i < first ? 1 : 2 }
NOTE = "node power drawn at random, or tied to throughput"
load "groups_of_violins.gp"

# Draws what a longer input does to the energy of a query, lever by lever:
# input_length.gp OUT 500=A.tsv 1000=B.tsv ...
call "theme.gp" ARG1
if (ARGC < 2) { exit error "input_length.gp: no files; wanted TOKENS=FILE, one or more" }
ROWS = ARGC - 1
array TOKENS[ROWS]; array FILE[ROWS]; array TAG[ROWS]; array ROWNO[200]
do for [k=1:ROWS] {
    cut = strstrt(ARGV[k+1], "=")
    if (cut < 2) { exit error "input_length.gp: '".ARGV[k+1]."': wanted TOKENS=FILE" }
    TOKENS[k] = real(ARGV[k+1][1:cut-1])
    FILE[k] = ARGV[k+1][cut+1:]
}
do for [k=1:ROWS] {
    row = 1 + sum [j=1:ROWS] (TOKENS[j] < TOKENS[k] || (TOKENS[j] == TOKENS[k] && j < k))
    TAG[row] = whole(TOKENS[k])
    first = exists("N") ? N + 1 : 1
    call "read_violins.gp" FILE[k]
    do for [i=first:N] { ROWNO[i] = row }
}
NOTE = "input tokens"
load "groups_of_violins.gp"

# Reads the violins of a file, once, and adds them to arrays 1..N: call "read_violins.gp" FILE
# A block of the file is a violin: case_label group lever label p5 p25 p50 p75 p95 energy density.
MOST = 200
if (!exists("N")) {
    N = 0
    array SRC[MOST]; array BLOCK[MOST]
    array CASE[MOST]; array GROUP[MOST]; array LEVER[MOST]; array LABEL[MOST]
    array FROM[MOST]; array P25[MOST]; array P50[MOST]; array P75[MOST]
    LOWEST = 1e300; HIGHEST = 0
}
_file = ARG1
_before = N
_add(i) = (N = i, SRC[i] = _file, BLOCK[i] = column(-2), CASE[i] = strcol(1), \
    GROUP[i] = strcol(2), LEVER[i] = strcol(3), LABEL[i] = strcol(4), \
    FROM[i] = column(10), P25[i] = column(6), P50[i] = column(7), P75[i] = column(8))
_stretch(x) = (LOWEST = x < LOWEST ? x : LOWEST, HIGHEST = x > HIGHEST ? x : HIGHEST)
_see(i) = (i > N ? _add(i) : 0, _stretch(column(10)))
stats _file using (_see(_before + column(-2) + 1), column(10) * column(11)) nooutput
if (N == _before) { exit error _file.": no violins in this file" }
if (STATS_invalid > 0) { exit error _file.": a row without energy or density" }
if (!(LOWEST > 0)) { exit error _file.": an energy that is not above 0" }

/* test_long_day_exact.c -- a whole day of the paper, 1e9 queries, against the exact results. */
#define QUERIES 1e9
#define QUERIES_TEXT "1e9"
#define SCENARIOS "scenarios/paper.lua"

#include "test_day_exact.c"

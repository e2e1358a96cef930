/* test_long_memory.c -- every program without memory, at some 400 requests each. */
#include "memory_fixture.h"

int main(int argc, char **argv)
{
    select_tests(argc, argv);
    return run_memory_tests("long_memory", 400);
}

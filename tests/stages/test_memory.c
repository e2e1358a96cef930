/* test_memory.c -- every program without memory, here and there. */
#include "memory_fixture.h"

int main(int argc, char **argv)
{
    select_tests(argc, argv);
    return run_memory_tests("memory", 40);
}

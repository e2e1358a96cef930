/* schema_print.c -- the schema as a table for people and for scripts. */
#include <stdbool.h>
#include <string.h>

#include "scenario/schema.h"

/* Keys that name a block and are no assumptions. */
static void print_identity(FILE *stream, enum schema_block block)
{
    const char *name = schema_block_name(block);
    if (block == BLOCK_SCENARIO) {
        fprintf(stream, "%s\textends\t-\tname\t-\ta scenario\tnone\tthe scenario that this one "
                "starts from\n", name);
        fprintf(stream, "%s\tname\t-\tname\t-\tthe file's\tthe file's\tthe scenario's name, if "
                "it is to stand in the file too\n", name);
    } else if (schema_block_has_items(block)) {
        fprintf(stream, "%s\tname\t-\tname\t-\ta-z 0-9 _\trequired\tthe %s's name\n", name, name);
    }
}

static void print_choices(FILE *stream, const char *choices)
{
    for (; *choices; choices++)
        fputs(*choices == ' ' ? " | " : (char[]){*choices, '\0'}, stream);
}

static void print_limits(FILE *stream, const struct schema_key *key, const char *before,
                         const char *after)
{
    char low[32], high[32];
    schema_number_text(key->low, low);
    schema_number_text(key->high, high);
    fprintf(stream, "%s%s to %s%s", before, low, high, after);
}

static void print_range(FILE *stream, const struct schema_key *key)
{
    switch (key->type) {
    case SCHEMA_NUMBER:
    case SCHEMA_COUNT: print_limits(stream, key, "", ""); break;
    case SCHEMA_TEXT: print_limits(stream, key, "", " bytes"); break;
    case SCHEMA_CHOICE: print_choices(stream, key->choices); break;
    case SCHEMA_DISTRIBUTION: print_limits(stream, key, "P5 and median ", ""); break;
    case SCHEMA_NAME: fprintf(stream, "a %s", schema_block_name(key->target)); break;
    case SCHEMA_NAMES: fprintf(stream, "%ss", schema_block_name(key->target)); break;
    case SCHEMA_CUTS: print_limits(stream, key, "none, or cuts within ", ""); break;
    case SCHEMA_LINE: print_limits(stream, key, "idle and cap ", ""); break;
    case SCHEMA_FACTOR: print_limits(stream, key, "derived, or ", ""); break;
    case SCHEMA_SHARES: print_limits(stream, key, "", ", sum 1"); break;
    }
}

static const char *fallback_text(const struct schema_key *key)
{
    if (!key->fallback)
        return "required";
    if (key->type == SCHEMA_NAMES)
        return "all";
    if (strcmp(key->key, "label") == 0)
        return "the name";
    return *key->fallback ? key->fallback : "none";
}

static void print_key(FILE *stream, const struct schema_key *key)
{
    fprintf(stream, "%s\t%s\t%s\t%s\t%s\t", schema_block_name(key->block), key->key, key->path,
            schema_type_name(key->type), key->unit);
    print_range(stream, key);
    fprintf(stream, "\t%s\t%s\n", fallback_text(key), key->help);
}

void schema_print(FILE *stream)
{
    size_t n;
    const struct schema_key *keys = schema_keys(&n);
    fputs("block\tkey\tpath\ttype\tunit\trange\tdefault\tmeaning\n", stream);
    for (int block = 0; block < BLOCK_COUNT; block++) {
        print_identity(stream, (enum schema_block)block);
        for (size_t i = 0; i < n; i++)
            if (keys[i].block == (enum schema_block)block)
                print_key(stream, &keys[i]);
    }
    fputs("readings\tNAME\t-\tlist\t-\tof values, or of reading { label = \"...\", PATH = value, ... }"
          "\tnone\tother values of an assumption, for make multiverse; NAME is its key or path\n",
          stream);
}

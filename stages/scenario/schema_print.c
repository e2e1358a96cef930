/* schema_print.c -- the schema as a table for people and for scripts. */
#include <stdbool.h>
#include <string.h>

#include "scenario/value_type.h"

/* Keys that name a block and are no assumptions. */
static void print_identity(FILE *stream, enum schema_block block)
{
    const char *name = schema_block_name(block);
    if (block == BLOCK_SCENARIO) {
        fprintf(stream, "%s\textends\t-\tname\t-\ta scenario\tnone\tthe scenario that this one "
                "starts from\n%s\tname\t-\tname\t-\tthe file's\tthe file's\tthe scenario's "
                "name, if it is to stand in the file too\n", name, name);
    } else if (schema_block_has_items(block)) {
        fprintf(stream, "%s\tname\t-\tname\t-\ta-z 0-9 _\trequired\tthe %s's name\n", name, name);
    }
}

static void print_choices(FILE *stream, const char *choices)
{
    for (; *choices; choices++)
        fputs(*choices == ' ' ? " | " : (char[]){*choices, '\0'}, stream);
}

/* The words of the type's range, with the key's columns where they are asked for. */
static void print_range(FILE *stream, const struct schema_key *key)
{
    char low[32], high[32];
    schema_number_text(key->low, low);
    schema_number_text(key->high, high);
    for (const char *at = key->type->range; *at;) {
        size_t n = strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        if (n == strlen("LOW") && strncmp(at, "LOW", n) == 0)
            fputs(low, stream);
        else if (n == strlen("HIGH") && strncmp(at, "HIGH", n) == 0)
            fputs(high, stream);
        else if (n == strlen("TARGET") && strncmp(at, "TARGET", n) == 0)
            fputs(schema_block_name(key->target), stream);
        else if (n == strlen("CHOICES") && strncmp(at, "CHOICES", n) == 0)
            print_choices(stream, key->choices);
        else
            fputc(*at, stream);
        at += n > 1 ? n : 1;
    }
}

static const char *default_text(const struct schema_key *key)
{
    const char *value = schema_default(key, "the name");
    if (!value)
        return "required";
    if (key->type->lists_items)
        return "all";
    return *value ? value : "none";
}

static void print_key(FILE *stream, const struct schema_key *key)
{
    fprintf(stream, "%s\t%s\t%s\t%s\t%s\t", schema_block_name(key->block), key->key, key->path,
            key->type->name, key->unit);
    print_range(stream, key);
    fprintf(stream, "\t%s\t%s\n", default_text(key), key->help);
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
    fputs("readings\tNAME\t-\tlist\t-\tof values, or of reading { label = \"...\", PATH = value, "
          "... }\tnone\tother values of an assumption, for make multiverse; NAME is its key or "
          "path\n",
          stream);
}

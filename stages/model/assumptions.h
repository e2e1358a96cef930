/* assumptions.h -- everything that a scenario assumes, as the stages compute with it.
 *
 * Plain values, no pointers: a struct assumptions can be copied, changed and evaluated again.
 * Its fields are filled from assumptions.tsv by scenario/assumption_list.c, field by field as the
 * schema in scenario/schema.c says; the comment on a field gives its assumption path. */
#ifndef MODEL_ASSUMPTIONS_H
#define MODEL_ASSUMPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "model/lever.h"
#include "numeric/distribution.h"


#define ASSUMPTIONS_MAX_NODES 32
#define ASSUMPTIONS_MAX_MODELS 32
#define ASSUMPTIONS_MAX_WORKLOADS 16
#define ASSUMPTIONS_MAX_CASES 64
#define ASSUMPTIONS_MAX_MIXES 16
#define ASSUMPTIONS_MAX_CUTS 4

enum generator { GENERATOR_MT19937, GENERATOR_PHILOX, GENERATOR_EXACT };
enum rounding { ROUNDING_NEAREST, ROUNDING_NONE };
enum pool_rule { POOL_LARGEST_MEDIANS, POOL_ABOVE_200B };
enum row_selection { ROWS_RELEASED, ROWS_ALL };
enum few_rows { FEW_ROWS_CONSTANT_LARGEST, FEW_ROWS_LEAST_NORM };
enum effective_tokens { EFFECTIVE_OUTPUT, EFFECTIVE_OUTPUT_AND_INPUT };
enum power_rule { POWER_DRAWN, POWER_COUPLED };

/* Keep both ends of [low, high], shares of a sample: one cut of its quantiles. */
struct cut {
    double low, high; /* 0 <= low < high <= 1 */
};

/* A list of cuts, made one after the other. */
struct cuts {
    size_t n;
    struct cut cut[ASSUMPTIONS_MAX_CUTS];
};

/* Power utilisation as a line in TPS: u = idle + (cap - idle) TPS / TPS_max. */
struct power_line {
    bool idle_of_node; /* idle is the node's P_idle / P_max                    */
    double idle;       /* u at TPS = 0, dimensionless; unused if idle_of_node  */
    double cap;        /* u at TPS = TPS_max, dimensionless                    */
};

/* A number, or the word that it is to be derived. */
struct factor {
    bool derived;
    double value; /* dimensionless; unused if derived */
};

struct node {
    char name[NAME_SIZE];
    char label[LABEL_SIZE]; /* node.*.label                      */
    double max_power;       /* node.*.max_power: P_max [kW]      */
    double idle_power;      /* node.*.idle_power: P_idle [kW]    */
};

struct model {
    char name[NAME_SIZE];
    char label[LABEL_SIZE];       /* model.*.label                               */
    char table_model[LABEL_SIZE]; /* model.*.table_model: its name in the table  */
    double parameters;            /* model.*.parameters [1e9]                    */
    size_t node;                  /* model.*.node: index into nodes              */
};

struct workload {
    char name[NAME_SIZE];
    char label[LABEL_SIZE];            /* workload.*.label             */
    struct distribution output_tokens; /* output_tokens.* [token]      */
    struct distribution input_tokens;  /* input_tokens.* [token]       */
    struct distribution fleet_lever;   /* fleet.lever.* [1]: alpha     */
};

struct workload_case {
    char name[NAME_SIZE];
    size_t workload;                       /* case.*.workload: index into workloads              */
    bool has_input_tokens;                 /* case.*.input_tokens is given                       */
    struct distribution input_tokens;      /* case.*.input_tokens [token], instead of workload's */
    enum effective_tokens effective_tokens; /* case.*.effective_tokens                           */
    enum power_rule power;                 /* case.*.power                                       */
    bool has_continues;                    /* case.*.continues is given                          */
    size_t continues;                      /* index of the case whose mt19937 stream goes on     */
};

struct fleet {
    double queries_per_day;    /* fleet.queries_per_day [query/day]                         */
    double redundancy;         /* fleet.redundancy [1]                                      */
    double network;            /* fleet.network [1]: InfiniBand and the like                */
    struct factor utilisation; /* fleet.utilisation [1], or derived from the three below    */
    double load_low;           /* fleet.load_low [1]: trough of the sinusoidal day          */
    double load_high;          /* fleet.load_high [1]: its crest                            */
    char load_curve[LABEL_SIZE * 4]; /* fleet.load_curve: path of a CSV file, or ""         */
    size_t node;               /* fleet.node: index into nodes                              */
};

/* Shares of a day's queries over the workloads. */
struct shares {
    double of[ASSUMPTIONS_MAX_WORKLOADS]; /* by workload index, in [0, 1], sum 1 */
};

struct mix {
    char name[NAME_SIZE];
    char label[LABEL_SIZE]; /* mix.*.label  */
    struct shares shares;   /* mix.*.shares */
};

/* Lines to compare a day with; NAN when the scenario gives none. */
struct references {
    double web_search;        /* reference.web_search [Wh/query]      */
    double data_centre_power; /* reference.data_centre_power [MW]     */
    double data_centre_load;  /* reference.data_centre_load [1]       */
};

struct throughput_choice {
    char table[LABEL_SIZE * 4];  /* throughput.table: path of the CSV file   */
    enum row_selection rows;     /* throughput.rows                          */
    enum few_rows few_rows;      /* throughput.few_rows                      */
};

struct assumptions {
    char name[NAME_SIZE];
    char title[LABEL_SIZE];           /* title                                     */
    enum generator generator;         /* generator                                 */
    uint64_t seed;                    /* seed, 1 .. 2^32 - 1                       */
    uint64_t queries;                 /* queries [query], for each model           */
    double z;                         /* z [1]                                     */
    struct distribution pue;          /* pue [1]                                   */
    struct distribution utilisation;  /* utilisation [1]: u = P_node / P_max       */
    enum rounding rounding;           /* rounding                                  */
    enum pool_rule pool;              /* pool                                      */
    uint64_t pool_size;               /* pool_size [model], largest_medians only   */
    struct cuts trim;                 /* trim                                      */
    double input_weight;              /* input_weight [1]: w in L_out + w L_in     */
    struct power_line coupled_power;  /* coupled_power [1]                         */
    char published[LABEL_SIZE * 4];   /* published: path of the CSV file           */
    struct throughput_choice throughput;
    struct distribution levers[LEVER_COUNT]; /* levers.* [1]: alpha, in order of drawing */
    struct fleet fleet;
    struct references references;
    size_t n_nodes, n_models, n_workloads, n_cases, n_mixes;
    struct node nodes[ASSUMPTIONS_MAX_NODES];
    struct model models[ASSUMPTIONS_MAX_MODELS]; /* in order of drawing */
    struct workload workloads[ASSUMPTIONS_MAX_WORKLOADS];
    struct workload_case cases[ASSUMPTIONS_MAX_CASES];
    struct mix mixes[ASSUMPTIONS_MAX_MIXES];
};

/* The index of the case with this name, or a->n_cases if there is none. */
size_t assumptions_find_case(const struct assumptions *a, const char *name);

#endif

/* variable.h -- a random quantity of a case, whoever answers for it: a sample, or quadrature. */
#ifndef MODEL_VARIABLE_H
#define MODEL_VARIABLE_H

#include <stddef.h>

#include "model/lever.h"
#include "model/quantity.h"

enum variable_group {
    VARIABLE_MODEL,       /* one model, whole                            */
    VARIABLE_FRONTIER,    /* the frontier after trimming, under a lever  */
    VARIABLE_FRONTIER_ALL /* the frontier before trimming                */
};

struct variable {
    size_t case_index;
    enum quantity quantity;    /* energy; of a model also tps and output_tokens */
    enum variable_group group;
    size_t model;              /* VARIABLE_MODEL only                           */
    enum lever_column lever;   /* VARIABLE_FRONTIER only                        */
};

#endif

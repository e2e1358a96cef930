/* nodes.h -- the nodes that a mix keeps busy in each minute, and those that wait.
 *
 * The nodes of a minute are the node-seconds of its queries over 60, as if each query ran in the
 * minute in which it comes. Each model has a fleet of its own, as large as its busiest minute
 * wants; what the others leave of it is idle. */
#ifndef DAY_NODES_H
#define DAY_NODES_H

#include "model/assumptions.h"
#include "day/peak.h"
#include "day/strata.h"

/* The fleet of one model. */
struct day_fleet {
    size_t model;
    double nodes[DAY_MINUTES];    /* busy [node]                                          */
    struct day_law law;           /* of that: from the day's mean node-seconds of a query */
                                  /* and their variance [node]                            */
    size_t peak;                  /* the busiest minute: its nodes are the fleet          */
    struct day_peak size, least;  /* busiest and quietest minute, before the day is drawn */
                                  /* [node]                                               */
    double size_error;            /* standard error of size.mean, since variances are     */
                                  /* those of one day [node]                              */
    struct estimate mean;     /* busy nodes over the day [node]                       */
    double covariance;            /* of the fleet and the mean, in which it is [node^2]   */
};

struct day_nodes {
    size_t n; /* models with queries */
    struct day_fleet *of; /* [n], in the scenario's order; owned */
};

enum day_nodes_kind { DAY_NODES_BUSY, DAY_NODES_IDLE };

/* What is told of the nodes of a day [node]. */
struct day_nodes_summary {
    struct estimate mean, min, max;
};

/* Takes the nodes of a mix. The variance of a query's node-seconds comes from how the means of the
 * minutes scatter about that of the day; of a stream whose queries are all in one minute it is
 * (mean x relative deviation of the energy)^2, which is more.
 *   out   owned by the caller on success (day_nodes_free) */
int day_nodes_of(const struct tally *t, size_t mix, struct day_nodes *out,
                 struct error *e) MUST_CHECK;

/* Nodes of a model in a minute, or of all models together (DAY_ANY) [node]. */
struct estimate day_nodes_at(const struct day_nodes *nodes, size_t model, size_t minute,
                                 enum day_nodes_kind kind);

/* Mean, least and most over the minutes. The errors of least and most are the deviations of the
 * smallest and the largest of 1440 numbers (peak.h). Of the
 * least idle nodes of several models it is at most that: the fleets and the busiest minute of all
 * are taken as independent. */
struct day_nodes_summary day_nodes_summarize(const struct day_nodes *nodes, size_t model,
                                             enum day_nodes_kind kind);

/* The variance of of_size x nodes of the fleet + of_mean x mean of the busy ones [node^2]. */
double day_fleet_variance(const struct day_fleet *f, double of_size, double of_mean);

/* Frees; a zeroed struct is accepted. */
void day_nodes_free(struct day_nodes *nodes);

#endif

/* fleet.h -- the energy of a day of drawn queries.
 *
 *     E_day = queries x beta x sum over workloads of share x mean energy of the frontier */
#ifndef DRAW_FLEET_H
#define DRAW_FLEET_H

#include <stddef.h>

#include "base/error.h"
#include "draw/pool.h"
#include "model/fleet.h"
#include "numeric/estimate.h"

/* The queries of one workload that a fleet is made of: the frontier, untrimmed. */
struct fleet_workload {
    size_t n_models, n;                     /* models of the case, queries of each       */
    size_t n_members;                       /* models of the frontier                    */
    size_t members[ASSUMPTIONS_MAX_MODELS]; /* their index, by descending median         */
    double *baseline;                       /* [n_members * queries], Wh, owned          */
    double *improved;                       /* the same over alpha of the fleet's lever  */
};

/* Takes the frontier of a workload's case and draws its fleet lever.
 *   share      of any mix: its lever
 *   pool       which models make up the frontier
 *   sampling   of each model of the case
 *   energies   of the case named as the workload, sorted
 *   out        owned by the caller on success (fleet_workload_free) */
int fleet_workload_take(const struct fleet_share *share, const struct pool_choice *pool,
                        const struct sampling *sampling, const struct case_energies *energies,
                        struct fleet_workload *out, struct error *e) MUST_CHECK;

/* Frees; a zeroed struct is accepted. */
void fleet_workload_free(struct fleet_workload *w);

/* The day of a mix [GWh/day]. Queries with the same index and model are drawn together: in its
 * standard error workloads that share draws add up right.
 *   workloads   by index in the scenario; those without a share are not looked at
 *   improved    with the fleet's lever
 *   out         filled on success
 * Returns 0, or -1 when memory is out. */
int fleet_day(const struct fleet_inputs *f, const struct fleet_workload *workloads, bool improved,
              struct estimate *out, struct error *e) MUST_CHECK;

#endif

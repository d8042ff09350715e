/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/waiting: rows that a later reading of a page shows beside its records. The machine makes
 * no record of them: they wait (store/derived.h, waiting_row_list) until a person says that they
 * are entries. Taken back like any change (workflow/change).
 */
#ifndef WORKFLOW_WAITING_H
#define WORKFLOW_WAITING_H

#include "base/arena.h"
#include "base/json.h"
#include "store/derived.h"

struct office;

struct adopt_order {
    struct uuid page;
    int number;   /* of the waiting row (proposal.number); -1 = all of the page */
    bool dry_run; /* count, change nothing */
};
struct adopt_tally {
    long rows;
    struct uuid record; /* of the last one; null id on dry_run */
};
/* ERR_EMPTY K-2800: nothing waits there. ERR_STATE K-1821: a record there is confirmed. */
enum err_code waiting_adopt(struct office *office, const struct adopt_order *order,
                            struct arena *arena, struct adopt_tally *ret,
                            struct err *err) MUST_CHECK;

/* {"batch": its name,"page","position","row","number","schema","doubtful","values":{name: text or
 * null}}; new. */
json_t *waiting_row_json(const struct waiting_row *row);

#endif

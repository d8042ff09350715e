/* SPDX-License-Identifier: Apache-2.0
 *
 * store/act_walk: all acts in the order of the chain with everything their signatures cover, and
 * what must agree with them; for the proof (workflow/proof). Reads only.
 */
#ifndef STORE_ACT_WALK_H
#define STORE_ACT_WALK_H

#include "model/record.h"
#include "store/act_text.h"
#include "store/audit.h"

/* All calls between see one and the same moment, though others write. */
enum err_code walk_begin(struct store *store, struct err *err) MUST_CHECK;
void walk_end(struct store *store);

struct act_about {
    struct uuid version, record, person; /* person: who made the version */
};
struct act_seen {
    struct act_text text; /* office is NULL: the caller says it */
    struct uuid id, person;
    struct digest key; /* zero = unsigned */
    struct signature signature;
    bool in_chain;            /* the next two are known */
    int64_t sequence;         /* of its audit row */
    struct audit_head before; /* the audit row before that */
    const struct act_about *about;
    size_t about_count;
};
/* By station and sequence; what is given is gone after the call. An error of visit ends it. */
enum err_code act_walk(struct store *store,
                       enum err_code (*visit)(const struct act_seen *act, void *context,
                                              struct err *err),
                       void *context, struct err *err) MUST_CHECK;

struct version_seen {
    struct uuid id, record, person;
};
enum err_code version_walk(struct store *store,
                           void (*visit)(const struct version_seen *version, void *context),
                           void *context, struct err *err) MUST_CHECK;
/* The state as screens show it. */
enum err_code record_walk(struct store *store,
                          void (*visit)(const struct uuid *record, enum record_state state,
                                        void *context),
                          void *context, struct err *err) MUST_CHECK;
/* Was something keyed into the record after this audit row? */
enum err_code record_keyed_after(struct store *store, const struct uuid *record, int64_t sequence,
                                 bool *ret, struct err *err) MUST_CHECK;

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/returned: why an official sends a record back, and where it goes: to be scanned again,
 * to be read again by the machine, or to be looked at by a person. The reason stands in the act
 * as a stable word, beside the words of the official.
 *
 * Body of the act "return": {"fields":[NAME…],"reason":WORD,"to":"rescan"|"redo"|"verify"}
 */
#ifndef WORKFLOW_RETURNED_H
#define WORKFLOW_RETURNED_H

#include "store/record.h"
#include "workflow/field_names.h"

struct office;

enum return_to { RETURN_VERIFY, RETURN_REDO, RETURN_RESCAN, RETURN_TO_COUNT };
const char *return_to_name(enum return_to to); /* "verify" ...; static */
bool return_to_parse(const char *name, enum return_to *ret);
const char *return_to_title(enum return_to to); /* translated */

enum return_reason {
    RETURN_WRONG,
    RETURN_INCOMPLETE,
    RETURN_NOTE,
    RETURN_CONTRADICTION,
    RETURN_MISREAD,
    RETURN_KIND,
    RETURN_BLURRED,
    RETURN_CUT,
    RETURN_OTHER,
    RETURN_REASON_COUNT
};
struct return_rule {
    const char *name, *title; /* stable word; msgid */
    enum return_to to;        /* unless the official says otherwise */
};
extern const struct return_rule return_table[RETURN_REASON_COUNT];
bool return_reason_parse(const char *name, enum return_reason *ret);

struct return_plan {
    enum return_reason reason;
    enum return_to to;
    const char *words;         /* NULL or "" = none; RETURN_OTHER needs some (ERR_USAGE K-2880) */
    struct field_names fields; /* none = the whole record */
};
/* The record goes back; one transaction. ERR_USAGE K-2881: it has no such field. */
enum err_code record_return(struct office *office, const struct uuid *record,
                            const struct return_plan *plan, struct err *err) MUST_CHECK;

/* Of a record whose state is returned. Texts of the arena. */
struct returned {
    struct return_plan plan;
    struct uuid person;
    int64_t at_ms;
};
enum err_code returned_get(struct store *store, const struct uuid *record, struct arena *arena,
                           struct returned *ret, struct err *err) MUST_CHECK;

#endif

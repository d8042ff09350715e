/* SPDX-License-Identifier: Apache-2.0
 *
 * model/record: values, proposals and states of records; plain data.
 *
 * A field's value is a triple: as written, normalised, status. Dates are normalised to EDTF level 0
 * (Library of Congress, EDTF 2019: 1957, 1960-05, 2010-03-15); other kinds to NFC text with single
 * spaces. There are no sentinel values.
 */
#ifndef MODEL_RECORD_H
#define MODEL_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/json.h"
#include "model/geometry.h"

enum value_status {
    VALUE_OK,
    VALUE_MISSING,   /* thiếu: the paper has no such place or nothing was found */
    VALUE_ILLEGIBLE, /* mờ, không đọc được */
    VALUE_BLANK,     /* để trống: the place is there and empty */
    VALUE_STATUS_COUNT
};
const char *value_status_name(enum value_status status); /* "ok" ...; static */
bool value_status_parse(const char *name, enum value_status *ret);

struct value {
    const char *written; /* NULL unless something was read or keyed */
    const char *normal;  /* NULL when it cannot be normalised or status is not ok */
    enum value_status status;
};

/* A problem explains itself and never blocks. code is stable ("date-words-differ"); the text is
 * made from code and arguments by record/problem in the language of the reader. */
struct problem {
    const char *code;
    const char *args[3]; /* NULL-filled; may hold values: never logged */
};
enum { PROBLEMS_MAX = 8 };

struct evidence; /* record/evidence */

/* What extraction proposes for one field. */
struct proposed_field {
    const char *name; /* of the schema */
    struct value value;
    const char *other; /* a second reading, or NULL */
    float confidence;  /* 0..1, of value as a whole being exactly right */
    struct rect box;   /* upright space; empty = nowhere */
    bool handwritten;  /* cut out for keying, not read */
    struct problem problems[PROBLEMS_MAX];
    size_t problem_count;
    struct evidence *evidence; /* what the confidence was made of; NULL outside of extraction */
};

/* What extraction proposes for one record: a whole form, or a row of a register page. */
struct proposal {
    const char *schema;            /* name */
    struct rect region;            /* upright space */
    int row;                       /* 0.. on a register page, else -1 */
    struct proposed_field *fields; /* every field of the schema, in its order */
    size_t field_count;
};

struct proposal_list {
    const char *schema; /* NULL: no kind of paper fits */
    float schema_sure;  /* 0..1; 1 when the schema was given */
    struct proposal *items;
    size_t count;
};

json_t *proposal_list_to_json(const struct proposal_list *list);
enum err_code proposal_list_from_json(const json_t *json, struct arena *arena,
                                      struct proposal_list *ret, struct err *err) MUST_CHECK;

/* The way of a page and of a record (DESIGN: the way of a page).
 *
 *   page:    CAPTURED -> CLEANED -> RECOGNISED -> EXTRACTED        (ASIDE from any: set aside)
 *   record:  ENTERED -> VERIFIED -> CONFIRMED                      (RETURNED from the last two)
 *            ENTERED -> SECOND -> VERIFIED, or SECOND -> DIFFERS -> VERIFIED where two entries
 * differ
 */
enum page_state {
    PAGE_CAPTURED,
    PAGE_CLEANED,
    PAGE_RECOGNISED,
    PAGE_EXTRACTED,
    PAGE_ASIDE, /* with a reason; waits for a person */
    PAGE_STATE_COUNT
};
const char *page_state_name(enum page_state state);
bool page_state_parse(const char *name, enum page_state *ret);

enum record_state {
    RECORD_ENTERED,
    RECORD_SECOND,  /* finished once; a second person enters some fields blind */
    RECORD_DIFFERS, /* the two entries differ; somebody settles it */
    RECORD_VERIFIED,
    RECORD_CONFIRMED,
    RECORD_RETURNED,
    RECORD_STATE_COUNT
};
const char *record_state_name(enum record_state state);
bool record_state_parse(const char *name, enum record_state *ret);

#endif

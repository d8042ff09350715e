/* SPDX-License-Identifier: Apache-2.0
 *
 * store/record: records, what people keyed (drafts), finished versions, acts.
 *
 * A field's current value is its newest draft, or else the proposal of the machine
 * (store/derived.h). Drafts are append-only, one row a keyed field, on the disk when draft_put
 * returns; undo adds a row. Versions and acts are never changed.
 */
#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include "base/json.h"
#include "model/geometry.h"
#include "model/record.h"
#include "store/store.h"

struct record {
    struct uuid id;
    struct uuid page;     /* null id = no image yet */
    int revision;         /* of the page; 0 = no page */
    struct rect region;   /* page space; empty = the whole page */
    int row;              /* 0.. on a register page, else -1 */
    struct digest schema; /* store/schema.h */
    struct uuid book;     /* null id = none */
    const char *look;     /* why a person must look at it again: "replaced", "turned", "split",
                           * "joined", "schema", "shape", "undone"; NULL = no need */
    bool withdrawn;       /* it was no entry; lists leave it out */
    int64_t created_ms;
    /* read only */
    const char *schema_name;
    struct uuid batch;       /* of its page */
    long page_position;      /* of its page in the batch */
    enum record_state state; /* derived; RECORD_ENTERED without a stage row */
    int doubtful;            /* fields of its proposal that a person should look at */
    bool proposed;           /* the last reading of its page shows it */
};

/* From a proposal (number of proposal_list_get) of plan->page or by hand (proposal -1). A proposal
 * becomes a record once: ERR_EXISTS K-540, *ret_id then names the record. */
enum err_code record_add(struct store *store, const struct record *plan, int proposal,
                         struct uuid *ret_id, struct err *err) MUST_CHECK;
/* Moves it to another page, revision, region, row, schema or book, marks it for looking again or
 * withdraws it (all taken from plan). */
enum err_code record_change(struct store *store, const struct record *plan,
                            struct err *err) MUST_CHECK;
enum err_code record_get(struct store *store, const struct uuid *id, struct arena *arena,
                         struct record *ret, struct err *err) MUST_CHECK;
/* Id, or 8 or more characters of its beginning or end (the end tells more). ERR_MISSING; ERR_USAGE
 * when several fit. */
enum err_code record_find(struct store *store, const char *text, struct uuid *ret,
                          struct err *err) MUST_CHECK;

/* A further image of the entry: a torn-off piece. */
struct record_image {
    int number; /* 1.. in the record */
    struct uuid page;
    int revision;         /* of the page */
    struct digest master; /* of that revision */
    int frame;
};
enum err_code record_image_add(struct store *store, const struct uuid *record,
                               const struct uuid *page, int revision, int *ret_number,
                               struct err *err) MUST_CHECK;
/* It was a mistake: it counts no more. ERR_MISSING when there is none. */
enum err_code record_image_drop(struct store *store, const struct uuid *record, int number,
                                struct err *err) MUST_CHECK;
enum err_code record_image_list(struct store *store, const struct uuid *record, struct arena *arena,
                                struct record_image **ret, size_t *ret_count,
                                struct err *err) MUST_CHECK;
/* Did a person key a value of it or finish it? */
enum err_code record_touched(struct store *store, const struct uuid *record, bool *ret,
                             struct err *err) MUST_CHECK;

struct record_filter {
    const struct uuid *batch, *book, *page; /* NULL = all */
    const char *schema;                     /* name; NULL = all */
    unsigned states;                        /* bits 1u << enum record_state; 0 = all */
    bool doubtful;                          /* only with doubtful fields */
    bool orphans;   /* only those that the last reading of their page did not show again */
    bool look;      /* only those to be looked at again */
    bool withdrawn; /* the withdrawn ones too */
    const struct uuid
        *viewer; /* only of batches that are everybody's or this person's; NULL = all */
    long offset, limit;
};
/* By batch, page position, row. */
enum err_code record_list(struct store *store, const struct record_filter *filter,
                          struct arena *arena, struct record **ret, size_t *ret_count,
                          struct err *err) MUST_CHECK;
enum err_code record_count(struct store *store, const struct record_filter *filter, long *ret,
                           struct err *err) MUST_CHECK;
/* How many records of a batch are in a state; one row each, records without a page and withdrawn
 * ones left out. */
struct record_tally {
    struct uuid batch;
    enum record_state state;
    long count;
};
enum err_code record_tally_list(struct store *store, struct arena *arena, struct record_tally **ret,
                                size_t *ret_count, struct err *err) MUST_CHECK;
/* Derived, a plain write; the rules live in workflow/transition. */
enum err_code record_stage_set(struct store *store, const struct uuid *record,
                               enum record_state state, struct err *err) MUST_CHECK;
/* Where a returned one goes to: "rescan", "redo", "verify"; until the next state. */
enum err_code record_back_set(struct store *store, const struct uuid *record, const char *back,
                              struct err *err) MUST_CHECK;

/* --- drafts ------------------------------------------------------------------------------- */

/* Three kinds of entries stand side by side and never mix: keying, the blind second entry, and
 * what settles the two. */
enum draft_kind { DRAFT_KEYED, DRAFT_SECOND, DRAFT_SETTLED, DRAFT_KIND_COUNT };

struct draft {
    struct uuid record;
    long number; /* 1.. in the record: the order */
    enum draft_kind kind;
    const char *field;
    struct uuid person;
    bool empty;         /* undone back to what the machine proposed; value is nothing */
    struct value value; /* texts of the arena */
    long undoes;        /* number of the draft it takes back; 0 = none */
    int64_t at_ms;
};
/* By the acting person. Texts must be NFC, at most FIELD_BYTES_MAX. */
enum err_code draft_put(struct store *store, const struct uuid *record, const char *field,
                        const struct value *value, struct err *err) MUST_CHECK;
/* Takes back the acting person's last standing draft of the field. ERR_EMPTY when there is none. */
enum err_code draft_undo(struct store *store, const struct uuid *record, const char *field,
                         struct draft *ret, struct arena *arena, struct err *err) MUST_CHECK;
/* The same for another kind of entry. */
enum err_code draft_kind_put(struct store *store, enum draft_kind kind, const struct uuid *record,
                             const char *field, const struct value *value,
                             struct err *err) MUST_CHECK;
enum err_code draft_kind_undo(struct store *store, enum draft_kind kind, const struct uuid *record,
                              const char *field, struct draft *ret, struct arena *arena,
                              struct err *err) MUST_CHECK;
enum err_code draft_kind_list(struct store *store, enum draft_kind kind, const struct uuid *record,
                              struct arena *arena, struct draft **ret, size_t *ret_count,
                              struct err *err) MUST_CHECK;
/* What people keyed in one record stands in another one too, as theirs, where nobody keyed that
 * field there; the newest value of each field, if it was not undone. Numbers: of the new
 * drafts; arena array. */
enum err_code draft_carry(struct store *store, const struct uuid *from, const struct uuid *to,
                          struct arena *arena, long **ret_numbers, size_t *ret_count,
                          struct err *err) MUST_CHECK;
/* That was a mistake: takes back what was carried as this number, unless its person keyed the field
 * again since. */
enum err_code draft_uncarry(struct store *store, const struct uuid *record, long number,
                            struct err *err) MUST_CHECK;
/* Keyed ones: the newest of each (field, person), in order of number. field NULL = all. */
enum err_code draft_list(struct store *store, const struct uuid *record, const char *field,
                         struct arena *arena, struct draft **ret, size_t *ret_count,
                         struct err *err) MUST_CHECK;
/* Everything of all entries, oldest first. field NULL = all. */
enum err_code draft_history(struct store *store, const struct uuid *record, const char *field,
                            struct arena *arena, struct draft **ret, size_t *ret_count,
                            struct err *err) MUST_CHECK;

/* --- versions and acts -------------------------------------------------------------------- */

struct version {
    struct uuid id;
    struct uuid record;
    struct uuid person;
    struct digest hash; /* of the canonical body */
    const char *body;   /* canonical JSON */
    const struct uuid *parents;
    size_t parent_count;
    int64_t at_ms;
};
/* body is an object with what was finished (values, schema hash, page revisions, master hashes).
 * The store adds "record", "parents" (hashes) and a random "salt" to a copy, makes it canonical
 * (RFC 8785) and hashes that; so the hash stands alone and tells nothing after a purge. */
enum err_code version_add(struct store *store, const struct uuid *record, const json_t *body,
                          const struct uuid *parents, size_t parent_count, struct uuid *ret_id,
                          struct digest *ret_hash, struct err *err) MUST_CHECK;
enum err_code version_get(struct store *store, const struct uuid *id, struct arena *arena,
                          struct version *ret, struct err *err) MUST_CHECK;
/* Oldest first. */
enum err_code version_list(struct store *store, const struct uuid *record, struct arena *arena,
                           struct version **ret, size_t *ret_count, struct err *err) MUST_CHECK;
/* Versions without child; more than one is a conflict that a person settles. */
enum err_code version_heads(struct store *store, const struct uuid *record, struct arena *arena,
                            struct version **ret, size_t *ret_count, struct err *err) MUST_CHECK;

struct act {
    struct uuid id;
    const char *kind; /* "verify", "confirm", "return", "release", ... */
    struct uuid person;
    const char *reason; /* NULL = none; no field values */
    const char *body;   /* canonical JSON with details, or NULL; no field values */
    const struct uuid *versions;
    size_t version_count;
    int64_t at_ms;
    struct digest key; /* the public key that signed it; zero = unsigned */
};
/* By the acting person, signed in an office's store (store_sign_as); body may be NULL. workflow
 * calls it through act_sign (workflow/act_kind), which knows who may. ERR_DENIED K-1514: locked. */
enum err_code act_add(struct store *store, const char *kind, const char *reason, const json_t *body,
                      const struct uuid *versions, size_t version_count, struct uuid *ret_id,
                      struct err *err) MUST_CHECK;
/* The acts of kind "change" and "undo" whose body names the batch among its "batches"; newest
 * first. */
enum err_code act_list_changes(struct store *store, const struct uuid *batch, long offset,
                               long limit, struct arena *arena, struct act **ret, size_t *ret_count,
                               struct err *err) MUST_CHECK;
/* Oldest first, by audit order. record NULL = all; kind NULL = all. */
enum err_code act_list(struct store *store, const struct uuid *record, const char *kind,
                       long offset, long limit, struct arena *arena, struct act **ret,
                       size_t *ret_count, struct err *err) MUST_CHECK;

#endif

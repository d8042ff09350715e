/* SPDX-License-Identifier: Apache-2.0
 *
 * record/schema: what a kind of paper holds: its fields, in the order of the form, how they are
 * printed, found, masked and carried over. Loaded from a JSON Schema 2020-12 file of schemas/
 * whose own notes stand under "x-sohoa" (docs/schemas.md lists every keyword); checked strictly:
 * a keyword outside the documented subset is refused, and an error names its place.
 *
 * A loaded schema never changes; it may be read from several threads. It owns all its text.
 */
#ifndef RECORD_SCHEMA_H
#define RECORD_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "model/id.h"
#include "record/kind.h"

/* Where on the paper a value stands. */
enum field_find {
    FIND_LABEL,     /* after a printed label (or in a column of a table); the default */
    FIND_SIGNER,    /* the name under the signer's heading at the foot of the page */
    FIND_OFFICE,    /* the position of the signer: the lines above the signature */
    FIND_ISSUER,    /* the office that issues: left half of the head */
    FIND_PLACEDATE, /* "place, ngày … tháng … năm …" at the head or above the signature */
    FIND_LIST,      /* a heading and all lines under it to the end of its column */
    FIND_NOWHERE,   /* not printed on this paper (only keyed, carried or from a code) */
    FIND_COUNT
};
enum field_carry { CARRY_NONE, CARRY_BOOK, CARRY_LAST, CARRY_COUNT };
enum paper_side { SIDE_NONE, SIDE_LEFT, SIDE_RIGHT, SIDE_COUNT };
enum paper_shape {
    PAPER_FORM,
    PAPER_ROWS,
    PAPER_SHAPE_COUNT
}; /* one record a page, or one a row */

/* NULL-terminated list of texts; never NULL itself. */
typedef const char *const *text_list;

/* Fractions of the upright page, 0..1 (thousandths in the file); w = 0: the form fixes none. */
struct zone {
    double x, y, w, h;
};

struct schema_field {
    const char *name; /* ho_ten_me */
    enum field_kind kind;
    const char *label_vi, *label_en; /* for screens */
    text_list print;                 /* printed labels, the usual one first */
    text_list columns;               /* column headings of registers; print when it has none */
    const char *block;               /* part of the form it belongs to ("me"), "" = the main part */
    enum field_find find;
    struct zone zone;
    enum paper_side side; /* of a spread, or of a paper with two columns */
    int lines;            /* how many lines its value may take on paper, at least 1 */
    bool required;        /* a record without it is incomplete (a warning, never a block) */
    bool second;          /* a second person enters it blind */
    text_list mask;       /* roles that see it masked */
    enum field_carry carry;
    bool keep;         /* the printed label is part of the value (V/v …) */
    text_list choices; /* usual values, or empty */
};

struct schema_block {
    const char *name;
    text_list print; /* headings that open this part of the form */
};

struct schema {
    const char *name; /* khai-sinh */
    int version;
    const char *title_vi, *title_en;
    const char *code;     /* KS, KH, KT, CMC, HN, or "" */
    text_list papers;     /* headings by which the paper is recognised */
    text_list not_papers; /* headings that speak against it */
    text_list stops;      /* printed labels and instructions that are no field's, end a value */
    enum paper_shape shape;
    bool landscape;
    bool prose;  /* a letter: its running text holds no field */
    bool sample; /* an official may look at a part of a batch and confirm the whole */
    const struct schema_block *blocks;
    size_t block_count;
    const struct schema_field *fields; /* in the order of the form */
    size_t field_count;
    struct digest hash;  /* SHA-256 of the canonical JSON */
    const json_t *json;  /* the file's content */
    struct arena *arena; /* owns the lists; private */
};

/* From parsed JSON (kept with a new reference). name stands in messages (a file name).
 * ERR_FORMAT K-400…419 say what is wrong and where ("properties/so/x-sohoa/kind"). */
enum err_code schema_new(json_t *json, const char *name, struct schema **ret_new,
                         struct err *err) MUST_CHECK;
enum err_code schema_load(const char *path, struct schema **ret_new, struct err *err) MUST_CHECK;
void schema_free(struct schema *schema); /* NULL is fine */
/* All violations, not only the first: calls report once for each; returns their number. */
typedef void (*schema_report)(void *context, const struct err *violation);
size_t schema_check(const json_t *json, const char *name, schema_report report, void *context);

/* NULL when there is none. */
const struct schema_field *schema_field_lookup(const struct schema *schema, const char *name);
/* -1 when there is none. */
int schema_field_index(const struct schema *schema, const char *name);
/* In the language of the messages in force. */
const char *schema_field_label(const struct schema_field *field);
const char *schema_title(const struct schema *schema);

/* All schemas of a folder (*.json), in the fixed order of their names. */
struct schema_set {
    struct schema **items;
    size_t count, capacity;
};
/* dir NULL: the installed folder (base/paths "schemas"). Two of one name are refused. */
enum err_code schema_set_load(const char *dir, struct schema_set *ret, struct err *err) MUST_CHECK;
/* {"schemas":[…]} as a worker gets them; takes copies. */
enum err_code schema_set_from_json(const json_t *array, struct schema_set *ret,
                                   struct err *err) MUST_CHECK;
json_t *schema_set_to_json(const struct schema_set *set); /* new reference: array of schema JSON */
void schema_set_release(struct schema_set *set);
const struct schema *schema_set_lookup(const struct schema_set *set, const char *name);

#endif

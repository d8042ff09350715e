/* SPDX-License-Identifier: Apache-2.0
 *
 * record/part: the parts of extraction and what they hand each other. Private to record/extract.c,
 * form*.c, foot.c, rows*.c, recognise.c, propose.c.
 */
#ifndef RECORD_PART_H
#define RECORD_PART_H

#include "model/record.h"
#include "record/assign.h"
#include "record/evidence.h"
#include "record/pick.h"
#include "record/stream.h"

/* record/propose: one field's proposal. seen: its place on the paper was found. */
void propose_empty(const struct schema_field *field, bool seen, struct rect box,
                   struct proposed_field *ret);
void propose_value(const struct schema_field *field, const struct picked *picked, float label,
                   struct arena *arena, struct proposed_field *ret);
void proposal_init(const struct schema *schema, struct arena *arena, struct proposal *ret);

/* ---- forms ---- */

struct form {
    const struct schema *schema;
    struct sheet sheet;
    struct label_set labels;
    struct regions regions;
    struct stream stream; /* the body: what stands above the foot */
    struct instance_list found;
    int *fields; /* of found: index or ASSIGN_NONE */
    bool *text;  /* of found: no label after all */
    size_t foot; /* first row of the foot; row_count when there is none */
    struct proposal *proposal;
};

/* record/form: a whole page as one record. */
void form_extract(const struct schema *schema, const struct text_page *page, struct arena *arena,
                  struct proposal *ret);
/* record/span: the tokens behind found label i, up to the next one. */
struct token_list form_span(const struct form *form, size_t i);
/* The empty place behind found label i. */
struct rect form_empty_place(const struct form *form, size_t i);

/* record/foot: where the signatures begin, by the labels of a pass over whole rows. */
size_t foot_find(const struct sheet *sheet, const struct schema *schema,
                 const struct stream *stream, const struct instance_list *labels);
/* Signer, position and list of receivers, from the rows of the foot. */
void foot_extract(struct form *form);
/* record/head: issuing office; place and date of the paper. */
void head_extract(struct form *form);

/* ---- registers ---- */

/* record/rows: a page as one record a row. Proposals in the arena. */
void rows_extract(const struct schema *schema, const struct text_page *page, struct arena *arena,
                  struct proposal_list *ret);

#endif

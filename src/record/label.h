/* SPDX-License-Identifier: Apache-2.0
 *
 * record/label: the printed labels of a schema and where they stand in a stream of tokens, despite
 * reading errors. Private to extraction.
 */
#ifndef RECORD_LABEL_H
#define RECORD_LABEL_H

#include <stdint.h>

#include "record/schema.h"
#include "record/sheet.h"

/* One printed text; several fields may share it ("Dân tộc" of child, mother, father). */
struct label {
    const char *text;
    const char *fold;
    int letters;
    unsigned mask;     /* which letters it has */
    uint64_t rows[27]; /* where each letter stands in fold, '#' last: bit vectors */
    int *fields;       /* indexes into schema.fields */
    int *ranks;        /* its place in the field's list: 0 = the usual label */
    size_t field_count;
    int block; /* it is the heading of this block, or -1 */
    bool stop; /* printed, but no field's */
    bool keep; /* part of the value (V/v) */
};

struct label_set {
    const struct schema *schema;
    struct label *items;
    size_t count;
};

/* columns: the headings of register columns instead of the labels of a form. */
void label_set_init(struct label_set *set, const struct schema *schema, bool columns,
                    struct arena *arena);

/* Tokens in reading order; a segment is a row, or the part of a row that lies in one column. */
struct stream_item {
    const struct token *token;
    int segment;
    bool first; /* of its segment */
    bool last;
};
struct stream {
    struct stream_item *items;
    size_t count;
};

struct instance {
    size_t from, to; /* stream items [from, to) */
    const struct label *label;
    float score;  /* 0..1: how well it was read */
    float weight; /* what choosing it brings */
    bool colon;
};
struct instance_list {
    struct instance *items;
    size_t count;
};

/* The best set of labels that do not overlap, in stream order. */
void label_find(const struct label_set *set, const struct stream *stream, const struct sheet *sheet,
                struct instance_list *ret);

/* Least number of letters to change to find needle somewhere inside text. */
int fold_inside(const char *needle, const char *text);
/* Letters that must be changed to make pattern out of text, at most limit + 1. */
int fold_distance(const char *pattern, const char *text, int limit);
/* 0..1 over folded texts: 1 - distance / longer length. */
double fold_likeness(const char *a, const char *b);

#endif

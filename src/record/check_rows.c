/* SPDX-License-Identifier: Apache-2.0
 *
 * record/check_rows: the rows of a register page against each other: its numbers run on, one a row.
 * Where most rows agree on where the count began, a number that was not read or read badly is
 * proposed from its place; a well-read one that breaks the row is left alone and said to. May
 * include base, model, viet and record.
 */
#include "record/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "record/evidence.h"
#include "record/problem.h"
#include "viet/date.h"
#include "viet/names.h"
#include "viet/person_id.h"

enum { ROWS_LEAST = 3, ROWS_MAX = 200, NUMBER_MOST = 99999 };

/* A number of a row: leading digits, and what stands behind them (/2010). */
struct row_number {
    struct proposed_field *field; /* NULL: the row has no such place or it is handwritten */
    long value;                   /* -1 = no digits in front */
    const char *tail;
    size_t width; /* of the digits */
};

static void number_take(struct row_number *number, struct proposed_field *field)
{
    *number = (struct row_number){.field = field, .value = -1, .tail = ""};
    const char *text = field->value.status == VALUE_OK ? field->value.normal : NULL;
    size_t width = text != NULL ? strspn(text, "0123456789") : 0;
    struct str digits = STR_INIT;
    if (width == 0 || (text[width] != '\0' && text[width] != '/'))
        return;
    str_add_span(&digits, text, width);
    if (text_to_long(str_peek(&digits), 0, NUMBER_MOST, &number->value)) {
        number->tail = text + width;
        number->width = width;
    }
    str_release(&digits);
}

/* The row whose count and tail most rows share; -1 when they are not at least three and most. */
static int find_pattern(const struct row_number *rows, size_t count)
{
    int best = -1;
    size_t best_votes = 0, places = 0;
    for (size_t i = 0; i < count; i++) {
        size_t votes = 0;
        places += rows[i].field != NULL;
        for (size_t k = 0; rows[i].value >= 0 && k < count; k++)
            votes += rows[k].value >= 0 && rows[k].value - (long)k == rows[i].value - (long)i &&
                     strcmp(rows[k].tail, rows[i].tail) == 0;
        if (votes > best_votes) {
            best_votes = votes;
            best = (int)i;
        }
    }
    return best_votes >= ROWS_LEAST && best_votes * 2 >= places ? best : -1;
}

/* The text that the pattern asks for in row index. */
static const char *pattern_text(const struct row_number *pattern, long value, struct arena *arena)
{
    return arena_format(arena, "%0*ld%s", (int)pattern->width, value, pattern->tail);
}

static bool is_padded(const struct row_number *number)
{
    return number->width > 1 && number->field->value.normal[0] == '0';
}

/* 01 … 09, 10: the numbers before 10 say how wide all are written. */
static size_t padded_width(const struct row_number *rows, size_t count)
{
    size_t width = 1;
    for (size_t i = 0; i < count; i++)
        if (rows[i].value >= 0 && is_padded(&rows[i]) && rows[i].width > width)
            width = rows[i].width;
    return width;
}

static void row_propose(struct row_number *row, const char *text)
{
    struct proposed_field *field = row->field;
    problem_add(field, "from-row-order", NULL, NULL, NULL);
    field->other = field->value.normal;
    field->value.normal = text;
    if (field->value.written == NULL)
        field->value.written = text;
    field->value.status = VALUE_OK;
    field->confidence = 0.9f;
    field->evidence = NULL; /* it spoke for the other reading */
}

static void move_evidence(struct proposed_field *field, enum evidence_part part)
{
    if (!field->evidence)
        return;
    field->evidence->part[part] += 1;
    field->confidence = evidence_confidence(field->evidence);
}

static void row_agrees(struct proposed_field *field)
{
    if (field->evidence)
        move_evidence(field, EVIDENCE_ROW_ORDER);
    else
        field->confidence = 1 - (1 - field->confidence) * 0.2f;
}

/* One row against the pattern; sure: the confidence above which a reading is left as it is. */
static void row_meet(struct row_number *row, long wanted, const char *text, bool same_tail)
{
    static const float SURE = 0.999f;
    struct proposed_field *field = row->field;
    if (row->value == wanted && same_tail) {
        if (strcmp(field->value.normal, text) == 0) /* 4 among 01, 02, 03 lost its zero */
            row_agrees(field);
        else if (field->evidence)
            move_evidence(field, EVIDENCE_AGAINST);
    } else if (row->value < 0 || field->confidence < SURE) {
        row_propose(row, text);
    } else {
        problem_add(field, "row-order-differs", text, NULL, NULL);
        field->confidence *= 0.6f;
        field->evidence = NULL;
    }
}

/* An unused row of the page has no entry, so no number. */
static bool is_used(const struct proposal *row)
{
    for (size_t i = 0; i < row->field_count; i++) {
        const struct proposed_field *field = &row->fields[i];
        bool number = text_equal(field->name, "stt") || text_equal(field->name, "so");
        if (!number && (field->value.status == VALUE_OK || field->handwritten))
            return true;
    }
    return false;
}

static void check_column(struct proposal *items, size_t count, const char *name,
                         struct arena *arena)
{
    struct row_number rows[ROWS_MAX] = {{NULL}};
    for (size_t i = 0; i < count; i++) {
        struct proposed_field *field = proposal_field(&items[i], name);
        if (field != NULL && !field->handwritten && is_used(&items[i]))
            number_take(&rows[i], field);
        else
            rows[i].value = -1;
    }
    int best = find_pattern(rows, count);
    if (best < 0)
        return;
    struct row_number pattern = rows[best];
    long first = pattern.value - best;
    if (first < 0)
        return;
    pattern.width = padded_width(rows, count);
    for (size_t i = 0; i < count; i++) {
        long wanted = first + (long)i;
        if (rows[i].field != NULL && wanted > 0)
            row_meet(&rows[i], wanted, pattern_text(&pattern, wanted, arena),
                     strcmp(rows[i].tail, pattern.tail) == 0);
    }
}

/* ---- dates of registration ---- */

static bool row_date(const struct proposal *row, const char *name,
                     struct proposed_field **ret_field, struct date *ret)
{
    *ret_field = proposal_field(row, name);
    return *ret_field && (*ret_field)->value.normal &&
           date_from_edtf((*ret_field)->value.normal, ret);
}

/* Most rows of a page were registered in one year, or in two that follow each other. */
static void check_years(struct proposal *items, size_t count, const char *name)
{
    struct proposed_field *field;
    struct date date, other;
    for (size_t i = 0; i < count; i++) {
        size_t near = 0, others = 0;
        struct proposed_field *ignored;
        if (!row_date(&items[i], name, &field, &date))
            continue;
        for (size_t k = 0; k < count; k++) {
            if (k == i || !row_date(&items[k], name, &ignored, &other))
                continue;
            others++;
            near += other.year == date.year;
        }
        if (others >= 2 && near * 2 >= others)
            move_evidence(field, EVIDENCE_SLIGHT);
        else if (others >= 2 && near == 0)
            move_evidence(field, EVIDENCE_AGAINST);
    }
}

/* ---- columns under a wrong heading ---- */

/* Where two names of a column of women are men's by their middle name, the column is doubtful. */
static void check_sex(struct proposal *items, size_t count, const char *name, enum sex sex)
{
    size_t against = 0;
    for (size_t i = 0; i < count; i++) {
        const struct proposed_field *field = proposal_field(&items[i], name);
        const char *text = field ? field->value.normal : NULL;
        int hint = text ? name_sex_hint(text) : 0;
        against += hint != 0 && hint != (int)sex;
    }
    for (size_t i = 0; against >= 2 && i < count; i++) {
        struct proposed_field *field = proposal_field(&items[i], name);
        if (field)
            move_evidence(field, EVIDENCE_AGAINST);
    }
}

void record_check_rows(struct proposal *items, size_t count, struct arena *arena)
{
    if (count < ROWS_LEAST || count > ROWS_MAX)
        return;
    check_column(items, count, "stt", arena);
    check_column(items, count, "so", arena);
    check_years(items, count, "ngay_dang_ky");
    check_sex(items, count, "ho_ten_me", SEX_FEMALE);
    check_sex(items, count, "ho_ten_vo", SEX_FEMALE);
    check_sex(items, count, "ho_ten_cha", SEX_MALE);
    check_sex(items, count, "ho_ten_chong", SEX_MALE);
}

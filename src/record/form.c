/* SPDX-License-Identifier: Apache-2.0
 *
 * record/form: a paper that holds one record: two passes of finding labels (whole rows, then column
 * by column), labels to fields, values behind labels, then head and foot. Includes base, model,
 * record.
 */
#include "record/part.h"

#include <string.h>

#include "base/str.h"
#include "viet/person_id.h"

enum { LABELS_MAX = 600 }; /* of one page; a page of dirt has more */

/* ---- fields that share a label ---- */

static bool same_block(const struct schema *schema, int a, int b)
{
    return text_equal(schema->fields[a].block, schema->fields[b].block);
}

/* Fields of the same part that stand behind the same label. */
static struct pick_company company_of(const struct form *form, size_t i)
{
    struct pick_company company = {0};
    const struct label *label = form->found.items[i].label;
    for (size_t k = 0; k < label->field_count; k++) {
        if (!same_block(form->schema, label->fields[k], form->fields[i]))
            continue;
        enum field_kind kind = form->schema->fields[label->fields[k]].kind;
        company.number |= kind == KIND_NUMBER;
        company.date |= kind == KIND_DATE;
        company.time |= kind == KIND_TIME;
    }
    return company;
}

/* ---- values ---- */

/* A short label that is part of the value was found by what it is misread as: VW for V/v. */
static void mend_kept_label(const struct form *form, const struct schema_field *field,
                            struct picked *picked)
{
    size_t first = strcspn(picked->written, " "), usual = strlen(field->print[0]);
    if (first > 5 || (first == usual && strncmp(picked->written, field->print[0], usual) == 0))
        return;
    picked->other = picked->written;
    picked->written =
        arena_format(form->sheet.arena, "%s%s", field->print[0], picked->written + first);
}

/* A proposal for field from found label i; false when there is nothing better than what is there.
 */
static void fill_field(struct form *form, size_t i, int field)
{
    const struct schema_field *schema_field = &form->schema->fields[field];
    struct proposed_field *out = &form->proposal->fields[field];
    struct pick_company company = company_of(form, i);
    struct token_list span = form_span(form, i);
    struct picked picked;
    if (out->value.status == VALUE_OK || out->handwritten)
        return;
    value_pick(schema_field, &span, &company, &form->sheet, &picked);
    if (!picked.written && !picked.hand) {
        propose_empty(schema_field, true, form_empty_place(form, i), out);
        return;
    }
    if (schema_field->keep)
        mend_kept_label(form, schema_field, &picked);
    propose_value(schema_field, &picked, form->found.items[i].score, form->sheet.arena, out);
    if (out->evidence)
        out->evidence->part[EVIDENCE_NO_COLON] = !form->found.items[i].colon && !schema_field->keep;
}

static bool field_found(const struct form *form, int field)
{
    for (size_t i = 0; i < form->found.count; i++)
        if (form->fields[i] == field)
            return true;
    return false;
}

/* "Đăng ký khai tử tại: place, số …, ngày …": the others take their part of the same words. */
static void fill_company(struct form *form, size_t i)
{
    const struct label *label = form->found.items[i].label;
    int owner = form->fields[i];
    for (size_t k = 0; k < label->field_count; k++) {
        int field = label->fields[k];
        if (field == owner || !same_block(form->schema, field, owner) || field_found(form, field) ||
            form->schema->fields[field].kind == form->schema->fields[owner].kind)
            continue;
        fill_field(form, i, field);
        struct proposed_field *out = &form->proposal->fields[field];
        bool date = form->schema->fields[field].kind == KIND_DATE;
        if (date && out->value.status == VALUE_OK && !out->value.normal)
            propose_empty(&form->schema->fields[field], false, (struct rect){0}, out);
    }
}

static void fill_fields(struct form *form)
{
    for (size_t i = 0; i < form->found.count; i++) {
        int field = form->fields[i];
        if (field == ASSIGN_NONE || form->schema->fields[field].find != FIND_LABEL)
            continue;
        fill_field(form, i, field);
        fill_company(form, i);
    }
}

/* ---- passes ---- */

/* Labels that only head and foot use are no labels in the body. */
static void drop_others(struct form *form)
{
    size_t kept = 0;
    for (size_t i = 0; i < form->found.count && kept < LABELS_MAX; i++) {
        const struct label *label = form->found.items[i].label;
        bool body = label->stop || label->block >= 0;
        for (size_t k = 0; k < label->field_count && !body; k++)
            body = form->schema->fields[label->fields[k]].find == FIND_LABEL ||
                   form->schema->fields[label->fields[k]].find == FIND_LIST;
        if (body)
            form->found.items[kept++] = form->found.items[i];
    }
    form->found.count = kept;
}

static bool share_field(const struct label *a, const struct label *b)
{
    for (size_t i = 0; i < a->field_count; i++)
        for (size_t k = 0; k < b->field_count; k++)
            if (a->fields[i] == b->fields[k])
                return true;
    return false;
}

/* "Họ và tên / Full name:" read as two labels with nothing between them is one. */
static void merge_bilingual(struct form *form)
{
    size_t kept = 0;
    for (size_t i = 0; i < form->found.count; i++) {
        const struct instance *here = &form->found.items[i];
        struct instance *before = kept > 0 ? &form->found.items[kept - 1] : NULL;
        size_t between = before ? before->to : 0;
        while (before && between < here->from && form->stream.items[between].token->letters == 0)
            between++;
        if (before && between == here->from && !before->colon &&
            share_field(before->label, here->label)) {
            before->to = here->to;
            before->colon = here->colon;
            continue;
        }
        form->found.items[kept++] = *here;
    }
    form->found.count = kept;
}

static void first_pass(struct form *form)
{
    struct stream rows;
    struct instance_list labels;
    stream_init(&rows, &form->sheet, NULL, 0, form->sheet.row_count, form->sheet.arena);
    label_find(&form->labels, &rows, &form->sheet, &labels);
    regions_find(&form->sheet, form->schema, &rows, &labels, &form->regions);
    form->foot = foot_find(&form->sheet, form->schema, &rows, &labels);
}

static void second_pass(struct form *form)
{
    struct arena *arena = form->sheet.arena;
    stream_init(&form->stream, &form->sheet, &form->regions, 0, form->foot, arena);
    label_find(&form->labels, &form->stream, &form->sheet, &form->found);
    drop_others(form);
    merge_bilingual(form);
    form->fields = arena_take(arena, form->found.count + 1, sizeof *form->fields);
    form->text = arena_take(arena, form->found.count + 1, sizeof *form->text);
    assign_fields(form->schema, &form->found, form->fields, form->text);
}

/* A number of twelve digits speaks for itself where its label could not be read. */
static void find_number(struct form *form, size_t field)
{
    for (size_t i = 0; i < form->stream.count; i++) {
        struct person_id id;
        const struct token *token = form->stream.items[i].token;
        struct token_list one = {.items = &token, .count = 1};
        struct picked picked;
        if (!person_id_parse(token->text, &id) || id.kind != PERSON_ID_12 || id.letters > 0)
            continue;
        pick_all(&one, form->sheet.arena, &picked);
        propose_value(&form->schema->fields[field], &picked, .5f, form->sheet.arena,
                      &form->proposal->fields[field]);
        return;
    }
}

static void find_numbers(struct form *form)
{
    for (size_t i = 0; i < form->schema->field_count; i++)
        if (form->schema->fields[i].kind == KIND_PERSON_ID && form->schema->fields[i].required &&
            form->proposal->fields[i].value.status == VALUE_MISSING &&
            !form->proposal->fields[i].handwritten)
            find_number(form, i);
}

static void region_of_record(struct form *form)
{
    struct rect box = {0};
    for (size_t i = 0; i < form->sheet.row_count; i++)
        box = rect_union(box, form->sheet.rows[i].box);
    form->proposal->region = box;
}

void form_extract(const struct schema *schema, const struct text_page *page, struct arena *arena,
                  struct proposal *ret)
{
    struct form form = {.schema = schema, .proposal = ret};
    proposal_init(schema, arena, ret);
    sheet_init(&form.sheet, page, SHEET_ALL, arena);
    label_set_init(&form.labels, schema, false, arena);
    first_pass(&form);
    second_pass(&form);
    fill_fields(&form);
    find_numbers(&form);
    head_extract(&form);
    foot_extract(&form);
    region_of_record(&form);
}

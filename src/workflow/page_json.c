/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/page_json: what `read --json` prints. May include: base, model and record/problem.
 */
#include "workflow/page_json.h"

#include <math.h>

#include "record/problem.h"

json_t *box_json(struct rect box)
{
    if (rect_empty(box))
        return json_null();
    return json_pack("[i,i,i,i]", box.x, box.y, box.w, box.h);
}

static json_t *problems_json(const struct problem *problems, size_t count)
{
    struct arena *arena = arena_new();
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *item = json_object();
        json_put_text(item, "code", problems[i].code);
        json_put_text(item, "text", problem_text(&problems[i], arena));
        json_array_append_new(list, item);
    }
    arena_free(arena);
    return list;
}

json_t *field_json(const struct proposed_field *field, struct rect box)
{
    json_t *json = json_object();
    json_put_text(json, "value", field->value.normal);
    json_put_text(json, "written", field->value.written);
    json_put_text(json, "status", value_status_name(field->value.status));
    json_put_double(json, "confidence", (double)field->confidence);
    json_put_new(json, "box", box_json(box));
    if (field->other)
        json_put_text(json, "other", field->other);
    if (field->handwritten)
        json_put_bool(json, "handwritten", true);
    json_put_new(json, "problems", problems_json(field->problems, field->problem_count));
    return json;
}

static struct rect to_page(const struct view *view, struct rect upright)
{
    return rect_empty(upright) ? upright : view_to_page(view, upright);
}

json_t *proposal_json(const struct proposal *proposal, const struct view *view)
{
    json_t *json = json_object(), *fields = json_object();
    json_put_text(json, "schema", proposal->schema);
    if (proposal->row >= 0)
        json_put_long(json, "row", proposal->row);
    json_put_new(json, "region", box_json(to_page(view, proposal->region)));
    for (size_t i = 0; i < proposal->field_count; i++) {
        const struct proposed_field *field = &proposal->fields[i];
        json_put_new(fields, field->name, field_json(field, to_page(view, field->box)));
    }
    json_put_new(json, "fields", fields);
    return json;
}

static json_t *codes_json(const struct text_page *page)
{
    json_t *list = json_array();
    for (size_t i = 0; i < page->code_count; i++) {
        const struct text_code *code = &page->codes[i];
        json_t *item = json_object();
        json_put_text(item, "kind", code->kind);
        json_put_text(item, "text", code->text);
        json_put_new(item, "box", box_json(to_page(&page->view, code->box)));
        json_array_append_new(list, item);
    }
    return list;
}

/* Without the grid of the ink, which is for comparing pages only. */
static json_t *quality_json(const struct read_page *page)
{
    json_t *json = json_deep_copy(json_peek_object(page->reply, "quality"));
    json_object_del(json, "print");
    return json;
}

/* A form gives "record", a register page "records"; neither when no kind of paper fits. */
static void add_records(json_t *json, const struct read_page *page)
{
    const struct proposal_list *list = &page->proposals;
    if (list->schema && list->count == 1 && list->items[0].row < 0) {
        json_put_new(json, "record", proposal_json(&list->items[0], &page->text.view));
        return;
    }
    if (!list->schema) {
        json_put_new(json, "record", json_null());
        return;
    }
    json_t *records = json_array();
    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(records, proposal_json(&list->items[i], &page->text.view));
    json_put_text(json, "schema", list->schema);
    json_put_new(json, "records", records);
}

json_t *page_json(const struct read_page *page)
{
    const struct text_page *text = &page->text;
    json_t *json = json_object();
    json_put_text(json, "file", page->file);
    json_put_long(json, "page", page->number);
    json_put_long(json, "width", text->view.page_width);
    json_put_long(json, "height", text->view.page_height);
    json_put_double(json, "dpi", text->dpi);
    json_put_long(json, "rotation", text->view.turns * 90);
    json_put_double(json, "skew", round(text->view.skew * 100) / 100 + 0.0);
    if (json_peek_array(page->reply, "by_hand"))
        json_put_new(json, "by_hand", json_deep_copy(json_peek_array(page->reply, "by_hand")));
    json_put_bool(json, "blank", text->blank);
    if (json_peek_object(page->reply, "quality")) /* kept text has none */
        json_put_new(json, "quality", quality_json(page));
    json_put_text(json, "text", text_page_text(text, page->arena));
    json_put_new(json, "codes", codes_json(text));
    add_records(json, page);
    long skipped = json_peek_long(page->reply, "skipped_lines", 0);
    if (skipped)
        json_put_long(json, "skipped_lines", skipped);
    if (json_peek_bool(page->reply, "partial", false))
        json_put_bool(json, "partial", true);
    if (page->simplified)
        json_put_bool(json, "simplified", true);
    if (page->timing)
        json_put_new(json, "timing", json_deep_copy(page->timing));
    return json;
}

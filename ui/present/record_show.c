/* SPDX-License-Identifier: Apache-2.0
 *
 * present/record_show: see the header. May include: base, model, store, record, workflow.
 */
#include "present/record_show.h"

#include "base/str.h"
#include "store/batch.h"
#include "store/page.h"
#include "workflow/stage.h"

const char *record_status_word(enum value_status status)
{
    switch (status) {
    case VALUE_MISSING: return _("missing");
    case VALUE_ILLEGIBLE: return _("illegible");
    case VALUE_BLANK: return _("left empty");
    default: return "";
    }
}

const char *record_value_text(struct desk *desk, const struct value *value)
{
    if (value->status != VALUE_OK)
        return arena_format(desk->arena, "(%s)", record_status_word(value->status));
    return arena_copy_text(desk->arena, value->written ? value->written : "");
}

static void add_page_place(struct desk *desk, const struct record_view *view, struct str *text)
{
    struct batch batch;
    str_add(text, schema_title(view->schema));
    if (batch_get(office_store(desk->office), &view->record.batch, desk->arena, &batch, NULL) ==
        ERR_OK)
        str_format(text, "  ·  %s", batch.name);
    str_format(text, "  ·  ");
    str_format(text, _("page %ld"), view->record.page_position);
}

const char *record_page_place(struct desk *desk, const struct record_view *view)
{
    struct str text = STR_INIT;
    add_page_place(desk, view, &text);
    const char *kept = arena_copy_text(desk->arena, str_peek(&text));
    str_release(&text);
    return kept;
}

const char *record_place(struct desk *desk, const struct record_view *view)
{
    struct str text = STR_INIT;
    add_page_place(desk, view, &text);
    if (view->record.row >= 0) {
        str_format(&text, ", ");
        str_format(&text, _("row %d"), view->record.row + 1);
    }
    if (view->record.state != RECORD_ENTERED)
        str_format(&text, "  ·  %s", record_state_title(view->record.state));
    const char *kept = arena_copy_text(desk->arena, str_peek(&text));
    str_release(&text);
    return kept;
}

void record_picture(struct desk *desk, const struct record *record, struct rect box,
                    const struct lens *lens, struct shown *ret)
{
    struct page page;
    struct shown_picture *shown = &ret->picture;
    *shown = (struct shown_picture){
        .on = true, .snippet = true, .missing = _("this record has no picture"), .zoom = 1};
    if (page_get(office_store(desk->office), &record->page, desk->arena, &page, NULL) != ERR_OK)
        return;
    const struct picture *picture = pictures_peek(desk->pictures, &page.id, page.revision);
    picture_show(desk, picture, lens, shown);
    shown->snippet = true;
    if (!shown->picture)
        return;
    if (record->row >= 0)
        shown->ruler = picture_box(picture, record->region);
    if (!rect_empty(box))
        shown->box = picture_box(picture, box);
}

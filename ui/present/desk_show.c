/* SPDX-License-Identifier: Apache-2.0
 *
 * present/desk_show: what is shown: the frame of every screen, and the parts that screens share.
 * May include: base, store, workflow.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "present/screen.h"

struct shown_row *row_add(struct desk *desk, struct row_list *list, enum row_kind kind,
                          const char *label)
{
    struct shown_row *row = ARRAY_ADD(list);
    *row = (struct shown_row){.kind = kind,
                              .label = arena_copy_text(desk->arena, label),
                              .text = "",
                              .extra = "",
                              .bar = -1};
    return row;
}

void rows_hand_over(struct desk *desk, struct row_list *list, struct shown *ret)
{
    ret->rows = arena_take(desk->arena, list->count + 1, sizeof *ret->rows);
    if (list->count > 0)
        memcpy(ret->rows, list->items, list->count * sizeof *ret->rows);
    ret->row_count = list->count;
    free(list->items);
    *list = (struct row_list){0};
}

void picture_show(struct desk *desk, const struct picture *picture, const struct lens *lens,
                  struct shown_picture *ret)
{
    *ret = (struct shown_picture){.on = true, .missing = ""};
    lens_show(lens, ret);
    if (picture && picture->level_count == 0)
        ret->missing =
            arena_format(desk->arena, "K-%d: %s", picture->failure.number, picture->failure.text);
    else
        ret->picture = picture;
}

/* A dot a sign instead of the text, which is copied nowhere. */
static void show_dots(struct desk *desk, const struct text_field *field, struct shown_input *input)
{
    static const char DOT[] = "•";
    const char *text = text_field_peek(field);
    struct str dots = STR_INIT;
    size_t caret = 0;
    for (const char *at = text; *at; (void)utf8_next(&at)) {
        caret += (size_t)(at - text) < field->caret ? strlen(DOT) : 0;
        str_add(&dots, DOT);
    }
    input->text = arena_copy_text(desk->arena, str_peek(&dots));
    input->preedit = "";
    input->style = "";
    input->caret = input->from = input->to = caret;
    str_release(&dots);
}

void field_show(struct desk *desk, const struct text_field *field, const char *label,
                struct shown *ret)
{
    static const char *const STYLES[TYPING_STYLE_COUNT] = {
        [TYPING_TELEX] = "Telex", [TYPING_VNI] = "VNI"};
    const char *style = STYLES[field->typing.style];
    ret->has_input = true;
    ret->input = (struct shown_input){
        .label = label,
        .text = field->secret ? "" : arena_copy_text(desk->arena, text_field_peek(field)),
        .preedit = field->preedit ? arena_copy_text(desk->arena, field->preedit) : "",
        .caret = field->caret,
        .token = field->token,
        .state = "",
        .becomes = "",
        .hint = "",
        .hint_key = "",
        .other = "",
        .other_key = "",
        .style = style ? style : "",
    };
    text_field_selection(field, &ret->input.from, &ret->input.to);
    if (field->secret)
        show_dots(desk, field, &ret->input);
}

/* The keys of the bar; a common one that the screen uses otherwise is left out. */
static void add_keys(struct desk *desk, const struct binding *bindings,
                     const struct binding *before)
{
    enum { KEY_TEXT = 24 };
    for (; bindings->press.code != PRESS_NONE; bindings++) {
        if (!bindings->bar || (before && binding_lookup(before, &bindings->press)))
            continue;
        char *text = arena_take(desk->arena, KEY_TEXT, 1);
        press_show(&bindings->press, text, KEY_TEXT);
        desk->shown.keys[desk->shown.key_count++] =
            (struct shown_key){text, request_help(bindings->request)};
    }
}

const struct shown *desk_shown(struct desk *desk)
{
    enum { KEYS_MAX = 64 };
    struct desk_frame *frame = &desk->frames[desk->depth - 1];
    struct shown *shown = &desk->shown;
    arena_clear(desk->arena);
    *shown = (struct shown){
        .screen = frame->screen->name,
        .title = _(frame->screen->title),
        .place = "",
        .done = "",
        .practice = store_practice(office_store(desk->office)),
        .contrast = desk->contrast,
        .focus = -1,
        .notice_kind = desk->notice_kind,
        .notice = desk->notice ? desk->notice : "",
        .keys = arena_take(desk->arena, KEYS_MAX, sizeof *shown->keys),
    };
    shown->person = desk->person && !shown->practice ? desk->person : "";
    add_keys(desk, frame->screen->bindings, NULL);
    add_keys(desk, common_bindings, frame->screen->bindings);
    frame->screen->show(desk, frame->state, shown);
    return shown;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * draw/draw_input: the field that letters go to, and the lines under it. May include: base, paint,
 * present.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "draw/draw_part.h"

/* Width of the first bytes of the text. */
static double width_to(struct draw *draw, const struct text_style *style, const char *text,
                       size_t length)
{
    char *part = mem_copy_text(text);
    part[length] = '\0';
    double width = draw_width_of(draw, style, part);
    free(part);
    return width;
}

/* The text with what an input method shows at the caret. */
static char *whole_text(const struct shown_input *input)
{
    struct str text = STR_INIT;
    str_add_span(&text, input->text, input->caret);
    str_add(&text, input->preedit);
    str_add(&text, input->text + input->caret);
    return str_take(&text);
}

static void mark_span(struct draw *draw, const struct text_style *style, const char *text,
                      struct shown_span span, struct rect box, bool doubt)
{
    double from = width_to(draw, style, text, span.from), to = width_to(draw, style, text, span.to);
    struct rect at = {whole(draw->input_text_x + from), box.y + whole(px(draw, 5)),
                      whole(to - from) + 1, box.h - 2 * whole(px(draw, 5))};
    if (doubt)
        at = rect_grow(at, whole(px(draw, 2)), 0);
    draw_fill(draw, at, doubt ? DOUBT : CHOSEN);
    if (doubt)
        draw_edge(draw, at, px(draw, 2), DOUBT_EDGE);
}

static void draw_text_line(struct draw *draw, const struct shown_input *input, struct rect box)
{
    struct text_style style = draw_style(draw, LARGE, INK, false);
    char *text = whole_text(input);
    size_t caret = input->caret + strlen(input->preedit);
    double caret_at = width_to(draw, &style, text, caret);
    double room = box.w - px(draw, 4);
    draw->input_text_x = box.x + (caret_at > room ? room - caret_at : 0);
    canvas_clip(draw->canvas, box.x - px(draw, 4), box.y, box.w + px(draw, 8), box.h);
    for (size_t i = 0; i < input->doubt_count && !*input->preedit; i++)
        mark_span(draw, &style, text, input->doubts[i], box, true);
    if (input->from < input->to)
        mark_span(draw, &style, text, (struct shown_span){input->from, input->to}, box, false);
    struct rect line = {whole(draw->input_text_x), box.y, 100000, box.h};
    draw_line_in(draw, &style, line, text);
    if (*input->preedit) {
        double from = width_to(draw, &style, text, input->caret);
        draw_fill(draw,
                  (struct rect){whole(draw->input_text_x + from),
                                box.y + box.h - whole(px(draw, 9)), whole(caret_at - from),
                                whole(px(draw, 2))},
                  ACCENT);
    }
    draw->caret_x = whole(draw->input_text_x + caret_at);
    draw->caret_y = box.y + box.h;
    draw_fill(draw,
              (struct rect){draw->caret_x, box.y + whole(px(draw, 7)), whole(px(draw, 2)),
                            box.h - 2 * whole(px(draw, 7))},
              ACCENT);
    canvas_restore(draw->canvas);
    free(text);
}

/* "F2  other reading: …" */
static void key_line(struct draw *draw, struct rect box, const char *key, const char *text)
{
    struct text_style bold = draw_style(draw, BODY, ACCENT, true);
    struct text_style body = draw_style(draw, BODY, INK, false);
    int used = whole(draw_line_in(draw, &bold, box, key)) + whole(px(draw, 8));
    box.x += used;
    box.w -= used;
    draw_line_in(draw, &body, box, text);
}

static void lines_below(struct draw *draw, const struct shown_input *input, struct rect box)
{
    int line = whole(px(draw, LINE)), end = box.y + box.h;
    struct text_style problem = draw_style(draw, BODY, FAULT, false);
    struct str text = STR_INIT;
    struct rect at = {box.x, box.y, box.w, line};
    if (*input->becomes) {
        str_format(&text, "→ %s", input->becomes);
        key_line(draw, at, "Enter", str_peek(&text));
        at.y += line;
    }
    if (*input->hint && !text_equal(input->hint, input->becomes)) {
        str_clear(&text);
        str_format(&text, "→ %s", input->hint);
        key_line(draw, at, input->hint_key, str_peek(&text));
        at.y += line;
    }
    if (*input->other) {
        str_clear(&text);
        str_format(&text, "%s: %s", _("other reading"), input->other);
        key_line(draw, at, input->other_key, str_peek(&text));
        at.y += line;
    }
    for (size_t i = 0; i < input->problem_count && at.y + line <= end; i++) {
        str_clear(&text);
        str_format(&text, "! %s", input->problems[i]);
        at.h = end - at.y;
        at.y += draw_block(draw, &problem, at, str_peek(&text));
        at.h = line;
    }
    str_release(&text);
}

/* Key and title, under it the text, its differing part marked. */
static void draw_reading(struct draw *draw, const struct shown_reading *reading, struct rect box)
{
    int line = whole(px(draw, LINE)), gap = whole(px(draw, AIR)) / 2;
    struct text_style key = draw_style(draw, BODY, ACCENT, true);
    struct text_style title = draw_style(draw, BODY, FAINT, false);
    struct text_style text = draw_style(draw, LARGE, INK, false);
    struct rect head = {box.x + gap, box.y, box.w - 2 * gap, line};
    struct rect body = {head.x, box.y + line, head.w, box.h - line};
    draw_fill(draw, box, reading->chosen ? CHOSEN : PANEL);
    draw_edge(draw, box, px(draw, reading->chosen ? 2 : 1), reading->chosen ? ACCENT : HAIRLINE);
    int used = whole(draw_line_in(draw, &key, head, reading->key)) + whole(px(draw, 8));
    draw_line_in(draw, &title, (struct rect){head.x + used, head.y, head.w - used, line},
                 reading->title);
    if (draw_width_of(draw, &text, reading->text) > body.w)
        text = draw_style(draw, BODY, INK, false);
    double from = width_to(draw, &text, reading->text, reading->mark.from);
    double to = width_to(draw, &text, reading->text, reading->mark.to);
    struct rect mark = {whole(body.x + from), body.y + whole(px(draw, 4)), whole(to - from),
                        body.h - 2 * whole(px(draw, 4))};
    canvas_clip(draw->canvas, body.x - gap / 2, body.y, body.w + gap, body.h);
    if (mark.w > 0) {
        draw_fill(draw, mark, DOUBT);
        draw_edge(draw, mark, px(draw, 1), DOUBT_EDGE);
    }
    draw_line_in(draw, &text, body, reading->text);
    canvas_restore(draw->canvas);
}

static void draw_readings(struct draw *draw, const struct shown_input *input, struct rect box)
{
    int gap = whole(px(draw, AIR)) / 2, count = (int)input->reading_count;
    int width = (box.w - gap * (count - 1)) / count;
    for (int i = 0; i < count; i++)
        draw_reading(draw, &input->readings[i],
                     (struct rect){box.x + i * (width + gap), box.y, width, box.h});
}

static void label_line(struct draw *draw, const struct shown_input *input, struct rect box)
{
    struct text_style label = draw_style(draw, BODY, INK, true);
    struct text_style faint = draw_style(draw, BODY, FAINT, false);
    struct str text = STR_INIT;
    str_add(&text, *input->style ? input->style : "");
    if (*input->state)
        str_format(&text, "%s(%s)", text.length ? "   " : "", input->state);
    box.w -= whole(draw_line_right(draw, &faint, box, str_peek(&text)));
    draw_line_in(draw, &label, box, input->label);
    str_release(&text);
}

int draw_input(struct draw *draw, const struct shown *shown, struct rect box)
{
    int line = whole(px(draw, LINE)), air = whole(px(draw, AIR)) / 2;
    int height = whole(px(draw, INPUT)),
        below = (draw_is_low(draw) ? LINES_BELOW - 1 : LINES_BELOW) * line;
    struct rect frame = {box.x, box.y + line + air / 2 + 4, box.w, height};
    struct text_style good = draw_style(draw, BODY, shown->done_asks ? INK : GOOD, true);
    if (!shown->picture.snippet)
        below = 0;
    if (shown->has_input) {
        label_line(draw, &shown->input, (struct rect){box.x, box.y + 4, box.w, line});
        draw->input_at = frame;
        draw_edge(draw, frame, px(draw, 2), ACCENT);
        draw_text_line(draw, &shown->input, rect_grow(frame, -air, 0));
        struct rect under = {box.x, frame.y + height + air / 2, box.w, below};
        if (shown->input.reading_count)
            under.h -= air / 2;
        if (below && shown->input.reading_count)
            draw_readings(draw, &shown->input, under);
        else if (below)
            lines_below(draw, &shown->input, under);
    } else {
        draw_block(draw, &good, (struct rect){box.x, frame.y, box.w, height + below}, shown->done);
    }
    return frame.y + height + below + air - box.y;
}

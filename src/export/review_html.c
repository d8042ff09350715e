/* SPDX-License-Identifier: Apache-2.0
 *
 * export/review_html: rows into HTML 5. May include: base, model.
 */
#include "export/review_html.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "export/review_words.h"

enum { PIECE_WIDTH_MAX = 520, PIECE_HEIGHT_MAX = 90 };

struct review_writer {
    struct file_writer *file;
    struct str buffer;
    bool decide;
    long rows;
};

static void add_text(struct str *out, const char *text)
{
    for (; text && *text; text++) {
        switch (*text) {
        case '&': str_add(out, "&amp;"); break;
        case '<': str_add(out, "&lt;"); break;
        case '>': str_add(out, "&gt;"); break;
        case '"': str_add(out, "&quot;"); break;
        case '\'': str_add(out, "&#39;"); break;
        default: str_add_char(out, *text);
        }
    }
}

/* <TAG class="CLASS">TEXT</TAG> */
static void add_element(struct str *out, const char *tag, const char *class, const char *text)
{
    str_format(out, "<%s", tag);
    if (class)
        str_format(out, " class=\"%s\"", class);
    str_add_char(out, '>');
    add_text(out, text);
    str_format(out, "</%s>", tag);
}

static enum err_code flush(struct review_writer *writer, struct err *err)
{
    enum err_code code =
        file_writer_add(writer->file, str_peek(&writer->buffer), writer->buffer.length, err);
    str_clear(&writer->buffer);
    return code;
}

/* ---- head ---- */

static void add_tools(struct str *out, bool decide)
{
    str_add(out, "<form id=\"tools\" class=\"script\" onsubmit=\"return false\"><label>");
    add_text(out, _("Show only entries with"));
    str_add(out, " <input id=\"filter\" type=\"search\"></label> <span id=\"count\"></span> ");
    str_add(out, "<button type=\"button\" id=\"print\">");
    add_text(out, _("Print"));
    str_add(out, "</button>");
    if (decide) {
        str_add(out, " <button type=\"button\" id=\"all\">");
        add_text(out, _("Tick all that are shown"));
        str_add(out, "</button> <button type=\"button\" id=\"save\">");
        add_text(out, _("Save the decisions to a file"));
        str_add(out, "</button>");
    }
    str_add(out, "</form>\n");
    if (!decide)
        return;
    str_add(out, "<noscript><p class=\"note\">");
    add_text(out, _("Ticks cannot be saved because scripts are off; read here and decide at the "
                    "desk of sohoa."));
    str_add(out, "</p></noscript>\n");
}

static void add_head(struct str *out, const struct review_head *head)
{
    str_add(out, "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">\n"
                 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                 "img-src 'self' file:; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width\">\n");
    add_element(out, "title", NULL, head->title);
    str_format(out, "\n<style>%s</style></head>\n<body data-token=\"", review_style);
    add_text(out, head->token);
    str_add(out, "\">\n");
    if (head->mark)
        add_element(out, "p", "mark", head->mark);
    add_element(out, "h1", NULL, head->title);
    str_add(out, "\n<dl class=\"facts\">");
    for (size_t i = 0; i < head->fact_count; i++) {
        if (!head->facts[i].value)
            continue;
        add_element(out, "dt", NULL, head->facts[i].label);
        add_element(out, "dd", NULL, head->facts[i].value);
    }
    str_add(out, "</dl>\n");
    add_tools(out, head->decide);
    str_add(out, "<main>\n");
}

enum err_code review_open(const char *path, const struct review_head *head,
                          struct review_writer **ret_new, struct err *err)
{
    struct review_writer *writer = mem_new(1, sizeof *writer);
    writer->decide = head->decide;
    enum err_code code = file_writer_open(path, FILE_REPLACE, &writer->file, err);
    add_head(&writer->buffer, head);
    if (!code)
        code = flush(writer, err);
    if (code)
        review_drop(writer);
    else
        *ret_new = writer;
    return code;
}

/* ---- rows ---- */

/* A window onto the image; large ones are made smaller. */
static void add_piece(struct str *out, const struct review_row *row, struct rect piece)
{
    if (!row->image || rect_empty(piece) || row->image_width < 1)
        return;
    double scale = 1;
    if (piece.w > PIECE_WIDTH_MAX)
        scale = (double)PIECE_WIDTH_MAX / piece.w;
    if (piece.h * scale > PIECE_HEIGHT_MAX)
        scale = (double)PIECE_HEIGHT_MAX / piece.h;
    str_format(out,
               "<span class=\"piece\" style=\"width:%.0fpx;height:%.0fpx\"><img alt=\"\" "
               "loading=\"lazy\" src=\"",
               piece.w * scale, piece.h * scale);
    add_text(out, row->image);
    str_format(out, "\" style=\"width:%.0fpx;left:%.0fpx;top:%.0fpx\"></span>",
               row->image_width * scale, -piece.x * scale, -piece.y * scale);
}

static void add_fields(struct str *out, const struct review_row *row)
{
    str_add(out, "<table>");
    for (size_t i = 0; i < row->field_count; i++) {
        const struct review_field *field = &row->fields[i];
        if (!field->value && !field->note)
            continue;
        str_add(out, "<tr>");
        add_element(out, "th", NULL, field->label);
        str_add(out, "<td>");
        add_text(out, field->value);
        if (field->note)
            add_element(out, "em", NULL, field->note);
        str_add(out, "</td><td>");
        add_piece(out, row, field->piece);
        str_add(out, "</td></tr>\n");
    }
    str_add(out, "</table>");
}

static void add_page(struct str *out, const struct review_row *row)
{
    if (row->image) {
        str_add(out, "<details><summary>");
        add_text(out, _("the whole page"));
        str_add(out, "</summary><a href=\"");
        add_text(out, row->image);
        str_add(out, "\"><img alt=\"\" class=\"page\" loading=\"lazy\" src=\"");
        add_text(out, row->image);
        str_add(out, "\"></a></details>");
    }
    if (row->file) {
        str_add(out, "<p class=\"file\"><a href=\"");
        add_text(out, row->file);
        str_add(out, "\">");
        add_text(out, row->file);
        str_add(out, "</a></p>");
    }
}

static void add_decision(struct str *out)
{
    str_add(out, "<p class=\"decide script\"><label><input type=\"checkbox\" class=\"yes\"> ");
    add_text(out, _("I confirm this entry"));
    str_add(out, "</label> <label>");
    add_text(out, _("or it goes back because"));
    str_add(out, " <input type=\"text\" class=\"reason\" maxlength=\"200\"></label></p>");
}

enum err_code review_add(struct review_writer *writer, const struct review_row *row,
                         struct err *err)
{
    struct str *out = &writer->buffer;
    writer->rows++;
    str_format(out, "<section id=\"r%ld\"", writer->rows);
    if (writer->decide) {
        str_add(out, " data-id=\"");
        add_text(out, row->id);
        str_add(out, "\" data-hash=\"");
        add_text(out, row->hash);
        str_add(out, "\"");
    }
    str_add(out, "><h2>");
    if (row->number) {
        str_add(out, "<span class=\"number\">");
        str_format(out, "%s ", _("No."));
        add_text(out, row->number);
        str_add(out, "</span> ");
    }
    add_text(out, row->title);
    str_add(out, "</h2>\n");
    if (writer->decide)
        add_decision(out);
    add_fields(out, row);
    add_page(out, row);
    str_add(out, "</section>\n");
    return flush(writer, err);
}

enum err_code review_finish(struct review_writer *writer, struct err *err)
{
    struct str *out = &writer->buffer;
    str_format(out, "</main>\n<script>%s</script>\n</body></html>\n", review_script);
    enum err_code code = flush(writer, err);
    struct file_writer *file = writer->file;
    if (!code) {
        writer->file = NULL;
        code = file_writer_finish(file, err);
    }
    review_drop(writer);
    return code;
}

void review_drop(struct review_writer *writer)
{
    if (!writer)
        return;
    file_writer_drop(writer->file);
    str_release(&writer->buffer);
    free(writer);
}

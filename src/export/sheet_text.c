/* SPDX-License-Identifier: Apache-2.0
 *
 * export/sheet_text: a sheet as lines of text, columns by display width. May include: base.
 */
#include "base/utf8.h"
#include "export/sheet.h"

enum { LINE_WIDTH = 96, GAP = 2 };

static void pad(struct str *out, size_t count)
{
    while (count--)
        str_add_char(out, ' ');
}

static void add_centred(struct str *out, const char *text)
{
    size_t width = utf8_width(text);
    pad(out, width < LINE_WIDTH ? (LINE_WIDTH - width) / 2 : 0);
    str_format(out, "%s\n", text);
}

static void add_rule(struct str *out)
{
    for (int i = 0; i < LINE_WIDTH; i++)
        str_add_char(out, '-');
    str_add_char(out, '\n');
}

/* The last column is not padded; a longer text pushes the others to the right. */
static void add_row(struct str *out, const struct sheet_paper *sheet, const char *const *cells)
{
    size_t owed = 0;
    for (size_t i = 0; i < sheet->column_count; i++) {
        const char *cell = cells[i] ? cells[i] : "";
        size_t room = (size_t)(sheet->columns[i].share * LINE_WIDTH), width = utf8_width(cell);
        if (*cell) {
            pad(out, owed);
            owed = 0;
        }
        str_add(out, cell);
        owed += width + GAP <= room ? room - width : GAP;
    }
    str_add_char(out, '\n');
}

static void add_table(struct str *out, const struct sheet_paper *sheet)
{
    const char *titles[SHEET_COLUMNS_MAX] = {0};
    for (size_t i = 0; i < sheet->column_count; i++)
        titles[i] = sheet->columns[i].title;
    add_rule(out);
    add_row(out, sheet, titles);
    add_rule(out);
    for (size_t i = 0; i < sheet->row_count; i++) {
        const struct sheet_row *row = &sheet->rows[i];
        if (!row->cells[0] && row->cells[1])
            str_format(out, "%s\n", row->cells[1]);
        else
            add_row(out, sheet, row->cells);
    }
    add_rule(out);
}

static void add_signatures(struct str *out, const struct sheet_paper *sheet)
{
    enum { LINES_TO_SIGN = 4 };
    size_t room = sheet->signature_count ? LINE_WIDTH / sheet->signature_count : 0;
    for (size_t line = 0; line < 2; line++) {
        for (size_t i = 0; i < sheet->signature_count; i++) {
            const char *text = line ? sheet->signature_hint : sheet->signatures[i];
            size_t width = utf8_width(text), left = width < room ? (room - width) / 2 : 0;
            pad(out, left);
            str_add(out, text);
            if (i + 1 < sheet->signature_count)
                pad(out, width + left < room ? room - width - left : 1);
        }
        str_add_char(out, '\n');
    }
    for (int i = 0; i < LINES_TO_SIGN; i++)
        str_add_char(out, '\n');
}

void sheet_text(const struct sheet_paper *sheet, struct str *out)
{
    if (sheet->mark)
        add_centred(out, sheet->mark);
    if (sheet->office)
        str_format(out, "%s\n\n", sheet->office);
    add_centred(out, sheet->title);
    str_add_char(out, '\n');
    for (size_t i = 0; i < sheet->fact_count; i++)
        str_format(out, "%s: %s\n", sheet->facts[i].label, sheet->facts[i].value);
    str_add_char(out, '\n');
    add_table(out, sheet);
    str_add_char(out, '\n');
    for (size_t i = 0; i < sheet->sentence_count; i++)
        str_format(out, "%s\n", sheet->sentences[i]);
    str_add_char(out, '\n');
    add_signatures(out, sheet);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * pack/workbook: the small parts of a workbook: names of sheets, where the first one is, which
 * styles are dates, shared texts. May include: expat, base.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "pack/workbook_part.h"

enum { STYLES_MAX = 65536 };

void part_release(struct part_reader *reader)
{
    if (reader->release)
        reader->release(reader);
    free(reader->state);
    reader->state = NULL;
}

/* ---- xl/workbook.xml ---- */

static void workbook_start(struct part_reader *reader, const char *element, const char **attributes)
{
    struct workbook *book = reader->book;
    const char *value;
    if (text_equal(element, "workbookPr")) {
        value = part_attribute(attributes, "date1904");
        book->from_1904 = value && (text_equal(value, "1") || text_equal(value, "true"));
    } else if (text_equal(element, "sheet") && !book->sheet_id) {
        value = part_attribute(attributes, "state");
        if (value && !text_equal(value, "visible"))
            return;
        book->sheet_id = mem_copy_text(part_attribute(attributes, "id"));
    }
}

void part_workbook(struct part_reader *reader)
{
    reader->start = workbook_start;
}

/* ---- xl/_rels/workbook.xml.rels ---- */

static void relations_start(struct part_reader *reader, const char *element,
                            const char **attributes)
{
    struct workbook *book = reader->book;
    const char *id = part_attribute(attributes, "Id");
    const char *target = part_attribute(attributes, "Target");
    if (!text_equal(element, "Relationship") || book->sheet || !target ||
        !text_equal(id, book->sheet_id))
        return;
    struct str path = STR_INIT;
    if (*target == '/')
        str_add(&path, target + 1);
    else
        str_format(&path, "xl/%s", target);
    book->sheet = str_take(&path);
}

void part_relations(struct part_reader *reader)
{
    reader->start = relations_start;
}

/* ---- xl/styles.xml ---- */

struct styles {
    bool in_cells; /* inside cellXfs: these are what cells name */
};

/* A format with day or year in it, outside of quotes and brackets, is a date; hours alone are not.
 */
static bool format_is_date(const char *format)
{
    for (; *format; format++) {
        if (*format == '"' || *format == '[') {
            const char *end = strchr(format + 1, *format == '"' ? '"' : ']');
            if (!end)
                return false;
            format = end;
        } else if (*format == '\\' && format[1]) {
            format++;
        } else if (strchr("dDyY", *format)) {
            return true;
        }
    }
    return false;
}

static bool style_is_date(const struct workbook *book, long format)
{
    if ((format >= 14 && format <= 17) || format == 22)
        return true;
    for (size_t i = 0; i < book->date_formats.count; i++)
        if (book->date_formats.items[i] == format)
            return true;
    return false;
}

static void styles_start(struct part_reader *reader, const char *element, const char **attributes)
{
    struct workbook *book = reader->book;
    struct styles *styles = reader->state;
    const char *id = part_attribute(attributes, "numFmtId");
    long format = 0;
    if (id)
        (void)text_to_long(id, 0, STYLES_MAX, &format);
    if (text_equal(element, "cellXfs")) {
        styles->in_cells = true;
    } else if (text_equal(element, "numFmt")) {
        const char *code = part_attribute(attributes, "formatCode");
        if (code && format_is_date(code) && book->date_formats.count < STYLES_MAX)
            *ARRAY_ADD(&book->date_formats) = (int)format;
    } else if (text_equal(element, "xf") && styles->in_cells &&
               book->date_styles.count < STYLES_MAX) {
        *ARRAY_ADD(&book->date_styles) = style_is_date(book, format);
    }
}

static void styles_end(struct part_reader *reader, const char *element)
{
    struct styles *styles = reader->state;
    if (text_equal(element, "cellXfs"))
        styles->in_cells = false;
}

void part_styles(struct part_reader *reader)
{
    reader->state = mem_new(1, sizeof(struct styles));
    reader->start = styles_start;
    reader->end = styles_end;
}

/* ---- xl/sharedStrings.xml ---- */

struct shared {
    bool in_text, in_phonetic;
    size_t length;
    char text[WORKBOOK_CELL_BYTES_MAX + 1];
};

static void texts_start(struct part_reader *reader, const char *element, const char **attributes)
{
    struct shared *shared = reader->state;
    (void)attributes;
    if (text_equal(element, "si"))
        shared->length = 0;
    else if (text_equal(element, "rPh"))
        shared->in_phonetic = true;
    shared->in_text = text_equal(element, "t") && !shared->in_phonetic;
}

static void texts_text(struct part_reader *reader, const char *bytes, size_t length)
{
    struct shared *shared = reader->state;
    if (!shared->in_text)
        return;
    if (length > WORKBOOK_CELL_BYTES_MAX - shared->length) {
        part_stop_long(reader);
        return;
    }
    memcpy(shared->text + shared->length, bytes, length);
    shared->length += length;
}

static void texts_end(struct part_reader *reader, const char *element)
{
    struct workbook *book = reader->book;
    struct shared *shared = reader->state;
    shared->in_text = false;
    if (text_equal(element, "rPh"))
        shared->in_phonetic = false;
    if (!text_equal(element, "si"))
        return;
    book->text_bytes += shared->length + sizeof(char *);
    if (book->text_bytes > WORKBOOK_TEXTS_MAX) {
        part_stop_big(reader);
        return;
    }
    *ARRAY_ADD(&book->texts) = arena_copy_span(book->arena, shared->text, shared->length);
}

void part_texts(struct part_reader *reader)
{
    reader->state = mem_new(1, sizeof(struct shared));
    reader->start = texts_start;
    reader->end = texts_end;
    reader->text = texts_text;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * pack/workbook: the cells of a sheet, row by row, as they are shown. May include: expat, base.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "pack/workbook_part.h"

enum {
    DAY_MIN = 1,
    DAY_MAX = 2958465, /* 31/12/9999 */
    DAYS_1904 = 1462,
    LEAP_FAULT = 60, /* the day 29/02/1900 that spreadsheets count and that never was */
    NUMBER_SIZE = 64
};

struct sheet {
    long row;    /* of the last one, 1.. */
    size_t used; /* cells of the row at hand */
    struct str cells[WORKBOOK_CELLS_MAX];
    const char *texts[WORKBOOK_CELLS_MAX];
    size_t at;     /* column of the cell at hand */
    char kind[16]; /* its type: "s", "inlineStr", "str", "b", "n", "e" */
    long style;
    bool in_value; /* <v>, or <t> of an inline text */
    bool in_cell, in_phonetic;
    struct str value;
};

/* ---- numbers and dates ---- */

/* Days from 1970-01-01 -> year, month, day (civil calendar). */
static void civil(long days, int *year, int *month, int *day)
{
    days += 719468;
    long era = days / 146097, rest = days % 146097;
    long of_era = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    long of_year = rest - (365 * of_era + of_era / 4 - of_era / 100);
    long shifted = (5 * of_year + 2) / 153;
    *day = (int)(of_year - (153 * shifted + 2) / 5 + 1);
    *month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    *year = (int)(of_era + era * 400 + (*month <= 2));
}

static bool show_date(double number, bool from_1904, struct str *out)
{
    long serial = (long)floor(number);
    int year, month, day;
    if (from_1904)
        serial += DAYS_1904;
    if (serial < DAY_MIN || serial > DAY_MAX || serial == LEAP_FAULT)
        return false;
    civil(serial - 25569 + (serial < LEAP_FAULT), &year, &month, &day);
    str_format(out, "%02d/%02d/%04d", day, month, year);
    return true;
}

void cell_number_show(const char *number, bool date, bool from_1904, struct str *out)
{
    double value;
    if (!text_to_double(number, -HUGE_VAL, HUGE_VAL, &value) || !isfinite(value)) {
        str_add(out, number);
        return;
    }
    if (date && show_date(value, from_1904, out))
        return;
    if (value == floor(value) && fabs(value) < 1e15)
        str_format(out, "%.0f", value);
    else
        str_add(out, number);
}

/* ---- cells ---- */

/* "BC12" -> 54; out of range: false. */
static bool column_of(const char *reference, size_t *ret)
{
    size_t column = 0;
    for (; *reference >= 'A' && *reference <= 'Z'; reference++) {
        column = column * 26 + (size_t)(*reference - 'A' + 1);
        if (column > WORKBOOK_CELLS_MAX)
            return false;
    }
    if (!column)
        return false;
    *ret = column - 1;
    return true;
}

static void start_row(struct part_reader *reader, const char **attributes)
{
    struct sheet *sheet = reader->state;
    const char *number = part_attribute(attributes, "r");
    long row = sheet->row + 1;
    if (number)
        (void)text_to_long(number, row, 2 * 1024 * 1024, &row);
    sheet->row = row;
    sheet->used = 0;
}

static void start_cell(struct part_reader *reader, const char **attributes)
{
    struct sheet *sheet = reader->state;
    const char *reference = part_attribute(attributes, "r");
    const char *kind = part_attribute(attributes, "t"), *style = part_attribute(attributes, "s");
    size_t column = sheet->used;
    if ((reference && !column_of(reference, &column)) || column >= WORKBOOK_CELLS_MAX ||
        column < sheet->used) {
        part_stop_big(reader);
        return;
    }
    while (sheet->used <= column)
        str_clear(&sheet->cells[sheet->used++]);
    sheet->at = column;
    snprintf(sheet->kind, sizeof sheet->kind, "%s", kind ? kind : "n");
    sheet->style = -1;
    if (style)
        (void)text_to_long(style, 0, 1 << 20, &sheet->style);
    str_clear(&sheet->value);
    sheet->in_cell = true;
}

static void sheet_start(struct part_reader *reader, const char *element, const char **attributes)
{
    struct sheet *sheet = reader->state;
    if (text_equal(element, "row"))
        start_row(reader, attributes);
    else if (text_equal(element, "c"))
        start_cell(reader, attributes);
    else if (text_equal(element, "rPh"))
        sheet->in_phonetic = true;
    sheet->in_value = sheet->in_cell && !sheet->in_phonetic &&
                      (text_equal(element, "v") || text_equal(element, "t"));
}

static void sheet_text(struct part_reader *reader, const char *bytes, size_t length)
{
    struct sheet *sheet = reader->state;
    if (!sheet->in_value)
        return;
    if (length > WORKBOOK_CELL_BYTES_MAX - sheet->value.length)
        part_stop_long(reader);
    else
        str_add_span(&sheet->value, bytes, length);
}

static void end_cell(struct part_reader *reader)
{
    struct workbook *book = reader->book;
    struct sheet *sheet = reader->state;
    struct str *out = &sheet->cells[sheet->at];
    const char *value = str_peek(&sheet->value);
    long index;
    sheet->in_cell = false;
    if (text_equal(sheet->kind, "s")) {
        if (text_to_long(value, 0, (long)book->texts.count - 1, &index))
            str_add(out, book->texts.items[index]);
    } else if (text_equal(sheet->kind, "n") && *value) {
        bool date = sheet->style >= 0 && (size_t)sheet->style < book->date_styles.count &&
                    book->date_styles.items[sheet->style];
        cell_number_show(value, date, book->from_1904, out);
    } else if (!text_equal(sheet->kind, "e")) {
        str_add(out, value);
    }
}

static void end_row(struct part_reader *reader)
{
    struct workbook *book = reader->book;
    struct sheet *sheet = reader->state;
    if (sheet->row > WORKBOOK_ROWS_MAX) {
        part_stop_big(reader);
        return;
    }
    if (!sheet->used)
        return;
    for (size_t i = 0; i < sheet->used; i++)
        sheet->texts[i] = str_peek(&sheet->cells[i]);
    enum err_code code =
        book->call(book->context, sheet->row, sheet->texts, sheet->used, book->err);
    if (code)
        part_stop(reader, code);
}

static void sheet_end(struct part_reader *reader, const char *element)
{
    struct sheet *sheet = reader->state;
    sheet->in_value = false;
    if (text_equal(element, "rPh"))
        sheet->in_phonetic = false;
    else if (text_equal(element, "c"))
        end_cell(reader);
    else if (text_equal(element, "row"))
        end_row(reader);
}

static void sheet_release(struct part_reader *reader)
{
    struct sheet *sheet = reader->state;
    for (size_t i = 0; i < WORKBOOK_CELLS_MAX; i++)
        str_release(&sheet->cells[i]);
    str_release(&sheet->value);
}

void part_sheet(struct part_reader *reader)
{
    reader->state = mem_new(1, sizeof(struct sheet));
    reader->start = sheet_start;
    reader->end = sheet_end;
    reader->text = sheet_text;
    reader->release = sheet_release;
}

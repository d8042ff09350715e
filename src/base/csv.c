/* SPDX-License-Identifier: Apache-2.0
 *
 * base/csv: one pass over the bytes, cell by cell. May include: base.
 */
#include "base/csv.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

struct reader {
    const char *at, *end;
    long line; /* of at */
    char separator;
    struct arena *arena;
    struct {
        const char **items;
        size_t count, capacity;
    } cells; /* of the row being read */
    struct {
        struct csv_row *items;
        size_t count, capacity;
    } rows;
};

static enum err_code fault(const struct reader *reader, enum err_code code, int number,
                           const char *what, struct err *err)
{
    return err_set(err, code, number, _("line %ld, column %zu: %s"), reader->line,
                   reader->cells.count + 1, what);
}

/* ---- what the bytes are ---- */

static enum err_code check_bytes(struct reader *reader, struct err *err)
{
    static const char mark[] = "\xEF\xBB\xBF";
    long line = 1;
    if ((size_t)(reader->end - reader->at) >= sizeof mark - 1 &&
        memcmp(reader->at, mark, sizeof mark - 1) == 0)
        reader->at += sizeof mark - 1;
    for (const char *from = reader->at; from < reader->end; line++) {
        const char *stop = memchr(from, '\n', (size_t)(reader->end - from));
        size_t length = (size_t)((stop ? stop : reader->end) - from);
        if (!utf8_valid(from, length) || memchr(from, '\0', length))
            return err_set(err, ERR_FORMAT, 125,
                           _("line %ld is not UTF-8 text; save the table as \"CSV UTF-8\""), line);
        from += length + 1;
    }
    return ERR_OK;
}

/* The sign that the first line has most of, outside of quotes; a comma where it has none. */
static char find_separator(const struct reader *reader)
{
    static const char signs[] = ",;\t";
    size_t counts[sizeof signs] = {0}, best = 0;
    bool quoted = false;
    for (const char *at = reader->at; at < reader->end; at++) {
        quoted ^= *at == '"';
        if (quoted)
            continue;
        if (*at == '\n' || *at == '\r')
            break;
        const char *sign = strchr(signs, *at);
        if (sign)
            counts[sign - signs]++;
    }
    for (size_t i = 1; i < sizeof signs - 1; i++)
        if (counts[i] > counts[best])
            best = i;
    return signs[best];
}

/* ---- cells ---- */

static bool at_line_end(const struct reader *reader)
{
    return reader->at < reader->end && (*reader->at == '\n' || *reader->at == '\r');
}

/* CR LF, LF or CR, once. */
static void skip_line_end(struct reader *reader)
{
    bool both = *reader->at == '\r' && reader->at + 1 < reader->end && reader->at[1] == '\n';
    reader->at += both ? 2 : 1;
    reader->line++;
}

static bool at_cell_end(const struct reader *reader)
{
    return reader->at >= reader->end || *reader->at == reader->separator || at_line_end(reader);
}

static enum err_code add_byte(struct reader *reader, struct str *cell, char c, struct err *err)
{
    if (((unsigned char)c < ' ' && c != '\t' && c != '\n') || c == 0x7f)
        return fault(reader, ERR_FORMAT, 129, _("a control character"), err);
    if (cell->length >= CSV_CELL_BYTES_MAX)
        return fault(reader, ERR_LIMIT, 128, _("more than the program takes in"), err);
    str_add_char(cell, c);
    return ERR_OK;
}

/* Behind the opening quote; a line end inside becomes LF. */
static enum err_code read_quoted(struct reader *reader, struct str *cell, struct err *err)
{
    long begun = reader->line;
    enum err_code code = ERR_OK;
    while (!code) {
        if (reader->at >= reader->end) {
            reader->line = begun;
            return fault(reader, ERR_FORMAT, 126, _("a quote begins here and does not end"), err);
        }
        if (*reader->at == '"' && reader->at + 1 < reader->end && reader->at[1] == '"') {
            code = add_byte(reader, cell, '"', err);
            reader->at += 2;
        } else if (*reader->at == '"') {
            reader->at++;
            return ERR_OK;
        } else if (at_line_end(reader)) {
            skip_line_end(reader);
            code = add_byte(reader, cell, '\n', err);
        } else {
            code = add_byte(reader, cell, *reader->at++, err);
        }
    }
    return code;
}

static void skip_blanks(struct reader *reader)
{
    while (reader->at < reader->end && *reader->at == ' ')
        reader->at++;
}

static enum err_code read_cell(struct reader *reader, struct err *err)
{
    struct str cell = STR_INIT;
    enum err_code code = ERR_OK;
    skip_blanks(reader);
    if (reader->at < reader->end && *reader->at == '"') {
        reader->at++;
        code = read_quoted(reader, &cell, err);
        skip_blanks(reader);
        if (!code && !at_cell_end(reader))
            code = fault(reader, ERR_FORMAT, 127, _("text behind a closing quote"), err);
    }
    while (!code && !at_cell_end(reader))
        code = add_byte(reader, &cell, *reader->at++, err);
    if (!code && reader->cells.count >= CSV_CELLS_MAX)
        code = fault(reader, ERR_LIMIT, 122, _("more columns than the program takes in"), err);
    str_trim(&cell);
    if (!code)
        *ARRAY_ADD(&reader->cells) = arena_copy_text(reader->arena, str_peek(&cell));
    str_release(&cell);
    return code;
}

/* ---- rows ---- */

static bool row_empty(const struct reader *reader)
{
    for (size_t i = 0; i < reader->cells.count; i++)
        if (reader->cells.items[i][0])
            return false;
    return true;
}

static void keep_row(struct reader *reader, long line)
{
    size_t count = reader->cells.count;
    const char **cells = arena_take(reader->arena, count, sizeof *cells);
    memcpy(cells, reader->cells.items, count * sizeof *cells);
    *ARRAY_ADD(&reader->rows) = (struct csv_row){line, cells, count};
}

static enum err_code read_row(struct reader *reader, struct err *err)
{
    long line = reader->line;
    reader->cells.count = 0;
    enum err_code code = read_cell(reader, err);
    while (!code && reader->at < reader->end && *reader->at == reader->separator) {
        reader->at++;
        code = read_cell(reader, err);
    }
    if (code)
        return code;
    if (at_line_end(reader))
        skip_line_end(reader);
    if (row_empty(reader))
        return ERR_OK;
    if (reader->rows.count >= CSV_ROWS_MAX)
        return fault(reader, ERR_LIMIT, 123, _("more rows than the program takes in"), err);
    keep_row(reader, line);
    return ERR_OK;
}

enum err_code csv_parse(const char *bytes, size_t length, struct arena *arena, struct csv *ret,
                        struct err *err)
{
    struct reader reader = {.at = bytes, .end = bytes + length, .line = 1, .arena = arena};
    enum err_code code = check_bytes(&reader, err);
    reader.separator = find_separator(&reader);
    while (!code && reader.at < reader.end)
        code = read_row(&reader, err);
    if (!code) {
        struct csv_row *rows = arena_take(arena, reader.rows.count + 1, sizeof *rows);
        if (reader.rows.count)
            memcpy(rows, reader.rows.items, reader.rows.count * sizeof *rows);
        *ret = (struct csv){rows, reader.rows.count, reader.separator};
    }
    free(reader.cells.items);
    free(reader.rows.items);
    return code;
}

void csv_quoted_add(struct str *out, const char *text)
{
    str_add_char(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            str_add_char(out, '"');
        str_add_char(out, *text);
    }
    str_add_char(out, '"');
}

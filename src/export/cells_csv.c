/* SPDX-License-Identifier: Apache-2.0
 *
 * export/cells: CSV for office programs (RFC 4180, CRLF, UTF-8 with BOM). A cell that a
 * spreadsheet would run as a formula begins with an apostrophe. May include: base.
 */
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/file.h"
#include "base/mem.h"
#include "export/cells.h"

struct csv_state {
    const struct cells_head *head;
    struct file_writer *file;
    struct str buffer; /* of the row at hand */
};

void csv_cell_add(struct str *out, const char *text, bool first)
{
    if (!first)
        str_add_char(out, ',');
    if (!text || !*text)
        return;
    struct str guarded = STR_INIT;
    if (strchr("=+-@\t\r", *text))
        str_add_char(&guarded, '\'');
    str_add(&guarded, text);
    if (strpbrk(str_peek(&guarded), ",\"\r\n"))
        csv_quoted_add(out, str_peek(&guarded));
    else
        str_add(out, str_peek(&guarded));
    str_release(&guarded);
}

static enum err_code csv_add(void *context, const char *const *cells, struct err *err)
{
    struct csv_state *state = context;
    for (size_t i = 0; i < state->head->count; i++)
        csv_cell_add(&state->buffer, cells[i], i == 0);
    str_add(&state->buffer, "\r\n");
    enum err_code code =
        file_writer_add(state->file, str_peek(&state->buffer), state->buffer.length, err);
    str_clear(&state->buffer);
    return code;
}

static void csv_drop(void *context)
{
    struct csv_state *state = context;
    file_writer_drop(state->file);
    str_release(&state->buffer);
    free(state);
}

static enum err_code csv_open(const char *path, const struct cells_head *head, void **ret_new,
                              struct err *err)
{
    struct csv_state *state = mem_new(1, sizeof *state);
    state->head = head;
    enum err_code code = file_writer_open(path, FILE_REPLACE, &state->file, err);
    str_add(&state->buffer, CSV_BOM);
    if (!code)
        code = csv_add(state, head->names, err);
    if (code)
        csv_drop(state);
    else
        *ret_new = state;
    return code;
}

static enum err_code csv_finish(void *context, struct err *err)
{
    struct csv_state *state = context;
    struct file_writer *file = state->file;
    state->file = NULL;
    csv_drop(state);
    return file_writer_finish(file, err);
}

const struct cells_driver cells_csv = {
    .name = "csv",
    .extension = ".csv",
    .open = csv_open,
    .add = csv_add,
    .finish = csv_finish,
    .drop = csv_drop,
};

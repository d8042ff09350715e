/* SPDX-License-Identifier: Apache-2.0
 *
 * export/cells: workbooks by libxlsxwriter. Every cell is a string with format "@": numbers with
 * leading zeros, twelve digits and dates before 1900 stay what they are, and nothing is a formula.
 *
 * The library writes files of its own and may lose rows on a full disk without a word: it writes
 * beside the place (its temporary files too), the finished workbook is read back and compared row
 * by row through a checksum, then flushed and given its name. May include: libxlsxwriter, base,
 * pack.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/file.h"
#include "base/mem.h"
#include "export/cells.h"
#include "pack/workbook.h"

enum { WIDTH_MIN = 8, WIDTH_MAX = 40 };

struct xlsx_state {
    const struct cells_head *head;
    char *path, *temp, *folder;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *text, *bold;
    lxw_row_t row;
    uint64_t sum; /* over all cells, in order */
};

/* ---- checksum: FNV-1a over the rows ---- */

#define SUM_START 14695981039346656037ull
#define SUM_PRIME 1099511628211ull

static uint64_t sum_text(uint64_t sum, const char *text)
{
    for (; *text; text++)
        sum = (sum ^ (unsigned char)*text) * SUM_PRIME;
    return (sum ^ 0xff) * SUM_PRIME;
}

static uint64_t sum_row(uint64_t sum, const char *const *cells, size_t count)
{
    while (count && (!cells[count - 1] || !*cells[count - 1]))
        count--;
    for (size_t i = 0; i < count; i++)
        sum = sum_text(sum, cells[i] ? cells[i] : "");
    return (sum ^ 0xfe) * SUM_PRIME;
}

struct check {
    uint64_t sum;
    long row;
};

static enum err_code check_row(void *context, long row, const char *const *cells, size_t count,
                               struct err *err)
{
    struct check *check = context;
    (void)err;
    while (++check->row < row) /* a row without a cell */
        check->sum = sum_row(check->sum, NULL, 0);
    check->sum = sum_row(check->sum, cells, count);
    return ERR_OK;
}

/* ---- writing ---- */

static enum err_code fail(const struct xlsx_state *state, int why, struct err *err)
{
    enum err_code code = why ? err_from_errno(why) : ERR_IO;
    return err_set(err, code, 686, _("cannot write the workbook %s: %s"), state->path,
                   why ? err_reason(why) : _("the library refused a part of it"));
}

static void xlsx_drop(void *context)
{
    struct xlsx_state *state = context;
    if (state->book)
        lxw_workbook_free(state->book);
    if (state->temp)
        unlink(state->temp);
    free(state->path);
    free(state->temp);
    free(state->folder);
    free(state);
}

static bool put_row(struct xlsx_state *state, const char *const *cells, lxw_format *format)
{
    bool good = true;
    for (size_t i = 0; i < state->head->count && good; i++)
        if (cells[i] && *cells[i])
            good = worksheet_write_string(state->sheet, state->row, (lxw_col_t)i, cells[i],
                                          format) == LXW_NO_ERROR;
    state->row++;
    state->sum = sum_row(state->sum, cells, state->head->count);
    return good;
}

static enum err_code xlsx_add(void *context, const char *const *cells, struct err *err)
{
    struct xlsx_state *state = context;
    errno = 0;
    return put_row(state, cells, state->text) ? ERR_OK : fail(state, errno, err);
}

static void set_up(struct xlsx_state *state)
{
    lxw_doc_properties properties = {
        .title = (char *)(uintptr_t)state->head->title,
        .created = (time_t)(state->head->made_ms / 1000),
    };
    workbook_set_properties(state->book, &properties);
    state->text = workbook_add_format(state->book);
    format_set_num_format(state->text, "@");
    state->bold = workbook_add_format(state->book);
    format_set_num_format(state->bold, "@");
    format_set_bold(state->bold);
    for (size_t i = 0; i < state->head->count; i++) {
        size_t width = strlen(state->head->names[i]) + 2;
        width = width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ? WIDTH_MAX : width;
        worksheet_set_column(state->sheet, (lxw_col_t)i, (lxw_col_t)i, (double)width, state->text);
    }
    worksheet_freeze_panes(state->sheet, 1, 0);
}

static enum err_code xlsx_open(const char *path, const struct cells_head *head, void **ret_new,
                               struct err *err)
{
    struct xlsx_state *state = mem_new(1, sizeof *state);
    state->head = head;
    state->path = mem_copy_text(path);
    state->sum = SUM_START;
    enum err_code code = file_temp_new(path, &state->temp, err);
    if (!code) {
        lxw_workbook_options options = {.constant_memory = LXW_TRUE};
        state->folder = mem_copy_text(state->temp);
        state->folder[file_peek_name(state->temp) - state->temp] = '\0';
        options.tmpdir = state->folder;
        errno = 0;
        state->book = workbook_new_opt(state->temp, &options);
        state->sheet = state->book ? workbook_add_worksheet(state->book, head->sheet) : NULL;
        if (!state->sheet)
            code = fail(state, errno, err);
    }
    if (!code) {
        set_up(state);
        if (!put_row(state, head->names, state->bold))
            code = fail(state, errno, err);
    }
    if (code)
        xlsx_drop(state);
    else
        *ret_new = state;
    return code;
}

static enum err_code read_back(const struct xlsx_state *state, struct err *err)
{
    struct check check = {.sum = SUM_START};
    int fd = -1;
    enum err_code code = file_open_read(state->temp, &fd, err);
    if (!code) {
        if (workbook_read(fd, state->path, check_row, &check, NULL) || check.sum != state->sum ||
            check.row != (long)state->row)
            code = err_set(err, ERR_FULL, 687,
                           _("the workbook %s cannot be read back as it was written; is the disk "
                             "full?"),
                           state->path);
        close(fd);
    }
    return code;
}

static enum err_code xlsx_finish(void *context, struct err *err)
{
    struct xlsx_state *state = context;
    errno = 0;
    lxw_error closed = workbook_close(state->book);
    int why = errno;
    state->book = NULL;
    enum err_code code = closed == LXW_NO_ERROR ? ERR_OK : fail(state, why, err);
    if (!code)
        code = read_back(state, err);
    if (!code)
        code = file_adopt(state->temp, state->path, err);
    xlsx_drop(state);
    return code;
}

const struct cells_driver cells_xlsx = {
    .name = "xlsx",
    .extension = ".xlsx",
    .open = xlsx_open,
    .add = xlsx_add,
    .finish = xlsx_finish,
    .drop = xlsx_drop,
};

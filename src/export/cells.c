/* SPDX-License-Identifier: Apache-2.0
 *
 * export/cells: the list of drivers and what all of them check. May include: base,
 * pack.
 */
#include "export/cells.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "pack/workbook.h"

static const struct cells_driver *const drivers[] = {&cells_xlsx, &cells_csv};

struct cells_writer {
    const struct cells_driver *driver;
    const struct cells_head *head;
    void *state;
    long row;
};

const struct cells_driver *cells_driver_peek(size_t index)
{
    return index < ARRAY_SIZE(drivers) ? drivers[index] : NULL;
}

static enum err_code check_cell(const struct cells_writer *writer, size_t column, const char *text,
                                struct err *err)
{
    if (!text)
        return ERR_OK;
    if (!utf8_is_nfc(text))
        return err_set(err, ERR_FORMAT, 684,
                       _("row %ld, column %s: the text is not in composed letters; enter it again"),
                       writer->row, writer->head->names[column]);
    if (strlen(text) > WORKBOOK_CELL_BYTES_MAX)
        return err_set(err, ERR_LIMIT, 685, _("row %ld, column %s: the text is too long"),
                       writer->row, writer->head->names[column]);
    return ERR_OK;
}

enum err_code cells_open(const struct cells_driver *driver, const char *path,
                         const struct cells_head *head, struct cells_writer **ret_new,
                         struct err *err)
{
    struct cells_writer *writer = mem_new(1, sizeof *writer);
    writer->driver = driver;
    writer->head = head;
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < head->count && !code; i++)
        code = check_cell(writer, i, head->names[i], err);
    if (!code)
        code = driver->open(path, head, &writer->state, err);
    if (code)
        free(writer);
    else
        *ret_new = writer;
    return code;
}

enum err_code cells_add(struct cells_writer *writer, const char *const *cells, struct err *err)
{
    enum err_code code = ERR_OK;
    writer->row++;
    for (size_t i = 0; i < writer->head->count && !code; i++)
        code = check_cell(writer, i, cells[i], err);
    return code ? code : writer->driver->add(writer->state, cells, err);
}

enum err_code cells_finish(struct cells_writer *writer, struct err *err)
{
    enum err_code code = writer->driver->finish(writer->state, err);
    free(writer);
    return code;
}

void cells_drop(struct cells_writer *writer)
{
    if (!writer)
        return;
    writer->driver->drop(writer->state);
    free(writer);
}

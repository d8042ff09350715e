/* SPDX-License-Identifier: Apache-2.0
 *
 * export/table: the writer that all row formats share, and the list of drivers.
 * A new format is one file and one line of the list. May include: model, base.
 */
#include "export/table.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"

static const struct table_driver *const drivers[] = {&table_jsonl, &table_csv};

struct table_writer {
    const struct table_driver *driver;
    const struct table_head *head;
    struct file_writer *file;
    struct str buffer; /* bytes of the row at hand */
};

const struct table_driver *table_driver_lookup(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(drivers); i++)
        if (text_equal(drivers[i]->name, name))
            return drivers[i];
    return NULL;
}

const struct table_driver *table_driver_peek(size_t index)
{
    return index < ARRAY_SIZE(drivers) ? drivers[index] : NULL;
}

static enum err_code flush(struct table_writer *writer, struct err *err)
{
    enum err_code code =
        file_writer_add(writer->file, str_peek(&writer->buffer), writer->buffer.length, err);
    str_clear(&writer->buffer);
    return code;
}

enum err_code table_writer_open(const struct table_driver *driver, const char *path,
                                const struct table_head *head, struct table_writer **ret_new,
                                struct err *err)
{
    struct table_writer *writer = mem_new(1, sizeof *writer);
    writer->driver = driver;
    writer->head = head;
    enum err_code code = file_writer_open(path, FILE_REPLACE, &writer->file, err);
    if (code == ERR_OK && driver->add_head) {
        driver->add_head(&writer->buffer, head);
        code = flush(writer, err);
    }
    if (code == ERR_OK)
        *ret_new = writer;
    else
        table_writer_drop(writer);
    return code;
}

static bool sound(const char *text)
{
    return !text || utf8_is_nfc(text);
}

/* A text that is not NFC would be another text to the programs that read the file. */
static bool row_sound(const struct table_head *head, const struct table_row *row)
{
    for (size_t i = 0; i < head->fact_count; i++)
        if (!sound(row->facts[i]))
            return false;
    for (size_t i = 0; i < head->column_count; i++)
        if (!sound(row->cells[i].value.written) || !sound(row->cells[i].value.normal))
            return false;
    return sound(row->id) && sound(row->version);
}

enum err_code table_writer_add(struct table_writer *writer, const struct table_row *row,
                               struct err *err)
{
    if (!row_sound(writer->head, row))
        return err_set(err, ERR_FORMAT, 600,
                       _("record %s holds text that is not NFC; enter it again"), row->id);
    writer->driver->add_row(&writer->buffer, writer->head, row);
    return flush(writer, err);
}

enum err_code table_writer_finish(struct table_writer *writer, struct err *err)
{
    struct file_writer *file = writer->file;
    writer->file = NULL;
    table_writer_drop(writer);
    return file_writer_finish(file, err);
}

void table_writer_drop(struct table_writer *writer)
{
    if (!writer)
        return;
    file_writer_drop(writer->file);
    str_release(&writer->buffer);
    free(writer);
}

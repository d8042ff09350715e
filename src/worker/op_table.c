/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/op_table: a workbook that came from outside, as CSV. May include base, pack.
 */
#include <string.h>

#include "base/csv.h"
#include "base/file.h"
#include "base/str.h"
#include "pack/workbook.h"
#include "worker/request.h"
#include "worker/session.h"

struct table {
    struct str csv;
    long rows;
};

/* Rows keep their place: those that the sheet leaves out become empty lines. */
static enum err_code add_row(void *context, long row, const char *const *cells, size_t count,
                             struct err *err)
{
    struct table *table = context;
    while (table->rows + 1 < row && table->csv.length < CSV_BYTES_MAX) {
        str_add_char(&table->csv, '\n');
        table->rows++;
    }
    for (size_t i = 0; i < count && table->csv.length < CSV_BYTES_MAX; i++) {
        if (i)
            str_add_char(&table->csv, ',');
        csv_quoted_add(&table->csv, cells[i]);
    }
    str_add_char(&table->csv, '\n');
    table->rows++;
    return table->csv.length < CSV_BYTES_MAX
               ? ERR_OK
               : err_set(err, ERR_LIMIT, 720, _("the table is too big; split it"));
}

enum err_code op_table(struct session *session, const json_t *request, int fd, struct reply *reply,
                       struct err *err)
{
    const char *name = json_peek_text(request, "name");
    struct table table = {0};
    enum err_code code = request_file(fd, err);

    (void)session;
    if (!code)
        code = workbook_read(fd, name ? name : "-", add_row, &table, err);
    if (!code)
        code = file_memory_new("table", str_peek(&table.csv), table.csv.length, &reply->fd, err);
    json_put_long(reply->json, "rows", table.rows);
    str_release(&table.csv);
    return code;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/sheet_file: see the header. May include: base, export.
 */
#include "workflow/sheet_file.h"

#include "base/str.h"

static enum err_code write_text(const struct sheet_paper *sheet, const char *path, struct err *err)
{
    struct str text = STR_INIT;
    sheet_text(sheet, &text);
    enum err_code code = file_write(path, str_peek(&text), text.length, FILE_REPLACE, err);
    str_release(&text);
    return code;
}

static enum err_code write_pdf(const struct sheet_paper *sheet, const char *path, struct err *err)
{
    struct bytes bytes = {0};
    enum err_code code = sheet_pdf(sheet, &bytes, err);
    if (!code)
        code = file_write(path, bytes.data, bytes.length, FILE_REPLACE, err);
    bytes_release(&bytes);
    return code;
}

enum err_code sheet_file_write(const struct sheet_paper *sheet, const char *path, struct err *err)
{
    if (text_ends(path, ".pdf"))
        return write_pdf(sheet, path, err);
    if (text_ends(path, ".txt"))
        return write_text(sheet, path, err);
    return err_set(err, ERR_USAGE, 1899, _("%s: the name of the sheet ends in .pdf or .txt"), path);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * pack/workbook: unpacks the parts of a workbook with libarchive and hands them to the parsers, a
 * part at a time, each in a pass of its own over the file. May include: libarchive, expat, base.
 */
#include "pack/workbook.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "pack/workbook_part.h"

enum { READ_BYTES = 64 * 1024 };

static enum err_code fail_foreign(const struct workbook *book)
{
    return err_set(book->err, ERR_FORMAT, 675, _("%s is no workbook; save it in the form .xlsx"),
                   book->name);
}

static enum err_code fail_memory(const struct workbook *book)
{
    return err_set(book->err, ERR_NOMEM, 680, _("no memory left to read %s"), book->name);
}

static enum err_code fail_damaged(const struct workbook *book, const char *part)
{
    return err_set(book->err, ERR_FORMAT, 676,
                   _("%s: this part of the workbook is damaged: %s; save it again as .xlsx"),
                   book->name, part);
}

/* ---- parsing a part ---- */

static const char *bare(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

const char *part_attribute(const char **attributes, const char *name)
{
    for (; attributes[0]; attributes += 2)
        if (text_equal(bare(attributes[0]), name))
            return attributes[1];
    return NULL;
}

void part_stop(struct part_reader *reader, enum err_code code)
{
    if (reader->code)
        return;
    reader->code = code;
    XML_StopParser(reader->parser, XML_FALSE);
}

static enum err_code fail_big(const struct workbook *book)
{
    return err_set(book->err, ERR_LIMIT, 678, _("%s: the sheet is too big; split it"), book->name);
}

void part_stop_big(struct part_reader *reader)
{
    part_stop(reader, fail_big(reader->book));
}

void part_stop_long(struct part_reader *reader)
{
    part_stop(reader, err_set(reader->book->err, ERR_LIMIT, 679,
                              _("%s: a cell holds more than %d bytes; shorten it"),
                              reader->book->name, WORKBOOK_CELL_BYTES_MAX));
}

static void on_start(void *context, const char *name, const char **attributes)
{
    struct part_reader *reader = context;
    if (!reader->code && reader->start)
        reader->start(reader, bare(name), attributes);
}

static void on_end(void *context, const char *name)
{
    struct part_reader *reader = context;
    if (!reader->code && reader->end)
        reader->end(reader, bare(name));
}

static void on_text(void *context, const char *bytes, int length)
{
    struct part_reader *reader = context;
    if (!reader->code && reader->text)
        reader->text(reader, bytes, (size_t)length);
}

static void on_doctype(void *context, const char *name, const char *system, const char *public_id,
                       int internal)
{
    struct part_reader *reader = context;
    (void)name, (void)system, (void)public_id, (void)internal;
    part_stop(reader, fail_damaged(reader->book, "DOCTYPE"));
}

static enum err_code parse_entry(struct archive *archive, struct part_reader *reader,
                                 const char *path)
{
    struct workbook *book = reader->book;
    uint64_t total = 0;
    la_ssize_t got = 1;
    while (got > 0 && !reader->code) {
        void *buffer = XML_GetBuffer(reader->parser, READ_BYTES);
        if (!buffer)
            return fail_memory(book);
        got = archive_read_data(archive, buffer, READ_BYTES);
        if (got < 0)
            return fail_damaged(book, path);
        total += (uint64_t)got;
        if (total > WORKBOOK_PART_MAX)
            return fail_big(book);
        if (XML_ParseBuffer(reader->parser, (int)got, got == 0) != XML_STATUS_OK && !reader->code)
            return fail_damaged(book, path);
    }
    return reader->code;
}

static enum err_code parse_part(struct workbook *book, struct archive *archive, const char *path,
                                void (*part)(struct part_reader *reader))
{
    struct part_reader reader = {.book = book, .parser = XML_ParserCreate(NULL)};
    if (!reader.parser)
        return fail_memory(book);
    part(&reader);
    XML_SetUserData(reader.parser, &reader);
    XML_SetElementHandler(reader.parser, on_start, on_end);
    XML_SetCharacterDataHandler(reader.parser, on_text);
    XML_SetStartDoctypeDeclHandler(reader.parser, on_doctype);
    enum err_code code = parse_entry(archive, &reader, path);
    part_release(&reader);
    XML_ParserFree(reader.parser);
    return code;
}

/* ---- finding parts ---- */

static bool same_path(const char *stored, const char *wanted)
{
    while (*stored == '/')
        stored++;
    return !strcasecmp(stored, wanted);
}

/* Opens the file anew and hands the part to its parser. A part that is missing is ERR_OK unless
 * must. */
static enum err_code read_part(struct workbook *book, int fd, const char *path, bool must,
                               void (*part)(struct part_reader *reader))
{
    struct archive *archive = archive_read_new();
    struct archive_entry *entry;
    enum err_code code = ERR_OK;
    bool found = false;
    archive_read_support_format_zip_seekable(archive);
    if (lseek(fd, 0, SEEK_SET) != 0 || archive_read_open_fd(archive, fd, READ_BYTES) != ARCHIVE_OK)
        code = fail_foreign(book);
    while (!code && !found && archive_read_next_header(archive, &entry) == ARCHIVE_OK) {
        const char *name = archive_entry_pathname(entry);
        found = name && same_path(name, path);
        if (found)
            code = parse_part(book, archive, path, part);
    }
    archive_read_free(archive);
    if (code || found || !must)
        return code;
    return fail_foreign(book);
}

static void release(struct workbook *book)
{
    arena_free(book->arena);
    free(book->sheet);
    free(book->sheet_id);
    free(book->texts.items);
    free(book->date_formats.items);
    free(book->date_styles.items);
}

enum err_code workbook_read(int fd, const char *name, workbook_row call, void *context,
                            struct err *err)
{
    struct err local = {0};
    struct workbook book = {
        .name = name, .arena = arena_new(), .call = call, .context = context, .err = &local};
    enum err_code code = read_part(&book, fd, "xl/workbook.xml", true, part_workbook);
    if (!code && book.sheet_id)
        code = read_part(&book, fd, "xl/_rels/workbook.xml.rels", true, part_relations);
    if (!code && !book.sheet)
        code = err_set(&local, ERR_FORMAT, 677, _("%s has no sheet with a table"), name);
    if (!code)
        code = read_part(&book, fd, "xl/styles.xml", false, part_styles);
    if (!code)
        code = read_part(&book, fd, "xl/sharedStrings.xml", false, part_texts);
    if (!code)
        code = read_part(&book, fd, book.sheet, true, part_sheet);
    if (code && err)
        *err = local;
    release(&book);
    return code;
}

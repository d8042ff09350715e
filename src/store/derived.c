/* SPDX-License-Identifier: Apache-2.0
 *
 * store/derived: derived files, dropping everything derived, the text of pages. Proposals are in
 * store/proposal.c.
 * May include base, model, trust and store.
 */
#include "store/derived.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/mem.h"
#include "store/blob.h"
#include "store/content.h"
#include "store/migrate.h"
#include "trust/hash.h"

static const char DERIVED[] = "derived";

/* --- files -------------------------------------------------------------------------------- */

void derived_key(const char *const *parts, struct digest *ret)
{
    struct hash *hash = hash_new();
    for (; *parts; parts++) {
        char length[24];
        snprintf(length, sizeof length, "%zu:", strlen(*parts));
        hash_add(hash, length, strlen(length));
        hash_add(hash, *parts, strlen(*parts));
    }
    hash_finish(hash, ret);
}

enum err_code derived_put(struct store *store, const struct digest *key, const char *extension,
                          const void *data, size_t length, struct err *err)
{
    struct blob_source source = {.fd = -1, .data = data, .length = length};
    assert(blob_extension_fits(extension));
    return blob_write(store, DERIVED, key, extension, &source, FILE_REPLACE, err);
}

enum err_code derived_get(struct store *store, const struct digest *key, const char *extension,
                          struct bytes *ret_new, struct err *err)
{
    char *path = store_blob_path(store, DERIVED, key, extension);
    enum err_code code = ERR_OK;
    if (!file_exists(path))
        code = err_set(err, ERR_MISSING, 550,
                       _("this was not made yet, or was dropped; run: sohoa "
                         "recognise"));
    else
        code = file_read(path, JSON_BYTES_MAX * 4, ret_new, err);
    free(path);
    return code;
}

/* Tables first: a file without row harms nobody, a row without file is made again. */
enum err_code derived_drop_all(struct store *store, struct err *err)
{
    enum err_code code = store_begin(store, AUDIT_MIGRATE, err);
    if (code)
        return code;
    code = store_end(store, store_derived_make(store, err), err);
    db_forget_statements(store);
    if (code)
        return code;
    char *folder = store_path(store, DERIVED);
    code = file_remove_tree(folder, err);
    if (!code)
        code = file_make_folder(folder, err);
    free(folder);
    return code;
}

enum err_code derived_missing(struct store *store, bool *ret, struct err *err)
{
    int64_t missing = 0;
    enum err_code code = db_number(store,
                                   "SELECT EXISTS (SELECT 1 FROM page) AND NOT EXISTS (SELECT 1 "
                                   "FROM search_entry)",
                                   NO_BINDS, 0, &missing, err);
    *ret = missing != 0;
    return code;
}

/* --- the text of a page ------------------------------------------------------------------- */

static void read_text(const struct rows *rows, struct arena *arena, void *item)
{
    struct page_text *text = item;
    *text = (struct page_text){.revision = (int)rows_int(rows, 0),
                               .key = rows_digest(rows, 1),
                               .plain = rows_text(rows, 2, arena),
                               .blank = rows_int(rows, 3) != 0,
                               .made_ms = rows_int(rows, 4)};
}

enum err_code text_put(struct store *store, const struct uuid *page, const struct page_text *text,
                       const json_t *json, struct err *err)
{
    char *line = json_line(json);
    enum err_code code = derived_put(store, &text->key, "json", line, strlen(line), err);
    free(line);
    if (code)
        return code;
    return db_run(store,
                  "INSERT INTO page_text (page, revision, key, plain, blank, made_ms)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (page) DO UPDATE SET"
                  " revision = excluded.revision, key = excluded.key, plain = excluded.plain,"
                  " blank = excluded.blank, made_ms = excluded.made_ms",
                  BINDS(UUID(page), INT(text->revision), DIGEST(&text->key), TEXT(text->plain),
                        INT(text->blank), INT(clock_now_ms())),
                  err);
}

enum err_code text_get(struct store *store, const struct uuid *page, struct arena *arena,
                       struct page_text *ret, json_t **ret_json_new, struct err *err)
{
    struct bytes bytes = {0};
    struct rows rows = rows_open(
        store, "SELECT revision, key, plain, blank, made_ms FROM page_text WHERE page = ?1",
        BINDS(UUID(page)));
    enum err_code code = rows_one(&rows, arena, read_text, ret, err);
    if (code == ERR_EMPTY)
        return err_set(err, ERR_MISSING, 551,
                       _("this page was not read yet; run: sohoa recognise"));
    if (code || !ret_json_new)
        return code;
    code = derived_get(store, &ret->key, "json", &bytes, err);
    if (!code)
        code = json_parse((const char *)bytes.data, bytes.length, "derived", ret_json_new, err);
    bytes_release(&bytes);
    return code;
}

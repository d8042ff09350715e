/* SPDX-License-Identifier: Apache-2.0
 *
 * store/master: the file first, read back, then its row. A file whose row never came (the process
 * died between) is taken over when the same bytes come again, or swept away (store/sweep.c).
 * May include base, model, trust and store.
 */
#include "store/master.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/mem.h"
#include "store/blob.h"
#include "store/content.h"
#include "trust/hash.h"

static const char MASTERS[] = "masters";

#define MASTER_COLUMNS                                                                             \
    "SELECT id, kind, bytes, frames, origin, source, device, profile, mode, resolution, pixels,"   \
    " added_ms FROM master"

static void read_master(const struct rows *rows, struct arena *arena, void *item)
{
    struct master *master = item;
    *master = (struct master){
        .id = rows_digest(rows, 0), .bytes = rows_int(rows, 2), .added_ms = rows_int(rows, 11)};
    master->facts = (struct master_facts){.kind = rows_text(rows, 1, arena),
                                          .frames = (int)rows_int(rows, 3),
                                          .origin = rows_text(rows, 4, arena),
                                          .source = rows_text(rows, 5, arena),
                                          .device = rows_text(rows, 6, arena),
                                          .profile = rows_text(rows, 7, arena),
                                          .mode = rows_text(rows, 8, arena),
                                          .resolution = (int)rows_int(rows, 9),
                                          .pixels = rows_digest(rows, 10)};
}

/* --- putting ------------------------------------------------------------------------------ */

static enum err_code exists(struct err *err)
{
    return err_set(err, ERR_EXISTS, 530, _("the same file is in the store already"));
}

static enum err_code row_insert(struct store *store, const struct digest *id, uint64_t length,
                                const struct master_facts *facts, struct err *err)
{
    char key[DIGEST_TEXT_SIZE];
    digest_show(id, key);
    return content_write(
        store, CONTENT_MASTER, key, NULL,
        "INSERT INTO master (id, station, kind, bytes, frames, origin, source, device, profile,"
        " mode, resolution, pixels, added_ms, person)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        BINDS(TEXT(key), UUID(&store->station), TEXT(facts->kind), INT((int64_t)length),
              INT(facts->frames), TEXT(facts->origin), TEXT(facts->source), TEXT(facts->device),
              TEXT(facts->profile), TEXT(facts->mode), INT_OR(facts->resolution, 0),
              DIGEST(&facts->pixels), INT(clock_now_ms()), UUID(&store->person)),
        err);
}

static enum err_code row_put(struct store *store, const struct digest *id, uint64_t length,
                             const struct master_facts *facts, struct err *err)
{
    bool scan = facts->source && !strcmp(facts->source, "scan");
    enum err_code code = store_begin(store, scan ? AUDIT_SCAN : AUDIT_IMPORT, err);
    if (code)
        return code;
    code = master_exists(store, id) ? exists(err) : row_insert(store, id, length, facts, err);
    return store_end(store, code, err);
}

/* Reads back what stands on the disk. ERR_DAMAGED when it is something else. */
static enum err_code file_check(struct store *store, const struct digest *id, const char *extension,
                                struct err *err)
{
    struct digest now;
    char *path = store_blob_path(store, MASTERS, id, extension);
    enum err_code code = hash_file(path, &now, err);
    if (!code && !digest_equal(&now, id))
        code = err_set(err, ERR_DAMAGED, 531, _("a file changed while it was taken in; try again"));
    if (!code && chmod(path, 0400) != 0)
        code = err_set(err, err_from_errno(errno), 532, _("cannot protect %s: %s"), path,
                       strerror(errno));
    if (code == ERR_DAMAGED)
        unlink(path);
    free(path);
    return code;
}

static enum err_code file_put(struct store *store, const struct digest *id, const char *extension,
                              const struct blob_source *source, struct err *err)
{
    struct err ignored = {0};
    if (blob_exists(store, MASTERS, id, extension) &&
        file_check(store, id, extension, &ignored) == ERR_OK)
        return ERR_OK; /* left by a process that died before its row */
    enum err_code code = blob_write(store, MASTERS, id, extension, source, FILE_ONCE, err);
    if (code == ERR_EXISTS) { /* another process was faster with the same bytes */
        err_clear(err);
        code = ERR_OK;
    }
    return code ? code : file_check(store, id, extension, err);
}

static enum err_code master_put(struct store *store, const struct digest *id,
                                const struct blob_source *source, const struct master_facts *facts,
                                struct digest *ret_id, struct err *err)
{
    *ret_id = *id;
    assert(blob_extension_fits(facts->kind));
    if (source->length == 0)
        return err_set(err, ERR_FORMAT, 533, _("the file is empty"));
    if (source->length > MASTER_BYTES_MAX)
        return err_set(err, ERR_LIMIT, 534, _("the file is larger than %llu MB"),
                       (unsigned long long)(MASTER_BYTES_MAX / MEBI));
    bool known = master_exists(store, id);
    if (known && blob_exists(store, MASTERS, id, facts->kind))
        return exists(err);
    enum err_code code = file_put(store, id, facts->kind, source, err);
    if (code)
        return code;
    /* a file that was lost beside its row is whole again */
    return known ? exists(err) : row_put(store, id, source->length, facts, err);
}

enum err_code master_put_fd(struct store *store, int fd, const struct master_facts *facts,
                            struct digest *ret_id, struct err *err)
{
    struct digest id;
    struct blob_source source = {.fd = fd};
    const char *name = facts->origin ? facts->origin : facts->kind;
    enum err_code code = hash_fd(fd, name, &id, &source.length, err);
    return code ? code : master_put(store, &id, &source, facts, ret_id, err);
}

enum err_code master_put_bytes(struct store *store, const void *data, size_t length,
                               const struct master_facts *facts, struct digest *ret_id,
                               struct err *err)
{
    struct digest id;
    struct blob_source source = {.fd = -1, .data = data, .length = length};
    hash_bytes(data, length, &id);
    return master_put(store, &id, &source, facts, ret_id, err);
}

/* --- getting ------------------------------------------------------------------------------ */

bool master_exists(struct store *store, const struct digest *id)
{
    int64_t found = 0;
    enum err_code code =
        db_number(store, "SELECT 1 FROM master WHERE id = ?1", BINDS(DIGEST(id)), 0, &found, NULL);
    return code == ERR_OK && found;
}

enum err_code master_get(struct store *store, const struct digest *id, struct arena *arena,
                         struct master *ret, struct err *err)
{
    struct rows rows = rows_open(store, MASTER_COLUMNS " WHERE id = ?1", BINDS(DIGEST(id)));
    enum err_code code = rows_one(&rows, arena, read_master, ret, err);
    if (code == ERR_EMPTY)
        return err_set(err, ERR_MISSING, 535, _("this file is not in the store"));
    return code;
}

enum err_code master_open(struct store *store, const struct digest *id, int *ret_fd,
                          struct err *err)
{
    struct master master;
    struct arena *arena = arena_new();
    enum err_code code = master_get(store, id, arena, &master, err);
    if (!code) {
        char *path = store_blob_path(store, MASTERS, id, master.facts.kind);
        int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
        if (fd < 0)
            code = err_set(err, err_from_errno(errno), 536,
                           _("the image file %s cannot be opened: %s; restore it from a backup"),
                           path, strerror(errno));
        else
            *ret_fd = fd;
        free(path);
    }
    arena_free(arena);
    return code;
}

enum err_code master_list(struct store *store, long offset, long limit, struct arena *arena,
                          struct master **ret, size_t *ret_count, struct err *err)
{
    struct rows rows = rows_open(store, MASTER_COLUMNS " ORDER BY added_ms, id LIMIT ?1 OFFSET ?2",
                                 BINDS(INT(list_limit(limit)), INT(offset)));
    return rows_all(&rows, arena, sizeof **ret, read_master, (void **)ret, ret_count, err);
}

enum err_code master_mean_get(struct store *store, const char *source, const char *kind,
                              int64_t *ret_bytes, long *ret_pages, struct err *err)
{
    int64_t bytes = 0, pages = 0;
    struct rows rows = rows_open(
        store,
        "SELECT coalesce(sum(bytes), 0), coalesce(sum(frames), 0) FROM (SELECT bytes, frames FROM"
        " master WHERE source = ?1 AND kind = ?2 ORDER BY added_ms DESC, id DESC LIMIT 200)",
        BINDS(TEXT(source), TEXT(kind)));
    if (rows_next(&rows)) {
        bytes = rows_int(&rows, 0);
        pages = rows_int(&rows, 1);
    }
    enum err_code code = rows_close(&rows, err);
    if (code)
        return code;
    *ret_bytes = pages ? bytes / pages : 0;
    *ret_pages = (long)pages;
    return ERR_OK;
}

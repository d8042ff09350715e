/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/restore: media, the database, the masters. May include: base, model, trust, store.
 */
#include "workflow/restore.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/scrub.h"
#include "trust/hash.h"

struct restore {
    struct {
        char **items; /* folders */
        size_t count, capacity;
    } media;
    struct medium_snapshot snapshot;
    bool chosen; /* by a person: a newer one does not take its place */
    struct uuid station;
    const struct secret *secret;
    struct store *store; /* half made */
    long next;           /* master */
    struct restore_tally tally;
};

struct restore *restore_new(void)
{
    return mem_new(1, sizeof(struct restore));
}

void restore_free(struct restore *restore)
{
    if (!restore)
        return;
    store_close(restore->store);
    for (size_t i = 0; i < restore->media.count; i++)
        free(restore->media.items[i]);
    free(restore->media.items);
    medium_snapshot_release(&restore->snapshot);
    free(restore);
}

/* ---- media ---- */

static enum err_code same_station(struct restore *restore, const struct uuid *station,
                                  const char *place, struct err *err)
{
    if (!uuid_is_null(&restore->station) && !uuid_equal(&restore->station, station))
        return err_set(err, ERR_FOREIGN, 1858, _("%s holds the backup of another store"), place);
    restore->station = *station;
    return ERR_OK;
}

static void snapshot_take(struct restore *restore, struct medium_snapshot *found_new, bool wanted)
{
    bool newer = !restore->snapshot.path || found_new->sequence > restore->snapshot.sequence ||
                 (found_new->sequence == restore->snapshot.sequence &&
                  found_new->made_ms > restore->snapshot.made_ms);
    if (!wanted && (restore->chosen || !newer || restore->store)) {
        medium_snapshot_release(found_new);
        return;
    }
    medium_snapshot_release(&restore->snapshot);
    restore->snapshot = *found_new;
    restore->chosen = restore->chosen || wanted;
}

static enum err_code nothing_there(const char *place, struct err *err)
{
    return err_set(err, ERR_MISSING, 1857, _("there is no backup in %s; put in the right stick"),
                   place);
}

/* "DIR/sohoa-backup" of "DIR/sohoa-backup/database/X.db.sealed"; heap. */
static char *folder_above(const char *path)
{
    char *real = realpath(path, NULL);
    for (int i = 0; real && i < 2; i++) {
        char *slash = strrchr(real, '/');
        if (slash && slash > real)
            *slash = '\0';
    }
    return real ? real : mem_copy_text(path);
}

enum err_code restore_add(struct restore *restore, const char *place, struct err *err)
{
    struct medium medium;
    struct medium_snapshot found = {0};
    bool single = file_exists(place) && !file_is_folder(place);
    char *folder = single ? folder_above(place) : medium_folder(place);
    enum err_code code = medium_read(folder, &medium, err);
    if (code == ERR_EMPTY)
        code = nothing_there(place, err);
    if (!code)
        code = same_station(restore, &medium.station, place, err);
    if (!code) {
        code = single ? medium_snapshot_read(place, &found, err)
                      : medium_snapshot_find(folder, &found, err);
        if (!code)
            snapshot_take(restore, &found, single);
        else if (code == ERR_EMPTY)
            code = ERR_OK; /* a stick in the middle of a set */
    }
    if (code)
        free(folder);
    else
        *ARRAY_ADD(&restore->media) = folder;
    return code;
}

static enum err_code no_database(struct err *err)
{
    return err_set(err, ERR_MISSING, 1859,
                   _("the database is not on these media; put in the last stick of the set"));
}

enum err_code restore_seal(struct restore *restore, struct seal_to *ret, struct err *err)
{
    struct medium medium;
    if (restore->snapshot.path)
        return seal_peek(restore->snapshot.path, ret, err);
    if (!restore->media.count)
        return no_database(err);
    enum err_code code = medium_read(restore->media.items[0], &medium, err);
    if (!code)
        *ret = medium.seal;
    return code;
}

/* ---- the database ---- */

static enum err_code write_on(const void *data, size_t length, void *context, struct err *err)
{
    return file_writer_add(context, data, length, err);
}

static enum err_code database_unseal(struct restore *restore, const char *path, struct err *err)
{
    struct file_writer *writer = NULL;
    enum err_code code = file_writer_open(path, FILE_REPLACE, &writer, err);
    if (code)
        return code;
    code = seal_open(restore->snapshot.path, restore->secret, write_on, writer, NULL, err);
    if (!code)
        return file_writer_finish(writer, err);
    file_writer_drop(writer);
    return code;
}

enum err_code restore_start(struct restore *restore, const char *to, const struct secret *secret,
                            struct err *err)
{
    char *path = NULL;
    struct store_stats stats;
    if (!restore->snapshot.path)
        return no_database(err);
    restore->secret = secret;
    enum err_code code = restore_begin(to, &path, err);
    if (!code)
        code = database_unseal(restore, path, err);
    if (!code)
        code = restore_open(to, &restore->store, err);
    if (!code)
        code = store_stats_get(restore->store, &stats, err);
    if (!code)
        restore->tally = (struct restore_tally){
            .total = stats.masters,
            .head = {restore->snapshot.sequence, restore->snapshot.head},
            .made_ms = restore->snapshot.made_ms,
            .media = restore->snapshot.media,
        };
    free(path);
    return code;
}

/* ---- masters ---- */

/* The sealed copy of a master on the media, from index *at on; heap, NULL = none. */
static char *copy_find(const struct restore *restore, const struct master *master, size_t *at)
{
    for (; *at < restore->media.count; (*at)++) {
        char *path = medium_master_path(restore->media.items[*at], &master->id, master->facts.kind);
        if (file_exists(path)) {
            (*at)++;
            return path;
        }
        free(path);
    }
    return NULL;
}

/* From the first medium whose copy opens. ERR_EMPTY: on none; ERR_DAMAGED: only on broken ones. */
static enum err_code master_fetch(struct restore *restore, struct store *store,
                                  const struct master *master, const struct secret *secret,
                                  struct err *err)
{
    size_t at = 0;
    char *path;
    enum err_code worst = ERR_EMPTY;
    while ((path = copy_find(restore, master, &at))) {
        struct err why = {0};
        enum err_code code = master_restore(store, master, path, secret, &why);
        free(path);
        if (!code)
            return ERR_OK;
        bool copy_bad = code == ERR_DAMAGED || code == ERR_FORMAT || why.number == SEAL_CANNOT_READ;
        if (!copy_bad) {
            if (err)
                *err = why;
            return code;
        }
        worst = ERR_DAMAGED;
    }
    return worst;
}

static enum err_code master_next(struct restore *restore, const struct master *master,
                                 struct err *err)
{
    bool there = false, fits = false;
    enum err_code code =
        master_look(restore->store, &master->id, master->facts.kind, &there, &fits, err);
    if (!code && !fits)
        code = master_fetch(restore, restore->store, master, restore->secret, err);
    restore->tally.done += !code;
    restore->tally.missing += code == ERR_EMPTY;
    restore->tally.damaged += code == ERR_DAMAGED;
    return code == ERR_EMPTY || code == ERR_DAMAGED ? ERR_OK : code;
}

enum err_code restore_step(struct restore *restore, struct err *err)
{
    struct arena *arena = arena_new();
    struct master *master = NULL;
    size_t count = 0;
    enum err_code code = master_list(restore->store, restore->next, 1, arena, &master, &count, err);
    if (!code && !count)
        code = ERR_EMPTY;
    if (!code) {
        code = master_next(restore, master, err);
        restore->next++;
    }
    arena_free(arena);
    return code;
}

void restore_again(struct restore *restore)
{
    restore->next = 0;
    restore->tally.done = restore->tally.missing = restore->tally.damaged = 0;
}

struct restore_tally restore_tally(const struct restore *restore)
{
    return restore->tally;
}

enum err_code restore_close(struct restore *restore, bool partial, struct err *err)
{
    long lacking = restore->tally.missing + restore->tally.damaged;
    if (lacking && !partial)
        return err_set(err, ERR_MISSING, 1860,
                       _("%ld image files are on none of these media; run it again with the other "
                         "sticks of the set too, or with --partial"),
                       lacking);
    struct store *store = restore->store;
    restore->store = NULL;
    return restore_finish(store, err);
}

/* ---- single masters ---- */

enum err_code restore_mend(struct restore *restore, struct store *store,
                           const struct secret *secret, const struct digest *id, struct err *err)
{
    struct arena *arena = arena_new();
    struct master master;
    struct scrub_step step = {0};
    enum err_code code = master_get(store, id, arena, &master, err);
    if (!code)
        code = master_fetch(restore, store, &master, secret, err);
    if (code == ERR_EMPTY || code == ERR_DAMAGED)
        code = err_set(err, ERR_MISSING, 1861, _("no good copy of it is on these media"));
    if (!code)
        code = scrub_one(store, id, master.facts.kind, &step, err);
    arena_free(arena);
    return code;
}

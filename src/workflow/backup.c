/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/backup: copy of the database, masters that the set lacks, then the copy itself. May
 * include: base, model, trust, store.
 */
#include "workflow/backup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/reservation.h"
#include "workflow/medium.h"
#include "workflow/office.h"

static const char RESERVED[] = "backup", COPY[] = FILE_TEMP_PREFIX "backup.db";
enum { COPIES_KEPT = 2 }; /* of the database, on one medium */

struct backup {
    struct office *office;
    struct store *store;
    char *copy; /* of the database, in the store's folder */
    uint64_t copy_bytes;
    char *folder;
    struct medium medium;
    int64_t run;
    bool reserved, full, masters_done, finished;
    struct digest after; /* masters up to this one were looked at */
    bool some;           /* after counts */
    struct {
        struct digest *items;
        size_t count, capacity;
    } aside;
    struct backup_tally tally;
};

/* ---- which set ---- */

static enum err_code label_free(struct store *store, char label[BACKUP_LABEL_SIZE], struct err *err)
{
    struct backup_set set;
    enum err_code code = ERR_OK;
    snprintf(label, BACKUP_LABEL_SIZE, "A");
    for (; label[0] <= 'Z'; label[0]++) {
        code = backup_set_get(store, label, &set, err);
        if (code)
            return code == ERR_EMPTY ? ERR_OK : code;
    }
    return err_set(err, ERR_LIMIT, 1854, _("there are 26 sets of media already; use one of them"));
}

static enum err_code wrong_set(const struct medium *medium, struct err *err)
{
    return err_set(err, ERR_USAGE, 1852,
                   _("this is number %ld of set %s; put in another one, or leave out --set"),
                   medium->number, medium->label);
}

/* A medium of ours: its set is known with the same seal, or must be said anew by its owner: a seal
 * that only the stick names could be anybody's. */
static enum err_code aim_known(struct store *store, const struct medium *medium, const char *label,
                               struct backup_aim *aim, struct err *err)
{
    struct backup_set set;
    if (!uuid_equal(&medium->station, store_peek_station(store)))
        return err_set(err, ERR_FOREIGN, 1851,
                       _("this stick or disk holds the backup of another store; use another one"));
    if (label && !text_equal(label, medium->label))
        return wrong_set(medium, err);
    snprintf(aim->label, sizeof aim->label, "%s", medium->label);
    enum err_code code = backup_set_get(store, aim->label, &set, err);
    aim->new_set = code == ERR_EMPTY;
    if (code == ERR_EMPTY)
        return ERR_OK;
    if (!code && !seal_to_equal(&set.seal, &medium->seal))
        return err_set(err, ERR_STATE, 1853,
                       _("this stick is sealed for another key or password than set %s; empty it, "
                         "or name another set with --set"),
                       aim->label);
    aim->seal = set.seal;
    return code;
}

enum err_code backup_aim_at(struct office *office, const char *folder, const char *label,
                            struct backup_aim *ret, struct err *err)
{
    struct store *store = office_store(office);
    struct medium medium;
    struct backup_set set;
    *ret = (struct backup_aim){0};
    if (label && !backup_label_fits(label))
        return err_set(err, ERR_USAGE, 1856, _("a set is named by 1 to 8 of A-Z and 0-9"));
    char *at = medium_folder(folder);
    enum err_code code = medium_read(at, &medium, err);
    free(at);
    if (code != ERR_EMPTY)
        return code ? code : aim_known(store, &medium, label, ret, err);
    ret->new_set = !label;
    if (!label)
        return label_free(store, ret->label, err);
    snprintf(ret->label, sizeof ret->label, "%s", label);
    code = backup_set_get(store, label, &set, err);
    ret->new_set = code == ERR_EMPTY;
    if (!code)
        ret->seal = set.seal;
    return code == ERR_EMPTY ? ERR_OK : code;
}

/* ---- the medium ---- */

/* What should stand there and does not is written again. */
static enum err_code copies_check(struct backup *backup, struct err *err)
{
    struct digest after = {0};
    size_t count = 1;
    enum err_code code = ERR_OK;
    while (!code && count) {
        struct arena *arena = arena_new();
        struct backup_copy *copies = NULL;
        code = backup_copy_list(backup->store, &backup->medium.id, &after, arena, &copies, &count,
                                err);
        for (size_t i = 0; !code && i < count; i++) {
            uint64_t bytes = 0;
            char *path = medium_master_path(backup->folder, &copies[i].master, copies[i].kind);
            if (file_size(path, &bytes, NULL) || (int64_t)bytes != copies[i].bytes) {
                code = backup_copy_drop(backup->store, &backup->medium.id, &copies[i].master, err);
                backup->tally.again++;
            }
            free(path);
            after = copies[i].master;
        }
        arena_free(arena);
    }
    return code;
}

/* A new medium of the set, or one that the store does not know any more. The set, when it is new
 * too, only together with its first medium. */
static enum err_code medium_rows(struct backup *backup, bool found, bool new_set, struct err *err)
{
    struct backup_medium row = {.id = found ? backup->medium.id : uuid_new(),
                                .number = found ? backup->medium.number : 0};
    enum err_code code = ERR_OK;
    snprintf(row.label, sizeof row.label, "%s", backup->medium.label);
    if (new_set)
        code = backup_set_add(backup->store, row.label, &backup->medium.seal, err);
    if (!code)
        code = backup_medium_add(backup->store, &row, err);
    backup->medium.id = row.id;
    backup->medium.number = row.number;
    return code || found ? code : medium_write(backup->folder, &backup->medium, err);
}

static enum err_code medium_add(struct backup *backup, bool found, bool new_set, struct err *err)
{
    enum err_code code = store_begin(backup->store, AUDIT_SETTING, err);
    if (code)
        return code;
    code = medium_rows(backup, found, new_set, err);
    if (!code)
        return store_commit(backup->store, err);
    store_rollback(backup->store);
    return code;
}

static enum err_code medium_use(struct backup *backup, const char *place,
                                const struct backup_aim *aim, struct err *err)
{
    struct backup_medium row;
    free(backup->folder);
    backup->folder = medium_folder(place);
    enum err_code code = office_folder_out(backup->office, backup->folder, err);
    if (!code)
        code = medium_read(backup->folder, &backup->medium, err);
    bool found = !code;
    if (code && code != ERR_EMPTY)
        return code;
    backup->medium.station = *store_peek_station(backup->store);
    backup->medium.seal = aim->seal;
    snprintf(backup->medium.label, sizeof backup->medium.label, "%s", aim->label);
    code = found ? backup_medium_get(backup->store, &backup->medium.id, &row, err) : ERR_EMPTY;
    if (code == ERR_EMPTY)
        code = medium_add(backup, found, aim->new_set, err);
    if (!code)
        code = medium_tidy(backup->folder, err);
    if (!code)
        code = copies_check(backup, err);
    backup->tally.number = backup->medium.number;
    backup->some = false;
    return code;
}

enum err_code backup_next(struct backup *backup, const char *folder, struct err *err)
{
    struct backup_aim aim;
    enum err_code code = backup_aim_at(backup->office, folder, backup->medium.label, &aim, err);
    if (!code)
        code = medium_use(backup, folder, &aim, err);
    if (!code)
        backup->full = false;
    return code;
}

/* ---- beginning and end ---- */

static enum err_code start(struct backup *backup, const struct backup_plan *plan, struct err *err)
{
    struct backup_aim aim = *plan->aim;
    int64_t missing = 0;
    if (aim.new_set)
        aim.seal = *plan->seal;
    enum err_code code = medium_use(backup, plan->folder, &aim, err);
    if (!code)
        code = store_snapshot(backup->store, backup->copy, plan->progress, plan->context,
                              &backup->tally.head, err);
    if (!code)
        code = file_size(backup->copy, &backup->copy_bytes, err);
    if (!code)
        code = backup_run_start(backup->store, aim.label, backup->tally.head.sequence, &backup->run,
                                err);
    if (!code)
        code = backup_missing_count(backup->store, aim.label, &missing, err);
    backup->tally.total = (long)missing;
    return code;
}

enum err_code backup_new(struct office *office, const struct backup_plan *plan,
                         struct backup **ret_new, struct err *err)
{
    struct backup *backup = mem_new(1, sizeof *backup);
    struct arena *arena = arena_new();
    backup->office = office;
    backup->store = office_store(office);
    backup->copy = file_join(store_peek_folder(backup->store), COPY);
    enum err_code code = reservation_take(backup->store, RESERVED, arena, NULL, err);
    backup->reserved = !code;
    if (!code)
        code = start(backup, plan, err);
    arena_free(arena);
    if (code)
        backup_free(backup);
    else
        *ret_new = backup;
    return code;
}

void backup_free(struct backup *backup)
{
    if (!backup)
        return;
    if (backup->reserved) {
        unlink(backup->copy);
        (void)!reservation_end(backup->store, RESERVED, NULL);
    }
    free(backup->copy);
    free(backup->folder);
    free(backup->aside.items);
    free(backup);
}

struct backup_tally backup_tally(const struct backup *backup)
{
    struct backup_tally tally = backup->tally;
    tally.label = backup->medium.label;
    tally.aside = (long)backup->aside.count;
    return tally;
}

const struct digest *backup_peek_aside(const struct backup *backup, size_t index)
{
    return index < backup->aside.count ? &backup->aside.items[index] : NULL;
}

bool backup_full(const struct backup *backup)
{
    return backup->full;
}

/* ---- masters ---- */

static void aside_add(struct backup *backup, const struct digest *master)
{
    for (size_t i = 0; i < backup->aside.count; i++)
        if (digest_equal(&backup->aside.items[i], master))
            return;
    *ARRAY_ADD(&backup->aside) = *master;
}

/* ERR_EMPTY: it is not in the store as it should be, and was set aside. */
static enum err_code master_seal(struct backup *backup, const struct backup_copy *copy,
                                 struct sealed *ret, struct err *err)
{
    struct err why = {0};
    int fd = -1;
    char name[DIGEST_TEXT_SIZE];
    char *path = medium_master_path(backup->folder, &copy->master, copy->kind);
    char *slash = strrchr(path, '/');
    *slash = '\0';
    enum err_code code = file_make_folder(path, &why);
    *slash = '/';
    digest_show(&copy->master, name);
    bool opened = !code && !master_open(backup->store, &copy->master, &fd, NULL);
    if (!code && opened)
        code = seal_file(fd, name, &copy->master, &backup->medium.seal, path, ret, &why);
    if (opened)
        close(fd);
    free(path);
    if (!code && opened)
        return ERR_OK;
    if (!code || why.number == SEAL_SOURCE_DIFFERS || why.number == SEAL_CANNOT_READ) {
        aside_add(backup, &copy->master);
        return ERR_EMPTY;
    }
    backup->full = code == ERR_FULL;
    if (err)
        *err = why;
    return code;
}

/* The database of this backup and of the next must find room on the last stick. */
static bool room_for(const struct backup *backup, const struct backup_copy *copy)
{
    enum { COPIES_AHEAD = 2, SLACK = 64 * 1024 };
    uint64_t wanted = (uint64_t)copy->bytes + COPIES_AHEAD * backup->copy_bytes + SLACK;
    return file_free_space(backup->folder) >= wanted;
}

static enum err_code copy_master(struct backup *backup, const struct backup_copy *copy,
                                 struct err *err)
{
    struct sealed sealed;
    backup->full = !room_for(backup, copy);
    if (backup->full)
        return err_set(err, ERR_FULL, 1862, _("number %ld of set %s is full"),
                       backup->medium.number, backup->medium.label);
    enum err_code code = master_seal(backup, copy, &sealed, err);
    if (code == ERR_EMPTY)
        return ERR_OK;
    if (!code)
        code = backup_copy_put(backup->store, &backup->medium.id, &copy->master, &sealed, err);
    if (!code)
        backup->tally.done++;
    return code;
}

static enum err_code masters_some(struct backup *backup, struct err *err)
{
    struct arena *arena = arena_new();
    struct backup_copy *copies = NULL;
    size_t count = 0;
    enum err_code code =
        backup_missing(backup->store, backup->medium.label, backup->some ? &backup->after : NULL,
                       arena, &copies, &count, err);
    backup->masters_done = !code && !count;
    if (!code && count) {
        code = copy_master(backup, &copies[0], err);
        if (!code) {
            backup->after = copies[0].master;
            backup->some = true;
        }
    }
    arena_free(arena);
    return code;
}

/* ---- the database ---- */

static enum err_code database_seal(struct backup *backup, struct err *err)
{
    struct store_stats stats;
    struct sealed sealed;
    struct backup_set set;
    int fd = -1;
    struct medium_snapshot snapshot = {.sequence = backup->tally.head.sequence,
                                       .head = backup->tally.head.hash,
                                       .made_ms = clock_now_ms(),
                                       .station = backup->medium.station};
    enum err_code code = medium_snapshot_thin(backup->folder, COPIES_KEPT - 1, err);
    if (!code)
        code = store_stats_get(backup->store, &stats, err);
    if (!code)
        code = backup_set_get(backup->store, backup->medium.label, &set, err);
    if (!code)
        code = file_open_read(backup->copy, &fd, err);
    if (code)
        return code;
    snapshot.masters = stats.masters;
    snapshot.media = set.media;
    snapshot.path = medium_snapshot_path(backup->folder, snapshot.sequence, snapshot.made_ms);
    code = seal_file(fd, backup->copy, NULL, &backup->medium.seal, snapshot.path, &sealed, err);
    close(fd);
    snapshot.hash = sealed.hash;
    if (!code)
        code = medium_snapshot_write(&snapshot, err);
    if (code == ERR_FULL) {
        backup->full = true;
        unlink(snapshot.path);
    }
    medium_snapshot_release(&snapshot);
    return code;
}

static enum err_code finish(struct backup *backup, struct err *err)
{
    enum err_code code = database_seal(backup, err);
    if (!code)
        code = backup_run_finish(backup->store, backup->run, (long)backup->aside.count, err);
    backup->finished = !code;
    return code;
}

enum err_code backup_step(struct backup *backup, struct err *err)
{
    enum err_code code = reservation_renew(backup->store, RESERVED, err);
    if (code)
        return code;
    if (backup->finished)
        return ERR_EMPTY;
    return backup->masters_done ? finish(backup, err) : masters_some(backup, err);
}

/* ---- how old ---- */

enum err_code backup_due_get(struct store *store, struct backup_due *ret, struct err *err)
{
    const int64_t day_ms = 24LL * 3600 * 1000;
    struct arena *arena = arena_new();
    struct backup_set *sets = NULL;
    size_t count = 0;
    struct backup_due due = {0};
    enum err_code code = backup_set_list(store, arena, &sets, &count, err);
    due.sets = (long)count;
    for (size_t i = 0; !code && i < count; i++) {
        if (sets[i].last_ms > due.last_ms)
            due.last_ms = sets[i].last_ms;
        due.open = due.open || sets[i].open;
    }
    if (!code && count > 1) {
        snprintf(due.due, sizeof due.due, "%s", sets[0].label);
        due.due_ms = sets[0].last_ms;
    }
    int64_t age = clock_now_ms() - due.last_ms;
    due.old = !due.last_ms || age > BACKUP_OLD_DAYS * day_ms || age < -day_ms;
    if (!code)
        *ret = due;
    arena_free(arena);
    return code;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * store/store: making, opening and closing a store folder; refusing what is not ours.
 * May include base, model and store.
 */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/content.h"
#include "store/migrate.h"
#include "store/person.h"

static const char DATABASE[] = "sohoa.db", HALF[] = "sohoa.db.new";

/* --- the folder --------------------------------------------------------------------------- */

/* Tests of the refusal set SOHOA_FAULT=network, since no network share is at hand there. */
static bool on_network(const char *folder)
{
    const char *fault = getenv("SOHOA_FAULT");
    return (fault && strstr(fault, "network")) || file_on_network(folder);
}

static enum err_code refuse_network(const char *folder, struct err *err)
{
    if (!on_network(folder))
        return ERR_OK;
    return err_set(err, ERR_FOREIGN, 510,
                   _("%s lies on a network share, where a store breaks; choose a folder on a disk "
                     "of this machine"),
                   folder);
}

bool store_exists(const char *folder)
{
    char *path = file_join(folder, DATABASE);
    bool found = file_exists(path);
    free(path);
    return found;
}

static struct store *store_new(const char *folder)
{
    struct store *store = mem_new(1, sizeof *store);
    store->folder = mem_copy_text(folder);
    return store;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    while (store->depth > 0)
        store_rollback(store);
    db_close(store);
    free(store->pending.items);
    free(store->folder);
    free(store);
}

static enum err_code folders_make(const struct store *store, struct err *err)
{
    static const char *const names[] = {"masters", "derived"};
    enum err_code code = file_make_folder(store->folder, err);
    if (!code)
        code = refuse_network(store->folder, err);
    for (size_t i = 0; !code && i < ARRAY_SIZE(names); i++) {
        char *path = store_path(store, names[i]);
        code = file_make_folder(path, err);
        free(path);
    }
    return code;
}

/* --- making ------------------------------------------------------------------------------- */

static enum err_code station_add(struct store *store, const struct store_plan *plan,
                                 struct err *err)
{
    store->station = uuid_new();
    uuid_show(&store->station, store->station_text);
    if (plan->office)
        store->office = *plan->office;
    return content_write(store, CONTENT_STATION, store->station_text, NULL,
                         "INSERT INTO station (id, name, practice, here, created_ms, office)"
                         " VALUES (?1, ?2, ?3, 1, ?4, ?5)",
                         BINDS(UUID(&store->station), TEXT(plan->name ? plan->name : ""),
                               INT(plan->practice), INT(clock_now_ms()), DIGEST(plan->office)),
                         err);
}

static enum err_code founding(struct store *store, const struct store_plan *plan, struct err *err)
{
    struct uuid person;
    enum err_code code = store_begin(store, AUDIT_INIT, err);
    if (code)
        return code;
    code = station_add(store, plan, err);
    if (!code && plan->practice)
        code = person_add(store, plan->person_name ? plan->person_name : "practice", "practice",
                          &person, err);
    if (!code && plan->found)
        code = plan->found(store, plan->context, err);
    return store_end(store, code, err);
}

/* An empty file of our rights first: SQLite would make it readable for others. */
static enum err_code half_open(struct store *store, const char *half, struct err *err)
{
    enum err_code code = file_write(half, "", 0, FILE_REPLACE, err);
    if (!code)
        code = db_open(store, half, SQLITE_OPEN_READWRITE, err);
    if (!code)
        code = db_script(store, "PRAGMA application_id = 1397256033", err);
    return code;
}
_Static_assert(DB_APPLICATION_ID == 1397256033, "the literal above");

enum err_code store_sync_folder(const char *folder, struct err *err)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool fine = fd >= 0 && fsync(fd) == 0;
    int why = errno;
    if (fd >= 0)
        close(fd);
    if (fine)
        return ERR_OK;
    return err_set(err, err_from_errno(why), 512, _("cannot keep the folder %s: %s"), folder,
                   strerror(why));
}

static enum err_code taken(const char *folder, struct err *err)
{
    return err_set(err, ERR_EXISTS, 513, _("%s holds a store already"), folder);
}

/* A database that is complete takes its name; link(2) refuses to overwrite one. */
static enum err_code half_name(const struct store *store, const char *half, struct err *err)
{
    char *path = store_path(store, DATABASE);
    enum err_code code = ERR_OK;
    if (link(half, path) != 0)
        code = errno == EEXIST ? taken(store->folder, err)
                               : err_set(err, err_from_errno(errno), 511, _("cannot make %s: %s"),
                                         path, strerror(errno));
    unlink(half);
    free(path);
    return code ? code : store_sync_folder(store->folder, err);
}

enum err_code store_create(const char *folder, const struct store_plan *plan,
                           struct store **ret_new, struct err *err)
{
    if (store_exists(folder))
        return taken(folder, err);
    struct store *store = store_new(folder);
    char *half = store_path(store, HALF);
    enum err_code code = folders_make(store, err);
    if (!code)
        code = half_open(store, half, err);
    if (!code)
        code = store_migrate(store, err);
    if (!code)
        code = founding(store, plan, err);
    bool made = store->db != NULL;
    db_close(store);
    if (!code)
        code = half_name(store, half, err);
    else if (made)
        unlink(half);
    free(half);
    store_close(store);
    return code ? code : store_open(folder, ret_new, err);
}

/* --- opening ------------------------------------------------------------------------------ */

static enum err_code station_read(struct store *store, struct err *err)
{
    struct rows rows =
        rows_open(store, "SELECT id, practice, office FROM station WHERE here = 1", NO_BINDS);
    if (rows_next(&rows)) {
        store->station = rows_uuid(&rows, 0);
        store->practice = rows_int(&rows, 1) != 0;
        store->office = rows_digest(&rows, 2);
    }
    enum err_code code = rows_close(&rows, err);
    if (code)
        return code;
    if (uuid_is_null(&store->station))
        return err_set(err, ERR_DAMAGED, 525,
                       _("the database of %s is damaged; restore the last backup"), store->folder);
    uuid_show(&store->station, store->station_text);
    return ERR_OK;
}

static enum err_code practice_person_read(struct store *store, struct err *err)
{
    if (!store->practice)
        return ERR_OK;
    struct rows rows =
        rows_open(store, "SELECT id FROM person WHERE role = 'practice' ORDER BY id", NO_BINDS);
    if (rows_next(&rows))
        store->person = rows_uuid(&rows, 0);
    return rows_close(&rows, err);
}

static enum err_code wal_set(struct store *store, struct err *err)
{
    struct rows rows = rows_open(store, "PRAGMA journal_mode = WAL", NO_BINDS);
    bool wal = rows_next(&rows) && text_equal(rows_peek_text(&rows, 0), "wal");
    enum err_code code = rows_close(&rows, err);
    if (!code && !wal)
        return err_set(err, ERR_FOREIGN, 514,
                       _("the disk of %s cannot hold a store (no write-ahead log)"), store->folder);
    return code;
}

static enum err_code database_open(struct store *store, struct err *err)
{
    int version = 0;
    char *path = store_path(store, DATABASE);
    enum err_code code = db_open(store, path, SQLITE_OPEN_READWRITE, err);
    free(path);
    if (!code)
        code = store_version_read(store, &version, err);
    if (!code)
        code = wal_set(store, err);
    if (!code && version < store_version_known()) {
        log_info("store", "form %d -> %d", version, store_version_known());
        code = store_migrate(store, err);
    }
    return code;
}

/* A file beyond the limit of the shell is an error that is told, not a death by signal. */
static void ignore_size_signal(void)
{
    struct sigaction old;
    if (sigaction(SIGXFSZ, NULL, &old) == 0 && old.sa_handler == SIG_DFL)
        signal(SIGXFSZ, SIG_IGN);
}

enum err_code store_open(const char *folder, struct store **ret_new, struct err *err)
{
    if (!store_exists(folder))
        return err_set(err, ERR_MISSING, 515,
                       _("there is no store in %s; make one with: sohoa --store %s init"), folder,
                       folder);
    enum err_code code = refuse_network(folder, err);
    if (code)
        return code;
    ignore_size_signal();
    struct store *store = store_new(folder);
    code = folders_make(store, err);
    if (!code)
        code = database_open(store, err);
    if (!code)
        code = station_read(store, err);
    if (!code)
        code = practice_person_read(store, err);
    if (code)
        store_close(store);
    else
        *ret_new = store;
    return code;
}

/* --- who and where ------------------------------------------------------------------------ */

const char *store_peek_folder(const struct store *store)
{
    return store->folder;
}

const struct uuid *store_peek_station(const struct store *store)
{
    return &store->station;
}

bool store_practice(const struct store *store)
{
    return store->practice;
}

void store_set_person(struct store *store, const struct uuid *person)
{
    store_sign_as(store, person, NULL);
}

void store_sign_as(struct store *store, const struct uuid *person, const struct sign_key *key)
{
    if (person != &store->person)
        store->person = *person;
    store->signer = key;
}

const struct sign_key *store_peek_signer(const struct store *store)
{
    return store->signer;
}

const struct digest *store_peek_office(const struct store *store)
{
    static const struct digest none;
    return digest_equal(&store->office, &none) ? NULL : &store->office;
}

const struct uuid *store_peek_person(const struct store *store)
{
    return &store->person;
}

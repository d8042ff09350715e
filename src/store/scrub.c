/* SPDX-License-Identifier: Apache-2.0
 *
 * store/scrub: one master after the other against its hash. May include base, model and store.
 */
#include "store/scrub.h"

#include <string.h>

#include "base/clock.h"
#include "store/backup.h"
#include "store/db.h"

enum err_code scrub_state_get(struct store *store, struct scrub_state *ret, struct err *err)
{
    struct rows rows = rows_open(
        store,
        "SELECT (SELECT count(*) FROM master WHERE id <= (SELECT after FROM scrub_place)),"
        " (SELECT count(*) FROM master), (SELECT count(*) FROM scrub_fault),"
        " (SELECT round_ms FROM scrub_place), (SELECT finished_ms FROM scrub_place)",
        NO_BINDS);
    if (rows_next(&rows))
        *ret = (struct scrub_state){.done = (long)rows_int(&rows, 0),
                                    .total = (long)rows_int(&rows, 1),
                                    .faults = (long)rows_int(&rows, 2),
                                    .round_ms = rows_int_or(&rows, 3, 0),
                                    .finished_ms = rows_int_or(&rows, 4, 0)};
    return rows_close(&rows, err);
}

static enum err_code result_keep(struct store *store, const struct scrub_step *step,
                                 struct err *err)
{
    if (step->fits)
        return db_run(store, "DELETE FROM scrub_fault WHERE master = ?1",
                      BINDS(DIGEST(&step->master)), err);
    return db_run(store,
                  "INSERT INTO scrub_fault (master, kind, found_ms) VALUES (?1, ?2, ?3)"
                  " ON CONFLICT (master) DO UPDATE SET kind = excluded.kind",
                  BINDS(DIGEST(&step->master), TEXT(step->there ? "changed" : "missing"),
                        INT(clock_now_ms())),
                  err);
}

enum err_code scrub_one(struct store *store, const struct digest *master, const char *kind,
                        struct scrub_step *ret, struct err *err)
{
    ret->master = *master;
    enum err_code code = master_look(store, master, kind, &ret->there, &ret->fits, err);
    return code ? code : result_keep(store, ret, err);
}

/* The next one behind the place; ERR_EMPTY. */
static enum err_code next_find(struct store *store, struct scrub_step *ret, char kind[16],
                               struct err *err)
{
    struct rows rows =
        rows_open(store,
                  "SELECT id, kind, bytes FROM master WHERE id > coalesce((SELECT after FROM"
                  " scrub_place), '') ORDER BY id LIMIT 1",
                  NO_BINDS);
    bool found = rows_next(&rows);
    if (found) {
        *ret = (struct scrub_step){.master = rows_digest(&rows, 0), .bytes = rows_int(&rows, 2)};
        size_t length = strlen(rows_peek_text(&rows, 1));
        memcpy(kind, rows_peek_text(&rows, 1), length < 15 ? length + 1 : 0);
    }
    enum err_code code = rows_close(&rows, err);
    return code || found ? code : ERR_EMPTY;
}

static enum err_code round_end(struct store *store, struct err *err)
{
    return db_run(store, "UPDATE scrub_place SET after = '', finished_ms = ?1 WHERE after <> ''",
                  BINDS(INT(clock_now_ms())), err);
}

enum err_code scrub_next(struct store *store, struct scrub_step *ret, struct err *err)
{
    char kind[16] = "";
    enum err_code code = next_find(store, ret, kind, err);
    if (code == ERR_EMPTY) {
        code = round_end(store, err);
        return code ? code : ERR_EMPTY;
    }
    if (!code)
        code = scrub_one(store, &ret->master, kind, ret, err);
    if (!code)
        code = db_run(store,
                      "INSERT INTO scrub_place (only, after, round_ms) VALUES (1, ?1, ?2)"
                      " ON CONFLICT (only) DO UPDATE SET round_ms = iif(after = '', ?2, round_ms),"
                      " after = excluded.after",
                      BINDS(DIGEST(&ret->master), INT(clock_now_ms())), err);
    return code;
}

static void read_fault(const struct rows *rows, struct arena *arena, void *item)
{
    *(struct scrub_fault *)item = (struct scrub_fault){.master = rows_digest(rows, 0),
                                                       .file_kind = rows_text(rows, 1, arena),
                                                       .origin = rows_text(rows, 2, arena),
                                                       .kind = rows_text(rows, 3, arena),
                                                       .found_ms = rows_int(rows, 4)};
}

enum err_code scrub_fault_list(struct store *store, struct arena *arena, struct scrub_fault **ret,
                               size_t *ret_count, struct err *err)
{
    struct rows rows = rows_open(store,
                                 "SELECT master.id, master.kind, origin, scrub_fault.kind, found_ms"
                                 " FROM scrub_fault JOIN master ON master.id = scrub_fault.master"
                                 " ORDER BY found_ms, master.id",
                                 NO_BINDS);
    return rows_all(&rows, arena, sizeof **ret, read_fault, (void **)ret, ret_count, err);
}

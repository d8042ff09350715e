/* SPDX-License-Identifier: Apache-2.0
 *
 * store/reservation: who works on what. A holder is its pid, when that process began and in which
 * run of the machine, so that a pid used again is not mistaken for it.
 * May include base, model and store.
 */
#include "store/reservation.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/content.h"

#define RESERVATION_COLUMNS "SELECT what, person, pid, taken_ms, renewed_ms, born FROM reservation"

struct holder {
    struct reservation shown;
    const char *born;
};

static void read_holder(const struct rows *rows, struct arena *arena, void *item)
{
    struct holder *holder = item;
    *holder = (struct holder){.born = rows_text(rows, 5, arena)};
    holder->shown = (struct reservation){.what = rows_text(rows, 0, arena),
                                         .person = rows_uuid(rows, 1),
                                         .pid = (pid_t)rows_int(rows, 2),
                                         .taken_ms = rows_int(rows, 3),
                                         .renewed_ms = rows_int(rows, 4)};
}

/* --- is it still the same process? -------------------------------------------------------- */

static void add_file(struct str *text, const char *path, bool stat_line)
{
    struct bytes bytes = {0};
    if (file_read(path, 4096, &bytes, NULL) != ERR_OK)
        return;
    /* stat: "pid (name) S ppid …"; the start time is the 20th word after the name. */
    const char *at = (const char *)bytes.data;
    if (stat_line) {
        const char *paren = strrchr(at, ')');
        at = paren ? paren + 1 : at;
        for (int word = 0; word < 19 && at; word++)
            at = strchr(at + 1, ' ');
    }
    if (at)
        str_add_span(text, at, strcspn(at + 1, " \n") + 1);
    bytes_release(&bytes);
}

/* "" when there is no such process. Heap. */
static char *process_born(pid_t pid)
{
    char path[64];
    struct str text = STR_INIT;
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    add_file(&text, path, true);
    if (text.length)
        add_file(&text, "/proc/sys/kernel/random/boot_id", false);
    return str_take(&text);
}

static bool holder_lives(const struct holder *holder)
{
    if (clock_now_ms() - holder->shown.renewed_ms > RESERVATION_IDLE_MS)
        return false;
    char *born = process_born(holder->shown.pid);
    bool lives = born[0] && !strcmp(born, holder->born);
    free(born);
    return lives;
}

/* --- taking ------------------------------------------------------------------------------- */

static enum err_code reservation_write(struct store *store, const char *what, struct err *err)
{
    int64_t now = clock_now_ms();
    char *born = process_born(getpid());
    enum err_code code =
        db_run(store,
               "INSERT INTO reservation (what, person, pid, born, taken_ms, renewed_ms)"
               " VALUES (?1, ?2, ?3, ?4, ?5, ?5) ON CONFLICT (what) DO UPDATE SET"
               " taken_ms = iif(pid = excluded.pid AND born = excluded.born, taken_ms, ?5),"
               " person = excluded.person, pid = excluded.pid, born = excluded.born,"
               " renewed_ms = ?5",
               BINDS(TEXT(what), UUID(&store->person), INT(getpid()), TEXT(born), INT(now)), err);
    free(born);
    return code;
}

static enum err_code reservation_try(struct store *store, const char *what, struct arena *arena,
                                     struct reservation *ret_holder, struct err *err)
{
    struct holder holder;
    struct rows rows = rows_open(store, RESERVATION_COLUMNS " WHERE what = ?1", BINDS(TEXT(what)));
    enum err_code code = rows_one(&rows, arena, read_holder, &holder, err);
    bool other = code == ERR_OK && holder.shown.pid != getpid() && holder_lives(&holder);
    if (code && code != ERR_EMPTY)
        return code;
    if (!other)
        return reservation_write(store, what, err);
    if (ret_holder)
        *ret_holder = holder.shown;
    return err_set(err, ERR_LOCKED, 570,
                   _("another sohoa is at work on this (process %d); wait for it or end it"),
                   (int)holder.shown.pid);
}

enum err_code reservation_left(struct store *store, const char *what, struct arena *arena,
                               struct reservation *ret, struct err *err)
{
    struct holder holder;
    struct rows rows = rows_open(store, RESERVATION_COLUMNS " WHERE what = ?1", BINDS(TEXT(what)));
    enum err_code code = rows_one(&rows, arena, read_holder, &holder, err);
    if (code)
        return code;
    if (holder_lives(&holder))
        return ERR_EMPTY;
    *ret = holder.shown;
    return ERR_OK;
}

enum err_code reservation_take(struct store *store, const char *what, struct arena *arena,
                               struct reservation *ret_holder, struct err *err)
{
    enum err_code code = store_begin(store, AUDIT_PAGE, err);
    if (code)
        return code;
    return store_end(store, reservation_try(store, what, arena, ret_holder, err), err);
}

enum err_code reservation_renew(struct store *store, const char *what, struct err *err)
{
    char *born = process_born(getpid());
    int64_t kept = 0;
    enum err_code code =
        db_number(store,
                  "UPDATE reservation SET renewed_ms = ?4 WHERE what = ?1 AND pid = ?2 AND"
                  " born = ?3 RETURNING 1",
                  BINDS(TEXT(what), INT(getpid()), TEXT(born), INT(clock_now_ms())), 0, &kept, err);
    free(born);
    if (!code && !kept)
        return err_set(err, ERR_STATE, 571, _("somebody else took this over after a long pause"));
    return code;
}

enum err_code reservation_end(struct store *store, const char *what, struct err *err)
{
    return db_run(store, "DELETE FROM reservation WHERE what = ?1 AND pid = ?2",
                  BINDS(TEXT(what), INT(getpid())), err);
}

enum err_code reservation_list(struct store *store, struct arena *arena, struct reservation **ret,
                               size_t *ret_count, struct err *err)
{
    struct holder *holders = NULL;
    size_t count = 0, living = 0;
    struct rows rows = rows_open(store, RESERVATION_COLUMNS " ORDER BY what", NO_BINDS);
    enum err_code code =
        rows_all(&rows, arena, sizeof *holders, read_holder, (void **)&holders, &count, err);
    if (code)
        return code;
    struct reservation *list = arena_take(arena, count + 1, sizeof *list);
    for (size_t i = 0; i < count; i++)
        if (holder_lives(&holders[i]))
            list[living++] = holders[i].shown;
    *ret = list;
    *ret_count = living;
    return ERR_OK;
}

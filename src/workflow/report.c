/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/report: see the header. May include: base, store.
 */
#include "workflow/report.h"

#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "store/activity.h"
#include "store/audit.h"
#include "store/batch.h"
#include "store/person.h"
#include "store/person_check.h"
#include "store/quality.h"
#include "workflow/ledger.h"
#include "workflow/office.h"
#include "workflow/quality.h"
#include "workflow/role.h"
#include "workflow/waits.h"

enum { DAY_MS = 24 * 3600 * 1000, HELP_FIELDS = 50, HELP_PERCENT = 3, DAY_TEXT = 10 };

/* ---- what was done ---- */

static void put_day(json_t *json, const char *key, int64_t ms)
{
    char when[CLOCK_TEXT_SIZE];
    clock_show(ms, when);
    when[DAY_TEXT] = '\0';
    json_put_text(json, key, when);
}

static enum err_code add_activity(struct store *store, int64_t from, int64_t to, json_t *json,
                                  struct err *err)
{
    static const char *const groups[] = {"done", "returns", "difficulties"};
    struct arena *arena = arena_new();
    struct activity *items = NULL;
    size_t count = 0;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        json_put_new(json, groups[i], json_object());
    enum err_code code = activity_list(store, from, to, arena, &items, &count, err);
    for (size_t i = 0; i < count && !code; i++)
        json_put_long(json_peek_object(json, items[i].group), items[i].what, items[i].count);
    arena_free(arena);
    return code;
}

static enum err_code add_waits(struct store *store, json_t *json, struct err *err)
{
    struct waits waits;
    json_t *object = json_object();
    enum err_code code = waits_get(store, &waits, err);
    for (int wait = 0; wait < WAIT_COUNT && !code; wait++)
        json_put_long(object, wait_name((enum wait_for)wait), waits.records[wait]);
    json_put_new(json, "waits", object);
    return code;
}

/* Pages to be scanned again, and why; a page may have several reasons. */
static enum err_code add_rescans(struct store *store, json_t *json, struct err *err)
{
    json_t *reasons = json_object();
    enum err_code code = ERR_OK;
    long pages = 0;
    size_t count = STORE_LIST_MAX;
    while (!code && count == STORE_LIST_MAX) {
        struct arena *arena = arena_new();
        struct rescan *list = NULL;
        code = rescan_list(store, NULL, pages, STORE_LIST_MAX, arena, &list, &count, err);
        for (size_t i = 0; i < count && !code; i++)
            for (int reason = 0; reason < QUALITY_REASON_COUNT; reason++)
                if (quality_rescan_reasons(&list[i]) & 1u << reason) {
                    const char *name = quality_table[reason].name;
                    json_put_long(reasons, name, json_peek_long(reasons, name, 0) + 1);
                }
        pages += code ? 0 : (long)count;
        arena_free(arena);
    }
    json_put_long(json, "rescans", pages);
    json_put_new(json, "rescan_reasons", reasons);
    return code;
}

/* The head of the chain as it is now: whoever keeps the report can tell whether the chain was
 * changed afterwards. */
static enum err_code add_head(struct store *store, const char *station, json_t *json,
                              struct err *err)
{
    struct audit_head head;
    char text[AUDIT_HEAD_TEXT_SIZE];
    json_t *heads = json_array(), *item = json_object();
    enum err_code code = audit_head_get(store, &head, err);
    if (!code) {
        audit_head_show(&head, text);
        json_put_text(item, "station", station);
        json_put_text(item, "head", text);
    }
    json_array_append_new(heads, item);
    json_put_new(json, "heads", heads);
    return code;
}

static void add_missing(const struct ledger *ledger, struct arena *arena, json_t *missing)
{
    for (size_t i = 0; i < ledger->series_count; i++) {
        const struct ledger_series *series = &ledger->series[i];
        if (!series->counts.missing)
            continue;
        json_t *line = json_object();
        json_put_text(line, "book", ledger->book.number);
        json_put_text(line, "place", ledger->book.place);
        json_put_text(line, "numbers", ledger_numbers(series, LEDGER_MISSING, arena));
        json_put_long(line, "count", series->counts.missing);
        json_array_append_new(missing, line);
    }
}

static enum err_code add_books(struct office *office, json_t *json, struct err *err)
{
    struct arena *arena = arena_new();
    struct book *books = NULL;
    json_t *missing = json_array();
    size_t count = 0;
    long planned = 0, seen = 0;
    enum err_code code = book_list(office_store(office), 0, 0, arena, &books, &count, err);
    for (size_t i = 0; i < count && !code; i++) {
        struct arena *one = arena_new();
        struct ledger ledger;
        code = ledger_get(office, &books[i].id, one, &ledger, err);
        if (!code) {
            planned += ledger.counts.expected;
            seen += ledger.counts.seen;
            add_missing(&ledger, one, missing);
        }
        arena_free(one);
    }
    json_put_long(json, "planned", planned);
    json_put_long(json, "seen", seen);
    json_put_new(json, "missing", missing);
    arena_free(arena);
    return code;
}

static enum err_code add_entries(struct store *store, int64_t from, json_t *json, struct err *err)
{
    struct arena *arena = arena_new();
    struct person_check *checks = NULL;
    json_t *entries = json_object();
    size_t count = 0;
    long fields = 0, wrong = 0;
    enum err_code code = person_check_list(store, NULL, CHECK_ENTRY, arena, &checks, &count, err);
    for (size_t i = 0; i < count; i++) {
        bool counts = checks[i].day >= person_check_day(from);
        fields += counts ? checks[i].fields : 0;
        wrong += counts ? checks[i].wrong : 0;
    }
    json_put_long(entries, "fields", fields);
    json_put_long(entries, "wrong", wrong);
    json_put_new(json, "entries", entries);
    arena_free(arena);
    return code;
}

enum err_code report_week(struct office *office, int days, json_t **ret_new, struct err *err)
{
    struct store *store = office_store(office);
    int64_t to = clock_now_ms(), from = to - (int64_t)days * DAY_MS;
    struct arena *arena = arena_new();
    const char *name = "";
    json_t *json = json_object(), *stations = json_array();
    enum err_code code = store_station_name(store, arena, &name, err);
    json_array_append_new(stations, json_string(name));
    json_put_new(json, "station", stations);
    put_day(json, "from", from);
    put_day(json, "to", to);
    if (!code)
        code = add_books(office, json, err);
    if (!code)
        code = add_waits(store, json, err);
    if (!code)
        code = add_rescans(store, json, err);
    if (!code)
        code = add_head(store, name, json, err);
    if (!code && store_practice(store))
        json_put_bool(json, "practice", true);
    if (!code)
        code = add_activity(store, from, to + 1, json, err);
    if (!code)
        code = add_entries(store, from, json, err);
    arena_free(arena);
    if (code)
        json_decref(json);
    else
        *ret_new = json;
    return code;
}

/* ---- many teams ---- */

/* Figures are added, lists put together, words stay as they are. */
static void add_value(json_t *into, const char *key, json_t *value)
{
    json_t *there = json_object_get(into, key);
    const char *inner;
    json_t *item;
    if (!there) {
        json_object_set_new(into, key, json_deep_copy(value));
    } else if (json_is_integer(there) && json_is_integer(value)) {
        json_put_long(into, key, json_integer_value(there) + json_integer_value(value));
    } else if (json_is_array(there) && json_is_array(value)) {
        json_array_extend(there, value);
    } else if (json_is_object(there) && json_is_object(value)) {
        json_object_foreach (value, inner, item)
            add_value(there, inner, item);
    }
}

enum err_code report_add(json_t *into, const json_t *other, struct err *err)
{
    const char *key, *from = json_peek_text(other, "from"), *to = json_peek_text(other, "to");
    json_t *value;
    if (!from || !to || !json_peek_object(other, "done"))
        return err_set(err, ERR_FORMAT, 1884,
                       _("this is no report; make one with: sohoa --json report week"));
    const char *first = json_peek_text(into, "from"), *last = json_peek_text(into, "to");
    if (first && strcmp(from, first) < 0)
        json_put_text(into, "from", from);
    if (last && strcmp(to, last) > 0)
        json_put_text(into, "to", to);
    json_object_foreach ((json_t *)other, key, value)
        add_value(into, key, value);
    return ERR_OK;
}

/* ---- people ---- */

static enum err_code add_person(struct store *store, const struct person *person, json_t *list,
                                struct err *err)
{
    struct arena *arena = arena_new();
    struct person_check *checks = NULL;
    json_t *json = json_object(), *days = json_array();
    size_t count = 0;
    long fields = 0, wrong = 0;
    enum err_code code =
        person_check_list(store, &person->id, CHECK_KIND_COUNT, arena, &checks, &count, err);
    for (size_t i = 0; i < count; i++) {
        json_t *day = json_object();
        put_day(day, "day", checks[i].day * (int64_t)DAY_MS);
        json_put_long(day, "fields", checks[i].fields);
        json_put_long(day, "wrong", checks[i].wrong);
        json_array_append_new(days, day);
        fields += checks[i].fields;
        wrong += checks[i].wrong;
    }
    json_put_text(json, "person", person->name);
    json_put_long(json, "fields", fields);
    json_put_long(json, "wrong", wrong);
    json_put_bool(json, "help", fields >= HELP_FIELDS && wrong * 100 > fields * HELP_PERCENT);
    json_put_new(json, "days", days);
    json_array_append_new(list, json);
    arena_free(arena);
    return code;
}

enum err_code report_people(struct office *office, json_t **ret_new, struct err *err)
{
    struct store *store = office_store(office);
    struct arena *arena = arena_new();
    struct person *people = NULL;
    json_t *list = json_array();
    size_t count = 0;
    bool all = false;
    enum err_code code = role_check(store, ROLES_ALL, err);
    if (!code)
        code = role_has(store, ROLES_CONFIRMING | ROLE_BIT(ROLE_LEADER), &all, err);
    if (!code)
        code = person_list(store, arena, &people, &count, err);
    for (size_t i = 0; i < count && !code; i++)
        if (uuid_equal(&people[i].id, store_peek_person(store)) || (all && !people[i].ended_ms))
            code = add_person(store, &people[i], list, err);
    arena_free(arena);
    if (code)
        json_decref(list);
    else
        *ret_new = list;
    return code;
}

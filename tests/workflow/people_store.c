/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/people_store: makes the store. May include: base, model, store, workflow, cmocka.
 */
#include "people_store.h"

#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/batch.h"
#include "store/master.h"
#include "store/page.h"
#include "store/person.h"
#include "workflow/action.h"
#include "workflow/transition.h"

struct office *office;
struct store *store;
struct arena *arena;
struct err err;
struct uuid people[SOMEONE_COUNT];
static char *folder;
static struct uuid page;
static int rows;

static const struct {
    const char *name, *role;
} someones[SOMEONE_COUNT] = {
    [ANH] = {"Lò Thị Anh", "volunteer"},   [BINH] = {"Y Bình Niê", "leader"},
    [CHI] = {"Giàng A Chí", "volunteer"},  [OFFICIAL] = {"Thạch Thị Đào", "official"},
    [ADMIN] = {"Kpă Em", "administrator"},
};

void act_as(enum someone who)
{
    store_set_person(store, &people[who]);
}

static void add_page(void)
{
    struct master_facts facts = {.kind = "png", .frames = 1, .source = "import"};
    struct page_view view = {.turns = PAGE_TURNS_UNKNOWN};
    struct batch batch = {.name = "Quyển 01"};
    struct uuid id;
    FINE(batch_add(store, &batch, &id, &err));
    FINE(master_put_bytes(store, "page", 4, &facts, &view.master, &err));
    FINE(transition_capture(store, &id, &view, &page, &err));
}

void people_open(int volunteers, bool official)
{
    struct store_plan plan = {0};
    char name[] = "/tmp/sohoa-people-XXXXXX";
    folder = mem_copy_text(mkdtemp(name));
    char *inner = file_join(folder, "store");
    assert_int_equal(store_create(inner, &plan, &store, NULL), ERR_OK);
    store_close(store);
    assert_int_equal(office_open(inner, NULL, &office, NULL), ERR_OK);
    store = office_store(office);
    free(inner);
    arena = arena_new();
    rows = 0;
    for (int who = 0; who < SOMEONE_COUNT; who++)
        if (who < volunteers || (who == OFFICIAL && official) || who == ADMIN)
            FINE(person_add(store, someones[who].name, someones[who].role, &people[who], &err));
    act_as(ANH);
    add_page();
}

void people_close(void)
{
    arena_free(arena);
    office_close(office);
    assert_int_equal(file_remove_tree(folder, NULL), ERR_OK);
    free(folder);
}

void fine(enum err_code code, const char *what)
{
    if (code)
        fail_msg("%s: K-%d %s", what, err.number, err.text);
    err_clear(&err);
}

struct uuid new_record(void)
{
    return new_record_of("so-khai-sinh");
}

struct uuid new_record_of(const char *schema)
{
    struct record plan = {.page = page, .revision = 1, .row = rows++};
    struct uuid id;
    FINE(office_schema_keep(office, schema, &plan.schema, &err));
    FINE(transition_adopt(store, &plan, -1, &id, &err));
    return id;
}

enum err_code key(const struct uuid *record, const char *field, const char *written)
{
    struct action_call call = {
        .office = office, .record = *record, .field = field, .written = written, .arena = arena};
    err_clear(&err);
    return action_run(ACTION_KEY, &call, &err);
}

void enter(const struct uuid *record, const char *name)
{
    struct action_call call = {.office = office, .record = *record, .arena = arena};
    FINE(key(record, "so", "12"));
    FINE(key(record, "ho_ten", name));
    FINE(key(record, "ngay_sinh", "15/03/1998"));
    FINE(key(record, "dan_toc", "Kinh"));
    FINE(action_run(ACTION_FINISH, &call, &err));
}

enum record_state state_of(const struct uuid *record)
{
    struct record now;
    FINE(record_get(store, record, arena, &now, &err));
    return now.state;
}

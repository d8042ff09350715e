/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/book_store: a practice store with books, pages and records for tests. May include:
 * base, model, store, workflow, cmocka.
 */
#include "book_store.h"

#include <string.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "store/master.h"
#include "store/page.h"
#include "workflow/action.h"
#include "workflow/index.h"
#include "workflow/transition.h"

static int made;

struct uuid new_book(const char *type, const char *series)
{
    struct book_words words = {.type = type,
                               .number = arena_format(arena, "%02d/2005", ++made),
                               .place = "xã Ea Tul, huyện Cư M'gar",
                               .signer = "Y Thử Niê",
                               .registration = "đúng hạn",
                               .series = series};
    struct book_plan plan;
    enum book_word wrong;
    struct uuid id;
    long alike = -1;
    FINE(book_plan_make(office, &words, arena, &plan, &wrong, &err));
    FINE(book_plan_add(office, &plan, &id, &alike, &err));
    assert_int_equal(alike, 0);
    return id;
}

struct uuid new_page(const struct uuid *book)
{
    struct master_facts facts = {.kind = "png", .frames = 1, .source = "import"};
    struct page_view view = {.turns = PAGE_TURNS_UNKNOWN};
    const char *bytes = arena_format(arena, "book page %d", ++made);
    struct batch batch = {.name = arena_format(arena, "lo%d", made), .book = *book};
    struct uuid batch_id, id;
    FINE(batch_add(store, &batch, &batch_id, &err));
    FINE(master_put_bytes(store, bytes, strlen(bytes), &facts, &view.master, &err));
    FINE(transition_capture(store, &batch_id, &view, &id, &err));
    return id;
}

struct uuid new_record(const struct uuid *book, const struct uuid *page, const char *schema,
                       int row)
{
    struct record plan = {.page = *page, .revision = 1, .row = row, .book = *book};
    struct uuid id;
    FINE(office_schema_keep(office, schema, &plan.schema, &err));
    FINE(transition_adopt(store, &plan, -1, &id, &err));
    FINE(index_record(office, &id, &err));
    return id;
}

void key(const struct uuid *record, const char *field, const char *written)
{
    struct action_call call = {
        .office = office, .record = *record, .field = field, .written = written, .arena = arena};
    FINE(action_run(ACTION_KEY, &call, &err));
}

void finish(const struct uuid *record, struct uuid *ret_version)
{
    struct action_call call = {.office = office, .record = *record, .arena = arena};
    FINE(action_run(ACTION_FINISH, &call, &err));
    *ret_version = call.version;
}

enum err_code say(const struct uuid *book, const char *numbers, int year, enum mark_kind kind,
                  const char *reason, long *ret_count)
{
    struct book_say what = {*book, numbers, year, kind, reason};
    return book_say(office, &what, ret_count, &err);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/test_reading: what a reading makes of a page, the first time and again: records
 * are adopted once, a value that a person touched stays, a reading that fails leaves nothing. May
 * include: base, model, record, store, workflow, cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "base/str.h"
#include "practice.h"
#include "store/batch.h"
#include "store/derived.h"
#include "store/master.h"
#include "workflow/action.h"
#include "workflow/change.h"
#include "workflow/office.h"
#include "workflow/page_work.h"
#include "workflow/query.h"
#include "workflow/rebuild.h"
#include "workflow/transition.h"
#include "workflow/version.h"
#include "workflow/waiting.h"

static struct uuid batch;
static int page_number;

static int open_all(void **state)
{
    struct batch plan = {.name = "thu"};
    int failed = practice_open(state);
    FINE(batch_add(store, &plan, &batch, &err));
    FINE(office_schema_check(office, "khai-sinh", &err));
    return failed;
}

static struct uuid new_page(void)
{
    struct master_facts facts = {.kind = "png", .frames = 1, .source = "import"};
    struct page_view view = {.turns = PAGE_TURNS_UNKNOWN};
    struct uuid id;
    const char *bytes = arena_format(arena, "page %d", ++page_number);
    assert_int_equal(master_put_bytes(store, bytes, strlen(bytes), &facts, &view.master, NULL),
                     ERR_OK);
    assert_int_equal(transition_capture(store, &batch, &view, &id, NULL), ERR_OK);
    return id;
}

/* What a worker would answer: rows of one schema, two fields each; row -1 = a form. */
struct reading {
    const char *schema, *name, *number;
    int rows;
};

static void fill(struct proposal *proposal, const struct reading *reading, int row)
{
    static const char *const names[] = {"ho_ten", "so"};
    const char *const values[] = {reading->name, reading->number};
    *proposal = (struct proposal){.schema = reading->schema,
                                  .row = reading->rows < 0 ? -1 : row,
                                  .region = {0, row * 100, 1000, 100},
                                  .field_count = 2};
    proposal->fields = arena_take(arena, 2, sizeof *proposal->fields);
    for (size_t i = 0; i < 2; i++)
        proposal->fields[i] = (struct proposed_field){
            .name = names[i],
            .value = {values[i], values[i], VALUE_OK},
            .confidence = i ? 0.5f : 0.99f,
            .box = {10, row * 100 + 10, 200, 30},
        };
}

static int reading_turns; /* how the page lies, as the worker tells it */

static enum err_code settle(const struct uuid *page, int revision, const struct reading *reading)
{
    struct text_page text = {
        .view = {.page_width = 1000, .page_height = 2000, .turns = reading_turns}, .dpi = 300};
    size_t count = reading->rows < 0 ? 1 : (size_t)reading->rows;
    struct proposal_list list = {.schema = reading->schema, .schema_sure = 1, .count = count};
    struct err err = {0};
    list.items = arena_take(arena, count + 1, sizeof *list.items);
    for (size_t i = 0; i < count; i++)
        fill(&list.items[i], reading, (int)i);
    json_t *reply = json_object();
    json_put_new(reply, "page", text_page_to_json(&text));
    json_put_new(reply, "proposals", proposal_list_to_json(&list));
    struct page_work work = {.office = office,
                             .page = {.id = *page, .revision = revision},
                             .reply = reply,
                             .profile = "",
                             .arena = arena};
    assert_int_equal(page_work_parse(&work, &err), ERR_OK);
    enum err_code code = page_work_settle(&work, &err);
    json_decref(reply);
    return code;
}

static enum page_state state_of(const struct uuid *page)
{
    struct page now;
    assert_int_equal(page_get(store, page, arena, &now, NULL), ERR_OK);
    return now.state;
}

static size_t records_of(const struct uuid *page, struct record **ret)
{
    struct record_filter filter = {.page = page};
    size_t count = 0;
    assert_int_equal(record_list(store, &filter, arena, ret, &count, NULL), ERR_OK);
    return count;
}

static const struct field_view *field_of(const struct uuid *record, const char *name)
{
    struct record_view view;
    assert_int_equal(record_view_get(office, record, arena, &view, NULL), ERR_OK);
    return record_view_lookup(&view, name);
}

static void key(const struct uuid *record, const char *field, const char *written)
{
    struct action_call call = {
        .office = office, .record = *record, .field = field, .written = written, .arena = arena};
    assert_int_equal(action_run(ACTION_KEY, &call, NULL), ERR_OK);
}

static const struct reading first = {"khai-sinh", "Lê Thị Một", "1/2010", -1};
static const struct reading second = {"khai-sinh", "Lê Thị Hai", "2/2010", -1};

static void test_adopted_once(void **state)
{
    (void)state;
    struct uuid page = new_page();
    struct record *records = NULL;
    assert_int_equal(settle(&page, 1, &first), ERR_OK);
    assert_int_equal(state_of(&page), PAGE_EXTRACTED);
    assert_int_equal(records_of(&page, &records), 1);
    struct uuid id = records[0].id;
    assert_int_equal(records[0].state, RECORD_ENTERED);
    assert_string_equal(field_of(&id, "ho_ten")->value.normal, "Lê Thị Một");
    assert_false(field_of(&id, "ho_ten")->doubtful);
    assert_true(field_of(&id, "so")->doubtful);        /* confidence too low */
    assert_true(field_of(&id, "ngay_sinh")->doubtful); /* required, and nothing found */

    key(&id, "so", "15/2010");
    assert_int_equal(settle(&page, 1, &second), ERR_OK);
    assert_int_equal(records_of(&page, &records), 1);
    assert_true(uuid_equal(&records[0].id, &id));
    assert_string_equal(field_of(&id, "so")->value.normal, "15/2010");
    assert_string_equal(field_of(&id, "ho_ten")->value.normal, "Lê Thị Hai");
}

static void test_finished_stays(void **state)
{
    (void)state;
    struct uuid page = new_page();
    struct record *records = NULL;
    assert_int_equal(settle(&page, 1, &first), ERR_OK);
    assert_int_equal(records_of(&page, &records), 1);
    struct action_call call = {.office = office, .record = records[0].id, .arena = arena};
    assert_int_equal(action_run(ACTION_FINISH, &call, NULL), ERR_OK);
    assert_int_equal(settle(&page, 1, &second), ERR_OK);
    const struct field_view *field = field_of(&call.record, "ho_ten");
    assert_string_equal(field->value.normal, "Lê Thị Một");
    assert_int_equal(field->origin, ORIGIN_VERSION);

    key(&call.record, "ho_ten", "Lê Thị Ba");
    assert_string_equal(field_of(&call.record, "ho_ten")->value.normal, "Lê Thị Ba");
    call.field = "ho_ten";
    assert_int_equal(action_run(ACTION_UNDO, &call, NULL), ERR_OK);
    assert_int_equal(rebuild_start(office, NULL), ERR_OK);
    assert_int_equal(records_of(&page, &records), 1);
    assert_int_equal(records[0].state, RECORD_VERIFIED);
    assert_int_equal(state_of(&page), PAGE_CAPTURED);
}

/* A version names exactly what was looked at. */
static void test_version_body(void **state)
{
    (void)state;
    struct uuid page = new_page();
    struct record *records = NULL;
    struct version version;
    struct page now;
    json_t *body = NULL;
    char hash[DIGEST_TEXT_SIZE];
    assert_int_equal(settle(&page, 1, &first), ERR_OK);
    assert_int_equal(records_of(&page, &records), 1);
    key(&records[0].id, "gioi_tinh", "nữ");
    struct action_call call = {.office = office, .record = records[0].id, .arena = arena};
    assert_int_equal(action_run(ACTION_FINISH, &call, NULL), ERR_OK);
    assert_int_equal(version_get(store, &call.version, arena, &version, NULL), ERR_OK);
    assert_int_equal(json_parse(version.body, strlen(version.body), "body", &body, NULL), ERR_OK);
    assert_int_equal(page_get(store, &page, arena, &now, NULL), ERR_OK);
    digest_show(&now.view.master, hash);
    assert_string_equal(json_peek_text(body, "master"), hash);
    assert_int_equal(json_peek_long(json_peek_object(body, "page"), "revision", 0), 1);
    digest_show(&records[0].schema, hash);
    assert_string_equal(json_peek_text(json_peek_object(body, "schema"), "hash"), hash);
    json_t *sex = json_peek_object(json_peek_object(body, "fields"), "gioi_tinh");
    assert_string_equal(json_peek_text(sex, "normal"), "Nữ");
    assert_string_equal(json_peek_text(sex, "written"), "nữ");
    json_decref(body);

    /* A second finish makes a child of the first. */
    struct uuid parent = call.version;
    assert_int_equal(action_run(ACTION_FINISH, &call, NULL), ERR_OK);
    assert_int_equal(version_get(store, &call.version, arena, &version, NULL), ERR_OK);
    assert_int_equal(version.parent_count, 1);
    assert_true(uuid_equal(&version.parents[0], &parent));
}

/* A row that appears waits for a person; one that vanishes keeps its record. */
static void test_rows(void **state)
{
    (void)state;
    static const struct {
        int rows;
        size_t records, proposed;
    } cases[] = {{3, 3, 3}, {4, 3, 3}, {2, 3, 2}, {3, 3, 3}};
    struct uuid page = new_page();
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct reading reading = {"so-khai-sinh", "Lê Văn Dòng", "1", cases[i].rows};
        struct record *records = NULL;
        size_t proposed = 0;
        assert_int_equal(settle(&page, 1, &reading), ERR_OK);
        assert_int_equal(records_of(&page, &records), cases[i].records);
        for (size_t k = 0; k < cases[i].records; k++)
            proposed += records[k].proposed;
        assert_int_equal(proposed, cases[i].proposed);
    }
}

static size_t waiting_of(const struct uuid *page)
{
    struct waiting_row *rows = NULL;
    size_t count = 0;
    assert_int_equal(waiting_row_list(store, NULL, page, 100, arena, &rows, &count, NULL), ERR_OK);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(rows[i].batch_name, "thu");
        assert_string_equal(rows[i].proposal.schema, "so-khai-sinh");
    }
    waiting_row_release(rows, count);
    return count;
}

static enum err_code adopt(const struct uuid *page, int number, bool dry_run, long rows)
{
    struct adopt_order order = {.page = *page, .number = number, .dry_run = dry_run};
    struct adopt_tally tally;
    enum err_code code = waiting_adopt(office, &order, arena, &tally, NULL);
    assert_int_equal(tally.rows, rows);
    return code;
}

/* A person makes records of rows that waited, and takes that back. */
static void test_waiting_rows(void **state)
{
    (void)state;
    struct reading reading = {"so-khai-sinh", "Lê Văn Dòng", "1", 3};
    struct change_undo undone;
    struct record *records = NULL;
    struct uuid page = new_page();
    assert_int_equal(settle(&page, 1, &reading), ERR_OK);
    assert_int_equal(waiting_of(&page), 0);
    assert_int_equal(adopt(&page, -1, false, 0), ERR_EMPTY);
    reading.rows = 5;
    assert_int_equal(settle(&page, 1, &reading), ERR_OK);
    assert_int_equal(waiting_of(&page), 2);
    assert_int_equal(adopt(&page, 0, false, 0), ERR_EMPTY); /* a record already */
    assert_int_equal(adopt(&page, -1, true, 2), ERR_OK);
    assert_int_equal(records_of(&page, &records), 3);
    assert_int_equal(adopt(&page, 4, false, 1), ERR_OK);
    assert_int_equal(records_of(&page, &records), 4);
    assert_int_equal(records[3].row, 4);
    assert_string_equal(field_of(&records[3].id, "ho_ten")->value.normal, "Lê Văn Dòng");
    assert_int_equal(waiting_of(&page), 1);

    /* Taken back: it waits again, also after the next reading. */
    assert_int_equal(change_undo(office, &batch, false, arena, &undone, NULL), ERR_OK);
    assert_string_equal(undone.what, "adopt");
    assert_int_equal(records_of(&page, &records), 3);
    assert_int_equal(waiting_of(&page), 2);
    assert_int_equal(settle(&page, 1, &reading), ERR_OK);
    assert_int_equal(waiting_of(&page), 2);

    /* What was keyed meanwhile is not lost by taking it back. */
    assert_int_equal(adopt(&page, -1, false, 2), ERR_OK);
    assert_int_equal(records_of(&page, &records), 5);
    key(&records[4].id, "ho_ten", "Lê Thị Thêm");
    assert_int_equal(change_undo(office, &batch, false, arena, &undone, NULL), ERR_OK);
    assert_int_equal(records_of(&page, &records), 4);
    assert_string_equal(records[3].look, "undone");
    assert_string_equal(field_of(&records[3].id, "ho_ten")->value.normal, "Lê Thị Thêm");
    assert_int_equal(waiting_of(&page), 1);
    audit_passes();
}

/* Nothing of a reading is kept when one part of it cannot be. */
static void test_all_or_nothing(void **state)
{
    (void)state;
    static const struct reading strange = {"khong-co", "Lê Thị Lạ", "1", -1};
    struct uuid page = new_page();
    struct record *records = NULL;
    struct page_text text;
    assert_int_equal(settle(&page, 1, &strange), ERR_MISSING);
    assert_int_equal(state_of(&page), PAGE_CAPTURED);
    assert_int_equal(records_of(&page, &records), 0);
    assert_int_equal(text_get(store, &page, arena, &text, NULL, NULL), ERR_MISSING);
}

/* The answer about an old revision is not taken for the new one. */
static void test_revised_meanwhile(void **state)
{
    (void)state;
    struct uuid page = new_page();
    struct page now;
    struct record *records = NULL;
    int revision = 0;
    assert_int_equal(page_get(store, &page, arena, &now, NULL), ERR_OK);
    now.view.turns = 2;
    assert_int_equal(page_revise(store, &page, &now.view, &revision, NULL), ERR_OK);
    assert_int_equal(settle(&page, 1, &first), ERR_EXISTS);
    assert_int_equal(state_of(&page), PAGE_CAPTURED);
    assert_int_equal(settle(&page, revision, &first), ERR_OK);
    assert_int_equal(records_of(&page, &records), 1);
}

/* A page that is a part of an image: its boxes are places of that image. */
static void test_split_page(void **state)
{
    (void)state;
    static const struct {
        struct rect region;
        int turns;
        struct rect record, box; /* of the first row, in the image */
    } cases[] = {
        {{0}, 0, {0, 0, 1000, 100}, {10, 10, 200, 30}},
        {{0, 0, 1000, 2000}, 0, {0, 0, 1000, 100}, {10, 10, 200, 30}},
        {{1500, 40, 1000, 2000}, 0, {1500, 40, 1000, 100}, {1510, 50, 200, 30}},
        {{1500, 40, 1000, 2000}, 2, {1500, 1940, 1000, 100}, {2290, 2000, 200, 30}},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct uuid page = new_page();
        struct page now;
        struct record *records = NULL;
        int revision = 0;
        struct reading reading = {"so-khai-sinh", "Lê Văn Dòng", "1", 1};
        assert_int_equal(page_get(store, &page, arena, &now, NULL), ERR_OK);
        now.view.region = cases[i].region;
        assert_int_equal(page_revise(store, &page, &now.view, &revision, NULL), ERR_OK);
        reading_turns = cases[i].turns;
        assert_int_equal(settle(&page, revision, &reading), ERR_OK);
        reading_turns = 0;
        assert_int_equal(records_of(&page, &records), 1);
        assert_memory_equal(&records[0].region, &cases[i].record, sizeof cases[i].record);
        struct rect box = field_of(&records[0].id, "ho_ten")->proposed->box;
        assert_memory_equal(&box, &cases[i].box, sizeof box);
    }
}

/* ---- keying ---- */

static void test_keying(void **state)
{
    (void)state;
    static const struct {
        const char *field, *written;
        enum value_status status;
        enum err_code code;
        const char *normal;
    } cases[] = {
        {"ngay_sinh", "15/03/2010", VALUE_OK, ERR_OK, "2010-03-15"},
        {"ngay_sinh", "5/1960", VALUE_OK, ERR_OK, "1960-05"},
        {"ngay_sinh", "1957", VALUE_OK, ERR_OK, "1957"},
        {"ngay_sinh", "32/13/2010", VALUE_OK, ERR_OK, NULL}, /* kept as written, with a problem */
        {"ho_ten", "  Lê  Thị   Cách ", VALUE_OK, ERR_OK, "Lê Thị Cách"},
        {"ho_ten", "Le\u0302 Thi\u0323", VALUE_OK, ERR_OK,
         "Lê Thị"}, /* NFD comes in, NFC is kept */
        {"que_quan", NULL, VALUE_BLANK, ERR_OK, NULL},
        {"que_quan", NULL, VALUE_ILLEGIBLE, ERR_OK, NULL},
        {"que_quan", NULL, VALUE_MISSING, ERR_OK, NULL},
        {"ho_ten", "   ", VALUE_OK, ERR_USAGE, NULL},
        {"ho_ten", "a\x01", VALUE_OK, ERR_FORMAT, NULL},
        {"ho_ten", "\xc3\x28", VALUE_OK, ERR_FORMAT, NULL},
        {"khong_co", "x", VALUE_OK, ERR_USAGE, NULL},
    };
    struct uuid page = new_page();
    struct record *records = NULL;
    assert_int_equal(settle(&page, 1, &first), ERR_OK);
    assert_int_equal(records_of(&page, &records), 1);
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct action_call call = {.office = office,
                                   .record = records[0].id,
                                   .field = cases[i].field,
                                   .written = cases[i].written,
                                   .status = cases[i].status,
                                   .arena = arena};
        struct err err = {0};
        enum err_code code = action_run(ACTION_KEY, &call, &err);
        if (code != cases[i].code)
            fail_msg("case %zu: %s %s", i, err_code_name(code), err.text);
        if (code)
            continue;
        const struct field_view *field = field_of(&records[0].id, cases[i].field);
        assert_int_equal(field->value.status, cases[i].status);
        assert_true(text_equal(field->value.normal, cases[i].normal));
        assert_int_equal(field->origin, ORIGIN_DRAFT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_adopted_once),
        cmocka_unit_test(test_finished_stays),
        cmocka_unit_test(test_version_body),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_waiting_rows),
        cmocka_unit_test(test_all_or_nothing),
        cmocka_unit_test(test_revised_meanwhile),
        cmocka_unit_test(test_split_page),
        cmocka_unit_test(test_keying),
    };
    return cmocka_run_group_tests(tests, open_all, practice_close);
}

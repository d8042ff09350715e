/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/test_change: mistakes put right and taken back again: pages to other batches,
 * another book, another kind of paper, pages with other images. After each the audit verifies, and
 * an undo leads back to what was before. May include: base, model, record, store, workflow, cmocka.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "base/str.h"
#include "practice.h"
#include "store/batch.h"
#include "store/derived.h"
#include "store/master.h"
#include "workflow/action.h"
#include "workflow/batch_question.h"
#include "workflow/batch_work.h"
#include "workflow/change.h"
#include "workflow/office.h"
#include "workflow/page_mend.h"
#include "workflow/page_work.h"
#include "workflow/query.h"
#include "workflow/transition.h"

static struct uuid batch, other;
static int page_number;

static int open_all(void **state)
{
    int failed = practice_open(state);
    FINE(office_schema_check(office, "khai-sinh", &err));
    return failed;
}

/* ---- what is there ---- */

static struct digest new_master(void)
{
    struct master_facts facts = {.kind = "png", .frames = 1, .source = "import"};
    struct digest master;
    const char *bytes = arena_format(arena, "page %d", ++page_number);
    assert_int_equal(master_put_bytes(store, bytes, strlen(bytes), &facts, &master, NULL), ERR_OK);
    return master;
}

static struct uuid new_page(const struct uuid *into)
{
    struct page_view view = {.master = new_master(), .turns = PAGE_TURNS_UNKNOWN};
    struct uuid id;
    assert_int_equal(transition_capture(store, into, &view, &id, NULL), ERR_OK);
    return id;
}

static void new_batches(const char *schema)
{
    struct batch one = {.name = "một", .schema = schema}, two = {.name = "hai", .schema = schema};
    assert_int_equal(batch_add(store, &one, &batch, NULL), ERR_OK);
    assert_int_equal(batch_add(store, &two, &other, NULL), ERR_OK);
}

static const char *number_read = "máy"; /* what the machine reads as number of an entry */

/* What a worker would answer for a page of this kind: rows, or a form. */
static void read_page_as(const struct uuid *page, const char *schema, int rows)
{
    static const char *const names[] = {"ho_ten", "so"};
    struct text_page text = {.view = {.page_width = 1000, .page_height = 2000}, .dpi = 300};
    size_t count = rows < 0 ? 1 : (size_t)rows;
    struct proposal_list list = {.schema = schema, .schema_sure = 1, .count = count};
    struct page now;
    struct batch of;
    list.items = arena_take(arena, count, sizeof *list.items);
    for (size_t i = 0; i < count; i++) {
        struct proposal *item = &list.items[i];
        *item = (struct proposal){.schema = schema,
                                  .row = rows < 0 ? -1 : (int)i,
                                  .region = {0, (int)i * 100, 1000, rows < 0 ? 2000 : 100},
                                  .field_count = 2};
        item->fields = arena_take(arena, 2, sizeof *item->fields);
        for (size_t k = 0; k < 2; k++)
            item->fields[k] = (struct proposed_field){
                .name = names[k],
                .value = {k ? number_read : "máy", k ? number_read : "máy", VALUE_OK},
                .confidence = 0.99f};
    }
    assert_int_equal(page_get(store, page, arena, &now, NULL), ERR_OK);
    assert_int_equal(batch_get(store, &now.batch, arena, &of, NULL), ERR_OK);
    json_t *reply = json_object();
    json_put_new(reply, "page", text_page_to_json(&text));
    json_put_new(reply, "proposals", proposal_list_to_json(&list));
    struct page_work work = {.office = office,
                             .page = {.id = *page, .revision = now.revision},
                             .reply = reply,
                             .profile = "",
                             .schema = of.schema,
                             .arena = arena};
    assert_int_equal(page_work_parse(&work, NULL), ERR_OK);
    struct err err = {0};
    if (page_work_settle(&work, &err))
        fail_msg("%s", err.text);
    json_decref(reply);
}

static size_t records_of(const struct uuid *page, struct record **ret)
{
    size_t count = 0;
    assert_int_equal(change_records_of(store, page, false, arena, ret, &count, NULL), ERR_OK);
    return count;
}

static void key(const struct uuid *record, const char *field, const char *written)
{
    struct action_call call = {
        .office = office, .record = *record, .field = field, .written = written, .arena = arena};
    assert_int_equal(action_run(ACTION_KEY, &call, NULL), ERR_OK);
}

static struct uuid finish(const struct uuid *record)
{
    struct action_call call = {.office = office, .record = *record, .arena = arena};
    assert_int_equal(action_run(ACTION_FINISH, &call, NULL), ERR_OK);
    return call.version;
}

static void confirm(const struct uuid *record)
{
    struct uuid version = finish(record);
    struct transition_act act = {.versions = &version, .version_count = 1};
    assert_int_equal(transition_record(store, record, STAGE_CONFIRM, &act, NULL), ERR_OK);
}

static const char *value_of(const struct uuid *record, const char *field)
{
    struct record_view view;
    assert_int_equal(record_view_get(office, record, arena, &view, NULL), ERR_OK);
    const struct field_view *found = record_view_lookup(&view, field);
    return found && found->value.written ? found->value.written : "";
}

/* The pages of a batch as letters of their order in ids. */
static const char *order_of(const struct uuid *of, const struct uuid *ids, size_t count)
{
    struct page_filter filter = {.batch = of};
    struct page *pages = NULL;
    size_t found = 0;
    assert_int_equal(page_list(store, &filter, arena, &pages, &found, NULL), ERR_OK);
    char *text = arena_take(arena, found + 1, 1);
    for (size_t i = 0; i < found; i++) {
        assert_int_equal(pages[i].position, i + 1);
        text[i] = '?';
        for (size_t k = 0; k < count; k++)
            if (uuid_equal(&pages[i].id, &ids[k]))
                text[i] = (char)('a' + k);
    }
    return text;
}

static enum err_code work(struct batch_order order, struct batch_tally *ret)
{
    struct err err = {0};
    struct batch_tally preview = {0};
    order.dry_run = true;
    enum err_code code = batch_work(office, &order, arena, &preview, &err);
    audit_passes();
    order.dry_run = false;
    enum err_code really = batch_work(office, &order, arena, ret, NULL);
    audit_passes();
    assert_int_equal(code, really);
    if (!code) { /* a preview is exact */
        assert_int_equal(preview.pages, ret->pages);
        assert_int_equal(preview.records, ret->records);
        assert_int_equal(preview.typed, ret->typed);
        assert_int_equal(preview.changed, ret->changed);
        assert_int_equal(preview.withdrawn, ret->withdrawn);
        assert_int_equal(preview.left_count, ret->left_count);
    }
    return code;
}

static enum err_code undo(const struct uuid *of)
{
    struct change_undo undone;
    enum err_code code = change_undo(office, of, false, arena, &undone, NULL);
    audit_passes();
    return code;
}

/* ---- pages and batches ---- */

static void pages_go_and_come_back(void **state)
{
    (void)state;
    static const struct {
        enum batch_task task;
        const char *pages, *here, *there;
    } cases[] = {
        {BATCH_MOVE, "2", "acde", "xyb"},   {BATCH_MOVE, "1,3-4", "be", "xyacd"},
        {BATCH_MOVE, "1-5", "", "xyabcde"}, {BATCH_SPLIT, "3-5", "ab", "xy"},
        {BATCH_SPLIT, "1", "bcde", "xy"},   {BATCH_MERGE, NULL, "", "xyabcde"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct uuid ids[26], *picked = NULL;
        struct batch_tally tally = {0};
        size_t count = 0;
        new_batches(NULL);
        for (size_t k = 0; k < 5; k++)
            ids[k] = new_page(&batch);
        ids[23] = new_page(&other);
        ids[24] = new_page(&other);
        if (cases[i].pages)
            assert_int_equal(
                batch_pages_parse(office, &batch, cases[i].pages, arena, &picked, &count, NULL),
                ERR_OK);
        struct batch_order order = {.task = cases[i].task,
                                    .batch = batch,
                                    .into = other,
                                    .pages = picked,
                                    .page_count = count,
                                    .name = "mới"};
        assert_int_equal(work(order, &tally), ERR_OK);
        assert_string_equal(order_of(&batch, ids, 26), cases[i].here);
        assert_string_equal(order_of(&other, ids, 26), cases[i].there);
        if (cases[i].task == BATCH_SPLIT)
            assert_int_equal(strlen(order_of(&tally.batch, ids, 26)), count);
        assert_int_equal(undo(&batch), ERR_OK);
        assert_string_equal(order_of(&batch, ids, 26), "abcde");
        assert_string_equal(order_of(&other, ids, 26), "xy");
        assert_int_equal(undo(&batch), ERR_EMPTY);
    }
}

static void which_pages(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum err_code code;
        size_t count;
    } cases[] = {
        {"1", ERR_OK, 1},     {"1-3", ERR_OK, 3},   {"3,1", ERR_OK, 2},    {"1-2,2-3", ERR_OK, 3},
        {"0", ERR_USAGE, 0},  {"4", ERR_USAGE, 0},  {"3-2", ERR_USAGE, 0}, {"a", ERR_USAGE, 0},
        {"1-", ERR_USAGE, 0}, {"-2", ERR_USAGE, 0}, {"1;2", ERR_USAGE, 0}, {",", ERR_USAGE, 0},
    };
    new_batches(NULL);
    for (int i = 0; i < 3; i++)
        (void)new_page(&batch);
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct uuid *ids = NULL;
        size_t count = 0;
        assert_int_equal(
            batch_pages_parse(office, &batch, cases[i].text, arena, &ids, &count, NULL),
            cases[i].code);
        if (!cases[i].code)
            assert_int_equal(count, cases[i].count);
    }
}

static void what_cannot_be(void **state)
{
    (void)state;
    new_batches("khai-sinh");
    struct uuid page = new_page(&batch);
    struct batch_tally tally = {0};
    const struct {
        struct batch_order order;
        enum err_code code;
    } cases[] = {
        {{.task = BATCH_MERGE, .batch = batch, .into = batch}, ERR_USAGE},
        {{.task = BATCH_MOVE, .batch = batch, .into = other}, ERR_USAGE}, /* no page */
        {{.task = BATCH_MOVE, .batch = batch, .into = batch, .pages = &page, .page_count = 1},
         ERR_USAGE},
        {{.task = BATCH_REBOOK, .batch = batch}, ERR_USAGE},
        {{.task = BATCH_RESCHEMA, .batch = batch, .schema = "khai-sinh"}, ERR_USAGE},
        {{.task = BATCH_RESCHEMA, .batch = batch, .schema = "khong-co"}, ERR_MISSING},
        {{.task = BATCH_MERGE, .batch = {{9}}, .into = batch}, ERR_MISSING},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
        assert_int_equal(work(cases[i].order, &tally), cases[i].code);
}

/* The newest change of every batch that takes part goes first. */
static void undo_goes_backwards(void **state)
{
    (void)state;
    struct uuid ids[3];
    struct batch_tally tally = {0};
    new_batches(NULL);
    for (int i = 0; i < 3; i++)
        ids[i] = new_page(&batch);
    struct batch_order there = {
        .task = BATCH_MOVE, .batch = batch, .into = other, .pages = ids, .page_count = 2};
    struct batch_order split = {
        .task = BATCH_SPLIT, .batch = other, .pages = ids, .page_count = 1, .name = "ba"};
    assert_int_equal(work(there, &tally), ERR_OK);
    assert_int_equal(work(split, &tally), ERR_OK);
    assert_int_equal(undo(&batch), ERR_STATE);
    assert_int_equal(undo(&other), ERR_OK);
    assert_int_equal(undo(&batch), ERR_OK);
    assert_string_equal(order_of(&batch, ids, 3), "abc");
    struct page_filter filter = {.batch = &tally.batch};
    long left = 0;
    assert_int_equal(page_count(store, &filter, &left, NULL), ERR_OK);
    assert_int_equal(left, 0);
}

static void records_follow_their_book(void **state)
{
    (void)state;
    struct book plan = {.number = "01/2010"};
    struct uuid book;
    struct record *records = NULL;
    struct batch_tally tally = {0};
    new_batches("khai-sinh");
    struct uuid page = new_page(&batch);
    read_page_as(&page, "khai-sinh", -1);
    assert_int_equal(book_add(store, &plan, NULL, 0, &book, NULL), ERR_OK);
    struct batch_order order = {.task = BATCH_REBOOK, .batch = batch, .book = book};
    assert_int_equal(work(order, &tally), ERR_OK);
    assert_int_equal(records_of(&page, &records), 1);
    assert_true(uuid_equal(&records[0].book, &book));
    struct batch_order away = {
        .task = BATCH_MOVE, .batch = batch, .into = other, .pages = &page, .page_count = 1};
    assert_int_equal(work(away, &tally), ERR_OK);
    (void)records_of(&page, &records);
    assert_true(uuid_is_null(&records[0].book));
    assert_int_equal(undo(&batch), ERR_OK);
    (void)records_of(&page, &records);
    assert_true(uuid_equal(&records[0].book, &book));
    assert_int_equal(undo(&batch), ERR_OK);
    (void)records_of(&page, &records);
    assert_true(uuid_is_null(&records[0].book));
    confirm(&records[0].id);
    assert_int_equal(work(order, &tally), ERR_STATE);
}

/* ---- another kind of paper ---- */

static void keyed_values_are_kept_by_name(void **state)
{
    (void)state;
    struct record *records = NULL;
    struct batch_tally tally = {0};
    new_batches("khai-sinh");
    struct uuid page = new_page(&batch), untouched = new_page(&batch);
    read_page_as(&page, "khai-sinh", -1);
    read_page_as(&untouched, "khai-sinh", -1);
    assert_int_equal(records_of(&page, &records), 1);
    struct uuid id = records[0].id;
    key(&id, "ho_ten", "Lê Thị Giữ");
    key(&id, "nguoi_di_khai", "Lê Văn Khai");
    key(&id, "ho_ten_me", "Trần Thị Mất");
    struct batch_order order = {.task = BATCH_RESCHEMA, .batch = batch, .schema = "khai-tu"};
    assert_int_equal(work(order, &tally), ERR_OK);
    assert_int_equal(tally.records, 2);
    assert_int_equal(tally.typed, 1);
    assert_int_equal(tally.changed, 2);
    assert_int_equal(tally.kept, 2);
    assert_int_equal(tally.left_count, 1);
    assert_string_equal(tally.left[0].field, "ho_ten_me");
    assert_string_equal(tally.left[0].value.written, "Trần Thị Mất");
    assert_int_equal(records_of(&page, &records), 1);
    assert_string_equal(records[0].schema_name, "khai-tu");
    assert_string_equal(records[0].look, "schema");
    assert_string_equal(value_of(&id, "ho_ten"), "Lê Thị Giữ");

    read_page_as(&page, "khai-tu", -1);
    read_page_as(&untouched, "khai-tu", -1);
    assert_int_equal(records_of(&page, &records), 1);
    assert_true(records[0].proposed);
    assert_string_equal(value_of(&id, "ho_ten"), "Lê Thị Giữ");
    assert_int_equal(undo(&batch), ERR_OK);
    assert_int_equal(records_of(&page, &records), 1);
    assert_string_equal(records[0].schema_name, "khai-sinh");
    assert_null(records[0].look);
    assert_string_equal(value_of(&id, "ho_ten_me"), "Trần Thị Mất");
}

/* A form that is really a register: what only the machine saw is read anew. */
static void another_shape(void **state)
{
    (void)state;
    struct record *records = NULL;
    struct batch_tally tally = {0};
    struct err err = {0};
    new_batches("khai-sinh");
    struct uuid page = new_page(&batch), keyed = new_page(&batch);
    read_page_as(&page, "khai-sinh", -1);
    read_page_as(&keyed, "khai-sinh", -1);
    (void)records_of(&keyed, &records);
    struct uuid id = records[0].id;
    key(&id, "ho_ten", "Lê Thị Giữ");
    (void)finish(&id);
    struct batch_order order = {.task = BATCH_RESCHEMA, .batch = batch, .schema = "so-khai-sinh"};
    assert_int_equal(work(order, &tally), ERR_OK);
    assert_int_equal(tally.withdrawn, 1);
    assert_int_equal(tally.changed, 1);
    assert_int_equal(records_of(&page, &records), 0);
    read_page_as(&page, "so-khai-sinh", 3);
    read_page_as(&keyed, "so-khai-sinh", 3);
    assert_int_equal(records_of(&page, &records), 3);
    assert_int_equal(records_of(&keyed, &records), 4); /* the keyed one waits for a person */
    struct uuid version = finish(&records[1].id);
    (void)version;
    /* It cannot be confirmed before somebody looked at it. */
    assert_int_equal(transition_allowed(store, &id, STAGE_CONFIRM, &err), ERR_STATE);
    (void)finish(&id);
    assert_int_equal(transition_allowed(store, &id, STAGE_CONFIRM, NULL), ERR_OK);

    assert_int_equal(undo(&batch), ERR_OK);
    assert_int_equal(records_of(&page, &records), 1);
    assert_string_equal(records[0].schema_name, "khai-sinh");
    size_t left = records_of(&keyed, &records), undone = 0;
    assert_int_equal(left, 2); /* the one that a person finished in between stays */
    for (size_t i = 0; i < left; i++)
        undone += text_equal(records[i].look, "undone");
    assert_int_equal(undone, 1);
}

static void confirmed_ends_it(void **state)
{
    (void)state;
    struct record *records = NULL;
    struct batch_tally tally = {0};
    new_batches("khai-sinh");
    struct uuid page = new_page(&batch);
    read_page_as(&page, "khai-sinh", -1);
    struct batch_order order = {.task = BATCH_RESCHEMA, .batch = batch, .schema = "khai-tu"};
    assert_int_equal(work(order, &tally), ERR_OK);
    read_page_as(&page, "khai-tu", -1);
    (void)records_of(&page, &records);
    confirm(&records[0].id);
    assert_int_equal(undo(&batch), ERR_STATE);
    (void)records_of(&page, &records);
    assert_string_equal(records[0].schema_name, "khai-tu");
    order.schema = "khai-sinh";
    assert_int_equal(work(order, &tally), ERR_STATE);
}

/* An answer about the old kind of paper comes after the change: it is not taken. */
static void a_late_answer_is_not_taken(void **state)
{
    (void)state;
    struct batch_tally tally = {0};
    struct text_page text = {.view = {.page_width = 10, .page_height = 10}, .dpi = 300};
    struct proposal_list list = {.schema = "khai-sinh", .schema_sure = 1};
    new_batches("khai-sinh");
    struct uuid page = new_page(&batch);
    struct batch_order order = {.task = BATCH_RESCHEMA, .batch = batch, .schema = "khai-tu"};
    assert_int_equal(work(order, &tally), ERR_OK);
    json_t *reply = json_object();
    json_put_new(reply, "page", text_page_to_json(&text));
    json_put_new(reply, "proposals", proposal_list_to_json(&list));
    struct page_work late = {.office = office,
                             .page = {.id = page, .revision = 1},
                             .reply = reply,
                             .profile = "",
                             .schema = "khai-sinh",
                             .arena = arena};
    assert_int_equal(page_work_parse(&late, NULL), ERR_OK);
    assert_int_equal(page_work_settle(&late, NULL), ERR_EXISTS);
    json_decref(reply);
}

/* ---- does it fit? ---- */

static enum question_kind question_of(const struct uuid *of)
{
    struct batch_question question;
    assert_int_equal(batch_question_get(office, of, arena, &question, NULL), ERR_OK);
    return question.kind;
}

static void numbers_of_another_book(void **state)
{
    (void)state;
    static const struct {
        const char *numbers[4]; /* of a page each */
        enum question_kind asked;
    } cases[] = {
        {{"1/2010", "50/2010", "212"}, QUESTION_NONE},
        {{"1/2011", "2/2011", "3/2011"}, QUESTION_BOOK},
        {{"213", "214", "215"}, QUESTION_BOOK},
        {{"1/2011", "2/2010", "3/2010"}, QUESTION_NONE},
        {{"1/2011", "2/2011"}, QUESTION_NONE},       /* too little is read */
        {{"máy", "1/2011", "không"}, QUESTION_NONE}, /* these are no numbers */
    };
    struct book plan = {.number = "01/2010"};
    struct book_series series = {2010, 1, 212};
    struct uuid book;
    assert_int_equal(book_add(store, &plan, &series, 1, &book, NULL), ERR_OK);
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct batch one = {.name = "số", .book = book};
        assert_int_equal(batch_add(store, &one, &batch, NULL), ERR_OK);
        for (size_t k = 0; k < 4 && cases[i].numbers[k]; k++) {
            struct uuid page = new_page(&batch);
            number_read = cases[i].numbers[k];
            read_page_as(&page, "khai-sinh", -1);
        }
        number_read = "máy";
        if (question_of(&batch) != cases[i].asked)
            fail_msg("case %zu: %s", i, question_kind_name(question_of(&batch)));
    }
}

/* Asked until it is answered; the answer is remembered, and can be taken back. */
static void an_answer_is_remembered(void **state)
{
    (void)state;
    struct book plan = {.number = "02/2010"};
    struct book_series series = {2010, 1, 9};
    struct uuid book;
    struct batch_tally tally = {0};
    assert_int_equal(book_add(store, &plan, &series, 1, &book, NULL), ERR_OK);
    struct batch one = {.name = "hỏi", .book = book};
    assert_int_equal(batch_add(store, &one, &batch, NULL), ERR_OK);
    number_read = "77/2010";
    for (int i = 0; i < 3; i++) {
        struct uuid page = new_page(&batch);
        read_page_as(&page, "khai-sinh", -1);
    }
    number_read = "máy";
    assert_int_equal(question_of(&batch), QUESTION_BOOK);
    assert_int_equal(batch_question_keep(office, &batch, arena, NULL), ERR_OK);
    audit_passes();
    assert_int_equal(question_of(&batch), QUESTION_NONE);
    assert_int_equal(batch_question_keep(office, &batch, arena, NULL), ERR_EMPTY);
    assert_int_equal(undo(&batch), ERR_OK);
    assert_int_equal(question_of(&batch), QUESTION_BOOK);
    assert_int_equal(work((struct batch_order){.task = BATCH_REBOOK, .batch = batch}, &tally),
                     ERR_OK);
    assert_int_equal(question_of(&batch), QUESTION_NONE);
}

/* ---- pages ---- */

static enum err_code mend(struct page_order order, struct page_tally *ret)
{
    enum err_code code = page_mend(office, &order, arena, ret, NULL);
    audit_passes();
    return code;
}

static void a_page_is_turned_and_moved(void **state)
{
    (void)state;
    struct uuid ids[3];
    struct page now;
    struct page_tally tally;
    new_batches(NULL);
    for (int i = 0; i < 3; i++)
        ids[i] = new_page(&batch);
    assert_int_equal(
        mend((struct page_order){.task = PAGE_TURN, .page = ids[1], .turns = 2}, &tally), ERR_OK);
    assert_int_equal(page_get(store, &ids[1], arena, &now, NULL), ERR_OK);
    assert_int_equal(now.view.turns, 2);
    assert_true(now.view.manual);
    assert_int_equal(tally.revision, 2);
    assert_int_equal(undo(&batch), ERR_OK);
    assert_int_equal(page_get(store, &ids[1], arena, &now, NULL), ERR_OK);
    assert_int_equal(now.view.turns, PAGE_TURNS_UNKNOWN);
    assert_int_equal(now.revision, 3); /* revisions are never taken away */
    struct page_order move = {.task = PAGE_MOVE, .page = ids[2], .batch = batch, .position = 1};
    assert_int_equal(mend(move, &tally), ERR_OK);
    assert_string_equal(order_of(&batch, ids, 3), "cab");
    assert_int_equal(undo(&batch), ERR_OK);
    assert_string_equal(order_of(&batch, ids, 3), "abc");
}

/* A torn-off piece: one entry, two images; what was keyed on the piece goes along. */
static void a_piece_belongs_to_its_entry(void **state)
{
    (void)state;
    struct record *records = NULL;
    struct page_tally tally;
    struct record_view view;
    struct version version;
    new_batches("khai-sinh");
    struct uuid page = new_page(&batch), piece = new_page(&batch);
    read_page_as(&page, "khai-sinh", -1);
    read_page_as(&piece, "khai-sinh", -1);
    (void)records_of(&page, &records);
    struct uuid id = records[0].id;
    (void)records_of(&piece, &records);
    struct uuid stray = records[0].id;
    key(&stray, "que_quan", "Xã Mẫu");
    struct page_order wrong = {.task = PAGE_PIECE, .page = page, .record = id};
    assert_int_equal(mend(wrong, &tally), ERR_USAGE);
    struct page_order order = {.task = PAGE_PIECE, .page = piece, .record = id};
    assert_int_equal(mend(order, &tally), ERR_OK);
    assert_string_equal(order_of(&batch, (struct uuid[]){page, piece}, 2), "a");
    assert_int_equal(records_of(&piece, &records), 0);
    assert_string_equal(value_of(&id, "que_quan"), "Xã Mẫu");
    assert_int_equal(record_view_get(office, &id, arena, &view, NULL), ERR_OK);
    assert_int_equal(view.image_count, 1);
    assert_true(uuid_equal(&view.images[0].page, &piece));
    struct uuid made = finish(&id);
    assert_int_equal(version_get(store, &made, arena, &version, NULL), ERR_OK);
    assert_non_null(strstr(version.body, "\"images\":["));
    assert_int_equal(undo(&batch), ERR_OK);
    assert_string_equal(order_of(&batch, (struct uuid[]){page, piece}, 2), "ab");
    assert_int_equal(records_of(&piece, &records), 1);
    assert_int_equal(record_view_get(office, &id, arena, &view, NULL), ERR_OK);
    assert_int_equal(view.image_count, 0);
    confirm(&id);
    assert_int_equal(mend(order, &tally), ERR_STATE);
}

/* Taken back, what was carried stands in one place again, unless somebody keyed over it. */
static void what_was_carried_goes_back(void **state)
{
    (void)state;
    struct record *records = NULL;
    struct page_tally tally;
    new_batches("khai-sinh");
    struct uuid page = new_page(&batch), piece = new_page(&batch);
    read_page_as(&page, "khai-sinh", -1);
    read_page_as(&piece, "khai-sinh", -1);
    (void)records_of(&page, &records);
    struct uuid id = records[0].id;
    (void)records_of(&piece, &records);
    struct uuid stray = records[0].id;
    key(&id, "dan_toc", "Kinh");
    key(&stray, "dan_toc", "Tày");
    key(&stray, "que_quan", "Xã Mẫu");
    key(&stray, "ho_ten_me", "Lý Thị Mẫu");
    struct page_order order = {.task = PAGE_PIECE, .page = piece, .record = id};
    assert_int_equal(mend(order, &tally), ERR_OK);
    assert_string_equal(value_of(&id, "que_quan"), "Xã Mẫu");
    assert_string_equal(value_of(&id, "dan_toc"), "Kinh");
    key(&id, "ho_ten_me", "Lý Thị Sửa");
    assert_int_equal(undo(&batch), ERR_OK);
    assert_string_equal(value_of(&id, "que_quan"), "");
    assert_string_equal(value_of(&id, "dan_toc"), "Kinh");
    assert_string_equal(value_of(&id, "ho_ten_me"), "Lý Thị Sửa");
    assert_string_equal(value_of(&stray, "que_quan"), "Xã Mẫu");
    /* And once more, the same way. */
    assert_int_equal(mend(order, &tally), ERR_OK);
    assert_string_equal(value_of(&id, "ho_ten_me"), "Lý Thị Sửa");
    assert_string_equal(value_of(&id, "que_quan"), "Xã Mẫu");
    assert_int_equal(undo(&batch), ERR_OK);
    assert_string_equal(value_of(&id, "que_quan"), "");
    audit_passes();
}

static void an_image_of_two_pages_is_split(void **state)
{
    (void)state;
    static const struct {
        int turns, at;
        struct rect left, right;
    } cases[] = {
        {0, 0, {0, 0, 500, 2000}, {500, 0, 500, 2000}},
        {0, 700, {0, 0, 700, 2000}, {700, 0, 300, 2000}},
        {2, 700, {300, 0, 700, 2000}, {0, 0, 300, 2000}},
        {1, 0, {0, 1000, 1000, 1000}, {0, 0, 1000, 1000}},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct record *records = NULL;
        struct page_tally tally;
        struct page now;
        int revision = 0;
        new_batches("so-khai-sinh");
        struct uuid page = new_page(&batch);
        assert_int_equal(page_get(store, &page, arena, &now, NULL), ERR_OK);
        now.view.region = (struct rect){0, 0, 1000, 2000};
        now.view.turns = cases[i].turns;
        assert_int_equal(page_revise(store, &page, &now.view, &revision, NULL), ERR_OK);
        read_page_as(&page, "so-khai-sinh", 2); /* rows as wide as the image */
        (void)records_of(&page, &records);
        records[1].region = cases[i].right;
        assert_int_equal(record_change(store, &records[1], NULL), ERR_OK);
        key(&records[1].id, "ho_ten", "Lê Thị Phải");
        struct page_order order = {.task = PAGE_SPLIT, .page = page, .at = cases[i].at};
        assert_int_equal(mend(order, &tally), ERR_OK);
        assert_int_equal(page_get(store, &page, arena, &now, NULL), ERR_OK);
        assert_memory_equal(&now.view.region, &cases[i].left, sizeof cases[i].left);
        assert_int_equal(now.position, 1);
        assert_int_equal(page_get(store, &tally.page, arena, &now, NULL), ERR_OK);
        assert_memory_equal(&now.view.region, &cases[i].right, sizeof cases[i].right);
        assert_int_equal(now.position, 2);
        assert_true(records_of(&tally.page, &records) >= 1);
        assert_int_equal(undo(&batch), ERR_OK);
        assert_int_equal(records_of(&page, &records), 2);
        assert_int_equal(records_of(&tally.page, &records), 0);
    }
}

/* Scanned again at the end of the batch: its image goes to the bad page, in one change. */
static void a_page_scanned_again_takes_the_place(void **state)
{
    (void)state;
    struct uuid ids[3];
    struct page now, again;
    struct page_tally tally;
    struct record *records = NULL;
    new_batches("khai-sinh");
    for (int i = 0; i < 3; i++)
        ids[i] = new_page(&batch);
    read_page_as(&ids[1], "khai-sinh", -1);
    read_page_as(&ids[2], "khai-sinh", -1);
    assert_int_equal(page_get(store, &ids[2], arena, &again, NULL), ERR_OK);
    struct page_order order = {.task = PAGE_REPLACE, .page = ids[1], .from = ids[2]};
    assert_int_equal(mend(order, &tally), ERR_OK);
    assert_int_equal(page_get(store, &ids[1], arena, &now, NULL), ERR_OK);
    assert_true(digest_equal(&now.view.master, &again.view.master));
    assert_int_equal(now.state, PAGE_CAPTURED); /* it is read anew */
    assert_int_equal(tally.look, 1);
    assert_string_equal(order_of(&batch, ids, 2), "ab");
    assert_int_equal(records_of(&ids[2], &records), 0);
    assert_int_equal(undo(&batch), ERR_OK);
    assert_string_equal(order_of(&batch, ids, 3), "abc");
    assert_int_equal(records_of(&ids[2], &records), 1);
    assert_int_equal(page_get(store, &ids[1], arena, &now, NULL), ERR_OK);
    assert_false(digest_equal(&now.view.master, &again.view.master));
}

static void a_page_too_many_goes_and_comes_back(void **state)
{
    (void)state;
    struct uuid ids[3];
    struct page_tally tally;
    struct record *records = NULL;
    new_batches("khai-sinh");
    for (int i = 0; i < 3; i++)
        ids[i] = new_page(&batch);
    read_page_as(&ids[1], "khai-sinh", -1);
    (void)records_of(&ids[1], &records);
    key(&records[0].id, "que_quan", "Xã Mẫu");
    struct uuid keyed = records[0].id;
    assert_int_equal(mend((struct page_order){.task = PAGE_REMOVE, .page = ids[1]}, &tally),
                     ERR_OK);
    assert_int_equal(tally.records, 1);
    assert_string_equal(order_of(&batch, (struct uuid[]){ids[0], ids[2]}, 2), "ab");
    assert_int_equal(records_of(&ids[1], &records), 0);
    assert_int_equal(undo(&batch), ERR_OK);
    assert_string_equal(order_of(&batch, ids, 3), "abc");
    assert_string_equal(value_of(&keyed, "que_quan"), "Xã Mẫu");
    (void)records_of(&ids[1], &records);
    confirm(&records[0].id);
    assert_int_equal(mend((struct page_order){.task = PAGE_REMOVE, .page = ids[1]}, &tally),
                     ERR_STATE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_go_and_come_back),
        cmocka_unit_test(which_pages),
        cmocka_unit_test(what_cannot_be),
        cmocka_unit_test(undo_goes_backwards),
        cmocka_unit_test(records_follow_their_book),
        cmocka_unit_test(keyed_values_are_kept_by_name),
        cmocka_unit_test(another_shape),
        cmocka_unit_test(confirmed_ends_it),
        cmocka_unit_test(a_late_answer_is_not_taken),
        cmocka_unit_test(numbers_of_another_book),
        cmocka_unit_test(an_answer_is_remembered),
        cmocka_unit_test(a_page_is_turned_and_moved),
        cmocka_unit_test(a_piece_belongs_to_its_entry),
        cmocka_unit_test(what_was_carried_goes_back),
        cmocka_unit_test(an_image_of_two_pages_is_split),
        cmocka_unit_test(a_page_scanned_again_takes_the_place),
        cmocka_unit_test(a_page_too_many_goes_and_comes_back),
    };
    return cmocka_run_group_tests(tests, open_all, practice_close);
}

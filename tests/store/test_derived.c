/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/store/test_derived: text, proposals and which record they are, search, dropping all of
 * it, reservations.
 */
#include "../cmocka_all.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fixture.h"

static void text_is_kept_and_replaced(void **state)
{
    struct fixture f;
    struct page_text text = {.revision = 1, .plain = "dòng một\ndòng hai"}, got;
    json_t *json = json_pack("{s:i}", "lines", 2), *back = NULL;
    (void)state;
    fixture_open(&f);
    struct uuid page = fixture_page(&f, "a");
    assert_code(&f, ERR_MISSING, text_get(f.store, &page, f.arena, &got, NULL, &f.err));
    derived_key((const char *const[]){"a", "b", NULL}, &text.key);
    assert_fine(&f, text_put(f.store, &page, &text, json, &f.err));
    text.plain = "";
    text.blank = true;
    assert_fine(&f, text_put(f.store, &page, &text, json, &f.err));
    assert_fine(&f, text_get(f.store, &page, f.arena, &got, &back, &f.err));
    assert_true(got.blank);
    assert_string_equal(got.plain, "");
    assert_true(json_equal(json, back));
    json_decref(json);
    json_decref(back);
    fixture_close(&f);
}

static void derived_names_tell_parts_apart(void **state)
{
    struct digest a, b;
    (void)state;
    derived_key((const char *const[]){"ab", "c", NULL}, &a);
    derived_key((const char *const[]){"a", "bc", NULL}, &b);
    assert_false(digest_equal(&a, &b));
    derived_key((const char *const[]){"ab", "c", NULL}, &b);
    assert_true(digest_equal(&a, &b));
}

/* --- proposals ---------------------------------------------------------------------------- */

static struct stored_proposal proposal_at(int row, struct rect region, int doubtful)
{
    return (struct stored_proposal){.schema = "khai-sinh",
                                    .region = region,
                                    .row = row,
                                    .doubtful = doubtful,
                                    .body = json_pack("{s:i}", "row", row)};
}

static void replace(struct fixture *f, const struct uuid *page, int revision,
                    struct stored_proposal *items, size_t count)
{
    assert_fine(f, proposal_replace(f->store, page, revision, items, count, &f->err));
    proposal_release(items, count);
}

static struct uuid adopt(struct fixture *f, const struct uuid *page, int revision, int number,
                         struct rect region, int row)
{
    struct uuid id = {0};
    struct record plan = {.page = *page, .revision = revision, .region = region, .row = row};
    assert_fine(f, schema_put(f->store, "khai-sinh", "{}", &f->schema, &f->err));
    plan.schema = f->schema;
    assert_fine(f, record_add(f->store, &plan, number, &id, &f->err));
    return id;
}

static void a_proposal_becomes_a_record_once(void **state)
{
    struct fixture f;
    struct uuid again = {0};
    struct stored_proposal items[] = {proposal_at(-1, (struct rect){0}, 2)}, got;
    (void)state;
    fixture_open(&f);
    struct uuid page = fixture_page(&f, "a");
    replace(&f, &page, 1, items, 1);
    struct uuid id = adopt(&f, &page, 1, 0, (struct rect){0}, -1);
    struct record plan = {.page = page, .revision = 1, .row = -1, .schema = f.schema};
    assert_code(&f, ERR_EXISTS, record_add(f.store, &plan, 0, &again, &f.err));
    assert_true(uuid_equal(&id, &again));
    assert_code(&f, ERR_MISSING, record_add(f.store, &plan, 1, &again, &f.err));
    assert_fine(&f, proposal_get(f.store, &id, f.arena, &got, &f.err));
    assert_int_equal(got.doubtful, 2);
    proposal_release(&got, 1);
    struct record_filter filter = {.doubtful = true};
    long count = 0;
    assert_fine(&f, record_count(f.store, &filter, &count, &f.err));
    assert_int_equal(count, 1);
    fixture_close(&f);
}

static const struct rect rows[] = {{0, 0, 900, 100}, {0, 100, 900, 100}, {0, 200, 900, 100}};

/* Reading again: the middle row is not seen, a new one is, the others moved a little. */
static void reading_again_finds_the_records_again(void **state)
{
    struct fixture f;
    struct uuid ids[3];
    struct stored_proposal first[3], *got;
    struct record *orphans;
    size_t count = 0;
    (void)state;
    fixture_open(&f);
    struct uuid page = fixture_page(&f, "a");
    struct page_text text = {.revision = 1, .plain = ""};
    derived_key((const char *const[]){"a", NULL}, &text.key);
    json_t *empty = json_object();
    assert_fine(&f, text_put(f.store, &page, &text, empty, &f.err));
    json_decref(empty);
    for (int i = 0; i < 3; i++)
        first[i] = proposal_at(i, rows[i], 1);
    replace(&f, &page, 1, first, 3);
    for (int i = 0; i < 3; i++)
        ids[i] = adopt(&f, &page, 1, i, rows[i], i);
    struct stored_proposal second[] = {
        proposal_at(0, (struct rect){0, 4, 900, 100}, 0),
        proposal_at(1, (struct rect){3, 205, 890, 98}, 0),
        proposal_at(2, (struct rect){0, 400, 900, 100}, 5),
    };
    replace(&f, &page, 1, second, 3);
    assert_fine(&f, proposal_list_get(f.store, &page, f.arena, &got, &count, &f.err));
    assert_int_equal(count, 3);
    assert_true(uuid_equal(&got[0].record, &ids[0]));
    assert_true(uuid_equal(&got[1].record, &ids[2]));
    assert_true(uuid_is_null(&got[2].record));
    proposal_release(got, count);
    struct record_filter filter = {.orphans = true};
    assert_fine(&f, record_list(f.store, &filter, f.arena, &orphans, &count, &f.err));
    assert_int_equal(count, 1);
    assert_true(uuid_equal(&orphans[0].id, &ids[1]));
    assert_fine(&f, proposal_tie(f.store, &page, 2, &ids[1], &f.err));
    assert_fine(&f, record_list(f.store, &filter, f.arena, &orphans, &count, &f.err));
    assert_int_equal(count, 0);
    fixture_close(&f);
}

/* What a page shows on another image: the same form, and rows at about the same place. */
static void records_of_a_replaced_page(void **state)
{
    static const struct {
        int known, found; /* rows; -1 = a form */
        struct rect region;
        const char *schema;
        bool withdrawn, same;
    } cases[] = {
        {-1, -1, {300, 700, 100, 100}, "khai-sinh", false, true},
        {-1, -1, {0, 0, 900, 100}, "ket-hon", false, false},
        {0, 0, {4, 9, 900, 100}, "khai-sinh", false, true},
        {0, 0, {0, 80, 900, 100}, "khai-sinh", false, false},
        {0, -1, {0, 0, 900, 1000}, "khai-sinh", false, false},
        {0, 0, {0, 0, 900, 100}, "khai-sinh", true, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture f;
        struct stored_proposal *got;
        struct page_view view;
        struct record record;
        size_t count = 0;
        int revision = 0;
        (void)state;
        fixture_open(&f);
        struct uuid page = fixture_page(&f, "a"), other = fixture_page(&f, "b");
        struct uuid id = adopt(&f, &page, 1, -1, rows[0], cases[i].known);
        assert_fine(&f, record_get(f.store, &id, f.arena, &record, &f.err));
        record.withdrawn = cases[i].withdrawn;
        assert_fine(&f, record_change(f.store, &record, &f.err));
        assert_fine(&f, page_revision_get(f.store, &other, 1, f.arena, &view, &f.err));
        assert_fine(&f, page_revise(f.store, &page, &view, &revision, &f.err));
        struct stored_proposal items[] = {proposal_at(0, cases[i].region, cases[i].found)};
        items[0].row = cases[i].found;
        items[0].schema = cases[i].schema;
        replace(&f, &page, revision, items, 1);
        assert_fine(&f, proposal_list_get(f.store, &page, f.arena, &got, &count, &f.err));
        if (uuid_equal(&got[0].record, &id) != cases[i].same)
            fail_msg("case %zu", i);
        proposal_release(got, count);
        fixture_close(&f);
    }
}

/* --- search ------------------------------------------------------------------------------- */

static void put(struct fixture *f, const struct uuid *page, const char *text, int year)
{
    struct search_entry entry = {.kind = SEARCH_PAGE,
                                 .id = *page,
                                 .schema = "khai-sinh",
                                 .number = "045/2003",
                                 .place = "Xã Đông Hòa",
                                 .year = year,
                                 .text = text};
    assert_fine(f, search_put(f->store, &entry, &f->err));
}

static void words_are_found_with_and_without_marks(void **state)
{
    /* Pages a to d; expected are the letters of the hits in their order, exact ones before |. */
    static const char *const texts[] = {
        "Họ tên: Đặng Thị Hòa\nQuê quán: Thái Bình",
        "Họ tên: Đặng Thị Hoà\nSố 45/2003",
        "Họ tên: Dang Thi Hoa",
        "Họ tên: Lò Văn Hỏa, Nguyễn Hoài, 05-05-1960",
    };
    static const struct {
        const char *query, *expected;
    } cases[] = {
        {"dang thi hoa", "c|ab"},
        {"Đặng Thị Hoà", "ab|c"},
        {"hòa", "ab|cd"},
        {"\"thi hoa\"", "c|ab"},
        {"\"hoa thi\"", "|"},
        {"hoa thi", "c|ab"},
        {"ngu", "|d"},
        {"\"ngu\"", "|"},
        {"45/2003", "b|"},
        {"045/2003", "|b"},
        {"0045", "|b"},
        {"5/5/1960", "|d"},
        {"0", "|"},
        {"khong co", "|"},
        {"\" OR *", "|"},
        {"dang AND NOT", "|"},
        {"th bi", "|"},
        {"thai bi", "|a"},
        {"", "|abcd"},
        {"...", "|"},
        {"\"", "|"},
        {"(hoa)", "c|abd"},
        {"hoa ho", "|abcd"},
    };
    struct fixture f;
    struct uuid pages[4];
    (void)state;
    fixture_open(&f);
    for (int i = 0; i < 4; i++) {
        pages[i] = fixture_page(&f, (const char *[]){"a", "b", "c", "d"}[i]);
        put(&f, &pages[i], "old text", 1990);
        put(&f, &pages[i], texts[i], 2000 + i);
    }
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct search_hit *hits = NULL;
        struct search_query query = {.text = cases[i].query};
        char found[16] = {0};
        size_t count = 0, at = 0, exact = 0;
        assert_fine(&f, search_query(f.store, &query, f.arena, &hits, &count, &f.err));
        while (exact < count && hits[exact].exact)
            exact++;
        for (size_t k = 0; k <= count; k++) {
            if (k == exact)
                found[at++] = '|';
            for (char page = 'a'; k < count && page <= 'd'; page++)
                if (uuid_equal(&hits[k].id, &pages[page - 'a']))
                    found[at++] = page;
        }
        if (strcmp(found, cases[i].expected) != 0)
            fail_msg("%s: %s, not %s", cases[i].query, found, cases[i].expected);
    }
    fixture_close(&f);
}

static void filters_narrow(void **state)
{
    struct fixture f;
    struct search_hit *hits;
    size_t count = 0;
    struct uuid other, book;
    (void)state;
    fixture_open(&f);
    assert_fine(&f, book_add(f.store, &(struct book){.number = "1"}, NULL, 0, &book, &f.err));
    assert_fine(&f,
                batch_add(f.store, &(struct batch){.name = "m", .book = book}, &f.batch, &f.err));
    struct uuid a = fixture_page(&f, "a"), b = fixture_page(&f, "b");
    put(&f, &a, "Hoàng Thử\nsinh ngày", 2001);
    put(&f, &b, "Hoàng Thử", 2002);
    assert_fine(&f, batch_add(f.store, &(struct batch){.name = "x"}, &other, &f.err));
    const struct {
        struct search_query query;
        size_t count;
    } cases[] = {
        {{.text = "hoang", .year = 2001}, 1},
        {{.text = "hoang", .place = "dong hoa"}, 2},
        {{.text = "hoang", .place = "tây"}, 0},
        {{.text = "hoang", .schema = "ket-hon"}, 0},
        {{.number = "045/2003"}, 2},
        {{.number = "45/2003"}, 2},
        {{.number = "046/2003"}, 0},
        {{.number = "045/2003", .year = 2002}, 1},
        {{.text = "hoang", .kind = SEARCH_RECORD}, 0},
        {{.text = "hoang", .batch = &f.batch}, 2},
        {{.text = "hoang", .batch = &other}, 0},
        {{.text = "hoang", .limit = 1}, 1},
        {{.text = "hoang", .offset = 1}, 1},
        {{.schema = "khai-sinh"}, 2},
        {{.number = "45"}, 2},
        {{.number = "Số 45"}, 2},
        {{.number = "45a"}, 0},
        {{.number = "45/2004"}, 0},
        {{.number = "45", .year = 2002}, 1},
        {{.text = "hoang", .number = "45"}, 2},
        {{.text = "hoang", .number = "4"}, 0},
        {{.year = 2001}, 1},
        {{.place = "dong hoa", .year = 2001}, 1},
        {{.book = &book}, 2},
        {{.book = &book, .number = "45", .year = 2001}, 1},
        {{.book = &book, .text = "hoang"}, 2},
        {{.book = &other}, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_fine(&f, search_query(f.store, &cases[i].query, f.arena, &hits, &count, &f.err));
        if (count != cases[i].count)
            fail_msg("case %zu: %zu hits", i, count);
    }
    struct search_query query = {.text = "sinh"};
    assert_fine(&f, search_query(f.store, &query, f.arena, &hits, &count, &f.err));
    assert_string_equal(hits[0].snippet, "sinh ngày");
    assert_true(uuid_equal(&hits[0].page, &a));
    assert_fine(&f, search_remove(f.store, SEARCH_PAGE, &a, &f.err));
    assert_fine(&f, search_query(f.store, &query, f.arena, &hits, &count, &f.err));
    assert_int_equal(count, 0);
    fixture_close(&f);
}

static void what_stands_together_comes_first(void **state)
{
    struct fixture f;
    struct search_hit *hits;
    size_t count = 0;
    (void)state;
    fixture_open(&f);
    struct uuid a = fixture_page(&f, "a"), b = fixture_page(&f, "b"), c = fixture_page(&f, "c");
    put(&f, &a, "Hải Tống\nQuang Minh", 0);
    put(&f, &b, "Tống Quang Minh\nTong Quang Hai\nTống Quang Hải", 0);
    put(&f, &c, "Độc lập\nTống Quang Hải", 0);
    struct search_query query = {.text = "Tống Quang Hải"};
    assert_fine(&f, search_query(f.store, &query, f.arena, &hits, &count, &f.err));
    assert_int_equal(count, 3);
    assert_true(uuid_equal(&hits[2].id, &a) && hits[2].exact);
    query.text = "tong quang hai";
    assert_fine(&f, search_query(f.store, &query, f.arena, &hits, &count, &f.err));
    assert_int_equal(count, 3);
    assert_true(uuid_equal(&hits[0].id, &b) && uuid_equal(&hits[2].id, &a));
    assert_string_equal(hits[0].snippet, "Tong Quang Hai");
    assert_string_equal(hits[1].snippet, "Tống Quang Hải");
    query.text = "\"quang hai\" ton";
    assert_fine(&f, search_query(f.store, &query, f.arena, &hits, &count, &f.err));
    assert_int_equal(count, 2);
    fixture_close(&f);
}

/* --- dropping ----------------------------------------------------------------------------- */

static void dropping_leaves_content_alone(void **state)
{
    struct fixture f;
    struct audit_head before, after;
    struct audit_report report;
    struct audit_options options = {0};
    struct page page;
    struct draft *drafts;
    struct page_text text = {.revision = 1, .plain = "a"}, got;
    size_t count = 0;
    (void)state;
    fixture_open(&f);
    fixture_fill(&f);
    json_t *json = json_object();
    derived_key((const char *const[]){"a", NULL}, &text.key);
    assert_fine(&f, text_put(f.store, &f.page, &text, json, &f.err));
    json_decref(json);
    put(&f, &f.page, "chữ", 2000);
    assert_fine(&f, page_stage_set(f.store, &f.page, &(struct page_stage){PAGE_EXTRACTED, 0, 0, 0},
                                   &f.err));
    assert_fine(&f, audit_head_get(f.store, &before, &f.err));
    struct store *other = NULL; /* with statements made before */
    assert_fine(&f, store_open(f.store_folder, &other, &f.err));
    assert_fine(&f, page_get(other, &f.page, f.arena, &page, &f.err));
    assert_int_equal(page.state, PAGE_EXTRACTED);
    assert_fine(&f, derived_drop_all(f.store, &f.err));
    assert_fine(&f, page_get(other, &f.page, f.arena, &page, &f.err));
    assert_int_equal(page.state, PAGE_CAPTURED);
    assert_fine(&f, setting_set(other, "a", "b", &f.err));
    assert_fine(&f, setting_set(other, "a", "c", &f.err));
    store_close(other);
    assert_fine(&f, audit_head_get(f.store, &after, &f.err));
    assert_int_equal(after.sequence, before.sequence + 2);
    assert_code(&f, ERR_MISSING, text_get(f.store, &f.page, f.arena, &got, NULL, &f.err));
    assert_fine(&f, draft_list(f.store, &f.record, NULL, f.arena, &drafts, &count, &f.err));
    assert_int_equal(count, 1);
    assert_fine(&f, audit_verify(f.store, &options, &report, &f.err));
    put(&f, &f.page, "chữ", 2000);
    fixture_close(&f);
}

/* --- reservations ------------------------------------------------------------------------- */

static void only_one_runs(void **state)
{
    struct fixture f;
    struct reservation holder, *list;
    size_t count = 0;
    int status = 0, ready[2];
    char byte;
    (void)state;
    fixture_open(&f);
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        struct store *store = NULL;
        struct err err = {0};
        if (store_open(f.store_folder, &store, &err) ||
            reservation_take(store, "runner", f.arena, NULL, &err))
            _exit(1);
        if (write(ready[1], "x", 1) != 1)
            _exit(1);
        for (;;)
            pause();
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    assert_code(&f, ERR_LOCKED, reservation_take(f.store, "runner", f.arena, &holder, &f.err));
    assert_int_equal(holder.pid, child);
    assert_code(&f, ERR_STATE, reservation_renew(f.store, "runner", &f.err));
    assert_fine(&f, reservation_end(f.store, "runner", &f.err)); /* of others: nothing */
    assert_fine(&f, reservation_list(f.store, f.arena, &list, &count, &f.err));
    assert_int_equal(count, 1);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_fine(&f, reservation_list(f.store, f.arena, &list, &count, &f.err));
    assert_int_equal(count, 0);
    assert_fine(&f, reservation_take(f.store, "runner", f.arena, &holder, &f.err));
    assert_fine(&f, reservation_take(f.store, "runner", f.arena, &holder, &f.err));
    assert_fine(&f, reservation_renew(f.store, "runner", &f.err));
    assert_fine(&f, reservation_end(f.store, "runner", &f.err));
    close(ready[0]);
    close(ready[1]);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_kept_and_replaced),
        cmocka_unit_test(derived_names_tell_parts_apart),
        cmocka_unit_test(a_proposal_becomes_a_record_once),
        cmocka_unit_test(reading_again_finds_the_records_again),
        cmocka_unit_test(records_of_a_replaced_page),
        cmocka_unit_test(words_are_found_with_and_without_marks),
        cmocka_unit_test(filters_narrow),
        cmocka_unit_test(what_stands_together_comes_first),
        cmocka_unit_test(dropping_leaves_content_alone),
        cmocka_unit_test(only_one_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

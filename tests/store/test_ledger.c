/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/store/test_ledger: marks of numbers, entries of a book with their numbers, the hands they
 * went through; each mark is proved by the audit.
 */
#include "../cmocka_all.h"

#include <string.h>

#include "base/mem.h"
#include "fixture.h"

static struct uuid new_book(struct fixture *f, const char *number)
{
    struct uuid id = {0};
    struct book_series series = {2003, 1, 20};
    struct book book = {.schema = "so-khai-sinh", .number = number, .place = "xã Bình Minh"};
    assert_fine(f, book_add(f->store, &book, &series, 1, &id, &f->err));
    return id;
}

static void mark(struct fixture *f, const struct uuid *book, int year, const char *number,
                 enum mark_kind kind, const char *reason)
{
    struct book_mark mark = {.year = year, .kind = kind, .reason = reason};
    assert_true(entry_number_parse(number, &mark.entry));
    assert_fine(f, book_mark_put(f->store, book, &mark, &f->err));
}

static void audit_passes(struct fixture *f)
{
    struct audit_report report;
    struct audit_options options = {0};
    assert_fine(f, audit_verify(f->store, &options, &report, &f->err));
}

static void the_newest_mark_of_a_number_counts(void **state)
{
    struct fixture f;
    struct book_mark *marks = NULL;
    size_t count = 0;
    (void)state;
    fixture_open(&f);
    struct uuid book = new_book(&f, "01/2003"), other = new_book(&f, "02/2003");
    mark(&f, &book, 2003, "12", MARK_CANCELLED, "gạch chéo");
    mark(&f, &book, 2003, "12a", MARK_UNREADABLE, "nhòe mực");
    mark(&f, &book, 2003, "3", MARK_ABSENT, "mất tờ");
    mark(&f, &book, 2004, "12", MARK_DOUBLE, NULL);
    mark(&f, &book, 2003, "12", MARK_UNREADABLE, "xem lại: nhòe");
    mark(&f, &book, 2003, "3", MARK_NONE, NULL);
    mark(&f, &other, 2003, "7", MARK_CANCELLED, "x");
    assert_fine(&f, book_mark_list(f.store, &book, f.arena, &marks, &count, &f.err));
    assert_int_equal(count, 3);
    assert_int_equal(marks[0].entry.number, 12);
    assert_string_equal(marks[0].entry.suffix, "");
    assert_int_equal(marks[0].kind, MARK_UNREADABLE);
    assert_string_equal(marks[0].reason, "xem lại: nhòe");
    assert_non_null(marks[0].person_name);
    assert_string_equal(marks[1].entry.suffix, "a");
    assert_int_equal(marks[2].year, 2004);
    audit_passes(&f);
    fixture_close(&f);
}

static void a_mark_needs_a_person_and_a_book(void **state)
{
    struct fixture f;
    struct uuid nobody = {0}, unknown = {{1}};
    struct book_mark one = {.year = 2003, .entry = {.number = 1}, .kind = MARK_CANCELLED};
    (void)state;
    fixture_open(&f);
    struct uuid book = new_book(&f, "01/2003");
    struct uuid person = *store_peek_person(f.store);
    assert_int_not_equal(book_mark_put(f.store, &unknown, &one, NULL), ERR_OK);
    store_set_person(f.store, &nobody);
    assert_code(&f, ERR_DENIED, book_mark_put(f.store, &book, &one, &f.err));
    assert_int_equal(f.err.number, 1500);
    store_set_person(f.store, &person);
    audit_passes(&f);
    fixture_close(&f);
}

static void marks_have_names(void **state)
{
    (void)state;
    enum mark_kind kind;
    for (int i = MARK_NONE + 1; i < MARK_KIND_COUNT; i++) {
        assert_true(mark_kind_parse(mark_kind_name((enum mark_kind)i), &kind));
        assert_int_equal(kind, i);
    }
    assert_false(mark_kind_parse("", &kind));
    assert_false(mark_kind_parse(NULL, &kind));
    assert_false(mark_kind_parse("lost", &kind));
}

/* --- entries ------------------------------------------------------------------------------ */

static void number_put(struct fixture *f, const struct uuid *record, const char *number, int year)
{
    struct search_entry entry = {
        .kind = SEARCH_RECORD, .id = *record, .number = number, .entry_year = year, .text = "x"};
    assert_fine(f, search_put(f->store, &entry, &f->err));
}

static struct uuid new_record(struct fixture *f, const struct uuid *page, int row)
{
    struct uuid id;
    assert_fine(f, schema_put(f->store, "so-khai-sinh", "{}", &f->schema, &f->err));
    struct record plan = {.page = *page, .revision = 1, .row = row, .schema = f->schema};
    assert_fine(f, record_add(f->store, &plan, -1, &id, &f->err));
    return id;
}

static void entries_carry_their_numbers(void **state)
{
    static const struct {
        const char *number;
        int year; /* of registration */
        bool parsed;
        long want;
        const char *suffix;
        int want_year;
    } cases[] = {
        {"012", 2003, true, 12, "", 2003}, {"12a/2004", 2003, true, 12, "a", 2004},
        {"5 bis", 0, true, 5, "bis", 0},   {NULL, 2003, false, 0, "", 2003},
        {"mười hai", 0, false, 0, "", 0},
    };
    struct fixture f;
    struct book_entry *entries = NULL;
    size_t count = 0;
    (void)state;
    fixture_open(&f);
    struct uuid book = new_book(&f, "01/2003");
    assert_fine(&f,
                batch_add(f.store, &(struct batch){.name = "Q", .book = book}, &f.batch, &f.err));
    struct uuid page = fixture_page(&f, "a");
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct uuid record = new_record(&f, &page, (int)i);
        number_put(&f, &record, cases[i].number, cases[i].year);
    }
    struct uuid unread = new_record(&f, &page, 9); /* not in the index */
    assert_fine(&f, book_entry_list(f.store, &book, f.arena, &entries, &count, &f.err));
    assert_int_equal(count, ARRAY_SIZE(cases) + 1);
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        assert_int_equal(entries[i].parsed, cases[i].parsed);
        assert_int_equal(entries[i].row, i);
        assert_int_equal(entries[i].entry.number, cases[i].want);
        assert_string_equal(entries[i].entry.suffix, cases[i].suffix);
        assert_int_equal(entries[i].entry.year, cases[i].want_year);
        assert_string_equal(entries[i].batch, "Q");
        assert_int_equal(entries[i].position, 1);
    }
    assert_true(uuid_equal(&entries[count - 1].record, &unread));
    assert_null(entries[count - 1].number);
    struct record record; /* what turned out to be no entry does not count */
    assert_fine(&f, record_get(f.store, &unread, f.arena, &record, &f.err));
    record.withdrawn = true;
    assert_fine(&f, record_change(f.store, &record, &f.err));
    assert_fine(&f, book_entry_list(f.store, &book, f.arena, &entries, &count, &f.err));
    assert_int_equal(count, ARRAY_SIZE(cases));
    fixture_close(&f);
}

static void pages_of_a_book_are_counted(void **state)
{
    struct fixture f;
    struct book_pages pages;
    (void)state;
    fixture_open(&f);
    struct uuid book = new_book(&f, "01/2003"), empty = new_book(&f, "02/2003");
    assert_fine(&f,
                batch_add(f.store, &(struct batch){.name = "Q", .book = book}, &f.batch, &f.err));
    struct uuid a = fixture_page(&f, "a"), b = fixture_page(&f, "b");
    (void)fixture_page(&f, "c");
    assert_fine(&f, page_stage_set(f.store, &a, &(struct page_stage){.state = PAGE_ASIDE}, &f.err));
    assert_fine(&f,
                page_stage_set(f.store, &b, &(struct page_stage){.state = PAGE_EXTRACTED}, &f.err));
    assert_fine(&f, book_pages_get(f.store, &book, &pages, &f.err));
    assert_int_equal(pages.pages, 3);
    assert_int_equal(pages.aside, 1);
    assert_int_equal(pages.waiting, 1);
    assert_fine(&f, book_pages_get(f.store, &empty, &pages, &f.err));
    assert_int_equal(pages.pages, 0);
    fixture_close(&f);
}

static void hands_are_named_once(void **state)
{
    struct fixture f;
    struct book_hand *hands = NULL;
    size_t count = 0;
    (void)state;
    fixture_open(&f);
    fixture_fill(&f); /* keyed, finished twice, the second version confirmed */
    assert_fine(&f, book_hand_list(f.store, &f.book, f.arena, &hands, &count, &f.err));
    assert_int_equal(count, 1);
    assert_int_equal(hands[0].kind, HAND_KEYED);
    assert_fine(&f, record_stage_set(f.store, &f.record, RECORD_CONFIRMED, &f.err));
    assert_fine(&f, book_hand_list(f.store, &f.book, f.arena, &hands, &count, &f.err));
    assert_int_equal(count, 2);
    assert_int_equal(hands[1].kind, HAND_CONFIRMED);
    assert_true(uuid_equal(&hands[1].record, &f.record));
    fixture_close(&f);
}

static void books_alike_are_counted(void **state)
{
    struct fixture f;
    long count = -1;
    (void)state;
    fixture_open(&f);
    struct uuid first = new_book(&f, "01/2003");
    (void)new_book(&f, "01/2003");
    static const struct {
        const char *schema, *number, *place;
        long count;
    } cases[] = {
        {"so-khai-sinh", "01/2003", "xã Bình Minh", 2},
        {"so-khai-tu", "01/2003", "xã Bình Minh", 0},
        {"so-khai-sinh", "01/2003", NULL, 0},
        {"so-khai-sinh", NULL, "xã Bình Minh", 0},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        assert_fine(&f, book_alike_count(f.store, cases[i].schema, cases[i].number, cases[i].place,
                                         NULL, &count, &f.err));
        assert_int_equal(count, cases[i].count);
    }
    assert_fine(&f, book_alike_count(f.store, "so-khai-sinh", "01/2003", "xã Bình Minh", &first,
                                     &count, &f.err));
    assert_int_equal(count, 1);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_newest_mark_of_a_number_counts),
        cmocka_unit_test(a_mark_needs_a_person_and_a_book),
        cmocka_unit_test(marks_have_names),
        cmocka_unit_test(entries_carry_their_numbers),
        cmocka_unit_test(pages_of_a_book_are_counted),
        cmocka_unit_test(hands_are_named_once),
        cmocka_unit_test(books_alike_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/test_book: books understood from words, what their records inherit, what a person
 * says of numbers, who may, the shelf. May include: base, model, record, store, workflow, cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "base/str.h"
#include "book_store.h"
#include "store/person.h"
#include "workflow/action.h"
#include "workflow/query.h"

/* ---- words ---- */

static void test_words(void **state)
{
    (void)state;
    static const struct {
        struct book_words words;
        int number; /* K-number; 0 = understood */
        enum book_word wrong;
        const char *schema, *script, *series;
    } cases[] = {
        {{.type = "KS", .number = "01/2005", .series = "2005:1-212"},
         0,
         0,
         "so-khai-sinh",
         NULL,
         "2005:1-212"},
        {{.type = "ks", .number = "1", .script = "viết tay"}, 0, 0, "so-khai-sinh", "hand", ""},
        {{.type = "Sổ đăng ký khai sinh", .number = "1", .script = "IN"},
         0,
         0,
         "so-khai-sinh",
         "print",
         ""},
        {{.type = "khai tu", .number = "1", .script = "cả hai"}, 0, 0, "so-khai-tu", "mixed", ""},
        {{.type = "khai-sinh", .number = "1"}, 0, 0, "khai-sinh", NULL, ""},
        {{.type = "CMC", .number = "1", .series = "2005:1-9; 2006:1-4, 2005:20-30;"},
         0,
         0,
         "so-nhan-cha-me-con",
         NULL,
         "2005:1-9 2006:1-4 2005:20-30"},
        {{.type = "KH", .number = "1", .series = " 2007 : 5 - "},
         0,
         0,
         "so-ket-hon",
         NULL,
         "2007:5-0"},
        {{.type = "KH", .number = "1", .series = "2007:5"}, 0, 0, "so-ket-hon", NULL, "2007:5-5"},
        {{.number = "1"}, 1819, BOOK_TYPE, NULL, NULL, NULL},
        {{.type = "KS"}, 1819, BOOK_NUMBER, NULL, NULL, NULL},
        {{.type = "KS", .number = "  "}, 1819, BOOK_NUMBER, NULL, NULL, NULL},
        {{.type = "sách", .number = "1"}, 1803, BOOK_TYPE, NULL, NULL, NULL},
        {{.type = "KS", .number = "1", .script = "khắc đá"}, 1805, BOOK_SCRIPT, NULL, NULL, NULL},
        {{.type = "KS", .number = "1", .pages = "0"}, 1811, BOOK_PAGES, NULL, NULL, NULL},
        {{.type = "KS", .number = "1", .pages = "12x"}, 1811, BOOK_PAGES, NULL, NULL, NULL},
        {{.type = "KS", .number = "1", .series = "2005"}, 1806, BOOK_SERIES, NULL, NULL, NULL},
        {{.type = "KS", .number = "1", .series = "2005:"}, 1806, BOOK_SERIES, NULL, NULL, NULL},
        {{.type = "KS", .number = "1", .series = "2005:-"}, 1806, BOOK_SERIES, NULL, NULL, NULL},
        {{.type = "KS", .number = "1", .series = "2005:1-2-"}, 1806, BOOK_SERIES, NULL, NULL, NULL},
        {{.type = "KS", .number = "1", .series = "2005:9-1"}, 1806, BOOK_SERIES, NULL, NULL, NULL},
        {{.type = "KS", .number = "1", .series = "5:1-9"}, 1807, BOOK_SERIES, NULL, NULL, NULL},
        {{.type = "KS", .number = "1", .series = "2005:1-999999"},
         1808,
         BOOK_SERIES,
         NULL,
         NULL,
         NULL},
        {{.type = "KS", .number = "1", .series = "2005:1-9;2005:9-12"},
         1809,
         BOOK_SERIES,
         NULL,
         NULL,
         NULL},
        {{.type = "KS", .number = "1", .series = "2005:1-;2005:9-12"},
         1809,
         BOOK_SERIES,
         NULL,
         NULL,
         NULL},
        {{.type = "KS", .number = "1\x01"}, 1804, BOOK_NUMBER, NULL, NULL, NULL},
        {{.type = "KS", .number = "1", .place = "\xff"}, 120, BOOK_PLACE, NULL, NULL, NULL},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct book_plan plan = {0};
        enum book_word wrong = BOOK_WORD_COUNT;
        struct str series = STR_INIT;
        err_clear(&err);
        (void)!book_plan_make(office, &cases[i].words, arena, &plan, &wrong, &err);
        if (err.number != cases[i].number)
            fail_msg("case %zu: K-%d %s", i, err.number, err.text);
        if (err.number) {
            assert_int_equal(wrong, cases[i].wrong);
            continue;
        }
        assert_string_equal(plan.book.schema, cases[i].schema);
        assert_true(text_equal(plan.book.script, cases[i].script));
        for (size_t k = 0; k < plan.series_count; k++)
            str_format(&series, "%s%d:%d-%d", k ? " " : "", plan.series[k].year,
                       plan.series[k].first, plan.series[k].last);
        assert_string_equal(str_peek(&series), cases[i].series);
        str_release(&series);
    }
    err_clear(&err);
}

static void test_long_text_is_refused(void **state)
{
    (void)state;
    char text[BOOK_TEXT_MAX + 2];
    memset(text, 'a', sizeof text);
    text[sizeof text - 1] = '\0';
    struct book_words words = {.type = "KS", .number = text};
    struct book_plan plan;
    enum book_word wrong;
    err_clear(&err);
    assert_int_equal(book_plan_make(office, &words, arena, &plan, &wrong, &err), ERR_USAGE);
    assert_int_equal(err.number, 1802);
    err_clear(&err);
}

/* ---- what a record inherits ---- */

static const struct field_view *field_of(const struct uuid *record, const char *name)
{
    static struct record_view view;
    FINE(record_view_get(office, record, arena, &view, &err));
    return record_view_lookup(&view, name);
}

static void test_inherited(void **state)
{
    (void)state;
    struct uuid book = new_book("khai-sinh", "2005:1-20"), page = new_page(&book), version;
    struct uuid record = new_record(&book, &page, "khai-sinh", -1);
    const struct field_view *place = field_of(&record, "noi_dang_ky");
    assert_string_equal(place->value.normal, "xã Ea Tul, huyện Cư M'gar");
    assert_int_equal(place->origin, ORIGIN_BOOK);
    assert_false(place->doubtful);
    assert_string_equal(field_of(&record, "nguoi_ky")->value.written, "Y Thử Niê");
    assert_int_equal(field_of(&record, "ho_ten")->origin, ORIGIN_MACHINE);

    key(&record, "nguoi_ky", "Lê Văn Khác"); /* a person goes before the book */
    assert_string_equal(field_of(&record, "nguoi_ky")->value.written, "Lê Văn Khác");
    struct action_call call = {
        .office = office, .record = record, .field = "nguoi_ky", .arena = arena};
    FINE(action_run(ACTION_UNDO, &call, &err));
    assert_string_equal(field_of(&record, "nguoi_ky")->value.written, "Y Thử Niê");
    assert_int_equal(field_of(&record, "nguoi_ky")->origin, ORIGIN_BOOK);

    finish(&record, &version);
    struct version got;
    FINE(version_get(store, &version, arena, &got, &err));
    assert_non_null(strstr(got.body, "\"registration\":\"đúng hạn\""));
    assert_non_null(strstr(got.body, "\"signer\":\"Y Thử Niê\""));
    assert_string_equal(field_of(&record, "nguoi_ky")->value.written, "Y Thử Niê");
    audit_passes();
}

/* A register row has no such fields: its book stands beside them. */
static void test_register_row_shows_its_book(void **state)
{
    (void)state;
    struct uuid book = new_book("KS", "2005:1-20; 2006:1-5"), page = new_page(&book);
    struct uuid record = new_record(&book, &page, "so-khai-sinh", 0), none = {0};
    struct record_view view;
    FINE(record_view_get(office, &record, arena, &view, &err));
    assert_non_null(view.book);
    assert_int_equal(view.book->year, 0); /* two years: none is fixed */
    json_t *json = record_view_json(&view);
    assert_string_equal(json_peek_text(json_peek_object(json, "book"), "signer"), "Y Thử Niê");
    json_decref(json);
    struct uuid loose = new_record(&none, &page, "so-khai-sinh", 1);
    FINE(record_view_get(office, &loose, arena, &view, &err));
    assert_true(uuid_equal(&view.record.book, &book)); /* from its batch */
}

/* ---- what is said of numbers ---- */

static void test_sayings(void **state)
{
    (void)state;
    static const struct {
        const char *numbers;
        int year;
        enum mark_kind kind;
        const char *reason;
        int number; /* K-number; 0 = done */
        long count;
    } cases[] = {
        {"12-15, 20", 2005, MARK_CANCELLED, "gạch chéo", 0, 5},
        {"21a", 2005, MARK_UNREADABLE, "nhòe", 0, 1},
        {"3/2006; 4/2006", 0, MARK_ABSENT, "bỏ số", 0, 2},
        {"25", 0, MARK_CANCELLED, "chỉ 2005 có số này", 0, 1},
        {"12", 2005, MARK_NONE, NULL, 0, 1},
        {"3", 0, MARK_CANCELLED, "x", 1812, 0},
        {"31", 2005, MARK_CANCELLED, "x", 1815, 0},
        {"3", 2007, MARK_CANCELLED, "x", 1815, 0},
        {"28-31", 2005, MARK_CANCELLED, "x", 1815, 0},
        {"1", 2005, MARK_CANCELLED, NULL, 1814, 0},
        {"1", 2005, MARK_CANCELLED, "  ", 1814, 0},
        {"mười", 2005, MARK_CANCELLED, "x", 1817, 0},
        {"5-1", 2005, MARK_CANCELLED, "x", 1817, 0},
        {"1,,2", 2005, MARK_CANCELLED, "x", 1817, 0},
        {"", 2005, MARK_CANCELLED, "x", 1818, 0},
    };
    struct uuid book = new_book("KS", "2005:1-30; 2006:1-10");
    struct book_mark *marks = NULL;
    size_t before = 0, after = 0;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        long count = 0;
        FINE(book_mark_list(store, &book, arena, &marks, &before, &err));
        (void)!say(&book, cases[i].numbers, cases[i].year, cases[i].kind, cases[i].reason, &count);
        if (err.number != cases[i].number || count != cases[i].count)
            fail_msg("case %zu: K-%d %s, %ld numbers", i, err.number, err.text, count);
        err_clear(&err);
        FINE(book_mark_list(store, &book, arena, &marks, &after, &err));
        if (cases[i].number)
            assert_int_equal(before, after); /* all of it or nothing */
        audit_passes();
    }
    assert_int_equal(after, 5 - 1 + 1 + 2 + 1);
}

/* ---- the shelf, and books alike ---- */

static void test_shelf(void **state)
{
    (void)state;
    struct book_line *lines = NULL;
    size_t count = 0;
    struct uuid book = new_book("KS", "2005:1-2");
    FINE(book_shelf_list(office, 0, 0, arena, &lines, &count, &err));
    assert_int_equal(count > 1, true);
    assert_true(uuid_equal(&lines[count - 1].book.id, &book));
    assert_int_equal(lines[count - 1].counts.missing, 2);
    struct book_words words = {
        .type = "KS", .number = lines[count - 1].book.number, .place = lines[count - 1].book.place};
    struct book_plan plan;
    enum book_word wrong;
    struct uuid again;
    long alike = -1;
    FINE(book_plan_make(office, &words, arena, &plan, &wrong, &err));
    FINE(book_plan_add(office, &plan, &again, &alike, &err));
    assert_int_equal(alike, 1); /* told, not forbidden */
    struct book got;
    FINE(book_open(office, words.number, arena, &got, &err));
    assert_true(uuid_equal(&got.id, &again)); /* the newest of that number */
    assert_int_equal(book_open(office, "99/1901", arena, &got, &err), ERR_MISSING);
    err_clear(&err);
    audit_passes();
}

/* ---- put right ---- */

static void test_changes(void **state)
{
    (void)state;
    static const struct {
        struct book_words words;
        int number; /* K-number; 0 = done */
        const char *series;
    } cases[] = {
        {{.place = "xã Tên Đúng"}, 0, "2005:1-20 2006:1-0"},
        {{.series = "2006:1-45"}, 0, "2005:1-20 2006:1-45"},
        {{.series = "2005:1-25; 2007:1-"}, 0, "2005:1-25 2006:1-45 2007:1-0"},
        {{.series = "2005:26-30"}, 0, "2005:1-25 2006:1-45 2007:1-0 2005:26-30"},
        {{.series = "2005:1-26"}, 1809, NULL},
        {{.series = "2006:5-9"}, 1809, NULL},
        {{.type = "sách"}, 1803, NULL},
        {{.pages = "x"}, 1811, NULL},
    };
    struct uuid book = new_book("khai-sinh", "2005:1-20; 2006:1-"), page = new_page(&book);
    struct uuid record = new_record(&book, &page, "khai-sinh", -1);
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct book_plan plan;
        enum book_word wrong;
        struct book_series *series = NULL;
        struct str out = STR_INIT;
        size_t count = 0;
        err_clear(&err);
        if (!book_plan_again(office, &book, &cases[i].words, arena, &plan, &wrong, &err))
            FINE(book_plan_change(office, &plan, &err));
        if (err.number != cases[i].number)
            fail_msg("case %zu: K-%d %s", i, err.number, err.text);
        err_clear(&err);
        if (!cases[i].series)
            continue;
        FINE(book_series_list(store, &book, arena, &series, &count, &err));
        for (size_t k = 0; k < count; k++)
            str_format(&out, "%s%d:%d-%d", k ? " " : "", series[k].year, series[k].first,
                       series[k].last);
        assert_string_equal(str_peek(&out), cases[i].series);
        str_release(&out);
        audit_passes();
    }
    assert_string_equal(field_of(&record, "noi_dang_ky")->value.normal, "xã Tên Đúng");
    assert_string_equal(field_of(&record, "nguoi_ky")->value.normal, "Y Thử Niê");
}

/* ---- rights ---- */

static void test_rights(void **state)
{
    (void)state;
    static const struct {
        const char *role;
        bool adds, marks;
    } cases[] = {
        {"volunteer", false, true},
        {"leader", true, true},
        {"official", true, true},
        {"administrator", true, false},
    };
    struct uuid book = new_book("KS", "2005:1-9"), before = *store_peek_person(store);
    struct book_words words = {.type = "KS", .number = "R1"};
    struct book_plan plan;
    enum book_word wrong;
    FINE(book_plan_make(office, &words, arena, &plan, &wrong, &err));
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct uuid person, id;
        long count = 0;
        FINE(person_add(store, cases[i].role, cases[i].role, &person, &err));
        store_set_person(store, &person);
        enum err_code code = book_plan_add(office, &plan, &id, NULL, &err);
        assert_int_equal(code, cases[i].adds ? ERR_OK : ERR_DENIED);
        err_clear(&err);
        struct book_say say = {book, "3", 0, MARK_CANCELLED, "x"};
        assert_int_equal(book_say(office, &say, &count, &err),
                         cases[i].marks ? ERR_OK : ERR_DENIED);
        err_clear(&err);
    }
    store_set_person(store, &before);
    audit_passes();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),     cmocka_unit_test(test_long_text_is_refused),
        cmocka_unit_test(test_inherited), cmocka_unit_test(test_register_row_shows_its_book),
        cmocka_unit_test(test_sayings),   cmocka_unit_test(test_shelf),
        cmocka_unit_test(test_changes),   cmocka_unit_test(test_rights),
    };
    return cmocka_run_group_tests(tests, practice_open, practice_close);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/test_book: books understood from words, what their records inherit, the ledger in
 * every case, what a person says of numbers, pages found from the day they are there. May include:
 * base, model, record, store, workflow, cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/audit.h"
#include "store/derived.h"
#include "store/master.h"
#include "store/page.h"
#include "store/search.h"
#include "workflow/action.h"
#include "workflow/book.h"
#include "workflow/index.h"
#include "workflow/office.h"
#include "workflow/query.h"
#include "workflow/rebuild.h"
#include "workflow/transition.h"

static char *folder;
static struct office *office;
static struct store *store;
static struct arena *arena;
static struct err err;
static int made;

static int open_all(void **state)
{
    (void)state;
    struct store_plan plan = {.practice = true};
    char name[] = "/tmp/sohoa-book-XXXXXX";
    folder = mem_copy_text(mkdtemp(name));
    char *inner = file_join(folder, "store");
    assert_int_equal(store_create(inner, &plan, &store, NULL), ERR_OK);
    store_close(store);
    assert_int_equal(office_open(inner, NULL, &office, NULL), ERR_OK);
    store = office_store(office);
    free(inner);
    arena = arena_new();
    return 0;
}

static int close_all(void **state)
{
    (void)state;
    arena_free(arena);
    office_close(office);
    int failed = file_remove_tree(folder, NULL) != ERR_OK;
    free(folder);
    return failed;
}

static void fine(enum err_code code, const char *what)
{
    if (code)
        fail_msg("%s: K-%d %s", what, err.number, err.text);
    err_clear(&err);
}
#define FINE(call) (err_clear(&err), fine(call, #call))

static void audit_passes(void)
{
    struct audit_report report;
    struct audit_options options = {0};
    FINE(audit_verify(store, &options, &report, &err));
}

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

/* ---- a book with entries ---- */

static struct uuid new_book(const char *type, const char *series)
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

static struct uuid new_page(const struct uuid *book)
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

static struct uuid new_record(const struct uuid *book, const struct uuid *page, const char *schema,
                              int row)
{
    struct record plan = {.page = *page, .revision = 1, .row = row, .book = *book};
    struct uuid id;
    FINE(office_schema_keep(office, schema, &plan.schema, &err));
    FINE(transition_adopt(store, &plan, -1, &id, &err));
    FINE(index_record(office, &id, &err));
    return id;
}

static void key(const struct uuid *record, const char *field, const char *written)
{
    struct action_call call = {
        .office = office, .record = *record, .field = field, .written = written, .arena = arena};
    FINE(action_run(ACTION_KEY, &call, &err));
}

static void finish(const struct uuid *record, struct uuid *ret_version)
{
    struct action_call call = {.office = office, .record = *record, .arena = arena};
    FINE(action_run(ACTION_FINISH, &call, &err));
    *ret_version = call.version;
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

/* ---- the search ---- */

static size_t found(struct search_query query)
{
    struct search_hit *hits = NULL;
    size_t count = 0;
    FINE(search_query(store, &query, arena, &hits, &count, &err));
    return count;
}

static void test_found_from_the_first_day(void **state)
{
    (void)state;
    struct uuid book = new_book("KT", "1988:1-20"), page = new_page(&book);
    assert_int_equal(found((struct search_query){.year = 1988}), 1);
    assert_int_equal(found((struct search_query){.year = 1988, .place = "EA TUL"}), 1);
    assert_int_equal(found((struct search_query){.year = 1988, .place = "Ea Drông"}), 0);
    assert_int_equal(found((struct search_query){.schema = "so-khai-tu"}), 1);
    assert_int_equal(found((struct search_query){.text = "cu m'gar", .year = 1988}), 1);
    assert_int_equal(found((struct search_query){.number = "7", .year = 1988}), 0);
    struct uuid record = new_record(&book, &page, "so-khai-tu", 0);
    key(&record, "so", "07");
    assert_int_equal(found((struct search_query){.number = "7", .year = 1988}), 1);
    assert_int_equal(found((struct search_query){.number = "7/1988", .book = &book}), 1);
    FINE(rebuild_start(office, &err));
    assert_int_equal(found((struct search_query){.schema = "so-khai-tu"}), 2);
    assert_int_equal(found((struct search_query){.number = "7/1988"}), 1);
}

/* ---- the ledger ---- */

struct ledger_case {
    const char *series;
    const char *entries; /* "number=date number=date"; date may be missing */
    const char *marks;   /* "number:kind" */
    const char *seen, *missing, *cancelled, *unreadable, *twice; /* of all series, | between */
    long unnumbered, strange;
    bool complete;
};

static const struct ledger_case ledgers[] = {
    {"2005:1-5", "1 2 3 4 5", "", "1-5", "", "", "", "", 0, 0, true},
    {"2005:1-5", "", "", "", "1-5", "", "", "", 0, 0, false},
    {"2005:1-5", "5 3 1", "", "1, 3, 5", "2, 4", "", "", "", 0, 0, false},
    {"2005:1-5", "1 2 2 4", "3:cancelled 5:unreadable", "1, 2, 4", "", "3", "5", "2", 0, 0, false},
    {"2005:1-5", "1 2 2 4", "3:cancelled 5:unreadable 2:double", "1, 2, 4", "", "3", "5", "", 0, 0,
     true},
    {"2005:1-3", "1 2", "3:absent", "1, 2", "", "", "", "", 0, 0, true},
    {"2005:1-3", "1 2 3", "2:cancelled", "1, 3", "", "2", "", "", 0, 0, true},
    {"2005:1-3", "1 2 2a 3", "", "1, 2, 2a, 3", "", "", "", "", 0, 0, true},
    {"2005:1-3", "1 2 2bis 2bis 3", "", "1, 2, 2 bis, 3", "", "", "", "2 bis", 0, 0, false},
    {"2005:1-3", "1 2 3 4", "", "1-3", "", "", "", "", 0, 1, false},
    {"2005:1-3", "1 2 3 ?", "", "1-3", "", "", "", "", 1, 0, false},
    {"2005:1-3", "1 2 3 12/05", "", "1-3", "", "", "", "", 0, 1, false},
    /* one series: the date of registration may contradict, the number's own year may not */
    {"2005:1-3", "1=2004-05-01 2 3", "", "1-3", "", "", "", "", 0, 0, true},
    {"2005:1-3", "1/2004 2 3", "", "2, 3", "1", "", "", "", 0, 1, false},
    /* two years */
    {"2005:1-2; 2006:1-3", "1/2005 2/2005 1/2006 2/2006 3", "", "1, 2|1-3", "|", "|", "|", "|", 0,
     0, true},
    {"2005:1-2; 2006:1-3", "1=2005-01-01 2=2005 1=2006-02 2=2006 3=2006", "", "1, 2|1-3", "|", "|",
     "|", "|", 0, 0, true},
    {"2005:1-2; 2006:1-3", "1", "", "|", "1, 2|1-3", "|", "|", "|", 0, 1, false},
    {"2005:1-2; 2005:10-11", "1 2 10 11", "", "1, 2|10, 11", "|", "|", "|", "|", 0, 0, true},
    /* nobody said how far it goes */
    {"2005:1-", "1 2 4", "", "1, 2, 4", "3", "", "", "", 0, 0, false},
    {"2005:1-", "", "", "", "", "", "", "", 0, 0, false},
    {"", "1", "", "", "", "", "", "", 0, 1, false},
};

static void add_entries(const struct uuid *book, const char *schema, const char *entries)
{
    struct uuid page = new_page(book);
    for (int row = 0; *entries; row++) {
        size_t length = strcspn(entries, " "), number = strcspn(entries, " =");
        struct uuid record = new_record(book, &page, schema, row);
        if (entries[0] != '?')
            key(&record, "so", arena_copy_span(arena, entries, number));
        if (number < length)
            key(&record, "ngay_dang_ky",
                arena_copy_span(arena, entries + number + 1, length - number - 1));
        entries += length + (entries[length] == ' ');
    }
}

static enum err_code say(const struct uuid *book, const char *numbers, int year,
                         enum mark_kind kind, const char *reason, long *ret_count)
{
    struct book_say what = {*book, numbers, year, kind, reason};
    return book_say(office, &what, ret_count, &err);
}

static void add_marks(const struct uuid *book, const char *marks)
{
    while (*marks) {
        size_t length = strcspn(marks, " "), number = strcspn(marks, ":");
        enum mark_kind kind = MARK_NONE;
        long count = 0;
        assert_true(mark_kind_parse(arena_copy_span(arena, marks + number + 1, length - number - 1),
                                    &kind));
        FINE(say(book, arena_copy_span(arena, marks, number), 0, kind, "đã xem sổ", &count));
        assert_int_equal(count, 1);
        marks += length + (marks[length] == ' ');
    }
}

static const char *all_series(const struct ledger *ledger, int state)
{
    struct str out = STR_INIT;
    for (size_t i = 0; i < ledger->series_count; i++)
        str_format(&out, "%s%s", i ? "|" : "",
                   state < 0 ? ledger_numbers_twice(&ledger->series[i], arena)
                             : ledger_numbers(&ledger->series[i], (enum ledger_state)state, arena));
    const char *text = arena_copy_text(arena, str_peek(&out));
    str_release(&out);
    return text;
}

static void test_ledgers(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(ledgers); i++) {
        const struct ledger_case *want = &ledgers[i];
        struct uuid book = new_book("KS", want->series);
        struct ledger got;
        add_entries(&book, "so-khai-sinh", want->entries);
        add_marks(&book, want->marks);
        FINE(ledger_get(office, &book, arena, &got, &err));
        const struct {
            const char *want, *got;
        } lists[] = {
            {want->seen, all_series(&got, LEDGER_SEEN)},
            {want->missing, all_series(&got, LEDGER_MISSING)},
            {want->cancelled, all_series(&got, LEDGER_CANCELLED)},
            {want->unreadable, all_series(&got, LEDGER_UNREADABLE)},
            {want->twice, all_series(&got, -1)},
        };
        for (size_t k = 0; k < ARRAY_SIZE(lists); k++)
            if (!text_equal(lists[k].want, lists[k].got))
                fail_msg("ledger %zu, list %zu: \"%s\", not \"%s\"", i, k, lists[k].got,
                         lists[k].want);
        assert_int_equal(got.counts.unnumbered, want->unnumbered);
        assert_int_equal(got.counts.strange, want->strange);
        assert_int_equal(got.complete, want->complete);
        const struct ledger_counts *counts = &got.counts;
        assert_int_equal(counts->expected, counts->seen + counts->missing + counts->cancelled +
                                               counts->unreadable + counts->absent);
    }
    audit_passes();
}

static void test_hands(void **state)
{
    (void)state;
    struct uuid book = new_book("KS", "2005:1-2"), page = new_page(&book), version;
    struct uuid record = new_record(&book, &page, "so-khai-sinh", 0);
    struct ledger ledger;
    key(&record, "so", "1");
    finish(&record, &version);
    FINE(ledger_get(office, &book, arena, &ledger, &err));
    assert_int_equal(ledger.counts.verified, 1);
    assert_int_equal(ledger.counts.confirmed, 0);
    assert_non_null(ledger.series[0].lines[0].keyed_by);
    assert_null(ledger.series[0].lines[0].confirmed_by);
    assert_null(ledger.series[0].lines[1].keyed_by);
    struct transition_act act = {.versions = &version, .version_count = 1};
    FINE(transition_record(store, &record, STAGE_CONFIRM, &act, &err));
    long count = 0;
    FINE(say(&book, "2", 0, MARK_ABSENT, "mất tờ 1", &count));
    FINE(ledger_get(office, &book, arena, &ledger, &err));
    assert_int_equal(ledger.counts.confirmed, 1);
    assert_string_equal(ledger.series[0].lines[0].confirmed_by, ledger.series[0].lines[0].keyed_by);
    assert_string_equal(ledger.series[0].lines[1].reason, "mất tờ 1");
    assert_true(ledger.complete && ledger.confirmed);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_long_text_is_refused),
        cmocka_unit_test(test_inherited),
        cmocka_unit_test(test_register_row_shows_its_book),
        cmocka_unit_test(test_found_from_the_first_day),
        cmocka_unit_test(test_ledgers),
        cmocka_unit_test(test_hands),
        cmocka_unit_test(test_sayings),
        cmocka_unit_test(test_shelf),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}

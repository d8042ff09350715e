/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/test_ledger: the ledger of a book in every case, and the hands its entries went
 * through. May include: base, model, record, store, workflow, cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "base/str.h"
#include "book_store.h"
#include "workflow/transition.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ledgers),
        cmocka_unit_test(test_hands),
    };
    return cmocka_run_group_tests(tests, practice_open, practice_close);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/test_find: pages and numbers found from the day they are there, and after changes.
 * May include: base, model, record, store, workflow, cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "base/str.h"
#include "book_store.h"
#include "store/derived.h"
#include "store/page.h"
#include "store/record.h"
#include "store/search.h"
#include "workflow/batch_work.h"
#include "workflow/change.h"
#include "workflow/rebuild.h"

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

/* Where a page belongs changes: so does where it is found. */
static void test_found_after_a_change(void **state)
{
    (void)state;
    struct uuid right = new_book("KH", "1977:1-20"), wrong = new_book("KH", "1978:1-20");
    struct uuid page_id = new_page(&wrong);
    struct page page;
    struct batch_tally tally;
    struct change_undo undone;
    FINE(page_get(store, &page_id, arena, &page, &err));
    struct batch_order order = {.task = BATCH_REBOOK, .batch = page.batch, .book = right};
    assert_int_equal(found((struct search_query){.year = 1978}), 1);
    FINE(batch_work(office, &order, arena, &tally, &err));
    assert_int_equal(found((struct search_query){.year = 1978}), 0);
    assert_int_equal(found((struct search_query){.year = 1977, .book = &right}), 1);
    FINE(change_undo(office, &page.batch, false, arena, &undone, &err));
    assert_int_equal(found((struct search_query){.year = 1978, .book = &wrong}), 1);
    assert_int_equal(found((struct search_query){.year = 1977}), 0);
}

/* What an update of the store's form drops is there again for the next who opens it. */
static void test_found_after_an_update(void **state)
{
    (void)state;
    struct uuid book = new_book("KS", "1966:1-20"), page = new_page(&book);
    struct uuid record_id = new_record(&book, &page, "so-khai-sinh", 0), version;
    struct office *next = NULL;
    struct record record;
    key(&record_id, "so", "12");
    finish(&record_id, &version);
    FINE(derived_drop_all(store, &err));
    assert_int_equal(found((struct search_query){.number = "12/1966"}), 0);
    FINE(office_open(store_peek_folder(store), NULL, &next, &err));
    assert_int_equal(found((struct search_query){.number = "12/1966"}), 1);
    FINE(record_get(office_store(next), &record_id, arena, &record, &err));
    assert_int_equal(record.state, RECORD_VERIFIED);
    office_close(next);
}

/* ---- where a number must stand ---- */

static void test_guesses(void **state)
{
    (void)state;
    struct uuid book = new_book("HN", "1991:1-40; 1992:1-60"), other = new_book("HN", "1991:41-90");
    struct uuid pages[10];
    for (size_t i = 0; i < ARRAY_SIZE(pages); i++)
        pages[i] = new_page(&book);
    const struct {
        struct book_question question;
        size_t count;
        long leaf; /* of the first */
    } cases[] = {
        {{.number = "1", .year = 1991}, 1, 1},
        {{.number = "40/1991"}, 1, 4},
        {{.number = "1/1992"}, 1, 5},
        {{.number = "60", .year = 1992}, 1, 10},
        {{.number = "50", .schema = "so-tinh-trang"}, 2, 9},
        {{.number = "50", .schema = "so-tinh-trang", .book = &other}, 1, 0},
        {{.number = "50", .year = 1991, .place = "EA TUL"}, 1, 0},
        {{.number = "50", .year = 1991, .place = "Ea Kuêh"}, 0, 0},
        {{.number = "50", .year = 1991, .schema = "so-khai-tu"}, 0, 0},
        {{.number = "91", .year = 1991}, 0, 0},
        {{.number = "năm mươi", .year = 1991}, 0, 0},
        {{.year = 1991}, 0, 0},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct book_guess *guesses = NULL;
        size_t count = 77;
        FINE(book_guess_list(office, &cases[i].question, arena, &guesses, &count, &err));
        if (count != cases[i].count || (count && guesses[0].leaf != cases[i].leaf))
            fail_msg("case %zu: %zu books, leaf %ld", i, count, count ? guesses[0].leaf : 0);
        if (count && guesses[0].leaf)
            assert_true(uuid_equal(&guesses[0].page, &pages[guesses[0].leaf - 1]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found_from_the_first_day),
        cmocka_unit_test(test_found_after_a_change),
        cmocka_unit_test(test_found_after_an_update),
        cmocka_unit_test(test_guesses),
    };
    return cmocka_run_group_tests(tests, practice_open, practice_close);
}

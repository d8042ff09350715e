/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/test_book_table: inventories of books, good, wrong and broken; the room that pages
 * take. May include: base, model, record, store, workflow, cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "base/str.h"
#include "book_store.h"
#include "store/master.h"
#include "workflow/book_import.h"
#include "workflow/space.h"

/* ---- an inventory ---- */

static void test_tables(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t books, faults;
        int number; /* K-number of the first fault */
        long line;  /* of it */
        size_t column;
        const char *series; /* of the first book */
    } cases[] = {
        {"type,number\nKS,T1\n", 1, 0, 0, 0, 0, ""},
        {"type,number\n", 0, 0, 0, 0, 0, NULL},
        {"LOAI SO;QUYEN SO;NAM;TU SO;DEN SO\nKS;T1;1999;1;20\n", 1, 0, 0, 0, 0, "1999:1-20"},
        {"type,number,year,last\nKS,T1,1999,20\n", 1, 0, 0, 0, 0, "1999:1-20"},
        {"type,number,year,first\nKS,T1,1999,7\n", 1, 0, 0, 0, 0, "1999:7-0"},
        {"type,number,series\nKS,T1,2005:1-9;2006:1-4\n", 1, 0, 0, 0, 0, "2005:1-9 2006:1-4"},
        {"type,number,year,last\nKS,T1,1999,20\nKS,T1,2000,5\nKS,T2,2000,5\n", 2, 0, 0, 0, 0,
         "1999:1-20 2000:1-5"},
        /* the same book again with another number of pages is another row for a person to judge */
        {"type,number,year,last,pages\nKS,T1,1999,20,10\nKS,T1,2000,5,12\n", 2, 0, 0, 0, 0,
         "1999:1-20"},
        {"type,number,year,last\nKS,T1,1999,20\nKS,T1,1999,25\n", 1, 1, 1809, 3, 3, "1999:1-20"},
        {"type,number,pages\nKS,T1,0\nKS,T2,9\n", 1, 1, 1811, 2, 3, ""},
        {"type,number,year,last\nKS,T1,99,20\n", 0, 1, 1807, 2, 3, NULL},
        {"type,number,year,last\nKS,T1,1999,x\n", 0, 1, 1806, 2, 3, NULL},
        {"type,number\n,T1\nKS,\n", 0, 2, 1819, 2, 1, NULL},
        {"type,number\nKS,T1,more\n", 0, 1, 1896, 2, 3, NULL},
        {"type,number\n\n\nsách,T1\n", 0, 1, 1803, 4, 1, NULL},
        {"type,number,script\nKS,T1,=cmd|' /C calc'!A0\n", 0, 1, 1805, 2, 3, NULL},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct book_table table;
        struct str series = STR_INIT;
        FINE(book_table_parse(office, cases[i].bytes, strlen(cases[i].bytes), arena, &table, &err));
        if (table.count != cases[i].books || table.fault_count != cases[i].faults)
            fail_msg("case %zu: %zu books, %zu faults", i, table.count, table.fault_count);
        if (table.fault_count) {
            const struct import_fault *fault = &table.faults[0];
            if (fault->err.number != cases[i].number || fault->line != cases[i].line ||
                fault->column != cases[i].column)
                fail_msg("case %zu: K-%d at %ld, %zu", i, fault->err.number, fault->line,
                         fault->column);
        }
        for (size_t k = 0; table.count && k < table.books[0].plan.series_count; k++)
            str_format(&series, "%s%d:%d-%d", k ? " " : "", table.books[0].plan.series[k].year,
                       table.books[0].plan.series[k].first, table.books[0].plan.series[k].last);
        if (table.count)
            assert_string_equal(str_peek(&series), cases[i].series);
        str_release(&series);
    }
}

/* Bytes turned over at every place of a good table: an error or a table, never more. */
static void test_tables_with_broken_bytes(void **state)
{
    (void)state;
    static const char good[] = "\xEF\xBB\xBFloại;quyển;nơi;năm;từ số;đến số\r\n"
                               "KS;\"01/\"\"1999\"\"\";xã Ea Tul;1999;1;120\r\n";
    static const char others[] = {'\0', '"', ';', '\n', '\xff', '9'};
    for (size_t at = 0; at < sizeof good - 1; at++) {
        for (size_t i = 0; i < ARRAY_SIZE(others); i++) {
            char bytes[sizeof good];
            struct book_table table = {0};
            struct arena *scratch = arena_new();
            memcpy(bytes, good, sizeof good);
            bytes[at] = others[i];
            err_clear(&err);
            enum err_code code =
                book_table_parse(office, bytes, sizeof good - 1, scratch, &table, &err);
            assert_true(code ? err.number > 0 : table.count + table.fault_count <= 3);
            arena_free(scratch);
        }
    }
    err_clear(&err);
}

static void test_a_table_is_added_as_a_whole(void **state)
{
    (void)state;
    static const char bytes[] = "type,number\nKS,W1\nKS,W2\n";
    struct book_table table;
    struct store_stats before, after;
    struct uuid person = *store_peek_person(store), nobody = {0};
    FINE(book_table_parse(office, bytes, sizeof bytes - 1, arena, &table, &err));
    FINE(store_stats_get(store, &before, &err));
    store_set_person(store, &nobody);
    assert_int_equal(book_table_add(office, &table, &err), ERR_DENIED);
    err_clear(&err);
    store_set_person(store, &person);
    FINE(store_stats_get(store, &after, &err));
    assert_int_equal(after.books, before.books);
    FINE(book_table_add(office, &table, &err));
    FINE(store_stats_get(store, &after, &err));
    assert_int_equal(after.books, before.books + 2);
    assert_int_equal(after.audits, before.audits + 1); /* one act */
    audit_passes();
}

/* ---- room on the disk ---- */

static void test_space(void **state)
{
    (void)state;
    static const struct {
        const char *megabytes;
        long pages;
        bool low_lossless, low_register;
    } cases[] = {
        {"0", 1, false, false}, /* unknown: nothing is said */
        {"400", 1, true, true},      {"513", 1, false, false},   {"513", 2, true, false},
        {"1800", 100, false, false}, {"1799", 100, true, false}, {"2000", 0, true, false},
        {"1999", 0, true, true},     {"7000", 0, false, false},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct space space;
        assert_int_equal(setenv("SOHOA_FREE_MB", cases[i].megabytes, 1), 0);
        FINE(space_get(office, &space, &err));
        if (space_low(&space, SPACE_LOSSLESS, cases[i].pages) != cases[i].low_lossless ||
            space_low(&space, SPACE_REGISTER, cases[i].pages) != cases[i].low_register)
            fail_msg("case %zu", i);
    }
    assert_int_equal(unsetenv("SOHOA_FREE_MB"), 0);
}

/* Pages scanned here say better how large a page is, once there are enough of them. */
static void test_space_is_measured(void **state)
{
    (void)state;
    struct space space;
    struct master_facts facts = {.kind = "jpeg", .frames = 1, .source = "scan"};
    for (int i = 0; i < 20; i++) {
        char bytes[1000];
        struct digest id;
        memset(bytes, 'a' + i, sizeof bytes);
        FINE(space_get(office, &space, &err));
        assert_false(space.form[SPACE_REGISTER].measured);
        FINE(master_put_bytes(store, bytes, sizeof bytes, &facts, &id, &err));
    }
    FINE(space_get(office, &space, &err));
    assert_true(space.form[SPACE_REGISTER].measured);
    assert_int_equal(space.form[SPACE_REGISTER].page, 1000);
    assert_false(space.form[SPACE_LOSSLESS].measured);
    assert_int_equal(space_need(&space, SPACE_REGISTER, 7), 7000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_tables_with_broken_bytes),
        cmocka_unit_test(test_a_table_is_added_as_a_whole),
        cmocka_unit_test(test_space),
        cmocka_unit_test(test_space_is_measured),
    };
    return cmocka_run_group_tests(tests, practice_open, practice_close);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/base/test_csv: tables as spreadsheets save them, and bytes that are none. May include:
 * base, cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/csv.h"
#include "base/mem.h"
#include "base/str.h"

/* "a|b/c|d": cells by |, rows by /, the line of each row in front. */
static char *shown(const struct csv *csv)
{
    struct str out = STR_INIT;
    for (size_t i = 0; i < csv->count; i++) {
        str_format(&out, "%s%ld:", i ? "/" : "", csv->rows[i].line);
        for (size_t k = 0; k < csv->rows[i].count; k++)
            str_format(&out, "%s%s", k ? "|" : "", csv->rows[i].cells[k]);
    }
    return str_take(&out);
}

static void test_read(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *shown;
    } cases[] = {
        {"", ""},
        {"\xEF\xBB\xBF", ""},
        {"\n\n\r\n", ""},
        {"a,b\n", "1:a|b"},
        {"a,b", "1:a|b"},
        {"\xEF\xBB\xBF"
         "a;b\r\n1,5;2\r\n",
         "1:a|b/2:1,5|2"},
        {"a\tb\n1\t2", "1:a|b/2:1|2"},
        {"a,b\r1,2\r", "1:a|b/2:1|2"},
        {"a;b,c;d\n", "1:a|b,c|d"},
        {"\"a;x\",b\n1,2", "1:a;x|b/2:1|2"},
        {" a , b \n", "1:a|b"},
        {"\" a \",\"b\"\"c\"\n", "1:a|b\"c"},
        {"a,\"b\nc\"\nd,e\n", "1:a|b\nc/3:d|e"},
        {"a,\"b\r\nc\"\r\nd,e\r\n", "1:a|b\nc/3:d|e"},
        {"a,b,\n,,\n1,2,3,4\n", "1:a|b|/3:1|2|3|4"},
        {"a,,b\n", "1:a||b"},
        {"=1+1,@x\n", "1:=1+1|@x"},
        {"Quyển số;Năm\n01/2005;2005", "1:Quyển số|Năm/2:01/2005|2005"},
        {"a b\"c,d\n", "1:a b\"c|d"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct arena *arena = arena_new();
        struct csv csv;
        struct err err = {0};
        if (csv_parse(cases[i].bytes, strlen(cases[i].bytes), arena, &csv, &err))
            fail_msg("case %zu: %s", i, err.text);
        char *text = shown(&csv);
        if (!text_equal(text, cases[i].shown))
            fail_msg("case %zu: \"%s\", not \"%s\"", i, text, cases[i].shown);
        free(text);
        arena_free(arena);
    }
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length; /* 0 = to the NUL */
        int number;
        const char *place;
    } cases[] = {
        {"a,b\n1,\"2", 0, 126, "line 2, column 2"},
        {"a,\"b\n\n\nc", 0, 126, "line 1, column 2"},
        {"a,b\n\"1\" x,2", 0, 127, "line 2, column 1"},
        {"a\nb\x01", 0, 129, "line 2, column 1"},
        {"a\x7f", 0, 129, "line 1"},
        {"a\0b", 3, 125, "line 1"},
        {"a\nQuy\x8d\xc3n", 0, 125, "line 2"},
        {"\xff\xfe"
         "a\0b\0",
         6, 125, "line 1"},
        {"\xc0\xaf", 0, 125, "line 1"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct arena *arena = arena_new();
        struct csv csv = {.count = 77};
        struct err err = {0};
        size_t length = cases[i].length ? cases[i].length : strlen(cases[i].bytes);
        assert_int_not_equal(csv_parse(cases[i].bytes, length, arena, &csv, &err), ERR_OK);
        if (err.number != cases[i].number || !strstr(err.text, cases[i].place))
            fail_msg("case %zu: K-%d %s", i, err.number, err.text);
        assert_int_equal(csv.count, 77);
        arena_free(arena);
    }
}

static void refuse_many(const char *piece, size_t times, int number)
{
    struct arena *arena = arena_new();
    struct str bytes = STR_INIT;
    struct csv csv;
    struct err err = {0};
    for (size_t i = 0; i < times; i++)
        str_add(&bytes, piece);
    assert_int_equal(csv_parse(str_peek(&bytes), bytes.length, arena, &csv, &err), ERR_LIMIT);
    assert_int_equal(err.number, number);
    str_release(&bytes);
    arena_free(arena);
}

static void test_caps(void **state)
{
    (void)state;
    refuse_many("x", CSV_CELL_BYTES_MAX + 1, 128);
    refuse_many(",", CSV_CELLS_MAX + 1, 122);
    refuse_many("x\n", CSV_ROWS_MAX + 1, 123);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_caps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/export/test_alto: shape of the XML, escapes, boxes in page space.
 * May include: export, model, base, cmocka.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/str.h"
#include "export/alto.h"
#include "page.h"

/* Every element is closed in turn; depth is at most 32. */
static void assert_well_formed(const char *xml)
{
    char open[32][32];
    size_t depth = 0;
    for (const char *at = strchr(xml, '<'); at; at = strchr(at + 1, '<')) {
        const char *end = strchr(at, '>');
        assert_non_null(end);
        size_t length = strcspn(at + 1, " />\n");
        if (at[1] == '?')
            continue;
        if (at[1] == '/') {
            length = strcspn(at + 2, ">");
            assert_true(depth > 0);
            depth--;
            assert_true(strlen(open[depth]) == length && !strncmp(open[depth], at + 2, length));
        } else if (end[-1] != '/') {
            assert_true(depth < 32 && length < 32);
            snprintf(open[depth++], 32, "%.*s", (int)length, at + 1);
        }
    }
    assert_int_equal(depth, 0);
}

static void test_shape(void **state)
{
    (void)state;
    static const char *const texts[] = {"Họ và tên", "", "a<b&\"c\" >"};
    struct arena *arena = arena_new();
    struct text_page page = page_make(arena, texts, 3);
    page.lines[2].table = page.lines[2].row = page.lines[2].column = 0;
    struct alto_page pages[] = {{&page, 1}, {&page, 2}};
    char *xml = alto_new("a&b.png", pages, 2);
    assert_well_formed(xml);
    assert_non_null(strstr(xml, "<fileName>a&amp;b.png</fileName>"));
    assert_non_null(strstr(xml, "<Page ID=\"page_2\" PHYSICAL_IMG_NR=\"2\" WIDTH=\"1240\""));
    assert_non_null(strstr(xml, "<String ID=\"word_1_1\" HPOS=\"100\" VPOS=\"100\" WIDTH=\"80\" "
                                "HEIGHT=\"40\" WC=\"0.900\" CONTENT=\"Họ\"/>"));
    assert_non_null(strstr(xml, "CONTENT=\"a&lt;b&amp;&quot;c&quot;\""));
    assert_non_null(strstr(xml, "<TextBlock ID=\"block_2_2\""));
    assert_null(strstr(xml, "block_1_3"));
    assert_null(strstr(xml, "ROTATION"));
    free(xml);
    arena_free(arena);
}

static void test_turned_and_blank(void **state)
{
    (void)state;
    static const char *const texts[] = {"x"};
    struct arena *arena = arena_new();
    struct text_page page = page_make(arena, texts, 1), blank = {.view = {10, 20, 0, 0}};
    page.view.turns = 2;
    struct alto_page pages[] = {{&page, 1}, {&blank, 2}};
    char *xml = alto_new("a", pages, 2);
    assert_well_formed(xml);
    assert_non_null(strstr(xml, "HPOS=\"1120\" VPOS=\"1614\" WIDTH=\"20\" HEIGHT=\"40\""));
    assert_non_null(strstr(xml, "ROTATION=\"180.00\""));
    free(xml);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shape),
        cmocka_unit_test(test_turned_and_blank),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

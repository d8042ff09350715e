/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/samples/test_samples: the generator's truth holds together: what a field is said to hold
 * stands in the text, boxes lie on the page, names of fields are those of the schema, and the same
 * seed gives the same bytes. May include: base, model, paint, samples/generate, cmocka.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "form.h"
#include "page.h"

static const char *schema_folder;

enum { TEST_DPI = 100 };

struct made {
    struct bytes png;
    json_t *truth;
};

static struct page_order order_of(const struct paper *paper, enum level level, uint64_t number)
{
    return (struct page_order){.seed = 77,
                               .number = number,
                               .paper = paper,
                               .level = level,
                               .dpi = TEST_DPI,
                               .size = 0.5,
                               .turns = -1};
}

static struct made make(const struct page_order *order)
{
    struct made made = {0};
    struct err err = {0};
    assert_int_equal(page_make(order, &made.png, &made.truth, &err), ERR_OK);
    return made;
}

static void made_release(struct made *made)
{
    bytes_release(&made->png);
    json_decref(made->truth);
}

/* White space runs as one space. */
static char *squeeze(const char *text)
{
    struct str out = STR_INIT;
    for (; *text; text++) {
        bool space = *text == ' ' || *text == '\n' || *text == '\t';
        if (!space)
            str_add_char(&out, *text);
        else if (out.length && out.text[out.length - 1] != ' ')
            str_add_char(&out, ' ');
    }
    return str_take(&out);
}

static void check_box(const json_t *truth, const json_t *item, const char *what)
{
    const json_t *box = json_object_get(item, "box");
    long v[4];
    assert_int_equal(json_array_size(box), 4);
    for (size_t i = 0; i < 4; i++)
        v[i] = (long)json_integer_value(json_array_get(box, i));
    if (v[0] < 0 || v[1] < 0 || v[2] <= 0 || v[3] <= 0 ||
        v[0] + v[2] > json_peek_long(truth, "width", 0) ||
        v[1] + v[3] > json_peek_long(truth, "height", 0))
        fail_msg("box of %s: %ld %ld %ld %ld", what, v[0], v[1], v[2], v[3]);
}

static void check_fields(const json_t *truth, const json_t *schema, json_t *fields)
{
    char *text = squeeze(json_peek_text(truth, "text"));
    const char *name;
    json_t *field;
    json_object_foreach (fields, name, field) {
        const char *written = json_peek_text(field, "written");
        bool blank = text_equal(json_peek_text(field, "status"), "blank");
        if (!json_object_get(json_object_get(schema, "properties"), name))
            fail_msg("no field %s in the schema", name);
        if (blank != !written || blank != !json_peek_text(field, "value"))
            fail_msg("%s: status and text disagree", name);
        if (written && (!strstr(text, written) || !utf8_is_nfc(written)))
            fail_msg("%s is not in the text: %s", name, written);
        check_box(truth, field, name);
    }
    free(text);
}

static json_t *load_schema(const char *name)
{
    struct str path = STR_INIT;
    struct err err = {0};
    json_t *schema = NULL;
    str_format(&path, "%s/%s.json", schema_folder, name);
    assert_int_equal(json_read_file(str_peek(&path), &schema, &err), ERR_OK);
    str_release(&path);
    return schema;
}

static void check_truth(const json_t *truth, const char *schema_name)
{
    json_t *schema = load_schema(schema_name), *item;
    size_t i;
    char *text = squeeze(json_peek_text(truth, "text"));
    assert_string_equal(json_peek_text(truth, "schema"), schema_name);
    json_array_foreach (json_peek_array(truth, "lines"), i, item) {
        check_box(truth, item, "a line");
        assert_non_null(strstr(text, json_peek_text(item, "text")));
    }
    assert_true(i > 5);
    if (json_object_get(truth, "record"))
        check_fields(truth, schema, json_peek_object(json_peek_object(truth, "record"), "fields"));
    json_array_foreach (json_peek_array(truth, "records"), i, item)
        check_fields(truth, schema, json_peek_object(item, "fields"));
    free(text);
    json_decref(schema);
}

static void truth_agrees_with_itself(void **state)
{
    (void)state;
    for (size_t i = 0; i < PAPER_COUNT; i++) {
        struct page_order order = order_of(&PAPERS[i], (enum level)(i % LEVEL_COUNT), i);
        struct made made = make(&order);
        check_truth(made.truth, PAPERS[i].schema);
        made_release(&made);
    }
}

/* What `--wide` adds changes the look of a paper, never what its truth promises. */
static void wide_truth_agrees_with_itself(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2 * PAPER_COUNT; i++) {
        const struct paper *paper = &PAPERS[i % PAPER_COUNT];
        struct page_order order = order_of(paper, (enum level)(i % LEVEL_COUNT), i);
        order.wide = true;
        struct made made = make(&order);
        check_truth(made.truth, paper->schema);
        made_release(&made);
    }
}

static void the_same_seed_gives_the_same_bytes(void **state)
{
    (void)state;
    struct page_order order = order_of(paper_lookup("so-khai-sinh"), LEVEL_WORN, 5);
    order.handwritten = true;
    struct made one = make(&order), two = make(&order);
    order.seed++;
    struct made other = make(&order);
    assert_int_equal(one.png.length, two.png.length);
    assert_memory_equal(one.png.data, two.png.data, one.png.length);
    assert_true(json_equal(one.truth, two.truth));
    assert_false(json_equal(one.truth, other.truth));
    assert_true(json_peek_bool(one.truth, "handwritten", false));
    made_release(&one);
    made_release(&two);
    made_release(&other);
}

static void a_turned_page_keeps_its_text(void **state)
{
    (void)state;
    struct page_order order = order_of(paper_lookup("can-cuoc"), LEVEL_CLEAN, 2);
    order.turns = 0;
    struct made upright = make(&order);
    order.turns = 1;
    struct made turned = make(&order);
    assert_string_equal(json_peek_text(upright.truth, "text"),
                        json_peek_text(turned.truth, "text"));
    assert_int_equal(json_peek_long(upright.truth, "width", 0),
                     json_peek_long(turned.truth, "height", 0));
    assert_int_equal(json_peek_long(turned.truth, "turns", 0), 1);
    check_truth(turned.truth, "can-cuoc");
    made_release(&upright);
    made_release(&turned);
}

static void a_blank_page_has_nothing(void **state)
{
    (void)state;
    struct page_order order = order_of(paper_lookup("cong-van"), LEVEL_OFFICE, 3);
    order.blank = true;
    struct made made = make(&order);
    assert_true(json_peek_bool(made.truth, "blank", false));
    assert_string_equal(json_peek_text(made.truth, "text"), "");
    assert_null(json_peek_text(made.truth, "schema"));
    assert_null(json_object_get(made.truth, "record"));
    made_release(&made);
}

/* Every face a look may choose writes every Vietnamese letter itself. */
static void faces_cover_vietnamese(void **state)
{
    (void)state;
    struct err err = {0};
    assert_int_equal(look_check(&err), ERR_OK);
    assert_true(look_face(0) && utf8_is_nfc(LOOK_LETTERS));
}

int main(int argc, char **argv)
{
    schema_folder = argc > 1 ? argv[1] : "schemas";
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(truth_agrees_with_itself),
        cmocka_unit_test(wide_truth_agrees_with_itself),
        cmocka_unit_test(the_same_seed_gives_the_same_bytes),
        cmocka_unit_test(a_turned_page_keeps_its_text),
        cmocka_unit_test(a_blank_page_has_nothing),
        cmocka_unit_test(faces_cover_vietnamese),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

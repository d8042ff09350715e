/* SPDX-License-Identifier: Apache-2.0
 *
 * The network of our own: the same numbers by vectors and by plain loops, products against sums
 * written out, damaged models refused, words from probabilities.
 */
#include "cmocka_all.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "ocr/lstm_decode.h"
#include "ocr/lstm_names.h"
#include "ocr/lstm_net.h"

static const char *const model_paths[] = {"/usr/share/tesseract-ocr/5/tessdata/vie.traineddata",
                                          "/usr/share/tessdata/vie.traineddata"};

static struct bytes model_file(void)
{
    struct bytes file = {0};
    struct err err = {0};
    for (size_t i = 0; i < ARRAY_SIZE(model_paths) && !file.data; i++)
        if (file_exists(model_paths[i]))
            assert_int_equal(file_read(model_paths[i], 64 << 20, &file, &err), ERR_OK);
    assert_non_null(file.data);
    return file;
}

static int next_number(uint32_t *seed, int most)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (int)(*seed >> 8) % (2 * most + 1) - most;
}

/* ---- products ---- */

static void check_product(int rows, int inputs, size_t count, bool with_bias)
{
    uint32_t seed = (uint32_t)(rows * 31 + inputs);
    int columns = inputs + 3 + (with_bias ? 1 : 0), first = 3;
    int8_t *weights = mem_new((size_t)(rows * columns), 1);
    int16_t *in = mem_new(count * (size_t)(inputs + 1), sizeof *in);
    struct lstm_matrix matrix;
    for (int i = 0; i < rows * columns; i++)
        weights[i] = (int8_t)next_number(&seed, 127);
    lstm_matrix_pack(&matrix, weights, rows, columns, first, inputs, with_bias);
    size_t wide = (size_t)matrix.outputs, step = (size_t)matrix.inputs;
    for (size_t i = 0; i < count; i++)
        for (int k = 0; k < inputs; k++)
            in[i * step + (size_t)k] = (int16_t)next_number(&seed, 127);
    for (int plain = 0; plain < 2; plain++) {
        int32_t *out = mem_new(count * wide, sizeof *out);
        for (size_t i = 0; i < count * wide; i++)
            out[i] = 5;
        lstm_kernel_plain(plain);
        lstm_product(&matrix, in, step, out, wide, count);
        for (size_t i = 0; i < count; i++)
            for (int row = 0; row < rows; row++) {
                int sum = with_bias ? weights[row * columns + columns - 1] * 127 : 5;
                for (int k = 0; k < inputs; k++)
                    sum += weights[row * columns + first + k] * in[i * step + (size_t)k];
                assert_int_equal(out[i * wide + (size_t)row], sum);
            }
        free(out);
    }
    lstm_kernel_plain(false);
    lstm_matrix_free(&matrix);
    free(weights);
    free(in);
}

static void test_products(void **state)
{
    static const struct {
        int rows, inputs;
        size_t count;
    } cases[] = {{16, 2, 1}, {16, 9, 9}, {48, 17, 3}, {64, 16, 4}, {80, 33, 5}, {269, 192, 2}};
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        check_product(cases[i].rows, cases[i].inputs, cases[i].count, true);
        check_product(cases[i].rows, cases[i].inputs, cases[i].count, false);
    }
}

/* ---- squashing ---- */

enum { UNITS = 32 };

static void test_cells(void **state)
{
    (void)state;
    uint32_t seed = 7;
    int32_t totals[4 * UNITS];
    float scale[4 * UNITS], one[UNITS], other[UNITS];
    int16_t out_one[UNITS], out_other[UNITS];
    for (int i = 0; i < 4 * UNITS; i++) {
        totals[i] = next_number(&seed, 200000);
        scale[i] = 1e-4F * (float)(1 + i % 5);
    }
    for (int i = 0; i < UNITS; i++)
        one[i] = other[i] = (float)next_number(&seed, 100) / 10;
    float before[UNITS];
    memcpy(before, one, sizeof one);
    lstm_cells(totals, scale, UNITS, one, out_one);
    lstm_kernel_plain(true);
    lstm_cells(totals, scale, UNITS, other, out_other);
    lstm_kernel_plain(false);
    assert_memory_equal(one, other, sizeof one);
    assert_memory_equal(out_one, out_other, sizeof out_one);
    for (int i = 0; i < UNITS; i++) {
        double gate[4];
        for (int k = 0; k < 4; k++) {
            double x = (double)totals[k * UNITS + i] * (double)scale[k * UNITS + i];
            gate[k] = k == 0 ? tanh(x) : 1 / (1 + exp(-x));
        }
        double now = (double)before[i] * gate[2] + gate[0] * gate[1];
        assert_true(fabs(now - (double)one[i]) < 1e-4);
        assert_true(fabs(tanh(now) * gate[3] * 127 - out_one[i]) < 0.51);
    }
}

static void test_softmax(void **state)
{
    (void)state;
    int32_t totals[9] = {0, 1000, -1000, 900, -2000000, 5, 5, 5, 999};
    float scale[9], out[9], sum = 0;
    for (int i = 0; i < 9; i++)
        scale[i] = 0.01F;
    lstm_softmax(totals, scale, 9, out);
    for (int i = 0; i < 9; i++)
        sum += out[i];
    assert_true(fabsf(sum - 1) < 1e-5F);
    assert_true(fabs((double)(out[3] / out[1]) - exp(-1)) < 1e-5);
    assert_true(out[4] >= 0 && out[4] < 1e-6F);
}

/* ---- models ---- */

static void test_model(void **state)
{
    (void)state;
    struct bytes file = model_file();
    struct lstm_model model;
    assert_int_equal(lstm_model_parse(&file, &model), ERR_OK);
    assert_int_equal(model.height, 36);
    assert_int_equal(model.layer_count, 3);
    assert_true(model.layers[1].backward);
    assert_int_equal(model.layers[2].units, 192);
    assert_string_equal(model.signs[0], " ");
    assert_null(model.signs[model.blank]);
    lstm_model_release(&model);
    bytes_release(&file);
}

/* Cut anywhere, or a byte changed in what is not a weight: refused or read, never out of bounds. */
static void test_damaged(void **state)
{
    (void)state;
    struct bytes whole = model_file();
    struct lstm_model model;
    size_t refused = 0, cuts = 0;
    for (size_t length = 0; length < whole.length; length += length < 2000 ? 37 : 9973) {
        struct bytes cut = {mem_new(length + 1, 1), length};
        memcpy(cut.data, whole.data, length);
        cuts++;
        if (lstm_model_parse(&cut, &model) == ERR_FORMAT)
            refused++;
        else
            lstm_model_release(&model);
        bytes_release(&cut);
    }
    assert_int_equal(refused, cuts);
    for (size_t at = 0; at < 1200; at += 5) {
        unsigned char old = whole.data[at];
        whole.data[at] = (unsigned char)(old ^ 0x81);
        if (lstm_model_parse(&whole, &model) == ERR_OK)
            lstm_model_release(&model);
        whole.data[at] = old;
    }
    bytes_release(&whole);
}

/* The same line by vectors and by plain loops, and after another one. */
static void test_same_numbers(void **state)
{
    (void)state;
    enum { WIDTH = 200 };
    struct bytes file = model_file();
    struct lstm_model model;
    struct lstm_space space = {0};
    uint32_t seed = 3;
    int steps = 0;
    assert_int_equal(lstm_model_parse(&file, &model), ERR_OK);
    int8_t *line = mem_new((size_t)model.height * WIDTH, 1);
    for (int i = 0; i < model.height * WIDTH; i++)
        line[i] = (int8_t)next_number(&seed, 127);
    const float *chances = lstm_forward(&model, &space, line, WIDTH, WIDTH, &steps);
    assert_int_equal(steps, WIDTH / 3);
    size_t size = (size_t)steps * (size_t)model.class_count * sizeof *chances;
    float *kept = mem_new(size, 1);
    memcpy(kept, chances, size);
    lstm_forward(&model, &space, line, 90, WIDTH, &steps);
    lstm_kernel_plain(true);
    chances = lstm_forward(&model, &space, line, WIDTH, WIDTH, &steps);
    lstm_kernel_plain(false);
    assert_memory_equal(kept, chances, size);
    assert_null(lstm_forward(&model, &space, line, 2, WIDTH, &steps));
    free(kept);
    free(line);
    lstm_space_release(&space);
    lstm_model_release(&model);
    bytes_release(&file);
}

/* ---- words: classes are the blank '-', the space, a, b, c ---- */

enum { BLANK, SPACE, A, B, C, CLASSES };

static void check_words(const char *way, const char *expected)
{
    char *signs[CLASSES] = {NULL, (char *)" ", (char *)"a", (char *)"b", (char *)"c"};
    struct lstm_model model = {.class_count = CLASSES, .blank = BLANK, .signs = signs};
    bool allowed[CLASSES] = {true, true, true, true, false};
    int count = (int)strlen(way);
    float *steps = mem_new((size_t)count * CLASSES + 1, sizeof *steps);
    struct arena *arena = arena_new();
    struct lstm_word *words;
    size_t word_count;
    struct str text = STR_INIT;
    for (int i = 0; i < count; i++) {
        const char *at = strchr("- abc", way[i]);
        for (int class = 0; class < CLASSES; class ++)
            steps[i * CLASSES + class] = 0.025F;
        steps[i * CLASSES + (int)(at - "- abc")] = 0.9F;
    }
    lstm_decode(&model, allowed, steps, count, arena, &words, &word_count);
    for (size_t i = 0; i < word_count; i++) {
        str_add(&text, i ? "|" : "");
        for (int k = 0; k < words[i].count; k++) {
            str_add(&text, signs[words[i].signs[k]]);
            assert_true(words[i].sure[k] > 0.9F && words[i].sure[k] <= 1);
        }
        assert_true(words[i].first <= words[i].last && words[i].last < count);
    }
    assert_string_equal(str_peek(&text), expected);
    str_release(&text);
    arena_free(arena);
    free(steps);
}

/* Each step: two signs and how likely they are. */
struct wavering {
    const char *first, *second;
    float likely, other;
};

static char *decode_wavering(const struct wavering *steps_said, int count, bool names)
{
    static char *signs[] = {NULL, " ", "H", "i", "ề", "ể", "n", "C", "h", "ỉ", "L", "ê", "ư", "u"};
    enum { SIGNS = sizeof signs / sizeof signs[0] };
    struct lstm_model model = {.class_count = SIGNS, .blank = 0, .signs = signs};
    bool allowed[SIGNS];
    float *steps = mem_new((size_t)count * SIGNS + 1, sizeof *steps);
    struct arena *arena = arena_new();
    struct lstm_word *words;
    size_t word_count;
    struct str text = STR_INIT;
    memset(allowed, true, sizeof allowed);
    for (int i = 0; i < count; i++)
        for (int class = 0; class < SIGNS; class ++) {
            const char *sign = signs[class] ? signs[class] : "-";
            steps[i * SIGNS + class] =
                strcmp(sign, steps_said[i].first) == 0 ? steps_said[i].likely
                : steps_said[i].second && strcmp(sign, steps_said[i].second) == 0
                    ? steps_said[i].other
                    : 0;
        }
    lstm_decode(&model, allowed, steps, count, arena, &words, &word_count);
    if (names)
        lstm_names_settle(&model, allowed, steps, words, word_count);
    for (size_t i = 0; i < word_count; i++) {
        str_add(&text, i ? " " : "");
        for (int k = 0; k < words[i].count; k++)
            str_add(&text, signs[words[i].signs[k]]);
    }
    arena_free(arena);
    free(steps);
    return str_take(&text);
}

/* One letter that the network takes for two forms of it, one behind the other. */
static void test_doubles(void **state)
{
    static const struct {
        const char *expected;
        struct wavering steps[6];
        int count;
    } cases[] = {
        {"Hiền",
         {{"H", 0, .9F, 0},
          {"i", 0, .9F, 0},
          {"ể", "ề", .5F, .4F},
          {"ề", "ể", .8F, .1F},
          {"n", 0, 1, 0}},
         5},
        {"Hiển",
         {{"H", 0, .9F, 0},
          {"i", 0, .9F, 0},
          {"ể", "ề", .9F, .1F},
          {"ề", "ể", .5F, .4F},
          {"n", 0, 1, 0}},
         5},
        {"Hưu", {{"H", 0, 1, 0}, {"ư", "u", .9F, .1F}, {"u", "ư", .9F, .1F}}, 3},
        {"Hiểền", /* parted by a blank they are two */
         {{"H", 0, 1, 0},
          {"i", 0, 1, 0},
          {"ể", "ề", .6F, .4F},
          {"-", 0, 1, 0},
          {"ề", "ể", .6F, .4F},
          {"n", 0, 1, 0}},
         6},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *text = decode_wavering(cases[i].steps, cases[i].count, false);
        assert_string_equal(text, cases[i].expected);
        free(text);
    }
}

/* "Lê Chỉ" where the network saw an i too; not behind a word that no name has, nor unseen. */
static void test_names(void **state)
{
    static const struct {
        const char *expected;
        struct wavering steps[7];
        int count;
    } cases[] = {
        {"Lê Chi",
         {{"L", 0, 1, 0},
          {"ê", 0, 1, 0},
          {" ", 0, 1, 0},
          {"C", 0, 1, 0},
          {"h", 0, 1, 0},
          {"ỉ", "i", .9F, .08F}},
         6},
        {"Lê Chỉ",
         {{"L", 0, 1, 0},
          {"ê", 0, 1, 0},
          {" ", 0, 1, 0},
          {"C", 0, 1, 0},
          {"h", 0, 1, 0},
          {"ỉ", "i", .99F, .001F}},
         6},
        {"nu Chỉ",
         {{"n", 0, 1, 0},
          {"u", 0, 1, 0},
          {" ", 0, 1, 0},
          {"C", 0, 1, 0},
          {"h", 0, 1, 0},
          {"ỉ", "i", .9F, .08F}},
         6},
        {"Chỉ", {{"C", 0, 1, 0}, {"h", 0, 1, 0}, {"ỉ", "i", .9F, .08F}}, 3},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *text = decode_wavering(cases[i].steps, cases[i].count, true);
        assert_string_equal(text, cases[i].expected);
        free(text);
    }
}

static void test_words(void **state)
{
    static const struct {
        const char *way, *expected;
    } cases[] = {
        {"", ""},
        {"---", ""},
        {"a", "a"},
        {"aab-b", "abb"},
        {"a-a", "aa"},
        {"aaa", "a"},
        {" a b ", "a|b"},
        {"--a-- --b-", "a|b"},
        {"a  b", "a|b"},
        {"   ", ""},
        {"-ab-  -ba-", "ab|ba"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
        check_words(cases[i].way, cases[i].expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_products), cmocka_unit_test(test_cells),
        cmocka_unit_test(test_softmax),  cmocka_unit_test(test_model),
        cmocka_unit_test(test_damaged),  cmocka_unit_test(test_same_numbers),
        cmocka_unit_test(test_words),    cmocka_unit_test(test_doubles),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

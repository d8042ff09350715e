/* SPDX-License-Identifier: Apache-2.0
 *
 * tests: the confidence of a value never falls with better evidence, and some cases in which it
 * must not be sure.
 */
#include "base/mem.h"
#include "base/str.h"
#include "cmocka_first.h"
#include "page_of.h"
#include "record/check.h"
#include "record/evidence.h"
#include "record/gate.h"

#define SURE 0.999f

/* ---- the formula ---- */

static struct evidence some_evidence(unsigned seed)
{
    struct evidence evidence = {.part = {0}};
    for (enum evidence_part part = 0; part < EVIDENCE_COUNT; part++) {
        seed = seed * 1664525u + 1013904223u;
        if (evidence_sign(part) != 0 && (seed >> 28) < 4)
            evidence.part[part] = (float)((seed >> 16) & 255) / 64;
    }
    evidence.part[EVIDENCE_ONE] = 1;
    return evidence;
}

static void monotone(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed < 400; seed++) {
        struct evidence evidence = some_evidence(seed);
        float before = evidence_confidence(&evidence);
        assert_true(before >= 0 && before < 1);
        for (enum evidence_part part = 0; part < EVIDENCE_COUNT; part++) {
            struct evidence more = evidence;
            more.part[part] += 0.5f;
            float after = evidence_confidence(&more);
            if (evidence_sign(part) > 0)
                assert_true(after >= before);
            if (evidence_sign(part) < 0)
                assert_true(after <= before);
        }
    }
}

static void signs_of_weights(void **state)
{
    (void)state;
    for (enum evidence_part part = 0; part < EVIDENCE_COUNT; part++) {
        assert_true(evidence_name(part)[0] != '\0');
        if (evidence_sign(part) != 0) /* never 0: every part counts for something */
            assert_true(evidence_weight(part) * (float)evidence_sign(part) > 0);
    }
}

static void told_is_not_sure(void **state)
{
    (void)state;
    struct evidence evidence = {.part = {[EVIDENCE_ONE] = 1,
                                         [EVIDENCE_IS_LISTED] = 1,
                                         [EVIDENCE_PROOF] = 3,
                                         [EVIDENCE_ROW_ORDER] = 3}};
    assert_true(evidence_confidence(&evidence) >= SURE);
    evidence.part[EVIDENCE_PROBLEM] = 1;
    assert_true(evidence_confidence(&evidence) < SURE);
    evidence.part[EVIDENCE_PROBLEM] = 0;
    evidence.part[EVIDENCE_AGAINST] = 1;
    assert_true(evidence_confidence(&evidence) < SURE);
    evidence.part[EVIDENCE_AGAINST] = 0;
    evidence.part[EVIDENCE_GATE] = 1;
    assert_true(evidence_confidence(&evidence) < SURE);
}

static void doubt(void **state)
{
    (void)state;
    assert_float_equal(evidence_doubt(1), 0, 1e-6);
    assert_float_equal(evidence_doubt(0.988f), 0, 1e-6);
    assert_true(evidence_doubt(0.98f) > 1);
    assert_true(evidence_doubt(0) > evidence_doubt(0.5f));
}

/* ---- gates ---- */

struct gate_case {
    enum field_kind kind;
    const char *text;
    bool bars;
};

static void gates(void **state)
{
    (void)state;
    static const struct gate_case cases[] = {
        {KIND_NUMBER, "06", false},
        {KIND_NUMBER, "31/TLKT-BS", false},
        {KIND_NUMBER, "Q6", true},
        {KIND_NUMBER, "l2/2010", true},
        {KIND_NAME, "Tạ Thu Quyên Nữ Anh", true},
        {KIND_NAME, "Tạ Thu Quyên Nữ", true},
        {KIND_NAME, "Lê Văn Hùng Nam", true},
        {KIND_NAME, "Lê Văn Hùng Kinh", true},
        {KIND_NAME, "Lê Văn Hùng Việt Nam", true},
        {KIND_NUMBER, "08 1", true},
        {KIND_NUMBER, "07(", true},
        {KIND_NAME, "Nghiêm N Hạnh", true},
        {KIND_NAME, "kiều Ngọc Nam", true},
        {KIND_NAME, "Giàng A Sử", false},
        {KIND_NAME, "Y Sơn Mlô", false},
        {KIND_PLACE, "xã Yên' Khê, huyện Xuân Lộc, tỉnh Đồng Nai", true},
        {KIND_PLACE, "huyện Cư M'gar, tỉnh Đắk Lắk", false},
        {KIND_NAME, "Hà Đình Nam", false},
        {KIND_NAME, "Nguyễn Nam Anh", false},
        {KIND_NAME, "Nguyễn Nữ Anh", false},
        {KIND_PLACE, "xã Thạnh Lợi, huyện Lương Tài, tỉnh Bắc Ninh", false},
        {KIND_PLACE, "xã Thạnh Lợi, huyện Lương Tài, tỉnh Bắc Ninh ai", true},
        {KIND_PLACE, "xã Thới Hưng huyện Mộ Đức tỉnh Quảng Ngãi", true},
        {KIND_PLACE, "Bệnh viện đa khoa huyện Mộ Đức", false},
        {KIND_PLACE, "Ủy ban nhân dân xã Phú Mỹ", false},
        {KIND_PAPER, "CCCD số 040187749888", false},
        {KIND_PAPER, "040187749888", true},
        {KIND_PAPER, "CMND số 158825508 cấp ngày 2/01/2010", true},
        {KIND_PAPER, "CMND số 158825508 cấp ngày 12/01/2010", false},
        {KIND_DATE, "2/1/2010", false},
        {KIND_DATE, "2-01-2010", true},
        {KIND_PAPER, "12/GBT", false},
        {KIND_TEXT, "125/QĐ-UBND năm 2015", true},
        {KIND_TEXT, "QĐ số 125/QĐ-UBND năm 2015", false},
        {KIND_TEXT, "Cải chính hộ", true},
        {KIND_TEXT, "Cải chính hộ tịch", false},
        {KIND_TEXT, "Cải chính", false},
        {KIND_TEXT, "Chưa đăng ký kết hôn", false},
        {KIND_TEXT, "Chưa đăng ký kết hôn với", true},
        {KIND_TEXT, "", false},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        struct schema_field field = {.name = "x", .kind = cases[i].kind};
        if ((gate_value(&field, cases[i].text) > 0) != cases[i].bars)
            print_error("%s\n", cases[i].text);
        assert_int_equal(gate_value(&field, cases[i].text) > 0, cases[i].bars);
    }
    assert_int_equal(gate_value(&(struct schema_field){.kind = KIND_NAME}, NULL), 0);
}

struct id_case {
    const char *label, *text;
    bool bars;
};

/* Whatever the reading looked like, a number that lacks a digit is never sure. */
static void gates_ids(void **state)
{
    (void)state;
    static const struct id_case cases[] = {
        {"Số định danh cá nhân", "040187749888", false},
        {"Số định danh cá nhân", "04018774988", true},
        {"Số định danh cá nhân", "0401877498880", true},
        {"Số định danh cá nhân", "012345678", true},
        {"Số định danh cá nhân", "04018774988B", true},
        {"Số định danh cá nhân", "040 187 749 888", false},
        {"Số CMND cũ", "012345678", false},
        {"Số CMND cũ", "01234567", true},
        {"Số CMND cũ", "040187749888", true},
        {"Số giấy tờ", "012345678", false},
        {"Số giấy tờ", "040187749888", false},
        {"Số giấy tờ", "0401877498", true},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        const char *labels[] = {cases[i].label, NULL};
        struct schema_field field = {.name = "x", .kind = KIND_PERSON_ID, .print = labels};
        if ((gate_value(&field, cases[i].text) > 0) != cases[i].bars)
            print_error("%s %s\n", cases[i].label, cases[i].text);
        assert_int_equal(gate_value(&field, cases[i].text) > 0, cases[i].bars);
    }
}

/* ---- values ---- */

struct sure_case {
    const char *label, *value, *field;
    bool sure;
};

static float confidence_of(const struct sure_case *test, float confidence)
{
    struct arena *arena = arena_new();
    const char *text = arena_format(arena, "%s %s", test->label, test->value);
    const struct test_line lines[] = {
        {.x = 800, .y = 300, .w = 600, .h = 40, .text = "GIẤY KHAI SINH"},
        {.x = 200, .y = 600, .w = 1200, .h = 40, .text = text},
        {.x = 200, .y = 700, .w = 400, .h = 40, .text = "Người đi khai sinh:"},
        {0},
    };
    struct text_page page = page_of(lines, false, arena);
    for (size_t i = 0; i < page.line_count; i++) {
        page.lines[i].confidence = confidence;
        for (size_t k = 0; k < page.lines[i].word_count; k++)
            page.lines[i].words[k].confidence = confidence;
    }
    struct proposal_list list = extract_of(&page, "khai-sinh", arena);
    const struct proposed_field *field = proposal_field(&list.items[0], test->field);
    assert_non_null(field);
    assert_int_equal(field->value.status, VALUE_OK);
    float found = field->confidence;
    arena_free(arena);
    return found;
}

static void values(void **state)
{
    (void)state;
    static const struct sure_case cases[] = {
        {"Giới tính:", "Nam", "gioi_tinh", true},
        {"Dân tộc:", "Kinh", "dan_toc", true},
        {"Họ, chữ đệm, tên:", "TRẦN THỊ PHƯỢNG", "ho_ten", true},
        /* no list has it: legal, but to be looked at */
        {"Họ, chữ đệm, tên:", "Y BHIĂK NIÊ", "ho_ten", false},
        {"Họ, chữ đệm, tên:", "NGUYÊN THỊ HẠNH", "ho_ten", false},
        {"Họ, chữ đệm, tên:", "Hữu Sơn", "ho_ten", false},
        {"Ngày, tháng, năm sinh:", "92/03/2011", "ngay_sinh", false},
        {"Nơi sinh:", "xã Bì nh Minh, huyện Tiểu Cần, tỉnh Trà Vinh", "noi_sinh", false},
        {"Nơi sinh:", "ban nhân dân xã Sơn Thủy", "noi_sinh", false},
        {"Dân tộc:", "ÊĐê", "dan_toc", false},
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        float best = confidence_of(&cases[i], 0.99f);
        float poor = confidence_of(&cases[i], 0.6f);
        if ((best >= SURE) != cases[i].sure)
            print_error("%s: %.4f\n", cases[i].value, (double)best);
        assert_int_equal(best >= SURE, cases[i].sure);
        assert_true(poor < SURE); /* an engine that doubts is believed */
        assert_true(poor <= best);
    }
}

/* The red title of a card is lost: its labels tell what it is, and nothing on it is sure. */
static void title_lost(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct test_line lines[] = {
        {.x = 300, .y = 500, .w = 900, .h = 40, .text = "Số / No.: 038056080437"},
        {.x = 300, .y = 600, .w = 900, .h = 40, .text = "Họ và tên / Full name: TRẦN THỊ PHƯỢNG"},
        {.x = 300, .y = 700, .w = 900, .h = 40, .text = "Ngày sinh / Date of birth: 12/06/1956"},
        {.x = 300, .y = 800, .w = 900, .h = 40, .text = "Giới tính / Sex: Nữ"},
        {.x = 300, .y = 900, .w = 900, .h = 40, .text = "Quốc tịch / Nationality: Việt Nam"},
        {.x = 300,
         .y = 1000,
         .w = 1200,
         .h = 40,
         .text = "Quê quán / Place of origin: xã Phú Mỹ, huyện Mộ Đức, tỉnh Quảng Ngãi"},
        {.x = 300,
         .y = 1100,
         .w = 1200,
         .h = 40,
         .text = "Nơi thường trú / Place of residence: xã Phú Mỹ, huyện Mộ Đức, tỉnh Quảng Ngãi"},
        {0},
    };
    struct text_page page = page_of(lines, false, arena);
    struct proposal_list list = extract_of(&page, NULL, arena);
    assert_string_equal(list.schema, "can-cuoc");
    assert_int_equal(proposal_field(&list.items[0], "gioi_tinh")->value.status, VALUE_OK);
    for (size_t i = 0; i < list.items[0].field_count; i++)
        assert_true(list.items[0].fields[i].confidence < SURE);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(monotone),         cmocka_unit_test(signs_of_weights),
        cmocka_unit_test(told_is_not_sure), cmocka_unit_test(doubt),
        cmocka_unit_test(values),           cmocka_unit_test(gates),
        cmocka_unit_test(gates_ids),        cmocka_unit_test(title_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * Evidence crossed over one record: each rule with an agreement, a contradiction and what it must
 * leave alone. All persons and numbers are invented. May include record, base, cmocka.
 */
#include "cmocka_first.h"

#include <string.h>

#include "base/str.h"
#include "record/check.h"
#include "record/normalise.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

enum { FIELDS = 4 };

struct check_case {
    struct {
        const char *name;
        enum field_kind kind;
        const char *written;
    } fields[FIELDS];
    const char *code; /* the problem on the first field; NULL = none */
    int trend;        /* of the first field's confidence */
};

static const struct check_case CASES[] = {
    {{{"ngay_sinh", KIND_DATE, "15/03/2010"},
      {"ngay_sinh_chu", KIND_DATE_WORDS, "Ngày mười lăm tháng ba năm hai nghìn không trăm mười"}},
     NULL,
     1},
    {{{"ngay_sinh", KIND_DATE, "16/03/2010"},
      {"ngay_sinh_chu", KIND_DATE_WORDS, "Ngày mười lăm tháng ba năm hai nghìn không trăm mười"}},
     "date-words-differ",
     -1},
    {{{"ngay_chet_chu", KIND_DATE_WORDS, "ngày một tháng một năm hai nghìn"},
      {"ngay_chet", KIND_DATE, "02/01/2000"}},
     "date-words-differ",
     -1},
    {{{"gioi_tinh", KIND_SEX, "Nam"}, {"so_dinh_danh", KIND_PERSON_ID, "001085012345"}}, NULL, 1},
    {{{"gioi_tinh", KIND_SEX, "Nữ"}, {"so_dinh_danh", KIND_PERSON_ID, "001085012345"}},
     "id-sex-differ",
     -1},
    {{{"gioi_tinh", KIND_SEX, "Nữ"}, {"so_dinh_danh", KIND_PERSON_ID, "191234567"}}, NULL, 0},
    {{{"ngay_sinh", KIND_DATE, "15/03/1985"}, {"so_dinh_danh", KIND_PERSON_ID, "001085012345"}},
     NULL,
     1},
    {{{"ngay_sinh", KIND_DATE, "15/03/1986"}, {"so", KIND_PERSON_ID, "001085012345"}},
     "id-year-differ",
     -1},
    {{{"so", KIND_NUMBER, "45/2010"}, {"ngay_sinh", KIND_DATE, "15/03/1986"}}, NULL, 0},
    {{{"nam_sinh_me", KIND_YEAR, "1990"}, {"so_dinh_danh_me", KIND_PERSON_ID, "046190000001"}},
     NULL,
     1},
    {{{"so_dinh_danh_me", KIND_PERSON_ID, "046090000001"}}, "id-sex-differ", -1},
    {{{"so_dinh_danh_cha", KIND_PERSON_ID, "046090000001"}}, NULL, 1},
    /* the informant's card says nothing about the child */
    {{{"giay_to", KIND_PAPER, "CCCD 046190000001"}, {"ngay_sinh", KIND_DATE, "1/2/2011"}}, NULL, 0},
    {{{"giay_to_vo", KIND_PAPER, "CCCD 046190000001"}, {"ngay_sinh_vo", KIND_DATE, "1/2/1991"}},
     "id-year-differ",
     -1},
    {{{"so_dinh_danh", KIND_PERSON_ID, "046210000001"},
      {"noi_dang_ky", KIND_PLACE, "UBND phường Phú Hội, thành phố Huế, tỉnh Thừa Thiên Huế"},
      {"ho_ten_me", KIND_NAME, ""}},
     NULL,
     1},
    {{{"so_dinh_danh", KIND_PERSON_ID, "001210000001"},
      {"noi_dang_ky", KIND_PLACE, "UBND phường Phú Hội, thành phố Huế, tỉnh Thừa Thiên Huế"},
      {"ho_ten_me", KIND_NAME, ""}},
     "id-place-differ",
     -1},
    {{{"so_dinh_danh", KIND_PERSON_ID, "001210000001"},
      {"so_dinh_danh_me", KIND_PERSON_ID, "001210000001"}},
     "id-twice",
     -1},
    {{{"ngay_dang_ky", KIND_DATE, "14/03/2010"}, {"ngay_sinh", KIND_DATE, "15/03/2010"}},
     "registered-before-event",
     -1},
    {{{"ngay_dang_ky", KIND_DATE, "20/03/2010"}, {"ngay_sinh", KIND_DATE, "15/03/2010"}}, NULL, 1},
    {{{"ngay_dang_ky", KIND_DATE, "20/03/2010"}, {"ngay_sinh", KIND_DATE, "2010"}}, NULL, 1},
    {{{"ngay_chet", KIND_DATE, "20/03/1950"}, {"ngay_sinh", KIND_DATE, "1957"}},
     "death-before-birth",
     -1},
    {{{"ngay_cap", KIND_DATE, "20/03/1950"}, {"ngay_sinh", KIND_DATE, "1957"}},
     "issued-before-birth",
     -1},
    {{{"so", KIND_NUMBER, "45/2010"}, {"ngay_dang_ky", KIND_DATE, "20/03/2010"}}, NULL, 1},
    {{{"so", KIND_NUMBER, "45/2011"}, {"ngay_dang_ky", KIND_DATE, "20/03/2010"}},
     "so-year-differ",
     -1},
    {{{"so", KIND_NUMBER, "45/TLKT"}, {"ngay_dang_ky", KIND_DATE, "20/03/2010"}}, NULL, 0},
    {{{"so", KIND_NUMBER, "45/2011"},
      {"ngay_dang_ky", KIND_DATE, "20/03/2010"},
      {"so_dang_ky", KIND_NUMBER, "3/2010"}},
     NULL,
     0},
    {{{"nam_sinh_cha", KIND_YEAR, "1980"}, {"ngay_sinh", KIND_DATE, "15/03/2010"}}, NULL, 1},
    {{{"nam_sinh_cha", KIND_YEAR, "1992"}, {"ngay_sinh", KIND_DATE, "15/03/2010"}},
     "father-young",
     -1},
    {{{"nam_sinh_cha", KIND_YEAR, "1990"}, {"ngay_sinh", KIND_DATE, "15/03/2010"}}, NULL, 1},
    {{{"nam_sinh_me", KIND_YEAR, "1995"}, {"ngay_sinh", KIND_DATE, "15/03/2010"}},
     "mother-young",
     -1},
    {{{"nam_sinh_me", KIND_YEAR, "1930"}, {"ngay_sinh", KIND_DATE, "15/03/2010"}},
     "mother-old",
     -1},
    {{{"nam_sinh_me", KIND_YEAR, "2012"}, {"ngay_sinh", KIND_DATE, "15/03/2010"}},
     "parent-not-older",
     -1},
    {{{"ngay_sinh_cha_me", KIND_DATE, "1/1/1999"}, {"ngay_sinh_con", KIND_DATE, "15/03/2010"}},
     NULL,
     1},
    {{{"ho_ten", KIND_NAME, "Nguyễn Văn An"},
      {"ho_ten_cha", KIND_NAME, "NGUYỄN VĂN BÌNH"},
      {"ho_ten_me", KIND_NAME, "Lê Thị Cúc"}},
     NULL,
     1},
    {{{"ho_ten", KIND_NAME, "Lê Văn An"},
      {"ho_ten_cha", KIND_NAME, "Nguyễn Văn Bình"},
      {"ho_ten_me", KIND_NAME, "Lê Thị Cúc"}},
     NULL,
     1},
    {{{"ho_ten", KIND_NAME, "Trần Văn An"},
      {"ho_ten_cha", KIND_NAME, "Nguyễn Văn Bình"},
      {"ho_ten_me", KIND_NAME, "Lê Thị Cúc"}},
     "surname-differs",
     -1},
    {{{"ho_ten", KIND_NAME, "H'Lan Mlô"}, {"ho_ten_cha", KIND_NAME, "Y Bhiăk Niê"}}, NULL, -1},
    {{{"gioi_tinh", KIND_SEX, "Nữ"}, {"ho_ten", KIND_NAME, "Lê Thị Hòa"}}, NULL, 1},
    {{{"gioi_tinh", KIND_SEX, "Nam"}, {"ho_ten", KIND_NAME, "Lê Thị Hòa"}}, "name-sex-differ", -1},
    {{{"ngay_dang_ky", KIND_DATE, "20/03/2031"}}, "date-future", -1},
};

/* The fields of a case, each read with the same middling confidence. */
static void fill(const struct check_case *from, struct arena *arena, struct proposed_field *fields,
                 struct proposal *ret)
{
    *ret = (struct proposal){.row = -1, .fields = fields};
    for (size_t i = 0; i < FIELDS && from->fields[i].name != NULL; i++) {
        struct normal normal;
        struct proposed_field *field = &fields[ret->field_count++];
        value_normalise(from->fields[i].kind, from->fields[i].written, arena, &normal);
        *field = (struct proposed_field){.name = from->fields[i].name, .confidence = 0.8f};
        field->value.written = from->fields[i].written;
        field->value.normal = normal.text;
    }
}

static bool has_code(const struct proposed_field *field, const char *code)
{
    for (size_t i = 0; i < field->problem_count; i++)
        if (text_equal(field->problems[i].code, code))
            return true;
    return false;
}

static void rules(void **state)
{
    (void)state;
    static const struct check_options OPTIONS = {.propose = true, .this_year = 2026};
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct arena *arena = arena_new();
        struct proposed_field fields[FIELDS];
        struct proposal proposal;
        fill(&CASES[i], arena, fields, &proposal);
        record_check(&proposal, &OPTIONS, arena);
        int trend = (fields[0].confidence > 0.8001f) - (fields[0].confidence < 0.7999f);
        bool right = CASES[i].code != NULL ? has_code(&fields[0], CASES[i].code)
                                           : fields[0].problem_count == 0;
        if (!right || trend != CASES[i].trend)
            print_error("case %zu (%s): confidence %.3f, %zu problems, first %s\n", i,
                        fields[0].value.written, fields[0].confidence, fields[0].problem_count,
                        fields[0].problem_count > 0 ? fields[0].problems[0].code : "none");
        assert_true(right);
        assert_int_equal(trend, CASES[i].trend);
        arena_free(arena);
    }
}

static struct proposed_field date_field(const char *name, const char *written, const char *normal,
                                        float confidence)
{
    struct proposed_field field = {.name = name, .confidence = confidence};
    field.value.written = written;
    field.value.normal = normal;
    return field;
}

static void words_stand_in_for_bad_digits(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct proposed_field fields[] = {
        date_field("ngay_sinh", "16/03/2010", "2010-03-16", 0.5f),
        date_field("ngay_sinh_chu", "Ngày mười lăm tháng ba năm hai nghìn không trăm mười",
                   "2010-03-15", 0.95f),
    };
    struct proposal proposal = {.row = -1, .fields = fields, .field_count = 2};
    record_check(&proposal, NULL, arena);
    assert_string_equal(fields[0].value.normal, "2010-03-15");
    assert_string_equal(fields[0].other, "2010-03-16");
    assert_string_equal(fields[0].value.written, "16/03/2010");
    assert_true(has_code(&fields[0], "from-words"));
    assert_true(fields[0].confidence < 0.9f);
    arena_free(arena);
}

static void a_sure_contradiction_is_kept_as_written(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct proposed_field fields[] = {
        date_field("ngay_sinh", "16/03/2010", "2010-03-16", 0.97f),
        date_field("ngay_sinh_chu", "Ngày mười lăm tháng ba năm hai nghìn không trăm mười",
                   "2010-03-15", 0.97f),
    };
    struct proposal proposal = {.row = -1, .fields = fields, .field_count = 2};
    record_check(&proposal, NULL, arena);
    assert_string_equal(fields[0].value.normal, "2010-03-16");
    assert_string_equal(fields[1].value.normal, "2010-03-15");
    assert_null(fields[0].other);
    assert_true(has_code(&fields[0], "date-words-differ"));
    assert_true(has_code(&fields[1], "date-words-differ"));
    arena_free(arena);
}

static void one_writing_fills_the_other(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct proposed_field fields[] = {
        date_field("ngay_sinh", "1?/?3/2010", NULL, 0.3f),
        date_field("ngay_sinh_chu", "Ngày mười lăm tháng ba năm hai nghìn không trăm mười",
                   "2010-03-15", 0.95f),
        date_field("ngay_chet", "05/06/2020", "2020-06-05", 0.95f),
        date_field("ngay_chet_chu", "Ngxx nxx", NULL, 0.3f),
    };
    struct proposal proposal = {.row = -1, .fields = fields, .field_count = 4};
    record_check(&proposal, NULL, arena);
    assert_string_equal(fields[0].value.normal, "2010-03-15");
    assert_true(has_code(&fields[0], "from-words"));
    assert_string_equal(fields[3].value.normal, "2020-06-05");
    assert_true(has_code(&fields[3], "from-digits"));
    assert_true(fields[3].confidence < 0.9f);
    arena_free(arena);
}

static void a_persons_values_are_never_changed(void **state)
{
    (void)state;
    static const struct check_options OPTIONS = {.propose = false};
    struct arena *arena = arena_new();
    struct proposed_field fields[] = {
        date_field("ngay_sinh", "16/03/2010", "2010-03-16", 0.5f),
        date_field("ngay_sinh_chu", "Ngày mười lăm tháng ba năm hai nghìn không trăm mười",
                   "2010-03-15", 0.95f),
        date_field("gioi_tinh", "?", NULL, 0.5f),
        date_field("so_dinh_danh", "001085012345", "001085012345", 0.9f),
    };
    struct proposal proposal = {.row = -1, .fields = fields, .field_count = 4};
    record_check(&proposal, &OPTIONS, arena);
    record_check(&proposal, &OPTIONS, arena);
    assert_string_equal(fields[0].value.normal, "2010-03-16");
    assert_float_equal(fields[0].confidence, 0.5f, 0);
    assert_null(fields[2].value.normal);
    assert_true(has_code(&fields[0], "date-words-differ"));
    assert_int_equal(fields[0].problem_count, 2); /* words and the number's year, each once */
    arena_free(arena);
}

static void sex_is_taken_from_the_number(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct proposed_field fields[] = {
        date_field("gioi_tinh", "N??", NULL, 0.2f),
        date_field("so_dinh_danh", "001185012345", "001185012345", 0.9f),
    };
    struct proposal proposal = {.row = -1, .fields = fields, .field_count = 2};
    record_check(&proposal, NULL, arena);
    assert_string_equal(fields[0].value.normal, "Nữ");
    assert_true(has_code(&fields[0], "from-id"));
    arena_free(arena);
}

static void ages_and_book_are_options(void **state)
{
    (void)state;
    static const struct check_options OLD_BOOK = {
        .propose = true, .father_age = 15, .mother_age = 13, .book_year = 1955};
    struct arena *arena = arena_new();
    struct proposed_field fields[] = {
        date_field("ngay_sinh", "15/03/1954", "1954-03-15", 0.9f),
        date_field("nam_sinh_cha", "1937", "1937", 0.9f),
        date_field("nam_sinh_me", "1940", "1940", 0.9f),
        date_field("ngay_dang_ky", "20/03/1954", "1954-03-20", 0.9f),
    };
    struct proposal proposal = {.row = -1, .fields = fields, .field_count = 4};
    record_check(&proposal, &OLD_BOOK, arena);
    assert_int_equal(fields[1].problem_count, 0);
    assert_int_equal(fields[2].problem_count, 0);
    assert_true(has_code(&fields[3], "book-year-differ"));
    arena_free(arena);
}

/* The code of the card of an invented person, set against a good and a bad reading. */
static void the_code_of_a_card_decides(void **state)
{
    (void)state;
    static const char PAYLOAD[] = "001085012345||Nguyễn Văn An|15031985|Nam|Phú Hội, Huế|12042021";
    static const struct text_code CODES[] = {{"QRCode", "https://example.vn", {0}},
                                             {"QRCode", PAYLOAD, {0}}};
    struct arena *arena = arena_new();
    struct proposed_field fields[] = {
        date_field("so", "001085012345", "001085012345", 0.9f),
        date_field("so_cu", NULL, NULL, 0),
        date_field("ho_ten", "NGUYỄN VĂN AN", "NGUYỄN VĂN AN", 0.8f),
        date_field("ngay_sinh", "15/08/1985", "1985-08-15", 0.9f),
        date_field("gioi_tinh", NULL, NULL, 0),
    };
    struct proposal proposal = {.row = -1, .fields = fields, .field_count = COUNT(fields)};
    fields[4].value.status = VALUE_MISSING;
    record_check_codes(&proposal, CODES, COUNT(CODES), arena);
    assert_true(fields[0].confidence > 0.999f);
    assert_null(fields[1].value.normal);
    assert_string_equal(fields[2].value.normal, "NGUYỄN VĂN AN"); /* as printed */
    assert_true(fields[2].confidence > 0.999f);
    assert_string_equal(fields[3].value.normal, "1985-03-15");
    assert_string_equal(fields[3].other, "1985-08-15");
    assert_true(has_code(&fields[3], "from-code"));
    assert_string_equal(fields[4].value.normal, "Nam");
    assert_int_equal(fields[4].value.status, VALUE_OK);
    arena_free(arena);
}

static void the_code_of_another_card_changes_nothing(void **state)
{
    (void)state;
    static const struct text_code CODES[] = {
        {"QRCode", "001085012345||Nguyễn Văn An|15031985|Nam|Huế|12042021", {0}}};
    struct arena *arena = arena_new();
    struct proposed_field fields[] = {
        date_field("so", "046190000001", "046190000001", 0.99f),
        date_field("so_cu", NULL, NULL, 0),
        date_field("ho_ten", "Lê Thị Bích", "Lê Thị Bích", 0.8f),
    };
    struct proposal proposal = {.row = -1, .fields = fields, .field_count = COUNT(fields)};
    record_check_codes(&proposal, CODES, COUNT(CODES), arena);
    assert_string_equal(fields[2].value.normal, "Lê Thị Bích");
    assert_float_equal(fields[2].confidence, 0.8f, 0);
    /* no card at all: the number of a birth certificate is of another kind */
    proposal.field_count = 1;
    record_check_codes(&proposal, CODES, COUNT(CODES), arena);
    assert_string_equal(fields[0].value.normal, "046190000001");
    arena_free(arena);
}

static void numbers_of_rows_run_on(void **state)
{
    (void)state;
    static const struct {
        const char *read[6], *right[6]; /* NULL = nothing */
    } PAGES[] = {
        {{"74", "15", NULL, "77", "ST", "79"}, {"74", "75", "76", "77", "78", "79"}},
        {{"1/2010", "2/2010", "3/2010", NULL, "5/2011", "6/2010"},
         {"1/2010", "2/2010", "3/2010", "4/2010", "5/2010", "6/2010"}},
        {{"01", "02", "03", "O4", "05", "06"}, {"01", "02", "03", "04", "05", "06"}},
        /* no majority: nothing is touched */
        {{"1", "2", "9", NULL, "8", NULL}, {"1", "2", "9", NULL, "8", NULL}},
        {{"5", "9", "12", "15", "20", NULL}, {"5", "9", "12", "15", "20", NULL}},
    };
    for (size_t page = 0; page < COUNT(PAGES); page++) {
        struct arena *arena = arena_new();
        struct proposed_field fields[7][2];
        struct proposal items[7];
        for (size_t i = 0; i < 7; i++) {
            const char *read = i < 6 ? PAGES[page].read[i] : NULL;
            fields[i][0] = date_field("so", read, read, 0.9f);
            fields[i][0].value.status = read != NULL ? VALUE_OK : VALUE_BLANK;
            fields[i][1] = date_field("ho_ten", "Nguyễn Văn An", "Nguyễn Văn An", 0.9f);
            items[i] = (struct proposal){.row = (int)i, .fields = fields[i], .field_count = 2};
        }
        fields[6][1].value.status = VALUE_BLANK; /* an unused row */
        record_check_rows(items, 7, arena);
        for (size_t i = 0; i < 6; i++)
            assert_true(text_equal(fields[i][0].value.normal, PAGES[page].right[i]));
        assert_null(fields[6][0].value.normal);
        arena_free(arena);
    }
}

static void a_sure_number_out_of_row_is_kept(void **state)
{
    (void)state;
    static const char *const READ[] = {"1", "2", "3", "40", "5"};
    struct arena *arena = arena_new();
    struct proposed_field fields[5][2];
    struct proposal items[5];
    for (size_t i = 0; i < 5; i++) {
        fields[i][0] = date_field("stt", READ[i], READ[i], 0.9995f);
        fields[i][1] = date_field("ho_ten", "Nguyễn Văn An", "Nguyễn Văn An", 0.9f);
        items[i] = (struct proposal){.row = (int)i, .fields = fields[i], .field_count = 2};
    }
    record_check_rows(items, 5, arena);
    assert_string_equal(fields[3][0].value.normal, "40");
    assert_true(has_code(&fields[3][0], "row-order-differs"));
    arena_free(arena);
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test(rules),
        cmocka_unit_test(words_stand_in_for_bad_digits),
        cmocka_unit_test(a_sure_contradiction_is_kept_as_written),
        cmocka_unit_test(one_writing_fills_the_other),
        cmocka_unit_test(a_persons_values_are_never_changed),
        cmocka_unit_test(sex_is_taken_from_the_number),
        cmocka_unit_test(ages_and_book_are_options),
        cmocka_unit_test(the_code_of_a_card_decides),
        cmocka_unit_test(numbers_of_rows_run_on),
        cmocka_unit_test(a_sure_number_out_of_row_is_kept),
        cmocka_unit_test(the_code_of_another_card_changes_nothing),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}

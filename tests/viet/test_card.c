/* SPDX-License-Identifier: Apache-2.0
 *
 * Codes of identity cards. All persons and numbers are invented. May include viet, base, cmocka.
 */
#include "cmocka_first.h"

#include "base/str.h"
#include "viet/card.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void cards(void **state)
{
    (void)state;
    static const struct {
        const char *payload, *number, *old_number, *name, *birth, *residence, *issued;
        enum sex sex;
    } CASES[] = {
        {"001085012345|191234567|Nguyễn Văn An|15031985|Nam|12 Lê Lợi, Phú Hội, Huế|12042021",
         "001085012345", "191234567", "Nguyễn Văn An", "1985-03-15", "12 Lê Lợi, Phú Hội, Huế",
         "2021-04-12", SEX_MALE},
        {"001185012345||Lê Thị Bích|15031985|Nữ|Huế|12042021", "001185012345", NULL, "Lê Thị Bích",
         "1985-03-15", "Huế", "2021-04-12", SEX_FEMALE},
        /* six parts; more parts */
        {"001185012345|Lê Thị Bích|15031985|Nữ|Huế|12042021", "001185012345", NULL, "Lê Thị Bích",
         "1985-03-15", "Huế", "2021-04-12", SEX_FEMALE},
        {"001185012345||Y Bhiăk Niê|15031985|Nam|Buôn A|12042021||Niê B|H'C|x", "001185012345",
         NULL, "Y Bhiăk Niê", "1985-03-15", "Buôn A", "2021-04-12", SEX_MALE},
        {"001085012345||4c c3aa|15031985", NULL, NULL, NULL, NULL, NULL, NULL, SEX_UNKNOWN},
        {"001085012345||4cc3aa2041|15031985", "001085012345", NULL, "Lê A", "1985-03-15", NULL, "",
         SEX_UNKNOWN},
        {"001085012345||Nguyễn Văn An|31021985|Nam|Huế|12042021", NULL, NULL, NULL, NULL, NULL,
         NULL, SEX_UNKNOWN},
        {"", NULL, NULL, NULL, NULL, NULL, NULL, SEX_UNKNOWN},
        {"||||||", NULL, NULL, NULL, NULL, NULL, NULL, SEX_UNKNOWN},
        {"https://vd.vn/x", NULL, NULL, NULL, NULL, NULL, NULL, SEX_UNKNOWN},
        {"00108501234||Nguyễn Văn An|15031985", NULL, NULL, NULL, NULL, NULL, NULL, SEX_UNKNOWN},
        {"001085012345|\xff\xfe|15031985", NULL, NULL, NULL, NULL, NULL, NULL, SEX_UNKNOWN},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct arena *arena = arena_new();
        struct card card;
        char birth[DATE_TEXT_MAX], issued[DATE_TEXT_MAX];
        bool ok = card_parse(CASES[i].payload, arena, &card);
        assert_int_equal(ok, CASES[i].number != NULL);
        if (ok) {
            date_to_edtf(card.birth, birth);
            date_to_edtf(card.issued, issued);
            assert_string_equal(card.number.digits, CASES[i].number);
            assert_true(text_equal(card.old_number, CASES[i].old_number));
            assert_true(text_equal(card.name, CASES[i].name));
            assert_string_equal(birth, CASES[i].birth);
            assert_true(text_equal(card.residence, CASES[i].residence));
            assert_string_equal(issued, CASES[i].issued);
            assert_int_equal(card.sex, CASES[i].sex);
        }
        arena_free(arena);
    }
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {cmocka_unit_test(cards)};
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}

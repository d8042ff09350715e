/* SPDX-License-Identifier: Apache-2.0
 *
 * What is offered for a field from what was keyed before. All persons are invented. May include:
 * model, record, present, cmocka.
 */
#include "cmocka_first.h"

#include <string.h>

#include "present/offer.h"

static const struct schema_field SO = {.name = "so", .kind = KIND_NUMBER};
static const struct schema_field NAME = {.name = "ho_ten", .kind = KIND_NAME, .required = true};
static const struct schema_field APPLICANT = {.name = "nguoi_di_khai", .kind = KIND_NAME};
static const struct schema_field SIGNER = {.name = "nguoi_ky", .kind = KIND_NAME};
static const struct schema_field HOME = {.name = "cu_tru", .kind = KIND_PLACE};
static const struct schema_field PEOPLE = {.name = "dan_toc", .kind = KIND_ETHNIC};
static const struct schema_field SEX = {.name = "gioi_tinh", .kind = KIND_SEX};
static const struct schema_field ENTERED = {
    .name = "ngay_dang_ky", .kind = KIND_DATE, .carry = CARRY_LAST};

static struct offers *offers;
static struct arena *arena;

static struct uuid record(int number)
{
    struct uuid id = {0};
    memset(&id, number, sizeof id);
    return id;
}

static void learn(const struct schema_field *field, int number, const char *written)
{
    struct value value = {.written = written};
    struct uuid id = record(number);
    offers_learn(offers, field, &id, &value);
}

static int start(void **state)
{
    (void)state;
    offers = offers_new();
    arena = arena_new();
    learn(&SO, 1, "041");
    learn(&NAME, 1, "Trần Văn Bình");
    learn(&HOME, 1, "xã Tân Lập, huyện Võ Nhai, tỉnh Thái Nguyên");
    learn(&PEOPLE, 1, "Tày");
    learn(&SEX, 1, "Nam");
    learn(&SIGNER, 1, "Lý Thu Hà");
    learn(&ENTERED, 1, "02/03/1985");
    learn(&SO, 2, "042");
    learn(&HOME, 2, "xã Bình Long, huyện Võ Nhai, tỉnh Thái Nguyên");
    learn(&PEOPLE, 2, "Kinh");
    learn(&SIGNER, 2, "Lý Thu Hà");
    return 0;
}

static int end(void **state)
{
    (void)state;
    offers_free(offers);
    arena_free(arena);
    return 0;
}

static struct offer find(const struct schema_field *field, const char *text)
{
    struct offer_ask ask = {field, record(3), text};
    return offers_find(offers, &ask, arena);
}

static void offers_by_kind(void **state)
{
    (void)state;
    static const struct {
        const struct schema_field *field;
        const char *text, *wanted; /* NULL = nothing */
    } CASES[] = {
        {&SO, "", "043"},
        {&SO, "4", NULL},
        {&PEOPLE, "", "Kinh"},
        {&PEOPLE, "ta", "Tày"},
        {&PEOPLE, "ê", "Ê-đê"},
        {&SEX, "", NULL}, /* the name and the sex are two witnesses */
        {&SEX, "n", NULL},
        {&ENTERED, "", "02/03/1985"},
        {&HOME, "", "xã Bình Long, huyện Võ Nhai, tỉnh Thái Nguyên"},
        {&HOME, "xã t", "xã Tân Lập, huyện Võ Nhai, tỉnh Thái Nguyên"},
        {&HOME, "tan", "xã Tân Lập, huyện Võ Nhai, tỉnh Thái Nguyên"},
        {&HOME, "tân", "xã Tân Lập, huyện Võ Nhai, tỉnh Thái Nguyên"},
        {&HOME, "tấn", NULL},
        {&HOME, "xã Sảng Mộc, ", "xã Sảng Mộc, huyện Võ Nhai, tỉnh Thái Nguyên"},
        {&HOME, "xã Sảng Mộc, t", "xã Sảng Mộc, tỉnh Thái Nguyên"},
        {&NAME, "", NULL},
        {&NAME, "Trần V", "Trần Văn"}, /* a name of another person is not offered whole */
        {&NAME, "ngu", "Nguyễn"},
        {&NAME, "NGU", "NGUYỄN"},
        {&NAME, "Lý Thu H", "Lý Thu Hà"},
        {&SIGNER, "l", "Lý Thu Hà"}, /* who signed twice */
        {&APPLICANT, "", NULL},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct offer offer = find(CASES[i].field, CASES[i].text);
        if (!CASES[i].wanted != !offer.text ||
            (offer.text && strcmp(offer.text, CASES[i].wanted) != 0))
            fail_msg("%s \"%s\": %s", CASES[i].field->name, CASES[i].text,
                     offer.text ? offer.text : "nothing");
    }
}

static void a_name_of_the_same_record_comes_again(void **state)
{
    (void)state;
    learn(&NAME, 3, "Lò Thị Xuân");
    assert_string_equal(find(&APPLICANT, "").text, "Lò Thị Xuân");
    assert_string_equal(find(&APPLICANT, "lo").text, "Lò Thị Xuân");
}

/* A second person keys the record blind: what the first one keyed there stays unseen. */
static void the_record_itself_is_never_offered(void **state)
{
    (void)state;
    learn(&NAME, 3, "Zơrâm Zyh");
    learn(&HOME, 3, "xã Zuôih, huyện Nam Giang");
    assert_null(find(&NAME, "Zy").text);
    assert_null(find(&HOME, "Zu").text);
    assert_string_equal(find(&HOME, "xã A, ").text, "xã A, huyện Võ Nhai, tỉnh Thái Nguyên");
    assert_string_equal(find(&HOME, "").text, "xã Bình Long, huyện Võ Nhai, tỉnh Thái Nguyên");
}

static void the_last_record_is_another_one(void **state)
{
    (void)state;
    struct value value;
    struct uuid second = record(2), third = record(3);
    assert_true(offers_last(offers, "so", &third, &value));
    assert_string_equal(value.written, "042");
    assert_true(offers_last(offers, "so", &second, &value));
    assert_string_equal(value.written, "041");
    assert_false(offers_last(offers, "ghi_chu", &third, &value));
    learn(&SO, 2, "052"); /* put right: the earlier value is gone */
    assert_true(offers_last(offers, "so", &third, &value));
    assert_string_equal(value.written, "052");
}

static void one_word_at_a_time(void **state)
{
    (void)state;
    bool more;
    struct offer offer = find(&HOME, "x");
    assert_string_equal(offer_next_word(&offer, "x", arena, &more), "xã");
    assert_true(more);
    assert_string_equal(offer_next_word(&offer, "xã ", arena, &more), "xã Bình");
    offer = find(&HOME, "tan"); /* begins inside: all of it */
    assert_string_equal(offer_next_word(&offer, "tan", arena, &more), offer.text);
    assert_false(more);
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test_setup_teardown(offers_by_kind, start, end),
        cmocka_unit_test_setup_teardown(a_name_of_the_same_record_comes_again, start, end),
        cmocka_unit_test_setup_teardown(the_record_itself_is_never_offered, start, end),
        cmocka_unit_test_setup_teardown(the_last_record_is_another_one, start, end),
        cmocka_unit_test_setup_teardown(one_word_at_a_time, start, end),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}

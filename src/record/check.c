/* SPDX-License-Identifier: Apache-2.0
 *
 * record/check: the table of rules over the field names of the schemas, and the order they run in.
 * The rules themselves stand in check_dates.c and check_persons.c. May include base, model, viet
 * and record.
 */
#include "record/check.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "record/check_rules.h"
#include "record/problem.h"

enum { FATHER_AGE = 20, MOTHER_AGE = 18, MOTHER_OLDEST = 60 };

/* A rule runs when its first field is in the record; the others may be NULL there. */
struct rule {
    void (*apply)(struct check *check, struct proposed_field *const *fields);
    const char *fields[RULE_FIELDS_MAX];
};

/* The paper in hand is the dead person's on a death record, the informant's on a birth record. */
static void rule_paper_id(struct check *check, struct proposed_field *const *fields)
{
    if (fields[3])
        rule_person_id(check, fields);
}

/* Dates in words first: what they propose is evidence for the rest. */
static const struct rule RULES[] = {
    {rule_date_words, {"ngay_sinh", "ngay_sinh_chu"}},
    {rule_date_words, {"ngay_chet", "ngay_chet_chu"}},
    /* number, birth date, sex as written */
    {rule_person_id, {"so_dinh_danh", "ngay_sinh", "gioi_tinh"}},
    {rule_person_id, {"so", "ngay_sinh", "gioi_tinh"}},
    {rule_paper_id, {"giay_to", "ngay_sinh", "gioi_tinh", "ngay_chet"}},
    {rule_person_id, {"so_dinh_danh_con", "ngay_sinh_con"}},
    {rule_person_id, {"so_dinh_danh_cha_me", "ngay_sinh_cha_me"}},
    {rule_person_id, {"so_dinh_danh_nguoi_khac", "ngay_sinh_nguoi_khac"}},
    {rule_man_id, {"so_dinh_danh_cha", "nam_sinh_cha"}},
    {rule_man_id, {"so_dinh_danh_chong", "ngay_sinh_chong"}},
    {rule_man_id, {"giay_to_chong", "ngay_sinh_chong"}},
    {rule_woman_id, {"so_dinh_danh_me", "nam_sinh_me"}},
    {rule_woman_id, {"so_dinh_danh_vo", "ngay_sinh_vo"}},
    {rule_woman_id, {"giay_to_vo", "ngay_sinh_vo"}},
    {rule_id_place, {"so_dinh_danh", "noi_dang_ky", "ho_ten_me"}},
    {rule_id_twice, {"so_dinh_danh", "so_dinh_danh_me"}},
    {rule_id_twice, {"so_dinh_danh", "so_dinh_danh_cha"}},
    {rule_id_twice, {"so_dinh_danh_vo", "so_dinh_danh_chong"}},
    {rule_id_twice, {"so_dinh_danh_cha_me", "so_dinh_danh_con"}},
    /* the later date first */
    {rule_registered_after, {"ngay_dang_ky", "ngay_sinh"}},
    {rule_registered_after, {"ngay_dang_ky", "ngay_chet"}},
    {rule_registered_after, {"ngay_dang_ky", "ngay_sinh_vo"}},
    {rule_registered_after, {"ngay_dang_ky", "ngay_sinh_chong"}},
    {rule_registered_after, {"ngay_dang_ky", "ngay_sinh_con"}},
    {rule_death_after_birth, {"ngay_chet", "ngay_sinh"}},
    {rule_issued_after, {"ngay_cap", "ngay_sinh"}},
    {rule_number_year, {"so_dang_ky", "ngay_dang_ky"}},
    {rule_number_year, {"so", "ngay_dang_ky", "so_dang_ky"}},
    {rule_book_year, {"ngay_dang_ky"}},
    {rule_father_age, {"nam_sinh_cha", "ngay_sinh"}},
    {rule_mother_age, {"nam_sinh_me", "ngay_sinh"}},
    {rule_parent_age, {"ngay_sinh_cha_me", "ngay_sinh_con"}},
    {rule_surname, {"ho_ten", "ho_ten_cha", "ho_ten_me"}},
    {rule_name_sex, {"ho_ten", "gioi_tinh"}},
    {rule_woman_name, {"ho_ten_me"}},
    {rule_woman_name, {"ho_ten_vo"}},
    {rule_man_name, {"ho_ten_cha"}},
    {rule_man_name, {"ho_ten_chong"}},
    {rule_not_future, {"ngay_sinh"}},
    {rule_not_future, {"ngay_dang_ky"}},
    {rule_not_future, {"ngay_chet"}},
    {rule_not_future, {"ngay_cap"}},
};

struct proposed_field *proposal_field(const struct proposal *proposal, const char *name)
{
    for (size_t i = 0; i < proposal->field_count; i++)
        if (text_equal(proposal->fields[i].name, name))
            return &proposal->fields[i];
    return NULL;
}

bool field_date(const struct proposed_field *field, struct date *ret)
{
    return field != NULL && field->value.status == VALUE_OK && field->value.normal != NULL &&
           date_from_edtf(field->value.normal, ret);
}

bool field_id(const struct proposed_field *field, struct person_id *ret)
{
    if (field == NULL || field->value.status != VALUE_OK)
        return false;
    const char *text = field->value.normal != NULL ? field->value.normal : field->value.written;
    return text != NULL && (person_id_parse(text, ret) || person_id_find(text, ret));
}

const char *keep_date(struct check *check, struct date date)
{
    char text[DATE_TEXT_MAX];
    date_to_office(date, text);
    return arena_copy_text(check->arena, text);
}

const char *keep_number(struct check *check, long number)
{
    return arena_format(check->arena, "%ld", number);
}

/* A value that no reading stands behind moves by the same weights. */
void weigh(struct check *check, struct proposed_field *field, enum evidence_part part, float amount)
{
    float confidence = field->confidence;
    if (!check->options.propose || confidence <= 0 || confidence >= 1)
        return;
    if (field->evidence) {
        field->evidence->part[part] += amount;
        field->confidence = evidence_confidence(field->evidence);
    } else {
        float times = expf(evidence_weight(part) * amount);
        field->confidence = confidence * times / (1 - confidence + confidence * times);
    }
}

void propose(struct check *check, struct proposed_field *field, const char *normal,
             float confidence, const char *code)
{
    if (!check->options.propose)
        return;
    if (field->value.normal != NULL)
        field->other = field->value.normal;
    field->value.normal = normal;
    field->value.status = VALUE_OK;
    field->confidence = confidence;
    field->evidence = NULL; /* it spoke for the other reading */
    problem_add(field, code, NULL, NULL, NULL);
}

static void check_init(struct check *check, const struct check_options *options,
                       struct proposal *proposal, struct arena *arena)
{
    *check = (struct check){.proposal = proposal, .arena = arena, .options.propose = true};
    if (options != NULL)
        check->options = *options;
    struct check_options *own = &check->options;
    own->father_age = own->father_age != 0 ? own->father_age : FATHER_AGE;
    own->mother_age = own->mother_age != 0 ? own->mother_age : MOTHER_AGE;
    own->parent_oldest = own->parent_oldest != 0 ? own->parent_oldest : MOTHER_OLDEST;
}

void record_check(struct proposal *proposal, const struct check_options *options,
                  struct arena *arena)
{
    struct check check;
    check_init(&check, options, proposal, arena);
    for (size_t i = 0; i < ARRAY_SIZE(RULES); i++) {
        struct proposed_field *fields[RULE_FIELDS_MAX] = {NULL};
        for (size_t k = 0; k < RULE_FIELDS_MAX && RULES[i].fields[k] != NULL; k++)
            fields[k] = proposal_field(proposal, RULES[i].fields[k]);
        if (fields[0] != NULL)
            RULES[i].apply(&check, fields);
    }
}

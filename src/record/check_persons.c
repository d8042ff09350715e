/* SPDX-License-Identifier: Apache-2.0
 *
 * record/check_persons: rules about persons: personal number against sex, year and province, family
 * names, middle names. May include base, model, viet and record.
 */
#include "record/check_rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "record/problem.h"
#include "viet/fold.h"
#include "viet/names.h"
#include "viet/places.h"

/* ---- the personal number
 * ---------------------------------------------------------------------------- */

/* Only the number of a paper is proved by its digits, not the words around it. */
static float number_share(const struct proposed_field *number)
{
    const char *text = number->value.normal;
    bool bare = text != NULL && text[strspn(text, "0123456789")] == '\0';
    return bare ? 1 : 0.125f;
}

static void id_and_year(struct check *check, struct proposed_field *number,
                        struct proposed_field *birth, const struct person_id *id)
{
    struct date date;
    if (!field_date(birth, &date))
        return;
    if (date.year == id->birth_year) {
        weigh(check, birth, EVIDENCE_STRONG, 1);
        weigh(check, number, EVIDENCE_STRONG, number_share(number));
        return;
    }
    const char *args[] = {keep_number(check, id->birth_year), keep_number(check, date.year)};
    problem_add(birth, "id-year-differ", args[0], args[1], NULL);
    problem_add(number, "id-year-differ", args[0], args[1], NULL);
    weigh(check, birth, EVIDENCE_AGAINST, 1);
    weigh(check, number, EVIDENCE_AGAINST, 1);
}

static void id_and_sex(struct check *check, struct proposed_field *number,
                       struct proposed_field *sex_field, enum sex written,
                       const struct person_id *id)
{
    if (written == id->sex) {
        weigh(check, number, EVIDENCE_SLIGHT, number_share(number));
        if (sex_field != NULL)
            weigh(check, sex_field, EVIDENCE_STRONG, 1);
        return;
    }
    problem_add(number, "id-sex-differ", sex_name(id->sex), sex_name(written), NULL);
    weigh(check, number, EVIDENCE_AGAINST, 1);
    if (sex_field == NULL)
        return;
    problem_add(sex_field, "id-sex-differ", sex_name(id->sex), sex_name(written), NULL);
    weigh(check, sex_field, EVIDENCE_AGAINST, 1);
}

void rule_person_id(struct check *check, struct proposed_field *const *fields)
{
    struct proposed_field *sex_field = fields[2];
    struct person_id id;
    if (!field_id(fields[0], &id) || id.kind != PERSON_ID_12)
        return;
    if (fields[1] != NULL)
        id_and_year(check, fields[0], fields[1], &id);
    if (sex_field == NULL || sex_field->handwritten || sex_field->value.status != VALUE_OK)
        return;
    enum sex written =
        sex_field->value.normal != NULL ? sex_parse(sex_field->value.normal) : SEX_UNKNOWN;
    if (written != SEX_UNKNOWN)
        id_and_sex(check, fields[0], sex_field, written, &id);
    else
        propose(check, sex_field, sex_name(id.sex), 0.8f * fields[0]->confidence, "from-id");
}

static void person_of_sex(struct check *check, struct proposed_field *const *fields, enum sex sex)
{
    struct person_id id;
    if (!field_id(fields[0], &id) || id.kind != PERSON_ID_12)
        return;
    if (fields[1] != NULL)
        id_and_year(check, fields[0], fields[1], &id);
    id_and_sex(check, fields[0], NULL, sex, &id);
}

void rule_man_id(struct check *check, struct proposed_field *const *fields)
{
    person_of_sex(check, fields, SEX_MALE);
}

void rule_woman_id(struct check *check, struct proposed_field *const *fields)
{
    person_of_sex(check, fields, SEX_FEMALE);
}

/* Only on the paper of a birth (it names a mother): there the number is given at registration. */
void rule_id_place(struct check *check, struct proposed_field *const *fields)
{
    struct province_match match;
    struct person_id id;
    if (fields[1] == NULL || fields[2] == NULL || !field_id(fields[0], &id) || !id.province_known)
        return;
    const char *place = fields[1]->value.normal;
    if (place == NULL || !province_find(place, &match))
        return;
    if (province_old(id.province)->today == match.province->today) {
        weigh(check, fields[0], EVIDENCE_SLIGHT, 1);
        return;
    }
    problem_add(fields[0], "id-place-differ", id.place, match.province->name, NULL);
    weigh(check, fields[0], EVIDENCE_AGE, 1);
}

void rule_id_twice(struct check *check, struct proposed_field *const *fields)
{
    struct person_id a, b;
    if (!field_id(fields[0], &a) || !field_id(fields[1], &b) || !text_equal(a.digits, b.digits))
        return;
    for (int i = 0; i < 2; i++) {
        problem_add(fields[i], "id-twice", NULL, NULL, NULL);
        weigh(check, fields[i], EVIDENCE_AGAINST, 1);
    }
}

/* ---- names
 * ------------------------------------------------------------------------------------------ */

/* First word in tone folding; heap, NULL when there is no name. */
static char *surname_key(const struct proposed_field *field)
{
    struct str word = STR_INIT;
    const char *name =
        field != NULL && field->value.status == VALUE_OK ? field->value.normal : NULL;
    if (name == NULL || name[0] == '\0')
        return NULL;
    for (const char *at = name; *at != '\0' && *at != ' '; at++)
        str_add_char(&word, *at);
    char *key = fold_tone(str_peek(&word));
    str_release(&word);
    return key;
}

/* A hint only, and only where the family names are of the list: other peoples name otherwise. */
void rule_surname(struct check *check, struct proposed_field *const *fields)
{
    char *child = surname_key(fields[0]);
    char *father = surname_key(fields[1]), *mother = surname_key(fields[2]);
    bool of_father = father != NULL && child != NULL && text_equal(child, father);
    bool of_mother = mother != NULL && child != NULL && text_equal(child, mother);
    if (of_father || of_mother) {
        weigh(check, fields[0], EVIDENCE_SLIGHT, 1);
        weigh(check, fields[of_father ? 1 : 2], EVIDENCE_SLIGHT, 1);
    } else if (child != NULL && father != NULL) {
        const char *surname = name_surname(fields[0]->value.normal);
        if (surname != NULL && name_surname(fields[1]->value.normal) != NULL)
            problem_add(fields[0], "surname-differs", surname, NULL, NULL);
        weigh(check, fields[0], EVIDENCE_AGE, 0.5f);
    }
    free(child);
    free(father);
    free(mother);
}

static void name_of_sex(struct check *check, struct proposed_field *const *fields, enum sex sex)
{
    const char *name = fields[0]->value.normal;
    int hint = name != NULL ? name_sex_hint(name) : 0;
    if (hint == (int)sex)
        weigh(check, fields[0], EVIDENCE_SLIGHT, 1);
    else if (hint != 0)
        weigh(check, fields[0], EVIDENCE_AGE, 1);
}

void rule_woman_name(struct check *check, struct proposed_field *const *fields)
{
    name_of_sex(check, fields, SEX_FEMALE);
}

void rule_man_name(struct check *check, struct proposed_field *const *fields)
{
    name_of_sex(check, fields, SEX_MALE);
}

void rule_name_sex(struct check *check, struct proposed_field *const *fields)
{
    const char *name = fields[0]->value.normal;
    const char *sex_text = fields[1] != NULL ? fields[1]->value.normal : NULL;
    if (name == NULL || sex_text == NULL)
        return;
    enum sex hint = (enum sex)name_sex_hint(name), written = sex_parse(sex_text);
    if (hint == SEX_UNKNOWN || written == SEX_UNKNOWN)
        return;
    if (hint == written) {
        weigh(check, fields[1], EVIDENCE_SLIGHT, 1);
        return;
    }
    problem_add(fields[1], "name-sex-differ", sex_name(hint), sex_name(written), NULL);
    weigh(check, fields[1], EVIDENCE_AGE, 1);
}

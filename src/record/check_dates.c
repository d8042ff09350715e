/* SPDX-License-Identifier: Apache-2.0
 *
 * record/check_dates: rules about dates: digits against words, order of events, years of numbers
 * and books, ages of parents. May include base, model, viet and record.
 */
#include "record/check_rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "record/problem.h"
#include "viet/words.h"

/* ---- digits and words
 * ---------------------------------------------------------------------------- */

static bool same_date(struct date a, struct date b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

/* 0..1: how well the words were read; 0 when they say no date. */
static float words_score(const struct proposed_field *words, struct date *ret)
{
    float score = 0;
    if (words->value.written == NULL || !date_from_words(words->value.written, ret, &score))
        return 0;
    return score;
}

static void digits_and_words_differ(struct check *check, struct proposed_field *digits,
                                    struct proposed_field *words, struct date date,
                                    struct date said, float score)
{
    const char *args[] = {keep_date(check, date), keep_date(check, said)};
    const char *old_digits = digits->value.normal, *old_words = words->value.normal;
    problem_add(digits, "date-words-differ", args[0], args[1], NULL);
    problem_add(words, "date-words-differ", args[0], args[1], NULL);
    if (score >= 0.9f && words->confidence > digits->confidence + 0.1f)
        propose(check, digits, old_words, 0.75f * words->confidence, "from-words");
    else if (digits->confidence > words->confidence + 0.1f && score < 0.9f)
        propose(check, words, old_digits, 0.75f * digits->confidence, "from-digits");
    weigh(check, digits, EVIDENCE_AGAINST, 1);
    weigh(check, words, EVIDENCE_AGAINST, 1);
}

void rule_date_words(struct check *check, struct proposed_field *const *fields)
{
    struct proposed_field *digits = fields[0], *words = fields[1];
    struct date date, said;
    if (words == NULL || digits->handwritten || words->handwritten)
        return;
    float score = words_score(words, &said);
    bool has_date = field_date(digits, &date);
    if (score > 0 && has_date && same_date(date, said)) {
        weigh(check, digits, date.day != 0 ? EVIDENCE_PROOF : EVIDENCE_STRONG, 1);
        weigh(check, words, EVIDENCE_PROOF, 1);
    } else if (score > 0 && has_date) {
        digits_and_words_differ(check, digits, words, date, said, score);
    } else if (score >= 0.8f && digits->value.status != VALUE_BLANK &&
               digits->value.written != NULL) {
        propose(check, digits, words->value.normal, 0.7f * words->confidence, "from-words");
    } else if (has_date && words->value.written != NULL && words->value.status == VALUE_OK) {
        char edtf[DATE_TEXT_MAX];
        date_to_edtf(date, edtf);
        propose(check, words, arena_copy_text(check->arena, edtf), 0.6f * digits->confidence,
                "from-digits");
    }
}

/* ---- order
 * --------------------------------------------------------------------------------------- */

static void later_than(struct check *check, struct proposed_field *const *fields, const char *code)
{
    struct date later, earlier;
    if (!field_date(fields[0], &later) || !field_date(fields[1], &earlier))
        return;
    if (date_compare(later, earlier) >= 0) {
        weigh(check, fields[0], EVIDENCE_SLIGHT, 0.25f);
        weigh(check, fields[1], EVIDENCE_SLIGHT, 0.25f);
        return;
    }
    const char *args[] = {keep_date(check, later), keep_date(check, earlier)};
    for (int i = 0; i < 2; i++) {
        problem_add(fields[i], code, args[0], args[1], NULL);
        weigh(check, fields[i], EVIDENCE_AGAINST, 1);
    }
}

void rule_registered_after(struct check *check, struct proposed_field *const *fields)
{
    later_than(check, fields, "registered-before-event");
}

void rule_death_after_birth(struct check *check, struct proposed_field *const *fields)
{
    later_than(check, fields, "death-before-birth");
}

void rule_issued_after(struct check *check, struct proposed_field *const *fields)
{
    later_than(check, fields, "issued-before-birth");
}

void rule_not_future(struct check *check, struct proposed_field *const *fields)
{
    struct date date;
    if (check->options.this_year == 0 || !field_date(fields[0], &date) ||
        date.year <= check->options.this_year)
        return;
    problem_add(fields[0], "date-future", keep_date(check, date), NULL, NULL);
    weigh(check, fields[0], EVIDENCE_AGAINST, 1);
}

/* ---- years of numbers and books
 * ------------------------------------------------------------------- */

/* The year of a plain 45/2010; 0 when the number is of another shape. */
static int number_year(const struct proposed_field *field)
{
    long number, year;
    const char *text = field->value.status == VALUE_OK ? field->value.normal : NULL;
    const char *slash = text != NULL ? strchr(text, '/') : NULL;
    if (slash == NULL || slash - text > 6 || !text_to_long(slash + 1, 1900, 2100, &year))
        return 0;
    struct str head = STR_INIT;
    str_add_span(&head, text, (size_t)(slash - text));
    bool plain = text_to_long(str_peek(&head), 0, 999999, &number);
    str_release(&head);
    return plain ? (int)year : 0;
}

void rule_number_year(struct check *check, struct proposed_field *const *fields)
{
    struct date date;
    int year = fields[2] == NULL ? number_year(fields[0]) : 0;
    if (year == 0 || !field_date(fields[1], &date))
        return;
    if (year == date.year) {
        weigh(check, fields[0], EVIDENCE_SLIGHT, 1);
        weigh(check, fields[1], EVIDENCE_SLIGHT, 1);
        return;
    }
    for (int i = 0; i < 2; i++) {
        problem_add(fields[i], "so-year-differ", keep_number(check, year),
                    keep_number(check, date.year), NULL);
        weigh(check, fields[i], EVIDENCE_AGAINST, 1);
    }
}

void rule_book_year(struct check *check, struct proposed_field *const *fields)
{
    struct date date;
    int year = check->options.book_year;
    if (year == 0 || !field_date(fields[0], &date))
        return;
    if (year == date.year) {
        weigh(check, fields[0], EVIDENCE_STRONG, 1);
        return;
    }
    problem_add(fields[0], "book-year-differ", keep_number(check, year),
                keep_number(check, date.year), NULL);
    weigh(check, fields[0], EVIDENCE_AGE, 1);
}

enum { AGE_IMPOSSIBLE = 80 }; /* rather a digit of the year */

/* ---- ages of parents
 * ------------------------------------------------------------------------------- */

struct age_limits {
    int young, old; /* old 0: no limit */
    const char *young_code, *old_code;
};

static void age_problem(struct check *check, struct proposed_field *const *fields, const char *code,
                        int years)
{
    for (int i = 0; i < 2; i++) {
        problem_add(fields[i], code, keep_number(check, years), NULL, NULL);
        weigh(check, fields[i], EVIDENCE_AGE, 1);
    }
}

static void parent_not_older(struct check *check, struct proposed_field *const *fields,
                             struct date parent, struct date child)
{
    for (int i = 0; i < 2; i++) {
        problem_add(fields[i], "parent-not-older", keep_date(check, parent),
                    keep_date(check, child), NULL);
        weigh(check, fields[i], EVIDENCE_AGAINST, 1);
    }
}

static void check_age(struct check *check, struct proposed_field *const *fields,
                      const struct age_limits *limits)
{
    struct date parent, child;
    int least, most;
    if (!field_date(fields[0], &parent) || !field_date(fields[1], &child))
        return;
    date_years_between(parent, child, &least, &most);
    if (most <= 0)
        parent_not_older(check, fields, parent, child);
    else if (limits->young_code != NULL && most < limits->young)
        age_problem(check, fields, limits->young_code, most);
    else if (limits->old_code != NULL && least > limits->old)
        age_problem(check, fields, limits->old_code, least);
    else if (least > AGE_IMPOSSIBLE)
        weigh(check, fields[0], EVIDENCE_AGAINST, 1);
    else
        weigh(check, fields[0], EVIDENCE_SLIGHT, 1);
}

void rule_father_age(struct check *check, struct proposed_field *const *fields)
{
    struct age_limits limits = {.young = check->options.father_age, .young_code = "father-young"};
    check_age(check, fields, &limits);
}

void rule_mother_age(struct check *check, struct proposed_field *const *fields)
{
    struct age_limits limits = {.young = check->options.mother_age,
                                .young_code = "mother-young",
                                .old = check->options.parent_oldest,
                                .old_code = "mother-old"};
    check_age(check, fields, &limits);
}

void rule_parent_age(struct check *check, struct proposed_field *const *fields)
{
    struct age_limits limits = {.young = 0};
    check_age(check, fields, &limits);
}

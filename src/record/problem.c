/* SPDX-License-Identifier: Apache-2.0
 *
 * record/problem: the table of problem codes and the making of sentences. {1} {2} {3} in a pattern
 * stand for the arguments. May include base, model and record.
 */
#include "record/problem.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

static const struct {
    const char *code, *pattern;
} TABLE[] = {
    /* reading one field */
    {"date-none", N_("no date can be read here")},
    {"date-impossible", N_("this day does not exist in the calendar")},
    {"date-short-year", N_("the year has two digits only; check the century on the image")},
    {"date-no-year", N_("the year is missing")},
    {"date-number", N_("this looks like a document number, not like a date")},
    {"date-many", N_("more than one date stands here")},
    {"date-partial", N_("only a part of the date was found: {1}")},
    {"date-letters", N_("letters were read where digits should stand")},
    {"date-mended", N_("read as \"{1}\", which is no date")},
    {"year-odd", N_("the year {1} is unlikely")},
    {"words-unread", N_("the date in words cannot be understood")},
    {"number-none", N_("a number is expected, but no digit was found")},
    {"number-letters", N_("letters were read where digits should stand")},
    {"id-length", N_("a personal number has 12 digits (the old one 9), here are {1}")},
    {"id-letters", N_("letters were read where digits should stand")},
    {"id-place-unknown", N_("a personal number cannot begin with {1}")},
    {"sex-unknown", N_("Nam or Nữ is expected")},
    {"ethnic-unknown", N_("this people is not on the list; check the spelling")},
    {"nationality-unknown", N_("this nationality is not on the list; check the spelling")},
    {"mended", N_("read as \"{1}\", put right by the list")},
    {"name-signs", N_("a name does not hold digits or such signs")},
    {"surname-near", N_("this family name is rare; {1} is written much like it")},
    {"time-unread", N_("no time of day can be read here")},
    {"place-date-no-date", N_("no date was found behind the place")},
    /* evidence of several fields */
    {"date-words-differ", N_("in digits the date is {1}, in words {2}")},
    {"from-words", N_("taken from the date in words; the digits cannot be relied on")},
    {"from-digits", N_("taken from the date in digits; the words cannot be relied on")},
    {"from-id", N_("taken from the personal number")},
    {"from-row-order", N_("not read well; taken from the numbers of the rows around it")},
    {"row-order-differs", N_("by the rows around it {1} should stand here")},
    {"from-code", N_("taken from the code on the card; the print was read as \"{1}\"")},
    {"id-sex-differ", N_("the personal number is that of a person of sex {1}, here stands {2}")},
    {"id-year-differ", N_("by the personal number the year of birth is {1}, here stands {2}")},
    {"id-place-differ",
     N_("the personal number was given in {1}, the birth was registered in {2}")},
    {"id-twice", N_("two persons of this record have the same personal number")},
    {"registered-before-event", N_("registered on {1}, before the event on {2}")},
    {"death-before-birth", N_("the death on {1} lies before the birth on {2}")},
    {"issued-before-birth", N_("issued on {1}, before the birth on {2}")},
    {"so-year-differ", N_("the number is of the year {1}, the registration of {2}")},
    {"book-year-differ", N_("the book is of the year {1}, the registration of {2}")},
    {"date-future", N_("the date {1} lies in the future")},
    {"parent-not-older", N_("the parent (born {1}) is not older than the child (born {2})")},
    {"father-young", N_("the father would have been {1} years old at the birth")},
    {"mother-young", N_("the mother would have been {1} years old at the birth")},
    {"mother-old", N_("the mother would have been {1} years old at the birth")},
    {"surname-differs", N_("the family name {1} is neither the father's nor the mother's")},
    {"name-sex-differ", N_("the middle name speaks for {1}, here stands {2}")},
};

void problem_add(struct proposed_field *field, const char *code, const char *arg0, const char *arg1,
                 const char *arg2)
{
    if (field->problem_count == PROBLEMS_MAX)
        return;
    for (size_t i = 0; i < field->problem_count; i++)
        if (text_equal(field->problems[i].code, code))
            return;
    field->problems[field->problem_count++] = (struct problem){code, {arg0, arg1, arg2}};
}

const char *problem_code_at(size_t index)
{
    return index < ARRAY_SIZE(TABLE) ? TABLE[index].code : NULL;
}

const char *problem_pattern_at(size_t index)
{
    return index < ARRAY_SIZE(TABLE) ? TABLE[index].pattern : NULL;
}

static const char *pattern_of(const char *code)
{
    for (size_t i = 0; i < ARRAY_SIZE(TABLE); i++)
        if (text_equal(TABLE[i].code, code))
            return _(TABLE[i].pattern);
    return code;
}

const char *problem_text(const struct problem *problem, struct arena *arena)
{
    struct str text = STR_INIT;
    const char *at = pattern_of(problem->code);
    while (*at != '\0') {
        if (at[0] == '{' && at[1] >= '1' && at[1] <= '3' && at[2] == '}') {
            const char *arg = problem->args[at[1] - '1'];
            str_add(&text, arg != NULL ? arg : "");
            at += 3;
        } else {
            str_add_char(&text, *at++);
        }
    }
    const char *copy = arena_copy_text(arena, str_peek(&text));
    str_release(&text);
    return copy;
}

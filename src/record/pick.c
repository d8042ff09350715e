/* SPDX-License-Identifier: Apache-2.0
 *
 * record/pick: values out of tokens. Includes base, model, viet and record.
 */
#include "record/pick.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "record/mend.h"
#include "record/normalise.h"
#include "record/normalise_text.h"
#include "viet/date.h"
#include "viet/ethnic.h"
#include "viet/person_id.h"

/* ---- lists ---- */

static struct token_list list_part(const struct token_list *list, size_t from, size_t to)
{
    if (to <= from) /* an empty list has no items to count from */
        return (struct token_list){.items = NULL};
    return (struct token_list){.items = list->items + from, .count = to - from};
}

static void list_confidence(const struct token_list *list, struct picked *ret)
{
    double sum = 0;
    size_t letters = 0;
    ret->least = 1;
    for (size_t i = 0; i < list->count; i++) {
        const struct token *token = list->items[i];
        size_t weight = utf8_count(token->text);
        if (weight == 0)
            continue;
        sum += (double)token->mean * (double)weight;
        letters += weight;
        ret->least = token->least < ret->least ? token->least : ret->least;
        ret->doubtful += token->doubtful;
        ret->tokens += token->letters > 0;
    }
    ret->mean = letters ? (float)(sum / (double)letters) : 0;
    if (letters == 0)
        ret->least = 0;
}

void pick_all(const struct token_list *tokens, struct arena *arena, struct picked *ret)
{
    struct token_list *taken = arena_take(arena, 1, sizeof *taken);
    *taken = *tokens;
    *ret = (struct picked){.box = token_list_box(tokens), .tokens_taken = taken};
    for (size_t i = 0; i < tokens->count; i++)
        ret->hand |= tokens->items[i]->hand;
    list_confidence(tokens, ret);
    const char *text = value_tidy(token_list_text(tokens, arena), arena);
    ret->written = text && *text ? text : NULL;
}

static int gap_before(const struct token_list *list, size_t index)
{
    const struct token *left = list->items[index - 1], *right = list->items[index];
    return left->row == right->row ? right->box.x - rect_right(left->box) : 0;
}

/* Tokens up to the first gap wider than some line heights, and within one row if asked. */
static struct token_list first_run(const struct token_list *list, const struct sheet *sheet,
                                   double heights, bool one_row)
{
    size_t end = list->count > 0;
    int wide = (int)(heights * sheet->line_height);
    while (end < list->count && gap_before(list, end) < wide &&
           !(one_row && list->items[end]->row != list->items[0]->row))
        end++;
    return list_part(list, 0, end);
}

static bool has_digit(const struct token *token)
{
    return strchr(token->fold, '#') != NULL;
}

static bool folds_to(const struct token *token, const char *fold)
{
    return strcmp(token->fold, fold) == 0;
}

/* ---- by kind ---- */

static void pick_sex(const struct token_list *tokens, struct arena *arena, struct picked *ret)
{
    enum sex found = SEX_UNKNOWN;
    size_t at = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        char *bare = mem_copy_text(tokens->items[i]->text);
        size_t length = strcspn(bare, ".,;:)");
        bare[length] = '\0';
        enum sex sex = sex_parse(bare);
        free(bare);
        if (sex == SEX_UNKNOWN)
            continue;
        if (found != SEX_UNKNOWN && sex != found) /* a printed "Nam/Nữ" to be marked */
            return pick_all(tokens, arena, ret);
        if (found == SEX_UNKNOWN)
            at = i;
        found = sex;
    }
    if (found == SEX_UNKNOWN)
        return pick_all(tokens, arena, ret);
    struct token_list one = list_part(tokens, at, at + 1);
    pick_all(&one, arena, ret);
    if (!text_equal(ret->written, sex_name(found)))
        ret->other = ret->written;
    ret->written = sex_name(found);
}

static bool all_upper(const char *text)
{
    for (uint32_t rune = utf8_next(&text); rune; rune = utf8_next(&text))
        if (utf8_is_letter(rune) && utf8_upper_rune(rune) != rune)
            return false;
    return true;
}

/* The longest beginning of a run that names a people or a nation. */
static void pick_listed(bool (*find)(const char *, struct ethnic_match *),
                        const struct token_list *tokens, const struct sheet *sheet,
                        struct picked *ret)
{
    struct token_list run = first_run(tokens, sheet, 4, true), best = run;
    struct ethnic_match match = {0};
    for (size_t end = 1; end <= run.count && end <= 4; end++) {
        struct token_list part = list_part(&run, 0, end);
        struct ethnic_match found;
        const char *text = value_tidy(token_list_text(&part, sheet->arena), sheet->arena);
        if (text && *text && find(text, &found) && found.likeness >= match.likeness) {
            best = part;
            match = found;
        }
    }
    pick_all(&best, sheet->arena, ret);
    if (match.spelling && match.likeness >= .6f && !text_equal(ret->written, match.spelling) &&
        !all_upper(ret->written)) {
        ret->other = ret->written;
        ret->written = match.spelling;
    }
}

/* The shortest run of tokens whose text has the date. */
static bool pick_date(const struct token_list *tokens, struct arena *arena, struct picked *ret)
{
    struct date_reading reading;
    const char *text = token_list_text(tokens, arena);
    if (!date_parse(text, &reading) && !date_find(text, &reading))
        return false;
    struct token_list part = *tokens;
    while (part.count > 1) {
        struct token_list shorter = list_part(&part, 0, part.count - 1);
        struct date_reading again;
        const char *less = token_list_text(&shorter, arena);
        if ((!date_parse(less, &again) && !date_find(less, &again)) ||
            date_compare(again.date, reading.date) != 0 || again.date.day != reading.date.day ||
            again.date.month != reading.date.month)
            break;
        part = shorter;
    }
    while (part.count > 1) {
        struct token_list shorter = list_part(&part, 1, part.count);
        struct date_reading again;
        const char *less = token_list_text(&shorter, arena);
        if (folds_to(part.items[0], "ngay") || folds_to(part.items[0], "nam"))
            break;
        if ((!date_parse(less, &again) && !date_find(less, &again)) ||
            again.date.day != reading.date.day || again.date.month != reading.date.month ||
            again.date.year != reading.date.year)
            break;
        part = shorter;
    }
    pick_all(&part, arena, ret);
    return true;
}

static bool pick_torn_date(const struct token_list *tokens, struct arena *arena, struct picked *ret)
{
    const char *text = token_list_text(tokens, arena), *close = mend_date_gaps(text, arena);
    if (close == text)
        return false;
    pick_all(tokens, arena, ret);
    ret->other = ret->written;
    ret->written = close;
    return true;
}

/* "Số 45/2010", "12 / TLKT": from the first token with a digit to the first wide gap. */
static void pick_number(const struct token_list *tokens, const struct sheet *sheet,
                        struct picked *ret)
{
    struct token_list list = first_run(tokens, sheet, 3, true);
    size_t from = 0;
    while (from < list.count && !has_digit(list.items[from]))
        from++;
    if (from == list.count)
        from = 0;
    size_t to = list.count;
    for (size_t i = from + 1; i < list.count; i++) {
        const struct token *token = list.items[i];
        const char *before = list.items[i - 1]->text;
        bool joins = strchr("/-.", token->text[0]) || text_ends(before, "/") ||
                     text_ends(before, "-") || has_digit(token);
        if (!joins) {
            to = i;
            break;
        }
    }
    list = list_part(&list, from, to);
    pick_all(&list, sheet->arena, ret);
}

static void pick_person_id(const struct token_list *tokens, const struct sheet *sheet,
                           struct picked *ret)
{
    struct person_id id;
    for (size_t from = 0; from < tokens->count; from++)
        for (size_t to = from + 1; to <= tokens->count && to <= from + 12; to++) {
            struct token_list part = list_part(tokens, from, to);
            if (person_id_parse(token_list_text(&part, sheet->arena), &id) &&
                id.kind == PERSON_ID_12) {
                pick_all(&part, sheet->arena, ret);
                return;
            }
        }
    struct token_list run = first_run(tokens, sheet, 5, true);
    pick_all(&run, sheet->arena, ret);
}

/* Words behind the name: instructions in brackets, pieces without a letter. */
static void pick_name(const struct token_list *tokens, const struct sheet *sheet,
                      struct picked *ret)
{
    struct token_list run = first_run(tokens, sheet, 5, false);
    size_t end = 0;
    for (size_t i = 0; i < run.count; i++) {
        const struct token *token = run.items[i];
        if (end > 0 && (token->text[0] == '(' || has_digit(token)))
            break;
        if (token->letters > 0)
            end = i + 1;
    }
    run = list_part(&run, 0, end);
    pick_all(&run, sheet->arena, ret);
}

/* "14 giờ 30 phút", "14h30": up to the word phút, or to the date that follows. */
static void pick_time(const struct token_list *tokens, struct arena *arena, struct picked *ret)
{
    size_t end = tokens->count, from = 0;
    while (from < tokens->count && !has_digit(tokens->items[from]))
        from++;
    for (size_t i = from; i < tokens->count; i++) {
        const char *fold = tokens->items[i]->fold;
        if (text_starts(fold, "ngay")) {
            end = i;
            break;
        }
        if (text_starts(fold, "phut")) {
            end = i + 1;
            break;
        }
    }
    struct token_list part = list_part(tokens, from < end ? from : end, end);
    pick_all(&part, arena, ret);
}

/* Where a place ends because a number or a date follows it. */
static struct token_list place_part(const struct token_list *tokens,
                                    const struct pick_company *company)
{
    for (size_t i = 1; i + 1 < tokens->count; i++) {
        const struct token *token = tokens->items[i], *next = tokens->items[i + 1];
        bool number = company->number && (folds_to(token, "so") || folds_to(token, "quyenso"));
        bool date = company->date && text_starts(token->fold, "ngay");
        if ((number || date) && (has_digit(next) || next->leader || next->colon))
            return list_part(tokens, 0, i);
    }
    return *tokens;
}

static struct token_list number_part(const struct token_list *tokens)
{
    for (size_t i = 0; i + 1 < tokens->count; i++)
        if (folds_to(tokens->items[i], "so") && has_digit(tokens->items[i + 1]))
            return list_part(tokens, i + 1, tokens->count);
    return *tokens;
}

/* Leading colons, notes and dots, trailing notes. */
static struct token_list bare_part(const struct token_list *tokens)
{
    size_t from = 0, to = tokens->count;
    while (from < to && !tokens->items[from]->hand &&
           (tokens->items[from]->note || tokens->items[from]->leader ||
            (tokens->items[from]->letters == 0 && tokens->items[from]->text[0] != '-')))
        from++;
    while (to > from && !tokens->items[to - 1]->hand &&
           (tokens->items[to - 1]->note || tokens->items[to - 1]->leader))
        to--;
    return list_part(tokens, from, to);
}

static bool has_hand(const struct token_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->hand)
            return true;
    return false;
}

/* Handwriting is located only; print beside it is no value. */
static void pick_hand(const struct token_list *list, struct arena *arena, struct picked *ret)
{
    struct token_list hand = {0};
    hand.items = arena_take(arena, list->count, sizeof *hand.items);
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->hand)
            hand.items[hand.count++] = list->items[i];
    pick_all(&hand, arena, ret);
}

static const char *mend_unit_names(const char *text, struct arena *arena)
{
    return mend_units(text, NULL, arena);
}

/* What was read stays in `other`. */
static void mend(const char *(*mender)(const char *, struct arena *), struct arena *arena,
                 struct picked *ret)
{
    const char *mended = ret->written ? mender(ret->written, arena) : NULL;
    if (mended == ret->written)
        return;
    ret->other = ret->other ? ret->other : ret->written;
    ret->written = mended;
}

static int token_count(const struct token_list *list)
{
    int count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += list->items[i]->letters > 0;
    return count;
}

static void pick_by_kind(const struct schema_field *field, struct token_list bare,
                         const struct pick_company *company, const struct sheet *sheet,
                         struct picked *ret)
{
    switch (field->kind) {
    case KIND_SEX: pick_sex(&bare, sheet->arena, ret); break;
    case KIND_ETHNIC: pick_listed(ethnic_find, &bare, sheet, ret); break;
    case KIND_NATIONALITY: pick_listed(nationality_find, &bare, sheet, ret); break;
    case KIND_NUMBER:
        if (company->date)
            bare = number_part(&bare);
        pick_number(&bare, sheet, ret);
        break;
    case KIND_PERSON_ID: pick_person_id(&bare, sheet, ret); break;
    case KIND_NAME:
        pick_name(&bare, sheet, ret);
        mend(mend_name, sheet->arena, ret);
        break;
    case KIND_TIME: pick_time(&bare, sheet->arena, ret); break;
    case KIND_DATE:
    case KIND_YEAR:
        if (!pick_torn_date(&bare, sheet->arena, ret) && !pick_date(&bare, sheet->arena, ret)) {
            pick_all(&bare, sheet->arena, ret);
            mend(mend_date, sheet->arena, ret);
        }
        mend(mend_far_year, sheet->arena, ret);
        break;
    case KIND_PLACE:
        bare = place_part(&bare, company);
        pick_all(&bare, sheet->arena, ret);
        mend(mend_place_commas, sheet->arena, ret); /* before their points are taken for dirt */
        mend(mend_signs, sheet->arena, ret);
        mend(mend_place, sheet->arena, ret);
        mend(mend_unit_names, sheet->arena, ret);
        break;
    case KIND_PAPER:
    case KIND_TEXT:
        pick_all(&bare, sheet->arena, ret);
        mend(mend_signs, sheet->arena, ret);
        if (field->kind == KIND_PAPER)
            mend(mend_place, sheet->arena, ret);
        mend(mend_unit_names, sheet->arena, ret);
        break;
    default: pick_all(&bare, sheet->arena, ret); break;
    }
}

void value_pick(const struct schema_field *field, const struct token_list *tokens,
                const struct pick_company *company, const struct sheet *sheet, struct picked *ret)
{
    struct token_list bare = field->keep ? *tokens : bare_part(tokens);
    *ret = (struct picked){0};
    if (bare.count == 0)
        return;
    if (has_hand(&bare)) {
        pick_hand(&bare, sheet->arena, ret);
        return;
    }
    pick_by_kind(field, bare, company, sheet, ret);
    if (!company->number && !company->date && !company->time)
        ret->left = token_count(&bare) - ret->tokens;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/date_read: finds dates in text. The text becomes a row of marks (digits, folded letters,
 * signs), on which two shapes are tried at each place, left to right: the worded one (ngày … tháng
 * … năm …) and the signed one (15/03/2010). May include base and viet.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "viet/date.h"
#include "viet/letter.h"

enum { MARKS_MAX = 1024 };

struct mark {
    char c;         /* '0'-'9', 'a'-'z', ' ', or an ASCII sign; '.' for any leader */
    signed char as; /* the digit that it is or may be, -1 = none */
    unsigned at;    /* byte in the text */
};

struct marks {
    struct mark items[MARKS_MAX + 1];
    int count;
};

struct found {
    struct date date;
    enum date_fault fault;
    int letters;
    int start, end; /* marks */
};

/* ---- from text to marks ---------------------------------------------------------------------- */

/* Only letters that can be one digit and no other: S may be 5 or 8, so it is none. */
static signed char digit_of(uint32_t rune)
{
    if (rune >= '0' && rune <= '9')
        return (signed char)(rune - '0');
    switch (rune) {
    case 'O':
    case 'o':
    case 'Q':
    case 'D': return 0;
    case 'l':
    case 'I':
    case 'i':
    case '|':
    case '!':
    case ']': return 1;
    default: return -1;
    }
}

static char sign_of(uint32_t rune)
{
    switch (rune) {
    case 0xb7:
    case 0x2026:
    case 0x2022:
    case '_': return '.';
    case 0x2010:
    case 0x2011:
    case 0x2013:
    case 0x2014: return '-';
    default: return rune < 0x80 ? (char)rune : utf8_is_space(rune) ? ' ' : '?';
    }
}

static void marks_fill(struct marks *marks, const char *text)
{
    const char *next = text;
    marks->count = 0;
    while (marks->count < MARKS_MAX) {
        struct mark *mark = &marks->items[marks->count];
        struct letter letter;
        mark->at = (unsigned)(next - text);
        uint32_t rune = utf8_next(&next);
        if (rune == 0)
            break;
        if (utf8_is_mark(rune))
            continue;
        mark->as = digit_of(rune);
        if (letter_split(rune, &letter))
            mark->c = letter.base;
        else
            mark->c = utf8_is_space(rune) ? ' ' : sign_of(rune);
        marks->count++;
    }
    marks->items[marks->count] = (struct mark){.c = 0, .as = -1, .at = (unsigned)(next - text)};
    if (marks->count < MARKS_MAX)
        marks->items[marks->count].at = (unsigned)strlen(text);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_alnum(char c)
{
    return is_digit(c) || is_letter(c);
}

/* ---- small pieces ---------------------------------------------------------------------------- */

/* A run of digits and what may stand for them. */
struct group {
    int value, width, digits, letters, end;
};

/* A group that begins at i, at most limit wide; letters only where the whole run may be digits.
 * False when there is none. */
static bool take_group(const struct marks *marks, int i, int limit, struct group *ret)
{
    const struct mark *m = marks->items;
    struct group group = {0};
    int end = i;
    while (m[end].as >= 0)
        end++;
    if (is_letter(m[end].c)) /* 15tháng: only the digits in front */
        for (end = i; is_digit(m[end].c);)
            end++;
    for (int at = i; at < end; at++) {
        group.value = group.width < 9 ? group.value * 10 + m[at].as : group.value;
        group.width++;
        group.digits += is_digit(m[at].c);
    }
    group.letters = group.width - group.digits;
    group.end = end;
    *ret = group;
    return group.width > 0 && group.width <= limit;
}

static int skip_spaces(const struct marks *marks, int i)
{
    while (marks->items[i].c == ' ')
        i++;
    return i;
}

static bool is_filler(char c)
{
    return c != 0 && strchr(" .,:;-'`\"~*", c) != NULL;
}

static int skip_fillers(const struct marks *marks, int i)
{
    while (is_filler(marks->items[i].c))
        i++;
    return i;
}

static int least3(int a, int b, int c)
{
    int ab = a < b ? a : b;
    return ab < c ? ab : c;
}

enum { WORD_MAX = 8 };

/* Edits between a run of letters and a short word; WORD_MAX when the run is far longer. */
static int word_edits(const struct marks *marks, int start, int end, const char *word)
{
    int width = (int)strlen(word), length = end - start;
    int row[WORD_MAX + 1];
    if (length > WORD_MAX || width > WORD_MAX)
        return WORD_MAX;
    for (int j = 0; j <= width; j++)
        row[j] = j;
    for (int i = 1; i <= length; i++) {
        int corner = row[0];
        row[0] = i;
        for (int j = 1; j <= width; j++) {
            int change = corner + (marks->items[start + i - 1].c != word[j - 1]);
            corner = row[j];
            row[j] = least3(change, row[j] + 1, row[j - 1] + 1);
        }
    }
    return row[width];
}

static int letters_end(const struct marks *marks, int i)
{
    while (is_letter(marks->items[i].c))
        i++;
    return i;
}

/* The letters at i are word, give or take edits: returns their end, else -1. */
static int take_word(const struct marks *marks, int i, const char *word, int edits)
{
    int end = letters_end(marks, i);
    return end > i && word_edits(marks, i, end, word) <= edits ? end : -1;
}

/* ---- ngày 15 tháng 3 năm 2010 ------------------------------------------------------------------
 */

/* A number of a worded date, or its empty place (leaders): width 0. */
static int take_slot(const struct marks *marks, int i, int limit, struct group *ret)
{
    int at = skip_fillers(marks, i);
    if (take_group(marks, at, limit, ret))
        return ret->end;
    *ret = (struct group){.end = at};
    return at;
}

static void found_set(struct found *ret, const struct group *day, const struct group *month,
                      const struct group *year)
{
    struct date date = {.year = year->value, .month = month->value, .day = day->value};
    if (date.month == 0)
        date.day = 0; /* a day without its month says nothing that can be kept */
    ret->letters = day->letters + month->letters + year->letters;
    ret->fault = date_valid(date) ? DATE_OK : DATE_IMPOSSIBLE;
    if (year->width == 2)
        ret->fault = DATE_SHORT_YEAR;
    else if (year->width != 4)
        ret->fault = DATE_NUMBER;
    else if (year->digits < 2)
        ret->fault = DATE_NONE;
    ret->date = ret->fault == DATE_OK ? date : (struct date){0};
}

/* Behind "tháng": the month, then "năm" or a comma, then the year. */
static bool take_month_year(const struct marks *marks, int i, const struct group *day, int start,
                            struct found *ret)
{
    struct group month, year;
    int at = take_slot(marks, i, 2, &month);
    int mark = skip_fillers(marks, at);
    int word = take_word(marks, mark, "nam", 1);
    if (word < 0 && marks->items[mark].c == '/')
        word = mark + 1;
    if (word < 0 && (month.width == 0 || mark == at))
        return false;
    at = take_slot(marks, word < 0 ? mark : word, 4, &year);
    if (year.width == 0 || (word < 0 && year.width != 4))
        return false;
    *ret = (struct found){.start = start, .end = at};
    found_set(ret, day, &month, &year);
    return true;
}

/* ngày D tháng M năm Y, where D may be leaders; ngày D/M năm Y; D tháng M năm Y. */
static bool take_worded(const struct marks *marks, int i, struct found *ret)
{
    struct group day = {0}, month = {0}, year;
    int at = take_word(marks, i, "ngay", 1);
    if (at < 0 && is_letter(marks->items[i].c) && (at = take_word(marks, i, "thang", 1)) > 0)
        return take_month_year(marks, at, &day, i, ret);
    if (at < 0 && marks->items[i].as < 0)
        return false;
    at = take_slot(marks, at < 0 ? i : at, 2, &day);
    int mark = skip_fillers(marks, at);
    if (marks->items[mark].c == '/' && day.width > 0 &&
        take_group(marks, skip_spaces(marks, mark + 1), 2, &month)) {
        mark = take_word(marks, skip_fillers(marks, month.end), "nam", 1);
        if (mark < 0)
            return false;
        at = take_slot(marks, mark, 4, &year);
        *ret = (struct found){.start = i, .end = at};
        found_set(ret, &day, &month, &year);
        return year.width > 0;
    }
    mark = take_word(marks, mark, "thang", 2);
    return mark > 0 && take_month_year(marks, mark, &day, i, ret);
}

/* năm 1957, năm sinh: 1957, sinh năm 1957 */
static bool take_year_word(const struct marks *marks, int i, struct found *ret)
{
    struct group year, none = {0};
    int at = take_word(marks, i, "nam", 0);
    if (at < 0)
        return false;
    int behind = take_word(marks, skip_fillers(marks, at), "sinh", 1);
    at = take_slot(marks, behind > 0 ? behind : at, 4, &year);
    if (year.width != 4 || is_alnum(marks->items[at].c) || marks->items[at].c == '/')
        return false;
    *ret = (struct found){.start = i, .end = at};
    found_set(ret, &none, &none, &year);
    return true;
}

/* ---- 15/03/2010 ------------------------------------------------------------------------------ */

static bool is_separator(char c)
{
    return c == '/' || c == '-' || c == '.';
}

/* 23I3I2021: a slash read as a stroke. Taken for one only where digits alone stand on both sides
 * and the whole run reads as a date in no other way; returns false when it does not. */
static bool take_strokes(const struct marks *marks, int i, struct found *ret)
{
    struct group parts[3] = {{0}};
    const struct mark *m = marks->items;
    int part = 0, strokes = 0;
    for (; m[i].c != 0 && part < 3; i++) {
        if (is_digit(m[i].c)) {
            struct group *group = &parts[part];
            group->value = group->width < 9 ? group->value * 10 + m[i].as : group->value;
            group->width++;
            group->digits++;
        } else if (part < 2 && parts[part].width > 0 && (m[i].as == 1 || m[i].c == '/')) {
            strokes += m[i].as == 1;
            part++;
        } else {
            break;
        }
    }
    if (part != 2 || strokes == 0 || is_alnum(m[i].c) || parts[0].width > 2 || parts[1].width > 2 ||
        parts[2].width != 4)
        return false;
    *ret = (struct found){.end = i};
    found_set(ret, &parts[0], &parts[1], &parts[2]);
    ret->letters = strokes;
    return ret->fault == DATE_OK;
}

/* A separator with spaces around it; 0 when there is none. */
static char take_separator(const struct marks *marks, int i, int *ret_end)
{
    int at = skip_spaces(marks, i);
    char c = marks->items[at].c;
    if (!is_separator(c))
        return 0;
    *ret_end = skip_spaces(marks, at + 1);
    return c;
}

/* An empty place before a slash: leaders, dashes, question marks, x. */
static bool take_empty(const struct marks *marks, int i, struct group *ret)
{
    int end = i;
    while (marks->items[end].c != 0 && strchr(".-?x* ", marks->items[end].c) != NULL)
        end++;
    *ret = (struct group){.end = end};
    return end > i && marks->items[end].c == '/';
}

/* sign ties what stands on its other side to a number: a point only between digits. */
static bool is_tie(char sign, char beyond)
{
    return sign == '.' ? is_digit(beyond) : (sign == '/' || sign == '-') && is_alnum(beyond);
}

/* The text goes on so that this is a part of a số/ký hiệu: 12/05/2006/QĐ, 80101911/26.06.2025. */
static bool is_number_part(const struct marks *marks, int start, int end)
{
    const struct mark *m = marks->items;
    if (start > 0 && is_alnum(m[start - 1].c))
        return true;
    if (start > 1 && is_tie(m[start - 1].c, m[start - 2].c))
        return true;
    return is_alnum(m[end].c) || (m[end].c != 0 && is_tie(m[end].c, m[end + 1].c));
}

static bool take_three(const struct marks *marks, int i, struct found *ret)
{
    struct group a, b, c;
    int at, end;
    bool empty = !take_group(marks, i, 4, &a) && take_empty(marks, i, &a);
    if (a.width == 0 && !empty)
        return false;
    char first = take_separator(marks, a.end, &at);
    if (first == 0 || (!take_group(marks, at, 4, &b) && !take_empty(marks, at, &b)))
        return false;
    char second = take_separator(marks, b.end, &end);
    if (second != first || !take_group(marks, end, 4, &c) || a.digits + b.digits + c.digits < 2)
        return false;
    *ret = (struct found){.start = i, .end = c.end};
    if (a.width == 4 && b.width == 2 && c.width == 2)
        found_set(ret, &c, &b, &a);
    else if (a.width <= 2 && b.width <= 2)
        found_set(ret, &a, &b, &c);
    else
        ret->fault = DATE_NUMBER;
    return true;
}

/* 5/1960 */
static bool take_two(const struct marks *marks, int i, struct found *ret)
{
    struct group month, year, none = {0};
    int at;
    if (!take_group(marks, i, 4, &month) || take_separator(marks, month.end, &at) == 0 ||
        !take_group(marks, at, 4, &year) || month.digits + year.digits == 0)
        return false;
    *ret = (struct found){.start = i, .end = year.end};
    if (year.width <= 2 && month.width <= 2) {
        ret->fault = DATE_NO_YEAR;
        return month.digits > 0 && year.digits > 0;
    }
    found_set(ret, &none, &month, &year);
    if (month.width > 2 || month.value == 0 || month.value > 12) {
        ret->fault = DATE_NUMBER;
        ret->date = (struct date){0};
    }
    return true;
}

static bool take_signed(const struct marks *marks, int i, struct found *ret)
{
    if (is_digit(marks->items[i].c) && take_strokes(marks, i, ret)) {
        ret->start = i;
        return true;
    }
    if (!take_three(marks, i, ret) && !take_two(marks, i, ret))
        return false;
    if (is_number_part(marks, ret->start, ret->end)) {
        ret->fault = DATE_NUMBER;
        ret->date = (struct date){0};
        while (is_alnum(marks->items[ret->end].c) ||
               (is_separator(marks->items[ret->end].c) && is_alnum(marks->items[ret->end + 1].c)))
            ret->end++;
    }
    return true;
}

/* A year that is all of the text but for signs. */
static bool take_year_alone(const struct marks *marks, int i, struct found *ret)
{
    struct group year, none = {0};
    if (!take_group(marks, i, 4, &year) || year.width != 4 || year.digits < 2 ||
        is_number_part(marks, i, year.end))
        return false;
    *ret = (struct found){.start = i, .end = year.end};
    found_set(ret, &none, &none, &year);
    return true;
}

/* ---- the whole text -------------------------------------------------------------------------- */

/* A place where a date may begin: not inside a word or number. */
static bool may_begin(const struct marks *marks, int i)
{
    const struct mark *m = marks->items;
    if (m[i].c == ' ' || m[i].c == 0)
        return false;
    if (i == 0)
        return true;
    if (is_digit(m[i].c))
        return !is_digit(m[i - 1].c);
    return !is_alnum(m[i - 1].c);
}

static bool take_any(const struct marks *marks, int i, bool whole, struct found *ret)
{
    return take_worded(marks, i, ret) || take_signed(marks, i, ret) ||
           take_year_word(marks, i, ret) || (whole && take_year_alone(marks, i, ret));
}

/* Only signs, blanks and the words of labels stand in [start, end). */
static bool only_labels(const struct marks *marks, int start, int end)
{
    static const char *const LABELS[] = {"ngay", "thang", "nam", "sinh", "cap", "hoi", "vao", "ky"};
    for (int i = start; i < end;) {
        int word = letters_end(marks, i);
        bool known = word == i && !is_digit(marks->items[i].c);
        for (size_t k = 0; word > i && !known && k < sizeof LABELS / sizeof LABELS[0]; k++)
            known = word_edits(marks, i, word, LABELS[k]) <= (strlen(LABELS[k]) > 3);
        if (!known)
            return false;
        i = word > i ? word : i + 1;
    }
    return true;
}

/* số 5/1960 is a number, not a month. */
static bool number_in_front(const struct marks *marks, int start)
{
    int end = start;
    while (end > 0 && is_filler(marks->items[end - 1].c))
        end--;
    int word = end;
    while (word > 0 && is_letter(marks->items[word - 1].c))
        word--;
    return end > word && word_edits(marks, word, end, "so") == 0;
}

static void reading_set(struct date_reading *ret, const struct marks *marks,
                        const struct found *found)
{
    *ret = (struct date_reading){.date = found->date,
                                 .fault = found->fault,
                                 .confused = found->letters > 0,
                                 .letters = found->letters,
                                 .start = marks->items[found->start].at,
                                 .end = marks->items[found->end].at};
    ret->words_around =
        !only_labels(marks, 0, found->start) || !only_labels(marks, found->end, marks->count);
}

static bool same_date(struct date a, struct date b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

/* "1 5/03/2010": the lone digit before may belong to the day. */
static bool digit_in_front(const struct marks *marks, const struct found *found)
{
    const struct mark *m = marks->items;
    int i = found->start;
    if (i < 2 || !is_digit(m[i].c) || is_digit(m[i + 1].c) || m[i - 1].c != ' ')
        return false;
    return is_digit(m[i - 2].c) && (i == 2 || !is_alnum(m[i - 3].c));
}

/* Whether found takes part when a date is looked for inside other text. */
static void judge_inside(const struct marks *marks, struct found *found)
{
    bool month_only = found->fault == DATE_OK && found->date.day == 0;
    bool worded = is_letter(marks->items[found->start].c);
    if ((month_only && !worded && number_in_front(marks, found->start)) ||
        digit_in_front(marks, found))
        found->fault = DATE_NUMBER;
    if (found->fault != DATE_OK)
        found->date = (struct date){0};
}

static void search(const struct marks *marks, bool whole, struct date_reading *ret)
{
    struct found best = {.fault = DATE_NONE}, found;
    for (int i = 0; i < marks->count; i++) {
        if (!may_begin(marks, i) || !take_any(marks, i, whole, &found))
            continue;
        judge_inside(marks, &found);
        bool both = best.fault == DATE_OK && found.fault == DATE_OK;
        if (both && !same_date(best.date, found.date)) {
            best.fault = DATE_MANY;
            best.date = (struct date){0};
            break;
        }
        if (best.fault == DATE_NONE || (best.fault != DATE_OK && found.fault == DATE_OK))
            best = found;
        i = found.end > i ? found.end - 1 : i;
    }
    reading_set(ret, marks, &best);
}

bool date_find(const char *text, struct date_reading *ret)
{
    struct marks marks;
    marks_fill(&marks, text);
    search(&marks, false, ret);
    return ret->fault == DATE_OK;
}

bool date_parse(const char *text, struct date_reading *ret)
{
    struct marks marks;
    marks_fill(&marks, text);
    search(&marks, true, ret);
    if (ret->fault == DATE_OK && ret->words_around) {
        ret->fault = DATE_NUMBER;
        ret->date = (struct date){0};
    }
    return ret->fault == DATE_OK;
}

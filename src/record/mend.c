/* SPDX-License-Identifier: Apache-2.0
 *
 * record/mend: a table of words that stand in every address and office name. Only lower-case words
 * with the right letters and wrong marks are touched, and only where the word after them fits.
 * Includes base and record.
 */
#include "record/mend.h"

#include <stdbool.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "record/sheet.h"

enum after {
    AFTER_ANY,
    AFTER_NAME,
    AFTER_WORD
}; /* what must follow: anything, a capital, `next` */

static const struct office_word {
    const char *fold, *word;
    enum after after;
    const char *next;
} WORDS[] = {
    {"xa", "xã", AFTER_NAME},
    {"phuong", "phường", AFTER_NAME},
    {"quan", "quận", AFTER_NAME},
    {"huyen", "huyện", AFTER_NAME},
    {"tinh", "tỉnh", AFTER_NAME},
    {"thanh", "thành", AFTER_WORD, "pho"},
    {"pho", "phố", AFTER_NAME},
    {"thi", "thị", AFTER_WORD, "xa"},
    {"thi", "thị", AFTER_WORD, "tran"},
    {"tran", "trấn", AFTER_NAME},
    {"thon", "thôn", AFTER_NAME},
    {"buon", "buôn", AFTER_NAME},
    {"to", "tổ", AFTER_WORD, "dan"},
    {"dan", "dân", AFTER_WORD, "pho"},
    {"nhan", "nhân", AFTER_WORD, "dan"},
    {"dan", "dân", AFTER_WORD, "xa"},
    {"dan", "dân", AFTER_WORD, "phuong"},
    {"dan", "dân", AFTER_WORD, "huyen"},
    {"dan", "dân", AFTER_WORD, "quan"},
    {"dan", "dân", AFTER_WORD, "tinh"},
    {"dan", "dân", AFTER_WORD, "thi"},
    {"dan", "dân", AFTER_WORD, "thanh"},
    {"vien", "viện", AFTER_WORD, "da"},
    {"cap", "cấp", AFTER_WORD, "ngay"},
    {"thang", "tháng", AFTER_ANY},
    {"ngay", "ngày", AFTER_ANY},
};

/* "l" and "i" are one letter when folded: huyen must be spelt so. */
static bool is_lower(const char *word, size_t length)
{
    const char *end = word + length;
    while (word < end) {
        uint32_t rune = utf8_next(&word);
        if (!utf8_is_letter(rune) || utf8_lower_rune(rune) != rune)
            return false;
    }
    return true;
}

static bool starts_name(const char *text)
{
    uint32_t rune = utf8_next(&text);
    return utf8_is_letter(rune) ? utf8_lower_rune(rune) != rune : rune >= '0' && rune <= '9';
}

static const char *office_word(const char *word, size_t length, const char *after,
                               struct arena *arena)
{
    const char *fold = label_fold(arena_copy_span(arena, word, length), arena);
    const char *next = label_fold(arena_copy_span(arena, after, strcspn(after, " ,")), arena);
    for (size_t i = 0; i < ARRAY_SIZE(WORDS); i++) {
        if (strcmp(WORDS[i].fold, fold) != 0)
            continue;
        if (WORDS[i].after == AFTER_ANY || (WORDS[i].after == AFTER_NAME && starts_name(after)) ||
            (WORDS[i].after == AFTER_WORD && strcmp(next, WORDS[i].next) == 0))
            return WORDS[i].word;
    }
    return NULL;
}

const char *mend_place(const char *text, struct arena *arena)
{
    struct str out = STR_INIT;
    bool changed = false;
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, " ,");
        const char *after = at + length + strspn(at + length, " ");
        const char *word = length > 0 && at[length] == ' ' && is_lower(at, length)
                               ? office_word(at, length, after, arena)
                               : NULL;
        if (word && (strlen(word) != length || memcmp(word, at, length) != 0)) {
            str_add(&out, word);
            changed = true;
        } else {
            str_add_span(&out, at, length);
        }
        at += length;
        for (; *at == ' ' || *at == ','; at++)
            str_add_char(&out, *at);
    }
    const char *mended = changed ? arena_copy_text(arena, str_peek(&out)) : text;
    str_release(&out);
    return mended;
}

/* ---- stray signs ---- */

static bool is_quote(uint32_t rune)
{
    return rune == '"' || rune == '\\' || (rune >= 0x2018 && rune <= 0x201F) || rune == 0xAB ||
           rune == 0xBB || rune == '`' || rune == 0x2039 || rune == 0x203A;
}

/* The word that ends at at: its letters, and how many of its last ones are lower case. */
struct before {
    size_t letters, lower;
};

/* Looks back at most WORD_REACH bytes: no word is longer, and dirt may be one of 100,000. */
static struct before word_before(const char *text, const char *at)
{
    enum { WORD_REACH = 64 };
    struct before before = {0};
    const char *from = at;
    while (from > text && from[-1] != ' ' && at - from < WORD_REACH)
        from--;
    while (from < at && ((unsigned char)*from & 0xC0) == 0x80)
        from++; /* in the middle of a character */
    while (from < at) {
        uint32_t rune = utf8_next(&from);
        bool letter = utf8_is_letter(rune);
        before.letters = letter ? before.letters + 1 : 0;
        before.lower = letter && utf8_lower_rune(rune) == rune ? before.lower + 1 : 0;
    }
    return before;
}

/* TP. TX. T.T.: short words that are written with a dot. */
static bool is_short_form(struct before before)
{
    return before.lower == 0 && before.letters <= 3;
}

/* Tp. Tx. Tt. Kp.: no vowel, so no word. */
static bool is_short_word(const char *text, const char *from)
{
    return from - text >= 2 && (from - text == 2 || from[-3] == ' ') &&
           strchr("TKP", from[-2]) != NULL && strchr("pxt", from[-1]) != NULL;
}

static bool is_lower_letter(uint32_t rune)
{
    return utf8_is_letter(rune) && utf8_lower_rune(rune) == rune;
}

static bool is_stray_dot(struct before before, uint32_t then, bool joined)
{
    if (then >= '0' && then <= '9')
        return before.letters == 0 || before.lower > 0;
    if (!utf8_is_letter(then))
        return false;
    if (is_lower_letter(then))
        return before.letters >= 4 || before.lower > 0 || joined;
    return before.lower >= 1 && !is_short_form(before);
}

/* A bracket without its other half: dirt. */
static bool is_lone_bracket(const char *text, uint32_t rune)
{
    if (rune == '(')
        return strchr(text, ')') == NULL;
    return rune == ')' && strchr(text, '(') == NULL;
}

/* May the sign [from, next) stand there? ret_space: a space takes its place. */
static bool is_stray(const char *text, const char *from, const char *next, uint32_t rune,
                     bool *ret_space)
{
    const char *after = next + strspn(next, " "), *peek = after;
    bool inside = from > text && *next != '\0';
    uint32_t then = utf8_next(&peek);
    *ret_space = inside && *next != ' ' && from[-1] != ' ';
    if (is_quote(rune) || is_lone_bracket(text, rune))
        return true;
    if (!inside)
        return false;
    if (rune == '.' && from[-1] == ',')
        return true;
    if ((rune == ';' || rune == ':') && (*next == ',' || from[-1] == ',')) {
        *ret_space = false; /* xã Kim Liên;, */
        return true;
    }
    if (rune == '-' && from[-1] == ' ' && is_lower_letter(then) && *next != ' ')
        return true; /* ngân -hàng */
    if (rune == '.' && is_short_word(text, from))
        return false;
    if (rune == '.' && (from[-1] < '0' || from[-1] > '9'))
        return is_stray_dot(word_before(text, from), then, *next != ' ');
    if (rune == ',' && *next == ' ')
        return (then >= '0' && then <= '9' && word_before(text, from).lower >= 2) ||
               (text_starts(after, "ngày ") && word_before(text, from).lower == 3);
    return false;
}

const char *mend_signs(const char *text, struct arena *arena)
{
    struct str out = STR_INIT;
    bool changed = false, space = false;
    for (const char *at = text; *at;) {
        const char *from = at;
        uint32_t rune = utf8_next(&at);
        bool again = rune == 0x110 && text_ends(str_peek(&out), "Đ"); /* QĐĐ */
        if (!again && !is_stray(text, from, at, rune, &space)) {
            str_add_span(&out, from, (size_t)(at - from));
            continue;
        }
        changed = true;
        space = space && !again;
        if (space)
            str_add_char(&out, ' ');
    }
    str_trim(&out);
    const char *mended = changed ? arena_copy_text(arena, str_peek(&out)) : text;
    str_release(&out);
    return mended;
}

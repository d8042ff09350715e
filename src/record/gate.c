/* SPDX-License-Identifier: Apache-2.0
 *
 * record/gate: numbers with letters before their digits, numbers of persons that lack a digit,
 * papers without their kind, names that hold a sex, a people or a lone letter, places whose commas
 * or last words are not those of a place, texts that end within a set phrase. May include base,
 * viet and record.
 */
#include "record/gate.h"

#include <stdbool.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "record/normalise_text.h"

/* ---- numbers ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "CCCD số" or "QĐ số" above it is lost. */
static bool lacks_kind(const char *text)
{
    return is_digit(text[0]) &&
           (strstr(text, "/QĐ") || strspn(text, "0123456789 ") == strlen(text));
}

/* Twelve digits where a label says that it is the number of the person, nine where it says that it
 * is the old card's; else either. Cards print them in groups. */
static bool id_length_odd(const struct schema_field *field, const char *text)
{
    size_t digits = 0;
    bool person = false, old = field->print && field->print[0] && strstr(field->print[0], "CMND");
    for (text_list label = field->print; label && *label; label++)
        person |= strstr(*label, "định danh") != NULL;
    for (const char *at = text; *at; at++) {
        if (!is_digit(*at) && *at != ' ')
            return true;
        digits += is_digit(*at);
    }
    return person ? digits != 12 : digits != 9 && (old || digits != 12);
}

/* ---- names ---- */

static bool word_is(const char *word, size_t length, const char *wanted)
{
    return strlen(wanted) == length && strncmp(word, wanted, length) == 0;
}

/* "Tạ Thu Quyên Nữ Anh": where the rule between two columns is lost, a sex, a people or a nation
 * stands in the name. Nam and Nữ are parts of names too, but not both late and within. */
static bool name_mixed(const char *text)
{
    static const char *const never[] = {"Kinh", "Mường", "Khmer", "Hmông", "KINH", "MƯỜNG"};
    static const char *const nation[] = {"Việt Nam", "VIỆT NAM"};
    size_t index = 0;
    for (size_t i = 0; i < ARRAY_SIZE(nation); i++)
        if (strstr(text, nation[i]) && text_ends(text, nation[i]))
            return true;
    for (const char *word = text; *word; index++) {
        size_t length = strcspn(word, " ");
        bool last = word[length] == '\0';
        bool woman = word_is(word, length, "Nữ") || word_is(word, length, "NỮ");
        bool man = word_is(word, length, "Nam") || word_is(word, length, "NAM");
        bool odd = (woman && index >= 2) || (man && index >= 3) || (man && index == 2 && !last);
        for (size_t i = 0; i < ARRAY_SIZE(never); i++)
            odd |= index >= 2 && word_is(word, length, never[i]);
        if (odd)
            return true;
        word += length + (last ? 0 : 1);
    }
    return false;
}

/* "Nghiêm N Hạnh": of a word between others one letter is left. A, Y and Ê are names of their own.
 */
static bool name_torn(const char *text)
{
    for (const char *word = strchr(text, ' '); word; word = strchr(word + 1, ' ')) {
        const char *at = word + 1;
        uint32_t rune = utf8_next(&at);
        if (*at == ' ' && utf8_is_letter(rune) && rune != 'A' && rune != 'Y' && rune != 0xCA)
            return true;
    }
    return false;
}

/* "kiều Ngọc Nam" */
static bool starts_small(const char *text)
{
    uint32_t rune = utf8_next(&text);
    return utf8_is_letter(rune) && utf8_upper_rune(rune) != rune;
}

/* ---- places ---- */

/* "xã Yên' Khê": an apostrophe stands within a word only. */
static bool quote_loose(const char *text)
{
    for (const char *at = text; *at; at++)
        if (*at == '\'' && (at == text || at[-1] == ' ' || at[1] == ' ' || !at[1]))
            return true;
    return false;
}

/* The word behind the last unit's name begins small: "tỉnh Bắc Ninh ai". */
static bool tail_small(const char *text)
{
    const char *comma = strrchr(text, ','), *last = strrchr(text, ' ');
    if (!comma || !last || last < comma)
        return false;
    const char *word = last + 1;
    uint32_t rune = utf8_next(&word);
    return utf8_is_letter(rune) && utf8_lower_rune(rune) == rune;
}

/* "2/01/2010": who writes the month with a zero writes the day in two digits: its first is lost. */
static bool date_uneven(const char *text)
{
    for (const char *at = text; *at; at++) {
        bool lone = is_digit(at[0]) && (at == text || !is_digit(at[-1]));
        bool sign = lone && (at[1] == '/' || at[1] == '-' || at[1] == '.');
        if (sign && at[2] == '0' && is_digit(at[3]) && at[4] == at[1])
            return true;
    }
    return false;
}

static int gate_kind(const struct schema_field *field, const char *text)
{
    switch (field->kind) {
    case KIND_NUMBER: return !is_digit(text[0]) + (strpbrk(text, " (") != NULL); /* Q6, 07( */
    case KIND_PERSON_ID: return id_length_odd(field, text);
    case KIND_NAME: return name_mixed(text) + name_torn(text) + starts_small(text);
    case KIND_PLACE: return tail_small(text) + place_lacks_comma(text) + quote_loose(text);
    case KIND_PAPER: return lacks_kind(text);
    case KIND_TEXT: return lacks_kind(text) + phrase_is_cut(text);
    default: return 0;
    }
}

int gate_value(const struct schema_field *field, const char *text)
{
    return text && text[0] ? gate_kind(field, text) + date_uneven(text) : 0;
}

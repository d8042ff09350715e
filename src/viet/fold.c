/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/fold: search, tone and label folding. Owns what counts as the same letter in each.
 * May include base and viet.
 */
#include "viet/fold.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "viet/letter.h"

/* Letters that decomposition leaves whole. */
static uint32_t fold_odd_rune(uint32_t rune)
{
    switch (rune) {
    case 0x110:
    case 0x111:
    case 0xd0:
    case 0xf0: return 'd';
    case 0x180:
    case 0x243: return 'b';
    case 0xd8:
    case 0xf8: return 'o';
    case 0x131: return 'i';
    case 0x2018:
    case 0x2019:
    case 0x2bc:
    case 0xb4: return '\'';
    case 0x2013:
    case 0x2014:
    case 0x2010:
    case 0x2011: return '-';
    default: return utf8_lower_rune(rune);
    }
}

/* True when letter_split knows every code point of text, so that no decomposition is needed. */
static bool text_is_plain(const char *text)
{
    struct letter letter;
    for (uint32_t rune; (rune = utf8_next(&text)) != 0;)
        if (rune >= 0x80 && !letter_split(rune, &letter))
            return false;
    return true;
}

static void add_folded(struct str *out, uint32_t rune)
{
    struct letter letter;
    if (letter_split(rune, &letter))
        str_add_char(out, letter.base);
    else if (utf8_is_space(rune))
        str_add_char(out, ' ');
    else if (!utf8_is_mark(rune))
        str_add_rune(out, fold_odd_rune(rune));
}

/* Single spaces, none at the ends; in place. */
static void squeeze(struct str *out)
{
    size_t write = 0;
    for (size_t read = 0; read < out->length; read++)
        if (out->text[read] != ' ' || (write > 0 && out->text[write - 1] != ' '))
            out->text[write++] = out->text[read];
    if (write > 0 && out->text[write - 1] == ' ')
        write--;
    str_cut(out, write);
}

char *fold_search(const char *text)
{
    struct str out = STR_INIT;
    char *nfd = text_is_plain(text) ? NULL : utf8_nfd(text);
    const char *next = nfd != NULL ? nfd : text;
    for (uint32_t rune; (rune = utf8_next(&next)) != 0;)
        add_folded(&out, rune);
    free(nfd);
    squeeze(&out);
    return str_take(&out);
}

static void add_tones(struct str *out, enum tone *tones, size_t *count)
{
    static const uint32_t MARKS[TONE_COUNT] = {0, 0x300, 0x301, 0x309, 0x303, 0x323};
    for (size_t i = 0; i < *count; i++)
        str_add_rune(out, MARKS[tones[i]]);
    *count = 0;
}

char *fold_tone(const char *text)
{
    enum { TONES_MAX = 8 };
    struct str out = STR_INIT;
    char *nfc = NULL;
    enum tone tones[TONES_MAX];
    size_t count = 0;
    if (utf8_nfc(text, &nfc, NULL) != ERR_OK)
        nfc = mem_copy_text(text);
    const char *next = nfc;
    for (uint32_t rune; (rune = utf8_next(&next)) != 0;) {
        struct letter letter;
        if (letter_split(rune, &letter)) {
            if (letter.tone != TONE_LEVEL && count < TONES_MAX)
                tones[count++] = letter.tone;
            letter.tone = TONE_LEVEL;
            letter.upper = false;
            str_add_rune(&out, letter_join(&letter));
            continue;
        }
        bool space = utf8_is_space(rune);
        if (space || !utf8_is_letter(rune))
            add_tones(&out, tones, &count);
        str_add_rune(&out, space ? ' ' : utf8_lower_rune(rune));
    }
    add_tones(&out, tones, &count);
    free(nfc);
    squeeze(&out);
    return str_take(&out);
}

bool fold_tone_equal(const char *a, const char *b)
{
    char *key_a = fold_tone(a);
    char *key_b = fold_tone(b);
    bool equal = strcmp(key_a, key_b) == 0;
    free(key_a);
    free(key_b);
    return equal;
}

/* What OCR mixes up, made one; 0 = a sign that labels do not have. */
static char fold_label_char(char c)
{
    switch (c) {
    case '0': return 'o';
    case '1':
    case 'l':
    case '|':
    case '!': return 'i';
    case '5': return 's';
    case '8': return 'b';
    case '6': return 'g';
    default:
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80 ? c
                                                                                            : ' ';
    }
}

char *fold_label(const char *text)
{
    struct str out = STR_INIT;
    char *folded = fold_search(text);
    str_add(&out, folded);
    free(folded);
    for (size_t i = 0; i < out.length; i++)
        out.text[i] = fold_label_char(out.text[i]);
    squeeze(&out);
    return str_take(&out);
}

bool fold_begins(const char *text, const char *typed)
{
    struct letter whole;
    for (uint32_t rune; (rune = utf8_next(&typed)) != 0;) {
        uint32_t wanted = utf8_next(&text);
        if (utf8_lower_rune(rune) == utf8_lower_rune(wanted))
            continue;
        bool plain = rune < 0x80 && letter_split(wanted, &whole);
        if (!plain || utf8_lower_rune(rune) != (uint32_t)whole.base)
            return false;
    }
    return true;
}

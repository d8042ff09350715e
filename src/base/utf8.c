/* SPDX-License-Identifier: Apache-2.0
 *
 * base/utf8: UTF-8, normalisation, case and classes. The only file that includes utf8proc.
 * May include: utf8proc, base.
 */
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/mem.h"
#include "base/str.h"

enum { BAD_RUNE = 0xFFFD };

/* ---- decoding ---- */

/* Length of the well-formed sequence at bytes (room bytes left), or 0; fills *ret_rune. */
static size_t decode(const unsigned char *bytes, size_t room, uint32_t *ret_rune)
{
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    if (room == 0)
        return 0;
    unsigned lead = bytes[0];
    if (lead < 0x80) {
        *ret_rune = lead;
        return 1;
    }
    size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || length > room)
        return 0;
    uint32_t rune = lead & (0xFFu >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
        rune = rune << 6 | (bytes[i] & 0x3F);
    }
    if (rune < least[length] || rune > 0x10FFFF || (rune >= 0xD800 && rune <= 0xDFFF))
        return 0;
    *ret_rune = rune;
    return length;
}

bool utf8_valid(const char *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        uint32_t rune;
        size_t step = decode((const unsigned char *)bytes + at, length - at, &rune);
        if (step == 0)
            return false;
        at += step;
    }
    return true;
}

uint32_t utf8_next(const char **ret_next)
{
    const unsigned char *at = (const unsigned char *)*ret_next;
    if (*at == 0)
        return 0;
    uint32_t rune = BAD_RUNE;
    size_t step = decode(at, strnlen(*ret_next, 4), &rune);
    *ret_next += step ? step : 1;
    return rune;
}

size_t utf8_encode(uint32_t codepoint, char out[5])
{
    if (!utf8proc_codepoint_valid((utf8proc_int32_t)codepoint))
        codepoint = BAD_RUNE;
    size_t length =
        (size_t)utf8proc_encode_char((utf8proc_int32_t)codepoint, (utf8proc_uint8_t *)out);
    out[length] = '\0';
    return length;
}

char *utf8_clean(const char *text)
{
    struct str clean = STR_INIT;
    char rune[5];
    while (*text) {
        size_t length = utf8_encode(utf8_next(&text), rune);
        str_add_span(&clean, rune, length);
    }
    return str_take(&clean);
}

size_t utf8_count(const char *text)
{
    size_t count = 0;
    while (utf8_next(&text))
        count++;
    return count;
}

/* ---- normalisation ---- */

static bool is_ascii(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

static char *map_text(const char *text, utf8proc_option_t options)
{
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text, 0, &out,
                                           UTF8PROC_NULLTERM | UTF8PROC_STABLE | options);
    return length < 0 ? NULL : (char *)out;
}

enum err_code utf8_nfc(const char *text, char **ret_text, struct err *err)
{
    if (!utf8_valid(text, strlen(text)))
        return err_set(err, ERR_FORMAT, 120,
                       _("the text is not UTF-8; convert the file to UTF-8 first"));
    char *mapped = is_ascii(text) ? mem_copy_text(text) : map_text(text, UTF8PROC_COMPOSE);
    if (!mapped)
        return err_set(err, ERR_NOMEM, 121, _("not enough memory for a text; close programs"));
    *ret_text = mapped;
    return ERR_OK;
}

bool utf8_is_nfc(const char *text)
{
    if (is_ascii(text))
        return true;
    char *mapped = NULL;
    bool same = utf8_nfc(text, &mapped, NULL) == ERR_OK && strcmp(text, mapped) == 0;
    free(mapped);
    return same;
}

static char *repaired(const char *text)
{
    struct str out = STR_INIT;
    while (*text)
        str_add_rune(&out, utf8_next(&text));
    return str_take(&out);
}

char *utf8_nfd(const char *text)
{
    if (is_ascii(text))
        return mem_copy_text(text);
    char *sound = repaired(text);
    char *mapped = map_text(sound, UTF8PROC_DECOMPOSE);
    if (!mapped)
        abort();
    free(sound);
    return mapped;
}

/* ---- case and classes ---- */

static char *map_runes(const char *text, uint32_t (*map)(uint32_t))
{
    struct str out = STR_INIT;
    while (*text)
        str_add_rune(&out, map(utf8_next(&text)));
    return str_take(&out);
}

char *utf8_lower(const char *text)
{
    return map_runes(text, utf8_lower_rune);
}

char *utf8_upper(const char *text)
{
    return map_runes(text, utf8_upper_rune);
}

uint32_t utf8_lower_rune(uint32_t codepoint)
{
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)codepoint);
}

uint32_t utf8_upper_rune(uint32_t codepoint)
{
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)codepoint);
}

static utf8proc_category_t category(uint32_t codepoint)
{
    return utf8proc_category((utf8proc_int32_t)codepoint);
}

bool utf8_is_letter(uint32_t codepoint)
{
    utf8proc_category_t kind = category(codepoint);
    return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO;
}

bool utf8_is_mark(uint32_t codepoint)
{
    utf8proc_category_t kind = category(codepoint);
    return kind >= UTF8PROC_CATEGORY_MN && kind <= UTF8PROC_CATEGORY_ME;
}

bool utf8_is_space(uint32_t codepoint)
{
    if (codepoint == ' ' || (codepoint >= '\t' && codepoint <= '\r') || codepoint == 0x85)
        return true;
    utf8proc_category_t kind = category(codepoint);
    return kind >= UTF8PROC_CATEGORY_ZS && kind <= UTF8PROC_CATEGORY_ZP;
}

size_t utf8_width(const char *text)
{
    size_t width = 0;
    while (*text) {
        int columns = utf8proc_charwidth((utf8proc_int32_t)utf8_next(&text));
        width += columns > 0 ? (size_t)columns : 0;
    }
    return width;
}

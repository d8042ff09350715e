/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/shorthand: see the header. May include base.
 */
#include "viet/shorthand.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

enum { FORMS_MAX = 200 };

static const struct short_form SHORT_NAMES[] = {
    {"nv", "Nguyễn Văn"}, {"nt", "Nguyễn Thị"}, {"tv", "Trần Văn"}, {"tt", "Trần Thị"},
    {"lv", "Lê Văn"},     {"lt", "Lê Thị"},     {"pv", "Phạm Văn"}, {"pt", "Phạm Thị"},
    {"hv", "Hoàng Văn"},  {"ht", "Hoàng Thị"},
};
static const struct short_form SHORT_PLACES[] = {
    {"x", "xã"},
    {"p", "phường"},
    {"tt", "thị trấn"},
    {"h", "huyện"},
    {"q", "quận"},
    {"tx", "thị xã"},
    {"tp", "thành phố"},
    {"t", "tỉnh"},
    {"tyt", "trạm y tế"},
    {"bv", "bệnh viện"},
    {"bvdk", "bệnh viện đa khoa"},
};
/* Kinds of places: they stay small, where a part begins with them. */
static const char *const KINDS[] = {
    "xã",
    "phường",
    "thị trấn",
    "thị xã",
    "huyện",
    "quận",
    "thành phố",
    "tỉnh",
    "đặc khu",
    "xóm",
    "thôn",
    "ấp",
    "bản",
    "buôn",
    "làng",
    "tổ",
    "khu",
    "khu phố",
    "khóm",
    "tổ dân phố",
    "trạm y tế",
    "bệnh viện",
    "bệnh viện đa khoa",
    "ủy ban nhân dân",
    "ban chỉ huy",
};

/* ---- the office's own ---- */

static const char *part(struct arena *arena, const char *from, size_t length)
{
    struct str text = STR_INIT;
    str_add_span(&text, from, length);
    str_trim(&text);
    const char *kept = arena_copy_text(arena, str_peek(&text));
    str_release(&text);
    return kept;
}

void short_forms_parse(const char *text, struct arena *arena, struct short_forms *ret)
{
    *ret = (struct short_forms){.items = arena_take(arena, FORMS_MAX, sizeof *ret->items)};
    while (*text && ret->count < FORMS_MAX) {
        size_t length = strcspn(text, ";\n"), left = strcspn(text, "=");
        if (left < length) {
            const char *is_short = part(arena, text, left);
            const char *is_long = part(arena, text + left + 1, length - left - 1);
            if (*is_short && *is_long)
                ret->items[ret->count++] = (struct short_form){is_short, is_long};
        }
        text += length + (text[length] != '\0');
    }
}

/* ---- writing out ---- */

static const char *lookup(const struct short_form *forms, size_t count, const char *word,
                          size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(forms[i].is_short) == length &&
            strncasecmp(forms[i].is_short, word, length) == 0)
            return forms[i].is_long;
    return NULL;
}

struct built_in {
    const struct short_form *items;
    size_t count;
    bool each_part; /* at the start of each part between commas, else of the text */
};

/* A built-in form needs a word behind it: "tt" alone may be anything. */
static char *expand(const char *text, const struct short_forms *own, struct built_in built_in)
{
    struct str out = STR_INIT;
    bool start = true;
    while (*text) {
        size_t length = strcspn(text, " ,");
        const char *is_long = own ? lookup(own->items, own->count, text, length) : NULL;
        if (!is_long && start && text[length] == ' ')
            is_long = lookup(built_in.items, built_in.count, text, length);
        if (length > 0)
            start = false;
        if (is_long)
            str_add(&out, is_long);
        else
            str_add_span(&out, text, length);
        text += length;
        for (; *text == ' ' || *text == ','; text++) {
            start = start || (built_in.each_part && *text == ',');
            str_add_char(&out, *text);
        }
    }
    return str_take(&out);
}

char *name_expand(const char *text, const struct short_forms *own)
{
    return expand(text, own, (struct built_in){SHORT_NAMES, ARRAY_SIZE(SHORT_NAMES), false});
}

char *place_expand(const char *text, const struct short_forms *own)
{
    return expand(text, own, (struct built_in){SHORT_PLACES, ARRAY_SIZE(SHORT_PLACES), true});
}

/* ---- capitals ---- */

static bool has_capital(const char *text)
{
    for (uint32_t rune; (rune = utf8_next(&text)) != 0;)
        if (utf8_lower_rune(rune) != rune)
            return true;
    return false;
}

/* Bytes of the longest kind that text begins with, and of the space behind it; 0 = none. */
static size_t kind_length(const char *text)
{
    size_t longest = 0;
    for (size_t i = 0; i < ARRAY_SIZE(KINDS); i++) {
        size_t length = strlen(KINDS[i]);
        if (text_starts(text, KINDS[i]) && text[length] == ' ' && length >= longest)
            longest = length + 1;
    }
    return longest;
}

/* Offices and hospitals are written with a first capital, parts of the country are not. */
static bool is_house(const char *text)
{
    return text_starts(text, "trạm ") || text_starts(text, "bệnh ") || text_starts(text, "ủy ban ");
}

static const char *add_words(struct str *out, const char *text)
{
    bool start = true;
    while (*text && *text != ',') {
        uint32_t rune = utf8_next(&text);
        str_add_rune(out, start ? utf8_upper_rune(rune) : rune);
        start = rune == ' ' || rune == '\'' || rune == '-' || rune == '.';
    }
    return text;
}

char *place_title(const char *text)
{
    struct str out = STR_INIT;
    if (has_capital(text))
        return mem_copy_text(text);
    bool capital = is_house(text);
    while (*text) {
        for (size_t length; (length = kind_length(text)) > 0; text += length) {
            const char *from = text;
            if (capital)
                str_add_rune(&out, utf8_upper_rune(utf8_next(&from)));
            str_add_span(&out, from, length - (size_t)(from - text));
            capital = false;
        }
        text = add_words(&out, text);
        while (*text == ',' || *text == ' ')
            str_add_char(&out, *text++);
    }
    return str_take(&out);
}

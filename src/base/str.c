/* SPDX-License-Identifier: Apache-2.0
 *
 * base/str: growing text and strict numbers. Owns nothing but what a struct str points to.
 * May include: base only.
 */
#include "base/str.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"

/* ---- growing text ---- */

static void make_room(struct str *str, size_t more)
{
    if (more >= STR_MAX - str->length) {
        fputs("sohoa: a text grew beyond its limit\n", stderr);
        abort();
    }
    size_t need = str->length + more + 1;
    if (need <= str->capacity)
        return;
    size_t room = str->capacity ? str->capacity * 2 : 64;
    if (room < need)
        room = need;
    str->text = mem_grow(str->text, room, 1);
    str->capacity = room;
}

void str_release(struct str *str)
{
    free(str->text);
    *str = (struct str)STR_INIT;
}

void str_clear(struct str *str)
{
    str_cut(str, 0);
}

char *str_take(struct str *str)
{
    make_room(str, 0);
    str->text[str->length] = '\0';
    char *text = str->text;
    *str = (struct str)STR_INIT;
    return text;
}

const char *str_peek(const struct str *str)
{
    return str->text && str->length ? str->text : "";
}

void str_add(struct str *str, const char *text)
{
    str_add_span(str, text, strlen(text));
}

void str_add_span(struct str *str, const char *bytes, size_t length)
{
    make_room(str, length);
    if (length)
        memcpy(str->text + str->length, bytes, length);
    str->length += length;
    str->text[str->length] = '\0';
}

void str_add_char(struct str *str, char c)
{
    str_add_span(str, &c, 1);
}

void str_add_rune(struct str *str, uint32_t codepoint)
{
    char bytes[5];
    str_add_span(str, bytes, utf8_encode(codepoint, bytes));
}

void str_format(struct str *str, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str_vformat(str, format, args);
    va_end(args);
}

void str_vformat(struct str *str, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    assert(length >= 0);
    make_room(str, (size_t)length);
    vsnprintf(str->text + str->length, (size_t)length + 1, format, again);
    va_end(again);
    str->length += (size_t)length;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

void str_trim(struct str *str)
{
    size_t start = 0;
    while (start < str->length && is_blank(str->text[start]))
        start++;
    size_t end = str->length;
    while (end > start && is_blank(str->text[end - 1]))
        end--;
    if (start > 0)
        memmove(str->text, str->text + start, end - start);
    str_cut(str, end - start);
}

void str_cut(struct str *str, size_t length)
{
    assert(length <= str->length);
    str->length = length;
    if (str->text)
        str->text[length] = '\0';
}

/* ---- plain text ---- */

bool text_equal(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

bool text_starts(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool text_ends(const char *text, const char *suffix)
{
    size_t length = strlen(text), tail = strlen(suffix);
    return length >= tail && strcmp(text + length - tail, suffix) == 0;
}

bool text_to_long(const char *text, long min, long max, long *ret_value)
{
    if (!text ||
        !(isdigit((unsigned char)text[0]) || (text[0] == '-' && isdigit((unsigned char)text[1]))))
        return false;
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (errno || *end || value < min || value > max)
        return false;
    *ret_value = value;
    return true;
}

bool text_to_double(const char *text, double min, double max, double *ret_value)
{
    if (!text || !*text || strspn(text, "0123456789.eE+-") != strlen(text))
        return false;
    char *end;
    double value = strtod(text, &end);
    if (*end || !(value >= min && value <= max))
        return false;
    *ret_value = value;
    return true;
}

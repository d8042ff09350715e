/* SPDX-License-Identifier: Apache-2.0
 *
 * base/str: growing text. The only way text is built here (raw strcpy, sprintf, strtok and atoi
 * are banned by a lint). Growth is capped by STR_MAX of base/limits.h: beyond it the program
 * aborts, since foreign sizes are checked before.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Embedded; zero-initialise with {0} or STR_INIT; text is NULL or NUL-terminated. */
struct str {
    char *text;
    size_t length; /* bytes, without the NUL */
    size_t capacity;
};
#define STR_INIT                                                                                   \
    {                                                                                              \
        0                                                                                          \
    }

void str_release(struct str *str); /* frees; usable again afterwards */
void str_clear(struct str *str);   /* length 0, keeps the room */
char *str_take(struct str *str);   /* gives the heap text away (never NULL); str is empty after */
const char *str_peek(const struct str *str); /* "" when empty; valid until the next change */

void str_add(struct str *str, const char *text);
void str_add_span(struct str *str, const char *bytes, size_t length);
void str_add_char(struct str *str, char c);
void str_add_rune(struct str *str, uint32_t codepoint); /* as UTF-8 */
void str_format(struct str *str, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_vformat(struct str *str, const char *format, va_list args);
void str_trim(struct str *str);               /* ASCII white space at both ends */
void str_cut(struct str *str, size_t length); /* shortens to length bytes */

bool text_equal(const char *a, const char *b); /* NULL equals only NULL */
bool text_starts(const char *text, const char *prefix);
bool text_ends(const char *text, const char *suffix);
/* Strict: the whole text is one decimal number within [min, max]; else false, *ret untouched. */
bool text_to_long(const char *text, long min, long max, long *ret_value);
bool text_to_double(const char *text, double min, double max, double *ret_value);

#endif

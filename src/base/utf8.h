/* SPDX-License-Identifier: Apache-2.0
 *
 * base/utf8: the one place that knows UTF-8 and Unicode normalisation (utf8proc).
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

bool utf8_valid(const char *bytes, size_t length); /* strict; no surrogates, no overlong */
/* Decodes one code point at *ret_next (advanced). At the end or on a bad byte: 0 at NUL, U+FFFD
 * and one byte further on a bad one. */
uint32_t utf8_next(const char **ret_next);
size_t utf8_encode(uint32_t codepoint, char out[5]); /* bytes written, NUL added */
size_t utf8_count(const char *text);                 /* code points */

/* Text from outside (file names, messages cut off in the middle): bad bytes become U+FFFD. Heap. */
char *utf8_clean(const char *text);
/* NFC; heap text, freed by the caller. ERR_FORMAT (K-120) when text is not UTF-8. */
enum err_code utf8_nfc(const char *text, char **ret_text, struct err *err) MUST_CHECK;
bool utf8_is_nfc(const char *text);
/* NFD; heap; never fails on valid UTF-8; bad bytes become U+FFFD. */
char *utf8_nfd(const char *text);
/* Simple case mapping by code point, any script; heap. */
char *utf8_lower(const char *text);
char *utf8_upper(const char *text);
uint32_t utf8_lower_rune(uint32_t codepoint);
uint32_t utf8_upper_rune(uint32_t codepoint);
bool utf8_is_letter(uint32_t codepoint);
bool utf8_is_mark(uint32_t codepoint); /* combining mark (Mn, Mc, Me) */
bool utf8_is_space(uint32_t codepoint);
/* Columns on a terminal: 0, 1 or 2 each code point. */
size_t utf8_width(const char *text);

#endif

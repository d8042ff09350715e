/* SPDX-License-Identifier: Apache-2.0
 *
 * base/json: jansson behind a few helpers. Other rooms include this header, and through it
 * jansson's json_t, but never <jansson.h> itself. Reference rules are jansson's: "new" gives a
 * reference, "peek" borrows.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Parses one value; rejects duplicate keys, trailing bytes, depth and size beyond base/limits.h.
 * name stands in the message (a file name). ERR_FORMAT K-110 names line and column. */
enum err_code json_parse(const char *bytes, size_t length, const char *name, json_t **ret_new,
                         struct err *err) MUST_CHECK;
enum err_code json_read_file(const char *path, json_t **ret_new, struct err *err) MUST_CHECK;

/* Canonical JSON (RFC 8785): sorted by UTF-16 units, no space, integers only for numbers (a real
 * is our bug: assert). Strings must be NFC already. Heap text. */
char *json_canonical(const json_t *value);
/* One line, keys in insertion order, reals with at most 6 digits; heap text. For output. */
char *json_line(const json_t *value);
/* Indented by 2, for people; heap text. */
char *json_pretty(const json_t *value);

/* Borrowed members with a default; wrong type counts as missing. */
const char *json_peek_text(const json_t *object, const char *key); /* NULL when missing or null */
long json_peek_long(const json_t *object, const char *key, long otherwise);
double json_peek_double(const json_t *object, const char *key, double otherwise); /* int or real */
bool json_peek_bool(const json_t *object, const char *key, bool otherwise);
json_t *json_peek_object(const json_t *object, const char *key);
json_t *json_peek_array(const json_t *object, const char *key);

/* Sets key; NULL text sets JSON null; bytes that are no UTF-8 (file names have such, and messages
 * that were cut off) become U+FFFD. Value references of the _new form are stolen. */
void json_put_text(json_t *object, const char *key, const char *text);
void json_put_long(json_t *object, const char *key, long long value);
void json_put_double(json_t *object, const char *key, double value);
void json_put_bool(json_t *object, const char *key, bool value);
void json_put_new(json_t *object, const char *key, json_t *value);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/shorthand: what clerks write short, written out: nv is Nguyễn Văn, x is xã, and what an
 * office adds of its own. Nothing is changed in silence: the caller shows what comes of it.
 */
#ifndef VIET_SHORTHAND_H
#define VIET_SHORTHAND_H

#include <stddef.h>

#include "base/arena.h"

/* An office's own short forms; texts of an arena. */
struct short_form {
    const char *is_short, *is_long;
};
struct short_forms {
    struct short_form *items;
    size_t count;
};
/* "nv = Nguyễn Văn; tk = xã Tân Khánh": what has no "=" or an empty side is left out. */
void short_forms_parse(const char *text, struct arena *arena, struct short_forms *ret);

/* "nv an" -> "Nguyễn Văn an" (built-in forms stand in front), each own form wherever it is a word.
 * own may be NULL. Heap text. */
char *name_expand(const char *text, const struct short_forms *own);
/* "x tân lập, h võ nhai" -> "xã tân lập, huyện võ nhai": built-in forms stand in front of a part.
 */
char *place_expand(const char *text, const struct short_forms *own);
/* A place in small letters gets its capitals: "xã tân lập" -> "xã Tân Lập", "trạm y tế xã tân lập"
 * -> "Trạm y tế xã Tân Lập". A text with a capital stays as it is. Heap text. */
char *place_title(const char *text);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * record/compare: two entries of one field. May include base, model, viet and record.
 */
#include "record/compare.h"

#include "base/str.h"
#include "record/normalise.h"
#include "viet/fold.h"

const char *entry_match_name(enum entry_match match)
{
    static const char *const NAMES[ENTRY_MATCH_COUNT] = {
        [ENTRY_EQUAL] = "equal",
        [ENTRY_ALIKE] = "alike",
        [ENTRY_SAME_FACT] = "same-fact",
        [ENTRY_DIFFERENT] = "different",
    };
    return match < ENTRY_MATCH_COUNT ? NAMES[match] : "";
}

static const char *normal_of(enum field_kind kind, const struct value *value, struct arena *arena)
{
    if (value->normal != NULL)
        return value->normal;
    struct normal normal;
    value_normalise(kind, value->written, arena, &normal);
    return normal.text;
}

/* NFC and single spaces, but nothing taken off: a full stop more is a difference. */
static bool same_text(const char *a, const char *b, struct arena *arena)
{
    return text_equal(value_plain(a, arena), value_plain(b, arena));
}

static enum entry_match compare_texts(enum field_kind kind, const struct value *a,
                                      const struct value *b, struct arena *arena)
{
    const char *text_a = a->written != NULL ? a->written : a->normal;
    const char *text_b = b->written != NULL ? b->written : b->normal;
    if (text_a == NULL || text_b == NULL)
        return text_a == text_b ? ENTRY_EQUAL : ENTRY_DIFFERENT;
    if (same_text(text_a, text_b, arena))
        return ENTRY_EQUAL;
    if (fold_tone_equal(text_a, text_b))
        return ENTRY_ALIKE;
    const char *normal_a = normal_of(kind, a, arena), *normal_b = normal_of(kind, b, arena);
    bool same = normal_a != NULL && normal_b != NULL && text_equal(normal_a, normal_b);
    return same ? ENTRY_SAME_FACT : ENTRY_DIFFERENT;
}

enum entry_match entry_compare(enum field_kind kind, const struct value *a, const struct value *b)
{
    if (a->status != b->status)
        return ENTRY_DIFFERENT;
    if (a->status != VALUE_OK)
        return ENTRY_EQUAL;
    struct arena *arena = arena_new();
    enum entry_match match = compare_texts(kind, a, b, arena);
    arena_free(arena);
    return match;
}

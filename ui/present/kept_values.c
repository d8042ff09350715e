/* SPDX-License-Identifier: Apache-2.0
 *
 * present/kept_values: a ring of values. May include: base, model, viet.
 */
#include "present/kept_values.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "viet/fold.h"

enum { KEPT_MAX = 2000, TELLING_SIGNS = 2 };

struct kept {
    char *field, *written, *folded; /* written NULL: a status only */
    enum value_status status;
    long record; /* number of the record it came with */
};

struct kept_values {
    struct kept items[KEPT_MAX]; /* a ring, the newest before next */
    size_t count, next;
    long record;
};

struct kept_values *kept_values_new(void)
{
    return mem_new(1, sizeof(struct kept_values));
}

static void kept_release(struct kept *kept)
{
    free(kept->field);
    free(kept->written);
    free(kept->folded);
}

void kept_values_free(struct kept_values *values)
{
    if (!values)
        return;
    for (size_t i = 0; i < values->count; i++)
        kept_release(&values->items[i]);
    free(values);
}

void kept_values_begin(struct kept_values *values)
{
    values->record++;
}

void kept_values_add(struct kept_values *values, const char *field, const struct value *value)
{
    struct kept *kept = &values->items[values->next];
    if (values->count == KEPT_MAX)
        kept_release(kept);
    else
        values->count++;
    bool text = value->status == VALUE_OK && value->written;
    *kept = (struct kept){.field = mem_copy_text(field),
                          .written = text ? mem_copy_text(value->written) : NULL,
                          .folded = text ? fold_search(value->written) : NULL,
                          .status = value->status,
                          .record = values->record};
    values->next = (values->next + 1) % KEPT_MAX;
}

/* The index-th newest. */
static const struct kept *newest(const struct kept_values *values, size_t index)
{
    return &values->items[(values->next + KEPT_MAX - 1 - index) % KEPT_MAX];
}

bool kept_values_last(const struct kept_values *values, const char *field, struct value *ret)
{
    for (size_t i = 0; values && i < values->count; i++) {
        const struct kept *kept = newest(values, i);
        if (kept->record != values->record)
            return false;
        if (text_equal(kept->field, field)) {
            *ret = (struct value){.written = kept->written, .status = kept->status};
            return true;
        }
    }
    return false;
}

const char *kept_values_complete(const struct kept_values *values, const char *field,
                                 const char *text)
{
    const char *found = NULL;
    if (!values || utf8_count(text) < TELLING_SIGNS)
        return NULL;
    char *folded = fold_search(text);
    for (size_t i = 0; i < values->count && !found; i++) {
        const struct kept *kept = newest(values, i);
        if (kept->written && text_equal(kept->field, field) && text_starts(kept->folded, folded) &&
            strlen(kept->folded) > strlen(folded))
            found = kept->written;
    }
    free(folded);
    return found;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * record/extract: the way from a page to its proposals: kind of paper, form or rows, codes, checks.
 * Includes base, model and record.
 */
#include "record/extract.h"

#include "base/str.h"
#include "record/check.h"
#include "record/part.h"

static enum err_code find_schema(const struct schema *const *schemas, size_t count,
                                 const char *wanted, const struct schema **ret, struct err *err)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(schemas[i]->name, wanted)) {
            *ret = schemas[i];
            return ERR_OK;
        }
    return err_set(err, ERR_MISSING, 420,
                   _("no paper description is called %s; `sohoa schema list` shows all"), wanted);
}

static void extract_as(const struct schema *schema, const struct text_page *page,
                       struct arena *arena, struct proposal_list *ret)
{
    if (schema->shape == PAPER_ROWS) {
        rows_extract(schema, page, arena, ret);
    } else {
        ret->items = arena_take(arena, 1, sizeof *ret->items);
        ret->count = 1;
        form_extract(schema, page, arena, ret->items);
    }
    evidence_page(schema, page, ret->schema_sure, ret->items, ret->count);
    record_check_rows(ret->items, ret->count, arena);
    for (size_t i = 0; i < ret->count; i++) {
        record_check_codes(&ret->items[i], page->codes, page->code_count, arena);
        record_check(&ret->items[i], NULL, arena);
    }
}

enum err_code extract_page(const struct schema *const *schemas, size_t count, const char *wanted,
                           const struct text_page *page, struct arena *arena,
                           struct proposal_list *ret, struct err *err)
{
    const struct schema *schema = NULL;
    struct proposal_list list = {.schema_sure = 1};
    if (wanted && wanted[0]) {
        enum err_code code = find_schema(schemas, count, wanted, &schema, err);
        if (code)
            return code;
    } else if (!wanted && !page->blank) {
        schema = schema_recognise(schemas, count, page, &list.schema_sure);
    }
    if (schema) {
        list.schema = schema->name;
        if (!page->blank)
            extract_as(schema, page, arena, &list);
    } else if (!wanted) {
        list.schema_sure = 0;
    }
    *ret = list;
    return ERR_OK;
}

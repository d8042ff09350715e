/* SPDX-License-Identifier: Apache-2.0
 *
 * store/draft: what people keyed; append-only. Part of store/record.h.
 * May include base, model and store.
 */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "store/content.h"
#include "store/record.h"

#define DRAFT_COLUMNS                                                                              \
    "SELECT record, number, field, person, written, normal, status, undoes, at_ms, entry FROM"     \
    " draft AS one"

static void read_draft(const struct rows *rows, struct arena *arena, void *item)
{
    struct draft *draft = item;
    *draft = (struct draft){.record = rows_uuid(rows, 0),
                            .number = (long)rows_int(rows, 1),
                            .field = rows_text(rows, 2, arena),
                            .person = rows_uuid(rows, 3),
                            .empty = rows_null(rows, 6),
                            .undoes = (long)rows_int(rows, 7),
                            .at_ms = rows_int(rows, 8),
                            .kind = (enum draft_kind)rows_int(rows, 9)};
    draft->value.written = rows_text(rows, 4, arena);
    draft->value.normal = rows_text(rows, 5, arena);
    if (!draft->empty)
        (void)value_status_parse(rows_peek_text(rows, 6), &draft->value.status);
}

static enum err_code text_check(const char *text, struct err *err)
{
    if (!text)
        return ERR_OK;
    if (strlen(text) > FIELD_BYTES_MAX)
        return err_set(err, ERR_LIMIT, 544, _("a value may have at most %d bytes"),
                       FIELD_BYTES_MAX);
    if (!utf8_valid(text, strlen(text)) || !utf8_is_nfc(text))
        return err_set(err, ERR_FORMAT, 545, _("a value is not composed UTF-8 text"));
    return ERR_OK;
}

/* Numbers and inserts; draft->number is filled. */
static enum err_code draft_insert(struct store *store, struct draft *draft, struct err *err)
{
    char key[UUID_TEXT_SIZE], number[24];
    int64_t last = 0;
    uuid_show(&draft->record, key);
    enum err_code code = db_number(store, "SELECT max(number) FROM draft WHERE record = ?1",
                                   BINDS(TEXT(key)), 0, &last, err);
    if (code)
        return code;
    draft->number = (long)last + 1;
    snprintf(number, sizeof number, "%ld", draft->number);
    const char *status = draft->empty ? NULL : value_status_name(draft->value.status);
    return content_write(
        store, CONTENT_DRAFT, key, number,
        "INSERT INTO draft (record, number, station, field, person, written, normal, status,"
        " undoes, at_ms, entry) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        BINDS(TEXT(key), INT(draft->number), UUID(&store->station), TEXT(draft->field),
              UUID(&draft->person), TEXT(draft->value.written), TEXT(draft->value.normal),
              TEXT(status), INT_OR(draft->undoes, 0), INT(draft->at_ms), INT_OR(draft->kind, 0)),
        err);
}

enum err_code draft_kind_put(struct store *store, enum draft_kind kind, const struct uuid *record,
                             const char *field, const struct value *value, struct err *err)
{
    struct draft draft = {.record = *record,
                          .kind = kind,
                          .field = field,
                          .person = store->person,
                          .value = *value,
                          .at_ms = clock_now_ms()};
    enum err_code code = text_check(value->written, err);
    if (!code)
        code = text_check(value->normal, err);
    if (!code)
        code = store_begin(store, AUDIT_DRAFT, err);
    if (code)
        return code;
    return store_end(store, draft_insert(store, &draft, err), err);
}

enum err_code draft_put(struct store *store, const struct uuid *record, const char *field,
                        const struct value *value, struct err *err)
{
    return draft_kind_put(store, DRAFT_KEYED, record, field, value, err);
}

/* --- undo --------------------------------------------------------------------------------- */

/* What still stands of a history, as indexes of history: a draft pushes, an undo pops. */
static size_t standing(const struct draft *history, size_t count, size_t *stack)
{
    size_t depth = 0;
    for (size_t i = 0; i < count; i++) {
        if (!history[i].undoes)
            stack[depth++] = i;
        else if (depth)
            depth--;
    }
    return depth;
}

static enum err_code undo_plan(struct store *store, enum draft_kind kind, const struct uuid *record,
                               const char *field, struct arena *arena, struct draft *ret,
                               struct err *err)
{
    struct draft *history = NULL;
    size_t count = 0;
    struct rows rows = rows_open(store,
                                 DRAFT_COLUMNS " WHERE record = ?1 AND field = ?2 AND person = ?3"
                                               " AND coalesce(entry, 0) = ?4 ORDER BY number",
                                 BINDS(UUID(record), TEXT(field), UUID(&store->person), INT(kind)));
    enum err_code code =
        rows_all(&rows, arena, sizeof *history, read_draft, (void **)&history, &count, err);
    if (code)
        return code;
    size_t *stack = arena_take(arena, count + 1, sizeof *stack);
    size_t depth = standing(history, count, stack);
    if (depth == 0)
        return err_set(err, ERR_EMPTY, 541, _("there is nothing to take back in this field"));
    *ret = (struct draft){.record = *record,
                          .kind = kind,
                          .field = field,
                          .person = store->person,
                          .empty = depth == 1,
                          .undoes = history[stack[depth - 1]].number,
                          .at_ms = clock_now_ms()};
    if (depth > 1)
        ret->value = history[stack[depth - 2]].value;
    return ERR_OK;
}

enum err_code draft_kind_undo(struct store *store, enum draft_kind kind, const struct uuid *record,
                              const char *field, struct draft *ret, struct arena *arena,
                              struct err *err)
{
    struct draft draft = {0};
    enum err_code code = store_begin(store, AUDIT_DRAFT, err);
    if (code)
        return code;
    code = undo_plan(store, kind, record, field, arena, &draft, err);
    if (!code)
        code = draft_insert(store, &draft, err);
    code = store_end(store, code, err);
    if (!code && ret)
        *ret = draft;
    return code;
}

enum err_code draft_undo(struct store *store, const struct uuid *record, const char *field,
                         struct draft *ret, struct arena *arena, struct err *err)
{
    return draft_kind_undo(store, DRAFT_KEYED, record, field, ret, arena, err);
}

/* --- lists -------------------------------------------------------------------------------- */

static enum err_code list(struct store *store, enum draft_kind kind, const struct uuid *record,
                          const char *field, struct arena *arena, struct draft **ret,
                          size_t *ret_count, struct err *err)
{
    struct rows rows =
        rows_open(store,
                  DRAFT_COLUMNS " WHERE record = ?1 AND (?2 IS NULL OR field = ?2)"
                                " AND coalesce(entry, 0) = ?3 AND number ="
                                " (SELECT max(number) FROM draft AS later WHERE later.record = ?1"
                                " AND later.field = one.field AND later.person = one.person"
                                " AND coalesce(later.entry, 0) = ?3) ORDER BY number",
                  BINDS(UUID(record), TEXT(field), INT(kind)));
    return rows_all(&rows, arena, sizeof **ret, read_draft, (void **)ret, ret_count, err);
}

enum err_code draft_list(struct store *store, const struct uuid *record, const char *field,
                         struct arena *arena, struct draft **ret, size_t *ret_count,
                         struct err *err)
{
    return list(store, DRAFT_KEYED, record, field, arena, ret, ret_count, err);
}

enum err_code draft_kind_list(struct store *store, enum draft_kind kind, const struct uuid *record,
                              struct arena *arena, struct draft **ret, size_t *ret_count,
                              struct err *err)
{
    return list(store, kind, record, NULL, arena, ret, ret_count, err);
}

enum err_code draft_history(struct store *store, const struct uuid *record, const char *field,
                            struct arena *arena, struct draft **ret, size_t *ret_count,
                            struct err *err)
{
    struct rows rows = rows_open(
        store, DRAFT_COLUMNS " WHERE record = ?1 AND (?2 IS NULL OR field = ?2) ORDER BY number",
        BINDS(UUID(record), TEXT(field)));
    return rows_all(&rows, arena, sizeof **ret, read_draft, (void **)ret, ret_count, err);
}

/* --- carried ------------------------------------------------------------------------------ */

static bool any_stands(const struct draft *drafts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!drafts[i].empty)
            return true;
    return false;
}

static enum err_code carry_all(struct store *store, const struct uuid *from, const struct uuid *to,
                               struct arena *arena, long **ret_numbers, size_t *ret_count,
                               struct err *err)
{
    struct draft *drafts = NULL, *there = NULL;
    size_t count = 0, taken = 0;
    enum err_code code = draft_list(store, from, NULL, arena, &drafts, &count, err);
    *ret_count = 0;
    *ret_numbers = arena_take(arena, count + 1, sizeof **ret_numbers);
    for (size_t i = count; i > 0 && !code; i--) { /* the newest of a field comes first */
        struct draft draft = drafts[i - 1];
        code = draft_list(store, to, draft.field, arena, &there, &taken, err);
        if (code || any_stands(there, taken) || draft.empty)
            continue;
        draft.record = *to;
        draft.undoes = 0;
        code = draft_insert(store, &draft, err);
        (*ret_numbers)[(*ret_count)++] = draft.number;
    }
    return code;
}

enum err_code draft_carry(struct store *store, const struct uuid *from, const struct uuid *to,
                          struct arena *arena, long **ret_numbers, size_t *ret_count,
                          struct err *err)
{
    enum err_code code = store_begin(store, AUDIT_DRAFT, err);
    if (code)
        return code;
    code = carry_all(store, from, to, arena, ret_numbers, ret_count, err);
    return store_end(store, code, err);
}

/* The newest keyed one of its field and person there. */
static bool is_newest(const struct draft *drafts, size_t count, long number, struct draft *ret)
{
    for (size_t i = 0; i < count; i++)
        if (drafts[i].number == number) {
            *ret = drafts[i];
            return true;
        }
    return false;
}

enum err_code draft_uncarry(struct store *store, const struct uuid *record, long number,
                            struct err *err)
{
    struct arena *arena = arena_new();
    struct draft *drafts = NULL, carried;
    size_t count = 0;
    enum err_code code = store_begin(store, AUDIT_DRAFT, err);
    if (!code) {
        code = draft_list(store, record, NULL, arena, &drafts, &count, err);
        if (!code && is_newest(drafts, count, number, &carried)) {
            struct draft back = {.record = *record,
                                 .field = carried.field,
                                 .person = carried.person,
                                 .empty = true,
                                 .undoes = number,
                                 .at_ms = clock_now_ms()};
            code = draft_insert(store, &back, err);
        }
        code = store_end(store, code, err);
    }
    arena_free(arena);
    return code;
}

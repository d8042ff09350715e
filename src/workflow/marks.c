/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/marks: see the header. May include: base, record, store.
 */
#include "workflow/marks.h"

#include <string.h>

#include "base/str.h"
#include "record/check.h"
#include "record/compare.h"
#include "record/problem.h"
#include "workflow/field_names.h"
#include "workflow/office.h"

static const char *const titles[MARK_COUNT] = {
    [MARK_NONE] = "",
    [MARK_EDITED] = N_("edited"),
    [MARK_UNREAD] = N_("not looked at"),
    [MARK_WARNED] = N_("does not fit"),
    [MARK_CORRECTED] = N_("was put right"),
    [MARK_DIFFERED] = N_("entries differed"),
};

const char *mark_title(enum field_mark mark)
{
    return mark == MARK_NONE ? "" : _(titles[mark]);
}

/* The later mark counts; what the one before knew stays. */
static void put(struct record_marks *marks, size_t index, enum field_mark mark, const char *why,
                struct arena *arena)
{
    const char *before = marks->why[index];
    if (marks->fields[index] == MARK_NONE)
        marks->count++;
    marks->fields[index] = mark;
    if (why)
        marks->why[index] = before ? arena_format(arena, "%s; %s", why, before) : why;
}

static void mark_names(const struct record_view *view, const struct field_names *names,
                       enum field_mark mark, struct record_marks *marks, struct arena *arena)
{
    for (size_t i = 0; i < view->field_count; i++)
        if (field_names_have(names, view->fields[i].field->name))
            put(marks, i, mark, NULL, arena);
}

/* ---- what the machine read ---- */

static bool has_draft(const struct draft *drafts, size_t count, const char *field)
{
    for (size_t i = 0; i < count; i++)
        if (!drafts[i].empty && text_equal(drafts[i].field, field))
            return true;
    return false;
}

static enum err_code mark_reading(struct store *store, const struct record_view *view,
                                  struct arena *arena, struct record_marks *marks, struct err *err)
{
    struct draft *drafts = NULL;
    size_t count = 0;
    enum err_code code = draft_list(store, &view->record.id, NULL, arena, &drafts, &count, err);
    for (size_t i = 0; i < view->field_count && !code; i++) {
        const struct field_view *field = &view->fields[i];
        const struct proposed_field *read = field->proposed;
        const char *fixed = view->book ? book_fixed_value(view->book, field->field) : NULL;
        if (fixed && text_equal(fixed, field->value.written))
            continue;
        if (!has_draft(drafts, count, field->field->name) && field_doubtful(read, field->field))
            put(marks, i, MARK_UNREAD, NULL, arena);
        else if (read && !read->handwritten && read->value.status == VALUE_OK &&
                 entry_compare(field->field->kind, &read->value, &field->value) == ENTRY_DIFFERENT)
            put(marks, i, MARK_EDITED,
                arena_format(arena, _("the machine read: %s"), read->value.written), arena);
    }
    return code;
}

/* ---- what contradicts ---- */

static void mark_contradictions(const struct record_view *view, struct arena *arena,
                                struct record_marks *marks)
{
    struct check_options options = {.book_year = view->book ? view->book->year : 0};
    struct proposal proposal = {
        .schema = view->schema->name, .row = view->record.row, .field_count = view->field_count};
    proposal.fields = arena_take(arena, view->field_count, sizeof *proposal.fields);
    for (size_t i = 0; i < view->field_count; i++)
        proposal.fields[i] = (struct proposed_field){
            .name = view->fields[i].field->name, .value = view->fields[i].value, .confidence = 1};
    record_check(&proposal, &options, arena);
    for (size_t i = 0; i < view->field_count; i++)
        if (proposal.fields[i].problem_count)
            put(marks, i, MARK_WARNED, problem_text(&proposal.fields[i].problems[0], arena), arena);
}

/* ---- what people decided ---- */

static enum err_code mark_settled(const struct record_view *view, const char *body,
                                  struct arena *arena, struct record_marks *marks, struct err *err)
{
    static const char *const readers[] = {"first", "second"};
    json_t *json = NULL;
    if (!body)
        return ERR_OK;
    enum err_code code = json_parse(body, strlen(body), "act", &json, err);
    for (size_t i = 0; !code && i < sizeof readers / sizeof *readers; i++) {
        struct field_names wrong =
            field_names_read(json_peek_array(json_peek_object(json, readers[i]), "wrong"), arena);
        mark_names(view, &wrong, MARK_DIFFERED, marks, arena);
    }
    json_decref(json);
    return code;
}

static enum err_code mark_acts(struct store *store, const struct record_view *view,
                               struct arena *arena, struct record_marks *marks, struct err *err)
{
    struct act *acts = NULL;
    struct field_names names;
    size_t count = 0;
    enum err_code code = act_list(store, &view->record.id, NULL, 0, 0, arena, &acts, &count, err);
    for (size_t i = 0; i < count && !code; i++) {
        if (text_equal(acts[i].kind, "settle"))
            code = mark_settled(view, acts[i].body, arena, marks, err);
        if (!text_equal(acts[i].kind, "correct") && !text_equal(acts[i].kind, "amend"))
            continue;
        code = field_names_of(acts[i].body, "fields", arena, &names, err);
        if (!code)
            mark_names(view, &names, MARK_CORRECTED, marks, arena);
    }
    return code;
}

enum err_code marks_get(struct office *office, const struct record_view *view, struct arena *arena,
                        struct record_marks *ret, struct err *err)
{
    struct store *store = office_store(office);
    struct record_marks marks = {0};
    marks.fields = arena_take(arena, view->field_count + 1, sizeof *marks.fields);
    marks.why = arena_take(arena, view->field_count + 1, sizeof *marks.why);
    enum err_code code = mark_reading(store, view, arena, &marks, err);
    mark_contradictions(view, arena, &marks);
    if (!code)
        code = mark_acts(store, view, arena, &marks, err);
    if (!code)
        *ret = marks;
    return code;
}

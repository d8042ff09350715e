/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/batch_reschema: a batch is another kind of paper than was said. Its pages are read
 * again. A record that only the machine saw is withdrawn when the new kind has another shape, since
 * the reading will propose it rightly; one that a person worked on stays, with the new kind, and
 * waits to be looked at again. May include: base, model, record, store.
 */
#include "base/str.h"
#include "workflow/batch_part.h"
#include "workflow/office.h"
#include "workflow/query.h"

struct kind {
    struct digest id;
    const struct schema *schema; /* NULL = find out page by page */
};

static enum err_code find_kind(struct batch_job *job, struct kind *ret, struct err *err)
{
    const char *name = job->order->schema;
    *ret = (struct kind){0};
    if (!name)
        return ERR_OK;
    enum err_code code = office_schema_keep(job->office, name, &ret->id, err);
    return code ? code : office_schema_get(job->office, &ret->id, &ret->schema, err);
}

static void leave_value(struct batch_job *job, const struct uuid *record,
                        const struct field_view *field)
{
    struct batch_tally *tally = &job->tally;
    if (tally->left_count == tally->left_room) {
        size_t room = tally->left_room ? 2 * tally->left_room : 16;
        struct value_left *items = arena_take(job->arena, room, sizeof *items);
        for (size_t i = 0; i < tally->left_count; i++)
            items[i] = tally->left[i];
        tally->left = items;
        tally->left_room = room;
    }
    tally->left[tally->left_count++] = (struct value_left){
        .record = *record,
        .field = arena_copy_text(job->arena, field->field->name),
        .value = {arena_copy_text(job->arena, field->value.written),
                  arena_copy_text(job->arena, field->value.normal), field->value.status}};
}

/* Which keyed values find their field under the new kind. */
static enum err_code sort_values(struct batch_job *job, const struct record *record,
                                 const struct schema *schema, struct err *err)
{
    struct record_view view;
    enum err_code code = record_view_get(job->office, &record->id, job->arena, &view, err);
    for (size_t i = 0; i < view.field_count && !code; i++) {
        const struct field_view *field = &view.fields[i];
        if (field->origin == ORIGIN_MACHINE)
            continue;
        if (schema_field_lookup(schema, field->field->name))
            job->tally.kept++;
        else
            leave_value(job, &record->id, field);
    }
    return code;
}

static enum err_code change_kind(struct batch_job *job, struct record *record,
                                 const struct kind *kind, struct err *err)
{
    const struct schema *before = NULL;
    bool touched = false;
    enum err_code code = batch_job_count(job, record, &touched, err);
    if (!code)
        code = office_schema_get(job->office, &record->schema, &before, err);
    if (code || (kind->schema && digest_equal(&record->schema, &kind->id)))
        return code;
    bool same_shape = kind->schema && kind->schema->shape == before->shape;
    if (!kind->schema && touched)
        return ERR_OK; /* a person said what it is by working on it */
    if (touched)
        code = sort_values(job, record, kind->schema, err);
    if (touched || same_shape) {
        record->schema = kind->id;
        record->look = touched ? same_shape ? "schema" : "shape" : NULL;
        record->row = same_shape ? record->row : -1;
        job->tally.changed++;
    } else {
        record->withdrawn = true;
        job->tally.withdrawn++;
    }
    return code ? code : change_record(job->change, record, err);
}

static enum err_code reschema_page(struct batch_job *job, const struct uuid *page, struct err *err)
{
    struct kind kind;
    struct record *records = NULL;
    size_t count = 0;
    enum err_code code = find_kind(job, &kind, err);
    if (!code)
        code = change_check_confirmed(job->office, page, err);
    if (!code)
        code = change_records_of(office_store(job->office), page, false, job->arena, &records,
                                 &count, err);
    if (!code)
        code = change_read_again(job->change, page, err);
    for (size_t i = 0; i < count && !code; i++)
        code = change_kind(job, &records[i], &kind, err);
    job->tally.pages++;
    job->tally.again++;
    return code;
}

enum err_code batch_reschema(struct batch_job *job, struct err *err)
{
    if (text_equal(job->batch.schema, job->order->schema))
        return err_set(err, ERR_USAGE, 1826, _("the batch is of this kind of paper already"));
    job->batch.schema = job->order->schema;
    enum err_code code = office_schema_check(job->office, job->order->schema, err);
    if (!code)
        code = change_batch(job->change, &job->batch, err);
    return code ? code : batch_job_pages(job, reschema_page, err);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/waiting: a person makes records of rows that waited. May include: base, model, store.
 */
#include "workflow/waiting.h"

#include "store/batch.h"
#include "store/page.h"
#include "workflow/change.h"
#include "workflow/change_part.h"
#include "workflow/office.h"
#include "workflow/query.h"

struct adopting {
    struct office *office;
    struct change *change;
    const struct adopt_order *order;
    struct arena *arena;
    struct page page;
    struct batch batch;
    struct adopt_tally *tally;
};

static enum err_code adopt_row(struct adopting *adopting, const struct stored_proposal *proposal,
                               struct err *err)
{
    struct record plan = {
        .page = adopting->page.id,
        .revision = adopting->page.revision,
        .region = proposal->region,
        .row = proposal->row,
        .book = adopting->batch.book,
    };
    enum err_code code = office_schema_keep(adopting->office, proposal->schema, &plan.schema, err);
    if (!code)
        code = change_new_record(adopting->change, &plan, proposal->number,
                                 &adopting->tally->record, err);
    adopting->tally->rows += !code;
    return code;
}

static enum err_code adopt_rows(struct adopting *adopting, struct err *err)
{
    struct store *store = office_store(adopting->office);
    const struct adopt_order *order = adopting->order;
    struct waiting_row *rows = NULL;
    size_t count = 0;
    enum err_code code = page_get(store, &order->page, adopting->arena, &adopting->page, err);
    if (!code)
        code = batch_get(store, &adopting->page.batch, adopting->arena, &adopting->batch, err);
    if (!code)
        code = change_check_confirmed(adopting->office, &order->page, err);
    if (!code)
        code = waiting_row_list(store, NULL, &order->page, STORE_LIST_MAX, adopting->arena, &rows,
                                &count, err);
    for (size_t i = 0; i < count && !code; i++)
        if (order->number < 0 || order->number == rows[i].proposal.number)
            code = adopt_row(adopting, &rows[i].proposal, err);
    waiting_row_release(rows, count);
    if (!code && !adopting->tally->rows)
        code = err_set(err, ERR_EMPTY, 2800,
                       _("no such row waits on this page; see: sohoa records --waiting"));
    return code;
}

enum err_code waiting_adopt(struct office *office, const struct adopt_order *order,
                            struct arena *arena, struct adopt_tally *ret, struct err *err)
{
    struct adopting adopting = {.office = office, .order = order, .arena = arena, .tally = ret};
    *ret = (struct adopt_tally){0};
    enum err_code code = change_begin(office, "adopt", arena, &adopting.change, err);
    if (code)
        return code;
    code = adopt_rows(&adopting, err);
    code = change_end(adopting.change, order->dry_run, code, err);
    if (order->dry_run)
        ret->record = (struct uuid){0};
    return code;
}

static json_t *values_json(const json_t *body)
{
    struct arena *arena = arena_new();
    struct proposal proposal = {0};
    json_t *json = json_object();
    if (!stored_proposal_parse(body, arena, &proposal, NULL))
        for (size_t i = 0; i < proposal.field_count; i++) {
            const struct value *value = &proposal.fields[i].value;
            json_put_text(json, proposal.fields[i].name,
                          value->normal ? value->normal : value->written);
        }
    arena_free(arena);
    return json;
}

json_t *waiting_row_json(const struct waiting_row *row)
{
    json_t *json = json_object();
    json_put_text(json, "batch", row->batch_name);
    json_put_new(json, "page", change_id_json(&row->page));
    json_put_long(json, "position", row->position);
    json_put_long(json, "row", row->proposal.row);
    json_put_long(json, "number", row->proposal.number);
    json_put_text(json, "schema", row->proposal.schema);
    json_put_long(json, "doubtful", row->proposal.doubtful);
    json_put_new(json, "values", values_json(row->proposal.body));
    return json;
}

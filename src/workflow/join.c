/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/join: two halves become one page. May include: base, model, store.
 *
 *   a worker compares them -> preview -> the new page in their place -> their records
 */
#include "workflow/join.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "workflow/change.h"
#include "workflow/join_part.h"
#include "workflow/office.h"
#include "workflow/page_json.h"

enum { PREVIEW_DPI = 100 };

struct joining {
    struct office *office;
    struct store *store;
    const struct join_order *order;
    struct arena *arena;
    struct half halves[2];
    json_t *parts; /* of the page to be */
    char *text;    /* the same, canonical */
    struct change *change;
    struct join_tally *tally;
};

/* ---- the halves ---- */

static enum err_code open_half(struct joining *joining, const struct uuid *page, struct half *half,
                               struct err *err)
{
    enum err_code code = page_facts_get(joining->store, page, joining->arena, &half->facts, err);
    if (!code && (half->facts.page.view.parts || half->facts.page.position < 1))
        code = err_set(err, ERR_STATE, 1827,
                       _("%s is joined already; undo that first (sohoa batch undo)"),
                       half->facts.name);
    if (!code)
        code = change_check_confirmed(joining->office, page, err);
    half->turns = half->facts.page.view.turns > 0 ? half->facts.page.view.turns : 0;
    return code;
}

static enum err_code open_halves(struct joining *joining, struct err *err)
{
    const struct join_order *order = joining->order;
    if (uuid_equal(&order->left, &order->right))
        return err_set(err, ERR_USAGE, 1828, _("the two halves are one and the same page"));
    enum err_code code = open_half(joining, &order->left, &joining->halves[0], err);
    return code ? code : open_half(joining, &order->right, &joining->halves[1], err);
}

/* ---- the fit ---- */

static json_t *part_json(const struct half *half, long width, long height)
{
    char id[UUID_TEXT_SIZE], master[DIGEST_TEXT_SIZE];
    json_t *json = json_object();
    uuid_show(&half->facts.page.id, id);
    digest_show(&half->facts.page.view.master, master);
    json_put_text(json, "page", id);
    json_put_long(json, "revision", half->facts.page.revision);
    json_put_long(json, "turns", half->turns);
    json_put_text(json, "master", master);
    json_put_long(json, "frame", half->facts.page.view.frame);
    json_put_new(json, "region", box_json(half->facts.page.view.region));
    json_put_long(json, "width", width);
    json_put_long(json, "height", height);
    return json;
}

static void take_fit(struct joining *joining, const json_t *reply)
{
    json_t *fit = json_peek_object(reply, "fit"), *list = json_array();
    const json_t *sizes = json_peek_array(reply, "sizes");
    for (size_t i = 0; i < 2; i++)
        json_array_append_new(
            list, part_json(&joining->halves[i], json_integer_value(json_array_get(sizes, 2 * i)),
                            json_integer_value(json_array_get(sizes, 2 * i + 1))));
    joining->parts = json_object();
    json_put_new(joining->parts, "fit", json_deep_copy(fit));
    json_put_new(joining->parts, "parts", list);
    joining->text = json_canonical(joining->parts);
    *joining->tally = (struct join_tally){
        .sure = (double)json_peek_long(fit, "sure", 0) / 1000,
        .off = (double)json_peek_long(fit, "off", 0) / 1000,
        .places = (int)json_peek_long(fit, "places", 0),
        .degrees = atan2((double)json_peek_long(fit, "b", 0), (double)json_peek_long(fit, "a", 1)) *
                   57.29577951308232,
        .down = -(double)json_peek_long(fit, "dy", 0) / 1000,
        .width = (int)json_peek_long(fit, "width", 0),
        .height = (int)json_peek_long(fit, "height", 0),
    };
}

static enum err_code write_preview(struct joining *joining, struct err *err)
{
    json_t *reply = NULL;
    struct bytes bytes = {0};
    int fd = -1;
    struct join_call call = {.left = &joining->halves[0],
                             .right = &joining->halves[1],
                             .parts = joining->parts,
                             .format = "png",
                             .dpi = PREVIEW_DPI};
    enum err_code code = join_ask(joining->store, &call, &reply, &fd, err);
    if (!code)
        code = file_read_fd(fd, MASTER_BYTES_MAX, "preview", &bytes, err);
    if (!code)
        code = file_write(joining->order->preview, bytes.data, bytes.length, FILE_REPLACE, err);
    if (fd >= 0)
        close(fd);
    bytes_release(&bytes);
    json_decref(reply);
    return code;
}

static enum err_code find_fit(struct joining *joining, struct err *err)
{
    json_t *reply = NULL;
    int fd = -1;
    struct join_call call = {.left = &joining->halves[0],
                             .right = &joining->halves[1],
                             .beside = joining->order->beside,
                             .format = "jpeg"};
    enum err_code code = join_ask(joining->store, &call, &reply, &fd, err);
    if (!code)
        take_fit(joining, reply);
    if (!code)
        code = join_keep(joining->store, joining->text, fd, err);
    if (!code && joining->order->preview)
        code = write_preview(joining, err);
    if (fd >= 0)
        close(fd);
    json_decref(reply);
    return code;
}

/* ---- the records ---- */

/* Keyed values of the right half go to the record of the same row of the left half, if there is
 * one; else the record itself becomes one of the sheet. */
static enum err_code carry_record(struct joining *joining, struct record *record, int side,
                                  const struct record *lefts, size_t left_count, struct err *err)
{
    const struct half *half = &joining->halves[side];
    enum err_code code = ERR_OK;
    for (size_t i = 0; side == 1 && i < left_count; i++)
        if (lefts[i].row == record->row && !lefts[i].withdrawn) {
            code = change_carry(joining->change, &record->id, &lefts[i].id, err);
            record->withdrawn = true;
        }
    if (!record->withdrawn) {
        record->region = join_box_from_half(joining->parts, half, side, record->region);
        record->page = joining->tally->page;
        record->revision = 1;
        record->look = "joined";
    }
    joining->tally->carried++;
    return code ? code : change_record(joining->change, record, err);
}

/* Of the left half a record stays when a person worked on it, or on its row of the right half. */
static bool is_wanted(const struct record *record, const bool *touched, const struct record *others,
                      const bool *others_touched, size_t other_count, size_t index)
{
    if (touched[index])
        return true;
    for (size_t i = 0; i < other_count; i++)
        if (others_touched[i] && others[i].row == record->row)
            return true;
    return false;
}

struct half_records {
    struct record *items;
    bool *touched;
    size_t count;
};

static enum err_code list_records(struct joining *joining, int side, struct half_records *ret,
                                  struct err *err)
{
    enum err_code code = change_records_of(joining->store, &joining->halves[side].facts.page.id,
                                           false, joining->arena, &ret->items, &ret->count, err);
    ret->touched = arena_take(joining->arena, ret->count + 1, sizeof *ret->touched);
    for (size_t i = 0; i < ret->count && !code; i++)
        code = record_touched(joining->store, &ret->items[i].id, &ret->touched[i], err);
    return code;
}

static enum err_code settle_records(struct joining *joining, struct err *err)
{
    struct half_records sides[2] = {{0}, {0}};
    enum err_code code = list_records(joining, 0, &sides[0], err);
    if (!code)
        code = list_records(joining, 1, &sides[1], err);
    for (int side = 0; side < 2 && !code; side++)
        for (size_t i = 0; i < sides[side].count && !code; i++) {
            struct record *record = &sides[side].items[i];
            bool wanted = side ? sides[1].touched[i]
                               : is_wanted(record, sides[0].touched, sides[1].items,
                                           sides[1].touched, sides[1].count, i);
            if (wanted) {
                code = carry_record(joining, record, side, sides[0].items, sides[0].count, err);
                continue;
            }
            record->withdrawn = true;
            joining->tally->withdrawn++;
            code = change_record(joining->change, record, err);
        }
    return code;
}

/* ---- the page ---- */

static enum err_code make_page(struct joining *joining, struct err *err)
{
    const struct page *left = &joining->halves[0].facts.page;
    struct page_view view = {
        .master = left->view.master, .turns = 0, .manual = true, .parts = joining->text};
    const struct uuid both[] = {left->id, joining->halves[1].facts.page.id};
    long position = left->position;
    enum err_code code = change_note_pages(joining->change, both, ARRAY_SIZE(both), err);
    if (!code)
        code = change_read_again(joining->change, &left->id, err);
    if (!code)
        code = change_read_again(joining->change, &joining->halves[1].facts.page.id, err);
    if (!code)
        code = change_withdraw(joining->change, &left->id, err);
    if (!code)
        code = change_withdraw(joining->change, &joining->halves[1].facts.page.id, err);
    if (!code && uuid_equal(&left->batch, &joining->halves[1].facts.page.batch) &&
        joining->halves[1].facts.page.position < position)
        position--; /* the right half stood before it */
    if (!code)
        code = change_new_page(joining->change, &left->batch, position, &view,
                               &joining->tally->page, err);
    return code;
}

static enum err_code do_join(struct joining *joining, struct err *err)
{
    enum err_code code =
        change_begin(joining->office, "join", joining->arena, &joining->change, err);
    if (code)
        return code;
    code = make_page(joining, err);
    if (!code)
        code = settle_records(joining, err);
    code = change_end(joining->change, joining->order->dry_run, code, err);
    if (joining->order->dry_run)
        joining->tally->page = (struct uuid){0};
    return code;
}

enum err_code join_pages(struct office *office, const struct join_order *order, struct arena *arena,
                         struct join_tally *ret, struct err *err)
{
    struct joining joining = {.office = office,
                              .store = office_store(office),
                              .order = order,
                              .arena = arena,
                              .tally = ret};
    enum err_code code = open_halves(&joining, err);
    if (!code)
        code = find_fit(&joining, err);
    if (!code)
        code = do_join(&joining, err);
    json_decref(joining.parts);
    free(joining.text);
    return code;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/present/desk_case: see the header. May include: store, workflow, present, cmocka.
 */
#include "desk_case.h"
#include "fixture.h"

#include "../cmocka_all.h"
#include "store/record.h"
#include "workflow/office.h"
#include "workflow/query.h"

struct fixture fixture;
struct desk *desk;

int open_desk(void **state)
{
    (void)state;
    fixture_open(&fixture, 3, 1);
    return desk_new(fixture.office, &desk, NULL) != ERR_OK;
}

int close_desk(void **state)
{
    (void)state;
    desk_free(desk);
    fixture_close(&fixture);
    return 0;
}

/* ---- what is on the disk ---- */

/* Record number at of a batch, and the value of its field; "" unless its status is ok. */
static const char *stored(const struct uuid *batch, size_t at, const char *field,
                          struct arena *arena, enum record_state *ret_state)
{
    struct record *records;
    struct record_view view;
    size_t count;
    struct record_filter filter = {.batch = batch};
    assert_int_equal(
        record_list(office_store(fixture.office), &filter, arena, &records, &count, NULL), ERR_OK);
    assert_true(at < count);
    assert_int_equal(record_view_get(fixture.office, &records[at].id, arena, &view, NULL), ERR_OK);
    if (ret_state)
        *ret_state = view.record.state;
    const struct value *value = &record_view_lookup(&view, field)->value;
    return value->status != VALUE_OK ? arena_format(arena, "(%s)", value_status_name(value->status))
                                     : value->written;
}

void assert_stored(const struct uuid *batch, size_t at, const char *field, const char *wanted)
{
    struct arena *arena = arena_new();
    assert_string_equal(stored(batch, at, field, arena, NULL), wanted);
    arena_free(arena);
}

enum record_state state_of(const struct uuid *batch, size_t at)
{
    struct arena *arena = arena_new();
    enum record_state state;
    stored(batch, at, "so", arena, &state);
    arena_free(arena);
    return state;
}

const char *label(void)
{
    const struct shown *shown = desk_shown(desk);
    return shown->has_input ? shown->input.label : "";
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * Batches given to persons, and what volunteers see then. All persons are invented. May include:
 * store, workflow, cmocka.
 */
#include "../cmocka_all.h"
#include "people_store.h"
#include "workflow/action.h"
#include "workflow/assign.h"

static int start(void **state)
{
    (void)state;
    people_open(3, true);
    return 0;
}

static int end(void **state)
{
    (void)state;
    people_close();
    return 0;
}

static struct uuid batch_of(const struct uuid *record)
{
    struct record found;
    FINE(record_get(store, record, arena, &found, &err));
    return found.batch;
}

static long seen(void)
{
    struct record_filter filter = {.viewer = assign_viewer(office)};
    struct record *records;
    size_t listed;
    long count = 0;
    FINE(record_count(store, &filter, &count, &err));
    FINE(record_list(store, &filter, arena, &records, &listed, &err));
    assert_int_equal(count, listed);
    return count;
}

static size_t batches_seen(void)
{
    struct batch *batches;
    size_t count;
    FINE(batch_list(store, 0, 100, arena, &batches, &count, &err));
    FINE(assign_only_mine(office, batches, &count, &err));
    return count;
}

static void a_given_batch_is_seen_by_whom_it_was_given_to(void **state)
{
    (void)state;
    struct uuid record = new_record(), batch = batch_of(&record);
    act_as(ANH);
    assert_int_equal(seen(), 1);
    assert_int_equal(assign_give(office, &batch, &people[ANH], &err), ERR_DENIED);
    act_as(OFFICIAL);
    FINE(assign_give(office, &batch, &people[ANH], &err));
    assert_int_equal(assign_give(office, &batch, &people[ANH], &err), ERR_EXISTS);
    assert_int_equal(assign_give(office, &batch, &people[OFFICIAL], &err), ERR_STATE);
    assert_int_equal(seen(), 1);
    assert_int_equal(batches_seen(), 1);
    act_as(ANH);
    assert_int_equal(seen(), 1);
    assert_int_equal(batches_seen(), 1);
    FINE(key(&record, "so", "7"));
    act_as(BINH); /* leads */
    assert_int_equal(seen(), 1);
    act_as(CHI);
    assert_int_equal(seen(), 0);
    assert_int_equal(batches_seen(), 0);
    assert_int_equal(key(&record, "so", "8"), ERR_DENIED);
    act_as(OFFICIAL);
    FINE(assign_take_back(office, &batch, &people[ANH], &err));
    assert_int_equal(assign_take_back(office, &batch, &people[ANH], &err), ERR_MISSING);
    act_as(CHI);
    assert_int_equal(seen(), 1);
    FINE(key(&record, "so", "8"));
}

int main(void)
{
    static const struct CMUnitTest TESTS[] = {
        cmocka_unit_test_setup_teardown(a_given_batch_is_seen_by_whom_it_was_given_to, start, end),
    };
    return cmocka_run_group_tests(TESTS, NULL, NULL);
}

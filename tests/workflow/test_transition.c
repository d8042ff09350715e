/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/test_transition: every state and every stage: what is allowed moves, what is not
 * is refused and changes nothing. May include: base, model, store, workflow, cmocka.
 */
#include <stdlib.h>

#include "../cmocka_all.h"
#include "base/mem.h"
#include "base/str.h"
#include "practice.h"
#include "store/audit.h"
#include "store/batch.h"
#include "store/master.h"
#include "store/schema.h"
#include "workflow/role.h"
#include "workflow/transition.h"

static struct uuid batch, page;
static struct digest schema;

static const char schema_body[] = "{\"x-sohoa\":{\"name\":\"thu\"}}";

static int open_store(void **state)
{
    struct batch batch_plan = {.name = "thu"};
    struct master_facts facts = {.kind = "png", .frames = 1, .source = "import"};
    struct page_view view = {.turns = PAGE_TURNS_UNKNOWN};
    int failed = practice_open(state);
    FINE(batch_add(store, &batch_plan, &batch, &err));
    FINE(master_put_bytes(store, "x", 1, &facts, &view.master, &err));
    FINE(transition_capture(store, &batch, &view, &page, &err));
    FINE(schema_put(store, "thu", schema_body, &schema, &err));
    return failed;
}

/* ---- pages ---- */

static enum page_state page_state(void)
{
    struct arena *arena = arena_new();
    struct page now;
    assert_int_equal(page_get(store, &page, arena, &now, NULL), ERR_OK);
    enum page_state state = now.state;
    arena_free(arena);
    return state;
}

/* Rows: state before; columns: what the stage leads to; -1 = refused. */
static const int page_moves[PAGE_STATE_COUNT][STAGE_COUNT] = {
#define REFUSED_FOR_PAGES                                                                          \
    [STAGE_CAPTURE] = -1, [STAGE_ADOPT] = -1, [STAGE_KEY] = -1, [STAGE_FIRST] = -1,                \
    [STAGE_VERIFY] = -1, [STAGE_KEY_SECOND] = -1, [STAGE_SECOND] = -1, [STAGE_KEY_SETTLED] = -1,   \
    [STAGE_SETTLE] = -1, [STAGE_WAIVE] = -1, [STAGE_CORRECT] = -1, [STAGE_CONFIRM] = -1,           \
    [STAGE_WITHDRAW] = -1, [STAGE_RETURN] = -1, [STAGE_AMEND] = -1, [STAGE_RELEASE] = -1
    [PAGE_CAPTURED] =
        {REFUSED_FOR_PAGES, [STAGE_CLEAN] = PAGE_CLEANED, [STAGE_RECOGNISE] = -1,
         [STAGE_EXTRACT] = -1, [STAGE_SET_ASIDE] = PAGE_ASIDE, [STAGE_AGAIN] = PAGE_CAPTURED},
    [PAGE_CLEANED] =
        {REFUSED_FOR_PAGES, [STAGE_CLEAN] = -1, [STAGE_RECOGNISE] = PAGE_RECOGNISED,
         [STAGE_EXTRACT] = -1, [STAGE_SET_ASIDE] = PAGE_ASIDE, [STAGE_AGAIN] = PAGE_CAPTURED},
    [PAGE_RECOGNISED] = {REFUSED_FOR_PAGES, [STAGE_CLEAN] = -1, [STAGE_RECOGNISE] = -1,
                         [STAGE_EXTRACT] = PAGE_EXTRACTED, [STAGE_SET_ASIDE] = PAGE_ASIDE,
                         [STAGE_AGAIN] = PAGE_CAPTURED},
    [PAGE_EXTRACTED] =
        {REFUSED_FOR_PAGES, [STAGE_CLEAN] = -1, [STAGE_RECOGNISE] = -1, [STAGE_EXTRACT] = -1,
         [STAGE_SET_ASIDE] = PAGE_ASIDE, [STAGE_AGAIN] = PAGE_CAPTURED},
    [PAGE_ASIDE] = {REFUSED_FOR_PAGES, [STAGE_CLEAN] = -1, [STAGE_RECOGNISE] = -1,
                    [STAGE_EXTRACT] = -1, [STAGE_SET_ASIDE] = -1, [STAGE_AGAIN] = PAGE_CAPTURED},
};

static void test_pages(void **state)
{
    (void)state;
    struct err why = {.code = ERR_FORMAT, .number = 211, .text = "broken"};
    for (int from = 0; from < PAGE_STATE_COUNT; from++) {
        for (int stage = 0; stage < STAGE_COUNT; stage++) {
            struct page_stage put = {.state = (enum page_state)from};
            struct err err = {0};
            assert_int_equal(page_stage_set(store, &page, &put, NULL), ERR_OK);
            enum err_code code = transition_page(store, &page, (enum stage_id)stage, &why, &err);
            int want = page_moves[from][stage];
            if (code != (want < 0 ? ERR_STATE : ERR_OK))
                fail_msg("%s from %s: %s", stage_table[stage].name,
                         page_state_name((enum page_state)from), err.text);
            assert_int_equal(page_state(), want < 0 ? from : want);
        }
    }
}

static void test_reason_is_kept(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct page_stage put = {.state = PAGE_CAPTURED};
    struct err why = {.code = ERR_TIMEOUT, .number = 802, .text = "too long"};
    struct page now;
    assert_int_equal(page_stage_set(store, &page, &put, NULL), ERR_OK);
    assert_int_equal(transition_page(store, &page, STAGE_SET_ASIDE, &why, NULL), ERR_OK);
    assert_int_equal(page_get(store, &page, arena, &now, NULL), ERR_OK);
    assert_string_equal(now.reason, err_code_name(ERR_TIMEOUT));
    assert_string_equal(now.detail, "too long");
    arena_free(arena);
}

/* ---- records ---- */

static struct uuid new_record(void)
{
    struct record plan = {.page = page, .revision = 1, .row = -1, .schema = schema};
    struct uuid id;
    assert_int_equal(transition_adopt(store, &plan, -1, &id, NULL), ERR_OK);
    return id;
}

static enum record_state record_state(const struct uuid *id)
{
    struct arena *arena = arena_new();
    struct record now;
    assert_int_equal(record_get(store, id, arena, &now, NULL), ERR_OK);
    enum record_state state = now.state;
    arena_free(arena);
    return state;
}

static struct uuid new_version(const struct uuid *record)
{
    struct uuid id;
    struct digest hash;
    json_t *body = json_pack("{s:{}}", "fields");
    assert_int_equal(version_add(store, record, body, NULL, 0, &id, &hash, NULL), ERR_OK);
    json_decref(body);
    return id;
}

#define KEPT (-2)
/* Rows: state before; columns: what the stage leads to; -1 = refused. */
static int move_of(enum record_state from, enum stage_id stage)
{
    static const struct {
        enum stage_id stage;
        unsigned from;
        int to;
    } moves[] = {
#define IN(state) (1u << RECORD_##state)
#define KEYABLE   (IN(ENTERED) | IN(SECOND) | IN(VERIFIED) | IN(RETURNED))
        {STAGE_KEY, KEYABLE, KEPT},
        {STAGE_FIRST, KEYABLE, RECORD_SECOND},
        {STAGE_VERIFY, KEYABLE, RECORD_VERIFIED},
        {STAGE_KEY_SECOND, IN(SECOND), KEPT},
        {STAGE_SECOND, IN(SECOND), RECORD_DIFFERS},
        {STAGE_KEY_SETTLED, IN(DIFFERS), KEPT},
        {STAGE_SETTLE, IN(DIFFERS), RECORD_VERIFIED},
        {STAGE_WAIVE, IN(SECOND), RECORD_VERIFIED},
        {STAGE_CORRECT, IN(VERIFIED), RECORD_VERIFIED},
        {STAGE_CONFIRM, IN(VERIFIED), RECORD_CONFIRMED},
        {STAGE_WITHDRAW, IN(CONFIRMED), RECORD_VERIFIED},
        {STAGE_RETURN, IN(VERIFIED) | IN(CONFIRMED), RECORD_RETURNED},
        {STAGE_AMEND, IN(CONFIRMED), RECORD_VERIFIED},
        {STAGE_RELEASE, IN(CONFIRMED), KEPT},
    };
    for (size_t i = 0; i < ARRAY_SIZE(moves); i++)
        if (moves[i].stage == stage)
            return !(moves[i].from >> from & 1) ? -1
                   : moves[i].to == KEPT        ? (int)from
                                                : moves[i].to;
    return -1;
}

static void test_records(void **state)
{
    (void)state;
    struct uuid id = new_record(), version = new_version(&id);
    struct transition_act act = {.versions = &version, .version_count = 1};
    for (int from = 0; from < RECORD_STATE_COUNT; from++) {
        for (int stage = 0; stage < STAGE_COUNT; stage++) {
            struct err err = {0};
            assert_int_equal(record_stage_set(store, &id, (enum record_state)from, NULL), ERR_OK);
            enum err_code asked = transition_allowed(store, &id, (enum stage_id)stage, NULL);
            enum err_code code = transition_record(store, &id, (enum stage_id)stage, &act, &err);
            int want = move_of((enum record_state)from, (enum stage_id)stage);
            if (code != (want < 0 ? ERR_STATE : ERR_OK))
                fail_msg("%s from %s: %s", stage_table[stage].name,
                         record_state_name((enum record_state)from), err.text);
            assert_int_equal(asked, code);
            assert_int_equal(record_state(&id), want < 0 ? from : want);
        }
    }
}

/* What was derived can be worked out again from the acts. */
static void test_restore(void **state)
{
    (void)state;
    static const enum stage_id way[] = {STAGE_FIRST,    STAGE_SECOND,  STAGE_SETTLE, STAGE_CORRECT,
                                        STAGE_CONFIRM,  STAGE_RETURN,  STAGE_VERIFY, STAGE_CONFIRM,
                                        STAGE_WITHDRAW, STAGE_CONFIRM, STAGE_AMEND,  STAGE_CONFIRM,
                                        STAGE_RELEASE};
    struct uuid id = new_record(), version = new_version(&id);
    struct transition_act act = {.versions = &version, .version_count = 1};
    for (size_t i = 0; i < ARRAY_SIZE(way); i++) {
        assert_int_equal(transition_record(store, &id, way[i], &act, NULL), ERR_OK);
        enum record_state before = record_state(&id);
        assert_int_equal(record_stage_set(store, &id, RECORD_ENTERED, NULL), ERR_OK);
        assert_int_equal(transition_restore(store, &id, NULL), ERR_OK);
        assert_int_equal(record_state(&id), before);
    }
}

/* ---- rights ---- */

static void test_nobody_may(void **state)
{
    (void)state;
    struct uuid practice = *store_peek_person(store), nobody = {0};
    struct uuid id = new_record();
    struct page_view view = {.turns = PAGE_TURNS_UNKNOWN};
    struct err err = {0};
    store_set_person(store, &nobody);
    assert_int_equal(transition_record(store, &id, STAGE_VERIFY, NULL, &err), ERR_DENIED);
    assert_int_equal(err.number, 830);
    assert_int_equal(transition_capture(store, &batch, &view, &id, NULL), ERR_DENIED);
    store_set_person(store, &practice);
}

/* Each state change of a person is covered by an audit row of its own. */
static void test_audited(void **state)
{
    (void)state;
    struct audit_head before, after;
    struct uuid id = new_record(), version = new_version(&id);
    struct transition_act act = {.versions = &version, .version_count = 1};
    assert_int_equal(audit_head_get(store, &before, NULL), ERR_OK);
    assert_int_equal(transition_record(store, &id, STAGE_VERIFY, &act, NULL), ERR_OK);
    assert_int_equal(audit_head_get(store, &after, NULL), ERR_OK);
    assert_int_equal(after.sequence, before.sequence + 1);
    assert_int_equal(transition_record(store, &id, STAGE_RELEASE, &act, NULL), ERR_STATE);
    assert_int_equal(audit_head_get(store, &before, NULL), ERR_OK);
    assert_int_equal(after.sequence, before.sequence);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages),      cmocka_unit_test(test_reason_is_kept),
        cmocka_unit_test(test_records),    cmocka_unit_test(test_restore),
        cmocka_unit_test(test_nobody_may), cmocka_unit_test(test_audited),
    };
    return cmocka_run_group_tests(tests, open_store, practice_close);
}

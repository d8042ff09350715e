/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/store/test_record: records, drafts and their undo, versions, acts, persons, schemas.
 */
#include "../cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "fixture.h"
#include "trust/hash.h"

static struct uuid record_on(struct fixture *f, const struct uuid *page, int row)
{
    struct uuid id;
    struct record record = {.page = *page, .revision = 1, .row = row};
    assert_fine(f, schema_put(f->store, "khai-sinh", "{}", &f->schema, &f->err));
    record.schema = f->schema;
    record.region = (struct rect){0, row * 100, 500, 90};
    assert_fine(f, record_add(f->store, &record, -1, &id, &f->err));
    return id;
}

static void records_are_listed_in_order(void **state)
{
    struct fixture f;
    struct record *records, record;
    size_t count = 0;
    long all = 0;
    (void)state;
    fixture_open(&f);
    struct uuid first = fixture_page(&f, "a"), second = fixture_page(&f, "b");
    struct uuid c = record_on(&f, &second, 0), b = record_on(&f, &first, 1),
                a = record_on(&f, &first, 0);
    struct record_filter filter = {.batch = &f.batch};
    assert_fine(&f, record_list(f.store, &filter, f.arena, &records, &count, &f.err));
    assert_int_equal(count, 3);
    assert_true(uuid_equal(&records[0].id, &a) && uuid_equal(&records[1].id, &b));
    assert_true(uuid_equal(&records[2].id, &c));
    assert_int_equal(records[2].page_position, 2);
    assert_string_equal(records[0].schema_name, "khai-sinh");
    filter = (struct record_filter){.page = &first, .schema = "khai-sinh", .limit = 1, .offset = 1};
    assert_fine(&f, record_list(f.store, &filter, f.arena, &records, &count, &f.err));
    assert_int_equal(count, 1);
    assert_true(uuid_equal(&records[0].id, &b));
    filter = (struct record_filter){.schema = "ket-hon"};
    assert_fine(&f, record_count(f.store, &filter, &all, &f.err));
    assert_int_equal(all, 0);
    assert_fine(&f, record_stage_set(f.store, &b, RECORD_VERIFIED, &f.err));
    filter = (struct record_filter){.states = 1u << RECORD_VERIFIED};
    assert_fine(&f, record_count(f.store, &filter, &all, &f.err));
    assert_int_equal(all, 1);
    filter = (struct record_filter){.states = 1u << RECORD_ENTERED, .batch = &f.batch};
    assert_fine(&f, record_count(f.store, &filter, &all, &f.err));
    assert_int_equal(all, 2);
    struct record_tally *tallies;
    assert_fine(&f, record_tally_list(f.store, f.arena, &tallies, &count, &f.err));
    assert_int_equal(count, 2);
    assert_true(uuid_equal(&tallies[0].batch, &f.batch));
    assert_true(tallies[0].state == RECORD_ENTERED && tallies[0].count == 2);
    assert_true(tallies[1].state == RECORD_VERIFIED && tallies[1].count == 1);
    assert_fine(&f, record_get(f.store, &b, f.arena, &record, &f.err));
    assert_int_equal(record.state, RECORD_VERIFIED);
    assert_int_equal(record.row, 1);
    assert_int_equal(record.region.y, 100);
    record.row = 7;
    assert_fine(&f, record_change(f.store, &record, &f.err));
    assert_fine(&f, record_get(f.store, &b, f.arena, &record, &f.err));
    assert_int_equal(record.row, 7);
    fixture_close(&f);
}

static void a_record_inherits_the_book(void **state)
{
    struct fixture f;
    struct record record;
    (void)state;
    fixture_open(&f);
    fixture_fill(&f);
    struct uuid id = record_on(&f, &f.page, 9);
    assert_fine(&f, record_get(f.store, &id, f.arena, &record, &f.err));
    assert_true(uuid_equal(&record.book, &f.book));
    fixture_close(&f);
}

static void ids_are_found_by_their_parts(void **state)
{
    struct fixture f;
    char text[UUID_TEXT_SIZE];
    struct uuid found;
    (void)state;
    fixture_open(&f);
    struct uuid page = fixture_page(&f, "a"), other = fixture_page(&f, "b");
    struct uuid id = record_on(&f, &page, 0);
    uuid_show(&id, text);
    assert_fine(&f, record_find(f.store, text, &found, &f.err));
    assert_fine(&f, record_find(f.store, text + 28, &found, &f.err));
    assert_true(uuid_equal(&id, &found));
    assert_code(&f, ERR_MISSING, record_find(f.store, text + 30, &found, &f.err)); /* too short */
    assert_code(&f, ERR_MISSING, record_find(f.store, "zzzzzzzz", &found, &f.err));
    uuid_show(&other, text);
    assert_fine(&f, page_find(f.store, text + 24, &found, &f.err));
    assert_true(uuid_equal(&other, &found));
    text[8] = '\0'; /* made in the same minute */
    assert_code(&f, ERR_USAGE, page_find(f.store, text, &found, &f.err));
    fixture_close(&f);
}

/* --- drafts ------------------------------------------------------------------------------- */

static void undo_walks_back(void **state)
{
    /* p = put the next value, u = undo; then the expected value, "" = back to the proposal,
     * "!" = refused. */
    static const struct {
        const char *steps, *expected;
    } cases[] = {
        {"u", "!"},     {"p", "1"},   {"pu", ""},      {"ppu", "1"},    {"ppuu", ""},
        {"ppuuu", "!"}, {"pupu", ""}, {"pppupu", "2"}, {"pppuup", "4"}, {"ppupuu", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture f;
        struct draft *drafts;
        size_t count = 0, all = 0;
        int number = 0;
        enum err_code code = ERR_OK;
        (void)state;
        fixture_open(&f);
        struct uuid page = fixture_page(&f, "a"), id = record_on(&f, &page, 0);
        for (const char *step = cases[i].steps; *step; step++) {
            char text[8] = {(char)('1' + number), 0};
            number += *step == 'p';
            struct value value = {.written = text, .normal = text};
            err_clear(&f.err);
            code = *step == 'p' ? draft_put(f.store, &id, "so", &value, &f.err)
                                : draft_undo(f.store, &id, "so", NULL, f.arena, &f.err);
        }
        assert_fine(&f, draft_list(f.store, &id, "so", f.arena, &drafts, &count, &f.err));
        assert_fine(&f, draft_history(f.store, &id, NULL, f.arena, &drafts, &all, &f.err));
        const char *now = code == ERR_EMPTY       ? "!"
                          : drafts[all - 1].empty ? ""
                                                  : drafts[all - 1].value.normal;
        assert_string_equal(now, cases[i].expected);
        assert_int_equal(all, strlen(cases[i].steps) - (code == ERR_EMPTY));
        assert_true(count <= 1);
        fixture_close(&f);
    }
}

static void each_person_has_drafts_of_their_own(void **state)
{
    struct fixture f;
    struct draft *drafts, undone;
    struct uuid other;
    size_t count = 0;
    (void)state;
    fixture_open(&f);
    struct uuid page = fixture_page(&f, "a"), id = record_on(&f, &page, 0);
    struct value one = {.written = "một"}, two = {.written = "hai", .status = VALUE_ILLEGIBLE};
    assert_fine(&f, draft_put(f.store, &id, "so", &one, &f.err));
    assert_fine(&f, draft_put(f.store, &id, "ho_ten", &one, &f.err));
    assert_fine(&f, person_add(f.store, "Hoàng Thị Thử", "volunteer", &other, &f.err));
    store_set_person(f.store, &other);
    assert_code(&f, ERR_EMPTY, draft_undo(f.store, &id, "so", NULL, f.arena, &f.err));
    assert_fine(&f, draft_put(f.store, &id, "so", &two, &f.err));
    assert_fine(&f, draft_list(f.store, &id, NULL, f.arena, &drafts, &count, &f.err));
    assert_int_equal(count, 3);
    assert_string_equal(drafts[2].value.written, "hai");
    assert_int_equal(drafts[2].value.status, VALUE_ILLEGIBLE);
    assert_true(uuid_equal(&drafts[2].person, &other));
    assert_fine(&f, draft_undo(f.store, &id, "so", &undone, f.arena, &f.err));
    assert_true(undone.empty);
    assert_int_equal(undone.undoes, 3);
    fixture_close(&f);
}

/* A blind second entry is seen by nobody who keys, nor taken back by undoing what was keyed. */
static void kinds_of_entries_never_mix(void **state)
{
    struct fixture f;
    struct draft *drafts, undone;
    size_t count = 0;
    (void)state;
    fixture_open(&f);
    struct uuid page = fixture_page(&f, "a"), id = record_on(&f, &page, 0);
    struct value one = {.written = "một"}, two = {.written = "hai"}, three = {.written = "ba"};
    assert_fine(&f, draft_put(f.store, &id, "so", &one, &f.err));
    assert_fine(&f, draft_kind_put(f.store, DRAFT_SECOND, &id, "so", &two, &f.err));
    assert_fine(&f, draft_kind_put(f.store, DRAFT_SETTLED, &id, "so", &three, &f.err));
    assert_fine(&f, draft_list(f.store, &id, NULL, f.arena, &drafts, &count, &f.err));
    assert_int_equal(count, 1);
    assert_string_equal(drafts[0].value.written, "một");
    for (int kind = DRAFT_SECOND; kind < DRAFT_KIND_COUNT; kind++) {
        assert_fine(&f, draft_kind_list(f.store, (enum draft_kind)kind, &id, f.arena, &drafts,
                                        &count, &f.err));
        assert_int_equal(count, 1);
        assert_int_equal(drafts[0].kind, kind);
        assert_int_equal(drafts[0].number, kind + 1);
    }
    assert_fine(&f, draft_undo(f.store, &id, "so", &undone, f.arena, &f.err));
    assert_int_equal(undone.undoes, 1);
    assert_code(&f, ERR_EMPTY, draft_undo(f.store, &id, "so", NULL, f.arena, &f.err));
    assert_fine(&f, draft_kind_undo(f.store, DRAFT_SECOND, &id, "so", &undone, f.arena, &f.err));
    assert_true(undone.empty && undone.undoes == 2);
    fixture_close(&f);
}

static void odd_drafts_are_refused(void **state)
{
    struct fixture f;
    struct uuid nobody = {{5}};
    char *large = mem_new(FIELD_BYTES_MAX + 2, 1);
    memset(large, 'a', FIELD_BYTES_MAX + 1);
    const struct {
        const char *text;
        enum err_code code;
    } cases[] = {
        {large, ERR_LIMIT}, {"\xff", ERR_FORMAT}, {"e\xcc\x81", ERR_FORMAT}, {"é", ERR_OK}};
    (void)state;
    fixture_open(&f);
    struct uuid page = fixture_page(&f, "a"), id = record_on(&f, &page, 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value value = {.written = cases[i].text};
        assert_code(&f, cases[i].code, draft_put(f.store, &id, "so", &value, &f.err));
    }
    assert_code(&f, ERR_STATE, draft_put(f.store, &nobody, "so", &(struct value){0}, &f.err));
    assert_code(&f, ERR_STATE, draft_put(f.store, &id, "", &(struct value){0}, &f.err));
    free(large);
    fixture_close(&f);
}

/* --- versions and acts -------------------------------------------------------------------- */

static void a_version_stands_alone(void **state)
{
    struct fixture f;
    struct version version;
    struct digest hash, now;
    struct uuid id, again;
    json_t *parsed = NULL;
    (void)state;
    fixture_open(&f);
    fixture_fill(&f);
    json_t *body = json_pack("{s:{s:s}}", "values", "so", "45");
    assert_fine(&f, version_add(f.store, &f.record, body, &f.second, 1, &id, &hash, &f.err));
    assert_fine(&f, version_get(f.store, &id, f.arena, &version, &f.err));
    hash_bytes(version.body, strlen(version.body), &now);
    assert_true(digest_equal(&hash, &now) && digest_equal(&version.hash, &now));
    assert_fine(&f, json_parse(version.body, strlen(version.body), "v", &parsed, &f.err));
    assert_int_equal(json_array_size(json_peek_array(parsed, "parents")), 1);
    assert_int_equal(strlen(json_peek_text(parsed, "salt")), 32);
    assert_null(json_peek_text(body, "salt")); /* the caller's stays as it was */
    assert_int_equal(version.parent_count, 1);
    assert_true(uuid_equal(&version.parents[0], &f.second));
    assert_fine(&f, version_add(f.store, &f.record, body, &f.second, 1, &again, &now, &f.err));
    assert_false(digest_equal(&hash, &now)); /* the same values cannot be guessed from a hash */
    json_decref(parsed);
    json_decref(body);
    fixture_close(&f);
}

static void two_heads_are_seen(void **state)
{
    struct fixture f;
    struct version *heads;
    struct uuid other, merged;
    size_t count = 0;
    (void)state;
    fixture_open(&f);
    fixture_fill(&f);
    json_t *body = json_object();
    assert_fine(&f, version_heads(f.store, &f.record, f.arena, &heads, &count, &f.err));
    assert_int_equal(count, 1);
    assert_fine(&f, version_add(f.store, &f.record, body, &f.version, 1, &other, NULL, &f.err));
    assert_fine(&f, version_heads(f.store, &f.record, f.arena, &heads, &count, &f.err));
    assert_int_equal(count, 2);
    const struct uuid both[] = {f.second, other};
    assert_fine(&f, version_add(f.store, &f.record, body, both, 2, &merged, NULL, &f.err));
    assert_fine(&f, version_heads(f.store, &f.record, f.arena, &heads, &count, &f.err));
    assert_int_equal(count, 1);
    assert_int_equal(heads[0].parent_count, 2);
    assert_true(uuid_equal(&heads[0].parents[1], &other));
    assert_fine(&f, version_list(f.store, &f.record, f.arena, &heads, &count, &f.err));
    assert_int_equal(count, 4);
    json_decref(body);
    fixture_close(&f);
}

static void odd_versions_are_refused(void **state)
{
    struct fixture f;
    struct uuid id, page, record;
    (void)state;
    fixture_open(&f);
    fixture_fill(&f);
    page = fixture_page(&f, "b");
    record = record_on(&f, &page, 0);
    json_t *body = json_object(), *loose = json_pack("{s:[s]}", "a", "e\xcc\x81");
    assert_code(&f, ERR_MISSING,
                version_add(f.store, &record, body, &f.version, 1, &id, NULL,
                            &f.err)); /* parent of another record */
    assert_code(&f, ERR_FORMAT, version_add(f.store, &record, loose, NULL, 0, &id, NULL, &f.err));
    json_decref(body);
    json_decref(loose);
    fixture_close(&f);
}

static void one_act_lists_many_versions(void **state)
{
    struct fixture f;
    struct act *acts;
    struct uuid id;
    size_t count = 0;
    (void)state;
    fixture_open(&f);
    fixture_fill(&f);
    const struct uuid both[] = {f.second, f.version};
    assert_fine(&f, act_add(f.store, "return", "mờ", NULL, both, 2, &id, &f.err));
    assert_fine(&f, act_list(f.store, &f.record, NULL, 0, 0, f.arena, &acts, &count, &f.err));
    assert_int_equal(count, 2);
    assert_string_equal(acts[0].kind, "confirm");
    assert_string_equal(acts[1].reason, "mờ");
    assert_null(acts[1].body);
    assert_int_equal(acts[1].version_count, 2);
    assert_true(uuid_equal(&acts[1].versions[1], &f.version));
    assert_fine(&f, act_list(f.store, NULL, "release", 0, 0, f.arena, &acts, &count, &f.err));
    assert_int_equal(count, 0);
    fixture_close(&f);
}

static void schemas_and_persons(void **state)
{
    struct fixture f;
    struct stored_schema schema, *schemas;
    struct person person, *people;
    struct digest id, again;
    struct uuid who;
    size_t count = 0;
    (void)state;
    fixture_open(&f);
    assert_fine(&f, schema_put(f.store, "ket-hon", "{ }", &id, &f.err));
    assert_fine(&f, schema_put(f.store, "ket-hon", "{ }", &again, &f.err));
    assert_true(digest_equal(&id, &again));
    assert_fine(&f, schema_get(f.store, &id, f.arena, &schema, &f.err));
    assert_string_equal(schema.body, "{ }");
    assert_fine(&f, schema_stored_list(f.store, f.arena, &schemas, &count, &f.err));
    assert_int_equal(count, 1);
    id.bytes[0] ^= 1;
    assert_code(&f, ERR_MISSING, schema_get(f.store, &id, f.arena, &schema, &f.err));
    assert_fine(&f, person_add(f.store, "Đặng Thử", "official", &who, &f.err));
    assert_code(&f, ERR_STATE, person_add(f.store, "X", "king", &who, &f.err));
    assert_fine(&f, person_find(f.store, "Đặng Thử", f.arena, &person, &f.err));
    assert_string_equal(person.role, "official");
    assert_code(&f, ERR_MISSING, person_find(f.store, "ai đó", f.arena, &person, &f.err));
    assert_fine(&f, person_list(f.store, f.arena, &people, &count, &f.err));
    assert_int_equal(count, 2);
    fixture_close(&f);
}

static void a_piece_is_a_further_image(void **state)
{
    struct fixture f;
    struct record_image *images;
    struct audit_report report;
    struct audit_options options = {0};
    size_t count = 0;
    int number = 0;
    long known = 0;
    (void)state;
    fixture_open(&f);
    fixture_fill(&f);
    struct uuid piece = fixture_page(&f, "piece"), none = {{7}};
    struct page page;
    assert_fine(&f, record_image_add(f.store, &f.record, &piece, 1, &number, &f.err));
    assert_fine(&f, record_image_list(f.store, &f.record, f.arena, &images, &count, &f.err));
    assert_int_equal(count, 1); /* the one of the fixture was taken back */
    assert_true(uuid_equal(&images[0].page, &piece));
    assert_fine(&f, page_withdraw(f.store, &piece, &f.err));
    assert_fine(&f, page_get(f.store, &piece, f.arena, &page, &f.err));
    assert_true(digest_equal(&images[0].master, &page.view.master));
    struct page_filter filter = {.master = &page.view.master};
    assert_fine(&f, page_count(f.store, &filter, &known, &f.err));
    assert_int_equal(known, 1); /* its file is known still */
    assert_fine(&f, record_image_drop(f.store, &f.record, number, &f.err));
    assert_fine(&f, page_count(f.store, &filter, &known, &f.err));
    assert_int_equal(known, 0);
    assert_int_not_equal(record_image_add(f.store, &f.record, &piece, 9, &number, &f.err), ERR_OK);
    assert_int_not_equal(record_image_add(f.store, &none, &piece, 1, &number, &f.err), ERR_OK);
    assert_code(&f, ERR_MISSING, record_image_drop(f.store, &f.record, 9, &f.err));
    assert_fine(&f, audit_verify(f.store, &options, &report, &f.err));
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_piece_is_a_further_image),
        cmocka_unit_test(records_are_listed_in_order),
        cmocka_unit_test(a_record_inherits_the_book),
        cmocka_unit_test(ids_are_found_by_their_parts),
        cmocka_unit_test(undo_walks_back),
        cmocka_unit_test(each_person_has_drafts_of_their_own),
        cmocka_unit_test(kinds_of_entries_never_mix),
        cmocka_unit_test(odd_drafts_are_refused),
        cmocka_unit_test(a_version_stands_alone),
        cmocka_unit_test(two_heads_are_seen),
        cmocka_unit_test(odd_versions_are_refused),
        cmocka_unit_test(one_act_lists_many_versions),
        cmocka_unit_test(schemas_and_persons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

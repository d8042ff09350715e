/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/store/test_page: masters, batches, books, pages, their order and stage, sweeping.
 */
#include "../cmocka_all.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "fixture.h"
#include "store/db.h"
#include "trust/hash.h"

static const struct master_facts png = {.kind = "png", .frames = 2, .origin = "a.png"};

static void a_master_comes_back_as_it_was(void **state)
{
    struct fixture f;
    struct digest id, again;
    struct master master;
    struct bytes bytes;
    int fd = -1;
    (void)state;
    fixture_open(&f);
    assert_fine(&f, file_memory_new("scan", "\x89PNG\0\1", 6, &fd, &f.err));
    assert_fine(&f, master_put_fd(f.store, fd, &png, &id, &f.err));
    close(fd);
    assert_true(master_exists(f.store, &id));
    assert_fine(&f, master_get(f.store, &id, f.arena, &master, &f.err));
    assert_int_equal(master.bytes, 6);
    assert_int_equal(master.facts.frames, 2);
    assert_string_equal(master.facts.origin, "a.png");
    assert_null(master.facts.device);
    assert_fine(&f, master_open(f.store, &id, &fd, &f.err));
    assert_fine(&f, file_read_fd(fd, 100, "a", &bytes, &f.err));
    assert_int_equal(bytes.length, 6);
    assert_memory_equal(bytes.data, "\x89PNG\0\1", 6);
    bytes_release(&bytes);
    close(fd);
    assert_code(&f, ERR_EXISTS, master_put_bytes(f.store, "\x89PNG\0\1", 6, &png, &again, &f.err));
    assert_true(digest_equal(&id, &again));
    assert_code(&f, ERR_FORMAT, master_put_bytes(f.store, "", 0, &png, &again, &f.err));
    fixture_close(&f);
}

/* The process died after the file and before its row. */
static void an_orphan_file_is_taken_over_or_replaced(void **state)
{
    static const char *const left[] = {"whole bytes", "whole byt", ""};
    for (size_t i = 0; i < sizeof left / sizeof *left; i++) {
        struct fixture f;
        struct digest id;
        struct audit_report report;
        struct audit_options options = {0};
        (void)state;
        fixture_open(&f);
        hash_bytes("whole bytes", 11, &id);
        char *path = store_blob_path(f.store, "masters", &id, "png");
        char *folder = mem_copy_text(path);
        *strrchr(folder, '/') = '\0';
        assert_fine(&f, file_make_folder(folder, &f.err));
        assert_fine(&f, file_write(path, left[i], strlen(left[i]), FILE_ONCE, &f.err));
        assert_fine(&f, master_put_bytes(f.store, "whole bytes", 11, &png, &id, &f.err));
        assert_fine(&f, audit_verify(f.store, &options, &report, &f.err));
        assert_int_equal(report.masters, 1);
        free(path);
        free(folder);
        fixture_close(&f);
    }
}

static void a_lost_file_comes_back_when_brought_again(void **state)
{
    struct fixture f;
    struct digest id;
    struct audit_report report;
    struct audit_options options = {0};
    (void)state;
    fixture_open(&f);
    assert_fine(&f, master_put_bytes(f.store, "bytes", 5, &png, &id, &f.err));
    char *path = store_blob_path(f.store, "masters", &id, "png");
    assert_int_equal(unlink(path), 0);
    assert_code(&f, ERR_DAMAGED, audit_verify(f.store, &options, &report, &f.err));
    assert_code(&f, ERR_EXISTS, master_put_bytes(f.store, "bytes", 5, &png, &id, &f.err));
    assert_fine(&f, audit_verify(f.store, &options, &report, &f.err));
    free(path);
    fixture_close(&f);
}

static void make_old(const char *path)
{
    struct timespec old[2] = {{.tv_sec = 1000}, {.tv_sec = 1000}};
    assert_int_equal(utimensat(AT_FDCWD, path, old, 0), 0);
}

static void a_sweep_takes_only_what_nobody_names(void **state)
{
    struct fixture f;
    struct store_sweep swept;
    char path[256], half[256];
    struct digest key;
    (void)state;
    fixture_open(&f);
    fixture_fill(&f);
    fixture_master_path(&f, path, sizeof path);
    snprintf(half, sizeof half, "%.*s/%sabc", (int)(strrchr(path, '/') - path), path,
             FILE_TEMP_PREFIX);
    make_old(path);
    assert_fine(&f, file_write(half, "x", 1, FILE_ONCE, &f.err));
    make_old(half);
    derived_key((const char *const[]){"a", NULL}, &key);
    assert_fine(&f, derived_put(f.store, &key, "json", "{}", 2, &f.err));
    char *derived = store_blob_path(f.store, "derived", &key, "json");
    assert_fine(&f, store_sweep(f.store, 60000, &swept, &f.err));
    assert_int_equal(swept.halves, 1);
    assert_int_equal(swept.masters, 0);
    assert_int_equal(swept.derived, 0); /* too young */
    make_old(derived);
    memcpy(strrchr(path, '.'), ".jpeg", 6);
    assert_fine(&f, file_write(path, "x", 1, FILE_ONCE, &f.err));
    make_old(path);
    assert_fine(&f, store_sweep(f.store, 60000, &swept, &f.err));
    assert_int_equal(swept.masters, 1);
    assert_int_equal(swept.derived, 1);
    fixture_master_path(&f, path, sizeof path);
    assert_true(file_exists(path));
    free(derived);
    fixture_close(&f);
}

/* --- batches and books -------------------------------------------------------------------- */

static void batches_are_found(void **state)
{
    struct fixture f;
    struct batch batch, *list;
    struct uuid first, second;
    char id[UUID_TEXT_SIZE];
    size_t count = 0;
    (void)state;
    fixture_open(&f);
    assert_fine(&f, batch_add(f.store, &(struct batch){.name = "a"}, &first, &f.err));
    assert_fine(&f, batch_add(f.store, &(struct batch){.name = "a", .schema = "khai-sinh"}, &second,
                              &f.err));
    assert_fine(&f, batch_find(f.store, "a", f.arena, &batch, &f.err));
    assert_true(uuid_equal(&batch.id, &second)); /* the newest of a name */
    uuid_show(&first, id);
    assert_fine(&f, batch_find(f.store, id, f.arena, &batch, &f.err));
    assert_true(uuid_equal(&batch.id, &first));
    assert_fine(&f, batch_find(f.store, id + 24, f.arena, &batch, &f.err));
    assert_true(uuid_equal(&batch.id, &first));
    assert_code(&f, ERR_MISSING, batch_find(f.store, "b", f.arena, &batch, &f.err));
    assert_code(&f, ERR_MISSING, batch_find(f.store, "%", f.arena, &batch, &f.err));
    batch.schema = "ket-hon";
    assert_fine(&f, batch_change(f.store, &batch, &f.err));
    assert_fine(&f, batch_get(f.store, &first, f.arena, &batch, &f.err));
    assert_string_equal(batch.schema, "ket-hon");
    assert_fine(&f, batch_list(f.store, 1, 10, f.arena, &list, &count, &f.err));
    assert_int_equal(count, 1);
    batch.id = (struct uuid){{9}};
    assert_code(&f, ERR_MISSING, batch_change(f.store, &batch, &f.err));
    fixture_close(&f);
}

static void a_book_keeps_its_series(void **state)
{
    struct fixture f;
    struct book book, *books;
    struct book_series *series;
    struct uuid id;
    size_t count = 0;
    const struct book_series two[] = {{2005, 1, 120}, {2006, 1, 0}};
    const struct book_series wrong[] = {{2005, 9, 3}};
    (void)state;
    fixture_open(&f);
    assert_fine(&f, book_add(f.store, &(struct book){.number = "01/2005"}, two, 2, &id, &f.err));
    assert_fine(&f, book_find(f.store, "01/2005", f.arena, &book, &f.err));
    assert_true(uuid_equal(&book.id, &id));
    assert_fine(&f, book_series_list(f.store, &id, f.arena, &series, &count, &f.err));
    assert_int_equal(count, 2);
    assert_int_equal(series[0].last, 120);
    assert_int_equal(series[1].last, 0);
    assert_code(&f, ERR_STATE, book_add(f.store, &book, wrong, 1, &id, &f.err));
    assert_fine(&f, book_list(f.store, 0, 0, f.arena, &books, &count, &f.err));
    assert_int_equal(count, 1); /* nothing half */
    fixture_close(&f);
}

/* --- pages -------------------------------------------------------------------------------- */

static void a_page_keeps_its_revisions(void **state)
{
    struct fixture f;
    struct page page;
    struct page_view view;
    int revision = 0;
    (void)state;
    fixture_open(&f);
    struct uuid id = fixture_page(&f, "one");
    assert_fine(&f, page_get(f.store, &id, f.arena, &page, &f.err));
    assert_int_equal(page.position, 1);
    assert_int_equal(page.revision, 1);
    assert_int_equal(page.view.turns, PAGE_TURNS_UNKNOWN);
    assert_int_equal(page.state, PAGE_CAPTURED);
    assert_fine(&f, page_stage_set(f.store, &id,
                                   &(struct page_stage){PAGE_ASIDE, 2, "crash", "worker died"},
                                   &f.err));
    assert_fine(&f, page_get(f.store, &id, f.arena, &page, &f.err));
    assert_int_equal(page.state, PAGE_ASIDE);
    assert_int_equal(page.attempts, 2);
    assert_string_equal(page.reason, "crash");
    view = page.view;
    view.turns = 2;
    view.manual = true;
    view.region = (struct rect){1, 2, 30, 40};
    assert_fine(&f, page_revise(f.store, &id, &view, &revision, &f.err));
    assert_int_equal(revision, 2);
    assert_fine(&f, page_get(f.store, &id, f.arena, &page, &f.err));
    assert_int_equal(page.view.turns, 2);
    assert_int_equal(page.view.region.h, 40);
    assert_int_equal(page.state, PAGE_CAPTURED);
    assert_null(page.reason);
    assert_fine(&f, page_revision_get(f.store, &id, 1, f.arena, &view, &f.err));
    assert_true(rect_empty(view.region));
    assert_code(&f, ERR_MISSING, page_revision_get(f.store, &id, 3, f.arena, &view, &f.err));
    fixture_close(&f);
}

static void pages_are_listed_by_state_and_batch(void **state)
{
    struct fixture f;
    struct page *pages;
    size_t count = 0;
    long all = 0;
    struct uuid ids[5], other;
    (void)state;
    fixture_open(&f);
    for (int i = 0; i < 5; i++)
        ids[i] = fixture_page(&f, (const char *[]){"a", "b", "c", "d", "e"}[i]);
    assert_fine(&f, batch_add(f.store, &(struct batch){.name = "x"}, &other, &f.err));
    assert_fine(&f, page_stage_set(f.store, &ids[1], &(struct page_stage){PAGE_EXTRACTED, 0, 0, 0},
                                   &f.err));
    struct page_filter filter = {.states = 1u << PAGE_CAPTURED, .limit = 2, .offset = 1};
    assert_fine(&f, page_list(f.store, &filter, f.arena, &pages, &count, &f.err));
    assert_int_equal(count, 2);
    assert_true(uuid_equal(&pages[0].id, &ids[2]));
    filter = (struct page_filter){.batch = &f.batch, .states = 1u << PAGE_EXTRACTED};
    assert_fine(&f, page_count(f.store, &filter, &all, &f.err));
    assert_int_equal(all, 1);
    filter = (struct page_filter){.batch = &other};
    assert_fine(&f, page_count(f.store, &filter, &all, &f.err));
    assert_int_equal(all, 0);
    filter = (struct page_filter){.master = &pages[0].view.master};
    assert_fine(&f, page_list(f.store, &filter, f.arena, &pages, &count, &f.err));
    assert_int_equal(count, 1);
    fixture_close(&f);
}

static void order_check(struct fixture *f, const struct uuid *batch, const char *expected,
                        const struct uuid ids[4])
{
    struct page *pages;
    size_t count = 0;
    struct page_filter filter = {.batch = batch};
    assert_fine(f, page_list(f->store, &filter, f->arena, &pages, &count, &f->err));
    assert_int_equal(count, strlen(expected));
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(pages[i].position, i + 1);
        assert_true(uuid_equal(&pages[i].id, &ids[expected[i] - 'a']));
    }
}

static void pages_move(void **state)
{
    static const struct {
        int page;
        bool other;
        long position;
        const char *here, *there;
    } moves[] = {
        {3, false, 1, "dabc", ""}, {3, false, 4, "abcd", ""}, {1, false, 99, "acdb", ""},
        {1, true, 1, "acd", "b"},  {0, true, 1, "cd", "ab"},  {3, true, 2, "c", "adb"},
        {0, false, 1, "ac", "db"}, {0, false, 0, "ac", "db"},
    };
    struct fixture f;
    struct uuid ids[4], other;
    (void)state;
    fixture_open(&f);
    for (int i = 0; i < 4; i++)
        ids[i] = fixture_page(&f, (const char *[]){"a", "b", "c", "d"}[i]);
    assert_fine(&f, batch_add(f.store, &(struct batch){.name = "x"}, &other, &f.err));
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        assert_fine(&f, page_move(f.store, &ids[moves[i].page], moves[i].other ? &other : &f.batch,
                                  moves[i].position, &f.err));
        order_check(&f, &f.batch, moves[i].here, ids);
        order_check(&f, &other, moves[i].there, ids);
    }
    struct audit_report report;
    struct audit_options options = {0};
    assert_fine(&f, audit_verify(f.store, &options, &report, &f.err));
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_master_comes_back_as_it_was),
        cmocka_unit_test(an_orphan_file_is_taken_over_or_replaced),
        cmocka_unit_test(a_lost_file_comes_back_when_brought_again),
        cmocka_unit_test(a_sweep_takes_only_what_nobody_names),
        cmocka_unit_test(batches_are_found),
        cmocka_unit_test(a_book_keeps_its_series),
        cmocka_unit_test(a_page_keeps_its_revisions),
        cmocka_unit_test(pages_are_listed_by_state_and_batch),
        cmocka_unit_test(pages_move),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

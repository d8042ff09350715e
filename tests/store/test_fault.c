/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/store/test_fault: a disk that takes no more, and many writers at once.
 */
#include "../cmocka_all.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "fixture.h"
#include "store/db.h"

enum { WRITERS = 4, DRAFTS_EACH = 25 };

static struct uuid record_make(struct fixture *f)
{
    struct uuid id, page = fixture_page(f, "a");
    assert_fine(f, schema_put(f->store, "khai-sinh", "{}", &f->schema, &f->err));
    struct record plan = {.page = page, .revision = 1, .row = -1, .schema = f->schema};
    assert_fine(f, record_add(f->store, &plan, -1, &id, &f->err));
    return id;
}

static void limit_set(rlim_t bytes)
{
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = bytes;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static long drafts_of(struct fixture *f, const struct uuid *record)
{
    struct draft *drafts;
    size_t count = 0;
    assert_fine(f, draft_history(f->store, record, NULL, f->arena, &drafts, &count, &f->err));
    return (long)count;
}

static void proof_passes(struct fixture *f)
{
    struct audit_report report;
    struct audit_options options = {0};
    assert_fine(f, audit_verify(f->store, &options, &report, &f->err));
    assert_fine(f, store_check(f->store, &f->err));
}

static void a_full_disk_is_never_a_success(void **state)
{
    struct fixture f;
    struct value value = {.written = "một giá trị", .normal = "một giá trị"};
    uint64_t size = 0;
    char wal[128];
    (void)state;
    fixture_open(&f);
    struct uuid record = record_make(&f);
    snprintf(wal, sizeof wal, "%s/sohoa.db-wal", f.store_folder);
    assert_fine(&f, file_size(wal, &size, &f.err));
    for (rlim_t room = 0; room < 40000; room += 9000) {
        long before = drafts_of(&f, &record);
        enum err_code code = ERR_OK;
        assert_fine(&f, file_size(wal, &size, &f.err));
        limit_set(size + room);
        while (!code && before < 4000) {
            err_clear(&f.err);
            code = draft_put(f.store, &record, "so", &value, &f.err);
            before += code == ERR_OK;
        }
        limit_set(RLIM_INFINITY);
        assert_string_equal(err_code_name(code), "full");
        assert_int_equal(drafts_of(&f, &record), before);
        assert_fine(&f, draft_put(f.store, &record, "so", &value, &f.err));
    }
    fixture_reopen(&f);
    proof_passes(&f);
    fixture_close(&f);
}

/* A book comes with all its series or not at all, and so does what is said of its numbers. */
static void a_full_disk_leaves_no_half_book(void **state)
{
    enum { SERIES = 20, TRIES = 4000 };
    struct fixture f;
    struct book_series series[SERIES], *got = NULL;
    struct book *books = NULL;
    size_t count = 0;
    long added = 0;
    char wal[128];
    (void)state;
    fixture_open(&f);
    snprintf(wal, sizeof wal, "%s/sohoa.db-wal", f.store_folder);
    for (int i = 0; i < SERIES; i++)
        series[i] = (struct book_series){1980 + i, 1, 100};
    for (rlim_t room = 0; room < 60000; room += 11000) {
        struct book book = {.schema = "so-khai-sinh", .number = "01/1980"};
        struct book_mark mark = {.year = 1980, .entry = {.number = 1}, .kind = MARK_CANCELLED};
        struct uuid id;
        uint64_t size = 0;
        enum err_code code = ERR_OK;
        assert_fine(&f, file_size(wal, &size, &f.err));
        limit_set(size + room);
        for (int i = 0; !code && i < TRIES; i++) {
            err_clear(&f.err);
            code = book_add(f.store, &book, series, SERIES, &id, &f.err);
            added += code == ERR_OK;
            if (!code)
                code = book_mark_put(f.store, &id, &mark, &f.err);
        }
        limit_set(RLIM_INFINITY);
        assert_string_equal(err_code_name(code), "full");
        assert_fine(&f, book_list(f.store, 0, 0, f.arena, &books, &count, &f.err));
        assert_int_equal(count, added);
        for (size_t i = 0; i < count; i++) {
            size_t held = 0;
            assert_fine(&f, book_series_list(f.store, &books[i].id, f.arena, &got, &held, &f.err));
            assert_int_equal(held, SERIES);
        }
    }
    fixture_reopen(&f);
    proof_passes(&f);
    fixture_close(&f);
}

static int files_in(const char *folder)
{
    int count = 0;
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));)
        count += entry->d_name[0] != '.' || entry->d_name[1] == 's'; /* .sohoa-tmp- too */
    closedir(dir);
    return count;
}

static void a_master_that_does_not_fit_leaves_nothing(void **state)
{
    struct fixture f;
    struct digest id;
    char folder[256];
    struct master_facts facts = {.kind = "tiff", .frames = 1};
    unsigned char *bytes = mem_new(100000, 1);
    (void)state;
    fixture_open(&f);
    limit_set(50000);
    assert_code(&f, ERR_FULL, master_put_bytes(f.store, bytes, 100000, &facts, &id, &f.err));
    limit_set(RLIM_INFINITY);
    assert_false(master_exists(f.store, &id));
    char *path = store_blob_path(f.store, "masters", &id, "tiff");
    snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(path, '/') - path), path);
    assert_int_equal(files_in(folder), 0);
    assert_fine(&f, master_put_bytes(f.store, bytes, 100000, &facts, &id, &f.err));
    proof_passes(&f);
    free(path);
    free(bytes);
    fixture_close(&f);
}

/* Desks and commands at once: each waits its turn, the chain stays one chain. */
static void many_writers_take_turns(void **state)
{
    struct fixture f;
    pid_t children[WRITERS];
    (void)state;
    fixture_open(&f);
    struct uuid record = record_make(&f);
    for (int i = 0; i < WRITERS; i++) {
        children[i] = fork();
        if (children[i] != 0)
            continue;
        struct store *store = NULL;
        struct err err = {0};
        struct value value = {.written = "x"};
        enum err_code code = store_open(f.store_folder, &store, &err);
        for (int k = 0; !code && k < DRAFTS_EACH; k++)
            code = draft_put(store, &record, "so", &value, &err);
        store_close(store);
        if (code)
            fprintf(stderr, "%s\n", err.text);
        _exit(code ? 1 : 0);
    }
    for (int i = 0; i < WRITERS; i++) {
        int status = 0;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    assert_int_equal(drafts_of(&f, &record), WRITERS * DRAFTS_EACH);
    proof_passes(&f);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_disk_is_never_a_success),
        cmocka_unit_test(a_full_disk_leaves_no_half_book),
        cmocka_unit_test(a_master_that_does_not_fit_leaves_nothing),
        cmocka_unit_test(many_writers_take_turns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

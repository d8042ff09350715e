/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/store/test_power: the power goes at each flush in turn (tests/store/power). Afterwards the
 * store opens, holds every draft, version, page and master that was acknowledged and nothing by
 * halves, the proof passes, and work goes on.
 */
#include "../cmocka_all.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "fixture.h"
#include "power.h"

/* What the writer says when a call had returned. */
struct ack {
    struct uuid page, record, version;
    long drafts;
    bool made;
};

struct writer {
    struct store *store;
    const struct fixture *f;
    struct ack ack;
    int out, round;
    struct err err;
};

static void acknowledge(struct writer *w)
{
    assert_int_equal(write(w->out, &w->ack, sizeof w->ack), sizeof w->ack);
}

/* --- what is written ---------------------------------------------------------------------- */

static enum err_code write_page(struct writer *w)
{
    char bytes[9000];
    struct digest master;
    struct master_facts facts = {.kind = "png", .frames = 1, .source = "scan"};
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)((size_t)w->round + i / 7 + i % 251);
    snprintf(bytes, sizeof bytes, "trang %d", w->round);
    enum err_code code = master_put_bytes(w->store, bytes, sizeof bytes, &facts, &master, &w->err);
    struct page_view view = {.master = master, .turns = PAGE_TURNS_UNKNOWN};
    return code == ERR_EXISTS || !code
               ? page_add(w->store, &w->f->batch, &view, &w->ack.page, &w->err)
               : code;
}

static enum err_code write_record(struct writer *w)
{
    struct record plan = {.page = w->ack.page, .revision = 1, .row = -1, .schema = w->f->schema};
    return record_add(w->store, &plan, -1, &w->ack.record, &w->err);
}

static enum err_code write_draft(struct writer *w)
{
    struct value value = {.written = "một", .normal = "một"};
    enum err_code code = draft_put(w->store, &w->ack.record, "so", &value, &w->err);
    w->ack.drafts += !code;
    return code;
}

static enum err_code write_version(struct writer *w)
{
    struct uuid act, version;
    json_t *body = json_object();
    enum err_code code = store_begin(w->store, AUDIT_VERSION, &w->err);
    if (!code)
        code = version_add(w->store, &w->ack.record, body, NULL, 0, &version, NULL, &w->err);
    if (!code)
        code = act_add(w->store, "verify", NULL, NULL, &version, 1, &act, &w->err);
    if (!code)
        code = record_stage_set(w->store, &w->ack.record, RECORD_VERIFIED, &w->err);
    if (!code)
        code = store_commit(w->store, &w->err);
    if (!code)
        w->ack.version = version;
    json_decref(body);
    return code;
}

static enum err_code (*const steps[])(struct writer *w) = {
    write_page, write_record, write_draft, write_draft, write_version,
};

/* As one that was killed leaves them: made, and not kept. */
static void leave_folders(const struct fixture *f)
{
    for (int i = 0; i < 256; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/masters/%02x", f->store_folder, (unsigned)i);
        (void)!mkdir(path, 0700);
    }
}

static void write_all(struct writer *w)
{
    leave_folders(w->f);
    enum err_code code = store_open(w->f->store_folder, &w->store, &w->err);
    for (size_t i = 0; i < ARRAY_SIZE(steps) && !code; i++) {
        code = steps[i](w);
        if (!code)
            acknowledge(w);
    }
    if (code)
        fprintf(stderr, "K-%d %s\n", w->err.number, w->err.text);
    store_close(w->store); /* what the log of SQLite holds goes into the database */
    _exit(code ? 1 : 0);
}

static void make_all(struct writer *w)
{
    struct store_plan plan = {.practice = true};
    enum err_code code = store_create(w->f->store_folder, &plan, &w->store, &w->err);
    w->ack.made = !code;
    if (!code)
        acknowledge(w);
    store_close(w->store);
    _exit(code ? 1 : 0);
}

/* --- what must be there ------------------------------------------------------------------- */

static void check_ack(struct fixture *f, const struct ack *ack)
{
    struct page page;
    struct draft *drafts;
    struct version version;
    struct record record;
    size_t count = 0;
    if (!uuid_is_null(&ack->page))
        assert_fine(f, page_get(f->store, &ack->page, f->arena, &page, &f->err));
    if (uuid_is_null(&ack->record))
        return;
    assert_fine(f, record_get(f->store, &ack->record, f->arena, &record, &f->err));
    assert_fine(f, draft_history(f->store, &ack->record, NULL, f->arena, &drafts, &count, &f->err));
    assert_true((long)count >= ack->drafts);
    assert_true(record.state != RECORD_VERIFIED || count == 2);
    if (uuid_is_null(&ack->version))
        return;
    assert_fine(f, version_get(f->store, &ack->version, f->arena, &version, &f->err));
    assert_int_equal(record.state, RECORD_VERIFIED);
}

/* Also each master of each page, byte by byte. */
static void check_store(struct fixture *f)
{
    struct audit_report report;
    struct audit_options options = {0};
    struct store_sweep swept;
    assert_fine(f, audit_verify(f->store, &options, &report, &f->err));
    assert_fine(f, store_check(f->store, &f->err));
    assert_fine(f, store_sweep(f->store, -60000, &swept, &f->err));
    assert_fine(f, audit_verify(f->store, &options, &report, &f->err));
    assert_int_equal(report.warnings, 0);
}

/* --- the rounds --------------------------------------------------------------------------- */

/* Runs work with the power cut at the nth flush; true when it was. */
static bool run_cut(struct fixture *f, void (*work)(struct writer *), const char *watched, long nth,
                    struct ack *ret)
{
    int ends[2], status = 0;
    char *memory = file_join(f->folder, "memory");
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        struct writer w = {.f = f, .out = ends[1], .round = (int)nth};
        power_watch(watched, memory, nth);
        work(&w);
    }
    close(ends[1]);
    *ret = (struct ack){0};
    for (struct ack ack; read(ends[0], &ack, sizeof ack) == sizeof ack;)
        *ret = ack;
    close(ends[0]);
    free(memory);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) != POWER_CUT_EXIT && WEXITSTATUS(status) != 0)
        fail_msg("the writer failed at flush %ld", nth);
    return WEXITSTATUS(status) == POWER_CUT_EXIT;
}

static void power_off(struct fixture *f, const char *watched, enum power_loss loss, long nth)
{
    char *memory = file_join(f->folder, "memory");
    power_back(watched, memory, loss, (unsigned)nth * 7919u + 1u);
    free(memory);
}

static void nothing_acknowledged_is_lost(void **state)
{
    struct fixture f;
    long cuts = 0;
    (void)state;
    fixture_open(&f);
    assert_fine(&f, batch_add(f.store, &(struct batch){.name = "một"}, &f.batch, &f.err));
    assert_fine(&f, schema_put(f.store, "khai-sinh", "{}", &f.schema, &f.err));
    for (int loss = 0; loss < POWER_LOSS_COUNT; loss++)
        for (int times = 0; times < (loss == POWER_LOSES_SOME ? 8 : 1); times++) {
            struct ack ack;
            bool cut = true;
            for (long nth = 1; cut; nth++) {
                store_close(f.store);
                f.store = NULL;
                cut = run_cut(&f, write_all, f.store_folder, nth, &ack);
                power_off(&f, f.store_folder, (enum power_loss)loss, nth + times * 1000);
                fixture_reopen(&f);
                check_ack(&f, &ack);
                check_store(&f);
                cuts += cut;
            }
            assert_true(!uuid_is_null(&ack.version));
        }
    assert_true(cuts > 50);
    print_message("# %ld power cuts, nothing acknowledged is lost\n", cuts);
    fixture_close(&f);
}

/* A store is there as a whole, or it can be made. */
static void a_store_is_made_whole_or_not_at_all(void **state)
{
    struct fixture f;
    struct store_plan plan = {.practice = true};
    char *place;
    (void)state;
    fixture_open(&f);
    place = file_join(f.folder, "place");
    for (int loss = 0; loss < POWER_LOSS_COUNT; loss++) {
        struct ack ack;
        bool cut = true;
        for (long nth = 1; cut; nth++) {
            store_close(f.store);
            f.store = NULL;
            if (file_is_folder(place))
                assert_fine(&f, file_remove_tree(place, &f.err));
            assert_fine(&f, file_make_folder(place, &f.err));
            snprintf(f.store_folder, sizeof f.store_folder, "%s/kho", place);
            cut = run_cut(&f, make_all, place, nth, &ack);
            power_off(&f, place, (enum power_loss)loss, nth);
            assert_true(!ack.made || store_exists(f.store_folder));
            if (store_exists(f.store_folder))
                assert_fine(&f, store_open(f.store_folder, &f.store, &f.err));
            else
                assert_fine(&f, store_create(f.store_folder, &plan, &f.store, &f.err));
            check_store(&f);
        }
    }
    free(place);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_acknowledged_is_lost),
        cmocka_unit_test(a_store_is_made_whole_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

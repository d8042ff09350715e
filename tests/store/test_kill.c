/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/store/test_kill: a writer is killed at a random moment, again and again. What it had
 * acknowledged is there, nothing is half there, the proof passes.
 */
#include "../cmocka_all.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/random.h"
#include "base/str.h"
#include "fixture.h"
#include "store/db.h"

enum { ROUNDS_QUICK = 30, ACKS_MAX = 12 };

/* What the writer says when a call had returned. */
struct ack {
    struct uuid page, record, version;
    long drafts;
};

static unsigned dice(unsigned sides)
{
    unsigned number;
    random_fill(&number, sizeof number);
    return number % sides;
}

/* --- the writer --------------------------------------------------------------------------- */

struct writer {
    struct store *store;
    struct uuid batch;
    struct digest schema;
    int out;
    struct err err;
};

static enum err_code page_write(struct writer *w, struct ack *ack)
{
    unsigned char bytes[5000];
    struct digest master;
    struct master_facts facts = {.kind = "png", .frames = 1, .source = "scan"};
    random_fill(bytes, sizeof bytes);
    enum err_code code =
        master_put_bytes(w->store, bytes, 1 + dice(sizeof bytes), &facts, &master, &w->err);
    struct page_view view = {.master = master, .turns = PAGE_TURNS_UNKNOWN};
    return code ? code : page_add(w->store, &w->batch, &view, &ack->page, &w->err);
}

static enum err_code record_write(struct writer *w, struct ack *ack)
{
    struct record plan = {.page = ack->page, .revision = 1, .row = -1, .schema = w->schema};
    struct value value = {.written = "một", .normal = "một"};
    enum err_code code = store_begin(w->store, AUDIT_ADOPT, &w->err);
    if (!code)
        code = record_add(w->store, &plan, -1, &ack->record, &w->err);
    if (!code)
        code = draft_put(w->store, &ack->record, "so", &value, &w->err);
    if (!code)
        code = store_commit(w->store, &w->err);
    return code;
}

static enum err_code version_write(struct writer *w, struct ack *ack)
{
    struct uuid act;
    json_t *body = json_object();
    enum err_code code = store_begin(w->store, AUDIT_VERSION, &w->err);
    if (!code)
        code = version_add(w->store, &ack->record, body, NULL, 0, &ack->version, NULL, &w->err);
    if (!code)
        code = act_add(w->store, "verify", NULL, NULL, &ack->version, 1, &act, &w->err);
    if (!code)
        code = record_stage_set(w->store, &ack->record, RECORD_VERIFIED, &w->err);
    if (!code)
        code = store_commit(w->store, &w->err);
    json_decref(body);
    return code;
}

/* Text and search of the page, in one transaction with its stage. */
static enum err_code derived_write(struct writer *w, struct ack *ack)
{
    char id[UUID_TEXT_SIZE];
    struct page_text text = {.revision = 1, .plain = "giấy khai sinh"};
    struct search_entry entry = {.kind = SEARCH_PAGE, .id = ack->page, .text = text.plain};
    struct page_stage stage = {.state = PAGE_EXTRACTED};
    json_t *json = json_object();
    uuid_show(&ack->page, id);
    derived_key((const char *const[]){id, NULL}, &text.key);
    enum err_code code = store_begin(w->store, AUDIT_PAGE, &w->err);
    if (!code)
        code = text_put(w->store, &ack->page, &text, json, &w->err);
    if (!code)
        code = search_put(w->store, &entry, &w->err);
    if (!code)
        code = page_stage_set(w->store, &ack->page, &stage, &w->err);
    if (!code)
        code = store_commit(w->store, &w->err);
    json_decref(json);
    return code;
}

static enum err_code acknowledge(struct writer *w, const struct ack *ack)
{
    return write(w->out, ack, sizeof *ack) == sizeof *ack ? ERR_OK : ERR_IO;
}

static _Noreturn void write_for_ever(struct writer *w)
{
    enum err_code code = ERR_OK;
    struct value value = {.written = "hai"};
    while (!code) {
        struct ack ack = {0};
        code = page_write(w, &ack);
        if (!code)
            code = acknowledge(w, &ack);
        if (!code)
            code = derived_write(w, &ack);
        if (!code)
            code = record_write(w, &ack);
        for (ack.drafts = 1; !code && ack.drafts < 4; ack.drafts++) {
            code = acknowledge(w, &ack);
            if (!code)
                code = draft_put(w->store, &ack.record, "so", &value, &w->err);
        }
        if (!code)
            code = acknowledge(w, &ack);
        if (!code)
            code = version_write(w, &ack);
        if (!code)
            code = acknowledge(w, &ack);
    }
    fprintf(stderr, "%s\n", w->err.text);
    _exit(1);
}

static pid_t writer_start(struct fixture *f, int *ret_in)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child != 0) {
        close(ends[1]);
        *ret_in = ends[0];
        return child;
    }
    struct writer w = {.out = ends[1], .batch = f->batch, .schema = f->schema};
    close(ends[0]);
    if (store_open(f->store_folder, &w.store, &w.err))
        _exit(2);
    write_for_ever(&w);
}

/* --- what must be there ------------------------------------------------------------------- */

static void ack_check(struct fixture *f, const struct ack *ack)
{
    struct page page;
    struct draft *drafts;
    struct version version;
    struct record record;
    size_t count = 0;
    int fd = -1;
    struct page_text text;
    json_t *json = NULL;
    assert_fine(f, page_get(f->store, &ack->page, f->arena, &page, &f->err));
    if (page.state == PAGE_EXTRACTED) {
        assert_fine(f, text_get(f->store, &ack->page, f->arena, &text, &json, &f->err));
        json_decref(json);
    }
    assert_fine(f, master_open(f->store, &page.view.master, &fd, &f->err));
    close(fd);
    if (uuid_is_null(&ack->record))
        return;
    assert_fine(f, draft_history(f->store, &ack->record, NULL, f->arena, &drafts, &count, &f->err));
    assert_true((long)count >= ack->drafts && count <= 4);
    if (uuid_is_null(&ack->version))
        return;
    assert_fine(f, version_get(f->store, &ack->version, f->arena, &version, &f->err));
    assert_fine(f, record_get(f->store, &ack->record, f->arena, &record, &f->err));
    assert_int_equal(record.state, RECORD_VERIFIED);
}

static size_t round_run(struct fixture *f)
{
    struct ack acks[512];
    size_t count = 0, wanted = 1 + dice(ACKS_MAX);
    int in = -1, status = 0;
    pid_t child = writer_start(f, &in);
    while (count < wanted && read(in, &acks[count], sizeof *acks) == sizeof *acks)
        count++;
    for (volatile unsigned spin = dice(400000); spin > 0; spin--)
        ;
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    while (count < 512 && read(in, &acks[count], sizeof *acks) == sizeof *acks)
        count++;
    close(in);
    fixture_reopen(f);
    for (size_t i = 0; i < count; i++)
        ack_check(f, &acks[i]);
    return count;
}

static void nothing_acknowledged_is_lost(void **state)
{
    struct fixture f;
    struct store_sweep swept;
    struct audit_report report;
    struct audit_options options = {0};
    size_t acknowledged = 0;
    long rounds = ROUNDS_QUICK;
    const char *text = getenv("STORE_KILLS");
    if (text)
        assert_true(text_to_long(text, 1, 100000, &rounds));
    (void)state;
    fixture_open(&f);
    assert_fine(&f, batch_add(f.store, &(struct batch){.name = "một"}, &f.batch, &f.err));
    assert_fine(&f, schema_put(f.store, "khai-sinh", "{}", &f.schema, &f.err));
    for (long i = 0; i < rounds; i++) {
        acknowledged += round_run(&f);
        if (rounds <= ROUNDS_QUICK || i % 25 == 0)
            assert_fine(&f, audit_verify(f.store, &options, &report, &f.err));
    }
    assert_fine(&f, store_sweep(f.store, -60000, &swept, &f.err));
    assert_fine(&f, audit_verify(f.store, &options, &report, &f.err));
    assert_int_equal(report.warnings, 0);
    assert_fine(&f, store_check(f.store, &f.err));
    assert_fine(&f, db_run(f.store,
                           "INSERT INTO search_word (search_word, rank)"
                           " VALUES ('integrity-check', 1)",
                           NO_BINDS, &f.err));
    print_message("# %ld kills, %zu acknowledged, swept %ld files and %ld halves\n", rounds,
                  acknowledged, swept.masters, swept.halves);
    fixture_close(&f);
}

/* Killed while it makes a store: there is a whole one, or it can be made. */
static void a_store_is_made_whole_or_not_at_all(void **state)
{
    struct fixture f;
    struct store_plan plan = {.practice = true};
    int whole = 0;
    (void)state;
    fixture_open(&f);
    for (int i = 0; i < 12; i++) {
        char folder[96];
        struct store *store = NULL;
        struct audit_report report;
        struct audit_options options = {0};
        snprintf(folder, sizeof folder, "%s/made%d", f.folder, i);
        pid_t child = fork();
        if (child == 0) {
            struct err err = {0};
            _exit(store_create(folder, &plan, &store, &err) ? 1 : 0);
        }
        for (volatile unsigned spin = dice(12000000); spin > 0; spin--)
            ;
        kill(child, SIGKILL);
        assert_int_equal(waitpid(child, NULL, 0), child);
        whole += store_exists(folder);
        if (store_exists(folder))
            assert_fine(&f, store_open(folder, &store, &f.err));
        else
            assert_fine(&f, store_create(folder, &plan, &store, &f.err));
        assert_fine(&f, audit_verify(store, &options, &report, &f.err));
        assert_int_equal(report.audits, 1);
        store_close(store);
    }
    print_message("# %d of 12 were whole\n", whole);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_store_is_made_whole_or_not_at_all),
        cmocka_unit_test(nothing_acknowledged_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * store/verify: the proof. Reads everything inside one read transaction and reports what does not
 * fit: chain, content rows, masters, versions, schemas, a head kept outside. Part of
 * store/audit.h; changes nothing.
 * May include base, model, trust and store.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/blob.h"
#include "store/chain.h"
#include "store/content.h"
#include "store/verify.h"
#include "trust/hash.h"

static const char *const fault_names[FAULT_COUNT] = {
    [FAULT_CHAIN] = "chain",
    [FAULT_GAP] = "gap",
    [FAULT_CLOCK] = "clock",
    [FAULT_CHANGED] = "changed",
    [FAULT_UNCOVERED] = "uncovered",
    [FAULT_GONE] = "gone",
    [FAULT_SALT] = "salt",
    [FAULT_MASTER_GONE] = "master-gone",
    [FAULT_MASTER_CHANGED] = "master-changed",
    [FAULT_MASTER_EXTRA] = "master-extra",
    [FAULT_VERSION] = "version",
    [FAULT_PARENTS] = "parents",
    [FAULT_SCHEMA_HASH] = "schema-hash",
    [FAULT_HEAD] = "head",
    [FAULT_DATABASE] = "database",
};

static const char *const fault_texts[FAULT_COUNT] = {
    [FAULT_CHAIN] = N_("this line of the audit log was changed"),
    [FAULT_GAP] = N_("lines of the audit log are missing"),
    [FAULT_CLOCK] = N_("the clock of the machine went back here"),
    [FAULT_CHANGED] = N_("this entry was changed outside of sohoa"),
    [FAULT_UNCOVERED] = N_("this entry was added outside of sohoa"),
    [FAULT_GONE] = N_("this entry was deleted outside of sohoa"),
    [FAULT_SALT] = N_("the secret that proves this entry is missing"),
    [FAULT_MASTER_GONE] = N_("the image file is missing"),
    [FAULT_MASTER_CHANGED] = N_("the image file was changed or cannot be read"),
    [FAULT_MASTER_EXTRA] = N_("a file that belongs to no page; a restart removes what a power cut "
                              "left"),
    [FAULT_VERSION] = N_("the finished content does not fit its hash"),
    [FAULT_PARENTS] = N_("what the finished content came from is not what stands in it"),
    [FAULT_SCHEMA_HASH] = N_("the kind of paper does not fit its hash"),
    [FAULT_HEAD] =
        N_("the audit log does not contain the mark kept outside; an older store was put "
           "back or lines were cut off"),
    [FAULT_DATABASE] = N_("the database fails its own check"),
};

const char *audit_fault_name(enum audit_fault fault)
{
    return fault_names[fault];
}

bool audit_fault_warns(enum audit_fault fault)
{
    return fault == FAULT_CLOCK || fault == FAULT_MASTER_EXTRA;
}

void proof_report(struct proof *proof, enum audit_fault fault, const char *noun, const char *id,
                  int64_t sequence)
{
    struct audit_finding finding = {.fault = fault,
                                    .noun = noun,
                                    .id = id,
                                    .sequence = sequence,
                                    .text = _(fault_texts[fault])};
    if (audit_fault_warns(fault))
        proof->report.warnings++;
    else
        proof->report.faults++;
    if (proof->options->found)
        proof->options->found(&finding, proof->options->context);
}

enum err_code proof_step(struct proof *proof, struct err *err)
{
    const struct audit_options *options = proof->options;
    proof->done++;
    if (proof->done % 64 != 0 && proof->done != proof->total)
        return ERR_OK;
    if (options->progress)
        options->progress(proof->done, proof->total, options->context);
    if (options->cancelled && options->cancelled(options->context))
        return err_set(err, ERR_CANCEL, 581, _("stopped"));
    return ERR_OK;
}

/* --- the chain ---------------------------------------------------------------------------- */

/* *ret_whole false: not the rows 1.. to count. */
static enum err_code link_rows(struct proof *proof, int64_t entry, int64_t count,
                               struct chain_link *link, bool *ret_whole, struct err *err)
{
    int64_t position = 0;
    bool whole = true;
    struct rows rows =
        rows_open(proof->store,
                  "SELECT noun, id, owner, hash, position FROM audit_row WHERE entry = ?1"
                  " ORDER BY position",
                  BINDS(INT(entry)));
    while (rows_next(&rows)) {
        struct digest hash = rows_hash(&rows, 3);
        chain_link_add(link, rows_peek_text(&rows, 0), rows_peek_text(&rows, 1),
                       rows_peek_text(&rows, 2), rows_null(&rows, 3) ? NULL : &hash);
        whole = whole && rows_int(&rows, 4) == ++position;
    }
    *ret_whole = whole && position == count;
    return rows_close(&rows, err);
}

/* What must be known of the row before. */
struct chain_place {
    char station[UUID_TEXT_SIZE];
    struct audit_head last;
    int64_t at_ms;
};

static enum err_code link_check(struct proof *proof, const struct rows *row,
                                struct chain_place *place, struct err *err)
{
    int64_t sequence = rows_int(row, 2);
    struct digest prev = rows_hash(row, 3), stored = rows_hash(row, 7), now;
    struct chain_link link = {.station = rows_peek_text(row, 1),
                              .prev = {sequence - 1, prev},
                              .at_ms = rows_int(row, 4),
                              .kind = rows_peek_text(row, 5),
                              .person = rows_peek_text(row, 6),
                              .rows = json_array()};
    bool whole = false;
    enum err_code code = link_rows(proof, rows_int(row, 0), rows_int(row, 8), &link, &whole, err);
    chain_hash(&link, &now);
    json_decref(link.rows);
    char id[24];
    snprintf(id, sizeof id, "%lld", (long long)sequence);
    if (sequence != place->last.sequence + 1)
        proof_report(proof, FAULT_GAP, "audit", id, sequence);
    else if (!digest_equal(&prev, &place->last.hash))
        proof_report(proof, FAULT_CHAIN, "audit", id, sequence);
    if (!whole || !digest_equal(&now, &stored))
        proof_report(proof, FAULT_CHAIN, "audit", id, sequence);
    if (link.at_ms < place->at_ms)
        proof_report(proof, FAULT_CLOCK, "audit", id, sequence);
    place->last = (struct audit_head){sequence, stored};
    place->at_ms = link.at_ms;
    return code;
}

static void head_check(struct proof *proof, const struct rows *row)
{
    const struct audit_head *head = proof->options->head;
    struct digest stored = rows_hash(row, 7);
    if (!strcmp(rows_peek_text(row, 1), proof->store->station_text)) {
        proof->report.head = (struct audit_head){rows_int(row, 2), stored};
        if (head && head->sequence == rows_int(row, 2) && digest_equal(&head->hash, &stored))
            proof->head_seen = true;
    }
}

static enum err_code prove_chain(struct proof *proof, struct err *err)
{
    struct chain_place place = {0};
    enum err_code code = ERR_OK;
    struct rows rows = rows_open(
        proof->store,
        "SELECT entry, station, sequence, prev, at_ms, kind, person, hash, rows FROM audit"
        " ORDER BY station, sequence",
        NO_BINDS);
    while (!code && rows_next(&rows)) {
        if (strcmp(place.station, rows_peek_text(&rows, 1)) != 0) {
            place = (struct chain_place){0};
            snprintf(place.station, sizeof place.station, "%s", rows_peek_text(&rows, 1));
        }
        code = link_check(proof, &rows, &place, err);
        head_check(proof, &rows);
        proof->report.audits++;
        if (!code)
            code = proof_step(proof, err);
    }
    enum err_code closed = rows_close(&rows, err);
    const struct audit_head *head = proof->options->head;
    if (head && head->sequence && !proof->head_seen)
        proof_report(proof, FAULT_HEAD, "audit", "", head->sequence);
    return code ? code : closed;
}

/* --- all of it ---------------------------------------------------------------------------- */

static enum err_code prove_database(struct proof *proof, struct err *err)
{
    struct err found = {0};
    enum err_code code = store_check(proof->store, &found);
    if (code == ERR_DAMAGED)
        proof_report(proof, FAULT_DATABASE, "file", "sohoa.db", 0);
    else if (code)
        *err = found;
    return code == ERR_DAMAGED ? ERR_OK : code;
}

static enum err_code work_count(struct proof *proof, struct err *err)
{
    int64_t rows = 0, masters = 0;
    enum err_code code =
        db_number(proof->store,
                  "SELECT (SELECT count(*) FROM audit)"
                  " + (SELECT count(*) FROM (SELECT DISTINCT noun, id FROM audit_row))",
                  NO_BINDS, 0, &rows, err);
    if (!code && !proof->options->skip_masters)
        code = db_number(proof->store, "SELECT count(*) FROM master", NO_BINDS, 0, &masters, err);
    proof->total = (long)(rows + masters);
    return code;
}

static enum err_code prove_all(struct proof *proof, struct err *err)
{
    enum err_code code = work_count(proof, err);
    if (!code)
        code = prove_database(proof, err);
    if (!code)
        code = prove_chain(proof, err);
    for (int i = 0; !code && i < CONTENT_COUNT; i++)
        code = prove_content(proof, &content_tables[i], err);
    if (!code)
        code = prove_versions(proof, err);
    if (!code)
        code = prove_schemas(proof, err);
    if (!code)
        code = prove_masters(proof, err);
    return code;
}

enum err_code audit_verify(struct store *store, const struct audit_options *options,
                           struct audit_report *ret, struct err *err)
{
    struct proof proof = {.store = store, .options = options, .started_ms = clock_now_ms()};
    bool own = store->depth == 0 && sqlite3_get_autocommit(store->db);
    enum err_code code = own ? db_script(store, "BEGIN", err) : ERR_OK;
    if (code)
        return code;
    code = prove_all(&proof, err);
    if (own)
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    *ret = proof.report;
    if (!code && proof.report.faults)
        return err_set(err, ERR_DAMAGED, 580,
                       _("the store is not as sohoa left it: %ld findings; keep it as it is and "
                         "restore a backup"),
                       proof.report.faults);
    return code;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * store/proposal: what the machine proposes for records, and which record each proposal is. Part
 * of store/derived.h.
 * May include base, model and store.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/content.h"
#include "store/derived.h"

#define PROPOSAL_SELECT                                                                            \
    "SELECT proposal.number, proposal.schema, proposal.x, proposal.y, proposal.w, proposal.h,"     \
    " proposal.row, proposal.doubtful, proposal.record, proposal.body"
#define PROPOSAL_COLUMNS PROPOSAL_SELECT " FROM proposal"

static const double OVERLAP_MIN = 0.5; /* of region and region, to be the same entry */

static void read_proposal(const struct rows *rows, struct arena *arena, void *item)
{
    struct stored_proposal *proposal = item;
    const char *body = rows_peek_text(rows, 9);
    *proposal = (struct stored_proposal){.number = (int)rows_int(rows, 0),
                                         .schema = rows_text(rows, 1, arena),
                                         .region = rows_rect(rows, 2),
                                         .row = (int)rows_int_or(rows, 6, -1),
                                         .doubtful = (int)rows_int(rows, 7),
                                         .record = rows_uuid(rows, 8)};
    if (!body || json_parse(body, strlen(body), "proposal", &proposal->body, NULL) != ERR_OK)
        proposal->body = json_object();
}

void proposal_release(struct stored_proposal *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        json_decref(items[i].body);
        items[i].body = NULL;
    }
}

/* --- which record a proposal is ----------------------------------------------------------- */

struct known_record {
    struct uuid id;
    const char *schema;
    struct rect region;
    int row;
    bool elsewhere; /* its region lies on another image of the page */
    bool joined;    /* half a row, of a sheet that was joined later */
    bool taken;
};

static void read_known(const struct rows *rows, struct arena *arena, void *item)
{
    struct known_record *known = item;
    *known = (struct known_record){.id = rows_uuid(rows, 0),
                                   .schema = rows_text(rows, 1, arena),
                                   .region = rows_rect(rows, 2),
                                   .row = (int)rows_int_or(rows, 6, -1),
                                   .elsewhere = !rows_int(rows, 7),
                                   .joined = rows_int(rows, 8) != 0};
}

/* The records of the page. */
static enum err_code known_records(struct store *store, const struct uuid *page, int revision,
                                   struct arena *arena, struct known_record **ret,
                                   size_t *ret_count, struct err *err)
{
    struct rows rows = rows_open(
        store,
        "SELECT record.id, schema.name, record.x, record.y, record.w, record.h, record.row,"
        " own.master = seen.master AND own.frame = seen.frame AND own.parts IS seen.parts, "
        "record.look IS 'joined'"
        " FROM record JOIN schema ON schema.id = record.schema"
        " JOIN page_revision AS own ON own.page = record.page AND own.number = record.revision"
        " JOIN page_revision AS seen ON seen.page = ?1 AND seen.number = ?2"
        " WHERE record.page = ?1 AND record.withdrawn IS NULL ORDER BY record.row, record.id",
        BINDS(UUID(page), INT(revision)));
    return rows_all(&rows, arena, sizeof **ret, read_known, (void **)ret, ret_count, err);
}

/* 0..2: how much one is the other; 2 is the very same place. */
static double likeness(const struct stored_proposal *proposal, const struct known_record *known)
{
    if (known->taken || !text_equal(proposal->schema, known->schema))
        return 0;
    bool whole_a = rect_empty(proposal->region), whole_b = rect_empty(known->region);
    if (whole_a && whole_b)
        return proposal->row == known->row ? 2 : 0;
    if (known->joined && proposal->row == known->row)
        return OVERLAP_MIN;
    bool form = proposal->row < 0 && known->row < 0;
    /* A form that fills its page, found with and without its border, or on another image. */
    if (whole_a || whole_b || (form && known->elsewhere))
        return form ? OVERLAP_MIN : 0;
    bool same = !memcmp(&proposal->region, &known->region, sizeof known->region);
    return same ? 2 : rect_overlap(proposal->region, known->region);
}

/* Best pairs first, each record and each proposal once. */
static void tie_all(struct stored_proposal *items, size_t count, struct known_record *known,
                    size_t known_count)
{
    for (;;) {
        double best = 0;
        size_t best_item = 0, best_known = 0;
        for (size_t i = 0; i < count; i++) {
            for (size_t k = 0; uuid_is_null(&items[i].record) && k < known_count; k++) {
                double now = likeness(&items[i], &known[k]);
                if (now > best) {
                    best = now;
                    best_item = i;
                    best_known = k;
                }
            }
        }
        if (best < OVERLAP_MIN)
            return;
        items[best_item].record = known[best_known].id;
        known[best_known].taken = true;
    }
}

/* --- writing ------------------------------------------------------------------------------ */

static enum err_code proposal_insert(struct store *store, const struct uuid *page, int revision,
                                     const struct stored_proposal *item, size_t number,
                                     struct err *err)
{
    char *body = json_line(item->body);
    enum err_code code =
        db_run(store,
               "INSERT INTO proposal (page, number, revision, schema, x, y, w, h, row, doubtful,"
               " record, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
               BINDS(UUID(page), INT((int64_t)number), INT(revision), TEXT(item->schema),
                     RECT(item->region), INT_OR(item->row, -1), INT(item->doubtful),
                     UUID(&item->record), TEXT(body)),
               err);
    free(body);
    return code;
}

static enum err_code replace_all(struct store *store, const struct uuid *page, int revision,
                                 struct stored_proposal *items, size_t count, struct arena *arena,
                                 struct err *err)
{
    struct known_record *known = NULL;
    size_t known_count = 0;
    enum err_code code = known_records(store, page, revision, arena, &known, &known_count, err);
    if (code)
        return code;
    tie_all(items, count, known, known_count);
    code = db_run(store, "DELETE FROM proposal WHERE page = ?1", BINDS(UUID(page)), err);
    for (size_t i = 0; !code && i < count; i++)
        code = proposal_insert(store, page, revision, &items[i], i, err);
    return code;
}

enum err_code proposal_replace(struct store *store, const struct uuid *page, int revision,
                               const struct stored_proposal *items, size_t count, struct err *err)
{
    enum err_code code = store_begin(store, AUDIT_PAGE, err);
    if (code)
        return code;
    struct arena *arena = arena_new();
    struct stored_proposal *copies = arena_take(arena, count + 1, sizeof *copies);
    for (size_t i = 0; i < count; i++) {
        copies[i] = items[i];
        copies[i].record = (struct uuid){0};
    }
    code = store_end(store, replace_all(store, page, revision, copies, count, arena, err), err);
    arena_free(arena);
    return code;
}

enum err_code proposal_tie(struct store *store, const struct uuid *page, int number,
                           const struct uuid *record, struct err *err)
{
    enum err_code code = store_begin(store, AUDIT_PAGE, err);
    if (code)
        return code;
    code = db_run(store, "UPDATE proposal SET record = NULL WHERE record = ?1", BINDS(UUID(record)),
                  err);
    if (!code)
        code = db_run(store, "UPDATE proposal SET record = ?3 WHERE page = ?1 AND number = ?2",
                      BINDS(UUID(page), INT(number), UUID(record)), err);
    return store_end(store, code, err);
}

enum err_code proposal_free(struct store *store, const struct uuid *record, struct err *err)
{
    return db_run(store, "UPDATE proposal SET record = NULL WHERE record = ?1", BINDS(UUID(record)),
                  err);
}

/* --- reading ------------------------------------------------------------------------------ */

enum err_code proposal_list_get(struct store *store, const struct uuid *page, struct arena *arena,
                                struct stored_proposal **ret, size_t *ret_count, struct err *err)
{
    struct rows rows =
        rows_open(store, PROPOSAL_COLUMNS " WHERE page = ?1 ORDER BY number", BINDS(UUID(page)));
    return rows_all(&rows, arena, sizeof **ret, read_proposal, (void **)ret, ret_count, err);
}

static void read_waiting(const struct rows *rows, struct arena *arena, void *item)
{
    struct waiting_row *row = item;
    read_proposal(rows, arena, &row->proposal);
    row->page = rows_uuid(rows, 10);
    row->batch = rows_uuid(rows, 11);
    row->position = (long)rows_int(rows, 12);
    row->batch_name = rows_text(rows, 13, arena);
}

enum err_code waiting_row_list(struct store *store, const struct uuid *batch,
                               const struct uuid *page, long limit, struct arena *arena,
                               struct waiting_row **ret, size_t *ret_count, struct err *err)
{
    struct rows rows =
        rows_open(store,
                  PROPOSAL_SELECT
                  ", proposal.page, place.batch, place.position, batch.name FROM proposal"
                  " JOIN batch_page AS place ON place.page = proposal.page"
                  " JOIN batch ON batch.id = place.batch"
                  " JOIN page_stage AS stage ON stage.page = proposal.page"
                  " WHERE proposal.record IS NULL AND place.position > 0"
                  " AND stage.state = 'extracted' AND (?1 IS NULL OR place.batch = ?1)"
                  " AND (?2 IS NULL OR proposal.page = ?2)"
                  " ORDER BY batch.created_ms, batch.id, place.position, proposal.number LIMIT ?3",
                  BINDS(UUID(batch), UUID(page), INT(limit)));
    return rows_all(&rows, arena, sizeof **ret, read_waiting, (void **)ret, ret_count, err);
}

void waiting_row_release(struct waiting_row *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        proposal_release(&items[i].proposal, 1);
}

enum err_code proposal_get(struct store *store, const struct uuid *record, struct arena *arena,
                           struct stored_proposal *ret, struct err *err)
{
    struct rows rows = rows_open(store, PROPOSAL_COLUMNS " WHERE record = ?1", BINDS(UUID(record)));
    enum err_code code = rows_one(&rows, arena, read_proposal, ret, err);
    if (code == ERR_EMPTY)
        return err_set(err, ERR_MISSING, 552,
                       _("the last reading of the page does not show this record"));
    return code;
}

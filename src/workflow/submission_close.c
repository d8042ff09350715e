/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/submission: the end of a hand-over: the report against the legal floor, the kinds of
 * paper and the profile, the audit rows, manifests, signature; then its name and the store's act.
 * May include: base, model, trust, store, record, export.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "export/alto.h"
#include "export/bag.h"
#include "export/cells.h"
#include "export/conform.h"
#include "model/text.h"
#include "store/audit.h"
#include "store/derived.h"
#include "store/record.h"
#include "trust/minisign.h"
#include "workflow/release.h"
#include "workflow/submission_part.h"
#include "workflow/transition.h"

enum { REPORT_COLUMNS = 5 + CONFORM_CHECK_COUNT, PDF_BYTES_MAX = 256 * 1024 * 1024 };

static enum err_code put_text(const struct submission *submission, const char *name,
                              const char *text, struct err *err)
{
    char *path = submission_path(submission, name);
    enum err_code code = file_write(path, text, strlen(text), FILE_REPLACE, err);
    free(path);
    return code;
}

/* ---- the report ---- */

static enum err_code report_one(struct submission *submission, const struct submission_entry *entry,
                                struct cells_writer *writer, struct err *err)
{
    struct arena *arena = arena_new();
    struct bytes bytes = {0};
    struct conform_pdf pdf;
    const char *cells[REPORT_COLUMNS];
    const char *name = arena_format(arena, "pdf/%s", entry->pdf);
    char *path = submission_path(submission, name);
    enum err_code code = file_read(path, PDF_BYTES_MAX, &bytes, err);
    if (!code) {
        conform_pdf_look(bytes.data, bytes.length, &pdf);
        submission->tally.failed += !pdf.all;
        cells[0] = name;
        cells[1] = pdf.all ? _("meets the floor") : _("does not meet the floor");
        for (int i = 0; i < CONFORM_CHECK_COUNT; i++)
            cells[2 + i] = pdf.good[i] ? _("yes") : _("no");
        cells[2 + CONFORM_CHECK_COUNT] = arena_format(arena, "%.0f dpi", pdf.dpi);
        cells[3 + CONFORM_CHECK_COUNT] =
            arena_format(arena, "%.0f x %.0f mm", pdf.width_mm, pdf.height_mm);
        cells[4 + CONFORM_CHECK_COUNT] = arena_format(arena, "PDF %s%s%s", pdf.version,
                                                      *pdf.archive ? ", PDF/A-" : "", pdf.archive);
        code = cells_add(writer, cells, err);
    }
    bytes_release(&bytes);
    free(path);
    arena_free(arena);
    return code;
}

static enum err_code write_report(struct submission *submission, struct err *err)
{
    const char *names[REPORT_COLUMNS] = {_("File"), _("Result")};
    struct cells_writer *writer = NULL;
    for (int i = 0; i < CONFORM_CHECK_COUNT; i++)
        names[2 + i] = conform_check_title((enum conform_check)i);
    names[2 + CONFORM_CHECK_COUNT] = _("Resolution");
    names[3 + CONFORM_CHECK_COUNT] = _("Size of the page");
    names[4 + CONFORM_CHECK_COUNT] = _("What the file says it is");
    struct cells_head head = {
        .names = names, .count = REPORT_COLUMNS, .made_ms = submission->made_ms};
    char *path = submission_path(submission, "bao-cao-ky-thuat.csv");
    enum err_code code = cells_open(&cells_csv, path, &head, &writer, err);
    free(path);
    for (size_t i = 0; i < submission->entries.count && !code; i++)
        if (!submission->entries.items[i].aside)
            code = report_one(submission, &submission->entries.items[i], writer, err);
    if (!code)
        return cells_finish(writer, err);
    cells_drop(writer);
    return code;
}

/* ---- ALTO, when it was asked for ---- */

/* A page that was not read has none. */
static enum err_code alto_of(struct submission *submission, const struct uuid *page, size_t number,
                             struct err *err)
{
    struct arena *arena = arena_new();
    struct err local = {0};
    struct page_text kept;
    struct text_page text;
    json_t *json = NULL;
    const char *image = arena_format(arena, "anh/%04zu.jpg", number);
    enum err_code code = text_get(submission->store, page, arena, &kept, &json, &local);
    if (!code)
        code = text_page_from_json(json, arena, &text, &local);
    json_decref(json);
    if (!code) {
        struct alto_page one = {.text = &text, .number = 1};
        char *xml = alto_new(image, &one, 1);
        code = put_text(submission, arena_format(arena, "alto/%04zu.xml", number), xml, &local);
        free(xml);
    }
    arena_free(arena);
    if (!code || code == ERR_MISSING)
        return ERR_OK;
    if (err)
        *err = local;
    return code;
}

static enum err_code write_alto(struct submission *submission, struct err *err)
{
    const struct uuid *page;
    char *folder = submission_path(submission, "alto");
    enum err_code code = submission->plan.alto ? file_make_folder(folder, err) : ERR_OK;
    free(folder);
    for (size_t i = 0;
         submission->plan.alto && !code && (page = page_pictures_peek(submission->pictures, i));
         i++)
        code = alto_of(submission, page, i + 1, err);
    return code;
}

/* ---- kinds of paper, profile ---- */

static enum err_code write_models(struct submission *submission, struct err *err)
{
    const char *name = submission->handover->schema;
    struct bytes bytes = {0};
    struct str file = STR_INIT;
    enum err_code code = office_schema_check(submission->office, name, err);
    const struct schema *schema = code ? NULL : office_schema_lookup(submission->office, name);
    if (schema) {
        char *text = json_pretty(schema->json);
        str_format(&file, "mau/%s.json", name);
        code = put_text(submission, str_peek(&file), text, err);
        free(text);
    }
    if (!code)
        code = file_read(submission->handover->file, YAML_BYTES_MAX, &bytes, err);
    if (!code)
        code = put_text(submission, "mau/ban-giao.yaml", (const char *)bytes.data, err);
    bytes_release(&bytes);
    str_release(&file);
    return code;
}

/* ---- audit rows of what leaves ---- */

struct audit_rows {
    struct audit *items;
    size_t count, capacity;
};

static int by_sequence(const void *a, const void *b)
{
    const struct audit *one = a, *two = b;
    return (one->sequence > two->sequence) - (one->sequence < two->sequence);
}

static enum err_code collect_audit(struct submission *submission, struct audit_rows *rows,
                                   struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < submission->entries.count && !code; i++) {
        const struct submission_entry *entry = &submission->entries.items[i];
        size_t count = entry->aside ? 0 : STORE_LIST_MAX;
        int64_t after = 0;
        while (!code && count == STORE_LIST_MAX) {
            struct arena *arena = arena_new();
            struct audit *some = NULL;
            code = audit_list(submission->store, &entry->record, after, STORE_LIST_MAX, arena,
                              &some, &count, err);
            for (size_t k = 0; !code && k < count; k++) {
                *ARRAY_ADD(rows) = some[k];
                after = some[k].sequence;
            }
            arena_free(arena);
        }
    }
    if (rows->count)
        qsort(rows->items, rows->count, sizeof *rows->items, by_sequence);
    return code;
}

static void add_audit(struct str *out, const struct audit *row)
{
    char person[UUID_TEXT_SIZE], hash[DIGEST_TEXT_SIZE], at[CLOCK_TEXT_SIZE];
    json_t *json = json_object();
    uuid_show(&row->person, person);
    digest_show(&row->hash, hash);
    clock_iso(row->at_ms, at);
    json_put_long(json, "sequence", row->sequence);
    json_put_text(json, "at", at);
    json_put_text(json, "kind", audit_kind_name(row->kind));
    json_put_text(json, "person", uuid_is_null(&row->person) ? NULL : person);
    json_put_text(json, "hash", hash);
    char *line = json_line(json);
    str_format(out, "%s\n", line);
    free(line);
    json_decref(json);
}

static enum err_code write_audit(struct submission *submission, struct err *err)
{
    struct audit_rows rows = {0};
    struct str text = STR_INIT;
    int64_t last = 0;
    enum err_code code = collect_audit(submission, &rows, err);
    for (size_t i = 0; i < rows.count && !code; i++)
        if (rows.items[i].sequence != last) {
            add_audit(&text, &rows.items[i]);
            last = rows.items[i].sequence;
        }
    if (!code)
        code = put_text(submission, "nhat-ky/audit.jsonl", str_peek(&text), err);
    str_release(&text);
    free(rows.items);
    return code;
}

/* ---- the bag ---- */

struct info {
    struct bag_line items[24];
    size_t count;
};

static void add_info(struct info *info, const char *name, const char *value)
{
    if (value)
        info->items[info->count++] = (struct bag_line){name, value};
}

/* Which hand-overs hold entries that stand here anew. */
static const char *superseded_names(const struct submission *submission)
{
    struct str out = STR_INIT;
    for (size_t i = 0; i < submission->past_count; i++)
        if (submission->past[i].superseded)
            str_format(&out, "%s%s", out.length ? ", " : "", submission->past[i].name);
    const char *text = out.length ? arena_copy_text(submission->arena, str_peek(&out)) : NULL;
    str_release(&out);
    return text;
}

static enum err_code write_bag(struct submission *submission, struct digest *ret, struct err *err)
{
    struct arena *arena = submission->arena;
    struct info info = {0};
    struct audit_head head;
    const char *station = NULL;
    char at[CLOCK_TEXT_SIZE], audit[AUDIT_HEAD_TEXT_SIZE], root[DIGEST_TEXT_SIZE];
    const struct book *book = &submission->book->book;
    const struct digest *office = store_peek_office(submission->store);
    enum err_code code = audit_head_get(submission->store, &head, err);
    if (!code)
        code = store_station_name(submission->store, arena, &station, err);
    if (code)
        return code;
    audit_head_show(&head, audit);
    clock_iso(submission->made_ms, at);
    if (office)
        digest_show(office, root);
    if (store_practice(submission->store))
        add_info(&info, "Sohoa-Practice", RELEASE_MARK);
    add_info(&info, "Source-Organization", *station ? station : NULL);
    add_info(&info, "External-Identifier", submission->name);
    add_info(&info, "Bagging-Date", arena_copy_span(arena, at, strlen("2026-11-22")));
    add_info(&info, "Sohoa-Time", at);
    add_info(&info, "Sohoa-Register", submission->handover->code);
    add_info(&info, "Sohoa-Book", book->number);
    add_info(&info, "Sohoa-Place", book->place);
    add_info(&info, "Sohoa-Part", arena_format(arena, "%d", submission->number));
    add_info(&info, "Sohoa-Entries", arena_format(arena, "%ld", submission->tally.entries));
    add_info(&info, "Sohoa-Not-In-Table", arena_format(arena, "%ld", submission->tally.unsaid));
    add_info(&info, "Sohoa-Below-Floor", arena_format(arena, "%ld", submission->tally.failed));
    add_info(&info, "Sohoa-Supersedes", superseded_names(submission));
    add_info(&info, "Sohoa-Audit-Head", audit);
    add_info(&info, "Sohoa-Office", office ? root : NULL);
    return bag_close(submission->staging, info.items, info.count, ret, err);
}

static enum err_code put_beside(const struct submission *submission, const char *name,
                                const struct str *text, struct err *err)
{
    char *path = file_join(submission->staging, name);
    enum err_code code = file_write(path, str_peek(text), text->length, FILE_REPLACE, err);
    free(path);
    return code;
}

/* The key stands beside data/ before the tag manifest is made, so that this covers it. */
static enum err_code write_key(const struct submission *submission, struct err *err)
{
    const struct sign_key *key = store_peek_signer(submission->store);
    struct str text = STR_INIT;
    if (!key)
        return ERR_OK;
    minisign_public(sign_key_peek_public(key), &text);
    enum err_code code = put_beside(submission, BAG_KEY, &text, err);
    str_release(&text);
    return code;
}

static enum err_code sign_bag(const struct submission *submission, struct err *err)
{
    const struct sign_key *key = store_peek_signer(submission->store);
    char at[CLOCK_TEXT_SIZE], *path = file_join(submission->staging, BAG_TAGS);
    struct str text = STR_INIT, comment = STR_INIT;
    enum err_code code = ERR_OK;
    clock_iso(submission->made_ms, at);
    str_format(&comment, "sohoa %s %s", submission->name, at);
    if (key)
        code = minisign_sign(key, path, str_peek(&comment), &text, err);
    if (key && !code)
        code = put_beside(submission, BAG_SIGNATURE, &text, err);
    str_release(&text);
    str_release(&comment);
    free(path);
    return code;
}

/* ---- the name, and the act ---- */

static json_t *act_body(const struct submission *submission, const struct digest *tags)
{
    char book[UUID_TEXT_SIZE], hash[DIGEST_TEXT_SIZE];
    json_t *body = json_object(), *past = json_array();
    uuid_show(&submission->plan.book, book);
    digest_show(tags, hash);
    json_put_text(body, "book", book);
    json_put_text(body, "name", submission->name);
    json_put_long(body, "number", submission->number);
    json_put_text(body, "tags", hash);
    for (size_t i = 0; i < submission->past_count; i++)
        if (submission->past[i].superseded)
            json_array_append_new(past, json_string(submission->past[i].name));
    json_put_new(body, "supersedes", past);
    return body;
}

static enum err_code remember(struct submission *submission, const struct digest *tags,
                              struct err *err)
{
    size_t count = submission->entries.count, kept = 0;
    struct uuid *records = mem_new(count, sizeof *records);
    struct uuid *versions = mem_new(count, sizeof *versions);
    json_t *body = act_body(submission, tags);
    for (size_t i = 0; i < count; i++)
        if (!submission->entries.items[i].aside) {
            records[kept] = submission->entries.items[i].record;
            versions[kept++] = submission->entries.items[i].version;
        }
    struct transition_act act = {.body = body, .versions = versions, .version_count = kept};
    enum err_code code =
        transition_records(submission->store, records, kept, STAGE_RELEASE, &act, err);
    json_decref(body);
    free(records);
    free(versions);
    return code;
}

/* Both or neither: the folder gets its name inside of the transaction. */
static enum err_code publish(struct submission *submission, const struct digest *tags,
                             struct err *err)
{
    bool practice = store_practice(submission->store);
    if (practice)
        return file_rename(submission->staging, submission->final, err);
    enum err_code code = store_begin(submission->store, AUDIT_RELEASE, err);
    if (code)
        return code;
    code = remember(submission, tags, err);
    if (!code)
        code = file_rename(submission->staging, submission->final, err);
    if (code) {
        store_rollback(submission->store);
        return code;
    }
    code = store_commit(submission->store, err);
    if (code)
        (void)!file_rename(submission->final, submission->staging, NULL);
    return code;
}

enum err_code submission_close(struct submission *submission, struct err *err)
{
    struct digest tags;
    enum err_code code = ERR_OK;
    if (!submission->tally.entries)
        return err_set(err, ERR_EMPTY, 3803,
                       _("nothing to hand over: of no entry a PDF could be made"));
    code = write_report(submission, err);
    if (!code)
        code = write_alto(submission, err);
    if (!code)
        code = write_models(submission, err);
    if (!code)
        code = write_audit(submission, err);
    if (!code)
        code = write_key(submission, err);
    if (!code)
        code = write_bag(submission, &tags, err);
    if (!code)
        code = sign_bag(submission, err);
    return code ? code : publish(submission, &tags, err);
}

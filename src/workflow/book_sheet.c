/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/book_sheet: from the ledger of a book to a sheet of paper. May include: base, export,
 * store.
 */
#include "workflow/book_sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/schema.h"
#include "workflow/office.h"
#include "workflow/sheet_file.h"

struct maker {
    struct office *office;
    const struct ledger *ledger;
    struct arena *arena;
    struct {
        struct sheet_row *items;
        size_t count, capacity;
    } rows;
    struct {
        struct sheet_fact *items;
        size_t count, capacity;
    } facts;
    struct {
        const char **items;
        size_t count, capacity;
    } sentences;
};

/* ---- facts ---- */

static void fact_add(struct maker *maker, const char *label, const char *value)
{
    if (value && *value)
        *ARRAY_ADD(&maker->facts) = (struct sheet_fact){label, value};
}

static const char *series_text(const struct ledger *ledger, struct arena *arena)
{
    struct str out = STR_INIT;
    for (size_t i = 0; i < ledger->series_count; i++) {
        const struct ledger_series *series = &ledger->series[i];
        str_format(&out, _("%s%d: %d to %d%s"), i ? "; " : "", series->series.year,
                   series->series.first, series->series.last, series->open ? _(" (open)") : "");
    }
    const char *text = arena_copy_text(arena, str_peek(&out));
    str_release(&out);
    return text;
}

static void add_facts(struct maker *maker)
{
    const struct ledger *ledger = maker->ledger;
    const struct book *book = &ledger->book;
    char now[CLOCK_TEXT_SIZE];
    const struct schema *schema =
        book->schema ? office_schema_lookup(maker->office, book->schema) : NULL;
    fact_add(maker, _("Kind of register"), schema ? schema_title(schema) : book->schema);
    fact_add(maker, _("Number of the book"), book->number);
    fact_add(maker, _("Place of registration"), book->place);
    fact_add(maker, _("Signer"), book->signer);
    fact_add(maker, _("Numbers by year"), series_text(ledger, maker->arena));
    if (book->pages)
        fact_add(
            maker, _("Pages"),
            arena_format(maker->arena, _("%d, scanned: %ld"), book->pages, ledger->pages.pages));
    else
        fact_add(maker, _("Pages scanned"), arena_format(maker->arena, "%ld", ledger->pages.pages));
    clock_show(clock_now_ms(), now);
    fact_add(maker, _("Made on"), /* 2026-11-25 … as the office writes it: 25/11/2026 */
             arena_format(maker->arena, "%.2s/%.2s/%.4s", now + 8, now + 5, now));
}

/* ---- rows ---- */

static const char *state_text(const struct ledger_line *line, struct arena *arena)
{
    if (line->twice)
        return arena_format(arena, _("%s, %ld times"), ledger_state_title(line->state),
                            line->entries);
    return ledger_state_title(line->state);
}

static bool same_row(const struct ledger_line *a, const struct ledger_line *b)
{
    return a->state == b->state && a->twice == b->twice && !a->twice &&
           text_equal(a->keyed_by, b->keyed_by) && text_equal(a->confirmed_by, b->confirmed_by) &&
           text_equal(a->reason, b->reason);
}

static const char *numbers_text(const struct ledger_line *first, size_t count, struct arena *arena)
{
    char from[NUMBER_TEXT_SIZE], to[NUMBER_TEXT_SIZE];
    entry_number_show(&first->number, from);
    entry_number_show(&first[count - 1].number, to);
    return count == 1 ? arena_copy_text(arena, from) : arena_format(arena, "%s-%s", from, to);
}

static const char *note_text(const struct ledger_line *line, struct arena *arena)
{
    if (!line->reason)
        return NULL;
    return arena_format(arena, "%s (%s)", line->reason, line->marked_by);
}

static void add_series(struct maker *maker, const struct ledger_series *series)
{
    size_t count = 0;
    const char *title = arena_format(maker->arena, _("Year %d"), series->series.year);
    *ARRAY_ADD(&maker->rows) = (struct sheet_row){.cells = {NULL, title}};
    for (size_t at = 0; at < series->line_count; at += count) {
        const struct ledger_line *line = &series->lines[at];
        for (count = 1; at + count < series->line_count && same_row(line, line + count);)
            count++;
        *ARRAY_ADD(&maker->rows) = (struct sheet_row){
            .cells = {numbers_text(line, count, maker->arena), state_text(line, maker->arena),
                      line->keyed_by, line->confirmed_by, note_text(line, maker->arena)}};
    }
}

static void add_loose(struct maker *maker, const char *title, const struct book_entry *const *list,
                      long count)
{
    if (!count)
        return;
    *ARRAY_ADD(&maker->rows) = (struct sheet_row){.cells = {NULL, title}};
    for (long i = 0; i < count; i++) {
        const char *place =
            list[i]->row < 0 ? arena_format(maker->arena, _("%s, page %ld"),
                                            list[i]->batch ? list[i]->batch : "", list[i]->position)
                             : arena_format(maker->arena, _("%s, page %ld, row %d"),
                                            list[i]->batch ? list[i]->batch : "", list[i]->position,
                                            list[i]->row + 1);
        *ARRAY_ADD(&maker->rows) = (struct sheet_row){
            .cells = {list[i]->number ? list[i]->number : "?", "", "", "", place}};
    }
}

/* ---- sentences ---- */

static void sentence_add(struct maker *maker, const char *text)
{
    *ARRAY_ADD(&maker->sentences) = text;
}

static void add_sentences(struct maker *maker)
{
    const struct ledger_counts *counts = &maker->ledger->counts;
    struct arena *arena = maker->arena;
    sentence_add(maker, arena_format(arena,
                                     _("Numbers: %ld; there: %ld; cancelled: %ld; unreadable: %ld; "
                                       "not in the book: %ld; missing: %ld."),
                                     counts->expected, counts->seen, counts->cancelled,
                                     counts->unreadable, counts->absent, counts->missing));
    sentence_add(maker, arena_format(arena, _("Entries: %ld; checked: %ld; confirmed: %ld."),
                                     counts->entries, counts->verified, counts->confirmed));
    if (!maker->ledger->complete)
        sentence_add(maker, _("The book is not complete; it cannot be closed yet."));
    else if (!maker->ledger->confirmed)
        sentence_add(maker, _("Each number is accounted for; not every entry is confirmed yet."));
    else
        sentence_add(maker, _("Each number is accounted for and every entry is confirmed."));
}

/* ---- all of it ---- */

static enum err_code add_office(struct maker *maker, struct sheet_paper *sheet, struct err *err)
{
    struct store *store = office_store(maker->office);
    const struct schema_set *schemas = NULL;
    enum err_code code = store_station_name(store, maker->arena, &sheet->office, err);
    if (!code)
        code = office_schemas_load(maker->office, &schemas, err);
    if (!code && sheet->office && !*sheet->office)
        sheet->office = NULL;
    sheet->mark = store_practice(store) ? "LUYỆN TẬP" : NULL;
    return code;
}

static void *keep(struct arena *arena, void *items, size_t count, size_t size)
{
    void *copy = arena_take(arena, count + 1, size);
    if (count)
        memcpy(copy, items, count * size);
    free(items);
    return copy;
}

static void add_columns(struct sheet_paper *sheet, struct arena *arena)
{
    const struct sheet_column columns[] = {
        {_("Number"), 0.12},       {_("State"), 0.2}, {_("Keyed by"), 0.21},
        {_("Confirmed by"), 0.21}, {_("Note"), 0.26},
    };
    struct sheet_column *copy = arena_take(arena, ARRAY_SIZE(columns), sizeof *copy);
    memcpy(copy, columns, sizeof columns);
    sheet->columns = copy;
    sheet->column_count = ARRAY_SIZE(columns);
    const char *const signatures[] = {_("Team leader"), _("Official")};
    const char **titles = arena_take(arena, ARRAY_SIZE(signatures), sizeof *titles);
    memcpy(titles, signatures, sizeof signatures);
    sheet->signatures = titles;
    sheet->signature_count = ARRAY_SIZE(signatures);
    sheet->signature_hint = _("(signature, full name, date)");
}

enum err_code book_sheet_make(struct office *office, const struct ledger *ledger,
                              struct arena *arena, struct sheet_paper *ret, struct err *err)
{
    struct maker maker = {.office = office, .ledger = ledger, .arena = arena};
    struct sheet_paper sheet = {.title = _("LIST THAT CLOSES A BOOK"), .made_ms = clock_now_ms()};
    enum err_code code = add_office(&maker, &sheet, err);
    if (code)
        return code;
    add_facts(&maker);
    for (size_t i = 0; i < ledger->series_count; i++)
        add_series(&maker, &ledger->series[i]);
    add_loose(&maker, _("Entries whose number does not fit the book"), ledger->strange,
              ledger->counts.strange);
    add_loose(&maker, _("Entries without a number"), ledger->unnumbered, ledger->counts.unnumbered);
    add_sentences(&maker);
    add_columns(&sheet, arena);
    sheet.fact_count = maker.facts.count;
    sheet.row_count = maker.rows.count;
    sheet.sentence_count = maker.sentences.count;
    sheet.facts = keep(arena, maker.facts.items, maker.facts.count, sizeof *sheet.facts);
    sheet.rows = keep(arena, maker.rows.items, maker.rows.count, sizeof *sheet.rows);
    sheet.sentences =
        keep(arena, maker.sentences.items, maker.sentences.count, sizeof *sheet.sentences);
    *ret = sheet;
    return ERR_OK;
}

enum err_code book_sheet_write(struct office *office, const struct ledger *ledger, const char *path,
                               struct err *err)
{
    struct arena *arena = arena_new();
    struct sheet_paper sheet;
    enum err_code code = book_sheet_make(office, ledger, arena, &sheet, err);
    if (!code)
        code = sheet_file_write(&sheet, path, err);
    arena_free(arena);
    return code;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/report_sheet: see the header. May include: base, export.
 */
#include "workflow/report_sheet.h"

#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "export/sheet.h"
#include "workflow/difficulty.h"
#include "workflow/quality.h"
#include "workflow/returned.h"
#include "workflow/sheet_file.h"
#include "workflow/waits.h"

enum { BOOKS_MOST = 24, TEAMS_MOST = 5, ROWS_MAX = 48, FACTS_MAX = 16, NUMBERS_MOST = 120 };

struct maker {
    const json_t *report;
    struct arena *arena;
    size_t books, teams; /* so many are named at most */
    struct sheet_row rows[ROWS_MAX];
    struct sheet_fact facts[FACTS_MAX];
    size_t row_count, fact_count;
};

/* ---- figures ---- */

static long figure(const struct maker *maker, const char *group, const char *name)
{
    const json_t *object = group ? json_peek_object(maker->report, group) : maker->report;
    return json_peek_long(object, name, 0);
}

static void row_add(struct maker *maker, const char *what, long count, const char *detail)
{
    maker->rows[maker->row_count++] =
        (struct sheet_row){{what, arena_format(maker->arena, "%ld", count), detail}};
}

static const char *quality_title(const char *name)
{
    for (int i = 0; i < QUALITY_REASON_COUNT; i++)
        if (text_equal(quality_table[i].name, name))
            return _(quality_table[i].title);
    return name;
}

static const char *return_title(const char *name)
{
    enum return_reason reason;
    return return_reason_parse(name, &reason) ? _(return_table[reason].title) : name;
}

/* "blurred: 3; wrong: 1" and the sum. */
static const char *list_text(const struct maker *maker, const char *group,
                             const char *(*title)(const char *name), long *ret_sum)
{
    const char *name;
    json_t *value, *object = json_peek_object(maker->report, group);
    struct str out = STR_INIT;
    *ret_sum = 0;
    json_object_foreach (object, name, value) {
        str_format(&out, "%s%s: %lld", out.length ? "; " : "", title(name),
                   json_integer_value(value));
        *ret_sum += (long)json_integer_value(value);
    }
    const char *text = arena_copy_text(maker->arena, str_peek(&out));
    str_release(&out);
    return text;
}

static void add_work(struct maker *maker, long missing)
{
    struct arena *arena = maker->arena;
    long sum;
    row_add(maker, _("Entries of the books, planned"), figure(maker, NULL, "planned"), "");
    row_add(maker, _("of them seen in the store"), figure(maker, NULL, "seen"),
            arena_format(arena, _("missing: %ld"), missing));
    row_add(maker, _("Pages scanned in these days"), figure(maker, "done", "pages"), "");
    row_add(maker, _("Pages to be scanned again"), figure(maker, NULL, "rescans"),
            list_text(maker, "rescan_reasons", quality_title, &sum));
    row_add(maker, _("Records keyed"),
            figure(maker, "done", "first") + figure(maker, "done", "verify"),
            arena_format(arena, _("entered a second time: %ld; settled: %ld"),
                         figure(maker, "done", "second"), figure(maker, "done", "settle")));
    row_add(maker, _("Records confirmed"), figure(maker, "done", "confirm"), "");
    row_add(maker, _("Records released"), figure(maker, "done", "release"), "");
}

static void add_faults(struct maker *maker)
{
    long fields = figure(maker, "entries", "fields"), wrong = figure(maker, "entries", "wrong");
    long rate = fields ? (wrong * 1000 + fields / 2) / fields : 0, sum;
    row_add(maker, _("Fields compared"), fields,
            arena_format(maker->arena, _("wrong: %ld (%ld.%ld %%)"), wrong, rate / 10, rate % 10));
    const char *text = list_text(maker, "returns", return_title, &sum);
    row_add(maker, _("Records sent back"), sum, text);
    text = list_text(maker, "difficulties", difficulty_category_title, &sum);
    row_add(maker, _("Difficulties reported"), sum, text);
    struct str waits = STR_INIT;
    sum = 0;
    for (int wait = 0; wait < WAIT_COUNT; wait++) {
        long count = figure(maker, "waits", wait_name((enum wait_for)wait));
        str_format(&waits, "%s%s: %ld", wait ? "; " : "", wait_title((enum wait_for)wait), count);
        sum += count;
    }
    row_add(maker, _("Records that wait"), sum, arena_copy_text(maker->arena, str_peek(&waits)));
    str_release(&waits);
}

/* ---- books ---- */

static long missing_from(const struct maker *maker, size_t first)
{
    json_t *list = json_peek_array(maker->report, "missing");
    long sum = 0;
    for (size_t i = first; i < json_array_size(list); i++)
        sum += json_peek_long(json_array_get(list, i), "count", 0);
    return sum;
}

/* As many whole numbers as find room; the figure beside them counts all. */
static const char *numbers_text(struct arena *arena, const char *numbers)
{
    if (!numbers || strlen(numbers) <= NUMBERS_MOST)
        return numbers;
    size_t length = NUMBERS_MOST;
    while (length && numbers[length] != ',')
        length--;
    return arena_format(arena, "%.*s, …", (int)length, numbers);
}

static void add_books(struct maker *maker)
{
    struct arena *arena = maker->arena;
    json_t *list = json_peek_array(maker->report, "missing");
    size_t count = json_array_size(list);
    maker->rows[maker->row_count++] = (struct sheet_row){
        {NULL, count ? _("What is missing in which book") : _("No book lacks a number.")}};
    for (size_t i = 0; i < count && i < maker->books; i++) {
        const json_t *book = json_array_get(list, i);
        const char *place = json_peek_text(book, "place"), *number = json_peek_text(book, "book");
        const char *name = arena_format(arena, place && *place ? _("Book %s, %s") : _("Book %s"),
                                        number ? number : "?", place);
        row_add(maker, name, json_peek_long(book, "count", 0),
                numbers_text(arena, json_peek_text(book, "numbers")));
    }
    if (count > maker->books)
        row_add(maker, arena_format(arena, _("and %zu other books"), count - maker->books),
                missing_from(maker, maker->books), "");
}

/* ---- who and when ---- */

static void fact_add(struct maker *maker, const char *label, const char *value)
{
    maker->facts[maker->fact_count++] = (struct sheet_fact){label, value};
}

/* 2026-11-25 as the office writes it: 25/11/2026. */
static const char *day_text(struct arena *arena, const char *day)
{
    if (!day || strlen(day) < 10)
        return "?";
    return arena_format(arena, "%.2s/%.2s/%.4s", day + 8, day + 5, day);
}

static void add_teams(struct maker *maker)
{
    struct arena *arena = maker->arena;
    json_t *names = json_peek_array(maker->report, "station");
    json_t *heads = json_peek_array(maker->report, "heads");
    size_t count = json_array_size(heads);
    fact_add(maker, _("Days"),
             arena_format(arena, _("%s to %s"),
                          day_text(arena, json_peek_text(maker->report, "from")),
                          day_text(arena, json_peek_text(maker->report, "to"))));
    if (json_array_size(names) > 1)
        fact_add(maker, _("Teams"), arena_format(arena, "%zu", json_array_size(names)));
    for (size_t i = 0; i < count && i < maker->teams; i++) {
        const json_t *item = json_array_get(heads, i);
        const char *station = json_peek_text(item, "station"), *head = json_peek_text(item, "head");
        if (count > 1)
            fact_add(maker, _("Team"), station && *station ? station : "?");
        fact_add(maker, _("Head of the chain"), head ? head : "?");
    }
    if (count > maker->teams)
        fact_add(maker, _("More teams"), arena_format(arena, "%zu", count - maker->teams));
}

/* ---- all of it ---- */

static void fill(struct maker *maker, struct sheet_paper *sheet)
{
    maker->row_count = maker->fact_count = 0;
    add_teams(maker);
    add_work(maker, missing_from(maker, 0));
    add_faults(maker);
    add_books(maker);
    sheet->facts = maker->facts;
    sheet->fact_count = maker->fact_count;
    sheet->rows = maker->rows;
    sheet->row_count = maker->row_count;
}

/* Names fewer books, and then fewer teams, until one page holds all. */
static enum err_code fit(struct maker *maker, struct sheet_paper *sheet, struct err *err)
{
    long pages = 2;
    size_t missing = json_array_size(json_peek_array(maker->report, "missing"));
    maker->books = missing < BOOKS_MOST ? missing : BOOKS_MOST;
    maker->teams = TEAMS_MOST;
    for (;;) {
        fill(maker, sheet);
        enum err_code code = sheet_pages(sheet, &pages, err);
        if (code || pages == 1 || !(maker->books + maker->teams))
            return code;
        if (maker->books)
            maker->books--;
        else
            maker->teams--;
    }
}

enum err_code report_sheet_write(const json_t *report, const char *path, struct err *err)
{
    const struct sheet_column columns[] = {
        {_("What"), 0.34}, {_("Count"), 0.11}, {_("More about it"), 0.55}};
    const char *const sentences[] = {
        _("Keep this page: with the head of the chain anybody can prove later that nothing was "
          "changed behind it: sohoa audit verify --head HEAD")};
    const char *const signatures[] = {_("Team leader"), _("Official")};
    struct maker maker = {.report = report, .arena = arena_new()};
    json_t *names = json_peek_array(report, "station");
    const char *office =
        json_array_size(names) == 1 ? json_string_value(json_array_get(names, 0)) : NULL;
    struct sheet_paper sheet = {.office = office && *office ? office : NULL,
                                .title = _("REPORT OF THE WEEK"),
                                .mark =
                                    json_peek_bool(report, "practice", false) ? "LUYỆN TẬP" : NULL,
                                .columns = columns,
                                .column_count = ARRAY_SIZE(columns),
                                .sentences = sentences,
                                .sentence_count = ARRAY_SIZE(sentences),
                                .signatures = signatures,
                                .signature_count = ARRAY_SIZE(signatures),
                                .signature_hint = _("(signature, full name, date)"),
                                .made_ms = clock_now_ms()};
    enum err_code code = fit(&maker, &sheet, err);
    if (!code)
        code = sheet_file_write(&sheet, path, err);
    arena_free(maker.arena);
    return code;
}

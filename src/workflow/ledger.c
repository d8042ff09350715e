/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/ledger: expected numbers, entries and marks sorted together and folded number by number.
 * May include: base, model, store.
 */
#include "workflow/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "workflow/office.h"

static const char *const state_names[LEDGER_STATE_COUNT] = {
    [LEDGER_SEEN] = "seen",           [LEDGER_MISSING] = "missing",
    [LEDGER_CANCELLED] = "cancelled", [LEDGER_UNREADABLE] = "unreadable",
    [LEDGER_ABSENT] = "absent",
};

static const char *const state_titles[LEDGER_STATE_COUNT] = {
    [LEDGER_SEEN] = N_("there"),
    [LEDGER_MISSING] = N_("missing number"),
    [LEDGER_CANCELLED] = N_("cancelled in the book"),
    [LEDGER_UNREADABLE] = N_("unreadable"),
    [LEDGER_ABSENT] = N_("not in the book"),
};

const char *ledger_state_name(enum ledger_state state)
{
    return state_names[state];
}

const char *ledger_state_title(enum ledger_state state)
{
    return _(state_titles[state]);
}

/* ---- what is sorted together ---- */

enum item_kind { ITEM_EXPECTED, ITEM_ENTRY, ITEM_MARK };

struct item {
    size_t series;
    struct entry_number number;
    enum item_kind kind;
    size_t order; /* of coming in: entries stay in the order of their pages */
    const struct book_entry *entry;
    const struct book_mark *mark;
};

struct work {
    struct store *store;
    struct arena *arena;
    struct ledger *ledger;
    struct book_entry *entries;
    size_t entry_count;
    struct book_mark *marks;
    size_t mark_count;
    struct book_hand *hands;
    size_t hand_count;
    struct {
        struct item *items;
        size_t count, capacity;
    } list;
};

static int item_order(const void *a, const void *b)
{
    const struct item *x = a, *y = b;
    if (x->series != y->series)
        return x->series < y->series ? -1 : 1;
    int order = entry_number_order(&x->number, &y->number);
    if (order)
        return order;
    return (x->order > y->order) - (x->order < y->order);
}

static void item_add(struct work *work, size_t series, const struct entry_number *number,
                     enum item_kind kind, const struct book_entry *entry,
                     const struct book_mark *mark)
{
    size_t order = work->list.count;
    *ARRAY_ADD(&work->list) = (struct item){series, *number, kind, order, entry, mark};
}

/* ---- which series a number belongs to ---- */

static bool holds(const struct ledger_series *series, long number)
{
    return number >= series->series.first && (series->open || number <= series->series.last);
}

/* The year as it is written goes first; where no year is known, or the date of registration does
 * not fit any series, the number decides if only one series holds it. False: none, or several. */
static bool find_series(const struct ledger *ledger, const struct book_entry *entry, size_t *ret)
{
    struct entry_number written = {0};
    size_t found = 0;
    for (size_t i = 0; i < ledger->series_count; i++) {
        if (ledger->series[i].series.year == entry->entry.year &&
            holds(&ledger->series[i], entry->entry.number)) {
            *ret = i;
            return true;
        }
    }
    if (entry_number_parse(entry->number, &written) && written.year)
        return false;
    for (size_t i = 0; i < ledger->series_count; i++) {
        if (holds(&ledger->series[i], entry->entry.number)) {
            *ret = i;
            found++;
        }
    }
    return found == 1;
}

static bool find_marked(const struct ledger *ledger, const struct book_mark *mark, size_t *ret)
{
    for (size_t i = 0; i < ledger->series_count; i++) {
        if (ledger->series[i].series.year == mark->year &&
            holds(&ledger->series[i], mark->entry.number)) {
            *ret = i;
            return true;
        }
    }
    return false;
}

static void count_entry(struct ledger_counts *counts, const struct book_entry *entry)
{
    counts->entries++;
    counts->verified += entry->state == RECORD_VERIFIED || entry->state == RECORD_CONFIRMED;
    counts->confirmed += entry->state == RECORD_CONFIRMED;
}

static void add_entries(struct work *work)
{
    struct ledger *ledger = work->ledger;
    ledger->unnumbered = arena_take(work->arena, work->entry_count + 1, sizeof *ledger->unnumbered);
    ledger->strange = arena_take(work->arena, work->entry_count + 1, sizeof *ledger->strange);
    for (size_t i = 0; i < work->entry_count; i++) {
        const struct book_entry *entry = &work->entries[i];
        size_t series = 0;
        count_entry(&ledger->counts, entry);
        if (!entry->number)
            ledger->unnumbered[ledger->counts.unnumbered++] = entry;
        else if (!entry->parsed || !find_series(ledger, entry, &series))
            ledger->strange[ledger->counts.strange++] = entry;
        else
            item_add(work, series, &entry->entry, ITEM_ENTRY, entry, NULL);
    }
}

static void add_marks(struct work *work)
{
    size_t series = 0;
    for (size_t i = 0; i < work->mark_count; i++)
        if (find_marked(work->ledger, &work->marks[i], &series))
            item_add(work, series, &work->marks[i].entry, ITEM_MARK, NULL, &work->marks[i]);
}

/* A series that nobody closed goes as far as anything was seen of it. */
static void close_open(struct work *work)
{
    for (size_t i = 0; i < work->list.count; i++) {
        struct ledger_series *series = &work->ledger->series[work->list.items[i].series];
        long number = work->list.items[i].number.number;
        if (series->open && number > series->series.last)
            series->series.last = (int)number;
    }
}

static enum err_code add_expected(struct work *work, struct err *err)
{
    long total = 0;
    for (size_t i = 0; i < work->ledger->series_count; i++) {
        const struct book_series *series = &work->ledger->series[i].series;
        total += (long)series->last - series->first + 1;
        if (total > LEDGER_LINES_MAX)
            return err_set(err, ERR_LIMIT, 1801, _("the book has more than %d numbers"),
                           LEDGER_LINES_MAX);
        for (long number = series->first; number <= series->last; number++)
            item_add(work, i, &(struct entry_number){.number = number}, ITEM_EXPECTED, NULL, NULL);
    }
    return ERR_OK;
}

/* ---- hands ---- */

static int hand_order(const void *key, const void *item)
{
    const struct book_hand *hand = item;
    return memcmp(((const struct uuid *)key)->bytes, hand->record.bytes, sizeof hand->record.bytes);
}

/* Adds a name unless it is there; NULL = none yet. */
static const char *name_add(struct arena *arena, const char *names, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = names; at && *at;) {
        size_t size = strcspn(at, ",");
        if (size == length && strncmp(at, name, length) == 0)
            return names;
        at += size + strspn(at + size, ", ");
    }
    return names ? arena_format(arena, "%s, %s", names, name) : name;
}

static void add_hands(struct work *work, struct ledger_line *line, const struct uuid *record)
{
    const struct book_hand *hand =
        bsearch(record, work->hands, work->hand_count, sizeof *work->hands, hand_order);
    while (hand && hand > work->hands && uuid_equal(&hand[-1].record, record))
        hand--;
    for (; hand && hand < work->hands + work->hand_count && uuid_equal(&hand->record, record);
         hand++) {
        const char **names = hand->kind == HAND_CONFIRMED ? &line->confirmed_by : &line->keyed_by;
        *names = name_add(work->arena, *names, hand->name);
    }
}

/* ---- folding ---- */

static const enum ledger_state marked_states[MARK_KIND_COUNT] = {
    [MARK_NONE] = LEDGER_SEEN,
    [MARK_CANCELLED] = LEDGER_CANCELLED,
    [MARK_UNREADABLE] = LEDGER_UNREADABLE,
    [MARK_ABSENT] = LEDGER_ABSENT,
    [MARK_DOUBLE] = LEDGER_SEEN,
};

static void line_settle(struct ledger_line *line, enum mark_kind mark)
{
    bool says_state = mark != MARK_NONE && mark != MARK_DOUBLE;
    if (says_state)
        line->state = marked_states[mark];
    else
        line->state = line->entries ? LEDGER_SEEN : LEDGER_MISSING;
    line->twice = line->entries > 1 && mark != MARK_DOUBLE;
}

/* One number: the items from first on that are it; returns how many. */
static size_t line_fold(struct work *work, const struct item *first, size_t left,
                        struct ledger_line *ret)
{
    struct ledger_line line = {.number = first->number,
                               .year = work->ledger->series[first->series].series.year};
    struct ledger_counts counts = {0};
    enum mark_kind mark = MARK_NONE;
    size_t used = 0;
    while (used < left && first[used].series == first->series &&
           entry_number_order(&first[used].number, &first->number) == 0) {
        const struct item *item = &first[used++];
        line.expected |= item->kind == ITEM_EXPECTED;
        if (item->kind == ITEM_MARK) {
            mark = item->mark->kind;
            line.reason = item->mark->reason;
            line.marked_by = item->mark->person_name;
        }
        if (item->kind != ITEM_ENTRY)
            continue;
        if (!line.first)
            line.first = item->entry;
        count_entry(&counts, item->entry);
        add_hands(work, &line, &item->entry->record);
    }
    line.number.year = 0;
    line.entries = counts.entries;
    line.verified = counts.verified;
    line.confirmed = counts.confirmed;
    line_settle(&line, mark);
    *ret = line;
    return used;
}

static void count_line(struct ledger_counts *counts, const struct ledger_line *line)
{
    counts->twice += line->twice;
    counts->extra += !line->expected;
    if (!line->expected)
        return;
    long *const states[LEDGER_STATE_COUNT] = {
        [LEDGER_SEEN] = &counts->seen,           [LEDGER_MISSING] = &counts->missing,
        [LEDGER_CANCELLED] = &counts->cancelled, [LEDGER_UNREADABLE] = &counts->unreadable,
        [LEDGER_ABSENT] = &counts->absent,
    };
    counts->expected++;
    ++*states[line->state];
}

static void fold_all(struct work *work)
{
    struct ledger *ledger = work->ledger;
    struct ledger_line *lines = arena_take(work->arena, work->list.count + 1, sizeof *lines);
    if (work->list.count > 0)
        qsort(work->list.items, work->list.count, sizeof *work->list.items, item_order);
    for (size_t at = 0, count = 0; at < work->list.count; count++) {
        struct ledger_series *series = &ledger->series[work->list.items[at].series];
        at += line_fold(work, &work->list.items[at], work->list.count - at, &lines[count]);
        if (!series->line_count++)
            series->lines = &lines[count];
        count_line(&series->counts, &lines[count]);
        series->counts.entries += lines[count].entries;
        series->counts.verified += lines[count].verified;
        series->counts.confirmed += lines[count].confirmed;
        count_line(&ledger->counts, &lines[count]);
    }
}

static void judge(struct ledger *ledger)
{
    const struct ledger_counts *counts = &ledger->counts;
    bool open = ledger->series_count == 0;
    for (size_t i = 0; i < ledger->series_count; i++)
        open |= ledger->series[i].open;
    ledger->complete =
        !open && !counts->missing && !counts->twice && !counts->unnumbered && !counts->strange;
    ledger->confirmed = ledger->complete && counts->confirmed == counts->entries;
}

static enum err_code load(struct work *work, const struct uuid *book, struct err *err)
{
    struct ledger *ledger = work->ledger;
    struct book_series *series = NULL;
    enum err_code code = book_get(work->store, book, work->arena, &ledger->book, err);
    if (!code)
        code =
            book_series_list(work->store, book, work->arena, &series, &ledger->series_count, err);
    if (!code)
        code = book_entry_list(work->store, book, work->arena, &work->entries, &work->entry_count,
                               err);
    if (!code)
        code = book_mark_list(work->store, book, work->arena, &work->marks, &work->mark_count, err);
    if (!code)
        code = book_hand_list(work->store, book, work->arena, &work->hands, &work->hand_count, err);
    if (!code)
        code = book_pages_get(work->store, book, &ledger->pages, err);
    if (code)
        return code;
    ledger->series = arena_take(work->arena, ledger->series_count + 1, sizeof *ledger->series);
    for (size_t i = 0; i < ledger->series_count; i++) {
        bool open = series[i].last == 0;
        ledger->series[i] = (struct ledger_series){.series = series[i], .open = open};
        if (open)
            ledger->series[i].series.last = series[i].first - 1;
    }
    return ERR_OK;
}

enum err_code ledger_get(struct office *office, const struct uuid *book, struct arena *arena,
                         struct ledger *ret, struct err *err)
{
    struct ledger ledger = {0};
    struct work work = {.store = office_store(office), .arena = arena, .ledger = &ledger};
    enum err_code code = load(&work, book, err);
    if (!code) {
        add_entries(&work);
        add_marks(&work);
        close_open(&work);
        code = add_expected(&work, err);
    }
    if (!code) {
        fold_all(&work);
        judge(&ledger);
        *ret = ledger;
    }
    free(work.list.items);
    return code;
}

/* ---- lists ---- */

/* Joins runs of plain numbers; a suffixed one ends the run. */
static void list_add(struct str *out, struct number_range *run, const struct ledger_line *line)
{
    char text[NUMBER_TEXT_SIZE];
    bool plain = line && !line->number.suffix[0];
    if (plain && run->last >= run->first && run->last + 1 == line->number.number) {
        run->last++;
        return;
    }
    if (run->last >= run->first) {
        str_add(out, out->length ? ", " : "");
        number_ranges_show(run, 1, out);
    }
    *run = plain ? (struct number_range){line->number.number, line->number.number}
                 : (struct number_range){0, -1};
    if (!line || plain)
        return;
    entry_number_show(&line->number, text);
    str_format(out, "%s%s", out->length ? ", " : "", text);
}

static const char *list_numbers(const struct ledger_series *series, bool twice,
                                enum ledger_state state, struct arena *arena)
{
    struct number_range run = {0, -1};
    struct str out = STR_INIT;
    for (size_t i = 0; i < series->line_count; i++) {
        const struct ledger_line *line = &series->lines[i];
        if (twice ? line->twice : line->state == state)
            list_add(&out, &run, line);
    }
    list_add(&out, &run, NULL);
    const char *text = arena_copy_text(arena, str_peek(&out));
    str_release(&out);
    return text;
}

const char *ledger_numbers(const struct ledger_series *series, enum ledger_state state,
                           struct arena *arena)
{
    return list_numbers(series, false, state, arena);
}

const char *ledger_numbers_twice(const struct ledger_series *series, struct arena *arena)
{
    return list_numbers(series, true, LEDGER_SEEN, arena);
}

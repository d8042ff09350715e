/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/book_words: what a person wrote of a book, understood and checked. Part of
 * workflow/book.h. May include: base, model, record, store, viet.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "viet/fold.h"
#include "workflow/book.h"
#include "workflow/office.h"

static const char *const titles[BOOK_WORD_COUNT] = {
    [BOOK_TYPE] = N_("kind of register"),
    [BOOK_NUMBER] = N_("number of the book"),
    [BOOK_PLACE] = N_("place of registration"),
    [BOOK_SIGNER] = N_("signer"),
    [BOOK_REGISTRATION] = N_("kind of registration"),
    [BOOK_SCRIPT] = N_("handwritten or printed"),
    [BOOK_ERA] = N_("form"),
    [BOOK_PAGES] = N_("pages"),
    [BOOK_SERIES] = N_("series of numbers"),
};

const char *book_word_title(enum book_word word)
{
    return _(titles[word]);
}

const char **book_words_at(struct book_words *words, enum book_word word)
{
    const char **const texts[BOOK_WORD_COUNT] = {
        [BOOK_TYPE] = &words->type,
        [BOOK_NUMBER] = &words->number,
        [BOOK_PLACE] = &words->place,
        [BOOK_SIGNER] = &words->signer,
        [BOOK_REGISTRATION] = &words->registration,
        [BOOK_SCRIPT] = &words->script,
        [BOOK_ERA] = &words->era,
        [BOOK_PAGES] = &words->pages,
        [BOOK_SERIES] = &words->series,
    };
    return texts[word];
}

/* ---- one text ---- */

/* NFC with single spaces, no control characters; NULL for nothing. */
static enum err_code clean_text(const char *text, enum book_word word, struct arena *arena,
                                const char **ret, struct err *err)
{
    char *nfc = NULL;
    struct str out = STR_INIT;
    if (!text)
        return ERR_OK;
    if (strlen(text) > BOOK_TEXT_MAX)
        return err_set(err, ERR_USAGE, 1802, _("%s: longer than %d characters"),
                       book_word_title(word), BOOK_TEXT_MAX);
    enum err_code code = utf8_nfc(text, &nfc, err);
    if (code)
        return code;
    for (const char *at = nfc; *at && !code; at++) {
        bool space = *at == ' ' || *at == '\t' || *at == '\n' || *at == '\r';
        if (!space && ((unsigned char)*at < ' ' || *at == 0x7f))
            code = err_set(err, ERR_USAGE, 1804, _("%s: holds control characters"),
                           book_word_title(word));
        else if (!space || (out.length && out.text[out.length - 1] != ' '))
            str_add_char(&out, space ? ' ' : *at);
    }
    str_trim(&out);
    if (!code && out.length)
        *ret = arena_copy_text(arena, str_peek(&out));
    str_release(&out);
    free(nfc);
    return code;
}

/* ---- the kind of register ---- */

static bool same_label(const char *text, const char *label)
{
    char *a = fold_label(text), *b = fold_label(label);
    bool same = text_equal(a, b);
    free(a);
    free(b);
    return same;
}

/* "khai sinh" is the register, not the form: a book is bound. */
static bool short_name_is(const struct schema *schema, const char *text)
{
    static const char prefix[] = "so-";
    return text_starts(schema->name, prefix) && same_label(text, schema->name + sizeof prefix - 1);
}

static bool type_is(const struct schema *schema, const char *text)
{
    bool code = schema->shape == PAPER_ROWS && schema->code[0] && same_label(text, schema->code);
    return code || same_label(text, schema->title_vi) || same_label(text, schema->title_en) ||
           short_name_is(schema, text) || same_label(text, schema->name);
}

static enum err_code find_type(struct office *office, const char *text, struct arena *arena,
                               const char **ret, struct err *err)
{
    const struct schema_set *set = NULL;
    enum err_code code = office_schemas_load(office, &set, err);
    if (code)
        return code;
    const struct schema *found = schema_set_lookup(set, text);
    for (size_t i = 0; i < set->count && !found; i++)
        if (set->items[i]->shape == PAPER_ROWS && type_is(set->items[i], text))
            found = set->items[i];
    for (size_t i = 0; i < set->count && !found; i++)
        if (type_is(set->items[i], text))
            found = set->items[i];
    if (!found)
        return err_set(err, ERR_MISSING, 1803,
                       _("\"%s\" is no kind of register; see: sohoa schema list"), text);
    *ret = arena_copy_text(arena, found->name);
    return ERR_OK;
}

/* ---- handwritten or printed ---- */

static enum err_code find_script(const char *text, const char **ret, struct err *err)
{
    static const struct {
        const char *word, *script;
    } words[] = {
        {"print", "print"},    {"printed", "print"},    {"in", "print"},
        {"đánh máy", "print"}, {"in máy", "print"},     {"máy in", "print"},
        {"hand", "hand"},      {"handwritten", "hand"}, {"tay", "hand"},
        {"viết tay", "hand"},  {"chép tay", "hand"},    {"mixed", "mixed"},
        {"cả hai", "mixed"},   {"hỗn hợp", "mixed"},    {"in và viết tay", "mixed"},
    };
    for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
        if (same_label(text, words[i].word)) {
            *ret = words[i].script;
            return ERR_OK;
        }
    }
    return err_set(err, ERR_USAGE, 1805,
                   _("\"%s\": write print (in), hand (viết tay) or mixed (cả hai)"), text);
}

/* ---- series ---- */

static enum err_code series_fault(const char *piece, struct err *err)
{
    return err_set(err, ERR_USAGE, 1806,
                   _("\"%s\" is no series of numbers; write for example: 2005:1-212"), piece);
}

static enum err_code check_series(const struct book_plan *plan, const struct book_series *now,
                                  struct err *err)
{
    if (now->year < NUMBER_YEAR_MIN || now->year > NUMBER_YEAR_MAX)
        return err_set(err, ERR_USAGE, 1807, _("%d is no year of a register"), now->year);
    if (now->last && (now->last < now->first || now->last - now->first >= LEDGER_LINES_MAX))
        return err_set(err, ERR_USAGE, 1808,
                       _("numbers %d to %d: the last is before the first, or "
                         "too far behind it"),
                       now->first, now->last);
    for (size_t i = 0; i < plan->series_count; i++) {
        const struct book_series *old = &plan->series[i];
        bool apart = (old->last && now->first > old->last) || (now->last && now->last < old->first);
        if (old->year == now->year && !apart)
            return err_set(err, ERR_USAGE, 1809,
                           _("numbers %d to %d of %d overlap others of the same year"), now->first,
                           now->last, now->year);
    }
    return ERR_OK;
}

static enum err_code add_series(struct book_plan *plan, const struct book_series *series,
                                struct err *err)
{
    enum err_code code = check_series(plan, series, err);
    if (!code && plan->series_count == BOOK_SERIES_MAX)
        code = err_set(err, ERR_USAGE, 1810, _("more than %d series in one book"), BOOK_SERIES_MAX);
    if (!code)
        plan->series[plan->series_count++] = *series;
    return code;
}

/* "2005:1-212", "2005:1-" */
static enum err_code parse_piece(struct str *piece, struct book_plan *plan, struct err *err)
{
    struct book_series series = {0};
    struct number_range range;
    long year = 0;
    str_trim(piece);
    char *colon = strchr(piece->text ? piece->text : "", ':');
    if (!colon)
        return series_fault(str_peek(piece), err);
    *colon = '\0';
    struct str head = STR_INIT, tail = STR_INIT;
    str_add(&head, piece->text);
    str_add(&tail, colon + 1);
    *colon = ':';
    str_trim(&head);
    str_trim(&tail);
    bool open = tail.length > 1 && tail.text[tail.length - 1] == '-';
    if (open)
        str_cut(&tail, tail.length - 1);
    const char *at = str_peek(&tail);
    bool good = text_to_long(str_peek(&head), 0, 9999, &year) && number_range_next(&at, &range) &&
                !*at && (!open || range.first == range.last);
    str_release(&head);
    str_release(&tail);
    if (!good)
        return series_fault(str_peek(piece), err);
    series = (struct book_series){(int)year, (int)range.first, open ? 0 : (int)range.last};
    return add_series(plan, &series, err);
}

enum err_code book_series_parse(const char *text, struct book_plan *plan, struct err *err)
{
    enum err_code code = ERR_OK;
    while (*text && !code) {
        struct str piece = STR_INIT;
        size_t length = strcspn(text, ";,");
        str_add_span(&piece, text, length);
        code = parse_piece(&piece, plan, err);
        text += length + (text[length] != '\0');
        str_release(&piece);
    }
    return code;
}

/* ---- all of it ---- */

static enum err_code understand(struct office *office, const char *text, enum book_word word,
                                struct arena *arena, struct book_plan *plan, struct err *err)
{
    struct book *book = &plan->book;
    long pages = 0;
    switch (word) {
    case BOOK_TYPE: return find_type(office, text, arena, &book->schema, err);
    case BOOK_SCRIPT: return find_script(text, &book->script, err);
    case BOOK_SERIES: return book_series_parse(text, plan, err);
    case BOOK_PAGES:
        if (!text_to_long(text, 1, BOOK_PAGES_MAX, &pages))
            return err_set(err, ERR_USAGE, 1811,
                           _("\"%s\" is no number of pages; write a number from 1 to %d"), text,
                           BOOK_PAGES_MAX);
        book->pages = (int)pages;
        return ERR_OK;
    case BOOK_NUMBER: book->number = text; break;
    case BOOK_PLACE: book->place = text; break;
    case BOOK_SIGNER: book->signer = text; break;
    case BOOK_REGISTRATION: book->registration = text; break;
    case BOOK_ERA: book->era = text; break;
    case BOOK_WORD_COUNT: break;
    }
    return ERR_OK;
}

/* Without these nobody can find it, or say what must stand in it. */
static enum err_code check_needed(const struct book_plan *plan, enum book_word *ret_word,
                                  struct err *err)
{
    const struct {
        enum book_word word;
        bool there;
    } needed[] = {
        {BOOK_TYPE, plan->book.schema != NULL},
        {BOOK_NUMBER, plan->book.number != NULL},
    };
    for (size_t i = 0; i < ARRAY_SIZE(needed); i++) {
        if (needed[i].there)
            continue;
        *ret_word = needed[i].word;
        return err_set(err, ERR_USAGE, 1819, _("a book needs: %s"),
                       book_word_title(needed[i].word));
    }
    return ERR_OK;
}

enum err_code book_plan_make(struct office *office, const struct book_words *words,
                             struct arena *arena, struct book_plan *ret, enum book_word *ret_word,
                             struct err *err)
{
    struct book_words copy = *words;
    struct book_plan *plan = arena_take(arena, 1, sizeof *plan);
    enum err_code code = ERR_OK;
    for (int word = 0; word < BOOK_WORD_COUNT && !code; word++) {
        const char *text = NULL;
        *ret_word = (enum book_word)word;
        code = clean_text(*book_words_at(&copy, (enum book_word)word), (enum book_word)word, arena,
                          &text, err);
        if (!code && text)
            code = understand(office, text, (enum book_word)word, arena, plan, err);
    }
    if (!code)
        code = check_needed(plan, ret_word, err);
    if (!code)
        *ret = *plan;
    return code;
}

/* ---- once more ---- */

/* A series of the same year and first number is the same one. */
static enum err_code merge_series(struct book_plan *plan, const struct book_plan *more,
                                  struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < more->series_count && !code; i++) {
        const struct book_series *now = &more->series[i];
        struct book_plan others = {.series_count = 0};
        struct book_series *same = NULL;
        for (size_t k = 0; k < plan->series_count; k++) {
            struct book_series *old = &plan->series[k];
            if (old->year == now->year && old->first == now->first)
                same = old;
            else
                others.series[others.series_count++] = *old;
        }
        code = same ? check_series(&others, now, err) : add_series(plan, now, err);
        if (!code && same)
            *same = *now;
    }
    return code;
}

static void fill_words(const struct book *book, struct arena *arena, struct book_words *words)
{
    const char *const known[BOOK_WORD_COUNT] = {
        [BOOK_TYPE] = book->schema,
        [BOOK_NUMBER] = book->number,
        [BOOK_PLACE] = book->place,
        [BOOK_SIGNER] = book->signer,
        [BOOK_REGISTRATION] = book->registration,
        [BOOK_SCRIPT] = book->script,
        [BOOK_ERA] = book->era,
        [BOOK_PAGES] = book->pages ? arena_format(arena, "%d", book->pages) : NULL,
    };
    for (int word = 0; word < BOOK_SERIES; word++)
        if (!*book_words_at(words, (enum book_word)word))
            *book_words_at(words, (enum book_word)word) = known[word];
    words->series = NULL;
}

enum err_code book_plan_again(struct office *office, const struct uuid *book,
                              const struct book_words *words, struct arena *arena,
                              struct book_plan *ret, enum book_word *ret_word, struct err *err)
{
    struct store *store = office_store(office);
    struct book_words all = *words;
    struct book_plan *plan = arena_take(arena, 2, sizeof *plan), *more = plan + 1;
    struct book_series *series = NULL;
    struct book old;
    size_t count = 0;
    enum err_code code = book_get(store, book, arena, &old, err);
    if (!code)
        code = book_series_list(store, book, arena, &series, &count, err);
    if (code)
        return code;
    fill_words(&old, arena, &all);
    code = book_plan_make(office, &all, arena, plan, ret_word, err);
    if (code)
        return code;
    plan->book.id = *book;
    for (size_t i = 0; i < count && i < BOOK_SERIES_MAX; i++)
        plan->series[plan->series_count++] = series[i];
    *ret_word = BOOK_SERIES;
    if (words->series)
        code = book_series_parse(words->series, more, err);
    if (!code)
        code = merge_series(plan, more, err);
    if (!code)
        *ret = *plan;
    return code;
}

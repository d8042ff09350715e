/* SPDX-License-Identifier: Apache-2.0
 *
 * store/search: FTS5 over two folded columns, one without marks, one with the tone behind its
 * word. Folding is viet/fold's; this file owns the query words and the order of hits.
 * May include base, model, viet and store.
 */
#include "store/search.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "store/content.h"
#include "viet/fold.h"

static const char *const kind_names[SEARCH_KIND_COUNT] = {
    [SEARCH_ANY] = "any", [SEARCH_PAGE] = "page", [SEARCH_RECORD] = "record"};

const char *search_kind_name(enum search_kind kind)
{
    return kind_names[kind];
}

/* fold_search, and numbers without leading zeros: 045/2003 is found as 45/2003. Heap. */
static char *fold_loose(const char *text)
{
    char *folded = fold_search(text);
    char *to = folded;
    bool inside = false; /* of a number that has begun, or of a word */
    for (const char *at = folded; *at; at++) {
        bool digit = isdigit((unsigned char)*at);
        if (!inside && *at == '0' && isdigit((unsigned char)at[1]))
            continue;
        inside = digit || isalpha((unsigned char)*at) || (unsigned char)*at >= 0x80;
        *to++ = *at;
    }
    *to = '\0';
    return folded;
}

/* --- writing ------------------------------------------------------------------------------ */

static enum err_code entry_remove(struct store *store, const char *kind, const struct uuid *id,
                                  struct err *err)
{
    enum err_code code =
        db_run(store,
               "INSERT INTO search_word (search_word, rowid, folded, toned) SELECT 'delete', entry,"
               " folded, toned FROM search_entry WHERE kind = ?1 AND id = ?2",
               BINDS(TEXT(kind), UUID(id)), err);
    if (!code)
        code = db_run(store, "DELETE FROM search_entry WHERE kind = ?1 AND id = ?2",
                      BINDS(TEXT(kind), UUID(id)), err);
    return code;
}

static enum err_code entry_insert(struct store *store, const struct search_entry *entry,
                                  struct err *err)
{
    char *folded = fold_loose(entry->text), *toned = fold_tone(entry->text);
    char *place = entry->place ? fold_search(entry->place) : NULL;
    char *number = entry->number ? fold_loose(entry->number) : NULL;
    enum err_code code =
        db_run(store,
               "INSERT INTO search_entry (kind, id, schema, number, number_key, place, year,"
               " text, folded, toned) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
               BINDS(TEXT(kind_names[entry->kind]), UUID(&entry->id), TEXT(entry->schema),
                     TEXT(entry->number), TEXT(number), TEXT(place), INT_OR(entry->year, 0),
                     TEXT(entry->text), TEXT(folded), TEXT(toned)),
               err);
    if (!code)
        code = db_run(store, "INSERT INTO search_word (rowid, folded, toned) VALUES (?1, ?2, ?3)",
                      BINDS(INT(sqlite3_last_insert_rowid(store->db)), TEXT(folded), TEXT(toned)),
                      err);
    free(folded);
    free(toned);
    free(place);
    free(number);
    return code;
}

enum err_code search_put(struct store *store, const struct search_entry *entry, struct err *err)
{
    enum err_code code = store_begin(store, AUDIT_PAGE, err);
    if (code)
        return code;
    code = entry_remove(store, kind_names[entry->kind], &entry->id, err);
    if (!code)
        code = entry_insert(store, entry, err);
    return store_end(store, code, err);
}

enum err_code search_remove(struct store *store, enum search_kind kind, const struct uuid *id,
                            struct err *err)
{
    enum err_code code = store_begin(store, AUDIT_PAGE, err);
    if (code)
        return code;
    return store_end(store, entry_remove(store, kind_names[kind], id, err), err);
}

/* --- the words of a query ----------------------------------------------------------------- */

static bool has_word(const char *text)
{
    while (*text) {
        uint32_t rune = utf8_next(&text);
        if (utf8_is_letter(rune) || (rune < 128 && isdigit((int)rune)))
            return true;
    }
    return false;
}

/* Adds "text" to an FTS5 expression, joined by AND. */
static void match_add(struct str *match, const char *text, bool beginning)
{
    if (!has_word(text))
        return;
    str_add(match, match->length ? " AND \"" : "\"");
    for (const char *at = text; *at; at++)
        str_add_char(match, *at == '"' ? ' ' : *at);
    str_add(match, beginning ? "\" *" : "\"");
}

struct words {
    struct str folded, toned;
    char *first; /* folded, to find the line to show */
};

static void words_add(struct words *words, const char *from, size_t length, bool beginning)
{
    struct str text = STR_INIT;
    str_add_span(&text, from, length);
    char *folded = fold_loose(str_peek(&text)), *toned = fold_tone(str_peek(&text));
    match_add(&words->folded, folded, beginning);
    match_add(&words->toned, toned, false);
    if (!words->first && has_word(folded)) {
        words->first = folded;
        folded = NULL;
    }
    free(folded);
    free(toned);
    str_release(&text);
}

/* Splits at white space; what stands between quotes stays together. */
static void words_split(struct words *words, const char *text)
{
    while (*text) {
        text += strspn(text, " \t\n\r");
        bool quoted = *text == '"';
        text += quoted;
        size_t length = strcspn(text, quoted ? "\"" : " \t\n\r\"");
        if (length)
            words_add(words, text, length, !quoted && text[length] == '\0');
        text += length + (quoted && text[length] == '"');
    }
}

static void words_release(struct words *words)
{
    str_release(&words->folded);
    str_release(&words->toned);
    free(words->first);
}

/* --- finding ------------------------------------------------------------------------------ */

#define HIT_PAGE                                                                                   \
    "iif(entry.kind = 'page', entry.id, (SELECT page FROM record WHERE record.id = entry.id))"
#define HIT_COLUMNS                                                                                \
    "SELECT entry.kind, entry.id, " HIT_PAGE ", entry.schema, entry.number, entry.year, "
#define HIT_FILTER                                                                                 \
    " AND (?3 IS NULL OR entry.kind = ?3) AND (?4 IS NULL OR entry.schema = ?4)"                   \
    " AND (?5 IS NULL OR entry.number_key = ?5) AND (?6 IS NULL OR instr(entry.place, ?6) > 0)"    \
    " AND (?7 = 0 OR entry.year = ?7) AND (?8 IS NULL OR ?8 ="                                     \
    " (SELECT batch FROM batch_page WHERE batch_page.page = " HIT_PAGE "))"
#define HIT_WORDS " FROM search_word JOIN search_entry AS entry ON entry.entry = search_word.rowid"
#define HIT_LIMIT " LIMIT ?9 OFFSET ?10"

/* ?1 exact, ?2 the others: two runs over the index, the exact hits first. */
static const char words_sql[] = HIT_COLUMNS
    "1, entry.text" HIT_WORDS " WHERE search_word MATCH ?1" HIT_FILTER " UNION ALL " HIT_COLUMNS
    "0, entry.text" HIT_WORDS " WHERE search_word MATCH ?2" HIT_FILTER HIT_LIMIT;
static const char filter_sql[] = HIT_COLUMNS
    "0, entry.text FROM search_entry AS entry WHERE ?1 IS NULL AND ?2 IS NULL" HIT_FILTER
    " ORDER BY entry.entry" HIT_LIMIT;
static const char number_sql[] =
    HIT_COLUMNS "0, entry.text FROM search_entry AS entry WHERE ?1 IS NULL AND ?2 IS NULL"
                " AND entry.number_key = ?5" HIT_FILTER " ORDER BY entry.entry" HIT_LIMIT;

static void read_hit(const struct rows *rows, struct arena *arena, void *item)
{
    struct search_hit *hit = item;
    *hit = (struct search_hit){
        .kind = text_equal(rows_peek_text(rows, 0), "page") ? SEARCH_PAGE : SEARCH_RECORD,
        .id = rows_uuid(rows, 1),
        .page = rows_uuid(rows, 2),
        .schema = rows_text(rows, 3, arena),
        .number = rows_text(rows, 4, arena),
        .year = (int)rows_int(rows, 5),
        .exact = rows_int(rows, 6) != 0,
        .snippet = rows_text(rows, 7, arena),
    };
}

/* The line that holds the word; the first one when none does. */
static const char *line_with(const char *text, const char *word, struct arena *arena)
{
    for (const char *line = text; word && *line;) {
        size_t length = strcspn(line, "\n");
        char *copy = arena_copy_span(arena, line, length);
        char *folded = fold_loose(copy);
        bool here = strstr(folded, word) != NULL;
        free(folded);
        if (here)
            return copy;
        line += length + (line[length] == '\n');
    }
    return arena_copy_span(arena, text, strcspn(text, "\n"));
}

static enum err_code hits_find(struct store *store, const struct search_query *query,
                               const struct words *words, struct arena *arena,
                               struct search_hit **ret, size_t *ret_count, struct err *err)
{
    struct str exact = STR_INIT, others = STR_INIT;
    bool any = words->folded.length > 0;
    char *place = query->place ? fold_search(query->place) : NULL;
    char *number = query->number ? fold_loose(query->number) : NULL;
    if (any) {
        str_format(&exact, "toned : (%s)", str_peek(&words->toned));
        str_format(&others, "(folded : (%s)) NOT (toned : (%s))", str_peek(&words->folded),
                   str_peek(&words->toned));
    }
    const char *sql = any ? words_sql : query->number ? number_sql : filter_sql;
    struct rows rows =
        rows_open(store, sql,
                  BINDS(TEXT(any ? str_peek(&exact) : NULL), TEXT(any ? str_peek(&others) : NULL),
                        TEXT(query->kind == SEARCH_ANY ? NULL : kind_names[query->kind]),
                        TEXT(query->schema), TEXT(number), TEXT(place), INT(query->year),
                        UUID(query->batch), INT(list_limit(query->limit)), INT(query->offset)));
    enum err_code code =
        rows_all(&rows, arena, sizeof **ret, read_hit, (void **)ret, ret_count, err);
    str_release(&exact);
    str_release(&others);
    free(number);
    free(place);
    return code;
}

enum err_code search_query(struct store *store, const struct search_query *query,
                           struct arena *arena, struct search_hit **ret, size_t *ret_count,
                           struct err *err)
{
    char *text = NULL;
    struct words words = {0};
    enum err_code code = utf8_nfc(query->text ? query->text : "", &text, err);
    if (code)
        return code;
    words_split(&words, text);
    if (text[0] && !words.folded.length && !query->number && !query->schema) {
        *ret = NULL; /* only punctuation */
        *ret_count = 0;
    } else {
        code = hits_find(store, query, &words, arena, ret, ret_count, err);
        for (size_t i = 0; !code && i < *ret_count; i++)
            (*ret)[i].snippet = line_with((*ret)[i].snippet, words.first, arena);
    }
    words_release(&words);
    free(text);
    return code;
}

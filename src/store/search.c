/* SPDX-License-Identifier: Apache-2.0
 *
 * store/search: FTS5 over two folded columns, one without marks, one with the tone behind its
 * word. Owns the index and the order of hits; the words of a query are store/search_words.
 * May include base, model, viet and store.
 */
#include "store/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/number.h"
#include "store/content.h"
#include "store/search_words.h"
#include "viet/fold.h"

static const char *const kind_names[SEARCH_KIND_COUNT] = {
    [SEARCH_ANY] = "any", [SEARCH_PAGE] = "page", [SEARCH_RECORD] = "record"};

const char *search_kind_name(enum search_kind kind)
{
    return kind_names[kind];
}

enum { NO_NUMBER = -1 };

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

/* A word that no paper holds; it stands in the folded text of every entry with this year. */
static void year_token(int year, char out[16])
{
    snprintf(out, 16, "zynam%d", year);
}

static char *fold_entry(const struct search_entry *entry)
{
    char token[16];
    char *folded = search_fold(entry->text);
    if (!entry->year)
        return folded;
    struct str with = STR_INIT;
    year_token(entry->year, token);
    str_format(&with, "%s %s", folded, token);
    free(folded);
    return str_take(&with);
}

static enum err_code entry_insert(struct store *store, const struct search_entry *entry,
                                  struct err *err)
{
    char *folded = fold_entry(entry), *toned = fold_tone(entry->text);
    char *place = entry->place ? fold_search(entry->place) : NULL;
    char *number = entry->number ? search_fold(entry->number) : NULL;
    struct entry_number parsed = {.number = NO_NUMBER};
    (void)entry_number_parse(entry->number, &parsed);
    int entry_year = parsed.year ? parsed.year : entry->entry_year;
    enum err_code code =
        db_run(store,
               "INSERT INTO search_entry (kind, id, schema, number, number_key, place, year,"
               " text, folded, toned, entry_number, entry_suffix, entry_year)"
               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
               BINDS(TEXT(kind_names[entry->kind]), UUID(&entry->id), TEXT(entry->schema),
                     TEXT(entry->number), TEXT(number), TEXT(place), INT_OR(entry->year, 0),
                     TEXT(entry->text), TEXT(folded), TEXT(toned), INT_OR(parsed.number, NO_NUMBER),
                     TEXT(parsed.suffix[0] ? parsed.suffix : NULL), INT_OR(entry_year, 0)),
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

/* --- finding ------------------------------------------------------------------------------ */

#define HIT_PAGE                                                                                   \
    "iif(entry.kind = 'page', entry.id, (SELECT page FROM record WHERE record.id = entry.id))"
#define HIT_BOOK                                                                                   \
    "iif(entry.kind = 'page', (SELECT batch.book FROM batch_page JOIN batch ON batch.id ="         \
    " batch_page.batch WHERE batch_page.page = entry.id),"                                         \
    " (SELECT book FROM record WHERE record.id = entry.id))"
#define HIT_COLUMNS                                                                                \
    "SELECT entry.kind, entry.id, " HIT_PAGE ", entry.schema, entry.number, entry.year, "
#define HIT_FILTER                                                                                 \
    " AND (?3 IS NULL OR entry.kind = ?3) AND (?4 IS NULL OR entry.schema = ?4)"                   \
    " AND (?5 IS NULL OR entry.number_key = ?5 OR (entry.entry_number = ?13"                       \
    " AND entry.entry_suffix IS ?14 AND (?15 = 0 OR entry.entry_year = ?15)))"                     \
    " AND (?6 IS NULL OR instr(entry.place, ?6) > 0) AND (?7 = 0 OR entry.year = ?7)"              \
    " AND (?8 IS NULL OR ?8 ="                                                                     \
    " (SELECT batch FROM batch_page WHERE batch_page.page = " HIT_PAGE "))"                        \
    " AND (?16 IS NULL OR ?16 = " HIT_BOOK ")"
#define HIT_WORDS " FROM search_word JOIN search_entry AS entry ON entry.entry = search_word.rowid"
#define HIT_LIMIT " LIMIT ?9 OFFSET ?10"

#define HIT_TIER(exact, expression)                                                                \
    HIT_COLUMNS exact ", entry.text" HIT_WORDS " WHERE search_word MATCH " expression HIT_FILTER
#define HIT_ENTRIES  HIT_COLUMNS "0, entry.text FROM search_entry AS entry WHERE"
#define HIT_NO_WORDS " ?1 IS NULL AND coalesce(?2, ?11, ?12) IS NULL"

/* One run over the index for each tier of store/search_words.h; a later one starts when the hits
 * of those before are used up. */
static const char words_sql[] = HIT_TIER("1", "?1") " UNION ALL " HIT_TIER(
    "1", "?2") " UNION ALL " HIT_TIER("0", "?11") " UNION ALL " HIT_TIER("0", "?12") HIT_LIMIT;
static const char filter_sql[] =
    HIT_ENTRIES HIT_NO_WORDS HIT_FILTER " ORDER BY entry.entry" HIT_LIMIT;
/* By one of the two indexes of numbers, so that a number is found at once in a large store. */
static const char number_sql[] = HIT_ENTRIES HIT_NO_WORDS
    " AND entry.entry IN (SELECT entry FROM search_entry WHERE number_key = ?5 UNION"
    " SELECT entry FROM search_entry WHERE entry_number = ?13 AND entry_suffix IS ?14)" HIT_FILTER
    " ORDER BY entry.entry" HIT_LIMIT;
static const char year_sql[] =
    HIT_ENTRIES HIT_NO_WORDS " AND entry.year = ?7" HIT_FILTER " ORDER BY entry.entry" HIT_LIMIT;
static const char book_sql[] = HIT_ENTRIES HIT_NO_WORDS
    " AND entry.entry IN (SELECT found.entry FROM record CROSS JOIN search_entry AS found"
    " ON found.kind = 'record' AND found.id = record.id WHERE record.book = ?16"
    " UNION ALL SELECT found.entry FROM batch CROSS JOIN batch_page AS place"
    " ON place.batch = batch.id CROSS JOIN search_entry AS found"
    " ON found.kind = 'page' AND found.id = place.page WHERE batch.book = ?16)" HIT_FILTER
    " ORDER BY entry.entry" HIT_LIMIT;

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

static struct bind tier_bind(const struct search_words *words, enum search_tier tier)
{
    return TEXT(search_words_any(words) ? str_peek(&words->tiers[tier]) : NULL);
}

/* The narrowest index comes first. */
static const char *sql_without_words(const struct search_query *query)
{
    if (query->book)
        return book_sql;
    if (query->number)
        return number_sql;
    return query->year ? year_sql : filter_sql;
}

static enum err_code hits_find(struct store *store, const struct search_query *query,
                               const struct search_words *words, struct arena *arena,
                               struct search_hit **ret, size_t *ret_count, struct err *err)
{
    char *place = query->place ? fold_search(query->place) : NULL;
    char *number = query->number ? search_fold(query->number) : NULL;
    struct entry_number parsed = {.number = NO_NUMBER};
    (void)entry_number_parse(query->number, &parsed);
    const char *sql = search_words_any(words) ? words_sql : sql_without_words(query);
    struct rows rows = rows_open(
        store, sql,
        BINDS(tier_bind(words, SEARCH_EXACT_TOGETHER), tier_bind(words, SEARCH_EXACT),
              TEXT(query->kind == SEARCH_ANY ? NULL : kind_names[query->kind]), TEXT(query->schema),
              TEXT(number), TEXT(place), INT(query->year), UUID(query->batch),
              INT(list_limit(query->limit)), INT(query->offset), tier_bind(words, SEARCH_TOGETHER),
              tier_bind(words, SEARCH_WORDS), INT(parsed.number),
              TEXT(parsed.suffix[0] ? parsed.suffix : NULL), INT(parsed.year), UUID(query->book)));
    enum err_code code =
        rows_all(&rows, arena, sizeof **ret, read_hit, (void **)ret, ret_count, err);
    free(number);
    free(place);
    return code;
}

enum err_code search_query(struct store *store, const struct search_query *query,
                           struct arena *arena, struct search_hit **ret, size_t *ret_count,
                           struct err *err)
{
    char *text = NULL;
    struct search_words words;
    enum err_code code = utf8_nfc(query->text ? query->text : "", &text, err);
    if (code)
        return code;
    search_words_init(&words, text);
    if (query->year) {
        char token[16];
        year_token(query->year, token);
        search_words_narrow(&words, token);
    }
    if (text[0] && !search_words_any(&words) && !query->number && !query->schema) {
        *ret = NULL; /* only punctuation */
        *ret_count = 0;
    } else {
        code = hits_find(store, query, &words, arena, ret, ret_count, err);
        for (size_t i = 0; !code && i < *ret_count; i++)
            (*ret)[i].snippet = search_words_line(&words, (*ret)[i].snippet, arena);
    }
    search_words_release(&words);
    free(text);
    return code;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * record/normalise: one function a kind of field, in a table. May include base, model, viet and
 * record.
 */
#include "record/normalise.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "record/normalise_text.h"
#include "viet/date.h"
#include "viet/distance.h"
#include "viet/ethnic.h"
#include "viet/fold.h"
#include "viet/names.h"
#include "viet/person_id.h"
#include "viet/places.h"
#include "viet/syllable.h"
#include "viet/words.h"

/* Years outside are written wrongly or read wrongly; they are kept, with a problem. */
enum { YEAR_EARLY = 1850, YEAR_LATE = 2060 };

/* ---- tidying -----------------------------------------------------------------------------------
 */

/* Takes heap text into the arena; NULL stays NULL. */
static const char *arena_keep(char *heap, struct arena *arena)
{
    const char *copy = arena_copy_text(arena, heap);
    free(heap);
    return copy;
}

static char *copy_valid(const char *text)
{
    struct str out = STR_INIT;
    for (uint32_t rune; (rune = utf8_next(&text)) != 0;)
        str_add_rune(&out, rune);
    return str_take(&out);
}

/* Eth looks like Đ, is read and typed for it, and stands in no Vietnamese text. */
static uint32_t plain_rune(uint32_t rune)
{
    return rune == 0xd0 ? 0x110 : rune == 0xf0 ? 0x111 : rune;
}

const char *value_plain(const char *written, struct arena *arena)
{
    struct str out = STR_INIT;
    char *nfc = NULL;
    if (utf8_nfc(written, &nfc, NULL) != ERR_OK)
        nfc = copy_valid(written);
    bool blank = false;
    const char *next = nfc;
    for (uint32_t rune; (rune = utf8_next(&next)) != 0;) {
        if (utf8_is_space(rune) || rune < ' ') {
            blank = out.length > 0;
            continue;
        }
        if (blank)
            str_add_char(&out, ' ');
        blank = false;
        str_add_rune(&out, plain_rune(rune));
    }
    free(nfc);
    return arena_keep(str_take(&out), arena);
}

static bool is_leader(uint32_t rune)
{
    return rune == '.' || rune == '_' || rune == 0x2026 || rune == 0xb7 || rune == 0x2022;
}

static bool is_edge(uint32_t rune)
{
    return rune == ' ' || is_leader(rune) || (rune < 0x80 && strchr(",:;-~=|*`'^", (int)rune)) ||
           rune == 0x2013 || rune == 0x2014 || rune == 0x2018 || rune == 0x2019;
}

/* Three leaders or more in a row, blanks between them included, become one blank. */
static void drop_leaders(const char *text, struct str *out)
{
    const char *next = text;
    while (*next != '\0') {
        const char *end = next, *at = next;
        int leaders = 0;
        for (uint32_t rune; (rune = utf8_next(&at)) != 0 && (is_leader(rune) || rune == ' ');) {
            leaders += rune == 0x2026 ? 3 : is_leader(rune);
            end = at;
        }
        if (leaders >= 3) {
            str_add_char(out, ' ');
        } else {
            if (end == next)
                (void)utf8_next(&end);
            str_add_span(out, next, (size_t)(end - next));
        }
        next = end;
    }
}

/* A speck read as an apostrophe stands before a word; H'Mông has it inside. */
static void drop_specks(struct str *text)
{
    size_t write = 0;
    for (size_t read = 0; read < text->length; read++) {
        char c = text->text[read];
        bool start = write == 0 || text->text[write - 1] == ' ';
        if ((c == '\'' || c == '`') && start)
            continue;
        text->text[write++] = c;
    }
    str_cut(text, write);
}

const char *value_tidy(const char *written, struct arena *arena)
{
    struct str out = STR_INIT;
    if (written == NULL)
        return "";
    drop_leaders(value_plain(written, arena), &out);
    drop_specks(&out);
    const char *plain = value_plain(str_peek(&out), arena);
    str_release(&out);
    const char *start = NULL, *end = plain, *next = plain;
    for (;;) {
        const char *at = next;
        uint32_t rune = utf8_next(&next);
        if (rune == 0)
            break;
        if (is_edge(rune))
            continue;
        start = start != NULL ? start : at;
        end = next;
    }
    return start == NULL ? "" : arena_copy_span(arena, start, (size_t)(end - start));
}

/* ---- helpers of the kinds ----------------------------------------------------------------------
 */

struct work {
    const char *text; /* tidied */
    const char
        *plain; /* as written but for spaces: leaders say where a part of a date is missing */
    struct arena *arena;
    struct normal *ret;
};

static void add_problem(struct work *work, const char *code, const char *arg)
{
    struct normal *normal = work->ret;
    if (normal->problem_count < NORMAL_PROBLEMS_MAX)
        normal->problems[normal->problem_count++] = (struct problem){code, {arg, NULL, NULL}};
}

static bool is_upper_text(const char *text)
{
    bool letters = false;
    for (uint32_t rune; (rune = utf8_next(&text)) != 0;) {
        if (utf8_is_letter(rune) && utf8_upper_rune(rune) != rune)
            return false;
        letters = letters || utf8_is_letter(rune);
    }
    return letters;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Share of signs that no value of words has, 0..1. */
static float odd_share(const char *text)
{
    size_t odd = 0, all = 0;
    for (uint32_t rune; (rune = utf8_next(&text)) != 0; all++)
        odd += rune == 0xfffd || (rune < 0x80 && strchr("~^{}<>|\\=*@#$_`[]", (int)rune) != NULL);
    return all == 0 ? 1 : (float)odd / (float)all;
}

/* ---- text, names, places ------------------------------------------------------------------------
 */

/* text, or what was mended of it (another pointer), is the value. */
static void take_text(struct work *work, const char *text)
{
    bool mended = strcmp(text, work->text) != 0;
    work->ret->text = text;
    work->ret->mended = mended ? text : NULL;
    work->ret->fits = (1 - odd_share(text)) * (mended ? 0.9f : 1);
}

static void normal_text(struct work *work)
{
    const char *text = mend_decision(mend_slashes(work->text, work->arena), work->arena);
    take_text(work, mend_phrases(text, work->arena));
}

static bool has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

/* 0..1: how name-like; a family name just beside a usual one is told, never changed: names of other
 * peoples and rare ones are right as they stand. */
static float name_fits(struct work *work)
{
    char word[64] = {0};
    float fits = name_likely(work->text) > 0.6f ? 1 : 0.5f;
    if (strchr(work->text, ' ') == NULL) /* a rest of a name, or a speck */
        fits *= 0.4f;
    size_t length = strcspn(work->text, " ");
    memcpy(word, work->text, length < sizeof word ? length : 0);
    if (name_surname(work->text) == NULL) {
        const char *near = name_surname_near(word, NULL);
        fits *= near != NULL ? 0.5f : 0.85f;
        if (near != NULL)
            add_problem(work, "surname-near", near);
    }
    return fits * (0.7f + 0.3f * syllable_share(work->text));
}

static void normal_name(struct work *work)
{
    const char *clean = arena_keep(name_clean(work->text), work->arena);
    bool signs = has_digit(work->text) || odd_share(work->text) > 0;
    work->ret->text = clean[0] != '\0' && !has_digit(work->text) ? clean : work->text;
    work->ret->fits = name_fits(work) * (signs ? 0.4f : 1);
    if (signs)
        add_problem(work, "name-signs", NULL);
}

/* The written part of the text, but for its title, put in the table's spelling. */
static void mend_province(struct work *work, const struct province_match *match)
{
    const char *name = match->province->name;
    size_t width = strlen(name);
    int start, end;
    char *part = mem_copy_text(work->text + match->start);
    part[match->end - match->start] = '\0';
    float distance = distance_find(name, part, &start, &end);
    bool alike = fold_tone_equal(part + start, name) || is_upper_text(part);
    if (distance > 0 && distance <= 0.6f && !alike && width > 0) {
        struct str out = STR_INIT;
        str_add_span(&out, work->text, match->start + (size_t)start);
        str_add(&out, name);
        str_add(&out, work->text + match->start + (size_t)end);
        work->ret->mended = work->ret->text = arena_keep(str_take(&out), work->arena);
        work->ret->fits = 0.85f;
    }
    free(part);
}

static void normal_place(struct work *work)
{
    struct province_match match;
    take_text(work, mend_place_commas(mend_phrases(work->text, work->arena), work->arena));
    work->text = work->ret->text;
    work->ret->fits *= 0.75f + 0.25f * place_likely(work->text);
    if (province_find(work->text, &match) && match.likeness >= 0.85f && match.likeness < 1)
        mend_province(work, &match);
}

/* ---- dates
 * ---------------------------------------------------------------------------------------- */

static const char *date_problem(enum date_fault fault)
{
    static const char *const CODES[DATE_FAULT_COUNT] = {
        [DATE_NONE] = "date-none",     [DATE_IMPOSSIBLE] = "date-impossible",
        [DATE_MANY] = "date-many",     [DATE_SHORT_YEAR] = "date-short-year",
        [DATE_NUMBER] = "date-number", [DATE_NO_YEAR] = "date-no-year",
    };
    return CODES[fault];
}

static const char *edtf(struct date date, struct arena *arena)
{
    char text[DATE_TEXT_MAX];
    date_to_edtf(date, text);
    return arena_copy_text(arena, text);
}

/* Letters for digits put right: only where signs part the numbers, so that no word is touched. */
static void mend_date(struct work *work, struct date date)
{
    char office[DATE_TEXT_MAX];
    size_t length = strlen(work->text);
    date_to_office(date, office);
    if (length != strlen(office))
        return;
    char *mended = arena_copy_text(work->arena, office);
    for (size_t i = 0; i < length; i++) {
        char c = work->text[i];
        bool sign = c == '/' || c == '-' || c == '.';
        if ((unsigned char)c >= 0x80 || (sign && mended[i] != '/'))
            return;
        if (sign)
            mended[i] = c;
    }
    work->ret->mended = mended;
}

static void accept_date(struct work *work, struct date date, float fits)
{
    char year[8] = {0};
    work->ret->text = edtf(date, work->arena);
    work->ret->fits = fits;
    if (date.year < YEAR_EARLY || date.year > YEAR_LATE) {
        memcpy(year, work->ret->text, 4);
        add_problem(work, "year-odd", arena_copy_text(work->arena, year));
        work->ret->fits *= 0.3f;
    }
}

static bool read_date(struct work *work, bool partial_usual)
{
    struct date_reading reading;
    bool whole = date_parse(work->plain, &reading) || date_parse(work->text, &reading);
    if (!whole && !date_find(work->text, &reading)) {
        add_problem(work, date_problem(reading.fault), NULL);
        return false;
    }
    bool partial = reading.date.day == 0;
    float fits = (whole ? 1 : 0.6f) * (reading.confused ? 0.6f : 1);
    accept_date(work, reading.date, partial && !partial_usual ? fits * 0.7f : fits);
    if (partial && !partial_usual)
        add_problem(work, "date-partial", work->ret->text);
    if (reading.confused) {
        add_problem(work, "date-letters", NULL);
        mend_date(work, reading.date);
    }
    return true;
}

static bool read_words(struct work *work)
{
    struct date date;
    float score;
    if (!date_from_words(work->text, &date, &score))
        return false;
    accept_date(work, date, score);
    const char *mended = arena_keep(date_words_mend(work->text), work->arena);
    if (mended != NULL && strcmp(mended, work->text) != 0)
        work->ret->mended = mended;
    return true;
}

static void normal_date(struct work *work)
{
    struct normal words = {0};
    if (read_date(work, false))
        return;
    struct work again = *work;
    again.ret = &words;
    if (read_words(&again))
        *work->ret = words;
}

static void normal_year(struct work *work)
{
    (void)read_date(work, true);
}

static void normal_date_words(struct work *work)
{
    if (read_words(work))
        return;
    (void)read_date(work, true);
    work->ret->fits *= 0.5f;
    work->ret->problem_count = 0;
    add_problem(work, "words-unread", NULL);
}

static void normal_place_date(struct work *work)
{
    struct date_reading reading;
    bool found = date_find(work->text, &reading);
    take_text(work, mend_place_date(work->text, work->arena));
    if (found)
        return;
    work->ret->fits *= 0.5f;
    add_problem(work, "place-date-no-date", NULL);
}

/* ---- numbers
 * -------------------------------------------------------------------------------------- */

static char digit_for(char c)
{
    switch (c) {
    case 'O':
    case 'o': return '0';
    case 'l':
    case 'I':
    case '|': return '1';
    case 'T': return '7';
    default: return c;
    }
}

/* A run of digits and letters in which O and l stand among digits: those become digits. */
static bool mend_run(char *run, size_t length)
{
    size_t digits = 0, letters = 0;
    for (size_t i = 0; i < length; i++) {
        digits += is_digit(run[i]);
        letters += digit_for(run[i]) != run[i];
    }
    if (run[0] == 'T' && length > 4)
        return false; /* a word */
    if (letters == 0 || digits == 0 || digits + letters != length)
        return false;
    for (size_t i = 0; i < length; i++)
        run[i] = digit_for(run[i]);
    return true;
}

/* 107IQĐ-UBND: a stroke between a digit and capitals is a slash. */
static bool mend_stroke(char *text)
{
    for (char *at = text; at[0] != '\0' && at[1] != '\0'; at++) {
        bool capital = (at[2] >= 'A' && at[2] <= 'Z') || (unsigned char)at[2] >= 0x80;
        if (!is_digit(at[0]) || strchr("Il|", at[1]) == NULL || !capital)
            continue;
        at[1] = '/';
        return true;
    }
    return false;
}

static bool mend_number(char *text)
{
    bool mended = mend_stroke(text);
    while (*text != '\0') {
        size_t length = strcspn(text, " /-.,:()");
        mended = mend_run(text, length) || mended;
        text += length + (text[length] != '\0');
    }
    return mended;
}

/* No blanks at signs, no specks before a slash: 45, / 2010 -> 45/2010. */
static char *join_signs(const char *text)
{
    struct str out = STR_INIT;
    for (const char *at = text; *at != '\0'; at++) {
        if ((*at == ',' || *at == '.') && at[1 + strspn(at + 1, " ")] == '/')
            continue;
        bool before = out.length > 0 && strchr("/-", out.text[out.length - 1]) != NULL;
        if (*at == ' ' && (before || at[1] == '/' || at[1] == '-'))
            continue;
        str_add_char(&out, *at);
    }
    return str_take(&out);
}

static void normal_number(struct work *work)
{
    char *text = join_signs(work->text);
    bool mended = mend_number(text);
    work->ret->text = arena_keep(text, work->arena);
    work->ret->fits = (1 - odd_share(work->text)) * (mended ? 0.7f : 1);
    if (mended) {
        work->ret->mended = work->ret->text;
        add_problem(work, "number-letters", NULL);
    }
    if (!has_digit(work->ret->text)) {
        work->ret->fits *= 0.3f;
        add_problem(work, "number-none", NULL);
    }
}

static void accept_id(struct work *work, const struct person_id *id, float fits)
{
    char head[4] = {0};
    work->ret->text = arena_copy_text(work->arena, id->digits);
    work->ret->fits = fits * person_id_plausible(id, 0) * (id->letters > 0 ? 0.6f : 1);
    if (id->letters > 0) {
        work->ret->mended = work->ret->text;
        add_problem(work, "id-letters", NULL);
    }
    if (id->kind == PERSON_ID_12 && !id->province_known && id->province < 100) {
        memcpy(head, id->digits, 3);
        add_problem(work, "id-place-unknown", arena_copy_text(work->arena, head));
    }
}

static void normal_person_id(struct work *work)
{
    struct person_id id;
    int digits = 0;
    if (person_id_parse(work->text, &id)) {
        accept_id(work, &id, 1);
        return;
    }
    if (person_id_find(work->text, &id)) {
        accept_id(work, &id, 0.7f);
        return;
    }
    for (const char *at = work->text; *at != '\0'; at++)
        digits += is_digit(*at);
    add_problem(work, "id-length", arena_format(work->arena, "%d", digits));
}

/* A paper is well described when it names a number. */
static void normal_paper(struct work *work)
{
    struct person_id id;
    const char *text = mend_phrases(mend_slashes(work->text, work->arena), work->arena);
    take_text(work, mend_paper(text, work->arena));
    work->ret->fits *= person_id_find(work->ret->text, &id) ? 1
                       : has_digit(work->text)              ? 0.85f
                                                            : 0.6f;
}

/* ---- time of day
 * ------------------------------------------------------------------------------------ */

/* At most two digits at *at within [0, most]; -1 otherwise. */
static int take_number(const char **at, int most)
{
    int number = 0, width = 0;
    while (**at == ' ')
        ++*at;
    for (; is_digit(**at) && width < 3; ++*at, width++)
        number = number * 10 + (**at - '0');
    return width == 0 || width > 2 || number > most ? -1 : number;
}

/* 14 giờ 30 phút, 14h30, 14:30, 14 giờ. */
static bool is_time(const char *text)
{
    char *folded = fold_search(text);
    const char *at = folded;
    bool ok = take_number(&at, 24) >= 0;
    at += strspn(at, " ");
    size_t word = text_starts(at, "gio") ? 3 : (*at == 'h' || *at == ':') ? 1 : 0;
    at += word;
    at += strspn(at, " ,:.");
    ok = ok && word > 0;
    if (ok && *at != '\0')
        ok = take_number(&at, 59) >= 0;
    at += strspn(at, " ");
    at += text_starts(at, "phut") ? 4 : text_starts(at, "p") ? 1 : 0;
    ok = ok && at[strspn(at, " .")] == '\0';
    free(folded);
    return ok;
}

static void normal_time(struct work *work)
{
    take_text(work, mend_time(work->text, work->arena));
    if (is_time(work->ret->text))
        return;
    work->ret->fits *= 0.5f;
    add_problem(work, "time-unread", NULL);
}

/* ---- lists: sex, peoples, nations
 * -------------------------------------------------------------------- */

static void normal_sex(struct work *work)
{
    enum sex sex = sex_parse(work->text);
    if (sex == SEX_UNKNOWN) {
        add_problem(work, "sex-unknown", NULL);
        return;
    }
    work->ret->text = sex_name(sex);
    bool same = fold_tone_equal(work->text, work->ret->text);
    work->ret->fits = same ? 1 : 0.9f;
    if (!same)
        work->ret->mended = work->ret->text;
}

static void accept_spelling(struct work *work, const struct ethnic_match *match)
{
    if (match->likeness >= 1 || fold_tone_equal(work->text, match->spelling)) {
        work->ret->text = work->text;
        work->ret->fits = 1;
        return;
    }
    char *spelling =
        is_upper_text(work->text) ? utf8_upper(match->spelling) : mem_copy_text(match->spelling);
    work->ret->text = work->ret->mended = arena_keep(spelling, work->arena);
    work->ret->fits = match->likeness;
    add_problem(work, "mended", work->text);
}

static void normal_listed(struct work *work, bool (*find)(const char *, struct ethnic_match *),
                          const char *unknown)
{
    struct ethnic_match match;
    if (find(work->text, &match)) {
        accept_spelling(work, &match);
        return;
    }
    normal_text(work);
    work->ret->fits *= 0.4f;
    add_problem(work, unknown, NULL);
}

static void normal_ethnic(struct work *work)
{
    normal_listed(work, ethnic_find, "ethnic-unknown");
}

static void normal_nationality(struct work *work)
{
    normal_listed(work, nationality_find, "nationality-unknown");
}

/* ---- the table
 * ---------------------------------------------------------------------------------------- */

static void (*const NORMALISERS[KIND_COUNT])(struct work *) = {
    [KIND_TEXT] = normal_text,           [KIND_NAME] = normal_name,
    [KIND_DATE] = normal_date,           [KIND_DATE_WORDS] = normal_date_words,
    [KIND_YEAR] = normal_year,           [KIND_NUMBER] = normal_number,
    [KIND_PERSON_ID] = normal_person_id, [KIND_SEX] = normal_sex,
    [KIND_ETHNIC] = normal_ethnic,       [KIND_NATIONALITY] = normal_nationality,
    [KIND_PLACE] = normal_place,         [KIND_PLACE_DATE] = normal_place_date,
    [KIND_TIME] = normal_time,           [KIND_PAPER] = normal_paper,
};

void value_normalise(enum field_kind kind, const char *written, struct arena *arena,
                     struct normal *ret)
{
    *ret = (struct normal){.text = NULL};
    if (written == NULL)
        return;
    struct work work = {.text = value_tidy(written, arena),
                        .plain = value_plain(written, arena),
                        .arena = arena,
                        .ret = ret};
    if (work.text[0] != '\0' && kind < KIND_COUNT)
        NORMALISERS[kind](&work);
}

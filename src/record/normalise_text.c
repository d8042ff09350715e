/* SPDX-License-Identifier: Apache-2.0
 *
 * record/normalise_text: small repairs of running text. May include base, viet and record.
 */
#include "record/normalise_text.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "viet/distance.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_stroke(char c)
{
    return c == 'I' || c == 'l' || c == '|';
}

/* ---- slashes
 * ------------------------------------------------------------------------------------- */

/* dd?dd?dddd at text, where ? is a slash or a stroke; its length, or 0. */
static size_t date_shape(const char *text)
{
    size_t at = 0;
    for (int part = 0; part < 3; part++) {
        size_t width = strspn(text + at, "0123456789");
        if (part == 2)
            return width == 4 ? at + width : 0;
        if (width < 1 || width > 2 || (text[at + width] != '/' && !is_stroke(text[at + width])))
            return 0;
        at += width + 1;
    }
    return 0;
}

static bool is_capital(const char *text)
{
    uint32_t rune = utf8_next(&text);
    return utf8_is_letter(rune) && utf8_lower_rune(rune) != rune;
}

const char *mend_slashes(const char *text, struct arena *arena)
{
    char *copy = arena_copy_text(arena, text);
    bool mended = false;
    for (char *at = copy; *at != '\0'; at++) {
        bool start = is_digit(*at) && (at == copy || !is_digit(at[-1]));
        size_t length = start ? date_shape(at) : 0;
        for (size_t i = 0; i < length; i++) {
            mended = mended || is_stroke(at[i]);
            at[i] = is_stroke(at[i]) ? '/' : at[i];
        }
        if (is_digit(at[0]) && is_stroke(at[1]) && is_capital(at + 2)) {
            at[1] = '/';
            mended = true;
        }
    }
    return mended ? copy : text;
}

/* ---- decisions
 * ----------------------------------------------------------------------------------- */

/* "QĐsố31 ngày": the words and numbers of a decision with their blanks. */
const char *mend_decision(const char *text, struct arena *arena)
{
    static const char MARK[] = "QĐ", NUMBER[] = "số", DAY[] = "ngày";
    const char *mark = strstr(text, MARK), *at = mark ? mark + strlen(MARK) : NULL;
    if (!mark || (mark > text && mark[-1] != ' '))
        return text;
    at += strspn(at, " ");
    if (!text_starts(at, NUMBER) && !text_starts(at, "Số") && !text_starts(at, "SỐ"))
        return text;
    at += strlen(NUMBER);
    at += strspn(at, " .:");
    size_t width = strspn(at, "0123456789");
    const char *rest = at + width + strspn(at + width, " ");
    if (width == 0 || (*rest && !text_starts(rest, DAY)))
        return text;
    const char *mended = arena_format(arena, "%.*s%s %s %.*s%s%s", (int)(mark - text), text, MARK,
                                      NUMBER, (int)width, at, *rest ? " " : "", rest);
    return strcmp(mended, text) == 0 ? text : mended;
}

/* ---- commas of places
 * ------------------------------------------------------------------------------ */

static const char *const UNITS[] = {"xã ",   "phường ",    "thị trấn ", "huyện ",
                                    "quận ", "thành phố ", "thị xã ",   "tỉnh "};

static bool is_unit(const char *text)
{
    for (size_t i = 0; i < ARRAY_SIZE(UNITS); i++)
        if (text_starts(text, UNITS[i]) && is_capital(text + strlen(UNITS[i])))
            return true;
    return false;
}

/* The word that ends at end (signs behind it left out) is a name: "Lập", not "dân", not "UBND". */
static bool name_ends(const char *text, const char *end)
{
    const char *start = end;
    while (start > text && start[-1] != ' ')
        start--;
    const char *next = start;
    uint32_t first = utf8_next(&next);
    if (next >= end || !is_capital(start) || !utf8_is_letter(first))
        return false;
    uint32_t second = utf8_next(&next);
    return utf8_is_letter(second) && utf8_lower_rune(second) == second;
}

/* Some unit stands behind a comma already, or a point stands where a comma must. */
static bool has_commas(const char *text)
{
    for (const char *at = text; *at != '\0'; at++)
        if ((at[0] == ',' || at[0] == '.') && at[1] == ' ' && is_unit(at + 2))
            return true;
    return false;
}

const char *mend_place_commas(const char *text, struct arena *arena)
{
    struct str out = STR_INIT;
    bool mended = false;
    if (!has_commas(text))
        return text;
    for (const char *at = text; *at != '\0'; at++) {
        const char *end = at;
        while (end > text && strchr(".,", end[-1]) != NULL)
            end--;
        bool wanted = *at == ' ' && is_unit(at + 1) && name_ends(text, end);
        if (wanted && (end == at || at[-1] != ',' || end + 1 != at)) {
            str_cut(&out, out.length - (size_t)(at - end));
            str_add_char(&out, ',');
            mended = true;
        }
        str_add_char(&out, *at);
    }
    const char *copy = mended ? arena_copy_text(arena, str_peek(&out)) : text;
    str_release(&out);
    return copy;
}

bool place_lacks_comma(const char *text)
{
    for (const char *at = text; *at != '\0'; at++)
        if (*at == ' ' && at > text && at[-1] != ',' && is_unit(at + 1) && name_ends(text, at))
            return true;
    return false;
}

const char *mend_place_date(const char *text, struct arena *arena)
{
    const char *slashed = mend_slashes(text, arena);
    const char *at = strstr(slashed, ". ngày ");
    if (at == NULL || !name_ends(slashed, at))
        return slashed;
    char *copy = arena_copy_text(arena, slashed);
    copy[at - slashed] = ',';
    return copy;
}

/* ---- papers
 * ------------------------------------------------------------------------------------------ */

/* Digits in groups of three or more with single blanks between, at text: their number; *ret_end
 * behind them. */
static size_t number_width(const char *text, const char **ret_end)
{
    size_t digits = 0;
    for (;;) {
        size_t width = strspn(text, "0123456789");
        if (width == 0)
            break;
        digits += width;
        text += width;
        *ret_end = text;
        if (text[0] != ' ' || width < 3 || strspn(text + 1, "0123456789") < 3)
            break;
        text++;
    }
    return digits;
}

/* "QLHC, về TTXH": no comma stands inside the name of that office. */
static const char *drop_commas(const char *text, struct arena *arena)
{
    static const char *const AFTER[] = {" về TTXH", " TTXH"};
    struct str out = STR_INIT;
    bool mended = false;
    for (const char *at = text; *at != '\0'; at++) {
        bool stray = false;
        for (size_t i = 0; *at == ',' && i < ARRAY_SIZE(AFTER); i++)
            stray = stray || text_starts(at + 1, AFTER[i]);
        mended = mended || stray;
        if (!stray)
            str_add_char(&out, *at);
    }
    const char *copy = mended ? arena_copy_text(arena, str_peek(&out)) : text;
    str_release(&out);
    return copy;
}

const char *mend_paper(const char *text, struct arena *arena)
{
    text = drop_commas(text, arena);
    static const char NUMBER[] = " số ";
    const char *mark = strstr(text, NUMBER), *end = NULL;
    if (mark == NULL)
        return text;
    const char *number = mark + strlen(NUMBER);
    size_t digits = number_width(number, &end);
    if ((digits != 12 && digits != 9) || *end == '/')
        return text;
    const char *kind = digits == 12 ? "CCCD" : "CMND";
    const char *written = arena_copy_span(arena, text, (size_t)(mark - text));
    float distance = distance_edit(written, kind);
    bool wrong_kind = distance > 0 && distance <= 1.3f && strchr(written, ' ') == NULL;
    if (!wrong_kind && (size_t)(end - number) == digits)
        return text;
    struct str out = STR_INIT;
    str_add(&out, wrong_kind ? kind : written);
    str_add(&out, NUMBER);
    for (const char *at = number; at < end; at++)
        if (is_digit(*at))
            str_add_char(&out, *at);
    str_add(&out, end);
    const char *mended = arena_copy_text(arena, str_peek(&out));
    str_release(&out);
    return mended;
}

/* ---- time of day
 * --------------------------------------------------------------------------------------- */

static void skip_specks(const char **at)
{
    *at += strspn(*at, " :.,;");
}

const char *mend_time(const char *text, struct arena *arena)
{
    const char *at = text;
    size_t hour = strspn(at, "0123456789");
    at += hour;
    skip_specks(&at);
    if (hour == 0 || !text_starts(at, "giờ"))
        return text;
    at += strlen("giờ");
    skip_specks(&at);
    const char *minute = at;
    size_t width = strspn(at, "0123456789");
    at += width;
    skip_specks(&at);
    if (width == 0 || !text_starts(at, "phút"))
        return text;
    const char *rest = at + strlen("phút");
    return arena_format(arena, "%.*s giờ %.*s phút%s", (int)hour, text, (int)width, minute, rest);
}

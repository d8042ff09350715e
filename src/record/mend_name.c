/* SPDX-License-Identifier: Apache-2.0
 *
 * record/mend_name: signs inside a name, and the few of its words that can only have been read
 * wrongly: a family name that differs by its marks alone from a common one (Nguyên, Định), Thị
 * with a damaged T. A name that may stand as it is stays. Includes base, viet and record.
 */
#include "record/mend.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "viet/names.h"
#include "viet/syllable.h"

/* ---- signs ---- */

/* Does a lower-case letter end at at? */
static bool lower_before(const char *text, const char *at)
{
    const char *from = at;
    while (from > text && ((unsigned char)from[-1] & 0xC0) == 0x80)
        from--;
    if (from == text)
        return false;
    from--;
    uint32_t rune = utf8_next(&from);
    return utf8_is_letter(rune) && utf8_lower_rune(rune) == rune;
}

static bool two_letters_before(const char *text, const char *at)
{
    return at - text >= 2 && at[-1] != ' ' && at[-2] != ' ' && !strchr(".'-", at[-1]);
}

static bool is_dirt(const char *text, const char *from, uint32_t rune, const char *next)
{
    bool start = from == text || from[-1] == ' ', end = *next == '\0' || *next == ' ';
    if (rune < 0x80 && strchr(",;:/\\|_*<>=+\"`", (int)rune))
        return true;
    if (rune >= 0x2018 && rune <= 0x201F && rune != 0x2019)
        return true;
    if (rune == 0xAB || rune == 0xBB || rune == 0x2039 || rune == 0x203A)
        return true;
    if (rune == '-')
        return start || end; /* THANH -LINH */
    return rune == '.' && *next == ' ' && two_letters_before(text, from);
}

/* A name has letters, spaces, apostrophes, hyphens; other signs are dirt. */
static void clean_signs(const char *text, struct str *out)
{
    for (const char *at = text; *at;) {
        const char *from = at;
        uint32_t rune = utf8_next(&at);
        bool lost = from > text && utf8_is_letter(rune) && utf8_lower_rune(rune) != rune &&
                    lower_before(text, from); /* ThếVượng */
        if (lost)
            str_add_char(out, ' ');
        if (!is_dirt(text, from, rune, at))
            str_add_span(out, from, (size_t)(at - from));
        else if (*at && *at != ' ' && from > text && from[-1] != ' ')
            str_add_char(out, ' ');
    }
    str_trim(out);
}

/* ---- words ---- */

/* FHỊ, LHÙY, !HU: no syllable begins so, but with Th one does that names have. Heap or NULL. */
static char *mend_onset(const char *word)
{
    struct str out = STR_INIT;
    if (!strchr("FLIJ!1l|", word[0]) || (word[1] != 'H' && word[1] != 'h'))
        return NULL;
    str_format(&out, "T%s", word + 1);
    if (syllable_possible(str_peek(&out)) && name_word_known(str_peek(&out)))
        return str_take(&out);
    str_release(&out);
    return NULL;
}

static bool is_upper_text(const char *text)
{
    for (uint32_t rune; (rune = utf8_next(&text)) != 0;)
        if (utf8_is_letter(rune) && utf8_upper_rune(rune) != rune)
            return false;
    return true;
}

/* The common family name that has the letters of word and other marks, in its case; heap or NULL.
 */
static char *mend_surname(const char *word)
{
    const char *common = name_surname(word) ? NULL : name_surname_marked(word);
    if (!common)
        return NULL;
    return is_upper_text(word) ? utf8_upper(common) : name_title(common);
}

static void mend_words(const char *text, struct str *out)
{
    bool several = strchr(text, ' ') != NULL;
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, " ");
        struct str word = STR_INIT;
        str_add_span(&word, at, length);
        char *mended = at == text && several ? mend_surname(str_peek(&word)) : NULL;
        if (!mended)
            mended = mend_onset(str_peek(&word));
        str_add(out, mended ? mended : str_peek(&word));
        free(mended);
        str_release(&word);
        at += length;
        if (*at == ' ')
            str_add_char(out, *at++);
    }
}

const char *mend_name(const char *text, struct arena *arena)
{
    struct str clean = STR_INIT, out = STR_INIT;
    clean_signs(text, &clean);
    mend_words(str_peek(&clean), &out);
    bool changed = strcmp(str_peek(&out), text) != 0;
    const char *mended = changed ? arena_copy_text(arena, str_peek(&out)) : text;
    str_release(&clean);
    str_release(&out);
    return mended;
}

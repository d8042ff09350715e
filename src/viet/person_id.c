/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/person_id: reads and takes apart personal numbers. May include base and viet.
 */
#include "viet/person_id.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "viet/fold.h"
#include "viet/places.h"

const char *sex_name(enum sex sex)
{
    static const char *const NAMES[SEX_COUNT] = {
        [SEX_UNKNOWN] = "", [SEX_MALE] = "Nam", [SEX_FEMALE] = "Nữ"};
    return sex < SEX_COUNT ? NAMES[sex] : "";
}

enum sex sex_parse(const char *text)
{
    static const struct {
        const char *key;
        enum sex sex;
    } WORDS[] = {
        {"nam", SEX_MALE},  {"narn", SEX_MALE},  {"nann", SEX_MALE},  {"trai", SEX_MALE},
        {"nu", SEX_FEMALE}, {"nii", SEX_FEMALE}, {"gai", SEX_FEMALE},
    };
    char *key = fold_label(text);
    enum sex sex = SEX_UNKNOWN;
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
        if (strcmp(WORDS[i].key, key) == 0)
            sex = WORDS[i].sex;
    free(key);
    return sex;
}

/* ---- digits in text -------------------------------------------------------------------------- */

static char digit_of(uint32_t rune)
{
    if (rune >= '0' && rune <= '9')
        return (char)rune;
    switch (rune) {
    case 'O':
    case 'o':
    case 'Q':
    case 'D': return '0';
    case 'l':
    case 'I':
    case 'i':
    case '|': return '1';
    case 'Z':
    case 'z': return '2';
    case 'S':
    case 's': return '5';
    case 'G':
    case 'b': return '6';
    case 'B': return '8';
    case 'q':
    case 'g': return '9';
    default: return 0;
    }
}

static bool is_joint(uint32_t rune)
{
    return rune == ' ' || rune == '.' || rune == '-' || rune == 0xa0;
}

/* What dirt and leaders leave at the ends. */
static bool is_stray(uint32_t rune)
{
    return rune < 0x80 && strchr(":,;_'`\"", (int)rune) != NULL;
}

static void take_apart(struct person_id *id)
{
    int head = (id->digits[0] - '0') * 100 + (id->digits[1] - '0') * 10 + (id->digits[2] - '0');
    int century = id->digits[3] - '0';
    const struct province *province = province_old(head);
    id->province = head;
    id->province_known = province != NULL;
    id->place = province != NULL ? province->name : NULL;
    id->sex = century % 2 == 0 ? SEX_MALE : SEX_FEMALE;
    id->birth_year = 1900 + century / 2 * 100 + (id->digits[4] - '0') * 10 + (id->digits[5] - '0');
}

/* Finishes a run of count digits, of which letters were letters. */
static bool id_finish(struct person_id *id, size_t count, int letters)
{
    bool fits = (count == 12 || count == 9) && letters <= (count == 12 ? 4 : 2);
    if (!fits) {
        *id = (struct person_id){.kind = PERSON_ID_NONE};
        return false;
    }
    id->digits[count] = '\0';
    id->letters = letters;
    id->kind = count == 12 ? PERSON_ID_12 : PERSON_ID_9;
    if (count == 12)
        take_apart(id);
    return true;
}

bool person_id_parse(const char *text, struct person_id *ret)
{
    struct person_id id = {.kind = PERSON_ID_NONE};
    size_t count = 0;
    int letters = 0;
    *ret = id;
    for (uint32_t rune; (rune = utf8_next(&text)) != 0;) {
        char digit = digit_of(rune);
        if (digit != 0 && count < 12) {
            id.digits[count++] = digit;
            letters += (uint32_t)digit != rune;
        } else if (digit != 0 || !(is_joint(rune) || is_stray(rune))) {
            return false;
        }
    }
    if (!id_finish(&id, count, letters))
        return false;
    *ret = id;
    return true;
}

static bool three_digits(const char *text)
{
    return strspn(text, "0123456789") >= 3;
}

/* A run of digits at *text, in groups of three or four with a joint between them, or in one; moves
 * *text behind it. Returns their number (over 12 = too many). */
static size_t take_run(const char **text, char digits[13])
{
    size_t count = 0, group = 0;
    const char *next = *text, *end = *text;
    for (;;) {
        uint32_t rune = utf8_next(&next);
        if (rune >= '0' && rune <= '9') {
            if (count < 12)
                digits[count] = (char)rune;
            count++;
            group++;
            end = next;
        } else if (is_joint(rune) && (group == 3 || group == 4) && count < 12 &&
                   three_digits(next)) {
            group = 0;
        } else {
            break;
        }
    }
    *text = end;
    return count;
}

bool person_id_find(const char *text, struct person_id *ret)
{
    struct person_id found = {.kind = PERSON_ID_NONE};
    uint32_t before = 0;
    *ret = found;
    while (*text != '\0') {
        struct person_id id = {.kind = PERSON_ID_NONE};
        if (*text < '0' || *text > '9' || before == '/' || utf8_is_letter(before)) {
            before = utf8_next(&text);
            continue;
        }
        size_t count = take_run(&text, id.digits);
        before = '0';
        if (*text == '/' || count > 12 || !id_finish(&id, count, 0))
            continue;
        if (found.kind != PERSON_ID_NONE && strcmp(found.digits, id.digits) != 0)
            return false;
        found = id;
    }
    *ret = found;
    return found.kind != PERSON_ID_NONE;
}

float person_id_plausible(const struct person_id *id, int this_year)
{
    if (id->kind == PERSON_ID_9)
        return 1;
    if (id->kind != PERSON_ID_12)
        return 0;
    float plausible = id->province_known ? 1 : id->province >= 100 ? 0.7f : 0.3f;
    return this_year != 0 && id->birth_year > this_year ? plausible * 0.3f : plausible;
}

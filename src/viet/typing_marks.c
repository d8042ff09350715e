/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/typing_marks: which key is which mark, and where the word allows it. A change is tried on a
 * copy of the word and kept when the word can still become a syllable. May include base and viet.
 */
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "viet/syllable.h"
#include "viet/typing_part.h"

/* ---- what the word can become ---- */

/* The letters without their signs; false when there are others among them. A k at the end stands
 * for c or ch (Đắk Lắk, Pêk): with is what it counts as. */
static bool letters_of(const struct typing *typing, struct letter *ret, char with,
                       size_t *ret_count)
{
    for (size_t i = 0; i < typing->count; i++) {
        if (typing->letters[i].other != 0)
            return false;
        ret[i] = typing->letters[i].letter;
    }
    *ret_count = typing->count;
    if (with && typing->count >= 2 && ret[typing->count - 1].base == 'k') {
        ret[typing->count - 1].base = 'c';
        if (with == 'h')
            ret[(*ret_count)++] = (struct letter){.base = 'h'};
    }
    return true;
}

/* Can it become a Vietnamese syllable? *ret_start: where its rime starts. */
static bool is_open(const struct typing *typing, size_t *ret_start)
{
    static const char WITH[] = {'\0', 'c', 'h'};
    struct letter letters[TYPING_LETTERS_MAX + 1];
    size_t count;
    for (size_t i = 0; i < ARRAY_SIZE(WITH); i++)
        if (letters_of(typing, letters, WITH[i], &count) &&
            syllable_open(letters, count, typing->tone, ret_start))
            return true;
    return false;
}

static bool is_native_consonant(const struct typing_letter *letter)
{
    return letter->other == 0 && !letter_is_vowel(&letter->letter) &&
           !strchr("fjwz", letter->letter.base);
}

/* Consonants that Vietnamese does not join (Kbuôr, Bhiăk, Bríu) and then a rime that it knows. */
static bool is_open_wide(const struct typing *typing, size_t *ret_start)
{
    size_t start = 0;
    while (start < typing->count && is_native_consonant(&typing->letters[start]))
        start++;
    struct typing rest = {.tone = typing->tone, .count = typing->count - start};
    memcpy(rest.letters, typing->letters + start, rest.count * sizeof rest.letters[0]);
    size_t onset;
    *ret_start = start;
    return rest.count > 0 && is_open(&rest, &onset) && onset == 0;
}

/* No letter that neither Vietnamese nor the peoples of the country write. */
static bool is_native(const struct typing *typing)
{
    for (size_t i = 0; i < typing->count; i++)
        if (!is_native_consonant(&typing->letters[i]) &&
            (typing->letters[i].other != 0 || !letter_is_vowel(&typing->letters[i].letter)))
            return false;
    return true;
}

static int last_vowel(const struct typing *typing, size_t end)
{
    for (size_t i = end; i-- > 0;)
        if (typing->letters[i].other == 0 && letter_is_vowel(&typing->letters[i].letter))
            return (int)i;
    return -1;
}

int typing_tone_place(const struct typing *typing)
{
    size_t start;
    if (typing->tone == TONE_LEVEL || last_vowel(typing, typing->count) < 0)
        return -1;
    if (!is_open(typing, &start) && !is_open_wide(typing, &start))
        return last_vowel(typing, typing->tone_at);
    if (start == typing->count) /* gì, and qu on its way to quý */
        return last_vowel(typing, typing->count);
    struct syllable syllable = {0};
    struct str rime = STR_INIT;
    for (size_t i = start; i < typing->count; i++)
        str_add_rune(&rime, letter_join(&typing->letters[i].letter));
    size_t length = rime.length < sizeof syllable.rime ? rime.length : sizeof syllable.rime - 1;
    memcpy(syllable.rime, str_peek(&rime), length);
    str_release(&rime);
    return (int)start + syllable_tone_place(&syllable, typing->new_style);
}

/* ---- tones ---- */

static bool take_back_tone(struct typing *typing, uint32_t key)
{
    typing->tone = TONE_LEVEL;
    typing->no_tones = typing->no_shapes = true;
    typing_add(typing, key);
    return true;
}

static bool take_tone(struct typing *typing, uint32_t key, enum tone tone)
{
    struct typing tried = *typing;
    size_t start;
    if (typing->no_tones || last_vowel(typing, typing->count) < 0)
        return false;
    if (tone == typing->tone && tone != TONE_LEVEL)
        return take_back_tone(typing, key);
    if (tone == TONE_LEVEL) {
        bool had = typing->tone != TONE_LEVEL;
        typing->tone = TONE_LEVEL;
        return had;
    }
    tried.tone = tone;
    tried.tone_key = key;
    tried.tone_at = tried.count;
    /* Ksor, Der: behind such consonants an r is a letter far more often than hỏi. */
    bool letter_r = key == 'r' || key == 'R';
    if (!is_open(&tried, &start) && (letter_r || !is_open_wide(&tried, &start)))
        return false;
    *typing = tried;
    return true;
}

/* ---- shapes ---- */

struct shape_key {
    char key;
    const char *bases; /* that it changes */
    enum letter_shape shape;
};
static const struct shape_key TELEX_SHAPES[] = {
    {'a', "a", SHAPE_HAT},   {'e', "e", SHAPE_HAT},   {'o', "o", SHAPE_HAT},
    {'w', "a", SHAPE_BREVE}, {'w', "uo", SHAPE_HORN}, {'d', "d", SHAPE_STROKE},
};
static const struct shape_key VNI_SHAPES[] = {
    {'6', "aeo", SHAPE_HAT},
    {'7', "uo", SHAPE_HORN},
    {'8', "a", SHAPE_BREVE},
    {'9', "d", SHAPE_STROKE},
};

struct shape_rules {
    const struct shape_key *keys;
    size_t count;
};

/* The shape that the key gives this letter; SHAPE_PLAIN = none. */
static enum letter_shape shape_for(struct shape_rules rules, char key,
                                   const struct typing_letter *letter)
{
    for (size_t i = 0; i < rules.count; i++)
        if (rules.keys[i].key == key && letter->other == 0 &&
            strchr(rules.keys[i].bases, letter->letter.base))
            return rules.keys[i].shape;
    return SHAPE_PLAIN;
}

static bool is_shape_key(struct shape_rules rules, char key)
{
    for (size_t i = 0; i < rules.count; i++)
        if (rules.keys[i].key == key)
            return true;
    return false;
}

/* Index of the o of a u and o side by side (not the u of qu); 0 = there is none. */
static size_t pair_at(const struct typing *typing)
{
    for (size_t i = 1; i < typing->count; i++) {
        const struct typing_letter *u = &typing->letters[i - 1], *o = &typing->letters[i];
        if (u->other == 0 && o->other == 0 && u->letter.base == 'u' && o->letter.base == 'o' &&
            !(i >= 2 && typing->letters[i - 2].letter.base == 'q'))
            return i;
    }
    return 0;
}

static bool keep_if_open(struct typing *typing, const struct typing *tried)
{
    size_t start;
    if (!is_open(tried, &start))
        return false;
    *typing = *tried;
    return true;
}

/* uơ (thuở) as long as nothing follows, else ươ. */
static bool shape_pair(struct typing *typing)
{
    struct typing tried = *typing;
    size_t o = pair_at(typing);
    if (o == 0 || (typing->letters[o].letter.shape == SHAPE_HORN &&
                   typing->letters[o - 1].letter.shape == SHAPE_HORN))
        return false;
    tried.letters[o].letter.shape = SHAPE_HORN;
    if (o + 1 == typing->count && typing->letters[o - 1].letter.shape == SHAPE_PLAIN &&
        keep_if_open(typing, &tried))
        return true;
    tried.letters[o - 1].letter.shape = SHAPE_HORN;
    return keep_if_open(typing, &tried);
}

static bool shape_one(struct typing *typing, struct shape_rules rules, char key)
{
    for (size_t i = typing->count; i-- > 0;) {
        struct typing tried = *typing;
        enum letter_shape shape = shape_for(rules, key, &typing->letters[i]);
        tried.letters[i].letter.shape = shape;
        if (shape != SHAPE_PLAIN && typing->letters[i].letter.shape != shape &&
            keep_if_open(typing, &tried))
            return true;
    }
    return false;
}

/* A word of another people: Telex changes the letter right before the key only, since the key may
 * be a letter; a digit of VNI may not, and reaches any letter. */
static bool shape_wide(struct typing *typing, struct shape_rules rules, char key)
{
    size_t reach = typing->style == TYPING_TELEX ? 1 : typing->count;
    if (!is_native(typing))
        return false;
    for (size_t i = typing->count; i-- > 0 && reach-- > 0;) {
        enum letter_shape shape = shape_for(rules, key, &typing->letters[i]);
        if (shape == SHAPE_PLAIN || typing->letters[i].letter.shape == shape)
            continue;
        typing->letters[i].letter.shape = shape;
        return true;
    }
    return false;
}

/* A lone w behind the onset: tư, như. */
static bool shape_lone(struct typing *typing, uint32_t key)
{
    struct typing tried = *typing;
    size_t start;
    if (!is_open(typing, &start) || start != typing->count)
        return false;
    tried.letters[tried.count++] = (struct typing_letter){
        .letter = {.base = 'u', .shape = SHAPE_HORN, .upper = key == 'W'}, .from_w = true};
    return keep_if_open(typing, &tried);
}

static bool has_shape(const struct typing *typing, struct shape_rules rules, char key)
{
    for (size_t i = 0; i < typing->count; i++) {
        enum letter_shape shape = shape_for(rules, key, &typing->letters[i]);
        if (shape != SHAPE_PLAIN && typing->letters[i].letter.shape == shape)
            return true;
    }
    return false;
}

/* Letters that a lone w made are w again. */
static bool give_w_back(struct typing *typing)
{
    bool any = false;
    for (size_t i = 0; i < typing->count; i++) {
        struct typing_letter *letter = &typing->letters[i];
        if (letter->from_w) {
            letter->letter = (struct letter){.base = 'w', .upper = letter->letter.upper};
            letter->from_w = false;
            any = true;
        }
    }
    return any;
}

static bool take_back_shape(struct typing *typing, struct shape_rules rules, uint32_t key, char low)
{
    typing->spent = low;
    if (low == 'w' && give_w_back(typing))
        return true;
    for (size_t i = 0; i < typing->count; i++) {
        enum letter_shape shape = shape_for(rules, low, &typing->letters[i]);
        if (shape != SHAPE_PLAIN && typing->letters[i].letter.shape == shape)
            typing->letters[i].letter.shape = SHAPE_PLAIN;
    }
    typing_add(typing, key);
    typing_settle(typing);
    return true;
}

static bool take_shape(struct typing *typing, struct shape_rules rules, uint32_t key, char low)
{
    bool marked = has_shape(typing, rules, low);
    bool again = typing->key_count > 0 && typing->keys[typing->key_count - 1] == key;
    if (typing->no_shapes || typing->spent == low)
        return false;
    if (marked && again)
        return take_back_shape(typing, rules, key, low);
    bool horn = low == 'w' || low == '7';
    if ((horn && shape_pair(typing)) || shape_one(typing, rules, low) ||
        (low == 'w' && shape_lone(typing, key)))
        return true;
    if (marked)
        return take_back_shape(typing, rules, key, low);
    return shape_wide(typing, rules, low);
}

/* ---- any key ---- */

static int tone_of_key(const char *keys, char low)
{
    const char *at = low ? strchr(keys, low) : NULL;
    return at ? (int)(at - keys) : -1;
}

bool typing_take_mark(struct typing *typing, uint32_t key)
{
    bool telex = typing->style == TYPING_TELEX;
    struct shape_rules rules = telex ? (struct shape_rules){TELEX_SHAPES, ARRAY_SIZE(TELEX_SHAPES)}
                                     : (struct shape_rules){VNI_SHAPES, ARRAY_SIZE(VNI_SHAPES)};
    if (key >= 0x80)
        return false;
    char low = (char)(key >= 'A' && key <= 'Z' ? key + 'a' - 'A' : key);
    int tone = tone_of_key(telex ? "zfsrxj" : "021345", low); /* in the order of enum tone */
    if (tone >= 0)
        return take_tone(typing, key, (enum tone)tone);
    return is_shape_key(rules, low) && take_shape(typing, rules, key, low);
}

/* The key that was taken for a tone goes where it was typed. */
static void tone_to_letter(struct typing *typing)
{
    uint32_t key = typing->tone_key;
    size_t at = typing->tone_at, behind = typing->count - at;
    typing->tone = TONE_LEVEL;
    typing->no_tones = true;
    typing_add(typing, key);
    struct typing_letter letter = typing->letters[typing->count - 1];
    memmove(&typing->letters[at + 1], &typing->letters[at], behind * sizeof letter);
    typing->letters[at] = letter;
}

/* ưo and uơ are ươ once a letter follows. */
static void settle_pair(struct typing *typing)
{
    struct typing tried = *typing;
    size_t o = pair_at(typing);
    bool horn_u = o > 0 && typing->letters[o - 1].letter.shape == SHAPE_HORN;
    bool horn_o = o > 0 && typing->letters[o].letter.shape == SHAPE_HORN;
    if (horn_u == horn_o || o + 1 == typing->count)
        return;
    tried.letters[o].letter.shape = tried.letters[o - 1].letter.shape = SHAPE_HORN;
    (void)keep_if_open(typing, &tried);
}

void typing_settle(struct typing *typing)
{
    size_t start;
    settle_pair(typing);
    if (is_open(typing, &start))
        return;
    give_w_back(typing);
    if (typing->tone != TONE_LEVEL && typing->style == TYPING_TELEX && typing->tone_key != 0 &&
        !is_open_wide(typing, &start))
        tone_to_letter(typing);
}

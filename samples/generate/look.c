/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/look: which print shop, which machine, which hand: faces, sizes and leaders of a page by
 * chance. All faces cover Vietnamese and are Debian packages of .ci/packages.
 */
#include "form.h"

#include "base/mem.h"
#include "wide.h"

/* Book faces first: most papers are set in a Times-like face. */
static const char *const PRINT_FACES[] = {
    "Liberation Serif", "Liberation Serif", "Liberation Serif", "TeX Gyre Termes", "FreeSerif",
    "Liberation Sans",  "DejaVu Serif",     "TeX Gyre Heros",   "TeX Gyre Schola"};
static const char *const TYPE_FACES[] = {"TeX Gyre Cursor", "TeX Gyre Cursor", "Liberation Mono",
                                         "Liberation Mono", "FreeMono"};
static const char *const HAND_FACES[] = {"TeX Gyre Chorus", "TeX Gyre Chorus", "Andika",
                                         "Gentium Plus"};
static const struct color INKS[] = {
    {0.05, 0.05, 0.06, 1}, {0.12, 0.12, 0.13, 1}, {0.2, 0.19, 0.2, 1}};
static const struct color HAND_INKS[] = {
    {0.08, 0.12, 0.5, 1}, {0.15, 0.2, 0.62, 1}, {0.1, 0.1, 0.14, 1}, {0.2, 0.12, 0.4, 1}};

static void choose_leader(struct look *look, struct dice *dice)
{
    static const enum leader KINDS[] = {LEADER_UNDER, LEADER_UNDER, LEADER_AFTER,
                                        LEADER_AFTER, LEADER_BOTH,  LEADER_NONE};
    look->leader = DICE_PICK(dice, KINDS);
    look->dot_period = dice_real(dice, 0.85, 1.7);
    look->dot_size = dice_real(dice, 0.24, 0.42);
    look->dot_drop = dice_real(dice, -0.15, 0.7);
}

void look_choose(struct sheet *sheet, bool handwritten, int age)
{
    struct dice *dice = &sheet->maker->dice;
    struct look *look = &sheet->look;
    look->typed = !handwritten && dice_chance(dice, age > 1 ? 0.35 : 0.12);
    look->handwritten = handwritten;
    look->label_face = DICE_PICK(dice, PRINT_FACES);
    look->value_face = look->typed               ? DICE_PICK(dice, TYPE_FACES)
                       : dice_chance(dice, 0.75) ? look->label_face
                                                 : DICE_PICK(dice, PRINT_FACES);
    look->hand_face = DICE_PICK(dice, HAND_FACES);
    look->size = dice_real(dice, 11.5, 13.5);
    look->value_size = look->typed ? look->size * 0.88 : look->size * dice_real(dice, 0.97, 1.05);
    look->value_bold = !look->typed && dice_chance(dice, 0.15);
    look->ink = DICE_PICK(dice, INKS);
    look->value_ink = handwritten ? DICE_PICK(dice, HAND_INKS) : look->ink;
    look->hand_slant = dice_real(dice, -3, 1);
    look->hand_jitter = dice_real(dice, 0.015, 0.05);
    if (handwritten)
        look->value_size = look->size * dice_real(dice, 1.1, 1.3);
    look->rule_gaps = age > 1 ? dice_real(dice, 0.1, 0.9) : 0;
    if (age == 1 && dice_chance(dice, 0.15))
        look->rule_gaps = dice_real(dice, 0.05, 0.3);
    choose_leader(look, dice);
}

/* ---- what is needed ---- */

const char LOOK_LETTERS[] =
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
    "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆGHIÌÍỈĨỊKLMNOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVXYỲÝỶỸỴ"
    "0123456789.,:;-/()'ŭ";

const char *look_face(size_t number)
{
    static const struct {
        const char *const *faces;
        size_t count;
    } LISTS[] = {{PRINT_FACES, ARRAY_SIZE(PRINT_FACES)},
                 {TYPE_FACES, ARRAY_SIZE(TYPE_FACES)},
                 {HAND_FACES, ARRAY_SIZE(HAND_FACES)}};
    for (size_t i = 0; i < ARRAY_SIZE(LISTS); i++) {
        if (number < LISTS[i].count)
            return LISTS[i].faces[number];
        number -= LISTS[i].count;
    }
    return wide_face(number);
}

enum err_code look_check(struct err *err)
{
    struct canvas *canvas = NULL;
    enum err_code code = canvas_new(8, 8, &canvas, err);
    for (size_t i = 0; !code && look_face(i); i++) {
        struct text_style style = {.family = look_face(i), .size = 20};
        if (!text_covered(canvas, &style, LOOK_LETTERS))
            code = err_set(err, ERR_MISSING, 992,
                           _("the font %s is missing; install the font packages of .ci/packages"),
                           look_face(i));
    }
    canvas_free(canvas);
    return code;
}

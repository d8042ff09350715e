/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/wide: see the header. May include base, paint.
 */
#include "wide.h"

#include "base/mem.h"
#include "base/str.h"

static const char *const FACES[] = {"TeX Gyre Pagella", "TeX Gyre Bonum", "DejaVu Sans",
                                    "FreeSans",         "Gentium Plus",   "Andika",
                                    "TeX Gyre Heros Cn"};
static const char *const TYPE_FACES[] = {"Liberation Mono", "FreeMono"};

/* Inks of worn ribbons and copies. */
static const struct color PALE_INKS[] = {
    {0.35, 0.34, 0.36, 1}, {0.42, 0.42, 0.44, 1}, {0.25, 0.22, 0.45, 1}};

const char *wide_face(size_t number)
{
    if (number < ARRAY_SIZE(FACES))
        return FACES[number];
    number -= ARRAY_SIZE(FACES);
    return number < ARRAY_SIZE(TYPE_FACES) ? TYPE_FACES[number] : NULL;
}

void wide_look(struct sheet *sheet)
{
    struct maker *maker = sheet->maker;
    struct look *look = &sheet->look;
    if (!maker->wide)
        return;
    struct dice *dice = &maker->dice;
    look->label_face = DICE_PICK(dice, FACES);
    if (look->typed || dice_chance(dice, 0.2)) {
        look->typed = !look->handwritten;
        look->value_face = DICE_PICK(dice, TYPE_FACES);
    } else {
        look->value_face = dice_chance(dice, 0.6) ? look->label_face : DICE_PICK(dice, FACES);
    }
    look->size = dice_real(dice, 10, 13);
    look->value_size = look->typed ? look->size * 0.86 : look->size;
    if (!look->handwritten && dice_chance(dice, 0.3))
        look->value_ink = DICE_PICK(dice, PALE_INKS);
    if (dice_chance(dice, 0.35))
        look->leader = LEADER_BOX;
}

const char *wide_label(struct maker *maker, const char *label)
{
    static const struct {
        const char *usual, *other;
    } WORDINGS[] = {
        {"Họ và tên:", "Họ tên:"},
        {"Họ, chữ đệm, tên:", "Họ và tên:"},
        {"Ngày, tháng, năm sinh:", "Sinh ngày:"},
        {"Ngày, tháng, năm sinh:", "Ngày sinh:"},
        {"Năm sinh:", "Sinh năm:"},
        {"Nơi cư trú:", "Chỗ ở hiện nay:"},
        {"Nơi cư trú:", "Nơi thường trú:"},
        {"Giới tính:", "Nam, nữ:"},
        {"Giấy tờ tùy thân:", "Số CMND/CCCD:"},
        {"Bằng chữ:", "Ghi bằng chữ:"},
        {"Quê quán:", "Nguyên quán:"},
    };
    const char *found = label;
    if (!maker->wide || dice_chance(&maker->dice, 0.4))
        return label;
    for (size_t i = 0; i < ARRAY_SIZE(WORDINGS); i++)
        if (text_equal(WORDINGS[i].usual, label) &&
            (found == label || dice_chance(&maker->dice, 0.5)))
            found = WORDINGS[i].other;
    return found;
}

struct color wide_stamp(struct maker *maker, struct color red)
{
    if (!maker->wide || dice_chance(&maker->dice, 0.4))
        return red;
    bool violet = dice_chance(&maker->dice, 0.4);
    return (struct color){violet ? 0.42 : 0.15, 0.2, dice_real(&maker->dice, 0.6, 0.8), red.alpha};
}

double wide_scan(struct wear *wear, struct dice *dice, double dpi)
{
    static const double RESOLUTIONS[] = {200, 240, 300, 400};
    if (dice_chance(dice, 0.5))
        wear->block_quality = dice_int(dice, 30, 70);
    if (dice_chance(dice, 0.3))
        wear->contrast *= dice_real(dice, 0.75, 0.95);
    return dpi / 300 * DICE_PICK(dice, RESOLUTIONS);
}

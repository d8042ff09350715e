/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/wear: how much of what at which level. Includes base for the array macro.
 */
#include "wear.h"

#include <string.h>

#include "base/mem.h"

static const char *const NAMES[LEVEL_COUNT] = {
    [LEVEL_CLEAN] = "clean", [LEVEL_OFFICE] = "office", [LEVEL_WORN] = "worn"};

const char *level_name(enum level level)
{
    return NAMES[level];
}

bool level_parse(const char *name, enum level *ret)
{
    for (int i = 0; i < LEVEL_COUNT; i++) {
        if (strcmp(NAMES[i], name) == 0) {
            *ret = (enum level)i;
            return true;
        }
    }
    return false;
}

static void choose_paper(struct wear *wear, struct dice *dice, double yellow)
{
    double bright = dice_real(dice, 0.93, 0.99) - yellow * 0.1;
    wear->paper[0] = bright;
    wear->paper[1] = bright - yellow * dice_real(dice, 0.02, 0.06);
    wear->paper[2] = bright - yellow * dice_real(dice, 0.1, 0.25);
}

static void choose_borders(struct wear *wear, struct dice *dice, double share, double most)
{
    for (int side = 0; side < 4; side++)
        if (dice_chance(dice, share))
            wear->border[side] = dice_real(dice, 1, most);
}

static struct wear choose_clean(struct dice *dice)
{
    struct wear wear = {.contrast = 1, .lid = 1};
    choose_paper(&wear, dice, 0);
    wear.skew = dice_real(dice, -0.4, 0.4);
    wear.blur = dice_real(dice, 0, 0.05);
    wear.noise = dice_real(dice, 0.5, 2.5);
    wear.light = dice_real(dice, 0, 0.02);
    wear.whitened = dice_chance(dice, 0.5);
    wear.colour = dice_chance(dice, 0.45);
    return wear;
}

static struct wear choose_office(struct dice *dice)
{
    struct wear wear = {.lid = dice_chance(dice, 0.5) ? 0.95 : 0.1};
    choose_paper(&wear, dice, dice_real(dice, 0, 0.6));
    wear.skew = dice_chance(dice, 0.04) ? dice_real(dice, -8, 8) : dice_normal(dice) * 1.2;
    wear.turns = dice_chance(dice, 0.08) ? dice_int(dice, 1, 3) : 0;
    wear.fade = dice_real(dice, 0, 0.2);
    wear.fade_patches = dice_real(dice, 0, 0.15);
    wear.bleed = dice_chance(dice, 0.4) ? dice_real(dice, 0.02, 0.1) : 0;
    wear.folds = dice_chance(dice, 0.25);
    wear.holes = dice_chance(dice, 0.35) ? 2 : 0;
    wear.specks = dice_real(dice, 0, 0.12);
    choose_borders(&wear, dice, 0.25, 5);
    wear.light = dice_real(dice, 0.02, 0.12);
    wear.blur = dice_real(dice, 0.03, 0.085);
    wear.noise = dice_real(dice, 2, 5);
    wear.contrast = dice_real(dice, 0.88, 1);
    wear.whitened = dice_chance(dice, 0.25);
    wear.block_quality = dice_chance(dice, 0.6) ? dice_int(dice, 55, 85) : 0;
    wear.colour = dice_chance(dice, 0.45);
    return wear;
}

static struct wear choose_worn(struct dice *dice)
{
    struct wear wear = {.lid = dice_chance(dice, 0.55) ? 0.9 : 0.06};
    choose_paper(&wear, dice, dice_real(dice, 0.4, 1.4));
    wear.skew = dice_chance(dice, 0.12) ? dice_real(dice, -10, 10) : dice_normal(dice) * 2;
    wear.turns = dice_chance(dice, 0.15) ? dice_int(dice, 1, 3) : 0;
    wear.fade = dice_real(dice, 0.25, 0.5);
    wear.fade_patches = dice_real(dice, 0.1, 0.35);
    wear.broken = dice_real(dice, 0.05, 0.35);
    wear.bleed = dice_real(dice, 0.06, 0.24);
    wear.stains = dice_real(dice, 0.03, 0.16);
    wear.folds = dice_int(dice, 0, 3);
    wear.holes = dice_chance(dice, 0.5) ? 2 : 0;
    wear.specks = dice_real(dice, 0.2, 1.6);
    choose_borders(&wear, dice, 0.35, 7);
    wear.light = dice_real(dice, 0.1, 0.28);
    wear.blur = dice_real(dice, 0.06, 0.13);
    wear.noise = dice_real(dice, 5, 12);
    wear.contrast = dice_real(dice, 0.62, 0.9);
    wear.block_quality = dice_chance(dice, 0.7) ? dice_int(dice, 25, 60) : 0;
    wear.colour = dice_chance(dice, 0.45);
    return wear;
}

struct wear wear_choose(struct dice *dice, enum level level)
{
    static struct wear (*const CHOOSE[LEVEL_COUNT])(struct dice *) = {
        [LEVEL_CLEAN] = choose_clean, [LEVEL_OFFICE] = choose_office, [LEVEL_WORN] = choose_worn};
    return CHOOSE[level](dice);
}

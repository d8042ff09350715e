/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/dice: splitmix64. Includes nothing but its header.
 */
#include "dice.h"

uint64_t dice_next(struct dice *dice)
{
    uint64_t z = dice->state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

struct dice dice_make(uint64_t seed, uint64_t stream)
{
    struct dice dice = {seed};
    dice.state = dice_next(&dice) ^ stream * 0xd1342543de82ef95u;
    dice_next(&dice);
    return dice;
}

int dice_int(struct dice *dice, int least, int most)
{
    return least + (int)(dice_next(dice) % ((uint64_t)(most - least) + 1));
}

double dice_real(struct dice *dice, double least, double most)
{
    return least + (most - least) * (double)(dice_next(dice) >> 11) * 0x1p-53;
}

double dice_normal(struct dice *dice)
{
    double sum = 0;
    for (int i = 0; i < 8; i++)
        sum += dice_real(dice, -1, 1);
    return sum * 0.61237; /* sqrt(3 / 8) */
}

bool dice_chance(struct dice *dice, double share)
{
    return dice_real(dice, 0, 1) < share;
}

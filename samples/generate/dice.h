/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/dice: seeded chance (splitmix64). The same seed and stream give the same throws on every
 * machine. Plain data; one thread a dice.
 */
#ifndef GENERATE_DICE_H
#define GENERATE_DICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dice {
    uint64_t state;
};

struct dice dice_make(uint64_t seed, uint64_t stream);
uint64_t dice_next(struct dice *dice);
int dice_int(struct dice *dice, int least, int most); /* both ends included */
double dice_real(struct dice *dice, double least, double most);
double dice_normal(struct dice *dice); /* mean 0, deviation 1, within +-4 */
bool dice_chance(struct dice *dice, double share);

/* One element of an array. */
#define DICE_PICK(dice, array) ((array)[dice_int((dice), 0, (int)ARRAY_SIZE(array) - 1)])

#endif

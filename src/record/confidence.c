/* SPDX-License-Identifier: Apache-2.0
 *
 * record/confidence: how sure a proposed value is, from its evidence. The only place with this
 * formula: a logistic model that was set against truth (2,530 printed fields of made pages, clean
 * to worn, other makers' papers not among them). Each weight has the sign that keeps it monotone:
 * better evidence never lowers the result. Includes record only.
 */
#include "record/part.h"

#include <math.h>

/* Log odds. A long value has more places where it can be wrong. */
#define WEIGHT_BASE   (-6.7)
#define WEIGHT_MEAN   0.29
#define WEIGHT_LEAST  1.02
#define WEIGHT_LABEL  1.0
#define WEIGHT_FITS   6.1
#define WEIGHT_LENGTH (-0.64)
#define WEIGHT_LISTED 2.0 /* exactly a word of a short list: Nam, Kinh, Việt Nam */

/* The engine's certainty is all in how close it is to 1. */
static double odds_of(double share)
{
    double kept = share < .02 ? .02 : share > .9995 ? .9995 : share;
    return log(kept / (1 - kept));
}

float evidence_confidence(const struct evidence *evidence)
{
    double letters = evidence->letters > 0 ? (double)evidence->letters : 1;
    double odds = WEIGHT_BASE + WEIGHT_MEAN * odds_of((double)evidence->mean) +
                  WEIGHT_LEAST * odds_of((double)evidence->least) +
                  WEIGHT_LABEL * (double)evidence->label + WEIGHT_FITS * (double)evidence->fits +
                  WEIGHT_LENGTH * log(letters) + (evidence->listed ? WEIGHT_LISTED : 0);
    return (float)(1 / (1 + exp(-odds)));
}

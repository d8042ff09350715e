/* SPDX-License-Identifier: Apache-2.0
 *
 * record/confidence: how sure a proposed value is, from its evidence. The only place with this
 * formula, so that it can be set against truth: a logistic model whose weights are positive, hence
 * better evidence never lowers the result. Includes record only.
 */
#include "record/part.h"

#include <math.h>

/* Log odds. */
#define WEIGHT_BASE   (-7.0)
#define WEIGHT_MEAN   4.0
#define WEIGHT_LEAST  4.5
#define WEIGHT_LABEL  2.0
#define WEIGHT_FITS   3.0
#define WEIGHT_MENDED (-1.0)

float evidence_confidence(const struct evidence *evidence)
{
    double odds = WEIGHT_BASE + WEIGHT_MEAN * (double)evidence->mean +
                  WEIGHT_LEAST * (double)evidence->least + WEIGHT_LABEL * (double)evidence->label +
                  WEIGHT_FITS * (double)evidence->fits + (evidence->mended ? WEIGHT_MENDED : 0);
    return (float)(1 / (1 + exp(-odds)));
}

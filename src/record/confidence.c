/* SPDX-License-Identifier: Apache-2.0
 *
 * record/confidence: how sure a proposed value is, from its evidence. The only place with this
 * formula: a weighted sum of log odds, then a rising curve that brings the sum to what was counted
 * on pages with known truth. Weights and curve stand in confidence_weights.h, which bench-fit
 * writes; every weight has the sign that its part must have, so better evidence never lowers the
 * result. Includes record only.
 */
#include <math.h>

#include "base/mem.h"
#include "record/confidence_weights.h"
#include "record/evidence.h"

#define EVIDENCE_WORD(name, word, sign) [EVIDENCE_##name] = word,
#define EVIDENCE_SIGN(name, word, sign) [EVIDENCE_##name] = (sign),

const char *evidence_name(enum evidence_part part)
{
    static const char *const names[] = {EVIDENCE_PARTS(EVIDENCE_WORD)};
    return part < EVIDENCE_COUNT ? names[part] : "";
}

int evidence_sign(enum evidence_part part)
{
    static const int signs[] = {EVIDENCE_PARTS(EVIDENCE_SIGN)};
    return part < EVIDENCE_COUNT ? signs[part] : 0;
}

float evidence_weight(enum evidence_part part)
{
    return part < EVIDENCE_COUNT ? WEIGHTS[part] : 0;
}

/* The engine's confidence falls in a straight line with the logarithm of its probability, from
 * .988 at certainty. All that tells sure from unsure lies close to that end. */
float evidence_doubt(float confidence)
{
    float away = 0.988f - confidence;
    return logf(1 + (away > 0 ? away : 0) / 0.002f);
}

float evidence_score(const struct evidence *evidence)
{
    float sum = 0;
    for (enum evidence_part part = 0; part < EVIDENCE_COUNT; part++)
        sum += WEIGHTS[part] * evidence->part[part];
    return sum;
}

static float brought(float score)
{
    size_t last = ARRAY_SIZE(KNOTS) - 1, i = 1;
    if (score <= KNOTS[0].score)
        return KNOTS[0].odds + score - KNOTS[0].score;
    if (score >= KNOTS[last].score)
        return KNOTS[last].odds;
    while (score > KNOTS[i].score)
        i++;
    float share = (score - KNOTS[i - 1].score) / (KNOTS[i].score - KNOTS[i - 1].score);
    return KNOTS[i - 1].odds + share * (KNOTS[i].odds - KNOTS[i - 1].odds);
}

#define PROBLEM_MOST 0.998f

bool evidence_told(const float *part)
{
    return part[EVIDENCE_PROBLEM] > 0 || part[EVIDENCE_AGAINST] > 0 || part[EVIDENCE_GATE] > 0;
}

float evidence_confidence(const struct evidence *evidence)
{
    float confidence = 1 / (1 + expf(-brought(evidence_score(evidence))));
    return evidence_told(evidence->part) && confidence > PROBLEM_MOST ? PROBLEM_MOST : confidence;
}

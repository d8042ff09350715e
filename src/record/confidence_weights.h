/* SPDX-License-Identifier: Apache-2.0
 *
 * record/confidence_weights: made by bench-fit from 17033 fields of made pages, 15179 of them
 * read exactly; 10286 lie above the cut of .999. docs/recognition.md says how to make it anew.
 */
#ifndef RECORD_CONFIDENCE_WEIGHTS_H
#define RECORD_CONFIDENCE_WEIGHTS_H

#include "record/evidence.h"

static const float WEIGHTS[EVIDENCE_COUNT] = {
    [EVIDENCE_WORST] = -0.050f,        [EVIDENCE_SUM] = -0.050f,
    [EVIDENCE_DOUBTFUL] = -0.272f,     [EVIDENCE_WORST_DIGIT] = -0.652f,
    [EVIDENCE_NINES] = -0.132f,        [EVIDENCE_LENGTH] = -0.050f,
    [EVIDENCE_LABEL] = -0.112f,        [EVIDENCE_KIND_SURE] = -0.050f,
    [EVIDENCE_UNFIT] = -4.935f,        [EVIDENCE_MENDED] = -0.050f,
    [EVIDENCE_PROBLEM] = -1.053f,      [EVIDENCE_SHARED] = -1.880f,
    [EVIDENCE_NO_COLON] = -0.246f,     [EVIDENCE_OPEN] = -0.050f,
    [EVIDENCE_OPEN_SUM] = -0.050f,     [EVIDENCE_OPEN_WORST] = -0.547f,
    [EVIDENCE_ODD_WORDS] = -0.050f,    [EVIDENCE_ODD_SIGNS] = -0.854f,
    [EVIDENCE_CUT] = -4.002f,          [EVIDENCE_TWO_WORDS] = -1.343f,
    [EVIDENCE_ODD_CASE] = -3.268f,     [EVIDENCE_STRANGE] = -0.824f,
    [EVIDENCE_STRANGE_NAME] = -3.873f, [EVIDENCE_OPEN_WORST_NAME] = -0.050f,
    [EVIDENCE_COMPLETE] = 0.411f,      [EVIDENCE_REPEATED] = 0.484f,
    [EVIDENCE_CONFLICT] = -1.193f,     [EVIDENCE_PAGE_DOUBT] = -1.796f,
    [EVIDENCE_PAGE_ODD] = -0.050f,     [EVIDENCE_PAGE_DIGITS] = -0.151f,
    [EVIDENCE_LINE_DOUBT] = -0.063f,   [EVIDENCE_COVERED] = -0.569f,
    [EVIDENCE_PROOF] = 0.949f,         [EVIDENCE_STRONG] = 0.513f,
    [EVIDENCE_SLIGHT] = 0.507f,        [EVIDENCE_AGAINST] = -2.694f,
    [EVIDENCE_AGE] = -1.671f,          [EVIDENCE_ROW_ORDER] = 3.535f,
    [EVIDENCE_IS_NAME] = 1.115f,       [EVIDENCE_IS_DATE] = 1.838f,
    [EVIDENCE_IS_WORDS] = 0.193f,      [EVIDENCE_IS_NUMBER] = -0.117f,
    [EVIDENCE_IS_ID] = -0.419f,        [EVIDENCE_IS_LISTED] = 1.932f,
    [EVIDENCE_IS_PLACE] = -0.446f,     [EVIDENCE_IS_ROW] = -0.080f,
    [EVIDENCE_ONE] = 7.810f,
};

static const struct knot {
    float score, odds;
} KNOTS[] = {
    {-8.202f, -4.0264f}, {-2.717f, -2.3165f}, {-0.352f, -0.3556f}, {1.099f, 0.9606f},
    {2.096f, 1.7398f},   {2.976f, 3.1464f},   {3.674f, 3.3165f},   {4.204f, 4.9656f},
    {4.536f, 6.7242f},   {4.556f, 6.9078f},   {8.556f, 8.5170f},
};

#endif

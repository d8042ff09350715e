/* SPDX-License-Identifier: Apache-2.0
 *
 * record/confidence_weights: made by bench-fit from 11856 fields of made pages, 10603 of them
 * read exactly; 7945 lie above the cut of .999. docs/recognition.md says how to make it anew.
 */
#ifndef RECORD_CONFIDENCE_WEIGHTS_H
#define RECORD_CONFIDENCE_WEIGHTS_H

#include "record/evidence.h"

static const float WEIGHTS[EVIDENCE_COUNT] = {
    [EVIDENCE_WORST] = -0.101f,        [EVIDENCE_SUM] = -0.050f,
    [EVIDENCE_DOUBTFUL] = -0.215f,     [EVIDENCE_WORST_DIGIT] = -0.310f,
    [EVIDENCE_NINES] = -0.192f,        [EVIDENCE_ONE_DIGIT] = -0.685f,
    [EVIDENCE_LENGTH] = -0.050f,       [EVIDENCE_LABEL] = -0.050f,
    [EVIDENCE_KIND_SURE] = -0.050f,    [EVIDENCE_UNFIT] = -3.648f,
    [EVIDENCE_MENDED] = -0.050f,       [EVIDENCE_PROBLEM] = -0.227f,
    [EVIDENCE_GATE] = -0.709f,         [EVIDENCE_SHARED] = -1.749f,
    [EVIDENCE_NO_COLON] = -0.050f,     [EVIDENCE_OPEN] = -0.112f,
    [EVIDENCE_OPEN_SUM] = -0.382f,     [EVIDENCE_OPEN_WORST] = -0.087f,
    [EVIDENCE_ODD_WORDS] = -0.050f,    [EVIDENCE_ODD_SIGNS] = -1.648f,
    [EVIDENCE_CUT] = -2.138f,          [EVIDENCE_TWO_WORDS] = -1.467f,
    [EVIDENCE_ODD_CASE] = -2.140f,     [EVIDENCE_STRANGE] = -2.177f,
    [EVIDENCE_STRANGE_NAME] = -4.381f, [EVIDENCE_OPEN_WORST_NAME] = -0.050f,
    [EVIDENCE_COMPLETE] = 0.477f,      [EVIDENCE_REPEATED] = 0.413f,
    [EVIDENCE_CONFLICT] = -0.932f,     [EVIDENCE_PAGE_DOUBT] = -0.949f,
    [EVIDENCE_PAGE_ODD] = -0.050f,     [EVIDENCE_PAGE_DIGITS] = -0.050f,
    [EVIDENCE_LINE_DOUBT] = -0.050f,   [EVIDENCE_COVERED] = -0.050f,
    [EVIDENCE_PROOF] = 0.615f,         [EVIDENCE_STRONG] = 0.409f,
    [EVIDENCE_SLIGHT] = 0.371f,        [EVIDENCE_AGAINST] = -1.953f,
    [EVIDENCE_AGE] = -0.470f,          [EVIDENCE_ROW_ORDER] = 3.032f,
    [EVIDENCE_IS_NAME] = 0.459f,       [EVIDENCE_IS_DATE] = 0.860f,
    [EVIDENCE_IS_WORDS] = 0.231f,      [EVIDENCE_IS_NUMBER] = -0.018f,
    [EVIDENCE_IS_ID] = 0.291f,         [EVIDENCE_IS_LISTED] = 1.266f,
    [EVIDENCE_IS_PLACE] = -0.299f,     [EVIDENCE_IS_ROW] = -0.057f,
    [EVIDENCE_ONE] = 6.333f,
};

static const struct knot {
    float score, odds;
} KNOTS[] = {
    {-7.142f, -3.7504f}, {-3.070f, -2.3168f}, {-0.633f, -0.7054f}, {0.827f, 0.7892f},
    {1.826f, 1.7664f},   {2.690f, 2.2122f},   {3.384f, 2.8627f},   {3.948f, 3.8327f},
    {4.258f, 6.7242f},   {4.278f, 6.9078f},   {8.278f, 8.5170f},
};

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * record/confidence_weights: made by bench-fit from 6491 fields of made pages, 5645 of them
 * read exactly; 2131 lie above the cut of .999. docs/recognition.md says how to make it anew.
 */
#ifndef RECORD_CONFIDENCE_WEIGHTS_H
#define RECORD_CONFIDENCE_WEIGHTS_H

#include "record/evidence.h"

static const float WEIGHTS[EVIDENCE_COUNT] = {
    [EVIDENCE_WORST] = -0.161f,      [EVIDENCE_SUM] = -0.278f,
    [EVIDENCE_DOUBTFUL] = -0.753f,   [EVIDENCE_WORST_DIGIT] = -0.124f,
    [EVIDENCE_WORST_NAME] = -0.050f, [EVIDENCE_LENGTH] = -0.050f,
    [EVIDENCE_LABEL] = -0.050f,      [EVIDENCE_KIND_SURE] = -0.050f,
    [EVIDENCE_UNFIT] = -3.384f,      [EVIDENCE_MENDED] = -0.050f,
    [EVIDENCE_PROBLEM] = -1.697f,    [EVIDENCE_SHARED] = -0.531f,
    [EVIDENCE_NO_COLON] = -0.639f,   [EVIDENCE_ODD_WORDS] = -0.256f,
    [EVIDENCE_ODD_SIGNS] = -1.460f,  [EVIDENCE_ODD_CASE] = -2.642f,
    [EVIDENCE_STRANGE] = -3.159f,    [EVIDENCE_COMPLETE] = 0.062f,
    [EVIDENCE_REPEATED] = 0.167f,    [EVIDENCE_CONFLICT] = -0.908f,
    [EVIDENCE_PAGE_DOUBT] = -1.715f, [EVIDENCE_PAGE_ODD] = -0.050f,
    [EVIDENCE_LINE_DOUBT] = -0.050f, [EVIDENCE_COVERED] = -1.057f,
    [EVIDENCE_PROOF] = 1.045f,       [EVIDENCE_STRONG] = 0.799f,
    [EVIDENCE_SLIGHT] = 0.050f,      [EVIDENCE_AGAINST] = -1.822f,
    [EVIDENCE_AGE] = -0.767f,        [EVIDENCE_ROW_ORDER] = 2.569f,
    [EVIDENCE_IS_NAME] = 1.066f,     [EVIDENCE_IS_DATE] = 1.574f,
    [EVIDENCE_IS_WORDS] = 1.203f,    [EVIDENCE_IS_NUMBER] = -0.549f,
    [EVIDENCE_IS_ID] = 0.369f,       [EVIDENCE_IS_LISTED] = 2.729f,
    [EVIDENCE_IS_PLACE] = -0.535f,   [EVIDENCE_IS_ROW] = 0.281f,
    [EVIDENCE_ONE] = 6.687f,
};

static const struct knot {
    float score, odds;
} KNOTS[] = {
    {1.432f, 0.5076f}, {5.527f, 3.8067f}, {5.571f, 4.2341f},
    {5.583f, 6.7242f}, {5.603f, 6.9078f}, {9.603f, 8.5170f},
};

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * record/confidence_weights: made by bench-fit from 17684 fields of made pages, 15945 of them
 * read exactly; 11742 lie above the cut of .999. docs/recognition.md says how to make it anew.
 */
#ifndef RECORD_CONFIDENCE_WEIGHTS_H
#define RECORD_CONFIDENCE_WEIGHTS_H

#include "record/evidence.h"

static const float WEIGHTS[EVIDENCE_COUNT] = {
    [EVIDENCE_WORST] = -0.050f,        [EVIDENCE_SUM] = -0.050f,
    [EVIDENCE_DOUBTFUL] = -0.352f,     [EVIDENCE_WORST_DIGIT] = -0.613f,
    [EVIDENCE_NINES] = -0.706f,        [EVIDENCE_ONE_DIGIT] = -1.433f,
    [EVIDENCE_LENGTH] = -0.050f,       [EVIDENCE_LABEL] = -0.050f,
    [EVIDENCE_KIND_SURE] = -0.191f,    [EVIDENCE_UNFIT] = -3.622f,
    [EVIDENCE_MENDED] = -0.050f,       [EVIDENCE_PROBLEM] = -0.858f,
    [EVIDENCE_GATE] = -1.454f,         [EVIDENCE_SHARED] = -1.804f,
    [EVIDENCE_NO_COLON] = -0.195f,     [EVIDENCE_OPEN] = -0.078f,
    [EVIDENCE_OPEN_SUM] = -0.050f,     [EVIDENCE_OPEN_WORST] = -0.593f,
    [EVIDENCE_ODD_WORDS] = -0.050f,    [EVIDENCE_ODD_SIGNS] = -2.139f,
    [EVIDENCE_CUT] = -3.180f,          [EVIDENCE_TWO_WORDS] = -3.471f,
    [EVIDENCE_ODD_CASE] = -3.801f,     [EVIDENCE_STRANGE] = -0.799f,
    [EVIDENCE_STRANGE_NAME] = -4.455f, [EVIDENCE_OPEN_WORST_NAME] = -0.050f,
    [EVIDENCE_COMPLETE] = 0.050f,      [EVIDENCE_REPEATED] = 0.340f,
    [EVIDENCE_CONFLICT] = -0.982f,     [EVIDENCE_PAGE_DOUBT] = -1.389f,
    [EVIDENCE_PAGE_ODD] = -0.050f,     [EVIDENCE_PAGE_DIGITS] = -0.212f,
    [EVIDENCE_LINE_DOUBT] = -0.050f,   [EVIDENCE_COVERED] = -0.568f,
    [EVIDENCE_PROOF] = 0.662f,         [EVIDENCE_STRONG] = 0.050f,
    [EVIDENCE_SLIGHT] = 0.393f,        [EVIDENCE_AGAINST] = -2.197f,
    [EVIDENCE_AGE] = -1.838f,          [EVIDENCE_ROW_ORDER] = 3.207f,
    [EVIDENCE_IS_NAME] = 1.330f,       [EVIDENCE_IS_DATE] = 1.780f,
    [EVIDENCE_IS_WORDS] = 0.274f,      [EVIDENCE_IS_NUMBER] = 0.693f,
    [EVIDENCE_IS_ID] = -0.794f,        [EVIDENCE_IS_LISTED] = 1.707f,
    [EVIDENCE_IS_PLACE] = -0.106f,     [EVIDENCE_IS_ROW] = 0.057f,
    [EVIDENCE_ONE] = 7.189f,
};

static const struct knot {
    float score, odds;
} KNOTS[] = {
    {-8.624f, -3.4544f}, {-3.076f, -2.0783f}, {-0.677f, -0.6190f}, {0.747f, 0.5941f},
    {1.773f, 1.6485f},   {2.649f, 2.1181f},   {3.341f, 3.2969f},   {3.880f, 4.0724f},
    {4.201f, 6.7242f},   {4.221f, 6.9078f},   {8.221f, 8.5170f},
};

#endif

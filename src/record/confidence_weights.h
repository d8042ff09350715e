/* SPDX-License-Identifier: Apache-2.0
 *
 * record/confidence_weights: made by bench-fit from 12203 fields of made pages, 11091 of them
 * read exactly; 8860 lie above the cut of .999. docs/recognition.md says how to make it anew.
 */
#ifndef RECORD_CONFIDENCE_WEIGHTS_H
#define RECORD_CONFIDENCE_WEIGHTS_H

#include "record/evidence.h"

static const float WEIGHTS[EVIDENCE_COUNT] = {
    [EVIDENCE_WORST] = -0.076f,        [EVIDENCE_SUM] = -0.050f,
    [EVIDENCE_DOUBTFUL] = -0.186f,     [EVIDENCE_WORST_DIGIT] = -0.389f,
    [EVIDENCE_NINES] = -0.139f,        [EVIDENCE_ONE_DIGIT] = -1.867f,
    [EVIDENCE_LENGTH] = -0.056f,       [EVIDENCE_LABEL] = -0.050f,
    [EVIDENCE_KIND_SURE] = -0.832f,    [EVIDENCE_UNFIT] = -4.250f,
    [EVIDENCE_MENDED] = -0.050f,       [EVIDENCE_PROBLEM] = -0.468f,
    [EVIDENCE_GATE] = -1.089f,         [EVIDENCE_SHARED] = -1.740f,
    [EVIDENCE_NO_COLON] = -0.293f,     [EVIDENCE_OPEN] = -0.050f,
    [EVIDENCE_OPEN_SUM] = -0.050f,     [EVIDENCE_OPEN_WORST] = -0.374f,
    [EVIDENCE_ODD_WORDS] = -0.050f,    [EVIDENCE_ODD_SIGNS] = -1.105f,
    [EVIDENCE_CUT] = -2.018f,          [EVIDENCE_TWO_WORDS] = -0.078f,
    [EVIDENCE_ODD_CASE] = -1.862f,     [EVIDENCE_STRANGE] = -2.297f,
    [EVIDENCE_STRANGE_NAME] = -4.277f, [EVIDENCE_OPEN_WORST_NAME] = -0.050f,
    [EVIDENCE_COMPLETE] = 0.050f,      [EVIDENCE_REPEATED] = 0.535f,
    [EVIDENCE_CONFLICT] = -1.143f,     [EVIDENCE_PAGE_DOUBT] = -0.833f,
    [EVIDENCE_PAGE_ODD] = -0.594f,     [EVIDENCE_PAGE_DIGITS] = -0.061f,
    [EVIDENCE_LINE_DOUBT] = -0.050f,   [EVIDENCE_COVERED] = -0.050f,
    [EVIDENCE_PROOF] = 0.581f,         [EVIDENCE_STRONG] = 0.050f,
    [EVIDENCE_SLIGHT] = 0.323f,        [EVIDENCE_AGAINST] = -1.580f,
    [EVIDENCE_AGE] = -0.050f,          [EVIDENCE_ROW_ORDER] = 3.286f,
    [EVIDENCE_IS_NAME] = 0.862f,       [EVIDENCE_IS_DATE] = 1.072f,
    [EVIDENCE_IS_WORDS] = 0.084f,      [EVIDENCE_IS_NUMBER] = -0.272f,
    [EVIDENCE_IS_ID] = 0.037f,         [EVIDENCE_IS_LISTED] = 1.187f,
    [EVIDENCE_IS_PLACE] = 0.379f,      [EVIDENCE_IS_ROW] = -0.587f,
    [EVIDENCE_ONE] = 6.817f,
};

static const struct knot {
    float score, odds;
} KNOTS[] = {
    {-7.565f, -3.9992f}, {-3.031f, -2.5066f}, {-0.644f, -0.6452f}, {0.798f, 0.8048f},
    {1.809f, 1.4952f},   {2.679f, 2.5867f},   {3.376f, 2.8016f},   {3.925f, 3.5334f},
    {4.249f, 6.7242f},   {4.269f, 6.9078f},   {8.269f, 8.5170f},
};

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * record/confidence_weights: made by bench-fit from 17033 fields of made pages, 15179 of them
 * read exactly; 10215 lie above the cut of .999. docs/recognition.md says how to make it anew.
 */
#ifndef RECORD_CONFIDENCE_WEIGHTS_H
#define RECORD_CONFIDENCE_WEIGHTS_H

#include "record/evidence.h"

static const float WEIGHTS[EVIDENCE_COUNT] = {
    [EVIDENCE_WORST] = -0.050f,
    [EVIDENCE_SUM] = -0.050f,
    [EVIDENCE_DOUBTFUL] = -0.278f,
    [EVIDENCE_WORST_DIGIT] = -0.656f,
    [EVIDENCE_LENGTH] = -0.050f,
    [EVIDENCE_LABEL] = -0.117f,
    [EVIDENCE_KIND_SURE] = -0.050f,
    [EVIDENCE_UNFIT] = -4.922f,
    [EVIDENCE_MENDED] = -0.050f,
    [EVIDENCE_PROBLEM] = -1.056f,
    [EVIDENCE_SHARED] = -1.873f,
    [EVIDENCE_NO_COLON] = -0.222f,
    [EVIDENCE_OPEN] = -0.050f,
    [EVIDENCE_OPEN_SUM] = -0.050f,
    [EVIDENCE_OPEN_WORST] = -0.549f,
    [EVIDENCE_ODD_WORDS] = -0.050f,
    [EVIDENCE_ODD_SIGNS] = -0.835f,
    [EVIDENCE_CUT] = -4.089f,
    [EVIDENCE_TWO_WORDS] = -1.335f,
    [EVIDENCE_ODD_CASE] = -2.958f,
    [EVIDENCE_STRANGE] = -0.827f,
    [EVIDENCE_STRANGE_NAME] = -3.868f,
    [EVIDENCE_OPEN_WORST_NAME] = -0.050f,
    [EVIDENCE_COMPLETE] = 0.429f,
    [EVIDENCE_REPEATED] = 0.501f,
    [EVIDENCE_CONFLICT] = -1.179f,
    [EVIDENCE_PAGE_DOUBT] = -1.813f,
    [EVIDENCE_PAGE_ODD] = -0.050f,
    [EVIDENCE_PAGE_DIGITS] = -0.146f,
    [EVIDENCE_LINE_DOUBT] = -0.052f,
    [EVIDENCE_COVERED] = -0.561f,
    [EVIDENCE_PROOF] = 0.958f,
    [EVIDENCE_STRONG] = 0.510f,
    [EVIDENCE_SLIGHT] = 0.512f,
    [EVIDENCE_AGAINST] = -2.686f,
    [EVIDENCE_AGE] = -1.673f,
    [EVIDENCE_ROW_ORDER] = 3.534f,
    [EVIDENCE_IS_NAME] = 1.142f,
    [EVIDENCE_IS_DATE] = 1.768f,
    [EVIDENCE_IS_WORDS] = 0.205f,
    [EVIDENCE_IS_NUMBER] = -0.106f,
    [EVIDENCE_IS_ID] = -0.482f,
    [EVIDENCE_IS_LISTED] = 1.976f,
    [EVIDENCE_IS_PLACE] = -0.425f,
    [EVIDENCE_IS_ROW] = -0.081f,
    [EVIDENCE_ONE] = 7.785f,
};

static const struct knot {
    float score, odds;
} KNOTS[] = {
    {-8.137f, -3.8982f}, {-2.675f, -2.3330f}, {-0.332f, -0.3231f}, {1.124f, 0.9582f},
    {2.123f, 1.7899f},   {2.999f, 3.0837f},   {3.699f, 3.4553f},   {4.231f, 5.1263f},
    {4.558f, 6.7242f},   {4.578f, 6.9078f},   {8.578f, 8.5170f},
};

#endif

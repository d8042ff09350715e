/* SPDX-License-Identifier: Apache-2.0
 *
 * record/confidence_weights: made by bench-fit from 8782 fields of made pages, 7896 of them
 * read exactly; 5337 lie above the cut of .999. docs/recognition.md says how to make it anew.
 */
#ifndef RECORD_CONFIDENCE_WEIGHTS_H
#define RECORD_CONFIDENCE_WEIGHTS_H

#include "record/evidence.h"

static const float WEIGHTS[EVIDENCE_COUNT] = {
    [EVIDENCE_WORST] = -0.058f,
    [EVIDENCE_SUM] = -0.050f,
    [EVIDENCE_DOUBTFUL] = -0.336f,
    [EVIDENCE_WORST_DIGIT] = -0.395f,
    [EVIDENCE_LENGTH] = -0.050f,
    [EVIDENCE_LABEL] = -0.050f,
    [EVIDENCE_KIND_SURE] = -0.050f,
    [EVIDENCE_UNFIT] = -4.158f,
    [EVIDENCE_MENDED] = -0.050f,
    [EVIDENCE_PROBLEM] = -1.069f,
    [EVIDENCE_SHARED] = -0.603f,
    [EVIDENCE_NO_COLON] = -0.603f,
    [EVIDENCE_OPEN] = -0.050f,
    [EVIDENCE_OPEN_SUM] = -0.050f,
    [EVIDENCE_OPEN_WORST] = -0.470f,
    [EVIDENCE_ODD_WORDS] = -0.050f,
    [EVIDENCE_ODD_SIGNS] = -1.495f,
    [EVIDENCE_ODD_CASE] = -3.406f,
    [EVIDENCE_STRANGE] = -0.885f,
    [EVIDENCE_STRANGE_NAME] = -3.853f,
    [EVIDENCE_OPEN_WORST_NAME] = -0.050f,
    [EVIDENCE_COMPLETE] = 0.786f,
    [EVIDENCE_REPEATED] = 0.565f,
    [EVIDENCE_CONFLICT] = -1.045f,
    [EVIDENCE_PAGE_DOUBT] = -1.981f,
    [EVIDENCE_PAGE_ODD] = -0.050f,
    [EVIDENCE_PAGE_DIGITS] = -0.507f,
    [EVIDENCE_LINE_DOUBT] = -0.105f,
    [EVIDENCE_COVERED] = -0.534f,
    [EVIDENCE_PROOF] = 0.498f,
    [EVIDENCE_STRONG] = 0.412f,
    [EVIDENCE_SLIGHT] = 0.223f,
    [EVIDENCE_AGAINST] = -2.246f,
    [EVIDENCE_AGE] = -1.757f,
    [EVIDENCE_ROW_ORDER] = 2.264f,
    [EVIDENCE_IS_NAME] = 0.708f,
    [EVIDENCE_IS_DATE] = 1.201f,
    [EVIDENCE_IS_WORDS] = -0.541f,
    [EVIDENCE_IS_NUMBER] = 0.103f,
    [EVIDENCE_IS_ID] = -0.654f,
    [EVIDENCE_IS_LISTED] = 1.301f,
    [EVIDENCE_IS_PLACE] = -0.980f,
    [EVIDENCE_IS_ROW] = 0.482f,
    [EVIDENCE_ONE] = 7.887f,
};

static const struct knot {
    float score, odds;
} KNOTS[] = {
    {0.466f, 0.0499f}, {3.399f, 3.0904f}, {4.660f, 4.0073f},
    {4.668f, 6.7242f}, {4.688f, 6.9078f}, {8.688f, 8.5170f},
};

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * record/normalise_text: private to record/normalise: faults of reading in running text that only
 * one writing can explain, put right. Each gives arena text, or the very text where nothing is
 * wrong.
 */
#ifndef RECORD_NORMALISE_TEXT_H
#define RECORD_NORMALISE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Slashes read as strokes: 29I04I2017, 107IQĐ-UBND. */
const char *mend_slashes(const char *text, struct arena *arena);
/* "xã Tân Lập. huyện Võ Nhai, tỉnh …": the comma before a unit that follows a name, where the text
 * has such commas elsewhere or a point in its place. */
const char *mend_place_commas(const char *text, struct arena *arena);
/* A unit follows a name without a comma: "xã Thới Hưng huyện Mộ Đức". */
bool place_lacks_comma(const char *text);
/* "Huế. ngày 05 …": the comma before ngày. */
const char *mend_place_date(const char *text, struct arena *arena);
/* "GCCD số 001085012345", "CMND số 321 196320": the kind of paper by its number, the number whole.
 */
const char *mend_paper(const char *text, struct arena *arena);

/* Set phrases of civil status whose letters are all there and only marks or capitals went wrong:
 * "Bố sung hồ Sơ" -> "Bổ sung hồ sơ". The first letter keeps its case, capitals stay capitals. */
const char *mend_phrases(const char *text, struct arena *arena);
/* Bytes at the start of text that are one of the phrases, marks and all; 0 when none. start: its
 * first letter may be a capital. */
size_t phrase_length(const char *text, bool start);
/* It ends within a phrase: "Cải chính hộ". */
bool phrase_is_cut(const char *text);
/* "theo QĐsố31 ngày …" -> "theo QĐ số 31 ngày …". */
const char *mend_decision(const char *text, struct arena *arena);
/* "22:giờ 55.phút" -> "22 giờ 55 phút". */
const char *mend_time(const char *text, struct arena *arena);

#endif

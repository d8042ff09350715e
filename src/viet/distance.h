/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/distance: how far apart two readings are, in edits over code points, where a wrong mark or
 * a typical confusion of OCR costs less than a wrong letter. Case is ignored. Pure functions; texts
 * over DISTANCE_RUNES_MAX code points are compared by their first part.
 */
#ifndef VIET_DISTANCE_H
#define VIET_DISTANCE_H

enum { DISTANCE_RUNES_MAX = 512 };

/* 0 = equal but for case. An insertion, removal or other letter costs 1; another tone on the same
 * letter .25; another shape (a/ă/â, d/đ) .35; 0/O, 1/l/I/i, 5/S, 8/B, 6/G, 2/Z, rn/m ... .3; a
 * lost or extra space .4 and a lost or extra sign (.,:;-'`~_|) .3. */
float distance_edit(const char *a, const char *b);
/* The same with a limit: returns a value above limit as soon as that is sure. */
float distance_edit_within(const char *a, const char *b, float limit);
/* 1 - distance / longer length, 0..1; 1 for two empty texts. */
float distance_likeness(const char *a, const char *b);
/* Substring search: the least distance of needle to any part of text; the part's byte range goes
 * to *ret_start and *ret_end (may be NULL). For labels inside a line. */
float distance_find(const char *needle, const char *text, int *ret_start, int *ret_end);

#endif

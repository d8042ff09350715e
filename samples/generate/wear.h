/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/wear: what years, people and scanners do to a paper, as numbers. Lengths in mm unless
 * said otherwise, strengths 0..1, so that the same wear looks alike at every resolution.
 */
#ifndef GENERATE_WEAR_H
#define GENERATE_WEAR_H

#include <stdbool.h>

#include "dice.h"

enum level { LEVEL_CLEAN, LEVEL_OFFICE, LEVEL_WORN, LEVEL_COUNT };
const char *level_name(enum level level); /* "clean" ...; static */
bool level_parse(const char *name, enum level *ret);

struct wear {
    /* the paper */
    double paper[3];     /* colour 0..1 */
    double fade;         /* ink lost everywhere */
    double fade_patches; /* more in patches */
    double broken;       /* share of strokes with gaps */
    double bleed;        /* the other side shining through */
    double stains;       /* darker patches */
    int folds, holes;
    double specks; /* a square centimetre */
    /* the way it lay on the glass */
    double skew;      /* degrees; see model/geometry view.skew */
    int turns;        /* clockwise quarter turns that make it upright */
    double border[4]; /* black bands: left, top, right, bottom */
    double lid;       /* what shows where there is no paper: 0 black .. 1 white */
    /* the scanner */
    double light;      /* unevenness */
    double blur;       /* sigma */
    double noise;      /* deviation, levels of 255 */
    double contrast;   /* 1 = all of it */
    int block_quality; /* JPEG-like, 1..100; 0 = none */
    bool whitened;     /* the scanner makes the ground white */
    bool colour;
    bool coarse; /* only 16 values a channel are kept: small files */
};

struct wear wear_choose(struct dice *dice, enum level level);

#endif

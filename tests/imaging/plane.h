/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/imaging/plane: small drawn pages for the tests of cleaning and layout.
 */
#ifndef TESTS_IMAGING_PLANE_H
#define TESTS_IMAGING_PLANE_H

#include "imaging/clean.h"

/* A plane of one grey; aborts the test when memory is gone. */
struct raster plane_make(int width, int height, double dpi, int grey);
void plane_box(struct raster *plane, int x, int y, int w, int h, int grey);
/* Ink: pixels darker than level inside the box. */
int plane_ink(const struct raster *plane, struct rect box, int level);
/* Words of box-shaped letters (14 x 20, one in three with a stem above), 30 apart, on a base line.
 */
void plane_words(struct raster *plane, int x, int base, int letters, int grey);
/* Runs one cleaning step by its name with the standard settings. */
void run_step(struct clean_page *page, const char *name);
/* The same with the settings given. */
void run_step_with(struct clean_page *page, const char *name,
                   const struct clean_settings *settings);
/* Largest difference of two planes of one size inside the box; 256 when the sizes differ. */
int plane_difference(const struct raster *a, const struct raster *b, struct rect box);
struct raster plane_copy(const struct raster *plane);

#endif

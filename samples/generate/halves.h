/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/halves: a sheet that is larger than the glass, taken as two pictures, left and right,
 * with an overlap. The right one was laid down anew: a little turned, higher or lower, in other
 * light.
 */
#ifndef GENERATE_HALVES_H
#define GENERATE_HALVES_H

#include "base/err.h"
#include "dice.h"
#include "model/raster.h"

enum half { HALF_NONE, HALF_LEFT, HALF_RIGHT };

/* Replaces the page by one half of it. The same dice for both halves of a page. ERR_NOMEM. */
enum err_code half_take(struct dice dice, enum half half, struct raster *page,
                        struct err *err) MUST_CHECK;

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read_stop: does a line end in a full stop that is printed? No state, any thread.
 */
#ifndef WORKER_READ_STOP_H
#define WORKER_READ_STOP_H

#include <stdbool.h>

#include "imaging/layout.h"
#include "model/raster.h"

/* Is a piece of ink the size of a full stop at the right end of the line, on its base line? plane
 * is the page that is read (grey), darker than level is ink. plainly: neither a rest of a rule nor
 * a single pixel counts. */
bool stop_printed(const struct raster *plane, const struct layout_line *line, double x_height,
                  int level, bool plainly);

#endif

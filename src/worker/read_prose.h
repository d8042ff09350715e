/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read_prose: which lines of a letter are its running text.
 */
#ifndef WORKER_READ_PROSE_H
#define WORKER_READ_PROSE_H

#include "imaging/layout.h"

/* Marks the lines of running text, one flag a line of the layout: what stands below the first of at
 * least three lines that fill the width of the page and follow each other, down to the last of
 * them. The first one is not marked: it might still be the address. Lines of tables and of writing
 * by hand are never marked. Returns how many are. */
size_t read_prose_find(const struct layout *layout, bool *ret_prose);

#endif

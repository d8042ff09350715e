/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/store/power: a disk that loses its power. While it watches, only what was flushed counts as
 * kept: a file is as it was at its last fsync or fdatasync, a folder holds the names it had at its
 * own last fsync. At a chosen flush the process ends, before that flush does anything; then the
 * folder can be put back as a disk would show it after the cut.
 *
 * It stands in front of fsync and fdatasync of the whole test program, so of SQLite and of
 * base/file alike.
 */
#ifndef STORE_POWER_H
#define STORE_POWER_H

#include <stdbool.h>

enum { POWER_CUT_EXIT = 99 };

enum power_loss {
    POWER_LOSES_ALL,  /* nothing that was not flushed is there */
    POWER_LOSES_SOME, /* each block and each name by chance as flushed or as last written */
    POWER_LOSS_COUNT
};

/* Everything in folder is kept now; memory: an own folder for what it remembers, emptied first.
 * From now on the nth flush (1..) cuts the power: the process ends with POWER_CUT_EXIT; 0 = never.
 */
void power_watch(const char *folder, const char *memory, long cut_at);
void power_stop(void); /* flushes are plain again */

/* Makes folder what is left of it; dice: of POWER_LOSES_SOME. */
void power_back(const char *folder, const char *memory, enum power_loss loss, unsigned dice);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * feeder/stack: the stack of paper in the virtual feeder: a folder of PNM files in order of their
 * names, where the feeder stands in it, and which faults wait at which page and byte.
 *
 * Settings come from sohoafeeder.conf (first found in SANE_CONFIG_DIR; its paths are relative to
 * its own folder) and are overridden by the environment (paths relative to the working folder):
 *   folder PATH       SOHOA_FEEDER_FOLDER      the pages: *.pnm *.pbm *.pgm *.ppm
 *   position PATH     SOHOA_FEEDER_POSITION    file that keeps the number of pages already fed
 *   faults PATH       SOHOA_FEEDER_FAULTS      text file of faults, read again at every page
 *   resolution DPI    SOHOA_FEEDER_RESOLUTION  of the files (default 300)
 * A line of the faults file: PAGE BYTE KIND, e.g. `3 70000 jam`; PAGE counts from 1; BYTE is the
 * number of bytes of that page handed over before the fault, or `start`. Kinds: jam cover io hang
 * crash short (the page ends there) long (more bytes than announced) gone (device unplugged) empty.
 * Lines that begin with # are comments. C library only.
 */
#ifndef FEEDER_STACK_H
#define FEEDER_STACK_H

#include <stddef.h>

enum fault_kind {
    FAULT_NONE,
    FAULT_JAM,
    FAULT_COVER,
    FAULT_IO,
    FAULT_HANG,
    FAULT_CRASH,
    FAULT_SHORT,
    FAULT_LONG,
    FAULT_GONE,
    FAULT_EMPTY,
    FAULT_KIND_COUNT
};

struct fault {
    enum fault_kind kind;
    long byte; /* -1 = at the start of the page */
};

struct stack {
    char *folder, *position, *faults; /* heap; NULL = not set */
    int resolution;
    int fed; /* pages that went through */
};

void stack_init(struct stack *stack);
void stack_release(struct stack *stack);
char *stack_next(const struct stack *stack);         /* heap path of the next page; NULL = empty */
void stack_advance(struct stack *stack);             /* the page went through */
struct fault stack_fault(const struct stack *stack); /* of the next page */

#endif

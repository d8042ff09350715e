/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/scan/child: a sohoa-scan process of a test, and paper for the virtual feeder in a folder of
 * its own.
 */
#ifndef SCAN_CHILD_H
#define SCAN_CHILD_H

#include "base/frame.h"
#include "base/proc.h"
#include "model/id.h"
#include "model/raster.h"

/* The folder of the running test, made by stack_new: pages, position, faults. */
struct stack {
    char *folder; /* heap */
};
void stack_new(struct stack *stack);
void stack_free(struct stack *stack);
/* A page as a PNM file of that name; pixels differ by seed. ret_hash may be NULL. */
void stack_add(struct stack *stack, const char *name, enum raster_format format, int width,
               int height, unsigned seed, struct digest *ret_hash);
void stack_faults(struct stack *stack, const char *lines);     /* "" = none */
char *stack_path(const struct stack *stack, const char *name); /* heap */

void child_start(struct proc *child, const struct stack *stack);
void child_end(struct proc *child); /* must end in good order */

/* Requests are JSON text; answers are new references. */
void child_send(struct proc *child, const char *request);
json_t *child_receive(struct proc *child, int *ret_fd); /* fails the test when there is none */
json_t *child_call(struct proc *child, const char *request);

/* What a scan gave. */
struct outcome {
    int pages;
    struct digest hashes[16]; /* as told */
    int widths[16], heights[16];
    double dpi[16];
    char format[16][8];
    char why[16];   /* "" on an error */
    struct err err; /* code ERR_OK when done */
    long error_page;
};
/* Sends the request, takes the stream in to its end, checks that every TIFF holds what was told. */
void child_scan(struct proc *child, const char *request, struct outcome *ret);

#endif

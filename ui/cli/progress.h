/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/progress: how far long work is, on stderr: a bar on a terminal, plain lines elsewhere.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stddef.h>

/* what: translated, one or two words ("reading"). On a terminal the bar is repainted in place;
 * elsewhere a line is written at every tenth part. */
void progress_show(const char *what, size_t done, size_t total);
/* For a stack whose end nobody knows: pages done, and how much of the next one (0..1). */
void progress_pages(const char *what, size_t done, double part);
/* Takes the bar away, so that a line of text can be written. */
void progress_clear(void);

#endif

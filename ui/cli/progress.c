/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/progress: the bar. Holds what stands on the terminal now; one thread. May include: base.
 */
#include "cli/progress.h"

#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

enum { BAR_WIDTH = 30, PARTS = 10 };

static bool shown;
static size_t last_part = (size_t)-1; /* plain lines: the tenth written last */
static size_t bar_done, bar_total;    /* what the bar shows */

static void show_bar(const char *what, size_t done, size_t total)
{
    size_t full = total ? done * BAR_WIDTH / total : 0;
    if (shown && done == bar_done && total == bar_total)
        return;
    bar_done = done;
    bar_total = total;
    fprintf(stderr, "\r%s [", what);
    for (size_t i = 0; i < BAR_WIDTH; i++)
        fputs(i < full ? "█" : "·", stderr);
    fprintf(stderr, "] %zu/%zu \033[K", done, total);
    fflush(stderr);
    shown = true;
}

void progress_show(const char *what, size_t done, size_t total)
{
    if (!total)
        return;
    if (isatty(STDERR_FILENO)) {
        show_bar(what, done, total);
        return;
    }
    size_t part = total ? done * PARTS / total : 0;
    if (part == last_part)
        return;
    last_part = part;
    fprintf(stderr, "%s: %zu/%zu\n", what, done, total);
}

void progress_pages(const char *what, size_t done, double part)
{
    if (isatty(STDERR_FILENO)) {
        fprintf(stderr, "\r%s %zu · %3.0f %% \033[K", what, done, part * 100);
        fflush(stderr);
        shown = true;
    } else if (done != last_part && done > 0) {
        last_part = done;
        fprintf(stderr, "%s: %zu\n", what, done);
    }
}

void progress_clear(void)
{
    if (shown)
        fputs("\r\033[K", stderr);
    shown = false;
}

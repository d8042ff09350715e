/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/join: two pages that are the left and right half of one sheet, or the facing pages of an
 * open book, become one page. The
 * joined page is a page of its own whose revision names its parts (page revisions) and how they
 * lie; its picture is derived from them and can be made again at any time. The halves leave the
 * order of the batch and stay otherwise as they are, so the join can be undone (workflow/change).
 *
 * Boxes on a joined page are pixels of the joined picture; join_source leads each to its place on a
 * master.
 */
#ifndef WORKFLOW_JOIN_H
#define WORKFLOW_JOIN_H

#include "base/arena.h"
#include "base/json.h"
#include "store/page.h"

struct office;

struct join_order {
    struct uuid left, right;
    const char *preview; /* PNG file to write, or NULL */
    bool beside;         /* facing pages without overlap: edge to edge, rows at one height */
    bool dry_run;        /* find out and show, change nothing */
};
struct join_tally {
    double sure; /* 0..1; beside: how alike their rows lie */
    double off;  /* pixels, root mean square over the places compared */
    int places;
    double degrees; /* the right half was turned by */
    double down;    /* pixels that it lay lower */
    int width, height;
    long withdrawn;   /* records that only the machine had seen */
    long carried;     /* records with keyed values that are the sheet's now */
    struct uuid page; /* the new one; null id on dry_run */
};
/* ERR_FORMAT: they do not fit together. ERR_STATE K-1827: one is joined already. */
enum err_code join_pages(struct office *office, const struct join_order *order, struct arena *arena,
                         struct join_tally *ret, struct err *err) MUST_CHECK;

/* The picture of a joined page as a file, JPEG; made again when it is not there. */
enum err_code join_open(struct store *store, const struct page *page, int *ret_fd,
                        struct err *err) MUST_CHECK;

/* Where a box of a joined page stands on a master: in the half that shows most of it. */
struct join_source {
    struct uuid page;
    int revision;
    struct digest master;
    int frame;
    struct rect box; /* pixels of (master, frame) */
};
/* parts: of the page's view, parsed. */
void join_source(const json_t *parts, struct rect box, struct join_source *ret);

#endif

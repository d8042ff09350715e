/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/join_part: what the files of workflow/join share. The parts of a joined page are
 *
 *   {"fit": as the worker gave it (worker/session, join),
 *    "parts": [{"page", "revision", "master", "frame", "region", "turns", "width", "height"}
 *              left, right]}
 *
 * master, frame, region: as in that revision; turns: of the half's picture before it was joined;
 * width, height: of that picture after turning.
 */
#ifndef WORKFLOW_JOIN_PART_H
#define WORKFLOW_JOIN_PART_H

#include "base/json.h"
#include "workflow/join.h"
#include "workflow/pixels.h"

enum { JOIN_QUALITY = 92 };

/* One half with everything that is known about it. */
struct half {
    struct page_facts facts;
    int turns;
};

/* Asks a worker: finds the fit (parts NULL) or uses the one in parts. format "jpeg" or "png"; dpi 0
 * = as it is. */
struct join_call {
    const struct half *left, *right;
    const json_t *parts;
    bool beside; /* edge to edge */
    const char *format;
    double dpi;
};
enum err_code join_ask(struct store *store, const struct join_call *call, json_t **ret_reply_new,
                       int *ret_fd, struct err *err) MUST_CHECK;
/* The halves of a joined page, from its parts. */
enum err_code join_halves(struct store *store, const json_t *parts, struct arena *arena,
                          struct half ret[2], struct err *err) MUST_CHECK;
/* The record of a half on the joined picture: its region moved there. side 0 left, 1 right. */
struct rect join_box_from_half(const json_t *parts, const struct half *half, int side,
                               struct rect box);
/* Keeps the joined picture, so that it is not made anew each time. */
enum err_code join_keep(struct store *store, const char *parts, int fd, struct err *err) MUST_CHECK;

#endif

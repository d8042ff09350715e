/* SPDX-License-Identifier: Apache-2.0
 *
 * present/thumbs: small pictures of pages that were shown, the newest use first; far more of them
 * are kept than whole pictures. Drawing thread only.
 */
#ifndef PRESENT_THUMBS_H
#define PRESENT_THUMBS_H

#include "present/picture.h"

enum { THUMBS_KEPT = 120 };

struct thumbs {
    struct picture *items[THUMBS_KEPT];
    size_t count;
};
void thumbs_release(struct thumbs *thumbs); /* a zeroed one is fine */
/* Keeps a small copy, in the place of an older one of the same page. */
void thumbs_add(struct thumbs *thumbs, const struct picture *picture);
void thumbs_renew(struct thumbs *thumbs, const struct uuid *page); /* they are stale now */
/* NULL when there is none. Borrowed until the next thumbs_add. */
const struct picture *thumbs_peek(struct thumbs *thumbs, const struct uuid *page, int revision);

#endif

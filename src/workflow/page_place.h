/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/page_place: how a page lies: its newest revision, its size, and the quarter turns that
 * make it upright, as a person said or the last reading found.
 */
#ifndef WORKFLOW_PAGE_PLACE_H
#define WORKFLOW_PAGE_PLACE_H

#include "model/geometry.h"
#include "store/page.h"

/* *ret_view: of the page's picture (page_box_to_picture), without skew; its width is 0 when the
 * page was not read yet. */
enum err_code page_place_get(struct store *store, const struct uuid *page, struct arena *arena,
                             struct page_view *ret_page, struct view *ret_view,
                             struct err *err) MUST_CHECK;

#endif

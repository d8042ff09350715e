/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/page_picture: small pictures of pages as files, upright, for a page in a browser
 * (export/review_html): anh/0001.jpg and on, in a folder; and the places of values on them.
 */
#ifndef WORKFLOW_PAGE_PICTURE_H
#define WORKFLOW_PAGE_PICTURE_H

#include "export/review_html.h"
#include "store/page.h"
#include "workflow/events.h"
#include "workflow/query.h"

struct office;
struct page_pictures; /* opaque; one thread */

/* folder: where "anh" is made; jobs 0 = one a core; events may be NULL. */
enum err_code page_pictures_new(struct office *office, const char *folder, unsigned jobs,
                                struct events *events, struct page_pictures **ret_new,
                                struct err *err) MUST_CHECK;
void page_pictures_free(struct page_pictures *pictures);                         /* NULL is fine */
void page_pictures_add(struct page_pictures *pictures, const struct uuid *page); /* once each */
/* By number of the picture, from 0; NULL behind the last. Borrowed. */
const struct uuid *page_pictures_peek(const struct page_pictures *pictures, size_t index);
size_t page_pictures_count(const struct page_pictures *pictures);
size_t page_pictures_done(const struct page_pictures *pictures);
/* A bounded piece of work. ERR_OK: there is more; ERR_EMPTY: all are there. A picture that cannot
 * be made is told by an event and left out. */
enum err_code page_pictures_step(struct page_pictures *pictures, int timeout_ms,
                                 struct err *err) MUST_CHECK;

/* The picture of the record and the place of each of its fields go into row; the labels, values and
 * the rest are the caller's. row->fields: as many as the view has. Texts of the arena. */
enum err_code page_pictures_put(const struct page_pictures *pictures,
                                const struct record_view *view, struct arena *arena,
                                struct review_row *row, struct review_field *fields,
                                struct err *err) MUST_CHECK;

#endif

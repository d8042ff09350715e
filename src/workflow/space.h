/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/space: how many pages the disk still takes. The size of a page is that of the pages
 * scanned here before, of the same kind of file, once there are enough of them; until then that of
 * an A4 page in colour at 300 dpi.
 */
#ifndef WORKFLOW_SPACE_H
#define WORKFLOW_SPACE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct office;

enum space_form {
    SPACE_LOSSLESS, /* TIFF, each pixel as scanned */
    SPACE_REGISTER, /* the register profile: JPEG 4:4:4, quality 90 */
    SPACE_FORM_COUNT
};
const char *space_form_name(enum space_form form);  /* "lossless", "register"; static */
const char *space_form_title(enum space_form form); /* translated; static */

struct space {
    uint64_t free; /* bytes of the store's disk; 0 = unknown */
    struct {
        uint64_t page; /* bytes of one */
        bool measured; /* on pages of this store */
        uint64_t fits; /* pages, leaving room for the database and for reading */
    } form[SPACE_FORM_COUNT];
};
enum { SPACE_PAGES_LOW = 500 }; /* a day's scanning */

enum err_code space_get(struct office *office, struct space *ret, struct err *err) MUST_CHECK;
uint64_t space_need(const struct space *space, enum space_form form, long pages); /* bytes */
/* Pages or files of this size, leaving the same room. */
uint64_t space_fits_bytes(const struct space *space, uint64_t page_bytes);
/* Is it wise to make room before scanning so many pages (0 = nobody knows how many)? */
bool space_low(const struct space *space, enum space_form form, long pages);

#endif

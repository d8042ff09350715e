/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/request: checked words of a request to a page worker.
 */
#ifndef WORKER_REQUEST_H
#define WORKER_REQUEST_H

#include "base/json.h"
#include "imaging/image.h"

struct page_request {
    const char *name; /* for messages; never NULL; borrowed from the request */
    int frame;        /* from 0 */
    bool has_region;
    struct rect region; /* page space */
    int turns;          /* 0..3, -1 = not said */
    bool has_skew;
    double skew;       /* degrees, model/geometry view.skew */
    double source_dpi; /* counts more than what the file says (a page of a PDF); 0 = not said */
    int orientation;   /* the same: TIFF numbers 1..8; 0 = not said */
};

/* ERR_USAGE K-701 names the word that is wrong. */
enum err_code request_page(const json_t *request, struct page_request *ret,
                           struct err *err) MUST_CHECK;
/* fd < 0: ERR_USAGE K-702. */
enum err_code request_file(int fd, struct err *err) MUST_CHECK;

/* Decodes the page of the request, cut to its region. red: as decode_options.red. */
enum err_code request_decode(const struct page_request *page, int fd, bool red,
                             struct image **ret_new, struct err *err) MUST_CHECK;

/* True when the array "want" names it. */
bool request_wants(const json_t *request, const char *what);

#endif

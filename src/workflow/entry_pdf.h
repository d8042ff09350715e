/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/entry_pdf: one entry as a PDF/A of its own: its rows below the head of their table, or
 * its whole page; the pages of its further images behind. Other entries of these pages are painted
 * over, and their words are left out, unless the plan says otherwise. What the file is called is
 * the caller's affair.
 *
 * A maker holds the page workers and writes any number of entries, one after the other or several
 * on their way. One thread. In a practice store every page says LUYỆN TẬP.
 */
#ifndef WORKFLOW_ENTRY_PDF_H
#define WORKFLOW_ENTRY_PDF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/json.h"
#include "export/pdf.h"
#include "model/id.h"

struct office;
struct entry_pdf; /* opaque: the maker */

enum entry_extent {
    ENTRY_ROWS, /* the head of its table and its rows; the whole page where no table was seen */
    ENTRY_PAGE,
    ENTRY_EXTENT_COUNT
};
const char *entry_extent_name(enum entry_extent extent); /* "rows", "page"; static */
bool entry_extent_parse(const char *name, enum entry_extent *ret);

struct entry_pdf_plan {
    enum entry_extent extent;
    bool neighbours;      /* leave the other entries legible */
    enum pdf_level level; /* PDF_A3U takes the attachment of each order */
    int64_t made_ms;      /* UTC; stands in the files: the same gives the same bytes */
    unsigned jobs;        /* pages at the same time; 0 = one a core */
};
enum err_code entry_pdf_new(struct office *office, const struct entry_pdf_plan *plan,
                            struct entry_pdf **ret_new, struct err *err) MUST_CHECK;
void entry_pdf_free(struct entry_pdf *maker); /* ends work on its way; NULL is fine */

struct entry_order {
    struct uuid record;
    const char *path;  /* of the PDF; what is there is replaced */
    const char *title; /* of the document; NULL = the path's last name */
    json_t *attached;  /* PDF_A3U: the record's JSON, attached as "NAME.json"; NULL =
                        * record_view_json; borrowed */
};
/* Queues it; everything is copied. ERR_MISSING when there is no such record, or it has no page
 * (K-2890). */
enum err_code entry_pdf_add(struct entry_pdf *maker, const struct entry_order *order,
                            struct err *err) MUST_CHECK;
bool entry_pdf_hungry(const struct entry_pdf *maker); /* a worker would idle without more */

/* What became of an order. ERR_OK: the file is on the disk. */
struct entry_result {
    struct uuid record;
    struct err err;
};
/* In the order of adding: ERR_OK: *ret is there; ERR_TIMEOUT: none within timeout_ms (or a signal
 * came), ask again; ERR_EMPTY: nothing is under way. No other code. */
enum err_code entry_pdf_next(struct entry_pdf *maker, int timeout_ms,
                             struct entry_result *ret) MUST_CHECK;

/* Adds and waits; only while nothing else is under way. */
enum err_code entry_pdf_write(struct entry_pdf *maker, const struct entry_order *order,
                              struct err *err) MUST_CHECK;

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/page_json: pages and records as the JSON that leaves the program: boxes in pixels of the
 * page as it came in, problems with their sentence. New references.
 */
#ifndef WORKFLOW_PAGE_JSON_H
#define WORKFLOW_PAGE_JSON_H

#include "base/json.h"
#include "model/record.h"
#include "workflow/reader.h"

/* The line of `read --json`: {"file","page","width",…,"text","codes","record" or "records"}. */
json_t *page_json(const struct read_page *page);

/* [x,y,w,h], or null when empty. */
json_t *box_json(struct rect box);
/* {"value","written","status","confidence","box","problems"}; box in page space. */
json_t *field_json(const struct proposed_field *field, struct rect box);
/* {"schema","row","fields":{…}}, row only on a register page; view leads to page space. */
json_t *proposal_json(const struct proposal *proposal, const struct view *view);

#endif

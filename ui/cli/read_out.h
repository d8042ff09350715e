/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/read_out: the forms in which `sohoa read` gives pages out; a table of drivers.
 */
#ifndef CLI_READ_OUT_H
#define CLI_READ_OUT_H

#include "cli/command.h"
#include "workflow/reader.h"

struct read_out; /* opaque */

/* The form that the options ask for. */
enum err_code read_out_new(const struct cli *cli, struct read_out **ret_new,
                           struct err *err) MUST_CHECK;
/* Takes the page. many: it is not the only one. */
enum err_code read_out_page(struct read_out *out, struct read_page *page, bool many,
                            struct err *err) MUST_CHECK;
enum err_code read_out_finish(struct read_out *out, struct err *err) MUST_CHECK;
void read_out_free(struct read_out *out); /* NULL is fine */

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/space_line: room on the disk, in words.
 */
#ifndef CLI_SPACE_LINE_H
#define CLI_SPACE_LINE_H

#include "base/json.h"
#include "cli/command.h"
#include "workflow/space.h"

struct office;

/* "300 pages: without loss (TIFF) 3900 MB, for registers … 900 MB; free: 12000 MB". pages 0: only
 * what one takes. */
void space_print(const struct space *space, long pages);
/* {"free","pages","lossless":{"page","measured","need","fits"},"register":{…}}; new. */
json_t *space_json(const struct space *space, long pages);
/* One line on stderr when there is not room enough for so many pages (0 = unknown) of this form;
 * never stops the work. */
enum err_code space_warn(struct office *office, enum space_form form, long pages,
                         struct err *err) MUST_CHECK;
/* The same for files of so many bytes. */
enum err_code space_warn_files(struct office *office, long files, uint64_t bytes,
                               struct err *err) MUST_CHECK;

#endif

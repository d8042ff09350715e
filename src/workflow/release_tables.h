/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/release_tables: records as files of rows, one a kind of paper and kind of file.
 */
#ifndef WORKFLOW_RELEASE_TABLES_H
#define WORKFLOW_RELEASE_TABLES_H

#include <stddef.h>

#include "base/err.h"
#include "model/id.h"

struct office;

struct file_names {
    char **items; /* heap paths */
    size_t count, capacity;
};

/* Writes into folder; adds the files to names. batch NULL = all. */
enum err_code release_tables(struct office *office, const char *folder, const struct uuid *batch,
                             struct file_names *names, long *ret_records,
                             struct err *err) MUST_CHECK;

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/browse: where files to be brought in may lie: sticks, cards and phones that are mounted,
 * and what is in a folder. Looks only; opens no file.
 */
#ifndef WORKFLOW_BROWSE_H
#define WORKFLOW_BROWSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* Folders of mounted media (under /media, /run/media, /mnt and of phones), then the home folder;
 * NULL-terminated, file_list_free. mounts: in the form of /proc/self/mounts, NULL = that. */
enum err_code browse_places(const char *mounts, char ***ret_new, struct err *err) MUST_CHECK;

enum { BROWSE_ITEMS_MAX = 5000, BROWSE_IMAGES_MAX = 100000 };

struct browse_item {
    char *name;
    bool folder;
    long images; /* pictures and PDF files in it and its subfolders; of such a file 1 */
};
struct browse; /* opaque */

/* ERR_MISSING K-2823 when there is no such folder. */
enum err_code browse_new(const char *folder, struct browse **ret_new, struct err *err) MUST_CHECK;
/* Looks into one folder more; false when all is counted. */
bool browse_step(struct browse *browse);
/* Folders first, then the files that can be brought in, each by name. Borrowed. */
const struct browse_item *browse_items(const struct browse *browse, size_t *ret_count);
long browse_images(const struct browse *browse); /* of all that is counted */
void browse_free(struct browse *browse);         /* NULL is fine */

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/device: scanners as SANE lists them, and one that is open. Only this folder includes SANE.
 *
 * SANE is global to a process and drivers hang or crash: all of this runs in sohoa-scan only, one
 * thread, started with limits and killed when a page takes too long.
 */
#ifndef SCAN_DEVICE_H
#define SCAN_DEVICE_H

#include <stddef.h>

#include "base/err.h"

/* sane_init and sane_exit; ERR_DEVICE K-300. */
enum err_code scan_init(struct err *err) MUST_CHECK;
void scan_exit(void);

struct scan_device {
    const char *name, *vendor, *model, *type; /* of SANE; valid until the next listing */
};
struct scan_device_list {
    struct scan_device *items; /* heap */
    size_t count, capacity;
};
enum err_code scan_devices(struct scan_device_list *ret_new, struct err *err) MUST_CHECK;
void scan_device_list_release(struct scan_device_list *list);

struct scanner; /* opaque: an open device */

/* name as listed; "" or NULL = the only one there is (ERR_USAGE K-321 when there are several,
 * ERR_MISSING K-320 when there is none or not this one; both list what is there). */
enum err_code scanner_open(const char *name, struct scanner **ret_new, struct err *err) MUST_CHECK;
void scanner_close(struct scanner *scanner); /* NULL is fine; ends a scan in progress */
const char *scanner_peek_name(const struct scanner *scanner);
/* "" when unknown; may have to list the devices. */
const char *scanner_peek_type(struct scanner *scanner);

#endif

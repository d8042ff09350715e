/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/sane_inside: what stands inside struct scanner, and SANE's status codes as errors. For files
 * of src/scan only.
 */
#ifndef SCAN_SANE_INSIDE_H
#define SCAN_SANE_INSIDE_H

#include <sane/sane.h>

#include "scan/device.h"

struct scanner {
    SANE_Handle handle;
    char *name, *type; /* heap; type NULL = not asked yet */
};

/* Never returns ERR_OK: a status of GOOD or EOF at the wrong moment is a fault of the driver.
 * K-301 to K-312. */
enum err_code scan_fault(SANE_Status status, const char *device, struct err *err);

#endif

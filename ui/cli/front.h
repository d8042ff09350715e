/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/front: the front ends of the desk as the command line sees them. They lie above; ui/main.c
 * hands them down.
 */
#ifndef CLI_FRONT_H
#define CLI_FRONT_H

#include <stdbool.h>

#include "base/err.h"

struct office;

struct front {
    const char *name; /* the option of `sohoa desk`: "x11", "term" */
    /* Could it work here? Looks only at the environment. */
    bool (*usable)(void);
    /* The desk until the person leaves it. */
    enum err_code (*run)(struct office *office, struct err *err);
};

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * x11/x11: the desk in an X11 window: shows what draw painted, turns keys and clicks into presses.
 */
#ifndef X11_X11_H
#define X11_X11_H

#include "cli/front.h"

extern const struct front front_x11;

#endif

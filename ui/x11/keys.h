/* SPDX-License-Identifier: Apache-2.0
 *
 * x11/keys: key symbols of X11 as presses.
 */
#ifndef X11_KEYS_H
#define X11_KEYS_H

#include <X11/Xlib.h>
#include <stdbool.h>

#include "present/press.h"

/* True: the key is a command (everything but text without Ctrl and Alt). */
bool keys_command(KeySym sym, unsigned state, struct press *ret);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * present/desk: the desk that people sit at: the screen they are on, what they type, what it asks
 * of the workflow. A front end gives it presses and clicks and draws desk_shown; it decides nothing
 * by itself. One thread; pictures come by themselves (desk_fd, desk_step).
 */
#ifndef PRESENT_DESK_H
#define PRESENT_DESK_H

#include "base/err.h"
#include "present/press.h"
#include "present/shown.h"
#include "viet/typing.h"

struct office;
struct desk; /* opaque */

/* Opens on the home screen. office: borrowed, used by the desk alone while it lives. */
enum err_code desk_new(struct office *office, struct desk **ret_new, struct err *err) MUST_CHECK;
void desk_free(struct desk *desk); /* saves what is in the field in focus; NULL is fine */
bool desk_over(const struct desk *desk);

/* What to draw; valid until the next call to the desk. */
const struct shown *desk_shown(struct desk *desk);

void desk_press(struct desk *desk, const struct press *press);
/* Text that a system input method or the clipboard brings: goes into the field of the token, also
 * when the focus has moved on. False: that field is gone, and nothing was put anywhere. */
bool desk_commit(struct desk *desk, unsigned token, const char *text);
void desk_preedit(struct desk *desk, unsigned token, const char *text);
/* The field in focus; 0 = letters go nowhere. */
unsigned desk_token(struct desk *desk);
/* A click on a row, or into the text of the input (offset in bytes). */
void desk_choose(struct desk *desk, size_t row);
void desk_place(struct desk *desk, size_t offset);
void desk_pan(struct desk *desk, double x, double y); /* by the mouse, parts of the place */

int desk_fd(const struct desk *desk); /* readable when desk_step has news */
bool desk_step(struct desk *desk);    /* true: draw again */
int desk_timeout(struct desk *desk);  /* ms until it must be called anyway; -1 = never */
bool desk_busy(struct desk *desk);    /* long work goes on: scanning, reading … */
/* The typing style in use; the built-in composer works unless it is TYPING_OFF. */
enum typing_style desk_style(const struct desk *desk);
/* How much larger than usual a person wants all letters: 1 = as the display is set. */
double desk_scale(const struct desk *desk);

#endif

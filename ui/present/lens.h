/* SPDX-License-Identifier: Apache-2.0
 *
 * present/lens: how a person looks at the picture of a page: how large, moved how far by hand. All
 * screens with a picture share it and its keys.
 */
#ifndef PRESENT_LENS_H
#define PRESENT_LENS_H

#include "present/press.h"
#include "present/shown.h"

struct lens {
    double zoom;         /* 1 = the width of the page fills the place; 0 counts as 1 */
    double pan_x, pan_y; /* parts of the place */
};

bool lens_request(struct lens *lens, enum request request); /* false: it is none of the picture's */
void lens_pan(struct lens *lens, double x, double y);
void lens_centre(struct lens *lens); /* takes back what was moved by hand */
void lens_show(const struct lens *lens, struct shown_picture *ret);

/* Alt belongs to the picture, as Ctrl + and Ctrl - belong to the letters of all screens. */
#define PICTURE_KEYS                                                                               \
    {{PRESS_RUNE, WITH_ALT, '+'}, REQUEST_ZOOM_IN, false},                                         \
        {{PRESS_RUNE, WITH_ALT, '='}, REQUEST_ZOOM_IN, false},                                     \
        {{PRESS_RUNE, WITH_ALT, '-'}, REQUEST_ZOOM_OUT, false},                                    \
        {{PRESS_LEFT, WITH_ALT}, REQUEST_PAN_LEFT, false},                                         \
        {{PRESS_RIGHT, WITH_ALT}, REQUEST_PAN_RIGHT, false},                                       \
        {{PRESS_UP, WITH_ALT}, REQUEST_PAN_UP, false},                                             \
    {                                                                                              \
        {PRESS_DOWN, WITH_ALT}, REQUEST_PAN_DOWN, false                                            \
    }

#endif

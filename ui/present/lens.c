/* SPDX-License-Identifier: Apache-2.0
 *
 * present/lens: steps and limits of looking closer. May include: base.
 */
#include "present/lens.h"

#define ZOOM_STEP 1.25
#define ZOOM_MIN  0.4
#define ZOOM_MAX  6.0
#define PAN_STEP  0.15

static void zoom(struct lens *lens, double factor)
{
    double zoomed = (lens->zoom > 0 ? lens->zoom : 1) * factor;
    lens->zoom = zoomed < ZOOM_MIN ? ZOOM_MIN : zoomed > ZOOM_MAX ? ZOOM_MAX : zoomed;
}

void lens_pan(struct lens *lens, double x, double y)
{
    lens->pan_x += x;
    lens->pan_y += y;
}

void lens_centre(struct lens *lens)
{
    lens->pan_x = lens->pan_y = 0;
}

bool lens_request(struct lens *lens, enum request request)
{
    switch (request) {
    case REQUEST_ZOOM_IN: zoom(lens, ZOOM_STEP); return true;
    case REQUEST_ZOOM_OUT: zoom(lens, 1 / ZOOM_STEP); return true;
    case REQUEST_PAN_LEFT: lens_pan(lens, -PAN_STEP, 0); return true;
    case REQUEST_PAN_RIGHT: lens_pan(lens, PAN_STEP, 0); return true;
    case REQUEST_PAN_UP: lens_pan(lens, 0, -PAN_STEP); return true;
    case REQUEST_PAN_DOWN: lens_pan(lens, 0, PAN_STEP); return true;
    default: return false;
    }
}

void lens_show(const struct lens *lens, struct shown_picture *ret)
{
    ret->zoom = lens->zoom > 0 ? lens->zoom : 1;
    ret->pan_x = lens->pan_x;
    ret->pan_y = lens->pan_y;
}

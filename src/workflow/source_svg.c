/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/source_svg: reading what pdftocairo -svg writes of a page that is one picture.
 * May include: base.
 */
#include "workflow/source_svg.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#define COVER_SHARE 0.01   /* of a side: how far the picture may end from the edge of the page */
#define COVER_LEAST 1.05   /* points: pdftocairo puts edges on whole ones */
#define PAPER_MAX   1700.0 /* points; longer sides (A2) are those of pages without a real size */
#define NUMBER_MAX  1e6

/* ---- the text, from left to right ---- */

static bool take_text(const char **at, const char *text)
{
    if (!text_starts(*at, text))
        return false;
    *at += strlen(text);
    return true;
}

static bool take_number(const char **at, double *ret)
{
    char *end;
    *ret = strtod(*at, &end);
    if (end == *at || !(fabs(*ret) < NUMBER_MAX))
        return false;
    *at = end;
    return true;
}

/* Several numbers, separated by one letter. */
static bool take_numbers(const char **at, char between, double *ret, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i && *(*at)++ != between)
            return false;
        if (!take_number(at, &ret[i]))
            return false;
    }
    return true;
}

static bool take_page(const char **at, double size[2])
{
    static const char box[] = "viewBox=\"0 0 ";
    const char *found = strstr(*at, box);
    if (!found)
        return false;
    *at = found + sizeof box - 1;
    if (!take_numbers(at, ' ', size, 2))
        return false;
    *at = strchr(*at, '>');
    return *at && take_text(at, ">\n<defs>\n<image id=\"image");
}

static bool take_picture(const char **at, const char *start, struct source_svg *ret, double *ret_id)
{
    double size[2];
    if (!take_number(at, ret_id) || !take_text(at, "\" width=\"") || !take_number(at, &size[0]) ||
        !take_text(at, "\" height=\"") || !take_number(at, &size[1]) ||
        !take_text(at, "\" xlink:href=\"data:image/"))
        return false;
    ret->jpeg = take_text(at, "jpeg;base64,");
    if (!ret->jpeg && !take_text(at, "png;base64,"))
        return false;
    ret->width = (long)size[0];
    ret->height = (long)size[1];
    ret->at = (size_t)(*at - start);
    ret->length = strcspn(*at, "\"");
    *at += ret->length;
    return ret->length && ret->width > 0 && ret->height > 0 && take_text(at, "\"/>\n</defs>\n");
}

static bool take_use(const char **at, double id, double matrix[6])
{
    double used;
    return take_text(at, "<g id=\"surface1\">\n<use xlink:href=\"#image") &&
           take_number(at, &used) && used == id && take_text(at, "\" transform=\"matrix(") &&
           take_numbers(at, ',', matrix, 6) && take_text(at, ")\"/>\n</g>\n</svg>\n") && !**at;
}

/* ---- where the picture lies ---- */

static bool is_near(double a, double b, double side)
{
    return fabs(a - b) <= fmax(side * COVER_SHARE, COVER_LEAST);
}

/* x' = m[0] x + m[2] y + m[4], y' = m[1] x + m[3] y + m[5]. */
static bool covers(const struct source_svg *svg, const double m[6], const double page[2])
{
    double across = m[0] * (double)svg->width + m[2] * (double)svg->height;
    double down = m[1] * (double)svg->width + m[3] * (double)svg->height;
    return is_near(fmin(m[4], m[4] + across), 0, page[0]) &&
           is_near(fmax(m[4], m[4] + across), page[0], page[0]) &&
           is_near(fmin(m[5], m[5] + down), 0, page[1]) &&
           is_near(fmax(m[5], m[5] + down), page[1], page[1]);
}

/* 0 when it is askew. */
static int orientation_of(const double m[6])
{
    static const int upright[2][2] = {{1, 4}, {2, 3}}, aside[2][2] = {{5, 8}, {6, 7}};
    double flat = fabs(m[0]) + fabs(m[3]), steep = fabs(m[1]) + fabs(m[2]);
    if (steep < flat * 1e-6)
        return upright[m[0] < 0][m[3] < 0];
    if (flat < steep * 1e-6)
        return aside[m[2] < 0][m[1] < 0];
    return 0;
}

static double dpi_of(const struct source_svg *svg, const double page[2])
{
    double width = (double)(svg->orientation > 4 ? svg->height : svg->width);
    return fmax(page[0], page[1]) > PAPER_MAX ? 0 : width / page[0] * 72;
}

bool source_svg_parse(const struct bytes *bytes, struct source_svg *ret)
{
    const char *start = (const char *)bytes->data, *at = start;
    double page[2], matrix[6], id;
    struct source_svg svg = {0};
    if (!take_page(&at, page) || !take_picture(&at, start, &svg, &id) ||
        !take_use(&at, id, matrix) || !covers(&svg, matrix, page))
        return false;
    svg.orientation = orientation_of(matrix);
    svg.dpi = dpi_of(&svg, page);
    if (!svg.orientation)
        return false;
    *ret = svg;
    return true;
}

/* ---- base64 ---- */

static int letter_value(unsigned char letter)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *found = letter ? strchr(letters, letter) : NULL;
    return found ? (int)(found - letters) : -1;
}

bool source_svg_take(struct bytes *bytes, const struct source_svg *svg)
{
    signed char values[256];
    unsigned bits = 0, count = 0;
    size_t length = 0;
    for (int i = 0; i < 256; i++)
        values[i] = (signed char)letter_value((unsigned char)i);
    for (size_t i = svg->at; i < svg->at + svg->length; i++) {
        unsigned char letter = bytes->data[i];
        if (letter == '=' || letter == '\n')
            continue;
        if (values[letter] < 0)
            return false;
        bits = bits << 6 | (unsigned)values[letter];
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes->data[length++] = (unsigned char)(bits >> count);
        }
    }
    bytes->length = length;
    return length > 0;
}

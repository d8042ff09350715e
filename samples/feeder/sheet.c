/* SPDX-License-Identifier: Apache-2.0
 *
 * feeder/sheet: reads P4, P5 and P6 files and changes their mode and size. C library only.
 */
#include "sheet.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIDE_MAX = 40000 };

static size_t row_bytes(int width, int depth, int channels)
{
    return ((size_t)width * (size_t)depth * (size_t)channels + 7) / 8;
}

static bool sheet_init(struct sheet *sheet, int width, int height, int depth, int channels)
{
    *sheet =
        (struct sheet){NULL, width, height, depth, channels, row_bytes(width, depth, channels)};
    sheet->data = calloc((size_t)height, sheet->row_bytes);
    return sheet->data != NULL;
}

void sheet_release(struct sheet *sheet)
{
    free(sheet->data);
    *sheet = (struct sheet){0};
}

/* --- files --- */

/* One number of the header, behind spaces and comments; takes the one byte behind it too. */
static int header_number(FILE *file)
{
    int c = getc(file), value = 0;

    while (isspace(c) || c == '#') {
        while (c == '#' && c != EOF && c != '\n') {
            c = getc(file);
            while (c != '\n' && c != EOF)
                c = getc(file);
        }
        c = getc(file);
    }
    if (!isdigit(c))
        return -1;
    for (; isdigit(c) && value <= SIDE_MAX * 2; c = getc(file))
        value = value * 10 + c - '0';
    return value;
}

static void swap_samples(struct sheet *sheet)
{
    size_t bytes = sheet->row_bytes * (size_t)sheet->height;

    for (size_t i = 0; i + 1 < bytes; i += 2) {
        uint16_t sample = (uint16_t)(sheet->data[i] << 8 | sheet->data[i + 1]);
        memcpy(sheet->data + i, &sample, sizeof sample);
    }
}

static bool load_pixels(FILE *file, int type, struct sheet *sheet)
{
    int width = header_number(file), height = header_number(file);
    int most = type == '4' ? 1 : header_number(file);
    int depth = type == '4' ? 1 : most > 255 ? 16 : 8;

    if (width < 1 || height < 1 || width > SIDE_MAX || height > SIDE_MAX || most < 1)
        return false;
    if (!sheet_init(sheet, width, height, depth, type == '6' ? 3 : 1))
        return false;
    if (fread(sheet->data, sheet->row_bytes, (size_t)height, file) != (size_t)height) {
        sheet_release(sheet);
        return false;
    }
    if (depth == 16)
        swap_samples(sheet);
    return true;
}

bool sheet_load(const char *path, struct sheet *ret_new)
{
    FILE *file = fopen(path, "rbe");
    struct sheet sheet = {0};
    bool good = false;

    if (!file)
        return false;
    if (getc(file) == 'P') {
        int type = getc(file);
        good = type >= '4' && type <= '6' && load_pixels(file, type, &sheet);
    }
    fclose(file);
    if (good)
        *ret_new = sheet;
    return good;
}

/* --- modes and sizes, in 8 bit --- */

/* Value 0..255 of one sample; channels beyond those of the sheet repeat the first. */
static unsigned sample_at(const struct sheet *sheet, int x, int y, int channel)
{
    const uint8_t *row = sheet->data + (size_t)y * sheet->row_bytes;
    size_t index =
        (size_t)x * (size_t)sheet->channels + (size_t)(channel < sheet->channels ? channel : 0);

    if (sheet->depth == 1)
        return row[x / 8] >> (7 - x % 8) & 1 ? 0 : 255;
    if (sheet->depth == 8)
        return row[index];
    return row[2 * index + 1]; /* little endian: the high byte */
}

/* Mean over the source pixels that one target pixel covers. */
static unsigned sample_mean(const struct sheet *from, double scale, int x, int y, int channel)
{
    int left = (int)(x / scale), top = (int)(y / scale);
    int right = (int)((x + 1) / scale), bottom = (int)((y + 1) / scale);
    unsigned long sum = 0, count = 0;

    for (int j = top; j == top || (j < bottom && j < from->height); j++)
        for (int i = left; i == left || (i < right && i < from->width); i++, count++)
            sum += sample_at(from, i < from->width ? i : from->width - 1,
                             j < from->height ? j : from->height - 1, channel);
    return (unsigned)((sum + count / 2) / count);
}

static unsigned sample_luminance(const struct sheet *from, double scale, int x, int y)
{
    if (from->channels == 1)
        return sample_mean(from, scale, x, y, 0);
    return (299 * sample_mean(from, scale, x, y, 0) + 587 * sample_mean(from, scale, x, y, 1) +
            114 * sample_mean(from, scale, x, y, 2) + 500) /
           1000;
}

static void fill_row(struct sheet *to, const struct sheet *from, double scale, int y)
{
    uint8_t *row = to->data + (size_t)y * to->row_bytes;

    for (int x = 0; x < to->width; x++) {
        if (to->channels == 3)
            for (int c = 0; c < 3; c++)
                row[3 * x + c] = (uint8_t)sample_mean(from, scale, x, y, c);
        else if (to->depth == 8)
            row[x] = (uint8_t)sample_luminance(from, scale, x, y);
        else if (sample_luminance(from, scale, x, y) < 128)
            row[x / 8] |= (uint8_t)(0x80 >> x % 8);
    }
}

bool sheet_convert(struct sheet *sheet, enum sheet_mode mode, double scale)
{
    int channels = mode == SHEET_AS_STORED ? sheet->channels : mode == SHEET_COLOUR ? 3 : 1;
    int depth = mode == SHEET_AS_STORED ? sheet->depth : mode == SHEET_LINEART ? 1 : 8;
    int width = (int)(sheet->width * scale), height = (int)(sheet->height * scale);
    struct sheet to;

    if (scale == 1 && channels == sheet->channels && (depth == sheet->depth || mode == 0))
        return true;
    if (depth == 16)
        depth = 8;
    if (width < 1 || height < 1 || !sheet_init(&to, width, height, depth, channels))
        return false;
    for (int y = 0; y < height; y++)
        fill_row(&to, sheet, scale, y);
    sheet_release(sheet);
    *sheet = to;
    return true;
}

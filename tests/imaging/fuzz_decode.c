/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/imaging/fuzz_decode: any bytes as an image file: probe and decode may refuse, never fail
 * otherwise. With clang: `-fsanitize=fuzzer,address,undefined -DWITH_FUZZER`; the ordinary build
 * has a driver of its own that spoils files of every kind in the same way at every run.
 */
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "imaging/decode.h"
#include "imaging/encode.h"
#include "imaging/probe.h"
#include "make.h"

#define FUZZ_PIXELS_MAX 4e6 /* bigger ones only cost time */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t length)
{
    int fd = make_fd(data, length);
    struct probe probe = {0};
    struct err err = {0};

    if (image_probe(fd, "fuzz", &probe, &err) == ERR_OK &&
        (double)probe.frames[0].width * probe.frames[0].height < FUZZ_PIXELS_MAX) {
        struct decode_options options = {.name = "fuzz", .red = length % 2};
        struct image *image = NULL;
        struct raster raster = {0};
        if (image_decode(fd, &options, &image, &err) == ERR_OK)
            image_free(image);
        err_clear(&err);
        if (image_decode_raster(fd, &options, &raster, &err) == ERR_OK)
            raster_release(&raster);
    }
    probe_release(&probe);
    close(fd);
    return 0;
}

#ifndef WITH_FUZZER

enum { SPOILT = 150, SEEDS_MAX = 16 };

static struct bytes tiff_seed(struct make_tiff spec)
{
    int fd = make_tiff(&spec);
    struct bytes bytes = {0};
    struct err err = {0};

    if (file_read_fd(fd, 1 << 20, "seed", &bytes, &err))
        abort();
    close(fd);
    return bytes;
}

static struct bytes encoded_seed(enum raster_format format, enum encode_format as)
{
    struct raster raster = make_raster(format, 19, 11);
    struct image *image = NULL;
    struct bytes bytes = {0};
    struct err err = {0};

    if (image_from_raster(&raster, &image, &err) || image_encode(image, as, 0, &bytes, &err))
        abort();
    image_free(image);
    raster_release(&raster);
    return bytes;
}

static size_t make_seeds(struct bytes seeds[SEEDS_MAX])
{
    size_t count = 0;

    seeds[count++] = make_bmp(20, 10);
    seeds[count++] = make_webp(20, 10);
    seeds[count++] = make_jpeg(20, 10, 6);
    for (int format = RASTER_BIT1; format <= RASTER_GREY8; format++) {
        seeds[count++] = encoded_seed((enum raster_format)format, ENCODE_PNG);
        seeds[count++] = encoded_seed((enum raster_format)format, ENCODE_PNM);
    }
    seeds[count++] = encoded_seed(RASTER_RGB24, ENCODE_PNG);
    seeds[count++] = tiff_seed((struct make_tiff){
        20, 10, .bits = 1, .compression = COMPRESSION_CCITTFAX4, .orientation = 7});
    seeds[count++] = tiff_seed((struct make_tiff){20, 10, .samples = 3, .pages = 2,
                                                  .photometric = PHOTOMETRIC_RGB,
                                                  .compression = COMPRESSION_LZW});
    seeds[count++] = tiff_seed((struct make_tiff){
        20, 10, .samples = 3, .photometric = PHOTOMETRIC_YCBCR, .compression = COMPRESSION_JPEG});
    seeds[count++] = tiff_seed(
        (struct make_tiff){40, 40, .samples = 3, .tile = 32, .photometric = PHOTOMETRIC_RGB});
    return count;
}

static void spoil(struct bytes *bytes, uint32_t *state)
{
    for (int i = 0; i < 3; i++) {
        *state = *state * 1664525 + 1013904223;
        size_t near = *state & 0x80 ? 64 : bytes->length; /* headers more often */
        bytes->data[(*state >> 8) % (near < bytes->length ? near : bytes->length)] =
            (unsigned char)*state;
    }
}

int main(void)
{
    struct bytes seeds[SEEDS_MAX];
    size_t count = make_seeds(seeds);
    uint32_t state = 7;

    for (size_t i = 0; i < count; i++) {
        unsigned char *whole = mem_new(seeds[i].length, 1);
        memcpy(whole, seeds[i].data, seeds[i].length);
        for (int k = 0; k < SPOILT; k++) {
            memcpy(seeds[i].data, whole, seeds[i].length);
            spoil(&seeds[i], &state);
            LLVMFuzzerTestOneInput(seeds[i].data,
                                   k % 5 ? seeds[i].length : state % seeds[i].length);
        }
        bytes_release(&seeds[i]);
        free(whole);
    }
    return 0;
}

#endif

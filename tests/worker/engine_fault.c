/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/worker/engine_fault: a library that stands between a page worker and Tesseract
 * (LD_PRELOAD), so that the engine fails in the middle of a call, as it does on pages that it does
 * not bear. ENGINE_FAULT=KIND@WIDTH: on a page of that width (pixels as the engine gets it)
 * recognising does what KIND says:
 *   abort   a failed assertion
 *   memory  asks for memory until there is none; then what C++ does without a handler
 *   spin    works for ever
 */
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

static int page_width;

/* As Tesseract's own header declares them, but for their pointers' types. */
void TessBaseAPISetImage(void *handle, const unsigned char *data, int width, int height, int bytes,
                         int line);
int TessBaseAPIRecognize(void *handle, void *monitor);

static void fail(const char *kind)
{
    static volatile unsigned turns;
    if (strncmp(kind, "memory@", 7) == 0)
        while (malloc((size_t)16 << 20)) /* never touched: the machine of the test stays quick */
            turns++;
    if (strncmp(kind, "spin@", 5) == 0)
        for (;;)
            turns++;
    abort();
}

void TessBaseAPISetImage(void *handle, const unsigned char *data, int width, int height, int bytes,
                         int line)
{
    void (*next)(void *, const unsigned char *, int, int, int, int);
    *(void **)&next = dlsym(RTLD_NEXT, "TessBaseAPISetImage");
    page_width = width;
    next(handle, data, width, height, bytes, line);
}

int TessBaseAPIRecognize(void *handle, void *monitor)
{
    int (*next)(void *, void *);
    const char *fault = getenv("ENGINE_FAULT");
    const char *width = fault ? strchr(fault, '@') : NULL;
    *(void **)&next = dlsym(RTLD_NEXT, "TessBaseAPIRecognize");
    if (width && strtol(width + 1, NULL, 10) == page_width)
        fail(fault);
    return next(handle, monitor);
}

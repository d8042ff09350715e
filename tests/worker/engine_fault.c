/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/worker/engine_fault: a library that stands between a page worker and Tesseract
 * (LD_PRELOAD), so that the engine fails in the middle of a call, as it does on pages that it does
 * not bear. ENGINE_FAULT=KIND@WIDTH (engine_fail.h).
 */
#include <dlfcn.h>

#include "engine_fail.h"

static int page_width;

/* As Tesseract's own header declares them, but for their pointers' types. */
void TessBaseAPISetImage(void *handle, const unsigned char *data, int width, int height, int bytes,
                         int line);
int TessBaseAPIRecognize(void *handle, void *monitor);

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
    *(void **)&next = dlsym(RTLD_NEXT, "TessBaseAPIRecognize");
    engine_fail_at(page_width);
    return next(handle, monitor);
}

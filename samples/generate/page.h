/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/page: one finished page: paper written, worn, scanned; picture and truth as bytes.
 */
#ifndef GENERATE_PAGE_H
#define GENERATE_PAGE_H

#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "halves.h"
#include "paper.h"
#include "wear.h"

enum page_format { PAGE_PNG, PAGE_PNM };
enum tone_choice { TONE_CHANCE, TONE_GREY, TONE_COLOUR };

struct page_order {
    uint64_t seed, number; /* both decide all chance */
    const struct paper *paper;
    enum level level;
    double dpi;
    double size;      /* the paper is printed this much smaller (1 = as it is) */
    bool handwritten; /* wanted; else by chance on register pages */
    bool printed;     /* wanted; never by hand */
    bool blank;       /* nothing on it */
    bool wide;        /* what the ordinary pages do not have (generate/wide) */
    int turns;        /* 0..3 wanted, -1 by chance */
    enum tone_choice tone;
    bool coarse;    /* 16 values a channel: small files */
    enum half half; /* only this half of the picture; the truth stays that of the whole sheet */
    enum page_format format;
};

/* Bytes of the picture and the truth, both the caller's. */
enum err_code page_make(const struct page_order *order, struct bytes *ret_file, json_t **ret_truth,
                        struct err *err) MUST_CHECK;

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * base/limits: every cap in one place. Sizes in bytes unless said otherwise.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

#define MEBI (1024ull * 1024ull)

#define STR_MAX           (256 * MEBI) /* one growing text */
#define JSON_BYTES_MAX    (64 * MEBI)  /* one JSON document */
#define JSON_DEPTH_MAX    64
#define YAML_BYTES_MAX    (1 * MEBI)
#define YAML_DEPTH_MAX    16
#define MASTER_BYTES_MAX  (2048 * MEBI) /* one file that comes in */
#define MASTER_FRAMES_MAX 2000          /* pages of one file */
/* A3 at 600 dpi is 7016 x 9933 (70 Mpx) and must pass; a 60,000 x 60,000 bomb must not. */
#define IMAGE_SIDE_MAX       30000 /* pixels */
#define IMAGE_PIXELS_MAX     (160 * 1000 * 1000)
#define IMAGE_DPI_MIN        50 /* below: taken as unknown */
#define IMAGE_DPI_MAX        2400
#define WORKER_MEMORY_MAX    (2048 * MEBI) /* address space of a page worker */
#define WORKER_CPU_SECONDS   0             /* a worker lives long; the wall limit is per page */
#define WORKER_PAGE_MS       90000         /* wall time of one page before the worker is killed */
#define SCAN_MEMORY_MAX      (2048 * MEBI)
#define SCAN_PAGE_MS         300000 /* wall time of one scanned page */
#define PDF_CHILD_MEMORY_MAX (1024 * MEBI)
#define PDF_CHILD_CPU        60 /* seconds for one page of a foreign PDF */
#define PAGE_WORDS_MAX       20000
#define SCHEMA_FIELDS_MAX    128
#define FIELD_BYTES_MAX      4096 /* one value */

#endif

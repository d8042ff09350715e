/* SPDX-License-Identifier: Apache-2.0
 *
 * export/bag: a folder as a BagIt 1.0 bag (RFC 8493): what is under data/ with its SHA-256 in
 * manifest-sha256.txt, the files beside it in tagmanifest-sha256.txt, and bag-info.txt with the
 * number of bytes and files, so that a file that came or went is noticed too. Needs no store.
 */
#ifndef EXPORT_BAG_H
#define EXPORT_BAG_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/id.h"

#define BAG_MANIFEST  "manifest-sha256.txt"
#define BAG_TAGS      "tagmanifest-sha256.txt"
#define BAG_SIGNATURE BAG_TAGS ".minisig"
#define BAG_KEY       "nguoi-ky.pub"

/* A line of bag-info.txt. */
struct bag_line {
    const char *name, *value; /* value: one line */
};
/* Closes a folder whose data/ is complete: writes bagit.txt, bag-info.txt and the manifests.
 * Payload-Oxum is added. *ret: hash of the tag manifest, which stands for the whole bag. */
enum err_code bag_close(const char *folder, const struct bag_line *lines, size_t count,
                        struct digest *ret, struct err *err) MUST_CHECK;

enum bag_fault_kind {
    BAG_CHANGED, /* the file has another content */
    BAG_MISSING, /* a manifest names it, and it is not there */
    BAG_ADDED,   /* it is there, and no manifest names it */
    BAG_BROKEN,  /* a manifest or bag-info.txt cannot be read, or numbers do not fit */
    BAG_FAULT_COUNT
};
const char *bag_fault_name(enum bag_fault_kind kind);  /* "changed" ...; static */
const char *bag_fault_title(enum bag_fault_kind kind); /* translated; static */
struct bag_fault {
    enum bag_fault_kind kind;
    const char *file; /* in the bag */
};
struct bag_report {
    struct bag_fault *faults;
    size_t fault_count;
    size_t files;                /* under data/ */
    uint64_t bytes;              /* of these */
    const struct bag_line *info; /* bag-info.txt */
    size_t info_count;
    struct digest tags; /* hash of the tag manifest as it is */
};
/* Looks at every file. ERR_FORMAT K-690 when the folder is no bag; else ERR_OK, and the report says
 * what is wrong. All of the arena. */
enum err_code bag_check(const char *folder, struct arena *arena, struct bag_report *ret,
                        struct err *err) MUST_CHECK;
const char *bag_info_peek(const struct bag_report *report, const char *name); /* NULL = none */

/* Private to export/bag*: every file under folder/under, with '/' between, in byte order; heap. */
struct bag_files {
    char **items;
    size_t count, capacity;
};
enum err_code bag_files_list(const char *folder, const char *under, struct bag_files *ret_new,
                             struct err *err) MUST_CHECK;
void bag_files_release(struct bag_files *files);

#endif

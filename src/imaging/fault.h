/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/fault: the errors of image files, each number in one place. For files of src/imaging.
 */
#ifndef IMAGING_FAULT_H
#define IMAGING_FAULT_H

#include <stddef.h>

#include "base/err.h"

enum err_code fault_memory(struct err *err);                                             /* K-200 */
enum err_code fault_many(const char *name, struct err *err);                             /* K-202 */
enum err_code fault_foreign(const char *name, struct err *err);                          /* K-210 */
enum err_code fault_broken(const char *name, int frame, struct err *err);                /* K-211 */
enum err_code fault_big(const char *name, double width, double height, struct err *err); /* K-212 */
enum err_code fault_frame(const char *name, int frame, size_t count, struct err *err);   /* K-213 */
enum err_code fault_empty(const char *name, struct err *err);                            /* K-214 */
enum err_code fault_feature(const char *name, int frame, struct err *err);               /* K-219 */
enum err_code fault_encode(const char *format, struct err *err);                         /* K-216 */
enum err_code fault_input(const char *name, int errno_value, struct err *err);           /* K-217 */
enum err_code fault_other_kind(const char *name, const char *kind, struct err *err);     /* K-218 */

/* ERR_LIMIT K-212 unless base/limits.h allows an image of that size; zero or less is broken. */
enum err_code fault_check_size(const char *name, int frame, double width, double height,
                               struct err *err) MUST_CHECK;

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/districts: names of districts (huyện, quận, thị xã, thành phố thuộc tỉnh) by province.
 */
#ifndef VIET_DISTRICTS_H
#define VIET_DISTRICTS_H

#include <stddef.h>

struct province_districts {
    int province;      /* old code */
    const char *names; /* parted by "|" */
};
extern const struct province_districts DISTRICTS[]; /* by code */
extern const size_t DISTRICTS_COUNT;

/* The names of one province, parted by "|"; NULL when the code is unknown. Static. */
const char *districts_of(int province);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/cmocka_all: cmocka with the headers it wants before itself.
 */
#ifndef TESTS_CMOCKA_ALL_H
#define TESTS_CMOCKA_ALL_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif

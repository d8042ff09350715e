/* SPDX-License-Identifier: Apache-2.0
 *
 * tests: cmocka.h with the system headers that must stand before it. Every test includes this.
 */
#ifndef TESTS_CMOCKA_FIRST_H
#define TESTS_CMOCKA_FIRST_H

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#endif

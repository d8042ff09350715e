/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/hook: faults on demand, so that tests can prove that a bad page costs only itself. Never
 * active unless the environment variable is set.
 *
 * SOHOA_WORKER_FAULT=KIND@NAME[,KIND@NAME…]: a `read` request whose "name" is NAME makes the worker
 *   crash   die of SIGSEGV
 *   hang    sleep for ever
 *   memory  ask for memory until there is none, then abort
 * With `full-` in front of KIND only the full chain is hit and the simple one (setup "simple")
 * reads.
 */
#ifndef WORKER_HOOK_H
#define WORKER_HOOK_H

#include <stdbool.h>

void hook_strike(const char *name, bool simple);

#endif

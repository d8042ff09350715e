/* SPDX-License-Identifier: Apache-2.0
 *
 * base/log: SOHOA_LOG=ocr:debug,scan:trace (default: all:warn), lines to stderr:
 * "12:03:04.123 ocr debug text". Never field values, never passwords. Thread-safe.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdbool.h>

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG, LOG_TRACE, LOG_LEVEL_COUNT };

bool log_enabled(const char *room, enum log_level level);
void log_write(const char *room, enum log_level level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#define log_error(room, ...) log_write(room, LOG_ERROR, __VA_ARGS__)
#define log_warn(room, ...)  log_write(room, LOG_WARN, __VA_ARGS__)
#define log_info(room, ...)  log_write(room, LOG_INFO, __VA_ARGS__)
#define log_debug(room, ...) log_write(room, LOG_DEBUG, __VA_ARGS__)

#endif

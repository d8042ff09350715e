/* SPDX-License-Identifier: Apache-2.0
 *
 * base/log: levels by room from SOHOA_LOG, read once. One write(2) a line.
 * May include: base only.
 */
#include "base/log.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"

enum { RULES_MAX = 32, ROOM_MAX = 24, LINE_MAX_BYTES = 1024 };

struct rule {
    char room[ROOM_MAX];
    enum log_level level;
};

static const char *const level_names[LOG_LEVEL_COUNT] = {
    [LOG_ERROR] = "error", [LOG_WARN] = "warn",   [LOG_INFO] = "info",
    [LOG_DEBUG] = "debug", [LOG_TRACE] = "trace",
};

/* Written once under the once-lock, read-only afterwards. */
static pthread_once_t rules_once = PTHREAD_ONCE_INIT;
static struct rule rules[RULES_MAX];
static size_t rule_count;
static enum log_level level_of_all = LOG_WARN;

static void rule_add(const char *text, size_t length)
{
    const char *colon = memchr(text, ':', length);
    size_t room = colon ? (size_t)(colon - text) : length;
    enum log_level level = LOG_DEBUG;
    for (int i = 0; colon && i < LOG_LEVEL_COUNT; i++)
        if (strlen(level_names[i]) == length - room - 1 &&
            strncmp(colon + 1, level_names[i], length - room - 1) == 0)
            level = (enum log_level)i;
    if (room == 3 && strncmp(text, "all", 3) == 0)
        level_of_all = level;
    else if (room > 0 && room < ROOM_MAX && rule_count < RULES_MAX) {
        memcpy(rules[rule_count].room, text, room);
        rules[rule_count++].level = level;
    }
}

static void rules_read(void)
{
    const char *at = getenv("SOHOA_LOG");
    while (at && *at) {
        size_t length = strcspn(at, ",");
        rule_add(at, length);
        at += length + (at[length] == ',');
    }
}

bool log_enabled(const char *room, enum log_level level)
{
    pthread_once(&rules_once, rules_read);
    for (size_t i = 0; i < rule_count; i++)
        if (strcmp(rules[i].room, room) == 0)
            return level <= rules[i].level;
    return level <= level_of_all;
}

void log_write(const char *room, enum log_level level, const char *format, ...)
{
    if (!log_enabled(room, level))
        return;
    char when[CLOCK_TEXT_SIZE], line[LINE_MAX_BYTES];
    clock_iso(clock_now_ms(), when);
    int lead = snprintf(line, sizeof line, "%.12s %s %s ", when + 11, room, level_names[level]);
    va_list args;
    va_start(args, format);
    int body = vsnprintf(line + lead, sizeof line - (size_t)lead - 1, format, args);
    va_end(args);
    size_t length = (size_t)lead + (body > 0 ? (size_t)body : 0);
    if (length > sizeof line - 2)
        length = sizeof line - 2;
    line[length++] = '\n';
    if (write(STDERR_FILENO, line, length) < 0)
        return; /* nobody can be told */
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/hook: see the header. May include base.
 */
#include "worker/hook.h"

#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/mem.h"

static void hang(void)
{
    for (;;)
        pause();
}

/* Address space only, never touched: the machine of the test stays quick. */
static void eat_memory(void)
{
    size_t eaten = 0, step = 16 * MEBI;

    while (eaten < WORKER_MEMORY_MAX &&
           mmap(NULL, step, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED)
        eaten += step;
    abort();
}

static void crash(void)
{
    signal(SIGSEGV, SIG_DFL); /* a sanitizer's handler would print */
    raise(SIGSEGV);
}

static void strike(const char *kind, size_t length)
{
    static const struct {
        const char *name;
        void (*act)(void);
    } kinds[] = {{"crash", crash}, {"hang", hang}, {"memory", eat_memory}};

    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
        if (strlen(kinds[i].name) == length && strncmp(kinds[i].name, kind, length) == 0)
            kinds[i].act();
}

void hook_strike(const char *name, bool simple)
{
    const char *at = getenv("SOHOA_WORKER_FAULT");
    size_t wanted = strlen(name);

    while (at && *at) {
        size_t length = strcspn(at, ","), kind = strcspn(at, "@,");
        bool full = strncmp(at, "full-", 5) == 0;
        size_t skip = full ? 5 : 0;
        if (kind < length && length - kind - 1 == wanted &&
            strncmp(at + kind + 1, name, wanted) == 0 && !(full && simple))
            strike(at + skip, kind - skip);
        at += length + (at[length] == ',');
    }
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/workflow/practice: makes and removes it. May include: base, store, workflow, cmocka.
 */
#include "practice.h"

#include <stdlib.h>
#include <unistd.h>

#include "../cmocka_all.h"
#include "base/file.h"
#include "base/mem.h"
#include "store/audit.h"

struct office *office;
struct store *store;
struct arena *arena;
struct err err;
static char *folder;

int practice_open(void **state)
{
    struct store_plan plan = {.practice = true};
    /* Memory where there is some: the tests commit hundreds of times. */
    char shared[] = "/dev/shm/sohoa-test-XXXXXX", plain[] = "/tmp/sohoa-test-XXXXXX";
    (void)state;
    folder = mem_copy_text(mkdtemp(access("/dev/shm", W_OK) == 0 ? shared : plain));
    char *inner = file_join(folder, "store");
    FINE(store_create(inner, &plan, &store, &err));
    store_close(store);
    FINE(office_open(inner, NULL, &office, &err));
    store = office_store(office);
    free(inner);
    arena = arena_new();
    return 0;
}

int practice_close(void **state)
{
    (void)state;
    arena_free(arena);
    office_close(office);
    int failed = file_remove_tree(folder, NULL) != ERR_OK;
    free(folder);
    return failed;
}

void fine(enum err_code code, const char *what)
{
    if (code)
        fail_msg("%s: K-%d %s", what, err.number, err.text);
    err_clear(&err);
}

void audit_passes(void)
{
    struct audit_report report;
    struct audit_options options = {0};
    FINE(audit_verify(store, &options, &report, &err));
}

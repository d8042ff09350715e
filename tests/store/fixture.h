/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/store/fixture: a store in a temporary folder, with a little of everything in it. All
 * people in it are invented.
 */
#ifndef STORE_FIXTURE_H
#define STORE_FIXTURE_H

#include "store/assignment.h"
#include "store/audit.h"
#include "store/batch.h"
#include "store/derived.h"
#include "store/difficulty.h"
#include "store/grid.h"
#include "store/ledger.h"
#include "store/master.h"
#include "store/page.h"
#include "store/person.h"
#include "store/quality.h"
#include "store/record.h"
#include "store/reservation.h"
#include "store/schema.h"
#include "store/search.h"

struct fixture {
    char folder[64]; /* the temporary one; the store is in it */
    char store_folder[80];
    struct store *store;
    struct arena *arena;
    struct err err;
    /* made by fixture_fill */
    struct uuid batch, book, page, record, version, second, act;
    struct digest master, schema;
};

void fixture_open(struct fixture *fixture); /* an empty practice store */
void fixture_fill(struct fixture *fixture); /* a row in every content table, no column forgotten */
void fixture_close(struct fixture *fixture);
void fixture_reopen(struct fixture *fixture);

struct uuid fixture_page(struct fixture *fixture, const char *bytes); /* a page of its own master */
void fixture_master_path(struct fixture *fixture, char *out, size_t size);

/* Fails the test with the error's text. */
#define assert_fine(fixture, call)                                                                 \
    do {                                                                                           \
        err_clear(&(fixture)->err);                                                                \
        enum err_code fine_code = (call);                                                          \
        if (fine_code)                                                                             \
            fail_msg("%s: %s K-%d %s", #call, err_code_name(fine_code), (fixture)->err.number,     \
                     (fixture)->err.text);                                                         \
    } while (0)
#define assert_code(fixture, code, call)                                                           \
    do {                                                                                           \
        err_clear(&(fixture)->err);                                                                \
        assert_string_equal(err_code_name(call), err_code_name(code));                             \
    } while (0)

#endif

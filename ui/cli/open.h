/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/open: the store that a command works in, and what a person names in it.
 */
#ifndef CLI_OPEN_H
#define CLI_OPEN_H

#include "base/arena.h"
#include "cli/command.h"
#include "model/id.h"
#include "workflow/office.h"

/* --store, else SOHOA_STORE, else the usual place. Heap text. */
char *open_folder(const struct cli *cli);
/* The office of --store and --as; in an office's store the person signs in (a passphrase). */
enum err_code open_office(const struct cli *cli, struct office **ret_new,
                          struct err *err) MUST_CHECK;
/* The whole of a command that works in the office: opens it, does work, closes it. The second also
 * gives an arena that ends with it. */
typedef enum err_code office_work(struct cli *cli, struct office *office, struct err *err);
typedef enum err_code office_arena_work(struct cli *cli, struct office *office, struct arena *arena,
                                        struct err *err);
enum err_code open_and_run(struct cli *cli, office_work *work, struct err *err) MUST_CHECK;
enum err_code open_and_run_with(struct cli *cli, office_arena_work *work,
                                struct err *err) MUST_CHECK;
/* Only the signing in, for a command that opened the office itself. */
enum err_code open_sign_in(const struct cli *cli, struct office *office,
                           struct err *err) MUST_CHECK;
/* The batch of --batch; *ret stays NULL without the option, else points to *room. */
enum err_code open_batch(const struct cli *cli, struct office *office, struct uuid *room,
                         const struct uuid **ret, struct err *err) MUST_CHECK;
/* A page by its id, or "BATCH:N" for the N-th page of a batch. */
enum err_code open_page(struct office *office, const char *text, struct uuid *ret,
                        struct err *err) MUST_CHECK;
/* A record by its id or the start of it. */
enum err_code open_record(struct office *office, const char *text, struct uuid *ret,
                          struct err *err) MUST_CHECK;

#endif

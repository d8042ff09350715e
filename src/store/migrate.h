/* SPDX-License-Identifier: Apache-2.0
 *
 * store/migrate: inside of this room only. Which form the tables have, and the steps between.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "store/db.h"

int store_version_known(void); /* the newest form this program knows */
/* Makes all tables in an empty database (form 0) or brings older ones up to date, in one
 * transaction that also names each step in the table migration. Nothing to do is fine. */
enum err_code store_migrate(struct store *store, struct err *err) MUST_CHECK;
/* Reads the form; ERR_FOREIGN for another program's or a newer database. */
enum err_code store_version_read(struct store *store, int *ret, struct err *err) MUST_CHECK;
/* In an open transaction: drops and makes the derived tables. */
enum err_code store_derived_make(struct store *store, struct err *err) MUST_CHECK;

#endif

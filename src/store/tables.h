/* SPDX-License-Identifier: Apache-2.0
 *
 * store/tables: inside of this room only. The SQL that makes the tables; each column explains
 * itself in its comment, which SQLite keeps (`sqlite3 sohoa.db .schema`).
 */
#ifndef STORE_TABLES_H
#define STORE_TABLES_H

extern const char tables_content[];    /* what is never rebuilt, audit and salts included */
extern const char tables_ledger[];     /* content that the ledger of a book added */
extern const char tables_pieces[];     /* further images of entries */
extern const char tables_quality[];    /* badly captured pages that are kept */
extern const char tables_backup[];     /* book-keeping of backups and checks; no content */
extern const char tables_difficulty[]; /* what stood in the way of the work */
extern const char tables_people[];     /* keys of people, signatures */
extern const char tables_desk[];       /* grids of books, batches given to persons */
extern const char tables_derived[];    /* what can be dropped and made again */
extern const char tables_derived_drop[];

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * store/tables_ledger: what the step "ledger of a book" adds to the content: what people say of
 * single numbers of a book. Never edited; a later step adds to it.
 * May include base, model and store.
 */
#include "store/tables.h"

const char tables_ledger[] =
    "CREATE TABLE book_mark ( -- what a person says of a number of a book; the newest counts\n"
    "  book TEXT NOT NULL REFERENCES book, -- whose\n"
    "  number INTEGER NOT NULL CHECK (number > 0), -- 1.. in the book: the order\n"
    "  station TEXT NOT NULL REFERENCES station, -- where the row was made\n"
    "  year INTEGER NOT NULL, -- of the series; 0 = a book without years\n"
    "  entry INTEGER NOT NULL CHECK (entry >= 0), -- number of the entry\n"
    "  suffix TEXT CHECK (length(suffix) BETWEEN 1 AND 7), -- a, bis; NULL = none\n"
    "  kind TEXT CHECK (kind IN ('cancelled', 'unreadable', 'absent', 'double')), -- NULL = what"
    " was said before is taken back\n"
    "  reason TEXT, -- in words, no field values\n"
    "  person TEXT NOT NULL REFERENCES person, -- who says so\n"
    "  at_ms INTEGER NOT NULL, -- UTC ms\n"
    "  PRIMARY KEY (book, number)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE TRIGGER book_mark_no_update BEFORE UPDATE ON book_mark"
    " BEGIN SELECT RAISE(ABORT, 'book_mark is written once'); END;\n"
    "CREATE TRIGGER book_mark_no_delete BEFORE DELETE ON book_mark"
    " BEGIN SELECT RAISE(ABORT, 'book_mark is written once'); END;\n"
    "CREATE INDEX batch_by_book ON batch (book) WHERE book IS NOT NULL;\n";

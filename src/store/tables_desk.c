/* SPDX-License-Identifier: Apache-2.0
 *
 * store/tables_desk: what the step "grids and assignments" adds to the content: the ruling of a
 * book's pages as a person drew it, and which batch was given to whom. Never edited; a later step
 * adds to it. May include base, model and store.
 */
#include "store/tables.h"

const char tables_desk[] =
    "CREATE TABLE grid ( -- the ruling of a book's pages, drawn by a person\n"
    "  book TEXT NOT NULL REFERENCES book, -- whose\n"
    "  number INTEGER NOT NULL CHECK (number > 0), -- 1.. in the book; the last one counts\n"
    "  station TEXT NOT NULL REFERENCES station, -- where the row was made\n"
    "  body TEXT, -- canonical JSON (workflow/grid); NULL = none any more\n"
    "  person TEXT NOT NULL REFERENCES person, -- who drew it\n"
    "  at_ms INTEGER NOT NULL, -- UTC ms\n"
    "  PRIMARY KEY (book, number)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE TRIGGER grid_no_update BEFORE UPDATE ON grid"
    " BEGIN SELECT RAISE(ABORT, 'grid is written once'); END;\n"
    "CREATE TRIGGER grid_no_delete BEFORE DELETE ON grid"
    " BEGIN SELECT RAISE(ABORT, 'grid is written once'); END;\n"
    "CREATE TABLE assignment ( -- a batch was given to a person\n"
    "  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36), -- UUIDv7\n"
    "  station TEXT NOT NULL REFERENCES station, -- where the row was made\n"
    "  batch TEXT NOT NULL REFERENCES batch, -- what\n"
    "  person TEXT NOT NULL REFERENCES person, -- to whom\n"
    "  given TEXT NOT NULL REFERENCES person, -- by whom\n"
    "  from_ms INTEGER NOT NULL, -- UTC ms\n"
    "  until_ms INTEGER -- UTC ms when it was taken back; NULL = still theirs\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX assignment_of_batch ON assignment (batch) WHERE until_ms IS NULL;\n";

/* SPDX-License-Identifier: Apache-2.0
 *
 * store/tables_difficulty: what the step "difficulties" adds to the content: what stood in the way
 * of the work, as people report it, and what became of it. Never edited; a later step adds to it.
 * May include base, model and store.
 */
#include "store/tables.h"

#define WRITTEN_ONCE(table)                                                                        \
    "CREATE TRIGGER " table "_no_update BEFORE UPDATE ON " table                                   \
    " BEGIN SELECT RAISE(ABORT, '" table " is written once'); END;\n"                              \
    "CREATE TRIGGER " table "_no_delete BEFORE DELETE ON " table                                   \
    " BEGIN SELECT RAISE(ABORT, '" table " is written once'); END;\n"

const char tables_difficulty[] =
    "CREATE TABLE difficulty ( -- what stood in the way of the work\n"
    "  id TEXT NOT NULL PRIMARY KEY, -- UUID\n"
    "  station TEXT NOT NULL REFERENCES station, -- where the row was made\n"
    "  category TEXT NOT NULL CHECK (length(category) BETWEEN 1 AND 32), -- stable word: scanner,"
    " paper …\n"
    "  step TEXT NOT NULL CHECK (length(step) BETWEEN 1 AND 32), -- of the work: scan, key …\n"
    "  device TEXT, -- scanner; NULL = none\n"
    "  code INTEGER CHECK (code > 0), -- number of the error, as in K-203; NULL = none\n"
    "  words TEXT, -- in a person's words, no field values; NULL = none\n"
    "  page TEXT REFERENCES page, -- where it happened; NULL = nowhere\n"
    "  record TEXT REFERENCES record, -- where it happened; NULL = nowhere\n"
    "  person TEXT NOT NULL REFERENCES person, -- who reports it\n"
    "  at_ms INTEGER NOT NULL -- UTC ms\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX difficulty_by_time ON difficulty (at_ms);\n" WRITTEN_ONCE(
        "difficulty") "CREATE TABLE difficulty_end ( -- it does not stand in the way any more\n"
                      "  difficulty TEXT NOT NULL PRIMARY KEY REFERENCES difficulty, -- which\n"
                      "  station TEXT NOT NULL REFERENCES station, -- where the row was made\n"
                      "  answer TEXT, -- what was done, no field values; NULL = nothing said\n"
                      "  person TEXT NOT NULL REFERENCES person, -- who says so\n"
                      "  at_ms INTEGER NOT NULL -- UTC ms\n"
                      ") STRICT, WITHOUT ROWID;\n" WRITTEN_ONCE("difficulty_end");

/* SPDX-License-Identifier: Apache-2.0
 *
 * store/tables_quality: what the step "quality of pages" adds to the content: what a person keeps
 * though the machine would have it scanned again. Never edited; a later step adds to it.
 * May include base, model and store.
 */
#include "store/tables.h"

const char tables_quality[] =
    "CREATE TABLE page_keep ( -- a badly captured page that a person keeps as it is\n"
    "  page TEXT NOT NULL, -- whose\n"
    "  revision INTEGER NOT NULL, -- which picture of it\n"
    "  station TEXT NOT NULL REFERENCES station, -- where the row was made\n"
    "  reasons TEXT NOT NULL, -- what the machine had against it: stable words, commas between\n"
    "  person TEXT REFERENCES person, -- who keeps it\n"
    "  at_ms INTEGER NOT NULL, -- UTC ms\n"
    "  PRIMARY KEY (page, revision),\n"
    "  FOREIGN KEY (page, revision) REFERENCES page_revision (page, number)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE TRIGGER page_keep_no_update BEFORE UPDATE ON page_keep"
    " BEGIN SELECT RAISE(ABORT, 'page_keep is written once'); END;\n"
    "CREATE TRIGGER page_keep_no_delete BEFORE DELETE ON page_keep"
    " BEGIN SELECT RAISE(ABORT, 'page_keep is written once'); END;\n";

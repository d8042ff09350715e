/* SPDX-License-Identifier: Apache-2.0
 *
 * store/tables_pieces: what the step "pieces of entries" adds to the content: further images of an
 * entry, as of a leaf that is torn. Never edited; a later step adds to it.
 * May include base, model and store.
 */
#include "store/tables.h"

const char tables_pieces[] =
    "CREATE TABLE record_image ( -- a further image of an entry, beside that of its page\n"
    "  record TEXT NOT NULL REFERENCES record, -- whose\n"
    "  number INTEGER NOT NULL CHECK (number > 0), -- 1.. in the record\n"
    "  station TEXT NOT NULL REFERENCES station, -- where the row was made\n"
    "  page TEXT NOT NULL, -- the page that shows it\n"
    "  revision INTEGER NOT NULL, -- which picture of that page\n"
    "  gone INTEGER CHECK (gone = 1), -- 1 = taken back, NULL = it counts\n"
    "  person TEXT REFERENCES person, -- who says so\n"
    "  at_ms INTEGER NOT NULL, -- UTC ms\n"
    "  PRIMARY KEY (record, number),\n"
    "  FOREIGN KEY (page, revision) REFERENCES page_revision (page, number)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX record_image_by_page ON record_image (page) WHERE gone IS NULL;\n";

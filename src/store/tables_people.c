/* SPDX-License-Identifier: Apache-2.0
 *
 * store/tables_people: what the step "people and their keys" adds: the office that a station
 * belongs to, signatures of acts, the keys of people. Never edited; a later step adds to it.
 * May include base, model and store.
 */
#include "store/tables.h"

const char tables_people[] =
    "ALTER TABLE station ADD COLUMN office TEXT" /* the root's public key; NULL = practice */
    " CHECK (length(office) = 64);\n"
    "ALTER TABLE act ADD COLUMN key TEXT CHECK (length(key) = 64);\n" /* the public key that signed;
                                                                       * NULL = unsigned */
    "ALTER TABLE act ADD COLUMN head TEXT;\n" /* \"<sequence>.<hash>\" of the chain before it */
    "ALTER TABLE act ADD COLUMN signature BLOB CHECK (length(signature) = 64);\n"
    "CREATE TABLE person_key ( -- with what a person signs; the newest counts\n"
    "  person TEXT NOT NULL REFERENCES person, -- whose\n"
    "  number INTEGER NOT NULL CHECK (number > 0), -- 1.. of the person\n"
    "  station TEXT NOT NULL REFERENCES station, -- where the row was made\n"
    "  key TEXT NOT NULL UNIQUE CHECK (length(key) = 64), -- the public half, Ed25519\n"
    "  act TEXT NOT NULL REFERENCES act, -- who says that it is this person's\n"
    "  made_ms INTEGER NOT NULL, -- UTC ms\n"
    "  PRIMARY KEY (person, number)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE TRIGGER person_key_no_update BEFORE UPDATE ON person_key"
    " BEGIN SELECT RAISE(ABORT, 'person_key is written once'); END;\n"
    "CREATE TRIGGER person_key_no_delete BEFORE DELETE ON person_key"
    " BEGIN SELECT RAISE(ABORT, 'person_key is written once'); END;\n"
    "CREATE TABLE person_seal ( -- the secret halves, each under its owner's passphrase; no "
    "content\n"
    "  key TEXT NOT NULL PRIMARY KEY REFERENCES person_key (key), -- the public half\n"
    "  sealed TEXT NOT NULL, -- trust/sealed_key\n"
    "  tries INTEGER NOT NULL, -- wrong passphrases since the last right one\n"
    "  tried_ms INTEGER NOT NULL -- UTC ms of the last try\n"
    ") STRICT, WITHOUT ROWID;\n";

/* SPDX-License-Identifier: Apache-2.0
 *
 * store/tables_backup: what the step "backups and checks" adds: which stick holds what, when the
 * last backup was, how far the checking of the image files came. No content: nobody's act, not
 * under the audit chain. Never edited; a later step adds to it.
 * May include base, model and store.
 */
#include "store/tables.h"

const char tables_backup[] =
    "CREATE TABLE backup_set ( -- media that hold one whole backup together; two take turns\n"
    "  label TEXT NOT NULL PRIMARY KEY, -- A, B, …\n"
    "  seal TEXT NOT NULL, -- for whom (trust/secret)\n"
    "  made_ms INTEGER NOT NULL -- UTC ms\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE backup_medium ( -- one stick or disk\n"
    "  id TEXT NOT NULL PRIMARY KEY, -- UUID; stands on it too\n"
    "  label TEXT NOT NULL REFERENCES backup_set, -- whose\n"
    "  number INTEGER NOT NULL CHECK (number > 0), -- 1.. within the set; written on the stick\n"
    "  made_ms INTEGER NOT NULL -- UTC ms\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE backup_copy ( -- a master that stands on a medium and was read back there\n"
    "  master TEXT NOT NULL REFERENCES master, -- which\n"
    "  medium TEXT NOT NULL REFERENCES backup_medium, -- where\n"
    "  bytes INTEGER NOT NULL, -- of the sealed file\n"
    "  hash TEXT NOT NULL, -- SHA-256 of the sealed file\n"
    "  PRIMARY KEY (master, medium)\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX backup_copy_by_medium ON backup_copy (medium);\n"
    "CREATE TABLE backup_run ( -- each backup, the broken-off ones too\n"
    "  number INTEGER PRIMARY KEY, -- rising\n"
    "  label TEXT NOT NULL REFERENCES backup_set, -- onto which media\n"
    "  sequence INTEGER NOT NULL, -- of the audit chain at that moment\n"
    "  started_ms INTEGER NOT NULL, -- UTC ms\n"
    "  finished_ms INTEGER, -- UTC ms; NULL = broken off or running\n"
    "  aside INTEGER -- masters that could not be read; NULL = not finished\n"
    ") STRICT;\n"
    "CREATE TABLE scrub_place ( -- how far the checking of the masters came\n"
    "  only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1), -- one row\n"
    "  after TEXT NOT NULL, -- the last master checked in this round; empty = none yet\n"
    "  round_ms INTEGER NOT NULL, -- when this round began, UTC ms\n"
    "  finished_ms INTEGER -- when the last whole round ended, UTC ms; NULL = never\n"
    ") STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE scrub_fault ( -- masters found damaged and not yet found well again\n"
    "  master TEXT NOT NULL PRIMARY KEY REFERENCES master, -- which\n"
    "  kind TEXT NOT NULL CHECK (kind IN ('missing', 'changed')), -- what is wrong\n"
    "  found_ms INTEGER NOT NULL -- UTC ms\n"
    ") STRICT, WITHOUT ROWID;\n";

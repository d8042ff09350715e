/* SPDX-License-Identifier: Apache-2.0
 *
 * store/tables_content: the content tables as they stand in version 1. A later version adds
 * nullable columns or tables by a migration (store/migrate.c); this text is never edited then.
 * Written once and never changed or deleted, by trigger: master, page_revision, schema, draft,
 * version, version_parent, act, act_version, audit, audit_row.
 * May include base, model and store.
 */
#include "store/tables.h"

#define ID(column)  column " TEXT NOT NULL CHECK (length(" column ") = 36)"
#define SHA(column) column " TEXT NOT NULL CHECK (length(" column ") = 64)"
#define STATION     "  station TEXT NOT NULL REFERENCES station, -- where the row was made\n"
#define MADE        "INTEGER NOT NULL, -- UTC ms\n"
#define PERSON_LAST "  person TEXT REFERENCES person -- who made it; NULL = the founding itself\n"
#define NO_ROWID    ") STRICT, WITHOUT ROWID;\n"
#define FIXED(table)                                                                               \
    "CREATE TRIGGER " table "_no_update BEFORE UPDATE ON " table                                   \
    " BEGIN SELECT RAISE(ABORT, '" table " is written once'); END;\n"                              \
    "CREATE TRIGGER " table "_no_delete BEFORE DELETE ON " table                                   \
    " BEGIN SELECT RAISE(ABORT, '" table " is written once'); END;\n"
#define REGION                                                                                     \
    "  x INTEGER, -- region in pixels of (master, frame): left; NULL = all of it\n"                \
    "  y INTEGER, -- top\n"                                                                        \
    "  w INTEGER CHECK (w > 0), -- width\n"                                                        \
    "  h INTEGER CHECK (h > 0), -- height\n"
#define REGION_RULE "  CHECK ((x IS NULL) + (y IS NULL) + (w IS NULL) + (h IS NULL) IN (0, 4))\n"

/* One line of SQL a line: clang-format would pull them apart. */
/* clang-format off */
const char tables_content[] =
    /* people */
    "CREATE TABLE station ( -- the place whose store this is, and others it got content from\n"
    "  " ID("id") " PRIMARY KEY, -- UUIDv7\n"
    "  name TEXT NOT NULL, -- as shown to people\n"
    "  practice INTEGER NOT NULL CHECK (practice IN (0, 1)), -- 1 = LUYỆN TẬP, releases nothing\n"
    "  here INTEGER UNIQUE CHECK (here = 1), -- 1 = this store's own station, else NULL\n"
    "  created_ms INTEGER NOT NULL -- UTC ms\n"
    NO_ROWID
    "CREATE TABLE person ( -- who acts\n"
    "  " ID("id") " PRIMARY KEY, -- UUIDv7\n"
    STATION
    "  name TEXT NOT NULL, -- as shown to people\n"
    "  role TEXT NOT NULL CHECK (role IN ('practice', 'volunteer', 'leader', 'official', "
    "'administrator')), -- what the person may do\n"
    "  created_ms INTEGER NOT NULL, -- UTC ms\n"
    "  ended_ms INTEGER -- UTC ms of leaving; NULL = still here\n"
    NO_ROWID
    "CREATE TABLE setting ( -- choices of the whole store\n"
    "  name TEXT NOT NULL PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 64), -- which\n"
    STATION
    "  value TEXT -- as text; NULL = back to the default\n"
    NO_ROWID
    "CREATE TABLE schema ( -- kinds of paper, as they were when first used\n"
    "  " SHA("id") " PRIMARY KEY, -- SHA-256 of body\n"
    STATION
    "  name TEXT NOT NULL, -- short name\n"
    "  body TEXT NOT NULL, -- the file, byte by byte\n"
    "  added_ms " MADE
    PERSON_LAST
    ") STRICT;\n"
    FIXED("schema")
    /* batches */
    "CREATE TABLE book ( -- a bound register\n"
    "  " ID("id") " PRIMARY KEY, -- UUIDv7\n"
    STATION
    "  schema TEXT, -- short name of what its entries are\n"
    "  number TEXT, -- as on its cover: 01/2017\n"
    "  place TEXT, -- where it was kept, as named in its time\n"
    "  signer TEXT, -- who signed its entries\n"
    "  registration TEXT, -- kind of registration of its entries\n"
    "  script TEXT CHECK (script IN ('print', 'hand', 'mixed')), -- how it was filled in\n"
    "  era TEXT, -- which printed form it uses\n"
    "  pages INTEGER CHECK (pages > 0), -- how many it should have\n"
    "  created_ms " MADE
    PERSON_LAST
    NO_ROWID
    "CREATE TABLE book_series ( -- the entries a book must hold\n"
    "  book TEXT NOT NULL REFERENCES book, -- whose\n"
    "  number INTEGER NOT NULL CHECK (number > 0), -- 1.. in the book\n"
    STATION
    "  year INTEGER NOT NULL, -- the numbers restart each year\n"
    "  first INTEGER NOT NULL CHECK (first >= 0), -- first entry number\n"
    "  last INTEGER CHECK (last >= first), -- last entry number; NULL = still open\n"
    "  PRIMARY KEY (book, number)\n"
    NO_ROWID
    "CREATE TABLE batch ( -- pages worked on together\n"
    "  " ID("id") " PRIMARY KEY, -- UUIDv7\n"
    STATION
    "  name TEXT NOT NULL, -- as people call it; need not be unique\n"
    "  schema TEXT, -- short name of the kind of paper; NULL = find out page by page\n"
    "  profile TEXT, -- OCR profile; NULL = default\n"
    "  book TEXT REFERENCES book, -- the book it is from; NULL = loose papers\n"
    "  created_ms " MADE
    PERSON_LAST
    NO_ROWID
    "CREATE INDEX batch_by_name ON batch (name);\n"
    /* pages */
    "CREATE TABLE master ( -- files exactly as they came\n"
    "  " SHA("id") " PRIMARY KEY, -- SHA-256 of the bytes; the file's name\n"
    STATION
    "  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 8), -- png, jpeg, tiff, pnm, pdf\n"
    "  bytes INTEGER NOT NULL CHECK (bytes > 0), -- length of the file\n"
    "  frames INTEGER NOT NULL CHECK (frames > 0), -- pages in the file\n"
    "  origin TEXT, -- file name as delivered\n"
    "  source TEXT, -- scan, import\n"
    "  device TEXT, -- scans: SANE device\n"
    "  profile TEXT, -- scans: capture profile\n"
    "  mode TEXT, -- scans: colour mode\n"
    "  resolution INTEGER CHECK (resolution > 0), -- scans: dots an inch\n"
    "  pixels TEXT CHECK (length(pixels) = 64), -- scans: SHA-256 of the pixels as scanned\n"
    "  added_ms " MADE
    PERSON_LAST
    NO_ROWID
    FIXED("master")
    "CREATE INDEX master_by_time ON master (added_ms, id);\n"
    "CREATE TABLE page ( -- one side of paper\n"
    "  " ID("id") " PRIMARY KEY, -- UUIDv7\n"
    STATION
    "  created_ms " MADE
    PERSON_LAST
    NO_ROWID
    "CREATE TABLE page_revision ( -- which part of which file shows a page; the newest counts\n"
    "  page TEXT NOT NULL REFERENCES page, -- whose\n"
    "  number INTEGER NOT NULL CHECK (number > 0), -- 1.. in the page\n"
    STATION
    "  master TEXT NOT NULL REFERENCES master, -- the file\n"
    "  frame INTEGER NOT NULL CHECK (frame >= 0), -- page in the file, from 0\n"
    REGION
    "  turns INTEGER CHECK (turns BETWEEN 0 AND 3), -- clockwise quarter turns that make it "
    "upright; NULL = find out\n"
    "  manual INTEGER NOT NULL CHECK (manual IN (0, 1)), -- 1 = a person decided; wins\n"
    "  created_ms INTEGER NOT NULL, -- UTC ms\n"
    "  person TEXT REFERENCES person, -- who made it\n"
    "  PRIMARY KEY (page, number),\n"
    REGION_RULE
    NO_ROWID
    FIXED("page_revision")
    "CREATE INDEX page_revision_by_master ON page_revision (master, frame);\n"
    "CREATE TABLE batch_page ( -- the order of pages\n"
    "  page TEXT NOT NULL PRIMARY KEY REFERENCES page, -- a page is in one batch\n"
    STATION
    "  batch TEXT NOT NULL REFERENCES batch, -- which\n"
    "  position INTEGER NOT NULL, -- 1.. in the batch\n"
    "  UNIQUE (batch, position)\n"
    NO_ROWID
    /* records */
    "CREATE TABLE record ( -- one paper or one entry of a register\n"
    "  " ID("id") " PRIMARY KEY, -- UUIDv7\n"
    STATION
    "  page TEXT, -- where it stands; NULL = no image yet\n"
    "  revision INTEGER, -- of the page\n"
    REGION
    "  row INTEGER CHECK (row >= 0), -- row on a register page, from 0; NULL = no row\n"
    "  schema TEXT NOT NULL REFERENCES schema, -- what it is\n"
    "  book TEXT REFERENCES book, -- the book it is from; NULL = none\n"
    "  created_ms INTEGER NOT NULL, -- UTC ms\n"
    "  person TEXT REFERENCES person, -- who adopted it\n"
    "  FOREIGN KEY (page, revision) REFERENCES page_revision (page, number),\n"
    "  CHECK ((page IS NULL) = (revision IS NULL)),\n"
    REGION_RULE
    NO_ROWID
    "CREATE INDEX record_by_page ON record (page, row);\n"
    "CREATE INDEX record_by_book ON record (book);\n"
    "CREATE TABLE draft ( -- what people keyed, every step; the newest of a field counts\n"
    "  record TEXT NOT NULL REFERENCES record, -- whose\n"
    "  number INTEGER NOT NULL CHECK (number > 0), -- 1.. in the record: the order\n"
    STATION
    "  field TEXT NOT NULL CHECK (length(field) > 0), -- name in the schema\n"
    "  person TEXT NOT NULL REFERENCES person, -- who keyed it\n"
    "  written TEXT, -- as on the paper\n"
    "  normal TEXT, -- normalised\n"
    "  status TEXT CHECK (status IN ('ok', 'missing', 'illegible', 'blank')), -- NULL = undone "
    "back to what the machine proposed\n"
    "  undoes INTEGER CHECK (undoes < number), -- number of the draft it takes back\n"
    "  at_ms INTEGER NOT NULL, -- UTC ms\n"
    "  PRIMARY KEY (record, number),\n"
    "  FOREIGN KEY (record, undoes) REFERENCES draft (record, number)\n"
    NO_ROWID
    FIXED("draft")
    /* versions */
    "CREATE TABLE version ( -- finished content of a record, never changed\n"
    "  " ID("id") " PRIMARY KEY, -- UUIDv7\n"
    STATION
    "  record TEXT NOT NULL REFERENCES record, -- whose\n"
    "  person TEXT NOT NULL REFERENCES person, -- who finished it\n"
    "  hash BLOB NOT NULL CHECK (length(hash) = 32), -- SHA-256 of body\n"
    "  body TEXT NOT NULL, -- canonical JSON (RFC 8785, NFC) with values, images, parents, salt\n"
    "  at_ms INTEGER NOT NULL -- UTC ms\n"
    ") STRICT;\n"
    FIXED("version")
    "CREATE INDEX version_by_record ON version (record);\n"
    "CREATE TABLE version_parent ( -- what a version was made from\n"
    "  version TEXT NOT NULL REFERENCES version, -- the child\n"
    "  parent TEXT NOT NULL REFERENCES version CHECK (parent <> version), -- the parent\n"
    STATION
    "  position INTEGER NOT NULL CHECK (position > 0), -- 1.. in the child\n"
    "  PRIMARY KEY (version, parent)\n"
    NO_ROWID
    FIXED("version_parent")
    "CREATE INDEX version_parent_by_parent ON version_parent (parent);\n"
    "CREATE TABLE act ( -- what a person decided\n"
    "  " ID("id") " PRIMARY KEY, -- UUIDv7\n"
    STATION
    "  kind TEXT NOT NULL CHECK (length(kind) > 0), -- verify, confirm, return, release, ...\n"
    "  person TEXT NOT NULL REFERENCES person, -- who\n"
    "  reason TEXT, -- in words, no field values\n"
    "  body TEXT, -- canonical JSON with details, no field values\n"
    "  at_ms INTEGER NOT NULL -- UTC ms\n"
    ") STRICT;\n"
    FIXED("act")
    "CREATE TABLE act_version ( -- which versions an act is about\n"
    "  act TEXT NOT NULL REFERENCES act, -- which act\n"
    "  version TEXT NOT NULL REFERENCES version, -- which version\n"
    STATION
    "  position INTEGER NOT NULL CHECK (position > 0), -- 1.. in the act\n"
    "  PRIMARY KEY (act, version)\n"
    NO_ROWID
    FIXED("act_version")
    "CREATE INDEX act_version_by_version ON act_version (version);\n"
    /* audit */
    "CREATE TABLE salt ( -- makes hashes of values unguessable; a purge deletes it\n"
    "  owner TEXT NOT NULL PRIMARY KEY, -- id of record, page, master, person or station\n"
    "  value BLOB NOT NULL CHECK (length(value) = 32) -- random\n"
    NO_ROWID
    "CREATE TABLE audit ( -- one row a transaction that touched content; a chain a station\n"
    "  entry INTEGER PRIMARY KEY, -- place in this file; never leaves it\n"
    STATION
    "  sequence INTEGER NOT NULL CHECK (sequence > 0), -- 1.. in the station: the order\n"
    "  prev BLOB NOT NULL CHECK (length(prev) = 32), -- hash of the row before; zeros at 1\n"
    "  at_ms INTEGER NOT NULL, -- UTC ms by the clock of the machine\n"
    "  kind TEXT NOT NULL, -- what was done\n"
    "  person TEXT, -- who did it; NULL = nobody yet\n"
    "  rows INTEGER NOT NULL CHECK (rows >= 0), -- number of audit_row rows\n"
    "  hash BLOB NOT NULL CHECK (length(hash) = 32), -- SHA-256 over the canonical JSON of all "
    "that and its audit_row rows\n"
    "  UNIQUE (station, sequence)\n"
    ") STRICT;\n"
    FIXED("audit")
    "CREATE TABLE audit_row ( -- the content rows a transaction touched; ids, never values\n"
    "  entry INTEGER NOT NULL REFERENCES audit, -- whose\n"
    "  position INTEGER NOT NULL CHECK (position > 0), -- 1.. in the audit row\n"
    "  noun TEXT NOT NULL, -- content table\n"
    "  id TEXT NOT NULL, -- key of the row: a or a/b\n"
    "  owner TEXT, -- whose salt (a record, page, ...); NULL = the station's\n"
    "  hash BLOB CHECK (length(hash) = 32), -- SHA-256 of salt and canonical JSON; NULL = the "
    "row was purged\n"
    "  PRIMARY KEY (entry, position)\n"
    NO_ROWID
    FIXED("audit_row")
    "CREATE INDEX audit_row_by_id ON audit_row (noun, id);\n"
    "CREATE INDEX audit_row_by_owner ON audit_row (owner) WHERE owner IS NOT NULL;\n"
    "CREATE TABLE migration ( -- how this file came to its form\n"
    "  version INTEGER PRIMARY KEY, -- of the tables\n"
    "  name TEXT NOT NULL, -- what the step does\n"
    "  program TEXT NOT NULL, -- which sohoa did it\n"
    "  at_ms INTEGER NOT NULL -- UTC ms\n"
    ") STRICT;\n";
/* clang-format on */

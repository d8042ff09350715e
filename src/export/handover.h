/* SPDX-License-Identifier: Apache-2.0
 *
 * export/handover: hand-over profiles: which columns a table that leaves the office has, in which
 * order, what feeds each of them, code lists, how dates stand, how the PDF of an entry is called.
 * Read from a YAML file that an administrator may edit (docs/handover.md); every fault names line
 * and column. A value that a profile cannot express is told, never dropped in silence.
 *
 * A loaded profile never changes and owns its text.
 */
#ifndef EXPORT_HANDOVER_H
#define EXPORT_HANDOVER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "model/record.h"

enum { HANDOVER_COLUMNS_MAX = 200, HANDOVER_SOURCES_MAX = 4, HANDOVER_UNIQUE_MAX = 4 };

/* What a cell can be fed from besides a field of the record. */
enum handover_fact {
    FACT_NONE,         /* a field of the schema: its name stands in the source */
    FACT_NUMBER,       /* "book.number" */
    FACT_PLACE,        /* "book.place" */
    FACT_SIGNER,       /* "book.signer" */
    FACT_REGISTRATION, /* "book.registration" */
    FACT_YEAR,         /* "book.year" */
    FACT_ROW,          /* "row.number": 1.. in the table */
    FACT_COUNT
};
const char *handover_fact_name(enum handover_fact fact); /* static */

enum handover_form {
    HANDOVER_TEXT,    /* "text": the value, else what is written */
    HANDOVER_WRITTEN, /* "written": as on the paper */
    HANDOVER_DATE,    /* "date": by the profile's dates */
    HANDOVER_PAPER,   /* "paper": only the number of an identity paper */
    HANDOVER_FORM_COUNT
};

struct handover_source {
    enum handover_fact fact;
    const char *field; /* NULL with a fact */
};

struct handover_code {
    const char *code;
    const char *const *texts; /* NULL-terminated */
    const char *const *folds; /* the same made comparable */
};
struct handover_list {
    const char *name;
    const struct handover_code *codes;
    size_t count;
    const char *otherwise; /* the code of what is not in the list, or NULL */
    const char *empty;     /* the code of no value at all, or NULL */
};

struct handover_column {
    const char *name;
    struct handover_source sources[HANDOVER_SOURCES_MAX]; /* the first that has a value */
    size_t source_count;                                  /* 0: it stays empty on purpose */
    enum handover_form form;
    const struct handover_list *list; /* or NULL */
    const char *reason;               /* why it stays empty */
    const char *place;                /* "line:column" in the file */
};

/* A field that no column takes, on purpose. */
struct handover_unused {
    const char *field, *reason, *place;
    bool told; /* its value is told with the reason; else nobody misses it */
};

struct handover {
    const char *file; /* as it was named */
    const char *title;
    const char *code;               /* KS, KH … */
    const char *schema;             /* name of the kind of record it takes */
    const char *sheet;              /* of the workbook */
    const char *file_rule;          /* "{register}.{year}.{book}.{date}.{number}.pdf" */
    const char *day, *month, *year; /* "dd.MM.yyyy"; NULL: such a date cannot stand */
    const struct handover_column *columns;
    size_t column_count;
    size_t unique[HANDOVER_UNIQUE_MAX]; /* columns that together name an entry */
    size_t unique_count;
    const struct handover_unused *unused;
    size_t unused_count;
    struct arena *arena; /* private */
};

/* ERR_FORMAT K-660…668 with "file:line:column", and what base/yaml says. */
enum err_code handover_load(const char *path, struct handover **ret_new,
                            struct err *err) MUST_CHECK;
void handover_free(struct handover *handover); /* NULL is fine */

/* Does it fit a kind of record with these fields: every source is a field or a fact, and every
 * field goes into a column or stands under "unused" or "told"? report is called for each fault;
 * returns their number. K-669…671. */
typedef void (*handover_report)(void *context, const struct err *fault);
size_t handover_check(const struct handover *handover, const char *const *fields, size_t count,
                      handover_report report, void *context);

/* ---- rows ---- */

struct handover_value {
    const char *name; /* of the field */
    struct value value;
};
struct handover_entry {
    const struct handover_value *values;
    size_t count;
    const char *facts[FACT_COUNT]; /* by enum; NULL = unknown; FACT_NONE unused */
};
/* What a table cannot say about an entry. */
struct handover_fault {
    const char *column; /* or NULL: no column takes the field */
    const char *field;  /* or NULL: what the book fixes */
    const char *why;    /* translated; holds no value */
};
struct handover_faults {
    struct handover_fault *items;
    size_t count, capacity;
};

/* One text a column, "" = empty; all of the arena. Faults are added to the heap array. */
const char *const *handover_row(const struct handover *handover, const struct handover_entry *entry,
                                struct arena *arena, struct handover_faults *faults);
/* The name of the entry's PDF by the rule: only letters, digits and .-_; what is unknown stands as
 * "x". Needs the fields so and ngay_dang_ky. */
void handover_file_name(const struct handover *handover, const struct handover_entry *entry,
                        struct str *out);
/* What names the entry among all: its unique columns, joined. Arena text. */
const char *handover_key(const struct handover *handover, const char *const *row,
                         struct arena *arena);

/* Private to export/handover*: the code of a text; *ret_whole: the text was that alone. NULL when
 * none fits. *ret_rest: behind the words that fit (only when not whole). */
const struct handover_code *handover_code_find(const struct handover_list *list, const char *text,
                                               const char **ret_rest);

#endif

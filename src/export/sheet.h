/* SPDX-License-Identifier: Apache-2.0
 *
 * export/sheet: a sheet of paper for people: a heading, facts, a table, sentences, places to sign.
 * As text in columns, or as a PDF to print. Plain data in, memory out; words are the caller's.
 */
#ifndef EXPORT_SHEET_H
#define EXPORT_SHEET_H

#include <stddef.h>
#include <stdint.h>

#include "base/file.h"
#include "base/str.h"

enum { SHEET_COLUMNS_MAX = 8 };

struct sheet_fact {
    const char *label, *value;
};
struct sheet_column {
    const char *title;
    double share; /* of the width; all together 1 */
};
struct sheet_row {
    /* One text a column, NULL = empty; a NULL first and a text second is a heading over all
     * columns. */
    const char *cells[SHEET_COLUMNS_MAX];
};
struct sheet_paper {
    const char *office; /* above the title, or NULL */
    const char *title;
    const char *mark; /* "LUYỆN TẬP" on practice sheets, or NULL */
    const struct sheet_fact *facts;
    size_t fact_count;
    const struct sheet_column *columns;
    size_t column_count;
    const struct sheet_row *rows;
    size_t row_count;
    const char *const *sentences;
    size_t sentence_count;
    const char *const *signatures; /* titles, beside each other */
    size_t signature_count;
    const char *signature_hint; /* "(ký, ghi rõ họ tên)" */
    int64_t made_ms;
};

void sheet_text(const struct sheet_paper *sheet, struct str *out);
enum err_code sheet_pdf(const struct sheet_paper *sheet, struct bytes *ret_new,
                        struct err *err) MUST_CHECK;
/* How many pages the PDF has. */
enum err_code sheet_pages(const struct sheet_paper *sheet, long *ret, struct err *err) MUST_CHECK;

#endif

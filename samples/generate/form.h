/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/form: printed labels with values over dotted leaders, row under row; the heads and feet
 * that papers share.
 */
#ifndef GENERATE_FORM_H
#define GENERATE_FORM_H

#include "sheet.h"

struct form {
    struct sheet *sheet;
    double left, right; /* mm */
    double y;           /* baseline of the next row */
    double step;        /* from row to row */
};

struct form_item {
    const char *label;   /* "Giới tính:" */
    const char *field;   /* NULL: the value belongs to no field */
    const char *written; /* NULL or "": an empty place */
    const char *value;   /* NULL: as written */
    bool bold;           /* the value is bold whatever the look says */
};

/* One row; items share the width; the last one may go on over further lines. Items that do not fit
 * beside each other go to the next row. */
void form_row(struct form *form, const struct form_item *items, size_t count);
#define FORM_ROW(form, ...)                                                                        \
    form_row((form), (const struct form_item[]){__VA_ARGS__},                                      \
             ARRAY_SIZE(((const struct form_item[]){__VA_ARGS__})))

/* Quốc hiệu and tiêu ngữ with the rule under them, centred on x; returns the y under them. */
double head_nation(struct sheet *sheet, double x, double y, double points);
/* "(Ký, …)", signature, stamp and name, centred on x. signer may be NULL (no name). */
struct sign_block {
    double x, y;
    const char *heading[3];    /* lines above, bold; NULL-filled */
    const char *heading_field; /* field that the heading lines from `field_from` on are, or NULL */
    int field_from;
    const char *hint; /* "(Ký, ghi rõ họ tên)", italic; NULL = none */
    const char *signer, *signer_field;
    const char *office; /* words of the stamp; NULL = no stamp */
};
double sign_put(struct sheet *sheet, const struct sign_block *block); /* y under it */

/* A look by chance: faces, sizes, leaders. age: 0 new, 1 in use, 2 old (typewriters, torn rules).
 */
void look_choose(struct sheet *sheet, bool handwritten, int age);

/* ERR_MISSING (K-992) when a face is not installed or lacks letters. */
enum err_code look_check(struct err *err) MUST_CHECK;
/* The faces by number, NULL behind the last; some stand twice. */
const char *look_face(size_t number);
/* All letters with marks that Vietnamese has, and the signs of papers. */
extern const char LOOK_LETTERS[];

#endif

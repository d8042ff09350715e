/* SPDX-License-Identifier: Apache-2.0
 *
 * record/kind: the names of the kinds. May include record and base.
 */
#include "record/kind.h"

#include "base/str.h"

static const char *const NAMES[KIND_COUNT] = {
    [KIND_TEXT] = "text",           [KIND_NAME] = "name",
    [KIND_DATE] = "date",           [KIND_DATE_WORDS] = "date-words",
    [KIND_YEAR] = "year",           [KIND_NUMBER] = "number",
    [KIND_PERSON_ID] = "person-id", [KIND_SEX] = "sex",
    [KIND_ETHNIC] = "ethnic",       [KIND_NATIONALITY] = "nationality",
    [KIND_PLACE] = "place",         [KIND_PLACE_DATE] = "place-date",
    [KIND_TIME] = "time",           [KIND_PAPER] = "paper",
};

const char *field_kind_name(enum field_kind kind)
{
    return kind < KIND_COUNT ? NAMES[kind] : "";
}

bool field_kind_parse(const char *name, enum field_kind *ret)
{
    for (int kind = 0; name != NULL && kind < KIND_COUNT; kind++) {
        if (text_equal(NAMES[kind], name)) {
            *ret = (enum field_kind)kind;
            return true;
        }
    }
    return false;
}

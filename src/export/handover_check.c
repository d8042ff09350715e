/* SPDX-License-Identifier: Apache-2.0
 *
 * export/handover: does a profile fit the fields of a kind of record? May include: base, model.
 */
#include "export/handover.h"

struct check {
    const struct handover *handover;
    const char *const *fields;
    size_t count;
    handover_report report;
    void *context;
    size_t faults;
};

static void tell(struct check *check, int number, const char *place, const char *why,
                 const char *name)
{
    struct err err = {0};
    struct str text = STR_INIT;
    str_format(&text, why, name);
    (void)err_set(&err, ERR_FORMAT, number, "%s:%s: %s", check->handover->file, place,
                  str_peek(&text));
    str_release(&text);
    check->faults++;
    if (check->report)
        check->report(check->context, &err);
}

static bool field_known(const struct check *check, const char *name)
{
    for (size_t i = 0; i < check->count; i++)
        if (text_equal(check->fields[i], name))
            return true;
    return false;
}

static bool field_taken(const struct handover *handover, const char *name)
{
    for (size_t i = 0; i < handover->column_count; i++)
        for (size_t k = 0; k < handover->columns[i].source_count; k++)
            if (text_equal(handover->columns[i].sources[k].field, name))
                return true;
    for (size_t i = 0; i < handover->unused_count; i++)
        if (text_equal(handover->unused[i].field, name))
            return true;
    return false;
}

size_t handover_check(const struct handover *handover, const char *const *fields, size_t count,
                      handover_report report, void *context)
{
    struct check check = {handover, fields, count, report, context, 0};
    for (size_t i = 0; i < handover->column_count; i++) {
        const struct handover_column *column = &handover->columns[i];
        for (size_t k = 0; k < column->source_count; k++)
            if (column->sources[k].field && !field_known(&check, column->sources[k].field))
                tell(&check, 669, column->place,
                     _("the kind of paper has no field \"%s\" that could feed this column"),
                     column->sources[k].field);
    }
    for (size_t i = 0; i < handover->unused_count; i++)
        if (!field_known(&check, handover->unused[i].field))
            tell(&check, 670, handover->unused[i].place,
                 _("the kind of paper has no field \"%s\" that could stay unused"),
                 handover->unused[i].field);
    for (size_t i = 0; i < count; i++)
        if (!field_taken(handover, fields[i]))
            tell(&check, 671, "1:1",
                 _("no column takes the field \"%s\"; give it one, or name it under \"unused\" "
                   "or \"told\" with a reason"),
                 fields[i]);
    return check.faults;
}

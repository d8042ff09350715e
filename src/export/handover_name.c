/* SPDX-License-Identifier: Apache-2.0
 *
 * export/handover: what the PDF of an entry is called. May include: base, model, viet.
 */
#include <ctype.h>
#include <string.h>

#include "base/mem.h"
#include "export/handover.h"
#include "model/number.h"
#include "viet/date.h"

static const char *value_of(const struct handover_entry *entry, const char *field)
{
    for (size_t i = 0; i < entry->count; i++)
        if (text_equal(entry->values[i].name, field) && entry->values[i].value.status == VALUE_OK)
            return entry->values[i].value.normal ? entry->values[i].value.normal
                                                 : entry->values[i].value.written;
    return NULL;
}

/* Letters, digits and '-'; what is nothing stands as "x", so that a name keeps its parts. */
static void add_safe(struct str *out, const char *text, size_t length)
{
    size_t before = out->length;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        bool plain = isalnum(c) || c == '-';
        if (plain)
            str_add_char(out, (char)c);
        else if (out->length > before && out->text[out->length - 1] != '-' && i + 1 < length)
            str_add_char(out, '-');
    }
    if (out->length == before)
        str_add(out, "x");
}

static void add_number(struct str *out, const char *text)
{
    struct entry_number number;
    if (text && entry_number_parse(text, &number))
        str_format(out, "%02ld%s", number.number, number.suffix);
    else
        add_safe(out, text ? text : "", text ? strlen(text) : 0);
}

static void add_book(struct str *out, const char *book)
{
    if (!book)
        book = "";
    add_safe(out, book, strcspn(book, "/"));
}

/* The year of the book: behind the slash of its number, else of its series, else of the entry. */
static void add_year(struct str *out, const struct handover_entry *entry, const char *date)
{
    const char *book = entry->facts[FACT_NUMBER];
    const char *slash = book ? strrchr(book, '/') : NULL;
    long year;
    if (slash && text_to_long(slash + 1, NUMBER_YEAR_MIN, NUMBER_YEAR_MAX, &year))
        str_format(out, "%ld", year);
    else if (entry->facts[FACT_YEAR] && *entry->facts[FACT_YEAR])
        add_safe(out, entry->facts[FACT_YEAR], strlen(entry->facts[FACT_YEAR]));
    else if (date)
        add_safe(out, date, strcspn(date, "-"));
    else
        str_add(out, "x");
}

void handover_file_name(const struct handover *handover, const struct handover_entry *entry,
                        struct str *out)
{
    struct date parsed;
    const char *date = value_of(entry, "ngay_dang_ky");
    if (date && !date_from_edtf(date, &parsed))
        date = NULL;
    for (const char *at = handover->file_rule; *at;) {
        const char *end = *at == '{' ? strchr(at, '}') : NULL;
        if (!end) {
            str_add_char(out, *at++);
            continue;
        }
        if (text_starts(at, "{register}"))
            add_safe(out, handover->code, strlen(handover->code));
        else if (text_starts(at, "{year}"))
            add_year(out, entry, date);
        else if (text_starts(at, "{book}"))
            add_book(out, entry->facts[FACT_NUMBER]);
        else if (text_starts(at, "{date}"))
            str_add(out, date ? date : "x");
        else
            add_number(out, value_of(entry, "so"));
        at = end + 1;
    }
}

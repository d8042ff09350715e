/* SPDX-License-Identifier: Apache-2.0
 *
 * record/check_codes: the code of an identity card against the fields read from its print. May
 * include base, model, viet and record.
 */
#include "record/check.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "record/problem.h"
#include "viet/card.h"
#include "viet/fold.h"

/* A code has its own check sums: what it says was printed so. */
#define CODE_AGREES   0.9995f
#define CODE_PROPOSED 0.98f

static const char *edtf(struct date date, struct arena *arena)
{
    char text[DATE_TEXT_MAX];
    date_to_edtf(date, text);
    return arena_copy_text(arena, text);
}

static void meet(struct proposal *proposal, const char *name, const char *said)
{
    struct proposed_field *field = proposal_field(proposal, name);
    if (field == NULL || said == NULL || said[0] == '\0')
        return;
    const char *read = field->value.normal;
    if (read != NULL && fold_tone_equal(read, said)) {
        field->confidence = CODE_AGREES;
        field->evidence = NULL; /* nothing that was read weighs as much */
        return;
    }
    if (field->value.written != NULL)
        problem_add(field, "from-code", field->value.written, NULL, NULL);
    field->other = read;
    field->value.normal = said;
    field->value.written = field->value.written != NULL ? field->value.written : said;
    field->value.status = VALUE_OK;
    field->confidence = CODE_PROPOSED;
    field->evidence = NULL;
}

/* The card's number stands in the record, or the record has no number yet. */
static bool is_of_record(const struct proposal *proposal, const struct card *card)
{
    struct person_id id;
    const struct proposed_field *number = proposal_field(proposal, "so");
    if (number == NULL || proposal_field(proposal, "so_cu") == NULL)
        return false;
    const char *read = number->value.normal;
    return read == NULL || !person_id_parse(read, &id) ||
           strcmp(id.digits, card->number.digits) == 0 || number->confidence < 0.95f;
}

void record_check_codes(struct proposal *proposal, const struct text_code *codes, size_t count,
                        struct arena *arena)
{
    for (size_t i = 0; i < count; i++) {
        struct card card;
        if (!card_parse(codes[i].text, arena, &card) || !is_of_record(proposal, &card))
            continue;
        meet(proposal, "so", arena_copy_text(arena, card.number.digits));
        meet(proposal, "so_cu", card.old_number);
        meet(proposal, "ho_ten", card.name);
        meet(proposal, "ngay_sinh", edtf(card.birth, arena));
        meet(proposal, "gioi_tinh", sex_name(card.sex));
        meet(proposal, "thuong_tru", card.residence);
        meet(proposal, "ngay_cap", edtf(card.issued, arena));
        return;
    }
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/people_sheet: see the header. May include: base, export, store, trust.
 */
#include "workflow/people_sheet.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "export/sheet.h"
#include "trust/secret.h"
#include "trust/sign.h"

enum { ROWS = RECOVERY_WORDS / 2, GROUP = 4 };

/* What the sheet is made of; wiped after use. */
struct made {
    char words[RECOVERY_WORDS][RECOVERY_WORD_SIZE];
    char numbers[RECOVERY_WORDS][4];
    char root[2][DIGEST_TEXT_SIZE]; /* two lines of groups of four */
    char head[AUDIT_HEAD_TEXT_SIZE];
    struct sheet_row rows[ROWS];
};

static void fill_words(struct made *made, const struct recovery *recovery)
{
    char all[RECOVERY_TEXT_SIZE];
    const char *at = all;
    recovery_show(recovery, all);
    for (int i = 0; i < RECOVERY_WORDS; i++) {
        int length = (int)strcspn(at, " ");
        snprintf(made->words[i], RECOVERY_WORD_SIZE, "%.*s", length, at);
        snprintf(made->numbers[i], sizeof made->numbers[i], "%d", i + 1);
        at += length + (at[length] == ' ');
    }
    for (int i = 0; i < ROWS; i++)
        made->rows[i] = (struct sheet_row){
            {made->numbers[i], made->words[i], made->numbers[i + ROWS], made->words[i + ROWS]}};
    secret_wipe(all, sizeof all);
}

static enum err_code fill_root(struct made *made, const struct recovery *recovery, struct err *err)
{
    struct sign_key *root = NULL;
    char hex[DIGEST_TEXT_SIZE];
    enum err_code code = recovery_root(recovery, &root, err);
    if (code)
        return code;
    digest_show(sign_key_peek_public(root), hex);
    sign_key_free(root);
    for (int line = 0; line < 2; line++)
        for (size_t i = 0, at = 0; i < 8; i++)
            at += (size_t)snprintf(made->root[line] + at, DIGEST_TEXT_SIZE - at, "%s%.*s",
                                   i ? " " : "", GROUP, hex + line * 32 + i * GROUP);
    return ERR_OK;
}

static enum err_code paint(const struct people_sheet *sheet, struct made *made, bool pdf,
                           struct bytes *ret_new, struct err *err)
{
    const struct sheet_fact facts[] = {{_("Public key of the office"), made->root[0]},
                                       {_("its second half"), made->root[1]},
                                       {_("Head of the chain"), made->head}};
    const struct sheet_column columns[] = {
        {_("No."), 0.1}, {_("Word"), 0.4}, {_("No."), 0.1}, {_("Word"), 0.4}};
    const char *const sentences[] = {
        _("These twelve words make officials and administrators, and stand nowhere else. Whoever "
          "has them can act for the whole office. Keep this sheet in the safe; copy it to no "
          "computer and no telephone."),
        _("With the public key anybody can prove what the people of the office signed: sohoa audit "
          "verify --root KEY --head HEAD")};
    const char *const signatures[] = {_("Official"), _("Witness")};
    const struct sheet_paper paper = {.office = sheet->office,
                                      .title = _("RECOVERY SHEET"),
                                      .facts = facts,
                                      .fact_count = ARRAY_SIZE(facts),
                                      .columns = columns,
                                      .column_count = ARRAY_SIZE(columns),
                                      .rows = made->rows,
                                      .row_count = ROWS,
                                      .sentences = sentences,
                                      .sentence_count = ARRAY_SIZE(sentences),
                                      .signatures = signatures,
                                      .signature_count = ARRAY_SIZE(signatures),
                                      .signature_hint = _("(signature, full name, date)"),
                                      .made_ms = clock_now_ms()};
    if (pdf)
        return sheet_pdf(&paper, ret_new, err);
    struct str text = STR_INIT;
    sheet_text(&paper, &text);
    size_t length = text.length;
    *ret_new = (struct bytes){.data = (unsigned char *)str_take(&text), .length = length};
    return ERR_OK;
}

enum err_code people_sheet_make(const struct people_sheet *sheet, bool pdf, struct bytes *ret_new,
                                struct err *err)
{
    struct made made = {.head = ""};
    fill_words(&made, sheet->recovery);
    audit_head_show(sheet->head, made.head);
    enum err_code code = fill_root(&made, sheet->recovery, err);
    if (!code)
        code = paint(sheet, &made, pdf, ret_new, err);
    secret_wipe(&made, sizeof made);
    return code;
}

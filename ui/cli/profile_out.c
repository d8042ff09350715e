/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/profile_out: see the header. May include: base, workflow, record.
 */
#include "cli/profile_out.h"

#include <math.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

/* ---- figures ---- */

enum figure { CER, CER_PLAIN, WER, EXACT, SECONDS, FIGURE_COUNT };

static double figure_of(const struct score *score, enum figure figure)
{
    static const enum distance_form forms[] = {
        [CER] = DISTANCE_LETTERS, [CER_PLAIN] = DISTANCE_PLAIN, [WER] = DISTANCE_WORDS};
    if (figure == EXACT)
        return percent_of(score->fields.exact, score->fields.count);
    if (figure == SECONDS)
        return score->pages ? score->seconds / (double)score->pages : 0;
    const struct distance *text = &score->texts[forms[figure]];
    return percent_of(text->edits, text->count);
}

static double rounded(double value)
{
    return round(value * 1000) / 1000;
}

json_t *profile_figures(const struct score *score)
{
    json_t *json = json_object();
    json_put_long(json, "pages", (long long)score->pages);
    json_put_long(json, "unread", (long long)score->unread);
    json_put_double(json, "cer", rounded(figure_of(score, CER)));
    json_put_double(json, "cer_plain", rounded(figure_of(score, CER_PLAIN)));
    json_put_double(json, "wer", rounded(figure_of(score, WER)));
    json_put_long(json, "fields", (long long)score->fields.count);
    json_put_double(json, "exact", rounded(figure_of(score, EXACT)));
    json_put_double(json, "seconds", rounded(figure_of(score, SECONDS)));
    return json;
}

/* ---- the table ---- */

enum { NAME_WIDTH = 28, FIGURE_WIDTH = 9 };

/* width > 0: padded on the left. */
static void add_cell(struct str *line, const char *text, int width)
{
    int pad = (width < 0 ? -width : width) - (int)utf8_width(text);
    pad = pad > 0 ? pad : 0;
    str_format(line, "%*s%s%*s", width > 0 ? pad : 0, "", text, width < 0 ? pad : 0, "");
}

static void add_figures(struct str *line, const struct score *score)
{
    for (enum figure figure = 0; figure < FIGURE_COUNT; figure++)
        str_format(line, " %*.2f", FIGURE_WIDTH, figure_of(score, figure));
}

static void add_heads(struct str *line)
{
    static const char *const heads[FIGURE_COUNT] = {[CER] = N_("CER %"),
                                                    [CER_PLAIN] = N_("no marks"),
                                                    [WER] = N_("WER %"),
                                                    [EXACT] = N_("exact %"),
                                                    [SECONDS] = N_("s/page")};
    for (enum figure figure = 0; figure < FIGURE_COUNT; figure++) {
        str_add_char(line, ' ');
        add_cell(line, _(heads[figure]), FIGURE_WIDTH);
    }
}

static void print_heads(const char *name, const char *other)
{
    enum { SIDE = FIGURE_COUNT * (FIGURE_WIDTH + 1) };
    struct str line = STR_INIT;
    if (other) {
        str_format(&line, "%*s ", NAME_WIDTH + 6, "");
        add_cell(&line, name, -SIDE + 1);
        str_format(&line, " | %s", other);
        cli_print("%s", str_peek(&line));
        str_clear(&line);
    }
    add_cell(&line, _("paper, level"), -NAME_WIDTH);
    add_cell(&line, _("pages"), 6);
    add_heads(&line);
    if (other) {
        str_add(&line, " |");
        add_heads(&line);
    }
    cli_print("%s", str_peek(&line));
    str_release(&line);
}

static void print_text_row(const char *name, const struct score *score, const struct score *other)
{
    struct str line = STR_INIT;
    add_cell(&line, name, -NAME_WIDTH);
    str_format(&line, "%6zu", score->pages);
    add_figures(&line, score);
    if (other) {
        str_add(&line, " |");
        add_figures(&line, other);
    }
    cli_print("%s", str_peek(&line));
    str_release(&line);
}

static void print_json_row(const char *profile, const char *schema, const char *level,
                           const struct score *score)
{
    json_t *json = profile_figures(score);
    json_put_text(json, "profile", profile);
    json_put_text(json, "schema", schema);
    json_put_text(json, "level", level);
    cli_json_line(json);
}

struct table {
    const struct cli *cli;
    const struct profile_side *side, *other;
    struct scores scores, other_scores;
};

/* schema or level NULL: over all of them. */
static void print_row(const struct table *table, const char *schema, const char *level)
{
    struct score score = scores_gather(&table->scores, schema, level);
    struct score other = scores_gather(&table->other_scores, schema, level);
    if (!score.pages)
        return;
    if (table->cli->json) {
        print_json_row(table->side->name, schema, level, &score);
        if (table->other)
            print_json_row(table->other->name, schema, level, &other);
        return;
    }
    struct str name = STR_INIT;
    str_format(&name, "%s%s%s", schema ? schema : _("all"), level ? ", " : "", level ? level : "");
    print_text_row(str_peek(&name), &score, table->other ? &other : NULL);
    str_release(&name);
}

static bool first_of_level(const struct scores *scores, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (text_equal(scores->items[i].level, scores->items[index].level))
            return false;
    return true;
}

void profile_print_table(const struct cli *cli, const struct profile_side *side,
                         const struct profile_side *other)
{
    struct table table = {.cli = cli, .side = side, .other = other};
    evaluation_sum(side->evaluation, &table.scores);
    if (other)
        evaluation_sum(other->evaluation, &table.other_scores);
    if (!cli->json)
        print_heads(side->name, other ? other->name : NULL);
    for (size_t i = 0; i < table.scores.count; i++)
        print_row(&table, table.scores.items[i].schema, table.scores.items[i].level);
    for (size_t i = 0; i < table.scores.count; i++)
        if (first_of_level(&table.scores, i))
            print_row(&table, NULL, table.scores.items[i].level);
    print_row(&table, NULL, NULL);
    scores_release(&table.scores);
    scores_release(&table.other_scores);
}

/* ---- the verdict ---- */

static const char *what_text(enum verdict_what what)
{
    static const char *const texts[] = {[VERDICT_LETTERS] = N_("letters"),
                                        [VERDICT_FIELDS] = N_("fields"),
                                        [VERDICT_NUMBERS] = N_("numbers"),
                                        [VERDICT_PERSON_IDS] = N_("personal IDs"),
                                        [VERDICT_DATES] = N_("dates")};
    return _(texts[what]);
}

static const char *sign_text(int sign)
{
    if (sign == 0)
        return _("no difference that can be told");
    return sign > 0 ? _("better") : _("worse");
}

static json_t *line_json(const struct verdict_line *line)
{
    static const char *const words[] = {"worse", "unclear", "better"};
    json_t *json = json_object();
    json_put_long(json, "wrong", (long long)line->errors_new);
    json_put_long(json, "wrong_against", (long long)line->errors_old);
    json_put_long(json, "pages_better", (long long)line->better);
    json_put_long(json, "pages_worse", (long long)line->worse);
    json_put_double(json, "chance", rounded(line->chance));
    json_put_text(json, "is", words[verdict_sign(line) + 1]);
    return json;
}

static void print_json_verdict(const struct verdict *verdict, const char *fresh, const char *old)
{
    json_t *json = json_object(), *lines = json_object();
    for (enum verdict_what what = 0; what < VERDICT_COUNT; what++)
        json_put_new(lines, verdict_name(what), line_json(&verdict->lines[what]));
    json_put_text(json, "profile", fresh);
    json_put_text(json, "against", old);
    json_put_new(json, "verdict", lines);
    json_put_bool(json, "warning", verdict_warns(verdict));
    cli_json_line(json);
}

static void print_end(const struct verdict *verdict, const char *fresh, const char *old)
{
    int letters = verdict_sign(&verdict->lines[VERDICT_LETTERS]);
    int fields = verdict_sign(&verdict->lines[VERDICT_FIELDS]);
    if (letters + fields > 0 && letters >= 0 && fields >= 0)
        cli_print(_("%s reads better than %s on these pages."), fresh, old);
    else if (letters + fields < 0 && letters <= 0 && fields <= 0)
        cli_print(_("%s reads worse than %s on these pages."), fresh, old);
    else
        cli_print(_("Between %s and %s no clear difference can be told on these pages."), fresh,
                  old);
    if (verdict_warns(verdict))
        cli_print(_("Careful: %s gets more numbers, personal IDs or dates wrong than %s; look at "
                    "them before you use it."),
                  fresh, old);
}

void profile_print_verdict(const struct cli *cli, const struct verdict *verdict, const char *fresh,
                           const char *old)
{
    if (cli->json) {
        print_json_verdict(verdict, fresh, old);
        return;
    }
    for (enum verdict_what what = 0; what < VERDICT_COUNT; what++) {
        const struct verdict_line *line = &verdict->lines[what];
        cli_print(_("%s: %zu wrong instead of %zu; pages better %zu, worse %zu: %s"),
                  what_text(what), line->errors_new, line->errors_old, line->better, line->worse,
                  sign_text(verdict_sign(line)));
    }
    print_end(verdict, fresh, old);
}

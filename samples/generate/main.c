/* SPDX-License-Identifier: Apache-2.0
 *
 * sohoa-samples: makes fictional papers with their exact truth. Owns the words of the command; may
 * include base and the files beside it.
 */
#include <getopt.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "form.h"
#include "page.h"

static const char HELP[] =
    "Usage: sohoa-samples [--seed N] [--count N] [--level LEVEL] [--schema S] [--dpi N] OUTDIR\n"
    "Makes pages of fictional papers as OUTDIR/NAME.png and their truth as OUTDIR/NAME.json.\n"
    "All persons are invented. The same seed gives the same bytes.\n"
    "\n"
    "  --seed N        another seed, other pages (default 1)\n"
    "  --count N       how many pages (default 12)\n"
    "  --first N       number of the first page (default 0)\n"
    "  --level LEVEL   clean, office, worn or all (default all)\n"
    "  --schema S      one kind of paper, by the name of its schema (default: all in turn)\n"
    "  --dpi N         resolution, 100 to 600 (default 300)\n"
    "  --size F        print smaller: 0.5 to 1 (default 1; 0.71 is A5 for A4)\n"
    "  --handwritten   values by hand (default: a third of the register pages)\n"
    "  --printed       no page by hand\n"
    "  --turns N       quarter turns: 0 upright, 1, 2 upside down, 3 (default: by chance)\n"
    "  --tone TONE     grey or colour (default: by chance)\n"
    "  --format F      png, or pnm for a scanner's feeder (default png)\n"
    "  --coarse        16 values a channel: smaller files\n"
    "  --blank         empty pages\n"
    "  --halves        two pictures a page, NAME-1 the left and NAME-2 the right half, as of a "
    "sheet\n"
    "                  larger than the glass; the truth is that of the whole sheet (upright: "
    "--turns 0)\n"
    "  --wide          other faces, wordings, boxes, stamps, resolutions than usual\n"
    "  --help          this text\n"
    "\n"
    "Example: sohoa-samples --seed 7 --count 60 --level office /tmp/papers\n";

struct order {
    long seed, count, first, turns;
    double dpi, size;
    int level; /* -1 = all */
    const struct paper *paper;
    bool handwritten, printed, coarse, blank, wide, halves, help;
    enum tone_choice tone;
    enum page_format format;
    const char *folder;
};

enum {
    OPT_SEED = 256,
    OPT_COUNT,
    OPT_FIRST,
    OPT_LEVEL,
    OPT_SCHEMA,
    OPT_DPI,
    OPT_SIZE,
    OPT_HAND,
    OPT_PRINTED,
    OPT_TURNS,
    OPT_TONE,
    OPT_FORMAT,
    OPT_COARSE,
    OPT_BLANK,
    OPT_WIDE,
    OPT_HALVES,
    OPT_HELP
};

static const struct option OPTIONS[] = {
    {"seed", required_argument, NULL, OPT_SEED},
    {"count", required_argument, NULL, OPT_COUNT},
    {"first", required_argument, NULL, OPT_FIRST},
    {"level", required_argument, NULL, OPT_LEVEL},
    {"schema", required_argument, NULL, OPT_SCHEMA},
    {"dpi", required_argument, NULL, OPT_DPI},
    {"size", required_argument, NULL, OPT_SIZE},
    {"handwritten", no_argument, NULL, OPT_HAND},
    {"printed", no_argument, NULL, OPT_PRINTED},
    {"turns", required_argument, NULL, OPT_TURNS},
    {"tone", required_argument, NULL, OPT_TONE},
    {"format", required_argument, NULL, OPT_FORMAT},
    {"coarse", no_argument, NULL, OPT_COARSE},
    {"blank", no_argument, NULL, OPT_BLANK},
    {"wide", no_argument, NULL, OPT_WIDE},
    {"halves", no_argument, NULL, OPT_HALVES},
    {"help", no_argument, NULL, OPT_HELP},
    {0},
};

static bool take_level(struct order *order, const char *text)
{
    enum level level;
    if (text_equal(text, "all")) {
        order->level = -1;
        return true;
    }
    if (!level_parse(text, &level))
        return false;
    order->level = (int)level;
    return true;
}

static bool take_tone(struct order *order, const char *text)
{
    order->tone = text_equal(text, "grey") ? TONE_GREY : TONE_COLOUR;
    return order->tone == TONE_GREY || text_equal(text, "colour");
}

static bool take_format(struct order *order, const char *text)
{
    order->format = text_equal(text, "pnm") ? PAGE_PNM : PAGE_PNG;
    return order->format == PAGE_PNM || text_equal(text, "png");
}

/* One option; false when its value is wrong. */
static bool take_option(struct order *order, int option, const char *text)
{
    switch (option) {
    case OPT_SEED: return text_to_long(text, 0, 1L << 62, &order->seed);
    case OPT_COUNT: return text_to_long(text, 0, 100000, &order->count);
    case OPT_FIRST: return text_to_long(text, 0, 1L << 40, &order->first);
    case OPT_LEVEL: return take_level(order, text);
    case OPT_SCHEMA: return (order->paper = paper_lookup(text)) != NULL;
    case OPT_DPI: return text_to_double(text, 100, 600, &order->dpi);
    case OPT_SIZE: return text_to_double(text, 0.5, 1, &order->size);
    case OPT_HAND: return order->handwritten = true;
    case OPT_PRINTED: return order->printed = true;
    case OPT_TURNS: return text_to_long(text, 0, 3, &order->turns);
    case OPT_TONE: return take_tone(order, text);
    case OPT_FORMAT: return take_format(order, text);
    case OPT_COARSE: return order->coarse = true;
    case OPT_BLANK: return order->blank = true;
    case OPT_WIDE: return order->wide = true;
    case OPT_HALVES: return order->halves = true;
    case OPT_HELP: return order->help = true;
    default: return false;
    }
}

static bool take_order(int argc, char **argv, struct order *ret)
{
    *ret = (struct order){.seed = 1, .count = 12, .turns = -1, .dpi = 300, .size = 1, .level = -1};
    int option;
    while ((option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1) {
        if (!take_option(ret, option, optarg)) {
            if (option != '?')
                fprintf(stderr, "sohoa-samples: --%s cannot be \"%s\"; see --help\n",
                        OPTIONS[option - OPT_SEED].name, optarg);
            return false;
        }
    }
    ret->folder = argv[optind];
    if (!ret->help && (!ret->folder || argv[optind + 1])) {
        fprintf(stderr, "sohoa-samples: name one folder; see --help\n");
        return false;
    }
    return true;
}

/* Papers in turn; levels in turn, one further at each round, so that all pairs come. */
static struct page_order page_order(const struct order *order, long number)
{
    long kinds = order->paper ? 1 : (long)PAPER_COUNT;
    return (struct page_order){
        .seed = (uint64_t)order->seed,
        .number = (uint64_t)number,
        .paper = order->paper ? order->paper : &PAPERS[number % kinds],
        .level = (enum level)(order->level >= 0 ? order->level
                                                : (number % kinds + number / kinds) % LEVEL_COUNT),
        .dpi = order->dpi,
        .size = order->size,
        .handwritten = order->handwritten,
        .printed = order->printed,
        .coarse = order->coarse,
        .blank = order->blank,
        .wide = order->wide,
        .turns = (int)order->turns,
        .tone = order->tone,
        .format = order->format,
    };
}

static enum err_code write_truth(const struct str *stem, const json_t *truth, struct err *err)
{
    struct str path = STR_INIT;
    char *text = json_pretty(truth);
    str_format(&path, "%s.json", str_peek(stem));
    enum err_code code = file_write(str_peek(&path), text, strlen(text), FILE_REPLACE, err);
    free(text);
    str_release(&path);
    return code;
}

static enum err_code write_picture(const struct order *order, const struct str *stem,
                                   const struct page_order *page, struct err *err)
{
    struct bytes file = {0};
    json_t *truth = NULL;
    struct str path = STR_INIT;
    enum err_code code = page_make(page, &file, &truth, err);
    if (code)
        goto out;
    str_add(&path, str_peek(stem));
    if (page->half != HALF_NONE)
        str_format(&path, "-%d", page->half);
    str_format(&path, ".%s", order->format == PAGE_PNM ? "pnm" : "png");
    code = file_write(str_peek(&path), file.data, file.length, FILE_REPLACE, err);
    if (!code) {
        printf("%s\n", str_peek(&path));
        code = write_truth(stem, truth, err);
    }
out:
    str_release(&path);
    json_decref(truth);
    bytes_release(&file);
    return code;
}

static enum err_code write_page(const struct order *order, long number, struct err *err)
{
    struct page_order page = page_order(order, number);
    struct str stem = STR_INIT;
    enum half last = order->halves ? HALF_RIGHT : HALF_NONE;
    enum err_code code = ERR_OK;
    str_format(&stem, "%s/%s-%s-%04ld", order->folder, page.paper->schema, level_name(page.level),
               number);
    for (page.half = order->halves ? HALF_LEFT : HALF_NONE; page.half <= last && !code; page.half++)
        code = write_picture(order, &stem, &page, err);
    str_release(&stem);
    return code;
}

int main(int argc, char **argv)
{
    struct order order;
    struct err err = {0};
    setlocale(LC_ALL, "C.UTF-8");
    if (!take_order(argc, argv, &order))
        return 2;
    if (order.help) {
        fputs(HELP, stdout);
        return 0;
    }
    enum err_code code = look_check(&err);
    if (!code)
        code = file_make_folder(order.folder, &err);
    for (long i = 0; !code && i < order.count; i++)
        code = write_page(&order, order.first + i, &err);
    if (code)
        fprintf(stderr, "sohoa-samples: %s (K-%d)\n", err.text, err.number);
    return code ? 1 : 0;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean: the cleaning chain: a grey page as it came in becomes an upright, even, unruled
 * grey page at the scale that the OCR model reads best, together with the masks of the rules that
 * were taken out. One step a file (clean_NAME.c), each with its settings, a table of parameters,
 * a validate function and a run function; clean.c lists the steps in their order.
 *
 * Lengths in settings are millimetres on paper unless said otherwise: resolution never enters a
 * threshold. Levels are grey values of the evened page (paper = 230). Not thread-safe.
 *
 * A step that a page can do without has the parameter "use": 1, or 0 to leave it out, so that its
 * effect can be measured. "paper", "upright" and "scale" define the planes and are always taken.
 */
#ifndef IMAGING_CLEAN_H
#define IMAGING_CLEAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/json.h"
#include "imaging/image.h"
#include "model/geometry.h"
#include "model/quality.h"
#include "model/raster.h"

enum { CLEAN_PAPER = 230 }; /* grey of blank paper once the background is even */

struct clean_paper {
    double most_dpi; /* a page above 1.5 times this is halved, thirded, ... when it comes in */
};
struct clean_border {
    double use;
    double dark;   /* share of the paper's grey below which the scanner's bed is taken for dark */
    double thick;  /* mm; thinner dark things are print or rules */
    double margin; /* mm from the edge within which a round dark spot is a punch hole */
};
struct clean_capture {
    double use;
};
struct clean_background {
    double use;
    double tile;  /* mm; side of a tile whose paper level is measured */
    double share; /* of a tile's pixels that are darker than its paper */
    double least; /* share of the page's paper level; darker tiles are filled from neighbours */
};
struct clean_blank {
    double use;
    double size;  /* mm; smaller specks do not count */
    double parts; /* a page with fewer parts is blank */
};
struct clean_skew {
    double use;
    double limit; /* degrees to both sides */
};
struct clean_turn {
    double use;
    double small, large; /* mm; parts outside are not letters */
    double sure;         /* score from which the direction needs no second look */
};
struct clean_upright {
    double dpi; /* at which dots and rules are looked for */
};
struct clean_dots {
    double use;
    double level; /* share of the way from ink to paper; darker is ink */
    double size;  /* mm; larger parts are no dots */
    double gap;   /* mm; longest period of a row */
    double count; /* fewest dots of a row */
    double drift; /* share of the period that a dot may stray along the row */
    double alike; /* share by which a dot's ink may differ from that of its row */
    double stray; /* share of a dot's size that it may stray from its base line, plus one pixel */
    double zeros; /* the dot within a zero goes */
};
struct clean_rules {
    double use;
    double level;  /* share of the way from ink to paper; darker is ink */
    double length; /* mm; shortest straight piece */
    double thick;  /* mm; thicker things are no rules */
    double side;   /* mm; shortest upright piece that joins two rules: the side of a frame */
};
struct clean_scale {
    double dpi; /* the scale to read at, where letters have their usual size */
};

struct clean_stamp {
    double use;
    double least, most; /* mm; radius of a round seal */
    double ring;        /* share of a ring that must be seen */
    double paler;       /* than print, as a share of the way from print to paper */
};

struct clean_settings {
    struct clean_paper paper;
    struct clean_border border;
    struct clean_capture capture;
    struct clean_background background;
    struct clean_blank blank;
    struct clean_skew skew;
    struct clean_turn turn;
    struct clean_upright upright;
    struct clean_dots dots;
    struct clean_rules rules;
    struct clean_scale scale;
    struct clean_stamp stamp;
};

/* A measured value, or one that a person set: a manual one is never measured again. */
struct clean_choice {
    double value;
    bool manual;
};

/* What the steps hand on to each other. Released by clean_page_release. */
struct clean_page {
    int width, height;           /* of the page as it came in */
    double dpi;                  /* of the page as it came in, guessed where the file gave none */
    struct raster source;        /* the page, perhaps reduced; its background even */
    double source_scale;         /* source pixels a page pixel, <= 1 */
    struct raster small;         /* about 75 dpi: border, background, blank */
    struct raster middle;        /* about 150 dpi, page space: skew, direction */
    double ink;                  /* grey of the darkest hundredth of the evened page */
    void *border;                /* PIX at the scale of small: 1 = not paper */
    struct page_quality quality; /* of the capture; the grid of its ink last of all */
    struct clean_choice turns, skew; /* quarter turns; degrees */
    bool blank;
    double turn_score; /* evidence for turns; negative never; below settings.turn.sure: weak */
    struct view view;
    struct raster upright; /* upright space times upright_scale; ink only, no dots, no rules */
    double upright_scale;
    void *rules_across, *rules_down; /* PIX at the scale of upright, then of work: the rules */
    size_t dots;                     /* leader dots that were erased */
    struct raster work;              /* what is read; upright space times work_scale */
    double work_scale;
};

/* One number of the settings, for profiles. */
struct clean_param {
    const char *name, *comment; /* comment: English, one line, for the profile's writer */
    size_t offset;              /* of a double inside struct clean_settings */
    double standard, least, most;
    bool whole; /* only whole numbers: a switch */
};

struct clean_step {
    const char *name;
    const char *comment;
    const struct clean_param *params;
    size_t param_count;
    enum err_code (*validate)(const struct clean_settings *settings, struct err *err);
    enum err_code (*run)(struct clean_page *page, const struct clean_settings *settings,
                         struct err *err);
    /* What to show of the page after this step: the plane that it worked on. */
    const struct raster *(*peek)(const struct clean_page *page);
};
size_t clean_step_count(void);
const struct clean_step *clean_step_peek(size_t index); /* static */

void clean_settings_init(struct clean_settings *settings); /* the standard values */
/* Takes over the numbers of a profile: {"clean": {"dots": {"size": 0.5, ...}, ...}}; what it does
 * not name stays. ERR_FORMAT K-235, K-246 (unknown names), K-236 (range). */
enum err_code clean_settings_load(struct clean_settings *settings, const json_t *profile,
                                  struct err *err) MUST_CHECK;
/* The text of a profile's section "clean", each parameter with its comment; heap. */
char *clean_settings_write(const struct clean_settings *settings);

struct clean_options {
    struct clean_choice turns, skew; /* manual ones are kept; others are measured */
    double dpi;                      /* 0 = unknown */
    const char *trace;               /* folder for the page after each step, or NULL */
};
/* Runs all steps. image: 8 bit grey; freed in every case. A blank page ends after its step:
 * page->blank, no work plane. */
enum err_code clean_run(struct image *image, const struct clean_settings *settings,
                        const struct clean_options *options, struct clean_page *ret,
                        struct err *err) MUST_CHECK;
/* The same page the other way up: the steps from "upright" on once more. */
enum err_code clean_turn_again(struct clean_page *page, const struct clean_settings *settings,
                               int turns, const char *trace, struct err *err) MUST_CHECK;
void clean_page_release(struct clean_page *page);
/* Writes a plane as FOLDER/NN-NAME.png. */
enum err_code clean_trace(const char *folder, int number, const char *name,
                          const struct raster *plane, struct err *err) MUST_CHECK;
/* Fills quality.print from the upright ink; a page without stays "". */
void clean_capture_print(struct clean_page *page);
/* The evened page, upright, at source resolution, for people; the page must hold its source. */
enum err_code clean_upright_image(const struct clean_page *page, struct image **ret_new,
                                  struct err *err) MUST_CHECK;

#endif

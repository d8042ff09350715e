/* SPDX-License-Identifier: Apache-2.0
 *
 * bench-fit: the weights of the confidence, from fields with known truth.
 *   bench-fit EVIDENCE.tsv >src/record/confidence_weights.h     what bench-extract --evidence
 * prints A logistic regression with a small ridge; each weight keeps the sign that its part must
 * have. Pages fall into ten folds; each field is then scored by the weights that its fold had no
 * share in, and the curve from score to confidence is drawn through what was counted there. Where
 * the curve reaches .999 at most WRONG_SHARE of the fields above were wrong. May include: record,
 * base.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "record/evidence.h"
#include "record/score.h"

enum { FOLDS = 10, PASSES = 60, GROUPS = 8, COLUMNS = 4 };
#define RIDGE        1.0
#define WRONG_SHARE  0.0008 /* wrong among sure ones, as counted in the folds */
#define WEIGHT_LEAST 0.05
#define SURE         0.999
#define NEAR         0.0    /* log odds from which on a field counts as near to the sure ones */
#define FAR_LEAST    0.05   /* the least that a field counts in the second fit */
#define MOST         0.9998 /* no confidence is higher */

struct sample {
    float x[EVIDENCE_COUNT];
    bool exact;
    char level; /* first letter */
    unsigned fold;
    double score;  /* by the weights of the other folds */
    double weight; /* in the fit: how near it comes to the sure ones */
};
struct samples {
    struct sample *items;
    size_t count, capacity;
};

/* ---- reading ---- */

static unsigned fold_of(const char *page, size_t length)
{
    unsigned hash = 2166136261u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)page[i]) * 16777619u;
    return (hash >> 8) % FOLDS;
}

static bool take_line(struct samples *samples, const char *line)
{
    const char *at = line;
    struct sample sample = {.fold = fold_of(line, strcspn(line, "\t"))};
    for (int column = 0; column < COLUMNS; column++) {
        if (column == 1)
            sample.level = *at;
        if (column == 3)
            sample.exact = *at == '1';
        at += strcspn(at, "\t\n");
        if (*at != '\t')
            return false;
        at++;
    }
    for (size_t i = 0; i < EVIDENCE_COUNT; i++) {
        char *end;
        sample.x[i] = strtof(at, &end);
        if (end == at)
            return false;
        at = end + (*end == '\t');
    }
    *ARRAY_ADD(samples) = sample;
    return true;
}

static enum err_code load(const char *path, struct samples *samples, struct err *err)
{
    struct bytes bytes = {0};
    enum err_code code = file_read(path, JSON_BYTES_MAX, &bytes, err);
    const char *at = (const char *)bytes.data;
    while (!code && at && *at) {
        (void)take_line(samples, at);
        at += strcspn(at, "\n");
        at += *at == '\n';
    }
    bytes_release(&bytes);
    return code;
}

/* ---- weights ---- */

static double chance(double score)
{
    return 1 / (1 + exp(-score));
}

/* One weight by Newton's step, the others kept; scores follow. Returns how far it moved. */
static double step(const struct samples *samples, unsigned fold, size_t j, double *weight,
                   double *scores)
{
    bool base = j == EVIDENCE_ONE;
    double slope = base ? 0 : RIDGE * *weight, bend = base ? 1e-6 : RIDGE;
    for (size_t i = 0; i < samples->count; i++) {
        const struct sample *sample = &samples->items[i];
        double x = (double)sample->x[j];
        if (x == 0 || sample->fold == fold)
            continue;
        double p = chance(scores[i]);
        slope += sample->weight * (p - sample->exact) * x;
        bend += sample->weight * p * (1 - p) * x * x;
    }
    double old = *weight, moved = old - fmax(-1, fmin(1, slope / bend));
    int sign = evidence_sign((enum evidence_part)j);
    if (sign * moved < WEIGHT_LEAST && sign != 0)
        moved = sign * WEIGHT_LEAST; /* whatever was counted, it never speaks the other way */
    *weight = moved;
    for (size_t i = 0; i < samples->count; i++)
        scores[i] += (moved - old) * (double)samples->items[i].x[j];
    return fabs(moved - old);
}

static void descend(const struct samples *samples, unsigned fold, double *weights, double *scores)
{
    for (int pass = 0; pass < PASSES; pass++) {
        double most = 0;
        for (size_t j = 0; j < EVIDENCE_COUNT; j++)
            most = fmax(most, step(samples, fold, j, &weights[j], scores));
        if (most < 0.002)
            break;
    }
}

/* Without the fields of one fold; fold FOLDS: with all. Twice: what is far from sure by the first
 * weights has little to say about what tells sure from nearly sure. */
static void fit(const struct samples *samples, unsigned fold, double *weights)
{
    double *scores = mem_new(samples->count, sizeof *scores);
    memset(weights, 0, EVIDENCE_COUNT * sizeof *weights);
    for (size_t i = 0; i < samples->count; i++)
        samples->items[i].weight = 1;
    descend(samples, fold, weights, scores);
    for (size_t i = 0; i < samples->count; i++)
        samples->items[i].weight = FAR_LEAST + (1 - FAR_LEAST) * chance(scores[i] - NEAR);
    descend(samples, fold, weights, scores);
    for (size_t i = 0; i < samples->count; i++)
        if (samples->items[i].fold == fold)
            samples->items[i].score = scores[i];
    free(scores);
}

/* ---- curve ---- */

static int by_score(const void *a, const void *b)
{
    const struct sample *left = a, *right = b;
    return (left->score < right->score) - (left->score > right->score);
}

static bool is_told(const struct sample *sample)
{
    return evidence_told(sample->x);
}

/* How many of the best may be called sure. */
static size_t sure_count(const struct samples *samples)
{
    size_t wrong = 0, sure = 0;
    for (size_t i = 0; i < samples->count; i++) {
        if (is_told(&samples->items[i]))
            continue; /* evidence_confidence never calls it sure */
        wrong += !samples->items[i].exact;
        if ((double)wrong <= WRONG_SHARE * (double)(i + 1))
            sure = i + 1;
    }
    return sure;
}

struct knot {
    double score, odds;
};

static double log_odds(double share)
{
    return log(share / (1 - share));
}

/* Of the fields below the cut by at most far and more than near. */
static bool take_group(const struct samples *samples, size_t sure, double cut, double near,
                       double far, struct knot *ret)
{
    double exact = 0.5, all = 1, sum = 0;
    for (size_t i = sure; i < samples->count; i++) {
        double below = cut - samples->items[i].score;
        if (below <= near || below > far)
            continue;
        exact += samples->items[i].exact;
        sum += samples->items[i].score;
        all++;
    }
    if (all < 20)
        return false;
    *ret = (struct knot){sum / (all - 1), fmin(log_odds(exact / all), log_odds(0.998))};
    return true;
}

/* From the worst to the best: groups of the unsure ones, then the cut, then the top. */
static size_t draw(const struct samples *samples, size_t sure, struct knot *knots)
{
    static const double EDGES[GROUPS + 1] = {1e9, 9, 6, 4, 3, 2, 1.2, 0.6, 0.1};
    double cut = samples->items[sure > 0 ? sure - 1 : 0].score;
    size_t count = 0;
    for (size_t group = 0; group < GROUPS; group++) {
        struct knot knot;
        if (!take_group(samples, sure, cut, EDGES[group + 1], EDGES[group], &knot))
            continue;
        while (count > 0 && knots[count - 1].odds >= knot.odds)
            count--; /* must rise: the lower one is left out */
        knots[count++] = knot;
    }
    knots[count++] = (struct knot){cut - 0.02, log_odds(0.9988)};
    knots[count++] = (struct knot){cut, log_odds(SURE + 0.000001)};
    knots[count++] = (struct knot){cut + 4, log_odds(MOST)};
    return count;
}

/* ---- writing ---- */

static void print_file(const struct samples *samples, const double *weights,
                       const struct knot *knots, size_t count, size_t sure)
{
    size_t exact = 0;
    for (size_t i = 0; i < samples->count; i++)
        exact += samples->items[i].exact;
    printf("/* SPDX-License-Identifier: Apache-2.0\n *\n"
           " * record/confidence_weights: made by bench-fit from %zu fields of made pages, %zu of "
           "them\n * read exactly; %zu lie above the cut of .999. docs/recognition.md says how to "
           "make it anew.\n */\n"
           "#ifndef RECORD_CONFIDENCE_WEIGHTS_H\n#define RECORD_CONFIDENCE_WEIGHTS_H\n\n"
           "#include \"record/evidence.h\"\n\n"
           "static const float WEIGHTS[EVIDENCE_COUNT] = {\n",
           samples->count, exact, sure);
    for (enum evidence_part part = 0; part < EVIDENCE_COUNT; part++) {
        char *name = utf8_upper(evidence_name(part));
        for (char *at = name; *at; at++)
            *at = *at == '-' ? '_' : *at;
        printf("    [EVIDENCE_%s] = %.3ff,\n", name, weights[part] + 0.0);
        free(name);
    }
    printf("};\n\nstatic const struct knot {\n    float score, odds;\n} KNOTS[] = {\n");
    for (size_t i = 0; i < count; i++)
        printf("    {%.3ff, %.4ff},\n", knots[i].score, knots[i].odds);
    printf("};\n\n#endif\n");
}

static void tell(const struct samples *samples, size_t sure)
{
    static const char LEVELS[] = "cow";
    for (const char *level = LEVELS; *level; level++) {
        size_t all = 0, best = 0, wrong = 0;
        for (size_t i = 0; i < samples->count; i++) {
            if (samples->items[i].level != *level)
                continue;
            all++;
            bool called = i < sure && !is_told(&samples->items[i]);
            best += called;
            wrong += called && !samples->items[i].exact;
        }
        fprintf(stderr, "%c: %zu values read, %.1f %% sure, %zu of them wrong\n", *level, all,
                percent_of(best, all), wrong);
    }
}

int main(int argc, char **argv)
{
    struct samples samples = {0};
    struct err err = {0};
    double weights[EVIDENCE_COUNT];
    struct knot knots[GROUPS + 3];
    if (argc != 2) {
        fputs("bench-fit EVIDENCE.tsv >src/record/confidence_weights.h\n", stderr);
        return 2;
    }
    if (load(argv[1], &samples, &err) || samples.count < 100) {
        fprintf(stderr, "%s: %s\n", argv[1], err.code ? err.text : "too few fields");
        return 1;
    }
    for (unsigned fold = 0; fold < FOLDS; fold++)
        fit(&samples, fold, weights);
    fit(&samples, FOLDS, weights);
    qsort(samples.items, samples.count, sizeof *samples.items, by_score);
    size_t sure = sure_count(&samples);
    tell(&samples, sure);
    print_file(&samples, weights, knots, draw(&samples, sure, knots), sure);
    free(samples.items);
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * record/evidence: what speaks for and against one proposed value, as plain numbers, and the one
 * formula that makes a confidence of them. bench-extract prints them, bench-fit sets the weights
 * (src/record/confidence_weights.h). Includes model and record.
 */
#ifndef RECORD_EVIDENCE_H
#define RECORD_EVIDENCE_H

#include "model/record.h"
#include "model/text.h"
#include "record/schema.h"

/* name, word in tables, sign: +1 speaks for the value, -1 against it, 0 only tells kinds apart. */
#define EVIDENCE_PARTS(PART)                                                                       \
    /* the engine's certainty: worst character, all characters, number of doubtful ones */         \
    PART(WORST, "worst", -1)                                                                       \
    PART(SUM, "sum", -1)                                                                           \
    PART(DOUBTFUL, "doubtful", -1)                                                                 \
    PART(WORST_DIGIT, "worst-digit", -1) /* the worst character of a number or date, again */      \
    /* digits that another one is read as without a doubt: 2 and 0 as 3 or 9, 5 as 8, 7 as 1 */    \
    PART(NINES, "nines", -1)                                                                       \
    PART(ONE_DIGIT, "one-digit", -1) /* a month or day of one digit, 1: it may be a 7 */           \
    PART(LENGTH, "length", -1)                                                                     \
    /* how it was found and how it fits its kind */                                                \
    PART(LABEL, "label", -1)                                                                       \
    PART(KIND_SURE, "kind-sure", -1) /* doubt about the kind of paper */                           \
    PART(UNFIT, "unfit", -1)                                                                       \
    PART(MENDED, "mended", -1)                                                                     \
    PART(PROBLEM, "problem", -1)                                                                   \
    PART(GATE, "gate", -1)     /* reasons never to be sure (record/gate, unclear columns) */       \
    PART(SHARED, "shared", -1) /* more words stood behind the label than were taken */             \
    PART(NO_COLON, "no-colon", -1)                                                                 \
    /* its words */                                                                                \
    PART(OPEN, "open", -1)         /* words that no list vouches for */                            \
    PART(OPEN_SUM, "open-sum", -1) /* the engine's doubts about their characters */                \
    PART(OPEN_WORST, "open-worst", -1)                                                             \
    PART(ODD_WORDS, "odd-words", -1) /* no possible syllables */                                   \
    PART(ODD_SIGNS, "odd-signs", -1)                                                               \
    PART(CUT, "cut", -1)             /* it seems to be the rest of a longer value */               \
    PART(TWO_WORDS, "two-words", -1) /* a name of two words: three are usual */                    \
    PART(ODD_CASE, "odd-case", -1)                                                                 \
    PART(STRANGE, "strange", -1)           /* words that no list has */                            \
    PART(STRANGE_NAME, "strange-name", -1) /* in the name of a person */                           \
    PART(OPEN_WORST_NAME, "open-worst-name", -1)                                                   \
    PART(COMPLETE, "complete", 1)  /* a date with its day, a place down to a known province */     \
    PART(REPEATED, "repeated", 1)  /* share of its open words that stand elsewhere on the page */  \
    PART(CONFLICT, "conflict", -1) /* words that stand elsewhere with other marks */               \
    /* the page */                                                                                 \
    PART(PAGE_DOUBT, "page-doubt", -1)                                                             \
    PART(PAGE_ODD, "page-odd", -1)                                                                 \
    PART(PAGE_DIGITS, "page-digits", -1) /* dates and numbers of it that cannot be */              \
    PART(LINE_DOUBT, "line-doubt", -1)                                                             \
    PART(COVERED, "covered", -1) /* under a signature or seal */                                   \
    /* other fields and pages (record/check) */                                                    \
    PART(PROOF, "proof", 1)                                                                        \
    PART(STRONG, "strong", 1)                                                                      \
    PART(SLIGHT, "slight", 1)                                                                      \
    PART(AGAINST, "against", -1)                                                                   \
    PART(AGE, "age", -1) /* what old papers hold often */                                          \
    PART(ROW_ORDER, "row-order", 1)                                                                \
    /* kinds */                                                                                    \
    PART(IS_NAME, "is-name", 0)                                                                    \
    PART(IS_DATE, "is-date", 0)                                                                    \
    PART(IS_WORDS, "is-words", 0)                                                                  \
    PART(IS_NUMBER, "is-number", 0)                                                                \
    PART(IS_ID, "is-id", 0)                                                                        \
    PART(IS_LISTED, "is-listed", 0)                                                                \
    PART(IS_PLACE, "is-place", 0)                                                                  \
    PART(IS_ROW, "is-row", 0)                                                                      \
    PART(ONE, "one", 0)

#define EVIDENCE_ENUM(name, word, sign) EVIDENCE_##name,
enum evidence_part { EVIDENCE_PARTS(EVIDENCE_ENUM) EVIDENCE_COUNT };
#undef EVIDENCE_ENUM

const char *evidence_name(enum evidence_part part); /* static */
int evidence_sign(enum evidence_part part);

/* One word as the engine read it. */
struct evidence_word {
    float mean, least; /* over its characters */
    int letters;
};
struct evidence {
    float part[EVIDENCE_COUNT];
    const struct evidence_word *words; /* of the value, in its order; NULL = not known one by one */
    size_t word_count;
};

/* Weighted sum of the evidence: log odds before they are brought to what was counted. */
float evidence_score(const struct evidence *evidence);
/* 0..1; never falls with better evidence. */
float evidence_confidence(const struct evidence *evidence);
/* Something odd about it, that a person is told or that shape and columns show: never sure,
 * whatever was counted. part: EVIDENCE_COUNT numbers. */
bool evidence_told(const float *part);
/* Log odds that one more unit of a part moves. */
float evidence_weight(enum evidence_part part);

/* 0 .. some 6: how far an engine's certainty is from its best. */
float evidence_doubt(float confidence);

/* Words, page and kind of paper, for all values that were read; then their confidence. */
void evidence_page(const struct schema *schema, const struct text_page *page, float schema_sure,
                   struct proposal *items, size_t count);

#endif

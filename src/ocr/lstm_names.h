/* SPDX-License-Identifier: Apache-2.0
 *
 * ocr/lstm_names: names among the words of a line. Inside the room only.
 */
#ifndef OCR_LSTM_NAMES_H
#define OCR_LSTM_NAMES_H

#include "ocr/lstm_decode.h"

/* The model learnt from running text, where "Chỉ" is common and "Chi" is not. A word that no name
 * has, between words of names, gives way to one that names have, where another mark on one letter
 * makes it and the network saw that mark too. Its sign is then as sure as the network was of it, so
 * no such word is ever sure. steps: as lstm_decode got them; words: what it gave. */
void lstm_names_settle(const struct lstm_model *model, const bool *allowed, const float *steps,
                       struct lstm_word *words, size_t count);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * ocr/lstm_kernel: the arithmetic of a quantised network: products of 8-bit matrices, squashing
 * functions. Inside the room only. Results are the same to the bit on every processor; on x86-64
 * with AVX2 (2013 and later) the products run 16 at a time.
 */
#ifndef OCR_LSTM_KERNEL_H
#define OCR_LSTM_KERNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LSTM_BLOCK = 16 }; /* outputs that are worked on together */

/* Weights of shape outputs x inputs. Packed: blocks of 16 outputs; in a block, pairs of inputs;
 * in a pair, for each output its two weights side by side. */
struct lstm_matrix {
    int outputs, inputs; /* outputs: a multiple of 16; inputs: even; what is beyond is 0 */
    int8_t *packed;      /* owned */
    int32_t *bias;       /* owned; outputs; in units of weight x activation; NULL = none */
};

/* Takes columns first .. first + inputs of a matrix of rows x columns; output i of the result is
 * row i. with_bias: the last column holds the bias, which counts 127 times. */
void lstm_matrix_pack(struct lstm_matrix *ret, const int8_t *weights, int rows, int columns,
                      int first, int inputs, bool with_bias);
void lstm_matrix_free(struct lstm_matrix *matrix);

/* For i < count: out[i] = bias + weights x in[i], or out[i] += weights x in[i] where there is no
 * bias. in holds activations -127 .. 127 in 16 bits, in_step values apart; out: out_step values
 * apart. */
void lstm_product(const struct lstm_matrix *matrix, const int16_t *in, size_t in_step, int32_t *out,
                  size_t out_step, size_t count);

/* One step of `units` LSTM cells for each gate total: order of gates cell input, input gate,
 * forget gate, output gate, each `units` long; scale belongs to them. state is updated; output is
 * quantised. units: a multiple of 16. (Hochreiter and Schmidhuber 1997, Gers 2000.) */
void lstm_cells(const int32_t *totals, const float *scale, int units, float *state,
                int16_t *output);

/* out[i] = tanh(total x scale) in steps of 1/127. count: a multiple of 16. */
void lstm_tanh(const int32_t *totals, const float *scale, int count, int16_t *out);

/* Probabilities of the classes, summing to 1. count may be less than a block's multiple. */
void lstm_softmax(const int32_t *totals, const float *scale, int count, float *out);

/* For tests: the plain loops even where the processor can do more; the results must not differ. */
void lstm_kernel_plain(bool plain);

#endif

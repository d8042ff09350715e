/* SPDX-License-Identifier: Apache-2.0
 *
 * ocr/lstm_kernel: see the header. May include: base.
 */
#include "ocr/lstm_kernel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define HAVE_AVX2_CODE 1
#define FOR_AVX2       __attribute__((target("avx2")))
#endif

enum { ACTIVATION_ONE = 127 };
#define STATE_MOST 100.0F

/* ---- packing ---- */

static int up_to(int number, int step)
{
    return (number + step - 1) / step * step;
}

void lstm_matrix_pack(struct lstm_matrix *ret, const int8_t *weights, int rows, int columns,
                      int first, int inputs, bool with_bias)
{
    struct lstm_matrix matrix = {up_to(rows, LSTM_BLOCK), up_to(inputs, 2)};
    size_t size = (size_t)matrix.outputs * (size_t)matrix.inputs;
    matrix.packed = mem_new(size, 1);
    for (int row = 0; row < rows; row++) {
        size_t block = (size_t)(row / LSTM_BLOCK * LSTM_BLOCK) * (size_t)matrix.inputs;
        int lane = row % LSTM_BLOCK;
        for (int k = 0; k < inputs; k++)
            matrix.packed[block + (size_t)(k / 2 * 2 * LSTM_BLOCK + lane * 2 + k % 2)] =
                weights[(size_t)row * (size_t)columns + (size_t)(first + k)];
    }
    if (with_bias) {
        matrix.bias = mem_new((size_t)matrix.outputs, sizeof *matrix.bias);
        for (int row = 0; row < rows; row++)
            matrix.bias[row] =
                weights[(size_t)row * (size_t)columns + (size_t)columns - 1] * ACTIVATION_ONE;
    }
    *ret = matrix;
}

void lstm_matrix_free(struct lstm_matrix *matrix)
{
    free(matrix->packed);
    free(matrix->bias);
    *matrix = (struct lstm_matrix){0};
}

/* ---- products ---- */

static void product_plain(const struct lstm_matrix *matrix, const int16_t *in, size_t in_step,
                          int32_t *out, size_t out_step, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const int8_t *weights = matrix->packed;
        for (int first = 0; first < matrix->outputs; first += LSTM_BLOCK)
            for (int k = 0; k < matrix->inputs; k += 2, weights += (ptrdiff_t)2 * LSTM_BLOCK)
                for (int lane = 0; lane < LSTM_BLOCK; lane++)
                    out[i * out_step + (size_t)(first + lane)] +=
                        weights[2 * lane] * in[i * in_step + (size_t)k] +
                        weights[2 * lane + 1] * in[i * in_step + (size_t)k + 1];
    }
}

#ifdef HAVE_AVX2_CODE
#define PAIR(from, k)                                                                              \
    _mm256_set1_epi32(                                                                             \
        (int)((uint32_t)(uint16_t)(from)[k] | (uint32_t)(uint16_t)(from)[(k) + 1] << 16))

FOR_AVX2 static inline void add_up(int32_t *to, __m256i sum)
{
    __m256i *at = (__m256i *)to;
    _mm256_storeu_si256(at, _mm256_add_epi32(_mm256_loadu_si256(at), sum));
}

FOR_AVX2 static inline __m256i widened(const int8_t *weights)
{
    return _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)weights));
}

/* A block of 16 outputs for four inputs at once: each weight is loaded once. */
FOR_AVX2 static void block_times_four(const int8_t *weights, int inputs, const int16_t *in,
                                      size_t in_step, int32_t *out, size_t out_step)
{
    __m256i sums[4][2] = {{_mm256_setzero_si256()}};
    for (int k = 0; k < inputs; k += 2, weights += 32) {
        __m256i low = widened(weights), high = widened(weights + 16);
        for (size_t i = 0; i < 4; i++) {
            __m256i pair = PAIR(in + i * in_step, k);
            sums[i][0] = _mm256_add_epi32(sums[i][0], _mm256_madd_epi16(low, pair));
            sums[i][1] = _mm256_add_epi32(sums[i][1], _mm256_madd_epi16(high, pair));
        }
    }
    for (size_t i = 0; i < 4; i++) {
        add_up(out + i * out_step, sums[i][0]);
        add_up(out + i * out_step + 8, sums[i][1]);
    }
}

/* Up to four blocks for one input: enough sums under way to hide the latency. */
FOR_AVX2 static inline void blocks_times_one(const int8_t *weights, int inputs, const int16_t *in,
                                             int32_t *out, int blocks)
{
    __m256i sums[8];
    size_t step = (size_t)inputs * LSTM_BLOCK;
    for (int i = 0; i < 2 * blocks; i++)
        sums[i] = _mm256_setzero_si256();
    for (int k = 0; k < inputs; k += 2) {
        __m256i pair = PAIR(in, k);
        const int8_t *at = weights + (ptrdiff_t)k * LSTM_BLOCK;
        for (int i = 0; i < blocks; i++, at += step) {
            sums[2 * i] = _mm256_add_epi32(sums[2 * i], _mm256_madd_epi16(widened(at), pair));
            sums[2 * i + 1] =
                _mm256_add_epi32(sums[2 * i + 1], _mm256_madd_epi16(widened(at + 16), pair));
        }
    }
    for (int i = 0; i < 2 * blocks; i++)
        add_up(out + (ptrdiff_t)8 * i, sums[i]);
}

FOR_AVX2 static void product_avx2(const struct lstm_matrix *matrix, const int16_t *in,
                                  size_t in_step, int32_t *out, size_t out_step, size_t count)
{
    size_t step = (size_t)matrix->inputs * LSTM_BLOCK, i = 0;
    int blocks = matrix->outputs / LSTM_BLOCK;
    for (; i + 4 <= count; i += 4)
        for (int b = 0; b < blocks; b++)
            block_times_four(matrix->packed + (size_t)b * step, matrix->inputs, in + i * in_step,
                             in_step, out + i * out_step + (ptrdiff_t)b * LSTM_BLOCK, out_step);
    for (; i < count; i++) {
        const int8_t *weights = matrix->packed;
        int32_t *to = out + i * out_step;
        int b = 0;
        for (; b + 4 <= blocks; b += 4, weights += 4 * step, to += (ptrdiff_t)4 * LSTM_BLOCK)
            blocks_times_one(weights, matrix->inputs, in + i * in_step, to, 4);
        for (; b < blocks; b++, weights += step, to += LSTM_BLOCK)
            blocks_times_one(weights, matrix->inputs, in + i * in_step, to, 1);
    }
}
#endif

/* ---- squashing: loops that the compiler turns into vectors, once for each kind of processor ----
 */

#define ALWAYS_INLINE static inline __attribute__((always_inline))

/* e^x for x <= 0, relative error under 2^-21: 2^n times a polynomial for the rest (Taylor's about
 * 0, over half a power of two to either side). */
ALWAYS_INLINE float exp_of(float x)
{
    int whole = (int)(x * 1.44269504F - 0.5F); /* log2(e); cutting a negative number rounds it up */
    whole = whole < -126 ? -126 : whole;
    float rest = x - (float)whole * 0.693359375F + (float)whole * 2.12194440e-4F; /* ln 2, in two */
    float power = rest * (1 / 720.0F) + 1 / 120.0F;
    power = power * rest + 1 / 24.0F;
    power = power * rest + 1 / 6.0F;
    power = power * rest + 0.5F;
    power = power * rest + 1;
    power = power * rest + 1;
    int32_t bits = (whole + 127) << 23; /* 2^whole, IEEE 754 */
    float scale;
    memcpy(&scale, &bits, sizeof scale);
    return power * scale;
}

ALWAYS_INLINE float tanh_of(float x)
{
    float low = exp_of(-2 * fabsf(x));
    return copysignf((1 - low) / (1 + low), x);
}

ALWAYS_INLINE float sigmoid_of(float x)
{
    return 0.5F + 0.5F * tanh_of(0.5F * x);
}

/* Rounds half away from zero. */
ALWAYS_INLINE int16_t quantised(float x)
{
    return (int16_t)(x * ACTIVATION_ONE + copysignf(0.5F, x));
}

ALWAYS_INLINE void cells(const int32_t *restrict totals, const float *restrict scale, int units,
                         float *restrict state, int16_t *restrict output)
{
    const int32_t *in = totals + units, *keep = in + units, *out = keep + units;
    const float *in_scale = scale + units, *keep_scale = in_scale + units;
    const float *out_scale = keep_scale + units;
    for (int i = 0; i < units; i++) {
        float now = state[i] * sigmoid_of((float)keep[i] * keep_scale[i]) +
                    tanh_of((float)totals[i] * scale[i]) * sigmoid_of((float)in[i] * in_scale[i]);
        now = now > STATE_MOST ? STATE_MOST : now;
        now = now < -STATE_MOST ? -STATE_MOST : now;
        state[i] = now;
        output[i] = quantised(tanh_of(now) * sigmoid_of((float)out[i] * out_scale[i]));
    }
}

ALWAYS_INLINE void squash(const int32_t *restrict totals, const float *restrict scale, int count,
                          int16_t *restrict out)
{
    for (int i = 0; i < count; i++)
        out[i] = quantised(tanh_of((float)totals[i] * scale[i]));
}

ALWAYS_INLINE void softmax(const int32_t *restrict totals, const float *restrict scale, int count,
                           float *restrict out)
{
    float most = (float)totals[0] * scale[0], sum = 0;
    for (int i = 0; i < count; i++) {
        float value = (float)totals[i] * scale[i];
        most = value > most ? value : most;
    }
    for (int i = 0; i < count; i++)
        out[i] = exp_of((float)totals[i] * scale[i] - most);
    for (int i = 0; i < count; i++)
        sum += out[i];
    for (int i = 0; i < count; i++)
        out[i] /= sum;
}

static void cells_plain(const int32_t *totals, const float *scale, int units, float *state,
                        int16_t *output)
{
    cells(totals, scale, units, state, output);
}

static void squash_plain(const int32_t *totals, const float *scale, int count, int16_t *out)
{
    squash(totals, scale, count, out);
}

static void softmax_plain(const int32_t *totals, const float *scale, int count, float *out)
{
    softmax(totals, scale, count, out);
}

/* ---- which of them ---- */

struct kernels {
    void (*product)(const struct lstm_matrix *, const int16_t *, size_t, int32_t *, size_t, size_t);
    void (*cells)(const int32_t *, const float *, int, float *, int16_t *);
    void (*squash)(const int32_t *, const float *, int, int16_t *);
    void (*softmax)(const int32_t *, const float *, int, float *);
};

static const struct kernels plain = {product_plain, cells_plain, squash_plain, softmax_plain};

#ifdef HAVE_AVX2_CODE
FOR_AVX2 static void cells_avx2(const int32_t *totals, const float *scale, int units, float *state,
                                int16_t *restrict output)
{
    cells(totals, scale, units, state, output);
}

FOR_AVX2 static void squash_avx2(const int32_t *totals, const float *scale, int count, int16_t *out)
{
    squash(totals, scale, count, out);
}

FOR_AVX2 static void softmax_avx2(const int32_t *totals, const float *scale, int count, float *out)
{
    softmax(totals, scale, count, out);
}

static const struct kernels avx2 = {product_avx2, cells_avx2, squash_avx2, softmax_avx2};
#endif

static bool forced_plain;

void lstm_kernel_plain(bool plain_only)
{
    forced_plain = plain_only;
}

static const struct kernels *kernels(void)
{
#ifdef HAVE_AVX2_CODE
    if (!forced_plain && __builtin_cpu_supports("avx2"))
        return &avx2;
#endif
    return &plain;
}

void lstm_product(const struct lstm_matrix *matrix, const int16_t *in, size_t in_step, int32_t *out,
                  size_t out_step, size_t count)
{
    for (size_t i = 0; matrix->bias && i < count; i++)
        memcpy(out + i * out_step, matrix->bias, (size_t)matrix->outputs * sizeof *out);
    kernels()->product(matrix, in, in_step, out, out_step, count);
}

void lstm_cells(const int32_t *totals, const float *scale, int units, float *state, int16_t *output)
{
    kernels()->cells(totals, scale, units, state, output);
}

void lstm_tanh(const int32_t *totals, const float *scale, int count, int16_t *out)
{
    kernels()->squash(totals, scale, count, out);
}

void lstm_softmax(const int32_t *totals, const float *scale, int count, float *out)
{
    kernels()->softmax(totals, scale, count, out);
}

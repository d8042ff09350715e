/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/worker/lstm_fault: linked into a page worker of the tests' own (-Wl,--wrap), so that our
 * engine fails in the middle of a line. The worker that is installed has none of it.
 * ENGINE_FAULT=KIND@WIDTH, as in tests/worker/engine_fault.c.
 */
#include "engine_fail.h"
#include "ocr/lstm_line.h"

bool __real_lstm_line_take(struct lstm_line *line, const struct raster *page,
                           const struct ocr_place *where, int height);
bool __wrap_lstm_line_take(struct lstm_line *line, const struct raster *page,
                           const struct ocr_place *where, int height);

bool __wrap_lstm_line_take(struct lstm_line *line, const struct raster *page,
                           const struct ocr_place *where, int height)
{
    bool good = __real_lstm_line_take(line, page, where, height);
    engine_fail_at(page->width);
    return good;
}

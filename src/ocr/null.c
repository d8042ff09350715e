/* SPDX-License-Identifier: Apache-2.0
 *
 * ocr/null: the engine that reads nothing, for papers that are only keyed and for tests.
 * May include: model, base.
 */
#include "ocr/driver.h"

static enum err_code open_null(const struct ocr_options *options, void **ret_state, struct err *err)
{
    (void)options;
    (void)err;
    *ret_state = NULL;
    return ERR_OK;
}

static void close_null(void *state)
{
    (void)state;
}

static enum err_code set_page(void *state, const struct raster *grey, struct err *err)
{
    (void)state;
    (void)grey;
    (void)err;
    return ERR_OK;
}

static enum err_code read_null(void *state, const struct ocr_place *where, const char *allow,
                               struct arena *arena, struct text_line **ret_lines, size_t *ret_count,
                               struct err *err)
{
    (void)state;
    (void)where;
    (void)allow;
    (void)arena;
    (void)err;
    *ret_lines = NULL;
    *ret_count = 0;
    return ERR_OK;
}

static const char *version(void)
{
    return "1";
}

const struct ocr_driver ocr_null = {
    .name = "null",
    .version = version,
    .open = open_null,
    .close = close_null,
    .set_page = set_page,
    .read = read_null,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read_settings: see the header.
 */
#include "worker/read_settings.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

static enum err_code load_read(struct read_settings *settings, const json_t *section,
                               struct err *err)
{
    double value = json_peek_double(section, "least_confidence", settings->least_confidence);
    if (!(value >= 0 && value <= 1))
        return err_set(err, ERR_FORMAT, 750,
                       _("OCR profile: read/least_confidence must be between 0 and 1"));
    settings->least_confidence = value;
    return ERR_OK;
}

enum err_code read_settings_load(struct read_settings *ret, const json_t *profile, struct err *err)
{
    struct read_settings settings = {.least_confidence = 0.40};
    clean_settings_init(&settings.clean);
    layout_settings_init(&settings.layout);
    if (profile) {
        enum err_code code = clean_settings_load(&settings.clean, profile, err);
        if (!code)
            code = layout_settings_load(&settings.layout, profile, err);
        if (!code)
            code = load_read(&settings, json_peek_object(profile, "read"), err);
        if (code)
            return code;
    }
    *ret = settings;
    return ERR_OK;
}

char *read_settings_write(const struct read_settings *settings)
{
    struct str text = STR_INIT;
    char *clean = clean_settings_write(&settings->clean);
    char *layout = layout_settings_write(&settings->layout);
    str_add(&text, clean);
    str_add(&text, layout);
    str_add(&text, "read:\n");
    str_format(&text,
               "  # share; a line outside tables that was read with less confidence is dropped\n"
               "  least_confidence: %g\n",
               settings->least_confidence);
    free(clean);
    free(layout);
    return str_take(&text);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/space: pages times size beside the free disk. May include: base, store.
 */
#include "workflow/space.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/master.h"
#include "workflow/office.h"

/* A4 in colour at 300 dpi is 26 MB of pixels. Deflate leaves about half of real paper's grain; JPEG
 * at 90 with full colour resolution took 0.8 to 3.4 MB of 12 printed and handwritten pages. */
static const struct {
    const char *name, *title, *kind;
    uint64_t usual;
} forms[SPACE_FORM_COUNT] = {
    [SPACE_LOSSLESS] = {"lossless", N_("without loss (TIFF)"), "tiff", 13 * MEBI},
    [SPACE_REGISTER] = {"register", N_("for registers (JPEG, quality 90)"), "jpeg", 3 * MEBI},
};

enum { MEASURED_MIN = 20 /* pages before their mean is believed */ };
static const uint64_t RESERVE = 500 * MEBI; /* for the database, texts and proposals */

const char *space_form_name(enum space_form form)
{
    return forms[form].name;
}

const char *space_form_title(enum space_form form)
{
    return _(forms[form].title);
}

/* SOHOA_FREE_MB stands in for the disk in tests: a full one is not at hand everywhere. */
static uint64_t free_bytes(const char *folder)
{
    const char *said = getenv("SOHOA_FREE_MB");
    long megabytes = 0;
    if (said && text_to_long(said, 0, 1000000000, &megabytes))
        return (uint64_t)megabytes * MEBI;
    return file_free_space(folder);
}

uint64_t space_fits_bytes(const struct space *space, uint64_t page_bytes)
{
    uint64_t room = space->free > RESERVE ? space->free - RESERVE : 0;
    return page_bytes ? room / page_bytes : 0;
}

enum err_code space_get(struct office *office, struct space *ret, struct err *err)
{
    struct store *store = office_store(office);
    struct space space = {.free = free_bytes(store_peek_folder(store))};
    enum err_code code = ERR_OK;
    for (int i = 0; i < SPACE_FORM_COUNT && !code; i++) {
        int64_t bytes = 0;
        long pages = 0;
        code = master_mean_get(store, "scan", forms[i].kind, &bytes, &pages, err);
        space.form[i].measured = pages >= MEASURED_MIN && bytes > 0;
        space.form[i].page = space.form[i].measured ? (uint64_t)bytes : forms[i].usual;
        space.form[i].fits = space_fits_bytes(&space, space.form[i].page);
    }
    if (!code)
        *ret = space;
    return code;
}

uint64_t space_need(const struct space *space, enum space_form form, long pages)
{
    return pages > 0 ? (uint64_t)pages * space->form[form].page : 0;
}

bool space_low(const struct space *space, enum space_form form, long pages)
{
    uint64_t wanted = pages > 0 ? (uint64_t)pages : SPACE_PAGES_LOW;
    return space->free && space->form[form].fits < wanted;
}

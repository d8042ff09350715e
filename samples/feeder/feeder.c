/* SPDX-License-Identifier: Apache-2.0
 *
 * feeder: a SANE backend without hardware, loaded by SANE's own dll backend as `sohoafeeder:stack`:
 * a sheet feeder whose paper is a folder of PNM files (feeder/stack says how to set it up and how
 * to order faults). For the demo, for learners and for tests; the program itself knows only
 * libsane. May include sane/sane.h and its own folder.
 *
 * Use: SANE_CONFIG_DIR=BUILD/samples/feeder LD_LIBRARY_PATH=BUILD/samples/feeder
 */
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The dll backend looks for names with the backend's own name in them. */
#define sane_init                  sane_sohoafeeder_init
#define sane_exit                  sane_sohoafeeder_exit
#define sane_get_devices           sane_sohoafeeder_get_devices
#define sane_open                  sane_sohoafeeder_open
#define sane_close                 sane_sohoafeeder_close
#define sane_get_option_descriptor sane_sohoafeeder_get_option_descriptor
#define sane_control_option        sane_sohoafeeder_control_option
#define sane_get_parameters        sane_sohoafeeder_get_parameters
#define sane_start                 sane_sohoafeeder_start
#define sane_read                  sane_sohoafeeder_read
#define sane_cancel                sane_sohoafeeder_cancel
#define sane_set_io_mode           sane_sohoafeeder_set_io_mode
#define sane_get_select_fd         sane_sohoafeeder_get_select_fd
#include <sane/sane.h>
#include <sane/saneopts.h>

#include "sheet.h"
#include "stack.h"

#define EXPORT __attribute__((visibility("default")))

enum { CHUNK_BYTES = 32768, EXTRA_BYTES = 1000, TEXT_ROOM = 32 };
enum option {
    OPTION_COUNT_OF,
    OPTION_GROUP,
    OPTION_SOURCE,
    OPTION_MODE,
    OPTION_RESOLUTION,
    OPTIONS
};

/* The one device; SANE backends are not thread-safe and this one is opened once. */
static struct feeder {
    struct stack stack;
    struct sheet sheet;
    struct fault fault;
    size_t sent;
    bool open, scanning, gone;
    int source, mode; /* index into the lists */
    SANE_Word resolution;
} feeder;

enum { SOURCE_GLASS = 1 };
static const SANE_String_Const sources[] = {"ADF", "Flatbed", "ADF Duplex", NULL};
static const SANE_String_Const modes[] = {"As stored", "Lineart", "Gray", "Color", NULL};
static const SANE_Word resolutions[] = {6, 100, 150, 200, 300, 400, 600};
static const SANE_Device device = {"stack", "sohoa", "sample feeder", "sheetfed scanner"};

#define TEXT_OPTION(option_name, option_title, option_desc, list)                                  \
    {                                                                                              \
        .name = option_name, .title = option_title, .desc = option_desc, .type = SANE_TYPE_STRING, \
        .unit = SANE_UNIT_NONE, .size = TEXT_ROOM,                                                 \
        .cap = SANE_CAP_SOFT_SELECT | SANE_CAP_SOFT_DETECT,                                        \
        .constraint_type = SANE_CONSTRAINT_STRING_LIST, .constraint.string_list = list             \
    }

static const SANE_Option_Descriptor options[OPTIONS] = {
    [OPTION_COUNT_OF] = {.name = "",
                         .title = SANE_TITLE_NUM_OPTIONS,
                         .desc = SANE_DESC_NUM_OPTIONS,
                         .type = SANE_TYPE_INT,
                         .size = sizeof(SANE_Word),
                         .cap = SANE_CAP_SOFT_DETECT},
    [OPTION_GROUP] = {.name = "", .title = "Scan mode", .desc = "", .type = SANE_TYPE_GROUP},
    [OPTION_SOURCE] =
        TEXT_OPTION(SANE_NAME_SCAN_SOURCE, SANE_TITLE_SCAN_SOURCE,
                    "ADF feeds the stack (Duplex: two pages are a sheet); Flatbed shows "
                    "its next page.",
                    sources),
    [OPTION_MODE] =
        TEXT_OPTION(SANE_NAME_SCAN_MODE, SANE_TITLE_SCAN_MODE, SANE_DESC_SCAN_MODE, modes),
    [OPTION_RESOLUTION] = {.name = SANE_NAME_SCAN_RESOLUTION,
                           .title = SANE_TITLE_SCAN_RESOLUTION,
                           .desc = SANE_DESC_SCAN_RESOLUTION,
                           .type = SANE_TYPE_INT,
                           .unit = SANE_UNIT_DPI,
                           .size = sizeof(SANE_Word),
                           .cap = SANE_CAP_SOFT_SELECT | SANE_CAP_SOFT_DETECT,
                           .constraint_type = SANE_CONSTRAINT_WORD_LIST,
                           .constraint.word_list = resolutions},
};

/* --- life --- */

EXPORT SANE_Status sane_init(SANE_Int *version, SANE_Auth_Callback authorize)
{
    (void)authorize;
    if (version)
        *version = SANE_VERSION_CODE(SANE_CURRENT_MAJOR, 0, 1);
    stack_init(&feeder.stack);
    feeder.resolution = feeder.stack.resolution;
    return SANE_STATUS_GOOD;
}

EXPORT void sane_exit(void)
{
    sheet_release(&feeder.sheet);
    stack_release(&feeder.stack);
    feeder = (struct feeder){0};
}

static bool unplugged(void)
{
    struct fault fault = stack_fault(&feeder.stack);

    return feeder.gone || (fault.kind == FAULT_GONE && fault.byte < 0);
}

EXPORT SANE_Status sane_get_devices(const SANE_Device ***list, SANE_Bool local)
{
    static const SANE_Device *here[] = {&device, NULL}, *none[] = {NULL};

    (void)local;
    *list = unplugged() ? none : here;
    return SANE_STATUS_GOOD;
}

EXPORT SANE_Status sane_open(SANE_String_Const name, SANE_Handle *handle)
{
    if (unplugged() || (*name && strcmp(name, device.name) != 0))
        return SANE_STATUS_INVAL;
    if (feeder.open)
        return SANE_STATUS_DEVICE_BUSY;
    feeder.open = true;
    *handle = &feeder;
    return SANE_STATUS_GOOD;
}

EXPORT void sane_close(SANE_Handle handle)
{
    (void)handle;
    sheet_release(&feeder.sheet);
    feeder.open = feeder.scanning = false;
}

/* --- options --- */

EXPORT const SANE_Option_Descriptor *sane_get_option_descriptor(SANE_Handle handle, SANE_Int index)
{
    (void)handle;
    return index >= 0 && index < OPTIONS ? &options[index] : NULL;
}

static SANE_Status option_get(SANE_Int index, void *value)
{
    SANE_Word *word = value;

    switch (index) {
    case OPTION_COUNT_OF: *word = OPTIONS; break;
    case OPTION_SOURCE: strncpy(value, sources[feeder.source], TEXT_ROOM); break;
    case OPTION_MODE: strncpy(value, modes[feeder.mode], TEXT_ROOM); break;
    case OPTION_RESOLUTION: *word = feeder.resolution; break;
    default: return SANE_STATUS_INVAL;
    }
    return SANE_STATUS_GOOD;
}

static SANE_Status choose(const SANE_String_Const *list, const char *value, int *ret)
{
    for (int i = 0; list[i]; i++)
        if (strcmp(list[i], value) == 0) {
            *ret = i;
            return SANE_STATUS_GOOD;
        }
    return SANE_STATUS_INVAL;
}

static SANE_Status option_set(SANE_Int index, const void *value, SANE_Int *info)
{
    SANE_Word word;

    if (info)
        *info |= SANE_INFO_RELOAD_PARAMS;
    switch (index) {
    case OPTION_SOURCE: return choose(sources, value, &feeder.source);
    case OPTION_MODE: return choose(modes, value, &feeder.mode);
    case OPTION_RESOLUTION:
        memcpy(&word, value, sizeof word);
        for (SANE_Word i = 1; i <= resolutions[0]; i++)
            if (resolutions[i] == word) {
                feeder.resolution = word;
                return SANE_STATUS_GOOD;
            }
        return SANE_STATUS_INVAL;
    default: return SANE_STATUS_INVAL;
    }
}

EXPORT SANE_Status sane_control_option(SANE_Handle handle, SANE_Int index, SANE_Action action,
                                       void *value, SANE_Int *info)
{
    (void)handle;
    if (info)
        *info = 0;
    if (feeder.gone)
        return SANE_STATUS_IO_ERROR;
    if (action == SANE_ACTION_GET_VALUE)
        return option_get(index, value);
    if (action != SANE_ACTION_SET_VALUE || feeder.scanning)
        return SANE_STATUS_INVAL;
    return option_set(index, value, info);
}

/* --- a page --- */

EXPORT SANE_Status sane_get_parameters(SANE_Handle handle, SANE_Parameters *params)
{
    const struct sheet *sheet = &feeder.sheet;

    (void)handle;
    *params = (SANE_Parameters){
        .format = sheet->channels == 3 ? SANE_FRAME_RGB : SANE_FRAME_GRAY,
        .last_frame = SANE_TRUE,
        .bytes_per_line = (SANE_Int)sheet->row_bytes,
        .pixels_per_line = sheet->width,
        .lines = sheet->height,
        .depth = sheet->depth ? sheet->depth : 8,
    };
    return SANE_STATUS_GOOD;
}

/* What a fault does once it is reached. */
static SANE_Status fault_strike(enum fault_kind kind)
{
    feeder.scanning = false;
    switch (kind) {
    case FAULT_JAM: return SANE_STATUS_JAMMED;
    case FAULT_COVER: return SANE_STATUS_COVER_OPEN;
    case FAULT_EMPTY: return SANE_STATUS_NO_DOCS;
    case FAULT_HANG:
        for (;;)
            pause();
    case FAULT_CRASH:
        signal(SIGSEGV, SIG_DFL);
        raise(SIGSEGV);
        return SANE_STATUS_IO_ERROR;
    case FAULT_GONE: feeder.gone = true; return SANE_STATUS_IO_ERROR;
    default: return SANE_STATUS_IO_ERROR;
    }
}

EXPORT SANE_Status sane_start(SANE_Handle handle)
{
    double scale = (double)feeder.resolution / feeder.stack.resolution;
    char *path;
    bool good;

    (void)handle;
    if (feeder.gone)
        return SANE_STATUS_INVAL;
    sheet_release(&feeder.sheet);
    feeder.scanning = false;
    path = stack_next(&feeder.stack);
    if (!path)
        return SANE_STATUS_NO_DOCS;
    feeder.fault = stack_fault(&feeder.stack);
    if (feeder.fault.kind != FAULT_NONE && feeder.fault.byte < 0) {
        free(path);
        return fault_strike(feeder.fault.kind);
    }
    good = sheet_load(path, &feeder.sheet) &&
           sheet_convert(&feeder.sheet, (enum sheet_mode)feeder.mode, scale);
    free(path);
    if (!good)
        return SANE_STATUS_IO_ERROR;
    feeder.sent = 0;
    feeder.scanning = true;
    return SANE_STATUS_GOOD;
}

/* Bytes of this page before it ends or its fault strikes. */
static size_t page_limit(bool *ret_strikes)
{
    size_t total = feeder.sheet.row_bytes * (size_t)feeder.sheet.height;
    size_t at = (size_t)feeder.fault.byte;

    *ret_strikes = false;
    if (feeder.fault.kind == FAULT_NONE)
        return total;
    if (feeder.fault.kind == FAULT_LONG)
        return total + EXTRA_BYTES;
    if (feeder.fault.kind != FAULT_SHORT)
        *ret_strikes = true;
    return at < total ? at : total;
}

static void copy_out(SANE_Byte *data, size_t count)
{
    size_t total = feeder.sheet.row_bytes * (size_t)feeder.sheet.height;
    size_t real = feeder.sent < total ? total - feeder.sent : 0;

    if (real > count)
        real = count;
    if (real)
        memcpy(data, feeder.sheet.data + feeder.sent, real);
    memset(data + real, 0x55, count - real);
    feeder.sent += count;
}

EXPORT SANE_Status sane_read(SANE_Handle handle, SANE_Byte *data, SANE_Int most, SANE_Int *length)
{
    bool strikes;
    size_t limit, count;

    (void)handle;
    *length = 0;
    if (!feeder.scanning)
        return SANE_STATUS_CANCELLED;
    limit = page_limit(&strikes);
    if (feeder.sent >= limit && strikes)
        return fault_strike(feeder.fault.kind);
    if (feeder.sent >= limit) {
        feeder.scanning = false;
        if (feeder.source != SOURCE_GLASS)
            stack_advance(&feeder.stack);
        return SANE_STATUS_EOF;
    }
    count = limit - feeder.sent;
    if (count > (size_t)most)
        count = (size_t)most;
    if (count > CHUNK_BYTES)
        count = CHUNK_BYTES;
    copy_out(data, count);
    *length = (SANE_Int)count;
    return SANE_STATUS_GOOD;
}

EXPORT void sane_cancel(SANE_Handle handle)
{
    (void)handle;
    feeder.scanning = false;
}

EXPORT SANE_Status sane_set_io_mode(SANE_Handle handle, SANE_Bool non_blocking)
{
    (void)handle;
    return non_blocking ? SANE_STATUS_UNSUPPORTED : SANE_STATUS_GOOD;
}

EXPORT SANE_Status sane_get_select_fd(SANE_Handle handle, SANE_Int *fd)
{
    (void)handle, (void)fd;
    return SANE_STATUS_UNSUPPORTED;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/device: the list of scanners, opening one, and what went wrong with it. May include base,
 * SANE.
 */
#include "scan/device.h"

#include <stdlib.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "scan/sane_inside.h"

/* --- errors --- */

static const struct fault {
    enum err_code code;
    int number;
    const char *text; /* %s = device */
} faults[] = {
    [SANE_STATUS_GOOD] = {ERR_DEVICE, 301,
                          N_("scanner %s stopped without a reason; switch it off and on and scan "
                             "again")},
    [SANE_STATUS_UNSUPPORTED] = {ERR_DEVICE, 302,
                                 N_("scanner %s cannot do this; choose other settings")},
    [SANE_STATUS_CANCELLED] = {ERR_CANCEL, 303, N_("scanning with %s was stopped")},
    [SANE_STATUS_DEVICE_BUSY] = {ERR_LOCKED, 304,
                                 N_("scanner %s is busy; close the other program that uses it")},
    [SANE_STATUS_INVAL] = {ERR_DEVICE, 305,
                           N_("scanner %s refuses these settings or is not there any more; check "
                              "its cable, then choose other settings")},
    [SANE_STATUS_EOF] = {ERR_DEVICE, 306,
                         N_("scanner %s gave no page; look at the glass or the feeder and scan "
                            "again")},
    [SANE_STATUS_JAMMED] = {ERR_JAM, 307,
                            N_("paper jam in scanner %s; take the paper out, put this page back on "
                               "top and scan on")},
    [SANE_STATUS_NO_DOCS] = {ERR_EMPTY, 308,
                             N_("no paper in the feeder of scanner %s; put the pages in and scan "
                                "again")},
    [SANE_STATUS_COVER_OPEN] = {ERR_JAM, 309,
                                N_("a cover of scanner %s is open; close it, put this page back on "
                                   "top and scan on")},
    [SANE_STATUS_IO_ERROR] = {ERR_DEVICE, 310,
                              N_("the connection to scanner %s broke; check cable and power, put "
                                 "this page back on top and scan on")},
    [SANE_STATUS_NO_MEM] = {ERR_NOMEM, 311,
                            N_("not enough memory for scanner %s; choose a lower resolution")},
    [SANE_STATUS_ACCESS_DENIED] = {ERR_DENIED, 312,
                                   N_("this user may not use scanner %s; ask the administrator to "
                                      "add the user to the group scanner")},
};

enum err_code scan_fault(SANE_Status status, const char *device, struct err *err)
{
    const struct fault *fault =
        (size_t)status < ARRAY_SIZE(faults) ? &faults[status] : &faults[SANE_STATUS_IO_ERROR];

    log_info("scan", "%s: %s", device, sane_strstatus(status));
    return err_set(err, fault->code, fault->number, _(fault->text), device);
}

/* --- life --- */

enum err_code scan_init(struct err *err)
{
    SANE_Int version = 0;

    if (sane_init(&version, NULL) != SANE_STATUS_GOOD)
        return err_set(err, ERR_DEVICE, 300,
                       _("the scanner system (SANE) does not start; install the package libsane1"));
    return ERR_OK;
}

void scan_exit(void)
{
    sane_exit();
}

/* --- list --- */

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

enum err_code scan_devices(struct scan_device_list *ret_new, struct err *err)
{
    struct scan_device_list list = {0};
    const SANE_Device **devices = NULL;
    SANE_Status status = sane_get_devices(&devices, SANE_FALSE);

    if (status != SANE_STATUS_GOOD)
        return scan_fault(status, "-", err);
    for (size_t i = 0; devices && devices[i]; i++) {
        struct scan_device *device = ARRAY_ADD(&list);
        device->name = or_empty(devices[i]->name);
        device->vendor = or_empty(devices[i]->vendor);
        device->model = or_empty(devices[i]->model);
        device->type = or_empty(devices[i]->type);
    }
    *ret_new = list;
    return ERR_OK;
}

void scan_device_list_release(struct scan_device_list *list)
{
    free(list->items);
    *list = (struct scan_device_list){0};
}

/* --- open --- */

/* "a, b, c" for messages; heap. */
static char *list_names(const struct scan_device_list *list)
{
    struct str text = STR_INIT;

    for (size_t i = 0; i < list->count && text.length < 300; i++)
        str_format(&text, "%s%s", i ? ", " : "", list->items[i].name);
    return str_take(&text);
}

static enum err_code no_device(const char *name, const struct scan_device_list *list,
                               struct err *err)
{
    char *names = list_names(list);

    if (list->count == 0)
        err_set(err, ERR_MISSING, 320,
                _("no scanner found; check cable and power, then list the devices again"));
    else
        err_set(err, ERR_MISSING, 322, _("no scanner is called %s; there are: %s"), name, names);
    free(names);
    return ERR_MISSING;
}

static enum err_code many_devices(const struct scan_device_list *list, struct err *err)
{
    char *names = list_names(list);

    err_set(err, ERR_USAGE, 321, _("there are several scanners; choose one: %s"), names);
    free(names);
    return ERR_USAGE;
}

static const struct scan_device *find_device(const struct scan_device_list *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_equal(list->items[i].name, name))
            return &list->items[i];
    return NULL;
}

static struct scanner *scanner_new(SANE_Handle handle, const char *name, const char *type)
{
    struct scanner *scanner = mem_new(1, sizeof *scanner);

    scanner->handle = handle;
    scanner->name = mem_copy_text(name);
    scanner->type = mem_copy_text(type);
    return scanner;
}

/* Without listing first: looking for network scanners takes seconds, and one may be named that is
 * not listed. */
static enum err_code open_named(const char *name, struct scanner **ret_new, struct err *err)
{
    struct scan_device_list list = {0};
    SANE_Handle handle = NULL;
    SANE_Status status = sane_open(name, &handle);
    bool strange = status == SANE_STATUS_INVAL || status == SANE_STATUS_UNSUPPORTED;
    enum err_code code;

    if (status == SANE_STATUS_GOOD) {
        *ret_new = scanner_new(handle, name, NULL);
        return ERR_OK;
    }
    if (!strange || scan_devices(&list, &(struct err){0}))
        return scan_fault(status, name, err);
    code = find_device(&list, name) ? scan_fault(status, name, err) : no_device(name, &list, err);
    scan_device_list_release(&list);
    return code;
}

static enum err_code open_only(struct scanner **ret_new, struct err *err)
{
    struct scan_device_list list = {0};
    SANE_Handle handle = NULL;
    SANE_Status status;
    enum err_code code = scan_devices(&list, err);

    if (code)
        return code;
    if (list.count != 1) {
        code = list.count ? many_devices(&list, err) : no_device("", &list, err);
    } else {
        status = sane_open(list.items[0].name, &handle);
        if (status != SANE_STATUS_GOOD)
            code = scan_fault(status, list.items[0].name, err);
        else
            *ret_new = scanner_new(handle, list.items[0].name, list.items[0].type);
    }
    scan_device_list_release(&list);
    return code;
}

enum err_code scanner_open(const char *name, struct scanner **ret_new, struct err *err)
{
    return name && *name ? open_named(name, ret_new, err) : open_only(ret_new, err);
}

void scanner_close(struct scanner *scanner)
{
    if (!scanner)
        return;
    sane_cancel(scanner->handle);
    sane_close(scanner->handle);
    free(scanner->name);
    free(scanner->type);
    free(scanner);
}

const char *scanner_peek_name(const struct scanner *scanner)
{
    return scanner->name;
}

const char *scanner_peek_type(struct scanner *scanner)
{
    struct scan_device_list list = {0};
    const struct scan_device *device = NULL;

    if (!scanner->type && scan_devices(&list, &(struct err){0}) == ERR_OK) {
        device = find_device(&list, scanner->name);
        scanner->type = mem_copy_text(device ? device->type : "");
        scan_device_list_release(&list);
    }
    return scanner->type ? scanner->type : "";
}

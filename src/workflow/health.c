/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/health: what doctor looks at. May include: base.
 */
#include "workflow/health.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/proc.h"
#include "base/str.h"
#include "workflow/pool.h"
#include "workflow/scan_ask.h"
#include "workflow/setup.h"

enum err_code health_reader(struct err *err)
{
    struct pool *pool = NULL;
    enum err_code code = setup_pool(NULL, NULL, 1, true, &pool, err);
    if (!code)
        code = setup_try(pool, err);
    pool_free(pool);
    return code;
}

enum err_code health_pdf(struct err *err)
{
    static const char *const programs[] = {"pdfinfo", "pdftocairo", "pdftoppm"};
    static const char *const args[] = {"-v", NULL};
    for (size_t i = 0; i < ARRAY_SIZE(programs); i++) {
        struct proc_spec spec = {
            .program = programs[i], .args = args, .stdin_fd = -1, .stdout_fd = -1, .quiet = true};
        struct proc proc = {.socket = -1};
        if (proc_start(&spec, &proc, NULL) || proc_wait(&proc, 10000, NULL))
            return err_set(err, ERR_MISSING, 827,
                           _("cannot read PDF files: install the package poppler-utils"));
    }
    return ERR_OK;
}

enum err_code health_scanners(long *ret_count, struct err *err)
{
    json_t *reply = NULL;
    enum err_code code = scan_devices(&reply, err);
    if (code)
        return code;
    *ret_count = (long)json_array_size(json_peek_array(reply, "devices"));
    json_decref(reply);
    return ERR_OK;
}

uint64_t health_memory(void)
{
    long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
    return pages > 0 && size > 0 ? (uint64_t)pages * (uint64_t)size : 0;
}

/* The volume itself or one that it lies on (a logical volume inside an encrypted one). */
static bool is_crypt(const char *block, int depth)
{
    struct str path = STR_INIT;
    struct bytes uuid = {0};
    char **below = NULL;
    bool found = false;
    str_format(&path, "%s/dm/uuid", block);
    if (!file_read(str_peek(&path), 4096, &uuid, NULL))
        found = text_starts((const char *)uuid.data, "CRYPT-");
    bytes_release(&uuid);
    str_clear(&path);
    str_format(&path, "%s/slaves", block);
    if (!found && depth > 0 && !file_list(str_peek(&path), &below, NULL)) {
        for (size_t i = 0; below[i] && !found; i++) {
            char *slave = file_join(str_peek(&path), below[i]);
            found = is_crypt(slave, depth - 1);
            free(slave);
        }
        file_list_free(below);
    }
    str_release(&path);
    return found;
}

bool health_encrypted(const char *path)
{
    struct stat info;
    struct str block = STR_INIT;
    if (stat(path, &info))
        return false;
    str_format(&block, "/sys/dev/block/%u:%u", major(info.st_dev), minor(info.st_dev));
    bool crypt = is_crypt(str_peek(&block), 4);
    str_release(&block);
    return crypt;
}

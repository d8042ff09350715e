/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/fault: one place for each error number of image files. May include base only.
 */
#include "imaging/fault.h"

#include "base/limits.h"

enum err_code fault_memory(struct err *err)
{
    return err_set(err, ERR_NOMEM, 200,
                   _("not enough memory for an image of this size; close other programs or scan at "
                     "a lower resolution"));
}

enum err_code fault_many(const char *name, struct err *err)
{
    return err_set(err, ERR_LIMIT, 202, _("%s has more than %d pages; split it into several files"),
                   name, MASTER_FRAMES_MAX);
}

enum err_code fault_foreign(const char *name, struct err *err)
{
    return err_set(err, ERR_FORMAT, 210,
                   _("%s is not an image that can be read; give PNG, JPEG, TIFF, PDF, PNM, BMP or "
                     "WebP"),
                   name);
}

enum err_code fault_broken(const char *name, int frame, struct err *err)
{
    return err_set(
        err, ERR_FORMAT, 211,
        _("%s, page %d: the image is damaged or cut off; copy the file again or scan the "
          "page again"),
        name, frame + 1);
}

enum err_code fault_big(const char *name, double width, double height, struct err *err)
{
    return err_set(err, ERR_LIMIT, 212,
                   _("%s: %.0f x %.0f pixels is too big (at most %d a side, %d million in all); "
                     "scan at a lower resolution"),
                   name, width, height, IMAGE_SIDE_MAX, IMAGE_PIXELS_MAX / 1000000);
}

enum err_code fault_frame(const char *name, int frame, size_t count, struct err *err)
{
    return err_set(err, ERR_MISSING, 213, _("%s has no page %d, only %zu; choose one of these"),
                   name, frame + 1, count);
}

enum err_code fault_empty(const char *name, struct err *err)
{
    return err_set(err, ERR_FORMAT, 214, _("%s is empty (0 bytes); copy the file again"), name);
}

enum err_code fault_feature(const char *name, int frame, struct err *err)
{
    return err_set(err, ERR_FORMAT, 219,
                   _("%s, page %d: this way of storing pixels is not supported; save it as PNG or "
                     "as a plain TIFF"),
                   name, frame + 1);
}

enum err_code fault_encode(const char *format, struct err *err)
{
    return err_set(err, ERR_NOMEM, 216,
                   _("the image could not be packed as %s; close other programs and try again"),
                   format);
}

enum err_code fault_input(const char *name, int errno_value, struct err *err)
{
    return err_set(err, err_from_errno(errno_value), 217,
                   _("%s cannot be read from its disk or stick (error %d); copy it to this machine "
                     "and try again"),
                   name, errno_value);
}

enum err_code fault_other_kind(const char *name, const char *kind, struct err *err)
{
    return err_set(err, ERR_FORMAT, 218,
                   _("%s is a %s file, which cannot be read here; save it as JPEG, PNG or TIFF"),
                   name, kind);
}

enum err_code fault_check_size(const char *name, int frame, double width, double height,
                               struct err *err)
{
    if (width < 1 || height < 1)
        return fault_broken(name, frame, err);
    if (width > IMAGE_SIDE_MAX || height > IMAGE_SIDE_MAX || width * height > IMAGE_PIXELS_MAX)
        return fault_big(name, width, height, err);
    return ERR_OK;
}

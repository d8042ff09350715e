/* SPDX-License-Identifier: Apache-2.0
 *
 * model/id: UUIDv7 and digests as text and back. May include: base.
 */
#include "model/id.h"

#include <pthread.h>
#include <string.h>

#include "base/clock.h"
#include "base/random.h"

/* ---- hexadecimal ---- */

static void show_hex(const uint8_t *bytes, size_t count, char *out)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < count; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
}

static int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool parse_hex(const char *text, size_t count, uint8_t *out)
{
    for (size_t i = 0; i < count; i++) {
        int high = digit_value(text[2 * i]);
        int low = high < 0 ? -1 : digit_value(text[2 * i + 1]);
        if (low < 0)
            return false;
        out[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

/* ---- UUIDs ---- */

struct uuid uuid_make(int64_t utc_ms, const uint8_t random[10])
{
    struct uuid id;
    for (int i = 0; i < 6; i++)
        id.bytes[i] = (uint8_t)((uint64_t)utc_ms >> (8 * (5 - i)));
    memcpy(id.bytes + 6, random, 10);
    id.bytes[6] = 0x70 | (id.bytes[6] & 0x0F);
    id.bytes[8] = 0x80 | (id.bytes[8] & 0x3F);
    return id;
}

/* The next one after id: counts up the 62 low bits, carrying into the time when they are full. */
static struct uuid successor(struct uuid id)
{
    for (int i = 15; i >= 0; i--) {
        uint8_t fixed = i == 8 ? 0xC0 : i == 6 ? 0xF0 : 0;
        uint8_t counted = (uint8_t)(~fixed & (id.bytes[i] + 1));
        id.bytes[i] = (uint8_t)((id.bytes[i] & fixed) | counted);
        if (counted != 0)
            break;
    }
    return id;
}

struct uuid uuid_new(void)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static struct uuid last; /* guarded by lock */
    uint8_t random[10];
    random_fill(random, sizeof random);
    struct uuid id = uuid_make(clock_now_ms(), random);
    pthread_mutex_lock(&lock);
    if (memcmp(id.bytes, last.bytes, sizeof id.bytes) <= 0)
        id = successor(last);
    last = id;
    pthread_mutex_unlock(&lock);
    return id;
}

void uuid_show(const struct uuid *id, char out[UUID_TEXT_SIZE])
{
    static const struct {
        size_t from, count;
    } groups[] = {{0, 4}, {4, 2}, {6, 2}, {8, 2}, {10, 6}};
    char *at = out;
    for (size_t i = 0; i < 5; i++) {
        if (i > 0)
            *at++ = '-';
        show_hex(id->bytes + groups[i].from, groups[i].count, at);
        at += 2 * groups[i].count;
    }
    *at = '\0';
}

bool uuid_parse(const char *text, struct uuid *ret)
{
    if (!text || strlen(text) != UUID_TEXT_SIZE - 1)
        return false;
    char hex[32];
    size_t count = 0;
    for (size_t i = 0; i < UUID_TEXT_SIZE - 1; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash != (text[i] == '-'))
            return false;
        if (!dash)
            hex[count++] = text[i];
    }
    struct uuid id;
    if (!parse_hex(hex, sizeof id.bytes, id.bytes))
        return false;
    *ret = id;
    return true;
}

bool uuid_is_null(const struct uuid *id)
{
    static const struct uuid null;
    return uuid_equal(id, &null);
}

bool uuid_equal(const struct uuid *a, const struct uuid *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

/* ---- digests ---- */

void digest_show(const struct digest *digest, char out[DIGEST_TEXT_SIZE])
{
    show_hex(digest->bytes, sizeof digest->bytes, out);
    out[DIGEST_TEXT_SIZE - 1] = '\0';
}

bool digest_parse(const char *text, struct digest *ret)
{
    struct digest digest;
    if (!text || strlen(text) != DIGEST_TEXT_SIZE - 1 ||
        !parse_hex(text, sizeof digest.bytes, digest.bytes))
        return false;
    *ret = digest;
    return true;
}

bool digest_equal(const struct digest *a, const struct digest *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/places: the two province tables and the search in place texts. May include base and viet.
 */
#include "viet/places.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "viet/distance.h"
#include "viet/fold.h"

/* By code, before 1 July 2025; the last column is the province of 2025. */
const struct province PROVINCES_OLD[] = {
    {1, "Hà Nội", true, 1},
    {2, "Hà Giang", false, 8},
    {4, "Cao Bằng", false, 4},
    {6, "Bắc Kạn", false, 19},
    {8, "Tuyên Quang", false, 8},
    {10, "Lào Cai", false, 15},
    {11, "Điện Biên", false, 11},
    {12, "Lai Châu", false, 12},
    {14, "Sơn La", false, 14},
    {15, "Yên Bái", false, 15},
    {17, "Hòa Bình", false, 25},
    {19, "Thái Nguyên", false, 19},
    {20, "Lạng Sơn", false, 20},
    {22, "Quảng Ninh", false, 22},
    {24, "Bắc Giang", false, 24},
    {25, "Phú Thọ", false, 25},
    {26, "Vĩnh Phúc", false, 25},
    {27, "Bắc Ninh", false, 24},
    {30, "Hải Dương", false, 31},
    {31, "Hải Phòng", true, 31},
    {33, "Hưng Yên", false, 33},
    {34, "Thái Bình", false, 33},
    {35, "Hà Nam", false, 37},
    {36, "Nam Định", false, 37},
    {37, "Ninh Bình", false, 37},
    {38, "Thanh Hóa", false, 38},
    {40, "Nghệ An", false, 40},
    {42, "Hà Tĩnh", false, 42},
    {44, "Quảng Bình", false, 44},
    {45, "Quảng Trị", false, 44},
    {46, "Thừa Thiên Huế", false, 46},
    {48, "Đà Nẵng", true, 48},
    {49, "Quảng Nam", false, 48},
    {51, "Quảng Ngãi", false, 51},
    {52, "Bình Định", false, 52},
    {54, "Phú Yên", false, 66},
    {56, "Khánh Hòa", false, 56},
    {58, "Ninh Thuận", false, 56},
    {60, "Bình Thuận", false, 68},
    {62, "Kon Tum", false, 51},
    {64, "Gia Lai", false, 52},
    {66, "Đắk Lắk", false, 66},
    {67, "Đắk Nông", false, 68},
    {68, "Lâm Đồng", false, 68},
    {70, "Bình Phước", false, 75},
    {72, "Tây Ninh", false, 80},
    {74, "Bình Dương", false, 79},
    {75, "Đồng Nai", false, 75},
    {77, "Bà Rịa - Vũng Tàu", false, 79},
    {79, "Hồ Chí Minh", true, 79},
    {80, "Long An", false, 80},
    {82, "Tiền Giang", false, 82},
    {83, "Bến Tre", false, 86},
    {84, "Trà Vinh", false, 86},
    {86, "Vĩnh Long", false, 86},
    {87, "Đồng Tháp", false, 82},
    {89, "An Giang", false, 91},
    {91, "Kiên Giang", false, 91},
    {92, "Cần Thơ", true, 92},
    {93, "Hậu Giang", false, 92},
    {94, "Sóc Trăng", false, 92},
    {95, "Bạc Liêu", false, 96},
    {96, "Cà Mau", false, 96},
};
const size_t PROVINCES_OLD_COUNT = ARRAY_SIZE(PROVINCES_OLD);

const struct province PROVINCES_NEW[] = {
    {1, "Hà Nội", true, 1},        {4, "Cao Bằng", false, 4},      {8, "Tuyên Quang", false, 8},
    {11, "Điện Biên", false, 11},  {12, "Lai Châu", false, 12},    {14, "Sơn La", false, 14},
    {15, "Lào Cai", false, 15},    {19, "Thái Nguyên", false, 19}, {20, "Lạng Sơn", false, 20},
    {22, "Quảng Ninh", false, 22}, {24, "Bắc Ninh", false, 24},    {25, "Phú Thọ", false, 25},
    {31, "Hải Phòng", true, 31},   {33, "Hưng Yên", false, 33},    {37, "Ninh Bình", false, 37},
    {38, "Thanh Hóa", false, 38},  {40, "Nghệ An", false, 40},     {42, "Hà Tĩnh", false, 42},
    {44, "Quảng Trị", false, 44},  {46, "Huế", true, 46},          {48, "Đà Nẵng", true, 48},
    {51, "Quảng Ngãi", false, 51}, {52, "Gia Lai", false, 52},     {56, "Khánh Hòa", false, 56},
    {66, "Đắk Lắk", false, 66},    {68, "Lâm Đồng", false, 68},    {75, "Đồng Nai", false, 75},
    {79, "Hồ Chí Minh", true, 79}, {80, "Tây Ninh", false, 80},    {82, "Đồng Tháp", false, 82},
    {86, "Vĩnh Long", false, 86},  {91, "An Giang", false, 91},    {92, "Cần Thơ", true, 92},
    {96, "Cà Mau", false, 96},
};
const size_t PROVINCES_NEW_COUNT = ARRAY_SIZE(PROVINCES_NEW);

/* Other spellings, in search folding; the code is of the old table. */
static const struct {
    const char *folded;
    int code;
} OTHER_NAMES[] = {
    {"hcm", 79},
    {"tphcm", 79},
    {"sai gon", 79},

    {"t.t. hue", 46},
    {"tt hue", 46},
    {"t.t.hue", 46},
    {"thua thien - hue", 46},
    {"ba ria vung tau", 77},
    {"br - vt", 77},
    {"vung tau", 77},
    {"dac lac", 66},
    {"dak lak", 66},
    {"daclak", 66},
    {"dac nong", 67},
    {"dak nong", 67},
    {"bac can", 6},
    {"bac kan", 6},
    {"kontum", 62},
    {"h.c.m", 79},
    {"bac thai", 19},
    {"thu do ha noi", 1},
};

static const struct province *by_code(const struct province *table, size_t count, int code)
{
    for (size_t i = 0; i < count; i++)
        if (table[i].code == code)
            return &table[i];
    return NULL;
}

const struct province *province_old(int code)
{
    return by_code(PROVINCES_OLD, PROVINCES_OLD_COUNT, code);
}

const struct province *province_new(int code)
{
    return by_code(PROVINCES_NEW, PROVINCES_NEW_COUNT, code);
}

/* ---- one part of a place text ------------------------------------------------------------------
 */

/* Words before a province's name, in search folding, longest first. */
static const char *const TITLES[] = {"thanh pho", "tinh", "t.p.", "t.p",   "tp.",
                                     "tp",        "t.",   "tx.",  "thi xa"};

static const char *behind_title(const char *folded)
{
    for (size_t i = 0; i < ARRAY_SIZE(TITLES); i++) {
        size_t length = strlen(TITLES[i]);
        if (!text_starts(folded, TITLES[i]) || folded[length] == '\0')
            continue;
        if (folded[length] == ' ')
            return folded + length + 1;
        if (TITLES[i][length - 1] == '.')
            return folded + length;
    }
    return folded;
}

/* The likeness of a written part to a name: marks count a little, letters much. */
static float part_likeness(const char *part, const char *folded, const char *name)
{
    char *folded_name = fold_search(name);
    float plain = distance_likeness(folded, folded_name);
    free(folded_name);
    if (plain < 0.7f)
        return plain;
    float marked = distance_likeness(part, name);
    return marked > plain ? marked : (plain * 3 + marked) / 4;
}

static void offer(struct province_match *best, float *second, const struct province *province,
                  bool old, float likeness)
{
    bool other = best->province != NULL && strcmp(best->province->name, province->name) != 0;
    if (best->province == NULL || likeness > best->likeness) {
        if (other)
            *second = best->likeness;
        best->province = province;
        best->likeness = likeness;
        best->old = old;
    } else if (other && likeness > *second) {
        *second = likeness;
    }
}

static void offer_table(struct province_match *best, float *second, const char *part,
                        const char *folded, bool old)
{
    const struct province *table = old ? PROVINCES_OLD : PROVINCES_NEW;
    size_t count = old ? PROVINCES_OLD_COUNT : PROVINCES_NEW_COUNT;
    for (size_t i = 0; i < count; i++)
        offer(best, second, &table[i], old, part_likeness(part, folded, table[i].name));
}

/* part without its title; false when no name is near or two are. */
static bool part_find(const char *part, struct province_match *ret)
{
    struct province_match best = {.province = NULL};
    float second = 0;
    char *folded = fold_search(part);
    offer_table(&best, &second, part, folded, true);
    offer_table(&best, &second, part, folded, false);
    for (size_t i = 0; i < ARRAY_SIZE(OTHER_NAMES); i++)
        if (strcmp(OTHER_NAMES[i].folded, folded) == 0)
            best = (struct province_match){province_old(OTHER_NAMES[i].code), true, 1, 0, 0};
    free(folded);
    if (best.likeness < 0.75f || best.likeness - second < 0.02f)
        return false;
    *ret = best;
    return true;
}

/* ---- the whole text ----------------------------------------------------------------------------
 */

static size_t skip_title(const char *text, size_t start, size_t end)
{
    struct str part = STR_INIT;
    str_add_span(&part, text + start, end - start);
    char *folded = fold_search(str_peek(&part));
    /* Folding keeps the number of code points before a name here: titles hold no odd signs. */
    const char *rest = behind_title(folded);
    size_t runes = (size_t)(rest - folded);
    const char *next = text + start;
    for (size_t i = 0; i < runes; i++)
        (void)utf8_next(&next);
    free(folded);
    str_release(&part);
    return (size_t)(next - text);
}

static bool try_part(const char *text, size_t start, size_t end, struct province_match *ret)
{
    while (start < end && text[start] == ' ')
        start++;
    while (end > start && strchr(" .;:", text[end - 1]) != NULL)
        end--;
    if (end - start < 3)
        return false;
    struct str part = STR_INIT;
    size_t name = skip_title(text, start, end);
    str_add_span(&part, text + name, end > name ? end - name : 0);
    bool found = part.length >= 3 && part_find(str_peek(&part), ret);
    str_release(&part);
    if (found) {
        ret->start = start;
        ret->end = end;
    }
    return found;
}

/* The last words of a text without commas: "huyện A tỉnh B", "Hoàn Kiếm Hà Nội". */
static bool try_last_words(const char *text, size_t end, struct province_match *ret)
{
    size_t start = end;
    struct province_match match;
    bool found = false;
    for (int words = 0; start > 0 && words < 4; words++) {
        while (start > 0 && text[start - 1] == ' ')
            start--;
        while (start > 0 && text[start - 1] != ' ' && text[start - 1] != ',')
            start--;
        if (words > 0 && try_part(text, start, end, &match) && match.likeness >= 0.85f &&
            (!found || match.likeness >= ret->likeness)) {
            *ret = match;
            found = true;
        }
        if (start > 0 && text[start - 1] == ',')
            break;
    }
    return found;
}

bool province_find(const char *text, struct province_match *ret)
{
    size_t end = strlen(text);
    while (end > 0) {
        size_t start = end;
        while (start > 0 && text[start - 1] != ',' && text[start - 1] != ';')
            start--;
        if (try_part(text, start, end, ret) || try_last_words(text, end, ret))
            return true;
        end = start > 0 ? start - 1 : 0;
    }
    *ret = (struct province_match){.province = NULL};
    return false;
}

float place_likely(const char *text)
{
    static const char *const UNITS[] = {"xa ",     "phuong ", "thi tran ",  "huyen ", "quan ",
                                        "thi xa ", "tinh ",   "thanh pho ", "tp",     "thon ",
                                        "ap ",     "ban ",    "to ",        "khu ",   "duong "};
    struct province_match match;
    char *folded = fold_search(text);
    int units = 0;
    for (size_t i = 0; i < ARRAY_SIZE(UNITS); i++) {
        const char *at = strstr(folded, UNITS[i]);
        units += at != NULL && (at == folded || at[-1] == ' ' || at[-1] == ',');
    }
    free(folded);
    float likely = 0.25f * (float)(units < 3 ? units : 3);
    likely += strchr(text, ',') != NULL ? 0.1f : 0;
    likely += province_find(text, &match) ? 0.4f * match.likeness : 0;
    return likely < 1 ? likely : 1;
}

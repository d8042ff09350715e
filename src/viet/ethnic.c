/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/ethnic: the 54 peoples, nationalities, their spellings. May include base and viet.
 */
#include "viet/ethnic.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "viet/distance.h"
#include "viet/fold.h"

const char *const ETHNIC_NAMES[] = {
    "Kinh",  "Tày",      "Thái",       "Hoa",    "Khơ-me",  "Mường",   "Nùng",         "Mông",
    "Dao",   "Gia-rai",  "Ngái",       "Ê-đê",   "Ba-na",   "Xơ-Đăng", "Sán Chay",     "Cơ-ho",
    "Chăm",  "Sán Dìu",  "Hrê",        "Mnông",  "Ra-glai", "Xtiêng",  "Bru-Vân Kiều", "Thổ",
    "Giáy",  "Cơ-tu",    "Gié-Triêng", "Mạ",     "Khơ-mú",  "Co",      "Ta-ôi",        "Chơ-ro",
    "Kháng", "Xinh-mun", "Hà Nhì",     "Chu-ru", "Lào",     "La Chí",  "La Ha",        "Phù Lá",
    "La Hủ", "Lự",       "Lô Lô",      "Chứt",   "Mảng",    "Pà Thẻn", "Cơ Lao",       "Cống",
    "Bố Y",  "Si La",    "Pu Péo",     "Brâu",   "Ơ Đu",    "Rơ-măm",
};
const size_t ETHNIC_COUNT = ARRAY_SIZE(ETHNIC_NAMES);

struct other_name {
    const char *spelling, *official;
};

/* Spellings met on papers; also branches of a people that papers name in its stead. */
static const struct other_name ETHNIC_OTHERS[] = {
    {"Việt", "Kinh"},
    {"Khơ Me", "Khơ-me"},
    {"Khmer", "Khơ-me"},
    {"Khơ me", "Khơ-me"},
    {"Khmer Krom", "Khơ-me"},
    {"H'Mông", "Mông"},
    {"Hmông", "Mông"},
    {"H’Mông", "Mông"},
    {"Mèo", "Mông"},
    {"H'mong", "Mông"},
    {"Mông hoa", "Mông"},
    {"Mông trắng", "Mông"},
    {"Dao đỏ", "Dao"},
    {"Dao tiền", "Dao"},
    {"Dao quần chẹt", "Dao"},
    {"Mán", "Dao"},
    {"Gia Rai", "Gia-rai"},
    {"Jrai", "Gia-rai"},
    {"J'rai", "Gia-rai"},
    {"Ê Đê", "Ê-đê"},

    {"Rađê", "Ê-đê"},
    {"Ba Na", "Ba-na"},
    {"Bana", "Ba-na"},
    {"Bahnar", "Ba-na"},
    {"Xơ Đăng", "Xơ-Đăng"},
    {"Xê Đăng", "Xơ-Đăng"},
    {"Xơ-đăng", "Xơ-Đăng"},
    {"Sán Chỉ", "Sán Chay"},
    {"Cao Lan", "Sán Chay"},
    {"Sán Chí", "Sán Chay"},
    {"Cơ Ho", "Cơ-ho"},
    {"K'Ho", "Cơ-ho"},
    {"Kơ Ho", "Cơ-ho"},
    {"Cờ Ho", "Cơ-ho"},
    {"Chàm", "Chăm"},
    {"H're", "Hrê"},
    {"H'rê", "Hrê"},
    {"M'Nông", "Mnông"},
    {"Mơ Nông", "Mnông"},
    {"Ra Glai", "Ra-glai"},
    {"Raglai", "Ra-glai"},
    {"Raglay", "Ra-glai"},
    {"S'tiêng", "Xtiêng"},
    {"Stiêng", "Xtiêng"},
    {"Xơ Tiêng", "Xtiêng"},
    {"Bru - Vân Kiều", "Bru-Vân Kiều"},
    {"Bru Vân Kiều", "Bru-Vân Kiều"},
    {"Vân Kiều", "Bru-Vân Kiều"},
    {"Pa Cô", "Ta-ôi"},
    {"Nhắng", "Giáy"},
    {"Cơ Tu", "Cơ-tu"},
    {"Cờ Tu", "Cơ-tu"},
    {"Ka Tu", "Cơ-tu"},
    {"Giẻ Triêng", "Gié-Triêng"},
    {"Gié Triêng", "Gié-Triêng"},
    {"Giẻ-Triêng", "Gié-Triêng"},
    {"Châu Mạ", "Mạ"},
    {"Khơ Mú", "Khơ-mú"},
    {"Kơ Mú", "Khơ-mú"},
    {"Cor", "Co"},
    {"Kor", "Co"},
    {"Tà Ôi", "Ta-ôi"},
    {"Tà-ôi", "Ta-ôi"},
    {"Chơ Ro", "Chơ-ro"},
    {"Chơ-Ro", "Chơ-ro"},
    {"Xinh Mun", "Xinh-mun"},
    {"Chu Ru", "Chu-ru"},
    {"Churu", "Chu-ru"},
    {"Lừ", "Lự"},
    {"Pà Thẻn", "Pà Thẻn"},
    {"Cờ Lao", "Cơ Lao"},
    {"Rơ Măm", "Rơ-măm"},
    {"Hán", "Hoa"},
};

static const struct other_name NATIONS[] = {
    {"Việt Nam", "Việt Nam"},
    {"Việt-Nam", "Việt Nam"},
    {"Trung Quốc", "Trung Quốc"},
    {"Lào", "Lào"},
    {"Cam-pu-chia", "Campuchia"},
    {"Campuchia", "Campuchia"},
    {"Thái Lan", "Thái Lan"},
    {"Hàn Quốc", "Hàn Quốc"},
    {"Nhật Bản", "Nhật Bản"},
    {"Hoa Kỳ", "Hoa Kỳ"},
    {"Mỹ", "Hoa Kỳ"},
    {"Pháp", "Pháp"},
    {"Đức", "Đức"},
    {"Anh", "Anh"},
    {"Nga", "Nga"},
    {"Liên bang Nga", "Nga"},
    {"Úc", "Úc"},
    {"Ô-xtrây-li-a", "Úc"},
    {"Ca-na-đa", "Canada"},
    {"Canada", "Canada"},
    {"Ma-lai-xi-a", "Malaysia"},
    {"Malaysia", "Malaysia"},
    {"Singapore", "Singapore"},
    {"Xinh-ga-po", "Singapore"},
    {"Phi-líp-pin", "Philippines"},
    {"Philippines", "Philippines"},
    {"Ấn Độ", "Ấn Độ"},
    {"Đài Loan", "Đài Loan"},
    {"Trung Quốc (Đài Loan)", "Đài Loan"},
    {"In-đô-nê-xi-a", "Indonesia"},
    {"Indonesia", "Indonesia"},
    {"Ba Lan", "Ba Lan"},
    {"Séc", "Séc"},
    {"Cộng hòa Séc", "Séc"},
    {"U-crai-na", "Ukraina"},
    {"Ukraina", "Ukraina"},
    {"Không quốc tịch", "Không quốc tịch"},
};

struct search {
    const char *text;
    char *folded;
    struct ethnic_match best;
    float second;
};

static int capitals(const char *text)
{
    int count = 0;
    for (uint32_t rune; (rune = utf8_next(&text)) != 0;)
        count += utf8_lower_rune(rune) != rune;
    return count;
}

/* Letters decide; marks and signs (H'Mông, Ê-đê) turn the scale. */
static float name_likeness(const struct search *search, const char *spelling)
{
    float marked = distance_likeness(search->text, spelling);
    char *folded = fold_search(spelling);
    float plain = distance_likeness(search->folded, folded);
    free(folded);
    if (marked >= 1)
        return 1;
    /* ÊĐê is Ê Đê and not Ê-đê */
    float like = 0.6f * plain + 0.4f * marked;
    return capitals(search->text) == capitals(spelling) && like < 0.96f ? like + 0.03f : like;
}

static void offer(struct search *search, const char *spelling, const char *official)
{
    float likeness = name_likeness(search, spelling);
    struct ethnic_match *best = &search->best;
    bool other = best->official != NULL && strcmp(best->official, official) != 0;
    if (best->official == NULL || likeness > best->likeness) {
        if (other)
            search->second = best->likeness;
        *best = (struct ethnic_match){official, spelling, likeness};
    } else if (other && likeness > search->second) {
        search->second = likeness;
    }
}

static bool search_close(struct search *search, struct ethnic_match *ret)
{
    free(search->folded);
    if (search->best.likeness < 0.72f || search->best.likeness - search->second < 0.03f)
        return false;
    *ret = search->best;
    return true;
}

bool ethnic_find(const char *text, struct ethnic_match *ret)
{
    struct search search = {.text = text, .folded = fold_search(text)};
    for (size_t i = 0; i < ETHNIC_COUNT; i++)
        offer(&search, ETHNIC_NAMES[i], ETHNIC_NAMES[i]);
    for (size_t i = 0; i < ARRAY_SIZE(ETHNIC_OTHERS); i++)
        offer(&search, ETHNIC_OTHERS[i].spelling, ETHNIC_OTHERS[i].official);
    return search_close(&search, ret);
}

bool nationality_find(const char *text, struct ethnic_match *ret)
{
    struct search search = {.text = text, .folded = fold_search(text)};
    for (size_t i = 0; i < ARRAY_SIZE(NATIONS); i++)
        offer(&search, NATIONS[i].spelling, NATIONS[i].official);
    return search_close(&search, ret);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/names: writing and weighing names of persons; the list of surnames. May include base, viet.
 */
#include "viet/names.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "viet/distance.h"
#include "viet/fold.h"
#include "viet/person_id.h"
#include "viet/syllable.h"

/* Family names of the Kinh and of other peoples, the common ones first. */
static const char *const SURNAMES[] = {
    "Nguyễn", "Trần",    "Lê",     "Phạm",  "Hoàng", "Huỳnh", "Phan",     "Vũ",     "Võ",
    "Đặng",   "Bùi",     "Đỗ",     "Hồ",    "Ngô",   "Dương", "Lý",       "Đào",    "Đoàn",
    "Vương",  "Trịnh",   "Trương", "Đinh",  "Lâm",   "Phùng", "Mai",      "Tô",     "Hà",
    "Tạ",     "Lương",   "Châu",   "Cao",   "Thái",  "Chu",   "Lưu",      "Lã",     "Lữ",
    "Kiều",   "Quách",   "Tăng",   "Tống",  "Thân",  "Tôn",   "Từ",       "Văn",    "Viên",
    "Khuất",  "Khổng",   "La",     "Lại",   "Lò",    "Lù",    "Lục",      "Mạc",    "Mã",
    "Ma",     "Nghiêm",  "Ninh",   "Nông",  "Ông",   "Phí",   "Phó",      "Quản",   "Thạch",
    "Sơn",    "Kim",     "Danh",   "Thị",   "Triệu", "Trang", "Trà",      "Ung",    "Uông",
    "Vi",     "Vàng",    "Giàng",  "Sùng",  "Thào",  "Hờ",    "Hạng",     "Cứ",     "Lầu",
    "Mùa",    "Sồng",    "Phàn",   "Chảo",  "Tẩn",   "Lồ",    "Cà",       "Quàng",  "Tòng",
    "Bạc",    "Cầm",     "Hứa",    "Giáp",  "Giang", "Đàm",   "Đồng",     "Đan",    "Đới",
    "Doãn",   "Diệp",    "Cù",     "Cung",  "Chử",   "Chung", "Bành",     "Bế",     "Bá",
    "Bàn",    "Bạch",    "Âu",     "An",    "Ân",    "Khúc",  "Khương",   "Liễu",   "Liêu",
    "Long",   "Lộc",     "Mẫn",    "Nhan",  "Nhâm",  "Nhữ",   "Phương",   "Quan",   "Sầm",
    "Tiêu",   "Tiết",    "Thiều",  "Tưởng", "Ứng",   "Xa",    "Đậu",      "Đường",  "Hán",
    "Hầu",    "Kha",     "Lều",    "Lỗ",    "Lăng",  "Nùng",  "Ngọ",      "Ngụy",   "Phú",
    "Tào",    "Tề",      "Thẩm",   "Trầm",  "Trình", "Vòng",  "Chíu",     "Chương", "Đèo",
    "Điêu",   "Hồng",    "Mông",   "Sa",    "Lường", "Ksor",  "Rơ",       "Siu",    "Kpă",
    "Nay",    "Niê",     "Mlô",    "Êban",  "Ayun",  "H'",    "Y",        "A",      "Alăng",
    "Arất",   "Pơloong", "Bríu",   "Zơrâm", "K'",    "Ka",    "Chamaléa", "Katơr",  "Pi",
    "Thiên",  "Đạo",     "Quảng",  "Não",   "Lộ",    "Dụng",  "Chau",     "Néang",  "Neang",
    "Đổng",   "Mạch",    "Vày",    "Ngũ",   "Tráng", "Then",
};

/* ---- writing --------------------------------------------------------------------------------- */

char *name_title(const char *text)
{
    struct str out = STR_INIT;
    char *nfc = NULL;
    if (utf8_nfc(text, &nfc, NULL) != ERR_OK)
        nfc = mem_copy_text(text);
    bool start = true, blank = false;
    const char *next = nfc;
    for (uint32_t rune; (rune = utf8_next(&next)) != 0;) {
        if (utf8_is_space(rune)) {
            blank = out.length > 0;
            start = true;
            continue;
        }
        if (blank)
            str_add_char(&out, ' ');
        blank = false;
        str_add_rune(&out, start ? utf8_upper_rune(rune) : utf8_lower_rune(rune));
        start = rune == '\'' || rune == 0x2019 || rune == '-' || rune == '(';
    }
    free(nfc);
    return str_take(&out);
}

static bool is_name_edge(uint32_t rune)
{
    return utf8_is_letter(rune) || utf8_is_mark(rune) || rune == ')' || rune == '\'';
}

char *name_clean(const char *text)
{
    const char *start = NULL, *end = text, *next = text;
    struct str out = STR_INIT;
    for (;;) {
        const char *at = next;
        uint32_t rune = utf8_next(&next);
        if (rune == 0)
            break;
        if (start == NULL && utf8_is_letter(rune))
            start = at;
        if (start != NULL && is_name_edge(rune))
            end = next;
    }
    if (start != NULL)
        str_add_span(&out, start, (size_t)(end - start));
    return str_take(&out);
}

/* ---- weighing -------------------------------------------------------------------------------- */

/* Word number index (from 0) of text; "" when there is none. */
static void word_at(const char *text, int index, char *ret, size_t size)
{
    for (;; index--) {
        text += strspn(text, " ");
        size_t length = strcspn(text, " ");
        if (index == 0 || length == 0) {
            length = length < size ? length : 0;
            memcpy(ret, text, length);
            ret[length] = '\0';
            return;
        }
        text += length;
    }
}

const char *name_surname_near(const char *word, float *ret_distance)
{
    const char *best = NULL;
    float best_distance = 1.01f, second = 1e6f;
    for (size_t i = 0; i < ARRAY_SIZE(SURNAMES); i++) {
        float distance = distance_edit_within(word, SURNAMES[i], 1.5f);
        if (distance < best_distance) {
            second = best_distance;
            best_distance = distance;
            best = SURNAMES[i];
        } else if (distance < second) {
            second = distance;
        }
    }
    if (best == NULL || (best_distance > 0 && second - best_distance < 0.01f))
        return NULL;
    if (ret_distance != NULL)
        *ret_distance = best_distance;
    return best;
}

const char *name_surname(const char *text)
{
    char word[64];
    float distance;
    word_at(text, 0, word, sizeof word);
    const char *surname = word[0] != '\0' ? name_surname_near(word, &distance) : NULL;
    return surname != NULL && distance < 0.01f ? surname : NULL;
}

int name_sex_hint(const char *text)
{
    char word[64];
    word_at(text, 1, word, sizeof word);
    char *folded = fold_tone(word);
    char *thi = fold_tone("Thị"), *van = fold_tone("Văn");
    int hint = strcmp(folded, thi) == 0   ? (int)SEX_FEMALE
               : strcmp(folded, van) == 0 ? (int)SEX_MALE
                                          : (int)SEX_UNKNOWN;
    free(folded);
    free(thi);
    free(van);
    return hint;
}

/* What the words of a name look like. */
struct shape {
    int words, capitals, strange; /* strange: digits and signs no name has */
};

static struct shape name_shape(const char *text)
{
    struct shape shape = {0};
    bool start = true;
    for (uint32_t rune; (rune = utf8_next(&text)) != 0;) {
        bool letter = utf8_is_letter(rune);
        if (letter && start) {
            shape.words++;
            shape.capitals += utf8_lower_rune(rune) != rune;
        }
        if (!letter && !utf8_is_mark(rune) && !utf8_is_space(rune) && rune != '\'' &&
            rune != 0x2019 && rune != '-')
            shape.strange++;
        start = utf8_is_space(rune);
    }
    return shape;
}

float name_likely(const char *text)
{
    char word[64];
    struct shape shape = name_shape(text);
    if (shape.words == 0)
        return 0;
    float likely = 0.15f;
    float distance = 1;
    word_at(text, 0, word, sizeof word);
    if (name_surname_near(word, &distance) != NULL)
        likely += 0.3f * (1 - 0.8f * distance);
    likely += 0.25f * syllable_share(text);
    likely += shape.words >= 2 && shape.words <= 6 ? 0.15f : 0;
    likely += 0.15f * (float)shape.capitals / (float)shape.words;
    likely -= 0.3f * (float)shape.strange;
    return likely < 0 ? 0 : likely;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * viet/names: writing and weighing names of persons; the list of surnames. May include base, viet.
 */
#include "viet/names.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "viet/distance.h"
#include "viet/fold.h"
#include "viet/person_id.h"
#include "viet/syllable.h"

/* Family names of the Kinh and of other peoples, the common ones first. */
static const char *const SURNAMES[] = {
    "Nguyễn", "Trần",    "Lê",     "Phạm",  "Hoàng", "Huỳnh",  "Phan",     "Vũ",     "Võ",
    "Đặng",   "Bùi",     "Đỗ",     "Hồ",    "Ngô",   "Dương",  "Lý",       "Đào",    "Đoàn",
    "Vương",  "Trịnh",   "Trương", "Đinh",  "Lâm",   "Phùng",  "Mai",      "Tô",     "Hà",
    "Tạ",     "Lương",   "Châu",   "Cao",   "Thái",  "Chu",    "Lưu",      "Lã",     "Lữ",
    "Kiều",   "Quách",   "Tăng",   "Tống",  "Thân",  "Tôn",    "Từ",       "Văn",    "Viên",
    "Khuất",  "Khổng",   "La",     "Lại",   "Lò",    "Lù",     "Lục",      "Mạc",    "Mã",
    "Ma",     "Nghiêm",  "Ninh",   "Nông",  "Ông",   "Phí",    "Phó",      "Quản",   "Thạch",
    "Sơn",    "Kim",     "Danh",   "Thị",   "Triệu", "Trang",  "Trà",      "Ung",    "Uông",
    "Vi",     "Vàng",    "Giàng",  "Sùng",  "Thào",  "Hờ",     "Hạng",     "Cứ",     "Lầu",
    "Mùa",    "Sồng",    "Phàn",   "Chảo",  "Tẩn",   "Lồ",     "Cà",       "Quàng",  "Tòng",
    "Bạc",    "Cầm",     "Hứa",    "Giáp",  "Giang", "Đàm",    "Đồng",     "Đan",    "Đới",
    "Doãn",   "Diệp",    "Cù",     "Cung",  "Chử",   "Chung",  "Bành",     "Bế",     "Bá",
    "Bàn",    "Bạch",    "Âu",     "An",    "Ân",    "Khúc",   "Khương",   "Liễu",   "Liêu",
    "Long",   "Lộc",     "Mẫn",    "Nhan",  "Nhâm",  "Nhữ",    "Phương",   "Quan",   "Sầm",
    "Tiêu",   "Tiết",    "Thiều",  "Tưởng", "Ứng",   "Xa",     "Đậu",      "Đường",  "Hán",
    "Hầu",    "Kha",     "Lều",    "Lỗ",    "Lăng",  "Nùng",   "Ngọ",      "Ngụy",   "Phú",
    "Tào",    "Tề",      "Thẩm",   "Trầm",  "Trình", "Vòng",   "Chíu",     "Chương", "Đèo",
    "Điêu",   "Hồng",    "Mông",   "Sa",    "Lường", "Ksor",   "Rơ",       "Siu",    "Kpă",
    "Nay",    "Niê",     "Mlô",    "Êban",  "Ayun",  "H'",     "Y",        "A",      "Alăng",
    "Arất",   "Pơloong", "Bríu",   "Zơrâm", "K'",    "Ka",     "Chamaléa", "Katơr",  "Pi",
    "Thiên",  "Đạo",     "Quảng",  "Não",   "Lộ",    "Dụng",   "Chau",     "Néang",  "Neang",
    "Đổng",   "Mạch",    "Vày",    "Ngũ",   "Tráng", "Then",   "Đàng",     "Đạt",    "Báo",
    "Qua",    "Trượng",  "Vạn",    "Thuận", "Chế",   "Ôn",     "Tài",      "Nại",    "Thập",
    "Hàm",    "Kiên",    "Keo",    "Som",   "Vì",    "Lèo",    "Lự",       "Lềm",    "Ngần",
    "Mè",     "Mào",     "Khà",    "Vừ",    "Cư",    "Ly",     "Cháng",    "Chang",  "Sình",
    "Sính",   "Thò",     "Già",    "Phàng", "Chứ",   "Giầy",   "Chìu",     "Tằng",   "Dường",
    "Voòng",  "Lãnh",    "Ngôn",   "Cam",   "Linh",  "Lùng",   "Hảng",     "Thèn",   "Sần",
    "Vần",    "Pờ",      "Hù",     "Lỳ",    "Cụt",   "Moong",  "Lô",       "Xeo",    "Ven",
    "Pả",     "Côn",     "Bling",  "Zơ",    "Pơ",    "Riah",   "Coor",     "Tơ",     "Rah",
    "Rcom",   "Rmah",    "Kpuih",  "Puih",  "Ksơr",  "Hiao",   "Ayŭn",     "Aliô",   "Byă",
    "Kbuôr",  "Kđoh",    "Hđơk",   "Hwing", "Knul",  "Mdrang", "Êñuôl",    "Bdap",   "Bkrông",
};

/* Middle and given names that are usual. */
static const char *const GIVEN[] = {
    "An",     "Anh",    "Ánh",    "Ân",     "Ái",     "Áng",    "Âu",     "Ba",    "Bá",
    "Bách",   "Bạch",   "Bảo",    "Băng",   "Bằng",   "Bắc",    "Bích",   "Biên",  "Bình",
    "Bính",   "Bội",    "Bửu",    "Ca",     "Cam",    "Cảnh",   "Canh",   "Cẩm",   "Cát",
    "Cần",    "Chánh",  "Châu",   "Chất",   "Chi",    "Chí",    "Chiến",  "Chiêu", "Chính",
    "Chinh",  "Chu",    "Chung",  "Chương", "Chuyên", "Chúc",   "Công",   "Cơ",    "Cúc",
    "Cung",   "Cường",  "Cương",  "Cử",     "Dạ",     "Danh",   "Dân",    "Dậu",   "Diễm",
    "Diên",   "Diễn",   "Diện",   "Diệp",   "Diệu",   "Dinh",   "Doan",   "Doanh", "Dung",
    "Dũng",   "Duy",    "Duyên",  "Dư",     "Dương",  "Dưỡng",  "Du",     "Dụng",  "Đa",
    "Đài",    "Đại",    "Đạm",    "Đan",    "Đang",   "Đào",    "Đạo",    "Đạt",   "Đăng",
    "Đắc",    "Điềm",   "Điền",   "Điệp",   "Định",   "Đình",   "Đính",   "Đoan",  "Đoàn",
    "Đô",     "Đông",   "Đồng",   "Độ",     "Đôn",    "Đức",    "Đường",  "Được",  "Đương",
    "Gấm",    "Gia",    "Giác",   "Giang",  "Giao",   "Giáp",   "Hà",     "Hạ",    "Hải",
    "Hài",    "Hạnh",   "Hành",   "Hào",    "Hảo",    "Hằng",   "Hân",    "Hậu",   "Hiên",
    "Hiến",   "Hiền",   "Hiển",   "Hiện",   "Hiệp",   "Hiếu",   "Hiệu",   "Hoa",   "Hòa",
    "Hóa",    "Hoài",   "Hoan",   "Hoàn",   "Hoàng",  "Hoành",  "Hoạt",   "Hồ",    "Hội",
    "Hồng",   "Hợp",    "Huân",   "Huấn",   "Huệ",    "Huế",    "Hùng",   "Huy",   "Huyền",
    "Huyên",  "Huỳnh",  "Hưng",   "Hương",  "Hường",  "Hướng",  "Hữu",    "Hỷ",    "Kế",
    "Kha",    "Khả",    "Khai",   "Khải",   "Khang",  "Khanh",  "Khánh",  "Khắc",  "Khiêm",
    "Khiết",  "Khoa",   "Khoát",  "Khôi",   "Khởi",   "Khuê",   "Khương", "Kiên",  "Kiệm",
    "Kiều",   "Kiệt",   "Kim",    "Kính",   "Kỳ",     "Kỷ",     "La",     "Lạc",   "Lai",
    "Lam",    "Lan",    "Lài",    "Lãm",    "Lành",   "Lâm",    "Lân",    "Lập",   "Lễ",
    "Lê",     "Liêm",   "Liên",   "Liễu",   "Linh",   "Lịch",   "Loan",   "Long",  "Lộc",
    "Lợi",    "Lụa",    "Luân",   "Luận",   "Lương",  "Lượng",  "Lưu",    "Lý",    "Ly",
    "Lực",    "Lựu",    "Mai",    "Mạnh",   "Mận",    "Mẫn",    "Mậu",    "Mến",   "Mi",
    "Miên",   "Minh",   "Mơ",     "Mừng",   "Mùi",    "Muội",   "Mỹ",     "My",    "Na",
    "Nam",    "Năm",    "Nga",    "Ngà",    "Ngạn",   "Ngân",   "Nghi",   "Nghĩa", "Nghị",
    "Nghiêm", "Ngoan",  "Ngọ",    "Ngọc",   "Nguyên", "Nguyện", "Nguyệt", "Nhã",   "Nhạn",
    "Nhàn",   "Nhân",   "Nhẫn",   "Nhật",   "Nhi",    "Nhiên",  "Nhị",    "Nho",   "Nhung",
    "Như",    "Nhựt",   "Nhường", "Nhượng", "Ninh",   "Nở",     "Nữ",     "Nương", "Oanh",
    "Phát",   "Phi",    "Phong",  "Phú",    "Phúc",   "Phùng",  "Phụng",  "Phước", "Phương",
    "Phượng", "Phấn",   "Pháp",   "Quan",   "Quang",  "Quảng",  "Quân",   "Quế",   "Quốc",
    "Quý",    "Quyên",  "Quyền",  "Quyết",  "Quỳnh",  "Sang",   "Sáng",   "Sanh",  "Sâm",
    "San",    "Sen",    "Sinh",   "Sĩ",     "Song",   "Sơn",    "Sương",  "Sửu",   "Sự",
    "Tài",    "Tạo",    "Tâm",    "Tân",    "Tấn",    "Tận",    "Thạch",  "Thái",  "Thanh",
    "Thành",  "Thạnh",  "Thảo",   "Thao",   "Thăng",  "Thắm",   "Thắng",  "Thân",  "Thập",
    "Thế",    "Thêm",   "Thi",    "Thị",    "Thiên",  "Thiện",  "Thiệu",  "Thìn",  "Thịnh",
    "Thoa",   "Thọ",    "Thoại",  "Thông",  "Thống",  "Thơ",    "Thơm",   "Thu",   "Thuấn",
    "Thuần",  "Thuận",  "Thuật",  "Thúc",   "Thục",   "Thùy",   "Thủy",   "Thúy",  "Thuyên",
    "Thuyết", "Thư",    "Thương", "Thường", "Thưởng", "Thức",   "Tiên",   "Tiến",  "Tiền",
    "Tiếp",   "Tiệp",   "Tín",    "Tính",   "Tịnh",   "Tình",   "Toán",   "Toàn",  "Toản",
    "Tố",     "Tôn",    "Tông",   "Trà",    "Trang",  "Tráng",  "Trâm",   "Trân",  "Tri",
    "Trí",    "Triết",  "Triển",  "Triều",  "Triệu",  "Trinh",  "Trình",  "Trọng", "Trúc",
    "Trung",  "Truyền", "Trường", "Trực",   "Tú",     "Tuân",   "Tuấn",   "Tuất",  "Tuệ",
    "Tùng",   "Tuyên",  "Tuyến",  "Tuyền",  "Tuyết",  "Tư",     "Từ",     "Tường", "Tứ",
    "Tỵ",     "Tý",     "Uyên",   "Uyển",   "Út",     "Vạn",    "Văn",    "Vân",   "Vi",
    "Viên",   "Viễn",   "Việt",   "Vinh",   "Vĩnh",   "Vĩ",     "Vọng",   "Vũ",    "Vui",
    "Vượng",  "Vương",  "Vy",     "Vỹ",     "Xoan",   "Xuân",   "Xuyên",  "Xuyến", "Xinh",
    "Yên",    "Yến",    "Ý"};

/* The words met most often in names, in about the order of how often. */
static const char *const FREQUENT[] = {
    "Thị",   "Văn",   "Ngọc", "Minh",   "Đức",   "Hữu",    "Thanh", "Quang", "Anh",   "Kim",
    "Thu",   "Hồng",  "Xuân", "Thành",  "Công",  "Đình",   "Hoàng", "Thúy",  "Tuấn",  "Hùng",
    "Dũng",  "Hương", "Hoa",  "Lan",    "Linh",  "Mai",    "Nga",   "Hà",    "Bình",  "Sơn",
    "Long",  "Hải",   "Nam",  "Hiền",   "Hạnh",  "Phương", "Trang", "Thảo",  "Tâm",   "Dung",
    "Loan",  "Yến",   "Vân",  "Thủy",   "Phúc",  "Tiến",   "Trung", "Cường", "Trọng", "Quốc",
    "Bá",    "Duy",   "Mạnh", "Thắng",  "Huy",   "Khánh",  "Hòa",   "Lâm",   "Nhung", "Huyền",
    "Quỳnh", "Bích",  "Diệu", "Mỹ",     "Tuyết", "Liên",   "Oanh",  "Thế",   "Việt",  "Gia",
    "Bảo",   "Khoa",  "Đạt",  "An",     "Giang", "Hằng",   "Ánh",   "Lợi",   "Tùng",  "Vinh",
    "Khang", "Nhi",   "Như",  "Phượng", "Ngân",  "Trâm",   "Uyên",  "Chi",
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

static uint32_t first_letter(const char *word)
{
    return utf8_lower_rune(utf8_next(&word));
}

static bool list_holds(const char *const *list, size_t count, const char *word)
{
    uint32_t first = first_letter(word);
    for (size_t i = 0; i < count; i++)
        if (first_letter(list[i]) == first && distance_edit_within(word, list[i], 0.05f) < 0.01f)
            return true;
    return false;
}

const char *name_word_begin(const char *typed, bool first)
{
    const struct {
        const char *const *words;
        size_t count;
    } lists[] = {{SURNAMES, ARRAY_SIZE(SURNAMES)},
                 {FREQUENT, ARRAY_SIZE(FREQUENT)},
                 {GIVEN, ARRAY_SIZE(GIVEN)},
                 {SURNAMES, ARRAY_SIZE(SURNAMES)}};
    for (size_t list = first ? 0 : 1; list < ARRAY_SIZE(lists); list++)
        for (size_t i = 0; i < lists[list].count; i++)
            if (fold_begins(lists[list].words[i], typed))
                return lists[list].words[i];
    return NULL;
}

bool name_word_known(const char *word)
{
    return list_holds(GIVEN, ARRAY_SIZE(GIVEN), word) ||
           list_holds(SURNAMES, ARRAY_SIZE(SURNAMES), word);
}

const char *name_surname_marked(const char *word)
{
    enum { COMMON = 36 }; /* nine of ten people bear one of these */
    const char *found = NULL;
    char *folded = fold_search(word);
    for (size_t i = 0; i < COMMON; i++) {
        char *other = fold_search(SURNAMES[i]);
        bool same = strcmp(folded, other) == 0;
        free(other);
        if (same && found != NULL) { /* Vũ, Võ */
            found = NULL;
            break;
        }
        found = same ? SURNAMES[i] : found;
    }
    free(folded);
    return found;
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

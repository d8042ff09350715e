/* SPDX-License-Identifier: Apache-2.0
 *
 * record/vocabulary: words that papers of civil status are made of. Not to put a reading right,
 * only to tell how usual it is. Includes base, viet and record.
 */
#include "record/vocabulary.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "viet/districts.h"
#include "viet/names.h"

/* Words that stand between names. */
static const char *const OFFICE[] = {
    "và",     "của",  "do",    "tại",   "theo",  "về",   "với",   "ai",    "số",   "ngày",
    "tháng",  "năm",  "giờ",   "phút",  "cấp",   "bị",   "là",    "có",    "con",  "cha",
    "mẹ",     "vợ",   "chồng", "ông",   "bà",    "cháu", "anh",   "chị",   "em",   "chú",
    "bác",    "cô",   "dì",    "cậu",   "mợ",    "thím", "nội",   "ngoại", "đã",   "chưa",
    "đang",   "được", "không", "này",   "các",   "chết", "sinh",  "người", "việc", "xã",
    "phường", "quận", "huyện", "tỉnh",  "thôn",  "xóm",  "ấp",    "bản",   "buôn", "tổ",
    "khu",    "khóm", "phố",   "đường", "thị",   "trấn", "thành", "nhà",   "tạm",  "thường",
    "trú",    "bệnh", "viện",  "trạm",  "trung", "tâm",  "y",     "tế",    "ủy",   "ban",
    "nhân",   "dân",  "UBND",  "TM",    "KT",    "CCCD", "CMND",  "QĐ",    "QLHC", "TTXH"};

/* Words that names of communes, hamlets and streets are made of. */
static const char *const PLACES[] = {
    "An",     "Ân",     "Ái",     "Ba",    "Bá",     "Bạc",    "Bạch",   "Bắc",   "Bằng",   "Bến",
    "Bình",   "Bích",   "Bồ",     "Bồng",  "Bố",     "Bửu",    "Cam",    "Canh",  "Cao",    "Cát",
    "Cẩm",    "Cầu",    "Cần",    "Chánh", "Chợ",    "Châu",   "Chi",    "Chí",   "Chiềng", "Chính",
    "Chung",  "Công",   "Cổ",     "Cồn",   "Cửa",    "Cường",  "Cửu",    "Cương", "Dân",    "Diên",
    "Diễn",   "Diêm",   "Dương",  "Đa",    "Đà",     "Đại",    "Đạo",    "Đạt",   "Đắk",    "Đăk",
    "Đak",    "Đầm",    "Đan",    "Đằng",  "Điền",   "Điện",   "Định",   "Đình",  "Đoài",   "Đoàn",
    "Đô",     "Đồng",   "Đông",   "Đổng",  "Đống",   "Đức",    "Đường",  "Ea",    "Gia",    "Giang",
    "Giao",   "Giồng",  "Gò",     "Hà",    "Hạ",     "Hải",    "Hàm",    "Hàng",  "Hàn",    "Hạnh",
    "Hán",    "Hậu",    "Hiền",   "Hiến",  "Hiệp",   "Hiếu",   "Hòa",    "Hoa",   "Hoài",   "Hoàng",
    "Hoằng",  "Hóa",    "Hộ",     "Hội",   "Hồ",     "Hồi",    "Hồng",   "Hợp",   "Huề",    "Hùng",
    "Huy",    "Hưng",   "Hương",  "Hướng", "Hữu",    "Hy",     "Ia",     "Kế",    "Kênh",   "Khai",
    "Khang",  "Khánh",  "Khê",    "Khoa",  "Khương", "Kiên",   "Kiến",   "Kiều",  "Kim",    "Kỳ",
    "Kinh",   "La",     "Lạc",    "Lại",   "Lai",    "Lam",    "Lãng",   "Lạng",  "Lang",   "Lão",
    "Lâm",    "Lập",    "Lệ",     "Lễ",    "Lê",     "Liên",   "Liễu",   "Linh",  "Lĩnh",   "Lộc",
    "Long",   "Lợi",    "Lũng",   "Luông", "Lương",  "Lưu",    "Lý",     "Mã",    "Mai",    "Mạc",
    "Mậu",    "Mê",     "Minh",   "Mỏ",    "Môn",    "Mộc",    "Mường",  "Mỹ",    "Na",     "Nà",
    "Nam",    "Nậm",    "Năng",   "Nga",   "Nghi",   "Nghĩa",  "Nghiệp", "Ngọc",  "Ngô",    "Ngũ",
    "Nguyên", "Ngư",    "Nhân",   "Nhật",  "Nhơn",   "Như",    "Nhuận",  "Ninh",  "Nông",   "Núi",
    "Ô",      "Pa",     "Phan",   "Phong", "Phố",    "Phù",    "Phú",    "Phúc",  "Phụng",  "Phước",
    "Phương", "Phượng", "Quan",   "Quán",  "Quang",  "Quảng",  "Quân",   "Quế",   "Quốc",   "Quới",
    "Quy",    "Quý",    "Quỳnh",  "Sa",    "Sài",    "Sen",    "Si",     "Sín",   "Song",   "Sông",
    "Sơn",    "Suối",   "Tà",     "Tài",   "Tam",    "Tân",    "Tấn",    "Tây",   "Thạch",  "Thái",
    "Than",   "Thanh",  "Thành",  "Thạnh", "Thắng",  "Thăng",  "Thân",   "Thế",   "Thiên",  "Thiện",
    "Thiệu",  "Thịnh",  "Thọ",    "Thới",  "Thôn",   "Thống",  "Thổ",    "Thuận", "Thuần",  "Thủy",
    "Thụy",   "Thượng", "Thường", "Thư",   "Tiên",   "Tiến",   "Tín",    "Tịnh",  "Tĩnh",   "Toàn",
    "Tổng",   "Trà",    "Trại",   "Tràng", "Trạch",  "Trân",   "Tri",    "Trị",   "Triều",  "Triệu",
    "Trinh",  "Trực",   "Trung",  "Trù",   "Truông", "Trường", "Tuy",    "Tuyên", "Tú",     "Từ",
    "Tường",  "Ung",    "Ứng",    "Văn",   "Vạn",    "Vân",    "Vệ",     "Vị",    "Viên",   "Việt",
    "Vinh",   "Vĩnh",   "Vọng",   "Võ",    "Vũ",     "Vượng",  "Xá",     "Xà",    "Xuân",   "Xuyên",
    "Xuyến",  "Y",      "Yên",    "Yến",   "Đài",    "Cù",     "Ngọ",    "Trúc",  "Giáp",   "Cái",
    "Ngãi",   "Thủ",    "Thừa",   "Giuộc", "Mang",   "Thít"};

/* Equal, or but for the first letter's case; length bytes of word. */
static bool same_word(const char *word, size_t length, const char *other, bool start)
{
    const char *end = word + length;
    for (bool first = true; word < end; first = false) {
        uint32_t rune = utf8_next(&word), wanted = utf8_next(&other);
        if (rune == 0 || (rune != wanted && (!first || !start || utf8_lower_rune(rune) != wanted)))
            return false;
    }
    return *other == '\0';
}

static bool holds(const char *const *list, size_t count, const char *word, size_t length,
                  bool start)
{
    for (size_t i = 0; i < count; i++)
        if (same_word(word, length, list[i], start))
            return true;
    return false;
}

bool word_is_office(const char *word, size_t length, bool start)
{
    return holds(OFFICE, ARRAY_SIZE(OFFICE), word, length, start);
}

bool word_is_usual_place(const char *word, size_t length)
{
    return holds(PLACES, ARRAY_SIZE(PLACES), word, length, true);
}

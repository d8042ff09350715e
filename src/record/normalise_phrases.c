/* SPDX-License-Identifier: Apache-2.0
 *
 * record/normalise_phrases: set phrases of civil-status papers. A phrase has two syllables at
 * least, so that equal letters leave no doubt which words stood there. May include base, viet and
 * record.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "record/normalise_text.h"
#include "viet/fold.h"

/* As they stand inside a sentence; the longer ones first where one begins another. */
static const char *const PHRASES[] = {
    "ủy ban nhân dân",
    "bệnh viện đa khoa",
    "bệnh viện phụ sản",
    "bệnh viện trung ương",
    "bệnh viện",
    "trạm y tế",
    "trung tâm y tế",
    "nhà hộ sinh",
    "tại nhà",
    "công an",
    "cục Cảnh sát",
    "cục trưởng",
    "căn cước công dân",
    "chứng minh nhân dân",
    "hộ chiếu",
    "thẻ căn cước",
    "định danh cá nhân",
    "giấy báo tử",
    "giấy chứng sinh",
    "giấy khai sinh số",
    "giấy khai sinh",
    "trích lục",
    "thành phố",
    "thị trấn",
    "tổ dân phố",
    "khu phố",
    "cấp ngày",
    "quyết định",
    "cải chính hộ tịch",
    "cải chính",
    "bổ sung hộ tịch",
    "bổ sung hồ sơ",
    "bổ sung",
    "hồ sơ",
    "chữ đệm",
    "chưa đăng ký kết hôn với ai",
    "chưa đăng ký kết hôn",
    "kết hôn với ai",
    "đăng ký kết hôn",
    "đăng ký khai sinh",
    "đăng ký khai tử",
    "đăng ký lại",
    "đăng ký quá hạn",
    "đã đăng ký",
    "đã có vợ",
    "đã có chồng",
    "đang có vợ",
    "đang có chồng",
    "đã ly hôn",
    "hiện tại",
    "tình trạng hôn nhân",
    "xác nhận",
    "thay đổi hộ tịch",
    "bệnh phổi",
    "bệnh hiểm nghèo",
    "chưa kết hôn lại",
    "chưa kết hôn",
    "kết hôn lại",
    "vay vốn ngân hàng",
    "cha nhận con",
    "mẹ nhận con",
    "con nhận cha",
    "con nhận mẹ",
    "quá hạn",
    "về TTXH",
    "nhận cha",
    "nhận mẹ",
    "nhận con",
    "con chung",
    "con đẻ",
    "cha đẻ",
    "mẹ đẻ",
    "con ruột",
    "cháu ruột",
    "anh ruột",
    "chị ruột",
    "em ruột",
    "bản thân",
    "mua bán",
    "vay vốn",
    "chuyển nhượng",
    "bất động sản",
    "xuất khẩu lao động",
    "già yếu",
    "bệnh tim",
    "tim mạch",
    "tai nạn giao thông",
    "tai nạn",
    "giao thông",
    "tai biến mạch máu não",
    "ung thư",
    "đột quỵ",
    "nhồi máu cơ tim",
    "suy tim",
    "tuổi già",
    "thường trú",
    "tạm trú",
    "hôn nhân",
    "hộ tịch",
    "cảnh sát",
    "chủ tịch",
    "giám đốc",
    "như trên",
    "các thôn",
    "đài truyền thanh",
    "độc lập",
    "tự do",
    "quốc tịch",
    "dân tộc",
    "giới tính",
    "sinh con",
    "đi học",
    "nhập học",
    "nhập khẩu",
    "xin việc làm",
    "đi làm",
    "du học",
    "kết hôn",
    "ly hôn",
    "vợ chết",
    "chồng chết",
    "bị bệnh",
    "suy thận",
    "suy hô hấp",
    "tăng huyết áp",
    "tiểu đường",
    "đuối nước",
    "ngộ độc",
    "tai biến",
    "nhồi máu",
    "xơ gan",
    "viêm phổi",
    "người giám hộ",
    "giám hộ",
    "con nuôi",
    "nuôi con nuôi",
    "cha dượng",
    "mẹ kế",
    "ông nội",
    "bà nội",
    "ông ngoại",
    "bà ngoại",
    "con trai",
    "con gái",
    "con dâu",
    "con rể",
    "cháu nội",
    "cháu ngoại",
};

/* Folded forms of the phrases, made anew for each text: some 80 short words. */
struct folded {
    char *items[ARRAY_SIZE(PHRASES)];
};

static void folded_init(struct folded *folded)
{
    for (size_t i = 0; i < ARRAY_SIZE(PHRASES); i++)
        folded->items[i] = fold_search(PHRASES[i]);
}

static void folded_release(struct folded *folded)
{
    for (size_t i = 0; i < ARRAY_SIZE(PHRASES); i++)
        free(folded->items[i]);
}

static size_t word_length(const char *text)
{
    return strcspn(text, " ,.;:()");
}

/* Bytes of text that say phrase in folding, whole words parted by single blanks; 0 when not. */
static size_t phrase_at(const char *text, const char *folded)
{
    size_t used = 0;
    for (;;) {
        size_t length = word_length(text + used), wanted = strcspn(folded, " ");
        struct str word = STR_INIT;
        str_add_span(&word, text + used, length);
        char *key = fold_search(str_peek(&word));
        bool same = strlen(key) == wanted && strncmp(key, folded, wanted) == 0;
        free(key);
        str_release(&word);
        if (!same)
            return 0;
        used += length;
        folded += wanted;
        if (*folded == '\0')
            return used;
        if (text[used] != ' ')
            return 0;
        used++;
        folded++;
    }
}

/* Lower-case letters among the first length bytes. */
static bool has_lower(const char *text, size_t length)
{
    const char *end = text + length;
    while (text < end) {
        uint32_t rune = utf8_next(&text);
        if (utf8_upper_rune(rune) != rune)
            return true;
    }
    return false;
}

/* The phrase in the case of the text: all capitals, a first capital, or none. */
static void add_phrase(struct str *out, const char *text, size_t length, const char *phrase)
{
    const char *first = text;
    uint32_t rune = utf8_next(&first);
    bool upper = utf8_lower_rune(rune) != rune;
    if (!has_lower(text, length)) {
        char *all = utf8_upper(phrase);
        str_add(out, all);
        free(all);
        return;
    }
    uint32_t begin = utf8_next(&phrase);
    str_add_rune(out, upper ? utf8_upper_rune(begin) : begin);
    str_add(out, phrase);
}

static size_t find_phrase(const struct folded *folded, const char *text, size_t *ret_index)
{
    for (size_t i = 0; i < ARRAY_SIZE(PHRASES); i++) {
        size_t length = phrase_at(text, folded->items[i]);
        if (length > 0) {
            *ret_index = i;
            return length;
        }
    }
    return 0;
}

static bool starts_capital(const char *text)
{
    uint32_t rune = utf8_next(&text);
    return utf8_lower_rune(rune) != rune;
}

/* Every word begins with a capital (Công An in a name), or more than one behind the first does. */
static bool is_name_like(const char *text, size_t length)
{
    int inner = 0, words = 1;
    for (size_t i = 1; i < length; i++) {
        if (text[i - 1] != ' ')
            continue;
        words++;
        inner += starts_capital(text + i);
    }
    return inner > 1 || (starts_capital(text) && inner == words - 1);
}

const char *mend_phrases(const char *text, struct arena *arena)
{
    struct folded folded;
    struct str out = STR_INIT;
    folded_init(&folded);
    while (*text != '\0') {
        size_t index = 0, length = find_phrase(&folded, text, &index);
        bool shout = length > 0 && !has_lower(text, length);
        if (length > 0 && (shout || !is_name_like(text, length))) {
            add_phrase(&out, text, length, PHRASES[index]);
        } else {
            length = word_length(text);
            str_add_span(&out, text, length);
        }
        text += length;
        size_t gap = strspn(text, " ,.;:()");
        str_add_span(&out, text, gap);
        text += gap;
    }
    folded_release(&folded);
    const char *mended = arena_copy_text(arena, str_peek(&out));
    str_release(&out);
    return mended;
}

size_t phrase_length(const char *text, bool start)
{
    for (size_t i = 0; i < ARRAY_SIZE(PHRASES); i++) {
        const char *at = text, *phrase = PHRASES[i];
        uint32_t wanted;
        while ((wanted = utf8_next(&phrase)) != 0) {
            const char *next = at;
            uint32_t rune = utf8_next(&next);
            if (rune != wanted && (!start || at != text || utf8_lower_rune(rune) != wanted))
                break;
            at = next;
        }
        if (wanted == 0 && strchr(" ,.;:()", *at))
            return (size_t)(at - text);
    }
    return 0;
}

static bool is_phrase(const char *text, size_t length)
{
    for (size_t i = 0; i < ARRAY_SIZE(PHRASES); i++)
        if (strlen(PHRASES[i]) == length && strncmp(PHRASES[i], text, length) == 0)
            return true;
    return false;
}

/* The first words of a phrase, two at least and no phrase themselves, end the text. */
static bool ends_inside(const char *lower, const char *phrase)
{
    size_t all = strlen(lower);
    const char *blank = strchr(phrase, ' ');
    while (blank && (blank = strchr(blank + 1, ' ')) != NULL) {
        size_t length = (size_t)(blank - phrase);
        if (length <= all && strncmp(lower + all - length, phrase, length) == 0 &&
            (length == all || lower[all - length - 1] == ' ') && !is_phrase(phrase, length))
            return true;
    }
    return false;
}

bool phrase_is_cut(const char *text)
{
    bool cut = false;
    char *lower = utf8_lower(text);
    for (size_t i = 0; i < ARRAY_SIZE(PHRASES) && !cut; i++)
        cut = ends_inside(lower, PHRASES[i]);
    free(lower);
    return cut;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * tests of barcode: 25 codes in each class of damage; at least as many as the table says are read,
 * and never a wrong payload. Prints the table.
 */
#include "barcode/read.h"
#include "card.h"
#include "cmocka_first.h"

enum { CODES = 25 };

static const struct {
    const char *name;
    double module, blur, noise; /* pixels a module, sigma in pixels, sigma in grey levels */
    int least;
} classes[] = {
    {"4 px a module", 4, 0, 0, 24},
    {"2.5 px a module", 2.5, 0, 0, 24},
    {"2 px a module", 2, 0, 0, 24},
    {"blur 1.5", 4, 1.5, 0, 24},
    {"noise 30", 4, 0, 30, 24},
    {"blur 1, noise 15", 4, 1, 15, 24},
    {"6 px, blur 2, noise 20", 6, 2, 20, 24},
    {"blur 2", 4, 2, 0, 22},
    {"noise 60", 4, 0, 60, 18},
};

static int read_right(int n, size_t class, int *wrong)
{
    struct image *page =
        card_make(n, classes[class].module, classes[class].blur, classes[class].noise, 560, 520);
    struct arena *arena = arena_new();
    struct text_code *codes = NULL;
    size_t count = 0;
    char want[256];
    int right = 0;
    card_payload(n, want);
    assert_int_equal(barcode_read_page(page, 300, arena, &codes, &count, NULL), ERR_OK);
    for (size_t i = 0; i < count; i++)
        if (strcmp(codes[i].text, want) == 0)
            right = 1;
        else
            (*wrong)++;
    arena_free(arena);
    image_free(page);
    return right;
}

static void ladder_reads_damaged_codes(void **state)
{
    (void)state;
    for (size_t class = 0; class < sizeof classes / sizeof *classes; class ++) {
        int right = 0, wrong = 0;
        for (int n = 0; n < CODES; n++)
            right += read_right(n, class, &wrong);
        print_message("%-24s %2d of %d, wrong %d\n", classes[class].name, right, CODES, wrong);
        assert_int_equal(wrong, 0);
        assert_true(right >= classes[class].least);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(ladder_reads_damaged_codes)};
    return cmocka_run_group_tests_name("barcode-ladder", tests, NULL, NULL);
}

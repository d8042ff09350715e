/* SPDX-License-Identifier: Apache-2.0
 *
 * export/review_words: the style and the script of export/review_html; text of the browser's own
 * languages. Private to export/review_html.
 */
#ifndef EXPORT_REVIEW_WORDS_H
#define EXPORT_REVIEW_WORDS_H

extern const char review_style[], review_script[];

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * record/schema_words: the words of the enums in a schema file, in the order of the enums of
 * record/schema.h. Private to record/schema*.c.
 */
#ifndef RECORD_SCHEMA_WORDS_H
#define RECORD_SCHEMA_WORDS_H

extern const char *const WORDS_FIND[]; /* NULL-terminated, as all of them */
extern const char *const WORDS_SIDE[];
extern const char *const WORDS_CARRY[];
extern const char *const WORDS_SHAPE[];

#endif

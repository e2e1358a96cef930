/* words.h -- lists of words: a text with one space between two words; "" is the empty list. */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* Appends a word; one that does not fit is left out whole.
 *   words   a list in `size` bytes */
void words_add(char *words, size_t size, const char *word);

/* The index of `word` in the list, from 0, or -1. */
int words_index(const char *words, const char *word);

/* True when `word` is one of the list. */
bool words_have(const char *words, const char *word);

/* Takes the next word off a list.
 *   cursor   into the list, moved behind the word and its separator
 *   word     filled, "" when it does not fit
 * Returns false at the end of the list. */
bool words_next(const char **cursor, char word[NAME_SIZE]);

#endif

/* suggest.h -- "did you mean": the nearest of the words that would have been right. */
#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H

#include "base/text.h"

#define SUGGEST_SIZE (NAME_SIZE + 24)

/* The end of a sentence: "; did you mean X?", or "" when there is none. X is the word of `words`
 * (separated by one space) nearest to `word`: at most two letters changed, added, left out or
 * swapped with a neighbour, fewer for short words, because no suggestion is better than a silly
 * one. A word that looks the same (p5O for p50, O for 0, l or I for 1) comes first, then one of the
 * same length.
 *   out   SUGGEST_SIZE bytes
 * Returns out. */
const char *suggest_text(const char *word, const char *words, char out[SUGGEST_SIZE]);

#endif

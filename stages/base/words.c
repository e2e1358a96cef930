/* words.c -- lists of words with one space between them. */
#include "base/words.h"

#include <string.h>

void words_add(char *words, size_t size, const char *word)
{
    text_append(words, size, " ", word);
}

int words_index(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (int i = 0; *words; i++) {
        size_t n = strcspn(words, " ");
        if (n == length && memcmp(words, word, n) == 0)
            return i;
        words += n + (words[n] == ' ');
    }
    return -1;
}

bool words_have(const char *words, const char *word)
{
    return words_index(words, word) >= 0;
}

bool words_next(const char **cursor, char word[NAME_SIZE])
{
    return text_next(cursor, ' ', word, NAME_SIZE);
}

/* answer_columns.h -- the columns of the tables that solve and what_if print, from 0. */
#ifndef TESTS_ANSWER_COLUMNS_H
#define TESTS_ANSWER_COLUMNS_H

enum { PATH, NUMBER, UNIT, PRESENT, NEEDED, CHANGE, VERDICT, SET, PLACE, ERROR };
enum { WHAT, NAME, WHERE, W_UNIT, SCENARIO, CHANGED, DIFFERENCE, PERCENT, BEFORE_ERROR,
       AFTER_ERROR };

#endif

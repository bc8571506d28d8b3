#pragma once

#include "munja-phone.h"

G_BEGIN_DECLS

/**
 * MunjaPhonePlace:
 * @start: where it begins in the text
 * @end: the byte behind it, and behind its extension
 * @problem: what is wrong with it; %MUNJA_PHONE_EXTENSION where it is a number with one
 * @phone: the number; set where it is one
 *
 * Where a number stands in a text, or what must have been meant for one.
 */
typedef struct {
  gsize start;
  gsize end;
  MunjaPhoneProblem problem;
  MunjaPhone phone;
} MunjaPhonePlace;

/**
 * MunjaPhoneContext:
 * @MUNJA_PHONE_IN_TEXT: a line that somebody wrote, with anything in it
 * @MUNJA_PHONE_IN_CELL: a cell for a number: what stands behind one belongs to it
 */
typedef enum {
  MUNJA_PHONE_IN_TEXT,
  MUNJA_PHONE_IN_CELL,
} MunjaPhoneContext;

GArray *munja_phone_find (const char *text, gsize length, MunjaPhoneContext context);

G_END_DECLS

#pragma once

#include "munja-charset.h"

G_BEGIN_DECLS

/**
 * MunjaTextProblem:
 * @kind: %MUNJA_CHAR_UNSENDABLE, %MUNJA_CHAR_CONTROL, or %MUNJA_CHAR_RARE_SYLLABLE, which is a
 * warning
 * @start: where in the text
 * @n_bytes: how long it is in UTF-8
 * @offset: the same in characters
 * @length: the same in characters
 *
 * One thing in a text that does not reach a phone as it is. It may have several characters, such as
 * an emoji and the colour of its skin, which belong together.
 */
typedef struct {
  MunjaCharKind kind;
  const char *start;
  gsize n_bytes;
  guint offset;
  guint length;
} MunjaTextProblem;

/**
 * MunjaTextScan:
 * @bytes: what the text before @next counts once it is normalised, as munja_text_count_bytes() does
 * @next: where to go on
 * @offset: the same in characters
 *
 * A walk through a text. It needs no clearing; the text has to stay as it is.
 */
typedef struct {
  gsize bytes;
  const char *next;
  guint offset;
} MunjaTextScan;

void munja_text_scan_init (MunjaTextScan *self, const char *text);
gboolean munja_text_scan_next (MunjaTextScan *self, MunjaTextProblem *problem);

char *munja_text_problem_suggest (const MunjaTextProblem *problem);
char *munja_text_replace_unsendable (const char *text);

G_END_DECLS

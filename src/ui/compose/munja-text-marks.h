#pragma once

#include <gtk/gtk.h>

#include "munja-text-scan.h"

G_BEGIN_DECLS

/**
 * MunjaTextMark:
 * @kind: what is the matter
 * @offset: where, in characters
 * @length: how long it is, in characters
 * @text: what is there
 * @suggestion: what to write instead, "" to leave it out
 *
 * Something in a text that does not reach a phone as it is.
 */
typedef struct {
  MunjaCharKind kind;
  guint offset;
  guint length;
  char *text;
  char *suggestion;
} MunjaTextMark;

#define MUNJA_TYPE_TEXT_MARKS munja_text_marks_get_type ()
G_DECLARE_FINAL_TYPE (MunjaTextMarks, munja_text_marks, MUNJA, TEXT_MARKS, GObject)

MunjaTextMarks *munja_text_marks_new (GtkTextBuffer *buffer);
guint munja_text_marks_count (MunjaTextMarks *self, gboolean rare);
char *munja_text_marks_describe (MunjaTextMarks *self, gboolean rare);
const MunjaTextMark *munja_text_marks_find (MunjaTextMarks *self, guint offset);
void munja_text_marks_replace (MunjaTextMarks *self, guint offset, gboolean with_suggestion);
void munja_text_marks_replace_all (MunjaTextMarks *self);
char *munja_text_mark_describe (const MunjaTextMark *mark);

G_END_DECLS

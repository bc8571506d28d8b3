#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaTemplatePart:
 * @text: what stays, or a field as it was written, all of it
 * @field: which field it is, from 0; -1 for text that stays
 * @bytes: how long @text is, as munja_text_count_bytes() counts
 * @joins: whether what it begins with may melt into what stands before it
 *
 * A piece of a text.
 */
typedef struct {
  char *text;
  int field;
  gsize bytes;
  gboolean joins;
} MunjaTemplatePart;

/**
 * MunjaTemplate:
 * @subject: (element-type MunjaTemplatePart): the subject, none for no subject
 * @text: (element-type MunjaTemplatePart): the text
 * @fields: what the fields are called, each once, those of the subject first; with %NULL at the end
 *
 * A subject and a text with merge fields, taken apart. It does not change.
 */
typedef struct {
  GArray *subject;
  GArray *text;
  GPtrArray *fields;
} MunjaTemplate;

MunjaTemplate *munja_template_new (const char *subject, const char *text);
void munja_template_free (MunjaTemplate *self);

gboolean munja_template_may_join (const char *text);

G_END_DECLS

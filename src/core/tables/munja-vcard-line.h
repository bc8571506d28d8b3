#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaVcardLine:
 * @name: what it says something about, in upper case and without its group
 * @parameters: the words beside it, in upper case: of TYPE=, or by themselves
 * @value: what it says, in UTF-8, still with its backslashes
 *
 * A line of a card, unfolded.
 */
typedef struct {
  char *name;
  GStrv parameters;
  char *value;
} MunjaVcardLine;

const char *munja_vcard_line_read (const char *text, MunjaVcardLine *line);
void munja_vcard_line_clear (MunjaVcardLine *line);
gboolean munja_vcard_line_has (const MunjaVcardLine *line, const char *word);
GStrv munja_vcard_line_split (const MunjaVcardLine *line);
char *munja_vcard_line_dup_text (const MunjaVcardLine *line);

G_END_DECLS

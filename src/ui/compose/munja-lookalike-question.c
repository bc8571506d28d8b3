#include "config.h"

#include "munja-lookalike-question.h"

#include <glib/gi18n.h>

#include "munja-cautious-dialog.h"

/* So many are named. */
#define MAX_NAMED 5

static void
append_lookalike (GString *body, const char *text, const MunjaLookalike *lookalike)
{
  g_autofree char *written = g_strndup (text + lookalike->start, lookalike->end - lookalike->start);

  g_string_append_printf (body, "\n%s → %s", written, lookalike->meant);
}

/**
 * munja_lookalike_question_new:
 * @parent: the window it belongs to
 * @text: what is about to be sent
 * @found: (element-type MunjaLookalike): what was found in it, at least one
 *
 * Asks whether something in a text was meant as it is written. The response is
 * %MUNJA_LOOKALIKE_REPLACE if not, and %MUNJA_LOOKALIKE_SEND if it is to be sent so.
 *
 * Returns: (transfer none): the dialog, an #AdwMessageDialog
 */
GtkWidget *
munja_lookalike_question_new (GtkWindow *parent, const char *text, GPtrArray *found)
{
  g_autoptr (GString) body
      = g_string_new (_ ("This looks like a field of another program, or like a sum of money that "
                         "phones show in another way. It can be replaced:"));
  AdwMessageDialog *self;

  g_string_append_c (body, '\n');
  for (guint i = 0; i < MIN (found->len, MAX_NAMED); i++)
    append_lookalike (body, text, g_ptr_array_index (found, i));
  if (found->len > MAX_NAMED)
    g_string_append (body, "\n…");
  self = munja_cautious_dialog_new (parent, _ ("Send It as It Is Written?"), body->str, "cancel",
                                    _ ("_Cancel"));
  adw_message_dialog_add_responses (self, MUNJA_LOOKALIKE_SEND, _ ("Send as It _Is"),
                                    MUNJA_LOOKALIKE_REPLACE, _ ("_Replace"), NULL);
  adw_message_dialog_set_response_appearance (self, MUNJA_LOOKALIKE_REPLACE,
                                              ADW_RESPONSE_SUGGESTED);
  return GTK_WIDGET (self);
}

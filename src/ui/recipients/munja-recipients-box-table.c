#include "config.h"

#include "munja-recipients-box.h"

#include <glib/gi18n.h>

#include "munja-phone.h"

static gpointer
child_of (MunjaRecipientsBox *self, const char *id)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self), MUNJA_TYPE_RECIPIENTS_BOX, id);
}

static GtkEditable *
entry_of (MunjaRecipientsBox *self)
{
  return GTK_EDITABLE (child_of (self, "entry"));
}

/**
 * munja_recipients_box_get_text:
 * @self: the box
 *
 * Returns: (transfer none): what stands in the entry, as it was typed
 */
const char *
munja_recipients_box_get_text (MunjaRecipientsBox *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENTS_BOX (self), NULL);

  return gtk_editable_get_text (entry_of (self));
}

/**
 * munja_recipients_box_set_text:
 * @self: the box
 * @text: one or more people, as if they had been typed
 *
 * Puts a text into the entry.
 */
void
munja_recipients_box_set_text (MunjaRecipientsBox *self, const char *text)
{
  g_return_if_fail (MUNJA_IS_RECIPIENTS_BOX (self));

  if (!g_str_equal (munja_recipients_box_get_text (self), text))
    gtk_editable_set_text (entry_of (self), text);
}

/**
 * munja_recipients_box_set_editable:
 * @self: the box
 * @editable: whether the person can change whom the message goes to
 *
 * Locks it while its message is on its way, or unlocks it.
 */
void
munja_recipients_box_set_editable (MunjaRecipientsBox *self, gboolean editable)
{
  g_return_if_fail (MUNJA_IS_RECIPIENTS_BOX (self));

  gtk_editable_set_editable (entry_of (self), editable);
  gtk_widget_set_sensitive (child_of (self, "import_button"), editable);
  gtk_widget_set_sensitive (child_of (self, "list_row"), editable);
}

/**
 * munja_recipients_box_get_editable:
 * @self: the box
 *
 * Returns: whether the person can change whom the message goes to
 */
gboolean
munja_recipients_box_get_editable (MunjaRecipientsBox *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENTS_BOX (self), FALSE);

  return gtk_editable_get_editable (entry_of (self));
}

/**
 * munja_recipients_box_count_people:
 * @self: the box
 *
 * Returns: how many people would get the message, each number once
 */
gsize
munja_recipients_box_count_people (MunjaRecipientsBox *self)
{
  g_autoptr (MunjaRecipients) people = NULL;

  g_return_val_if_fail (MUNJA_IS_RECIPIENTS_BOX (self), 0);

  people = munja_recipients_box_dup_people (self);
  return munja_recipients_count (people, MUNJA_RECIPIENT_PEOPLE);
}

/**
 * munja_recipients_box_is_empty:
 * @self: the box
 *
 * Returns: whether there is neither a list nor a text in the entry
 */
gboolean
munja_recipients_box_is_empty (MunjaRecipientsBox *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENTS_BOX (self), FALSE);

  return *munja_recipients_box_get_text (self) == '\0'
         && munja_recipients_get_length (munja_recipients_box_get_recipients (self)) == 0;
}

/**
 * munja_recipients_box_list_fields:
 * @self: the box
 *
 * Returns: (transfer full): what can be put into a text for those in it, or for some of them; where
 *   nobody is in it yet, what there always is
 */
GStrv
munja_recipients_box_list_fields (MunjaRecipientsBox *self)
{
  /* Translators: these are names of merge fields, which the app understands in English and Korean
   * only; in another language they have to stay "Name", "Number" and "Column". */
  const MunjaFieldWords words
      = { C_ ("field", "Name"), C_ ("field", "Number"), C_ ("field", "Column") };
  const char *const always[] = { words.name, words.number, NULL };
  g_auto (GStrv) fields = NULL;

  g_return_val_if_fail (MUNJA_IS_RECIPIENTS_BOX (self), NULL);

  fields = munja_recipients_list_fields (munja_recipients_box_get_recipients (self), &words);
  if (fields[0] != NULL)
    return g_steal_pointer (&fields);
  return g_strdupv ((GStrv)always);
}

/**
 * munja_recipients_box_load:
 * @self: the box
 * @recipients: whom a message went to, or was to go to
 *
 * Begins anew, with these people in it, and with what was put into their texts. A person who is
 * alone, and for whom there is nothing to put in, stays in the entry; a list comes after a moment,
 * since it is read in a thread.
 */
void
munja_recipients_box_load (MunjaRecipientsBox *self, MunjaAudience *recipients)
{
  g_return_if_fail (MUNJA_IS_RECIPIENTS_BOX (self));

  munja_recipients_box_clear (self);
  if (munja_audience_get_length (recipients) == 1
      && munja_audience_get_n_columns (recipients) == 0) {
    MunjaRecipient only = munja_audience_get (recipients, 0);
    g_autofree char *number = munja_phone_format_of (only.country, only.number);
    g_autofree char *text = g_strjoin (*only.name != '\0' ? " " : "", only.name, number, NULL);

    munja_recipients_box_set_text (self, text);
    return;
  }
  munja_recipients_add_table (munja_recipients_box_get_recipients (self), recipients);
}

/**
 * munja_recipients_box_set_rows:
 * @self: the box
 * @rows: (nullable): a list that was kept
 * @list_name: (nullable): what the file is called that all of it came from
 * @text: what stood in the entry then
 *
 * Begins anew with what was there before, with nothing to undo.
 */
void
munja_recipients_box_set_rows (MunjaRecipientsBox *self,
                               const MunjaRoster *rows,
                               const char *list_name,
                               const char *text)
{
  g_return_if_fail (MUNJA_IS_RECIPIENTS_BOX (self));

  munja_recipients_box_clear (self);
  if (rows != NULL)
    munja_recipients_set_rows (munja_recipients_box_get_recipients (self),
                               munja_roster_copy (rows));
  munja_recipients_box_set_list_name (self, list_name);
  munja_recipients_box_set_text (self, text);
}

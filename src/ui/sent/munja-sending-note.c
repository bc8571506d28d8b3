#include "config.h"

#include "munja-sending-note.h"

#include <glib/gi18n.h>

struct _MunjaSendingNote {
  AdwPreferencesGroup parent_instance;

  AdwEntryRow *row; /* borrowed */

  /* Owned. */
  MunjaArchive *archive;
  MunjaSending *sending;
};

G_DEFINE_FINAL_TYPE (MunjaSendingNote, munja_sending_note, ADW_TYPE_PREFERENCES_GROUP)

static const char *
get_text (MunjaSendingNote *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->row));
}

/* Where it could not be kept, it is still there to be seen. */
static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!munja_archive_set_note_finish (MUNJA_ARCHIVE (source), result, &error))
    g_warning ("A note was not kept: %s", error->message);
}

/* Nobody has to press anything: whatever stands there when it is left is kept. */
static void
keep (MunjaSendingNote *self)
{
  if (self->sending == NULL
      || g_str_equal (get_text (self), munja_sending_get_info (self->sending)->note))
    return;
  munja_archive_set_note_async (self->archive, self->sending, get_text (self), NULL, kept_cb, NULL);
}

/* What is being typed is not overwritten. */
static void
update (MunjaSendingNote *self)
{
  const char *note = munja_sending_get_info (self->sending)->note;

  if (gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->row))))
      || g_str_equal (note, get_text (self)))
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->row), note);
}

static void
forget (MunjaSendingNote *self)
{
  if (self->sending == NULL)
    return;
  keep (self);
  g_signal_handlers_disconnect_by_func (self->sending, update, self);
  g_clear_object (&self->sending);
  g_clear_object (&self->archive);
}

static void
munja_sending_note_dispose (GObject *object)
{
  forget (MUNJA_SENDING_NOTE (object));

  G_OBJECT_CLASS (munja_sending_note_parent_class)->dispose (object);
}

static void
munja_sending_note_class_init (MunjaSendingNoteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = munja_sending_note_dispose;
}

static void
munja_sending_note_init (MunjaSendingNote *self)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->row = ADW_ENTRY_ROW (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), C_ ("sending", "Note"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (keep), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (keep), self);
  gtk_widget_add_controller (row, focus);
}

/**
 * munja_sending_note_show:
 * @self: the note
 * @archive: (nullable): where it is kept
 * @sending: (nullable): what it is about
 *
 * Shows what the person wrote about a sending, and lets it be written. What was written about the
 * one before is kept.
 */
void
munja_sending_note_show (MunjaSendingNote *self, MunjaArchive *archive, MunjaSending *sending)
{
  g_return_if_fail (MUNJA_IS_SENDING_NOTE (self));

  forget (self);
  if (sending == NULL)
    return;
  self->archive = g_object_ref (archive);
  self->sending = g_object_ref (sending);
  gtk_editable_set_text (GTK_EDITABLE (self->row), munja_sending_get_info (sending)->note);
  g_signal_connect_object (sending, "notify::note", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

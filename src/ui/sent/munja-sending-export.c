#include "config.h"

#include "munja-sending-export.h"

#include <glib/gi18n.h>

#include "munja-describe-sending.h"
#include "munja-sent-export.h"
#include "munja-sent-reason.h"

/* What the chooser calls its choice, and the two answers to it. */
#define CHOICE "encoding"
#define UTF8   "utf-8"
#define CP949  "cp949"

struct _MunjaSendingExport {
  GObject parent_instance;

  /* Owned. */
  MunjaArchive *archive;
  MunjaSending *sending;
  GtkFileChooserNative *chooser;
  GFile *file;
  GCancellable *cancellable;
};

/**
 * MunjaSendingExport::progress:
 * @fraction: how much is written, from 0 to 1
 */

/**
 * MunjaSendingExport::done:
 * @file: (nullable): what was written; %NULL if it was not
 * @error: (nullable): why not; %NULL if the person did not want it
 */
enum {
  SIGNAL_PROGRESS,
  SIGNAL_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaSendingExport, munja_sending_export, G_TYPE_OBJECT)

static void
end (MunjaSendingExport *self, GFile *file, const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0, file, error);
}

static void
progress_cb (guint n_done, gpointer user_data)
{
  MunjaSendingExport *self = user_data;
  guint n_messages = munja_sending_get_info (self->sending)->n_messages;

  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, (double)n_done / MAX (n_messages, 1));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean written = munja_sent_export_finish (MUNJA_ARCHIVE (source), result, &error);
  MunjaSendingExport *self = user_data;

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    end (self, written ? self->file : NULL, error);
}

static void
chosen_cb (MunjaSendingExport *self, int response)
{
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (self->chooser);
  g_autoptr (GFile) file = NULL;
  gboolean is_cp949;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (chooser);
  is_cp949 = g_strcmp0 (gtk_file_chooser_get_choice (chooser, CHOICE), CP949) == 0;
  g_clear_object (&self->chooser);
  if (file != NULL)
    munja_sending_export_write (self, file, is_cp949 ? MUNJA_ENCODING_CP949 : MUNJA_ENCODING_UTF8);
  else
    end (self, NULL, NULL);
}

static void
munja_sending_export_dispose (GObject *object)
{
  MunjaSendingExport *self = MUNJA_SENDING_EXPORT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->file);
  g_clear_object (&self->sending);
  g_clear_object (&self->archive);

  G_OBJECT_CLASS (munja_sending_export_parent_class)->dispose (object);
}

static void
munja_sending_export_class_init (MunjaSendingExportClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_sending_export_dispose;

  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[SIGNAL_DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_FILE, G_TYPE_ERROR);
}

static void
munja_sending_export_init (MunjaSendingExport *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * munja_sending_export_new:
 * @archive: where the sending is kept
 * @sending: what was sent
 *
 * Makes what writes all messages of a sending into a file. It stops when it is dropped.
 *
 * Returns: (transfer full): that
 */
MunjaSendingExport *
munja_sending_export_new (MunjaArchive *archive, MunjaSending *sending)
{
  MunjaSendingExport *self = g_object_new (MUNJA_TYPE_SENDING_EXPORT, NULL);

  self->archive = g_object_ref (archive);
  self->sending = g_object_ref (sending);
  return self;
}

static char *
find_name (MunjaSending *sending)
{
  gint64 time = munja_sending_get_id (sending) / 1000;
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time);
  g_autofree char *day = g_date_time_format (local, "%Y-%m-%d");

  /* Translators: the name of a file; %s is a day, as in "2026-11-30". */
  return g_strdup_printf (_ ("sent-%s.csv"), day);
}

/**
 * munja_sending_export_ask:
 * @self: the export
 * @parent: the window that it is asked in
 *
 * Lets the person choose the file, and writes it.
 */
void
munja_sending_export_ask (MunjaSendingExport *self, GtkWindow *parent)
{
  const char *ids[] = { UTF8, CP949, NULL };
  const char *labels[] = { _ ("Unicode (UTF-8)"), _ ("Older Korean Programs (CP949)"), NULL };
  g_autofree char *name = NULL;

  g_return_if_fail (MUNJA_IS_SENDING_EXPORT (self));

  name = find_name (self->sending);
  self->chooser = gtk_file_chooser_native_new (_ ("Export the Recipients"), parent,
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_file_chooser_add_choice (GTK_FILE_CHOOSER (self->chooser), CHOICE, _ ("Characters"), ids,
                               labels);
  gtk_file_chooser_set_choice (GTK_FILE_CHOOSER (self->chooser), CHOICE, UTF8);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static MunjaSentExportWords
find_words (void)
{
  MunjaSentExportWords words = {
    .columns = {
      [MUNJA_SENT_EXPORT_NAME] = C_ ("column", "Name"),
      [MUNJA_SENT_EXPORT_NUMBER] = C_ ("column", "Number"),
      [MUNJA_SENT_EXPORT_RESULT] = C_ ("column", "Result"),
      [MUNJA_SENT_EXPORT_REASON] = C_ ("column", "Reason"),
      [MUNJA_SENT_EXPORT_CARRIER] = C_ ("column", "Carrier"),
      [MUNJA_SENT_EXPORT_TIME] = C_ ("column", "Time"),
      [MUNJA_SENT_EXPORT_TYPE] = C_ ("column", "Type"),
      [MUNJA_SENT_EXPORT_TEXT] = C_ ("column", "Text"),
    },
    .dup_reason = munja_sent_reason_dup,
  };

  for (guint i = 0; i < MUNJA_N_SENT_STATES; i++)
    words.states[i] = munja_describe_sent_state ((MunjaSentState)i);
  return words;
}

/**
 * munja_sending_export_write:
 * @self: the export
 * @file: where to
 * @encoding: as munja_sent_export_async() takes it
 *
 * Writes the file, and tells how that goes.
 */
void
munja_sending_export_write (MunjaSendingExport *self, GFile *file, MunjaEncoding encoding)
{
  MunjaSentExportWords words = find_words ();

  g_return_if_fail (MUNJA_IS_SENDING_EXPORT (self));

  g_set_object (&self->file, file);
  munja_sent_export_async (self->archive, self->sending, &words, encoding, file, progress_cb,
                           self->cancellable, written_cb, self);
}

/**
 * munja_sending_export_stop:
 * @self: the export
 *
 * Ends it without a file.
 */
void
munja_sending_export_stop (MunjaSendingExport *self)
{
  g_return_if_fail (MUNJA_IS_SENDING_EXPORT (self));

  g_cancellable_cancel (self->cancellable);
  end (self, NULL, NULL);
}

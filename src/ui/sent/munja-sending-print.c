#include "config.h"

#include "munja-sending-print.h"

#include <glib/gi18n.h>

#include "munja-sending-proof.h"

/* More rows nobody reads on paper. */
#define MAX_ROWS 20000

struct _MunjaSendingPrint {
  GObject parent_instance;

  /* Owned. */
  MunjaArchive *archive;
  MunjaSending *sending;
  MunjaService *service;
  GPtrArray *messages;
  MunjaSendingProof *proof;
  GtkPrintOperation *operation;
  GCancellable *cancellable;
  char *path;        /* of the PDF to write; NULL to ask */
  GtkWindow *parent; /* borrowed */
  GtkWidget *masked; /* whether numbers are to be masked; NULL where nobody was asked */

  gboolean is_masked;
};

/**
 * MunjaSendingPrint::done:
 * @error: (nullable): why it was not printed; %NULL if it was, or the person did not want it
 */
enum {
  SIGNAL_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaSendingPrint, munja_sending_print, G_TYPE_OBJECT)

static void
end (MunjaSendingPrint *self, const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0, error);
}

static GtkWidget *
create_widget_cb (MunjaSendingPrint *self)
{
  GtkWidget *check = gtk_check_button_new_with_mnemonic (_ ("_Hide a part of each number"));

  gtk_widget_set_valign (check, GTK_ALIGN_START);
  gtk_widget_set_margin_start (check, 12);
  gtk_widget_set_margin_end (check, 12);
  gtk_widget_set_margin_top (check, 12);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), self->is_masked);
  self->masked = check;
  return check;
}

static void
apply_widget_cb (MunjaSendingPrint *self)
{
  self->is_masked = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->masked));
}

static void
begin_cb (MunjaSendingPrint *self, GtkPrintContext *context)
{
  g_clear_pointer (&self->proof, munja_sending_proof_free);
  self->proof
      = munja_sending_proof_new (self->sending, self->messages, self->service, self->is_masked);
  gtk_print_operation_set_n_pages (self->operation,
                                   (int)munja_sending_proof_paginate (self->proof, context));
}

static void
draw_cb (MunjaSendingPrint *self, GtkPrintContext *context, int page)
{
  munja_sending_proof_draw (self->proof, context, (guint)page);
}

static void
done_cb (MunjaSendingPrint *self, GtkPrintOperationResult result)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (self->operation, &error);
  end (self, error);
}

static void
make_operation (MunjaSendingPrint *self)
{
  self->operation = gtk_print_operation_new ();
  gtk_print_operation_set_job_name (self->operation, _ ("Proof of Sending"));
  gtk_print_operation_set_unit (self->operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (self->operation, TRUE);
  gtk_print_operation_set_custom_tab_label (self->operation, _ ("Numbers"));
  g_signal_connect_swapped (self->operation, "create-custom-widget", G_CALLBACK (create_widget_cb),
                            self);
  g_signal_connect_swapped (self->operation, "custom-widget-apply", G_CALLBACK (apply_widget_cb),
                            self);
  g_signal_connect_swapped (self->operation, "begin-print", G_CALLBACK (begin_cb), self);
  g_signal_connect_swapped (self->operation, "draw-page", G_CALLBACK (draw_cb), self);
  g_signal_connect_swapped (self->operation, "done", G_CALLBACK (done_cb), self);
}

/* Whoever hears that it is done may drop it. */
static void
run (MunjaSendingPrint *self)
{
  g_autoptr (MunjaSendingPrint) kept = g_object_ref (self);
  GtkPrintOperationAction action = self->path != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                                      : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG;
  g_autoptr (GError) error = NULL;

  make_operation (self);
  if (self->path != NULL)
    gtk_print_operation_set_export_filename (self->operation, self->path);
  if (gtk_print_operation_run (self->operation, action, self->parent, &error)
      == GTK_PRINT_OPERATION_RESULT_ERROR)
    end (self, error);
}

static void
messages_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) messages
      = munja_archive_list_messages_finish (MUNJA_ARCHIVE (source), result, &error);
  MunjaSendingPrint *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (messages == NULL) {
    end (self, error);
    return;
  }
  self->messages = g_steal_pointer (&messages);
  run (self);
}

static void
munja_sending_print_dispose (GObject *object)
{
  MunjaSendingPrint *self = MUNJA_SENDING_PRINT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->operation != NULL)
    g_signal_handlers_disconnect_by_data (self->operation, self);
  g_clear_object (&self->operation);
  g_clear_object (&self->sending);
  g_clear_object (&self->archive);

  G_OBJECT_CLASS (munja_sending_print_parent_class)->dispose (object);
}

static void
munja_sending_print_finalize (GObject *object)
{
  MunjaSendingPrint *self = MUNJA_SENDING_PRINT (object);

  g_clear_pointer (&self->proof, munja_sending_proof_free);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  munja_service_free (self->service);
  g_free (self->path);

  G_OBJECT_CLASS (munja_sending_print_parent_class)->finalize (object);
}

static void
munja_sending_print_class_init (MunjaSendingPrintClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = munja_sending_print_dispose;
  object_class->finalize = munja_sending_print_finalize;

  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
munja_sending_print_init (MunjaSendingPrint *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * munja_sending_print_new:
 * @archive: where the sending is kept
 * @sending: what was sent
 * @service: whom it was sent through
 *
 * Makes what prints a proof of a sending, once. It is done when #MunjaSendingPrint::done says so,
 * and may be dropped earlier.
 *
 * Returns: (transfer full): that
 */
MunjaSendingPrint *
munja_sending_print_new (MunjaArchive *archive, MunjaSending *sending, const MunjaService *service)
{
  MunjaSendingPrint *self = g_object_new (MUNJA_TYPE_SENDING_PRINT, NULL);

  self->archive = g_object_ref (archive);
  self->sending = g_object_ref (sending);
  self->service = munja_service_copy (service);
  return self;
}

static void
start (MunjaSendingPrint *self)
{
  munja_archive_list_messages_async (self->archive, self->sending, MUNJA_SENT_STATES_ALL, NULL, -1,
                                     MAX_ROWS, self->cancellable, messages_read_cb, self);
}

/**
 * munja_sending_print_ask:
 * @self: the print
 * @parent: the window that it is asked in
 *
 * Lets the person choose a printer or a PDF file, and whether numbers are to be seen.
 */
void
munja_sending_print_ask (MunjaSendingPrint *self, GtkWindow *parent)
{
  g_return_if_fail (MUNJA_IS_SENDING_PRINT (self));

  self->parent = parent;
  start (self);
}

/**
 * munja_sending_print_write:
 * @self: the print
 * @path: where to
 * @is_masked: whether only a part of each number is to be seen
 *
 * Writes a PDF without asking anything.
 */
void
munja_sending_print_write (MunjaSendingPrint *self, const char *path, gboolean is_masked)
{
  g_return_if_fail (MUNJA_IS_SENDING_PRINT (self));

  self->path = g_strdup (path);
  self->is_masked = is_masked;
  start (self);
}

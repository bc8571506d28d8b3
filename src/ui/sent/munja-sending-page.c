#include "config.h"

#include "munja-sending-page.h"

#include <glib/gi18n.h>

#include "munja-sent-message-line.h"
#include "munja-row-filler.h"
#include "munja-sending-export.h"
#include "munja-sending-header.h"
#include "munja-sending-print.h"
#include "munja-sent-message-list.h"
#include "munja-sent-message-window.h"
#include "munja-sent-retry.h"

/* How high a line is about, in pixels. */
#define LINE_HEIGHT 66

struct _MunjaSendingPage {
  AdwBin parent_instance;

  /* Template children. */
  GtkScrolledWindow *scroller;
  GtkListView *list;

  /* Owned. */
  MunjaSendingHeader *header;
  MunjaRowFiller *filler;
  MunjaArchive *archive;
  MunjaService *service;
  MunjaSending *sending;
  MunjaSentMessageList *messages;
  MunjaAudience *again;       /* whom the same may reach another time */
  MunjaSendingExport *export; /* NULL while nothing is exported */
  MunjaSendingPrint *print;   /* NULL while nothing is printed */
  GCancellable *cancellable;  /* ends when another sending is shown */

  guint n_failed; /* for which those were looked for */
  gboolean is_looking;
};

/**
 * MunjaSendingPage::send-again:
 * @sending: what was sent
 * @audience: (type MunjaAudience): whom it did not reach, and may reach another time
 */

/**
 * MunjaSendingPage::write-to:
 * @sending: what was sent
 * @states: (type guint): to those of its recipients, by #MunjaSentStates, the person wants to write
 */

/**
 * MunjaSendingPage::copy:
 * @sending: what the person wants to have in the form
 */

/**
 * MunjaSendingPage::remove:
 * @sending: what the person does not want to keep
 */

/**
 * MunjaSendingPage::exported:
 * @file: where the messages of the sending are now, too
 */

/**
 * MunjaSendingPage::failed:
 * @error: why something that the person asked for could not be done
 */
enum {
  SIGNAL_SEND_AGAIN,
  SIGNAL_WRITE_TO,
  SIGNAL_COPY,
  SIGNAL_REMOVE,
  SIGNAL_EXPORTED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaSendingPage, munja_sending_page, ADW_TYPE_BIN)

/* The list's first item is no message, but stands for all that is above them. */
static gboolean
is_header (gpointer item)
{
  return !MUNJA_IS_SENT_ROW (item);
}

static void
update_nobody (MunjaSendingPage *self)
{
  guint n_messages = munja_sending_get_info (self->sending)->n_messages;

  munja_sending_header_set_nobody_found (
      self->header, n_messages > 0 && !munja_sent_message_list_get_loading (self->messages)
                        && g_list_model_get_n_items (G_LIST_MODEL (self->messages)) == 0);
}

static void
filter_changed_cb (MunjaSendingPage *self)
{
  MunjaSendingFilter *filter = munja_sending_header_get_filter (self->header);

  if (self->messages != NULL)
    munja_sent_message_list_set_filter (self->messages, munja_sending_filter_get_states (filter),
                                        munja_sending_filter_get_text (filter));
}

static void look_for_again (MunjaSendingPage *self);

static void
again_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaSendingPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaAudience) again = munja_sent_retry_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_looking = FALSE;
  g_clear_pointer (&self->again, munja_audience_unref);
  self->again = g_steal_pointer (&again);
  munja_sending_header_set_n_again (
      self->header, self->again != NULL ? (guint)munja_audience_get_length (self->again) : 0);
  look_for_again (self);
}

/* With each message more that failed, there may be one more that can be sent again. */
static void
look_for_again (MunjaSendingPage *self)
{
  guint n_failed
      = munja_sending_info_count (munja_sending_get_info (self->sending), MUNJA_SENT_STATES_FAILED);

  if (self->is_looking || n_failed == self->n_failed)
    return;
  self->n_failed = n_failed;
  self->is_looking = TRUE;
  munja_sent_retry_load_async (self->archive, self->sending, self->cancellable, again_found_cb,
                               self);
}

static void
activate_cb (MunjaSendingPage *self, guint position)
{
  g_autoptr (GObject) item
      = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list)), position);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (item != NULL && !is_header (item))
    gtk_window_present (GTK_WINDOW (
        munja_sent_message_window_new (GTK_WINDOW (root), self->archive, MUNJA_SENT_ROW (item))));
}

static void
fill_cb (GtkListItem *item, GtkWidget *place, gpointer user_data)
{
  if (adw_bin_get_child (ADW_BIN (place)) == NULL)
    adw_bin_set_child (ADW_BIN (place), munja_sent_message_line_new ());
  munja_sent_message_line_set_row (MUNJA_SENT_MESSAGE_LINE (adw_bin_get_child (ADW_BIN (place))),
                                   gtk_list_item_get_item (item));
}

static void
bind_cb (MunjaSendingPage *self, GtkListItem *item)
{
  gboolean is_first = is_header (gtk_list_item_get_item (item));

  gtk_list_item_set_activatable (item, !is_first);
  if (is_first)
    gtk_list_item_set_child (item, GTK_WIDGET (self->header));
  else
    munja_row_filler_add (self->filler, item);
}

static void
unbind_cb (MunjaSendingPage *self, GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  if (child == GTK_WIDGET (self->header)) {
    gtk_list_item_set_child (item, NULL);
    return;
  }
  munja_row_filler_remove (self->filler, item);
  child = adw_bin_get_child (ADW_BIN (child));
  if (child != NULL)
    munja_sent_message_line_set_row (MUNJA_SENT_MESSAGE_LINE (child), NULL);
}

static void
send_again_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaSendingPage *self = MUNJA_SENDING_PAGE (widget);

  if (self->again != NULL)
    g_signal_emit (self, signals[SIGNAL_SEND_AGAIN], 0, self->sending, self->again);
}

static void
write_to_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaSendingPage *self = MUNJA_SENDING_PAGE (widget);

  g_signal_emit (self, signals[SIGNAL_WRITE_TO], 0, self->sending,
                 g_variant_get_uint32 (parameter));
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaSendingPage *self = MUNJA_SENDING_PAGE (widget);

  g_signal_emit (self, signals[SIGNAL_COPY], 0, self->sending);
}

static void
remove_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaSendingPage *self = MUNJA_SENDING_PAGE (widget);

  g_signal_emit (self, signals[SIGNAL_REMOVE], 0, self->sending);
}

static void
export_progress_cb (MunjaSendingPage *self, double fraction)
{
  munja_sending_header_set_progress (self->header, _ ("Writing the file…"), fraction);
}

static void
export_done_cb (MunjaSendingPage *self, GFile *file, const GError *error)
{
  g_autoptr (MunjaSendingExport) export = g_steal_pointer (&self->export);

  munja_sending_header_set_progress (self->header, NULL, 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sending.export", TRUE);
  if (file != NULL)
    g_signal_emit (self, signals[SIGNAL_EXPORTED], 0, file);
  else if (error != NULL)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
begin_export (MunjaSendingPage *self)
{
  self->export = munja_sending_export_new (self->archive, self->sending);
  g_signal_connect_object (self->export, "progress", G_CALLBACK (export_progress_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->export, "done", G_CALLBACK (export_done_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sending.export", FALSE);
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaSendingPage *self = MUNJA_SENDING_PAGE (widget);

  begin_export (self);
  munja_sending_export_ask (self->export, GTK_WINDOW (gtk_widget_get_root (widget)));
}

static void
print_done_cb (MunjaSendingPage *self, const GError *error)
{
  g_autoptr (MunjaSendingPrint) print = g_steal_pointer (&self->print);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sending.print", TRUE);
  if (error != NULL)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaSendingPage *self = MUNJA_SENDING_PAGE (widget);

  self->print = munja_sending_print_new (self->archive, self->sending, self->service);
  g_signal_connect_object (self->print, "done", G_CALLBACK (print_done_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (widget, "sending.print", FALSE);
  munja_sending_print_ask (self->print, GTK_WINDOW (gtk_widget_get_root (widget)));
}

static void
stop_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaSendingPage *self = MUNJA_SENDING_PAGE (widget);

  if (self->export != NULL)
    munja_sending_export_stop (self->export);
}

static gboolean
search_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  MunjaSendingPage *self = MUNJA_SENDING_PAGE (widget);
  MunjaSendingFilter *filter = munja_sending_header_get_filter (self->header);

  if (!gtk_widget_get_mapped (GTK_WIDGET (filter)))
    return FALSE;
  munja_sending_filter_start_search (filter);
  return TRUE;
}

static void
munja_sending_page_dispose (GObject *object)
{
  MunjaSendingPage *self = MUNJA_SENDING_PAGE (object);

  if (self->header != NULL)
    munja_sending_page_forget (self);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_pointer (&self->filler, munja_row_filler_free);
  g_clear_object (&self->header);

  G_OBJECT_CLASS (munja_sending_page_parent_class)->dispose (object);
}

static void
install_signals (MunjaSendingPageClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[SIGNAL_SEND_AGAIN]
      = g_signal_new ("send-again", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                      MUNJA_TYPE_SENDING, MUNJA_TYPE_AUDIENCE);
  signals[SIGNAL_WRITE_TO] = g_signal_new ("write-to", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 2, MUNJA_TYPE_SENDING, G_TYPE_UINT);
  signals[SIGNAL_COPY] = g_signal_new ("copy", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, MUNJA_TYPE_SENDING);
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, MUNJA_TYPE_SENDING);
  signals[SIGNAL_EXPORTED] = g_signal_new ("exported", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_FILE);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "sending.send-again", NULL, send_again_cb);
  gtk_widget_class_install_action (widget_class, "sending.write-to", "u", write_to_cb);
  gtk_widget_class_install_action (widget_class, "sending.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "sending.remove", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "sending.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "sending.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "sending.stop", NULL, stop_cb);
}

static void
munja_sending_page_class_init (MunjaSendingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_sending_page_dispose;
  install_signals (klass);
  install_actions (widget_class);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, search_key_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-sending-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingPage, list);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
munja_sending_page_init (MunjaSendingPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->header = g_object_ref_sink (g_object_new (MUNJA_TYPE_SENDING_HEADER, NULL));
  self->filler = munja_row_filler_new (self->scroller, LINE_HEIGHT, fill_cb, self);
  g_signal_connect_object (munja_sending_header_get_filter (self->header), "changed",
                           G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
}

/* The header is an item of the list, so that it scrolls with it, however small the window is. */
static void
make_model (MunjaSendingPage *self)
{
  g_autoptr (GListStore) parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GListStore) first = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (GObject) item = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GtkNoSelection) selection = NULL;
  GtkFlattenListModel *all;

  g_list_store_append (first, item);
  g_list_store_append (parts, first);
  g_list_store_append (parts, self->messages);
  all = gtk_flatten_list_model_new (G_LIST_MODEL (g_steal_pointer (&parts)));
  selection = gtk_no_selection_new (G_LIST_MODEL (all));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

static void
follow (MunjaSendingPage *self)
{
  g_signal_connect_object (self->messages, "notify::loading", G_CALLBACK (update_nobody), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->messages, "items-changed", G_CALLBACK (update_nobody), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sending, "notify::n-failed", G_CALLBACK (look_for_again), self,
                           G_CONNECT_SWAPPED);
}

/**
 * munja_sending_page_show:
 * @self: the page
 * @archive: where the sending is kept
 * @service: whom it was sent through
 * @sending: what was sent
 *
 * Shows what became of a sending, from the top, and follows it.
 */
void
munja_sending_page_show (MunjaSendingPage *self,
                         MunjaArchive *archive,
                         const MunjaService *service,
                         MunjaSending *sending)
{
  g_return_if_fail (MUNJA_IS_SENDING_PAGE (self));

  munja_sending_page_forget (self);
  self->archive = g_object_ref (archive);
  self->service = munja_service_copy (service);
  self->sending = g_object_ref (sending);
  self->cancellable = g_cancellable_new ();
  munja_sending_header_show (self->header, archive, service, sending);
  self->messages = munja_sent_message_list_new (archive, sending);
  munja_row_filler_set_model (self->filler, G_LIST_MODEL (self->messages));
  make_model (self);
  follow (self);
  update_nobody (self);
  look_for_again (self);
}

/**
 * munja_sending_page_forget:
 * @self: the page
 *
 * Shows nothing any more. What was written about the sending is kept.
 */
void
munja_sending_page_forget (MunjaSendingPage *self)
{
  g_return_if_fail (MUNJA_IS_SENDING_PAGE (self));

  if (self->sending == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  stop_cb (GTK_WIDGET (self), NULL, NULL);
  if (self->print != NULL)
    print_done_cb (self, NULL);
  munja_sending_header_forget (self->header);
  gtk_list_view_set_model (self->list, NULL);
  g_signal_handlers_disconnect_by_data (self->sending, self);
  g_signal_handlers_disconnect_by_data (self->messages, self);
  munja_row_filler_set_model (self->filler, NULL);
  g_clear_object (&self->messages);
  g_clear_object (&self->sending);
  g_clear_object (&self->archive);
  g_clear_pointer (&self->service, munja_service_free);
  g_clear_pointer (&self->again, munja_audience_unref);
  self->n_failed = 0;
  self->is_looking = FALSE;
}

/**
 * munja_sending_page_get_sending:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): what is shown
 */
MunjaSending *
munja_sending_page_get_sending (MunjaSendingPage *self)
{
  g_return_val_if_fail (MUNJA_IS_SENDING_PAGE (self), NULL);

  return self->sending;
}

/**
 * munja_sending_page_export:
 * @self: a page that shows a sending, of which nothing is being exported
 * @file: where to
 * @encoding: UTF-8 or CP949
 *
 * Writes all messages of the sending into a file.
 */
void
munja_sending_page_export (MunjaSendingPage *self, GFile *file, MunjaEncoding encoding)
{
  g_return_if_fail (MUNJA_IS_SENDING_PAGE (self));
  g_return_if_fail (self->sending != NULL && self->export == NULL);

  begin_export (self);
  munja_sending_export_write (self->export, file, encoding);
}

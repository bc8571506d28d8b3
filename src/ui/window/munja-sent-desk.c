#include "config.h"

#include "munja-sent-desk.h"

#include <glib/gi18n.h>

#include "munja-archive.h"
#include "munja-day.h"
#include "munja-delivery.h"
#include "munja-describe.h"
#include "munja-importer.h"
#include "munja-notifier.h"
#include "munja-outbox.h"
#include "munja-sending-order.h"
#include "munja-set-enabled.h"
#include "munja-settled-toast.h"
#include "munja-stores.h"
#include "munja-tell.h"

struct _MunjaSentDesk {
  GObject parent_instance;

  /* Borrowed. */
  GtkWindow *window;
  GActionMap *actions;
  MunjaSentPage *page;
  AdwViewStack *views;
  AdwToastOverlay *toasts;

  /* Owned. */
  GSettings *settings;
  MunjaClientSwitch *clients;
  MunjaJobDesk *jobs;
  MunjaArchive *archive;   /* NULL if it is not open */
  MunjaImporter *importer; /* the same */
  GHashTable *sendings;    /* those that were added since then, by the key of their job */
  MunjaNotifier *notifier;
  MunjaSending *removed; /* what was removed last */

  gboolean is_sending_followed;
};

/**
 * MunjaSentDesk::changed:
 *
 * What munja_sent_desk_get_can_go_back() or munja_sent_desk_is_empty() says has changed.
 */
enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaSentDesk, munja_sent_desk, G_TYPE_OBJECT)

/* What to do with what was sent. */
typedef enum {
  PURPOSE_COPY,  /* put it into the form */
  PURPOSE_WRITE, /* write something else to the same people */
  PURPOSE_SEND,  /* send the same once more */
} Purpose;

/* What was sent, on its way out of the archive. */
typedef struct {
  MunjaSentDesk *desk; /* borrowed */
  Purpose purpose;
} Loading;

static gboolean
shows_view (MunjaSentDesk *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "sent") == 0;
}

static gboolean
shows_list_alone (MunjaSentDesk *self)
{
  return munja_sent_page_get_is_folded (self->page)
         && !munja_sent_page_get_can_go_back (self->page);
}

/* What is behind another view, or behind the list, is not shown. */
static MunjaJob *
get_shown_job (MunjaSentDesk *self)
{
  GObject *item = munja_sent_page_get_item (self->page);
  gboolean is_shown = MUNJA_IS_JOB (item) && shows_view (self) && !shows_list_alone (self);

  return is_shown ? MUNJA_JOB (item) : NULL;
}

static void
update (MunjaSentDesk *self)
{
  munja_job_desk_set_job (self->jobs, get_shown_job (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Whatever covers the view goes away. */
static void
show_view (MunjaSentDesk *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->actions), "view",
                                  g_variant_new_string ("sent"));
}

static void
show_item (MunjaSentDesk *self, GObject *item)
{
  show_view (self);
  munja_sent_page_show_item (self->page, item);
}

static void
show_job_cb (MunjaSentDesk *self, MunjaJob *job)
{
  show_item (self, G_OBJECT (job));
  munja_job_desk_focus (self->jobs);
}

/* What went back to the form is not looked at any more. */
static void
show_form_cb (MunjaSentDesk *self)
{
  if (MUNJA_IS_JOB (munja_sent_page_get_item (self->page)))
    munja_sent_page_show_item (self->page, NULL);
}

static void
tell_error (MunjaSentDesk *self, const GError *error)
{
  MunjaClient *client = munja_client_switch_get_client (self->clients);

  munja_tell_error (self->window, munja_client_get_service (client), error, NULL);
}

/* A job may have become a sending by now. */
static void
show_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaSentDesk *self = user_data;
  const char *key = g_variant_get_string (parameter, NULL);
  g_autoptr (MunjaJob) job
      = munja_outbox_find_job (munja_client_switch_get_outbox (self->clients), key);
  MunjaSending *sending = g_hash_table_lookup (self->sendings, key);

  if (job != NULL)
    show_job_cb (self, job);
  else if (sending != NULL)
    show_item (self, G_OBJECT (sending));
  else
    show_view (self);
}

static void
restore_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaSentDesk *self = user_data;
  g_autoptr (MunjaSending) removed = g_steal_pointer (&self->removed);

  if (removed != NULL)
    munja_sent_page_restore (self->page, removed);
}

static void
stop_import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  munja_importer_stop (MUNJA_SENT_DESK (user_data)->importer);
}

static void
aside_answered_cb (MunjaSentDesk *self, const char *response)
{
  MunjaStores *stores = munja_client_get_stores (munja_client_switch_get_client (self->clients));
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;

  if (!g_str_equal (response, MUNJA_DANGER_GO_ON))
    return;
  if (!munja_archive_set_aside (munja_stores_get_archive (stores), &path, &error)) {
    tell_error (self, error);
    return;
  }
  /* Translators: %s is the path of a file. */
  body = g_strdup_printf (_ ("The old one is kept as %s."), path);
  munja_client_switch_load (self->clients);
  munja_tell (self->window, _ ("A New List of Sent Messages Was Started"), body, NULL, NULL);
}

static void
set_aside_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaSentDesk *self = user_data;
  MunjaClient *client = munja_client_switch_get_client (self->clients);

  if (munja_stores_get_archive_error (munja_client_get_stores (client)) == NULL)
    return;
  munja_ask_danger (
      self->window, _ ("Sent Messages Can’t Be Read"),
      _ ("The file with the sent messages is damaged. It can be set aside, and a new list started. "
         "The website still lists what was sent in the last six months."),
      _ ("_Set It Aside and Start a New One"), G_CALLBACK (aside_answered_cb), self);
}

/* The one that is shown is asked about. */
static void
waits_cb (MunjaSentDesk *self, MunjaJob *job)
{
  if (job != get_shown_job (self))
    munja_settled_toast_add (self->toasts, job);
}

static void
removed_cb (MunjaSentDesk *self, MunjaSending *sending)
{
  AdwToast *toast = adw_toast_new (_ ("Message deleted"));

  g_set_object (&self->removed, sending);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.restore-sending");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
exported_cb (MunjaSentDesk *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  /* Translators: %s is the name of a file. */
  g_autofree char *title = g_strdup_printf (_ ("Saved as %s"), shown);
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

/* A new message to the same people. */
static void
write_to (MunjaSentDesk *self, const MunjaOrder *order)
{
  g_autoptr (MunjaMessage) nothing = munja_message_new_for_text ("");
  g_autoptr (MunjaOrder) other = munja_order_new (nothing, order->from, order->recipients, 0, NULL);

  munja_job_desk_edit (self->jobs, other);
}

static void
order_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Loading *loading = user_data;
  MunjaSentDesk *self = loading->desk;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaOrder) order = munja_sending_order_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (order == NULL)
    tell_error (self, error);
  else if (loading->purpose == PURPOSE_SEND)
    munja_job_desk_send (self->jobs, order);
  else if (loading->purpose == PURPOSE_WRITE)
    write_to (self, order);
  else
    munja_job_desk_edit (self->jobs, order);
}

static Loading *
loading_new (MunjaSentDesk *self, Purpose purpose)
{
  Loading *loading = g_new0 (Loading, 1);

  *loading = (Loading){ self, purpose };
  return loading;
}

static void
load (MunjaSentDesk *self, MunjaSending *sending, MunjaSentStates states, Purpose purpose)
{
  munja_sending_order_load_async (self->archive, sending, states,
                                  munja_client_switch_get_cancellable (self->clients),
                                  order_loaded_cb, loading_new (self, purpose));
}

static void
copy_cb (MunjaSentDesk *self, MunjaSending *sending)
{
  load (self, sending, MUNJA_SENT_STATES_ALL, PURPOSE_COPY);
}

static void
write_to_cb (MunjaSentDesk *self, MunjaSending *sending, guint states)
{
  load (self, sending, states, PURPOSE_WRITE);
}

static void
send_again_cb (MunjaSentDesk *self, MunjaSending *sending, MunjaAudience *audience)
{
  munja_sending_order_complete_async (self->archive, sending, audience,
                                      munja_client_switch_get_cancellable (self->clients),
                                      order_loaded_cb, loading_new (self, PURPOSE_SEND));
}

static void
added_cb (MunjaSentDesk *self, MunjaSending *sending)
{
  const char *key = munja_sending_get_info (sending)->key;

  if (key != NULL)
    g_hash_table_insert (self->sendings, g_strdup (key), g_object_ref (sending));
}

static void
gone_cb (MunjaSentDesk *self, MunjaSending *sending)
{
  const char *key = munja_sending_get_info (sending)->key;

  if (key != NULL)
    g_hash_table_remove (self->sendings, key);
}

/* What was sent before the app was started last is told of, too. */
static void
follow_ends (MunjaSentDesk *self)
{
  MunjaClient *client = munja_client_switch_get_client (self->clients);
  MunjaDelivery *delivery = munja_stores_get_delivery (munja_client_get_stores (client));

  if (delivery == NULL)
    return;
  g_signal_handlers_disconnect_by_func (delivery, added_cb, self);
  g_signal_connect_object (delivery, "ended", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
}

static void
set_archive (MunjaSentDesk *self, MunjaArchive *archive)
{
  if (self->archive != NULL)
    g_signal_handlers_disconnect_by_data (self->archive, self);
  g_set_object (&self->archive, archive);
  if (archive == NULL)
    return;
  g_signal_connect_object (archive, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (archive, "removed", G_CALLBACK (gone_cb), self, G_CONNECT_SWAPPED);
}

static void
all_deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done = munja_archive_forget_all_finish (MUNJA_ARCHIVE (source), result, &error);
  MunjaSentDesk *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (is_done)
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("All sent messages deleted")));
  else
    tell_error (self, error);
}

static void
delete_all_answered_cb (MunjaSentDesk *self, const char *response)
{
  if (!g_str_equal (response, MUNJA_DANGER_GO_ON) || self->archive == NULL)
    return;
  g_clear_object (&self->removed);
  g_hash_table_remove_all (self->sendings);
  munja_importer_stop (self->importer);
  munja_archive_forget_all_async (
      self->archive, munja_client_switch_get_cancellable (self->clients), all_deleted_cb, self);
}

/* What has been kept long enough goes; what is not gone now goes the next time. */
static void
forget_old (MunjaSentDesk *self)
{
  int months = g_settings_get_int (self->settings, "keep-sent-months");
  MunjaDay today = munja_day_from_time (g_get_real_time ());
  MunjaDay first = munja_day_add_months (today, -months);

  if (months > 0)
    munja_archive_forget_before_async (self->archive, munja_day_get_start (first), NULL, NULL,
                                       NULL);
}

/* A short look tells nobody of itself. */
static void
import_changed_cb (MunjaSentDesk *self)
{
  guint n_added = munja_importer_get_n_added (self->importer);
  g_autofree char *number = g_strdup_printf ("%'u", n_added);
  /* Translators: %s is how many messages, each to one person or to many. */
  g_autofree char *text = g_strdup_printf (_ ("Adding what was sent elsewhere: %s so far"), number);

  munja_sent_page_set_activity (
      self->page, munja_importer_is_running (self->importer) && n_added > 0 ? text : NULL);
}

static void
set_importer (MunjaSentDesk *self, MunjaImporter *importer)
{
  if (self->importer != NULL)
    g_signal_handlers_disconnect_by_func (self->importer, import_changed_cb, self);
  g_set_object (&self->importer, importer);
  munja_sent_page_set_activity (self->page, NULL);
  munja_set_enabled (self->actions, "stop-import", importer != NULL);
  if (importer == NULL)
    return;
  g_signal_connect_object (importer, "changed", G_CALLBACK (import_changed_cb), self,
                           G_CONNECT_SWAPPED);
  import_changed_cb (self);
}

static void
use_client (MunjaSentDesk *self)
{
  MunjaClient *client = munja_client_switch_get_client (self->clients);
  MunjaArchive *archive = munja_stores_get_archive (munja_client_get_stores (client));
  gboolean is_open
      = munja_client_switch_is_loaded (self->clients) && munja_archive_is_open (archive);

  set_archive (self, is_open ? archive : NULL);
  set_importer (self, munja_stores_get_importer (munja_client_get_stores (client)));
  munja_sent_page_set_sources (self->page, G_LIST_MODEL (munja_client_get_outbox (client)),
                               self->archive, munja_client_get_service (client));
  follow_ends (self);
  munja_notifier_follow (self->notifier);
  if (self->archive != NULL)
    forget_old (self);
  update (self);
}

static void
replaced_cb (MunjaSentDesk *self)
{
  g_clear_object (&self->removed);
  g_hash_table_remove_all (self->sendings);
  use_client (self);
}

/* Somebody looks at it, so that its next look is due now. */
static void
look (MunjaSentDesk *self)
{
  GObject *item = munja_sent_page_get_item (self->page);
  MunjaClient *client = munja_client_switch_get_client (self->clients);
  MunjaDelivery *delivery = munja_stores_get_delivery (munja_client_get_stores (client));

  if (MUNJA_IS_SENDING (item) && delivery != NULL && shows_view (self))
    munja_delivery_look (delivery, MUNJA_SENDING (item));
}

static void
follow (MunjaSentDesk *self, gpointer object, const char *signal, GCallback callback)
{
  g_signal_connect_object (object, signal, callback, self, G_CONNECT_SWAPPED);
}

/* The page is made with the first one that is shown. */
static void
follow_sending_page (MunjaSentDesk *self)
{
  MunjaSendingPage *sending_page = munja_sent_page_get_sending_page (self->page);

  self->is_sending_followed = TRUE;
  follow (self, sending_page, "send-again", G_CALLBACK (send_again_cb));
  follow (self, sending_page, "write-to", G_CALLBACK (write_to_cb));
  follow (self, sending_page, "copy", G_CALLBACK (copy_cb));
  follow (self, sending_page, "exported", G_CALLBACK (exported_cb));
  follow (self, sending_page, "failed", G_CALLBACK (tell_error));
}

static void
item_changed_cb (MunjaSentDesk *self)
{
  if (!self->is_sending_followed && MUNJA_IS_SENDING (munja_sent_page_get_item (self->page)))
    follow_sending_page (self);
  look (self);
  update (self);
}

static void
munja_sent_desk_dispose (GObject *object)
{
  MunjaSentDesk *self = MUNJA_SENT_DESK (object);

  set_archive (self, NULL);
  g_clear_object (&self->importer);
  g_clear_object (&self->notifier);
  g_clear_object (&self->removed);
  g_clear_object (&self->jobs);
  g_clear_object (&self->clients);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (munja_sent_desk_parent_class)->dispose (object);
}

static void
munja_sent_desk_finalize (GObject *object)
{
  g_hash_table_unref (MUNJA_SENT_DESK (object)->sendings);

  G_OBJECT_CLASS (munja_sent_desk_parent_class)->finalize (object);
}

static void
munja_sent_desk_class_init (MunjaSentDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = munja_sent_desk_dispose;
  G_OBJECT_CLASS (klass)->finalize = munja_sent_desk_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
munja_sent_desk_init (MunjaSentDesk *self)
{
  self->settings = g_settings_new (APP_ID);
  self->sendings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

static void
add_actions (MunjaSentDesk *self)
{
  static const GActionEntry entries[] = {
    { "show-sent", show_cb, "s", NULL, NULL, { 0 } },
    { "restore-sending", restore_cb, NULL, NULL, NULL, { 0 } },
    { "stop-import", stop_import_cb, NULL, NULL, NULL, { 0 } },
    { "set-archive-aside", set_aside_cb, NULL, NULL, NULL, { 0 } },
  };

  g_action_map_add_action_entries (self->actions, entries, G_N_ELEMENTS (entries), self);
}

static void
connect_signals (MunjaSentDesk *self)
{
  follow (self, self->page, "notify::item", G_CALLBACK (item_changed_cb));
  follow (self, self->page, "notify::can-go-back", G_CALLBACK (update));
  follow (self, self->page, "notify::is-empty", G_CALLBACK (update));
  follow (self, self->page, "removed", G_CALLBACK (removed_cb));
  follow (self, self->page, "failed", G_CALLBACK (tell_error));
  g_signal_connect_object (self->page, "job-unwanted", G_CALLBACK (munja_job_desk_remove),
                           self->jobs, G_CONNECT_SWAPPED);
  follow (self, self->views, "notify::visible-child", G_CALLBACK (item_changed_cb));
  follow (self, self->jobs, "show-job", G_CALLBACK (show_job_cb));
  follow (self, self->jobs, "show-form", G_CALLBACK (show_form_cb));
  follow (self, self->clients, "client-replaced", G_CALLBACK (replaced_cb));
  follow (self, self->clients, "loaded", G_CALLBACK (use_client));
}

/**
 * munja_sent_desk_new:
 * @window: the window that questions are asked in
 * @actions: gets what can be done about what was sent
 * @page: where it is shown
 * @views: of which @page is the one called "sent"
 * @toasts: where to say what was done
 * @clients: whose outbox and archive it is about
 * @info: what there is to pay with
 * @jobs: what does something about the jobs among it
 *
 * Makes what shows what was sent, or is about to be, and does what the person wants done about it.
 *
 * Returns: (transfer full): the desk
 */
MunjaSentDesk *
munja_sent_desk_new (GtkWindow *window,
                     GActionMap *actions,
                     MunjaSentPage *page,
                     AdwViewStack *views,
                     AdwToastOverlay *toasts,
                     MunjaClientSwitch *clients,
                     MunjaAccountInfo *info,
                     MunjaJobDesk *jobs)
{
  MunjaSentDesk *self = g_object_new (MUNJA_TYPE_SENT_DESK, NULL);

  self->window = window;
  self->actions = actions;
  self->page = page;
  self->views = views;
  self->toasts = toasts;
  self->clients = g_object_ref (clients);
  self->jobs = g_object_ref (jobs);
  self->notifier = munja_notifier_new (window, page, clients, info);
  g_signal_connect_object (self->notifier, "waits", G_CALLBACK (waits_cb), self, G_CONNECT_SWAPPED);
  add_actions (self);
  connect_signals (self);
  use_client (self);
  return self;
}

/**
 * munja_sent_desk_get_can_go_back:
 * @self: the desk
 *
 * Returns: whether what is shown hides the list that it is from
 */
gboolean
munja_sent_desk_get_can_go_back (MunjaSentDesk *self)
{
  return shows_view (self) && munja_sent_page_get_can_go_back (self->page);
}

/**
 * munja_sent_desk_is_empty:
 * @self: the desk
 *
 * Returns: whether nothing was sent, and nothing is about to be
 */
gboolean
munja_sent_desk_is_empty (MunjaSentDesk *self)
{
  return munja_sent_page_get_is_empty (self->page);
}

/**
 * munja_sent_desk_get_path:
 * @self: the desk
 *
 * Returns: the file with all that was sent
 */
const char *
munja_sent_desk_get_path (MunjaSentDesk *self)
{
  MunjaClient *client = munja_client_switch_get_client (self->clients);

  return munja_archive_get_path (munja_stores_get_archive (munja_client_get_stores (client)));
}

/**
 * munja_sent_desk_delete_all:
 * @self: the desk
 * @parent: the window that the question is asked in
 *
 * Asks whether to delete all that was sent, and does it.
 */
void
munja_sent_desk_delete_all (MunjaSentDesk *self, GtkWindow *parent)
{
  if (self->archive == NULL)
    return;
  munja_ask_danger (
      parent, _ ("Delete All Sent Messages?"),
      _ ("Texts, names, numbers and results are removed from this computer for good. What has not "
         "gone out yet stays. The website still lists what was sent in the last six months, and "
         "one that the service has news of afterwards comes in again."),
      _ ("_Delete Everything"), G_CALLBACK (delete_all_answered_cb), self);
}

#include "config.h"

#include "munja-sent-page.h"

#include "munja-sent-browser.h"
#include "munja-shown-page.h"

/* How wide the two panes are where both have room, with a line between them, in pixels. */
#define LIST_WIDTH   360
#define DETAIL_WIDTH 539

struct _MunjaSentPage {
  AdwBin parent_instance;

  /* Template children. */
  AdwLeaflet *leaflet;
  MunjaSentBrowser *browser;
  AdwBin *detail_pane;
  GtkStack *detail;
  AdwBin *job_bin;
  AdwBin *sending_bin;

  /* Borrowed. */
  MunjaSendingPage *sending_page; /* NULL before it is asked for */

  /* Owned. */
  GListModel *jobs;
  MunjaArchive *archive;
  MunjaService *service;
  GObject *item; /* what is shown: a MunjaJob or a MunjaSending */
  GCancellable *cancellable;

  guint fold_id;
};

/**
 * MunjaSentPage::job-unwanted:
 * @job: a #MunjaJob that the person does not want to keep
 */

/**
 * MunjaSentPage::removed:
 * @sending: a #MunjaSending that was removed, which munja_sent_page_restore() takes back
 */

/**
 * MunjaSentPage::failed:
 * @error: why something that the person asked for could not be done
 */
enum {
  SIGNAL_JOB_UNWANTED,
  SIGNAL_REMOVED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

enum {
  PROP_ITEM = 1,
  PROP_CAN_GO_BACK,
  PROP_IS_EMPTY,
  PROP_JOB_WIDGET,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MunjaSentPage, munja_sent_page, ADW_TYPE_BIN)

static GtkSizeRequestMode
get_request_mode (GtkWidget *pane)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
measure (GtkWidget *pane, GtkOrientation orientation, int width, int *minimum, int *natural)
{
  int child_natural = 0;

  gtk_widget_measure (adw_bin_get_child (ADW_BIN (pane)), orientation, -1, minimum, &child_natural,
                      NULL, NULL);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MAX (*minimum, width) : child_natural;
}

static void
measure_list (GtkWidget *pane,
              GtkOrientation orientation,
              int for_size,
              int *minimum,
              int *natural,
              int *minimum_baseline,
              int *natural_baseline)
{
  measure (pane, orientation, LIST_WIDTH, minimum, natural);
}

static void
measure_detail (GtkWidget *pane,
                GtkOrientation orientation,
                int for_size,
                int *minimum,
                int *natural,
                int *minimum_baseline,
                int *natural_baseline)
{
  measure (pane, orientation, DETAIL_WIDTH, minimum, natural);
}

static void
allocate (GtkWidget *pane, int width, int height, int baseline)
{
  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (pane)), width, height, baseline, NULL);
}

static void
show_detail (MunjaSentPage *self)
{
  if (MUNJA_IS_SENDING (self->item)) {
    munja_sending_page_show (munja_sent_page_get_sending_page (self), self->archive, self->service,
                             MUNJA_SENDING (self->item));
    gtk_stack_set_visible_child_name (self->detail, "sending");
  } else {
    if (self->sending_page != NULL)
      munja_sending_page_forget (self->sending_page);
    gtk_stack_set_visible_child_name (self->detail, self->item != NULL ? "job" : "none");
  }
}

static void
choose (MunjaSentPage *self, GObject *item)
{
  if (!g_set_object (&self->item, item))
    return;
  show_detail (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

/* Where both have room, what is marked is shown beside the list. */
static void
selected_cb (MunjaSentPage *self)
{
  GObject *selected = munja_sent_browser_get_selected (self->browser);

  if (selected != NULL && !adw_leaflet_get_folded (self->leaflet))
    choose (self, selected);
}

static void
open_detail (MunjaSentPage *self)
{
  if (!adw_leaflet_get_folded (self->leaflet))
    return;
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->detail_pane));
  gtk_widget_child_focus (GTK_WIDGET (self->detail_pane), GTK_DIR_TAB_FORWARD);
}

static void
activated_cb (MunjaSentPage *self, GObject *item)
{
  choose (self, item);
  open_detail (self);
}

static void
emptied_cb (MunjaSentPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_EMPTY]);
}

/* A screen reader would read on what has gone from the screen. */
static void
hide_from_readers (gpointer pane, gboolean is_hidden)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (pane), GTK_ACCESSIBLE_STATE_HIDDEN, is_hidden, -1);
}

static void
pane_changed_cb (MunjaSentPage *self)
{
  GtkWidget *shown = adw_leaflet_get_visible_child (self->leaflet);
  gboolean is_folded = adw_leaflet_get_folded (self->leaflet);

  hide_from_readers (self->browser, is_folded && shown == GTK_WIDGET (self->detail_pane));
  hide_from_readers (self->detail_pane, is_folded && shown == GTK_WIDGET (self->browser));
  /* What a scrolling pane asks for while it is laid out is lost if only the leaflet is. */
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_GO_BACK]);
}

/* Where there is room for one only, a list that nothing was chosen in is worth more. */
static gboolean
fold_cb (gpointer user_data)
{
  MunjaSentPage *self = user_data;

  self->fold_id = 0;
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, self->item != NULL
                                                      ? GTK_WIDGET (self->detail_pane)
                                                      : GTK_WIDGET (self->browser));
  else
    selected_cb (self);
  pane_changed_cb (self);
  return G_SOURCE_REMOVE;
}

/* It happens while sizes are given, when nobody may ask for another one. */
static void
folded_cb (MunjaSentPage *self)
{
  if (self->fold_id == 0)
    self->fold_id = g_idle_add (fold_cb, self);
}

/* What was shown as a job goes on as a sending. */
static void
added_cb (MunjaSentPage *self, MunjaSending *sending)
{
  const char *key = munja_sending_get_info (sending)->key;

  if (!MUNJA_IS_JOB (self->item) || key == NULL
      || !g_str_equal (key, munja_job_get_key (MUNJA_JOB (self->item))))
    return;
  choose (self, G_OBJECT (sending));
  munja_sent_browser_select (self->browser, G_OBJECT (sending));
}

/* Whoever removed it, it is not there to be looked at. */
static void
gone_cb (MunjaSentPage *self, MunjaSending *sending)
{
  if (self->item == G_OBJECT (sending))
    munja_sent_page_show_item (self, NULL);
}

static gboolean
has_job (GListModel *jobs, GObject *job)
{
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++) {
    g_autoptr (GObject) item = g_list_model_get_item (jobs, i);

    if (item == job)
      return TRUE;
  }
  return FALSE;
}

static void
jobs_changed_cb (MunjaSentPage *self, guint position, guint n_removed)
{
  if (n_removed > 0 && MUNJA_IS_JOB (self->item) && !has_job (self->jobs, self->item))
    munja_sent_page_show_item (self, NULL);
}

/* What is being done with a sending. */
typedef struct {
  MunjaSentPage *page; /* borrowed */
  MunjaSending *sending;
} Change;

static Change *
change_new (MunjaSentPage *self, MunjaSending *sending)
{
  Change *change = g_new0 (Change, 1);

  *change = (Change){ .page = self, .sending = g_object_ref (sending) };
  return change;
}

static void
change_free (Change *change)
{
  g_object_unref (change->sending);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Change) change = user_data;
  g_autoptr (GError) error = NULL;
  gboolean removed = munja_archive_remove_finish (MUNJA_ARCHIVE (source), result, &error);
  MunjaSentPage *self = change->page;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!removed) {
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    return;
  }
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0, change->sending);
}

static void
remove_cb (MunjaSentPage *self, GObject *item)
{
  if (MUNJA_IS_JOB (item))
    g_signal_emit (self, signals[SIGNAL_JOB_UNWANTED], 0, item);
  else
    munja_archive_remove_async (self->archive, MUNJA_SENDING (item), self->cancellable, removed_cb,
                                change_new (self, MUNJA_SENDING (item)));
}

static void
remove_shown_cb (MunjaSentPage *self)
{
  if (self->item != NULL)
    remove_cb (self, self->item);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Change) change = user_data;
  g_autoptr (GError) error = NULL;
  gboolean restored = munja_archive_restore_finish (MUNJA_ARCHIVE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (restored)
    munja_sent_page_show_item (change->page, G_OBJECT (change->sending));
  else
    g_signal_emit (change->page, signals[SIGNAL_FAILED], 0, error);
}

static gboolean
search_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  munja_sent_page_start_search (MUNJA_SENT_PAGE (widget));
  return TRUE;
}

static gboolean
back_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  MunjaSentPage *self = MUNJA_SENT_PAGE (widget);

  if (!munja_sent_page_get_can_go_back (self))
    return FALSE;
  munja_sent_page_go_back (self);
  return TRUE;
}

static void
munja_sent_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MunjaSentPage *self = MUNJA_SENT_PAGE (object);

  switch (prop_id) {
  case PROP_ITEM:
    g_value_set_object (value, self->item);
    break;
  case PROP_CAN_GO_BACK:
    g_value_set_boolean (value, munja_sent_page_get_can_go_back (self));
    break;
  case PROP_IS_EMPTY:
    g_value_set_boolean (value, munja_sent_page_get_is_empty (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_sent_page_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  MunjaSentPage *self = MUNJA_SENT_PAGE (object);

  switch (prop_id) {
  case PROP_JOB_WIDGET:
    adw_bin_set_child (self->job_bin, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_sent_page_dispose (GObject *object)
{
  MunjaSentPage *self = MUNJA_SENT_PAGE (object);

  g_clear_handle_id (&self->fold_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->jobs);
  g_clear_object (&self->archive);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (munja_sent_page_parent_class)->dispose (object);
}

static void
munja_sent_page_finalize (GObject *object)
{
  munja_service_free (MUNJA_SENT_PAGE (object)->service);

  G_OBJECT_CLASS (munja_sent_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  /**
   * MunjaSentPage:item:
   *
   * The #MunjaJob or #MunjaSending that is shown.
   */
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, G_TYPE_OBJECT, flags);
  /**
   * MunjaSentPage:can-go-back:
   *
   * Whether the list is hidden behind what was chosen in it.
   */
  properties[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE, flags);
  /**
   * MunjaSentPage:is-empty:
   *
   * Whether there is nothing to list, whatever is asked for.
   */
  properties[PROP_IS_EMPTY] = g_param_spec_boolean ("is-empty", NULL, NULL, FALSE, flags);
  /**
   * MunjaSentPage:job-widget:
   *
   * What shows #MunjaSentPage:item where that is a job.
   */
  properties[PROP_JOB_WIDGET] = g_param_spec_object ("job-widget", NULL, NULL, GTK_TYPE_WIDGET,
                                                     G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_signals (MunjaSentPageClass *klass)
{
  const struct {
    const char *name;
    GType type;
  } all[] = {
    { "job-unwanted", MUNJA_TYPE_JOB },
    { "removed", MUNJA_TYPE_SENDING },
    { "failed", G_TYPE_ERROR },
  };

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (all[i].name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 1, all[i].type);
}

static void
munja_sent_page_class_init (MunjaSentPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = munja_sent_page_get_property;
  object_class->set_property = munja_sent_page_set_property;
  object_class->dispose = munja_sent_page_dispose;
  object_class->finalize = munja_sent_page_finalize;
  install_properties (object_class);
  install_signals (klass);

  g_type_ensure (MUNJA_TYPE_SENT_BROWSER);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, search_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, back_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, back_key_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-sent-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaSentPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentPage, browser);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentPage, detail_pane);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentPage, detail);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentPage, job_bin);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentPage, sending_bin);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, emptied_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, pane_changed_cb);
}

static void
munja_sent_page_init (MunjaSentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  munja_shown_page_follow (GTK_WIDGET (self->detail));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->browser),
                                 gtk_custom_layout_new (get_request_mode, measure_list, allocate));
  gtk_widget_set_layout_manager (
      GTK_WIDGET (self->detail_pane),
      gtk_custom_layout_new (get_request_mode, measure_detail, allocate));
}

/**
 * munja_sent_page_set_sources:
 * @self: the page
 * @jobs: (nullable): a list of #MunjaJob, as an outbox is
 * @archive: (nullable): what was sent; it is open
 * @service: whom it was sent through
 *
 * Lists what is in an outbox, and below that what was sent. Nothing is chosen then.
 */
void
munja_sent_page_set_sources (MunjaSentPage *self,
                             GListModel *jobs,
                             MunjaArchive *archive,
                             const MunjaService *service)
{
  g_return_if_fail (MUNJA_IS_SENT_PAGE (self));

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  choose (self, NULL);
  munja_sent_page_go_back (self);
  if (self->jobs != NULL)
    g_signal_handlers_disconnect_by_func (self->jobs, jobs_changed_cb, self);
  g_set_object (&self->jobs, jobs);
  if (jobs != NULL)
    g_signal_connect_object (jobs, "items-changed", G_CALLBACK (jobs_changed_cb), self,
                             G_CONNECT_SWAPPED);
  if (self->archive != NULL)
    g_signal_handlers_disconnect_by_data (self->archive, self);
  g_set_object (&self->archive, archive);
  if (archive != NULL) {
    g_signal_connect_object (archive, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (archive, "removed", G_CALLBACK (gone_cb), self, G_CONNECT_SWAPPED);
  }
  munja_service_free (self->service);
  self->service = munja_service_copy (service);
  munja_sent_browser_set_sources (self->browser, jobs, archive);
}

/**
 * munja_sent_page_get_sending_page:
 * @self: the page
 *
 * Returns: (transfer none): what shows a sending, and tells what the person wants to do with it
 */
MunjaSendingPage *
munja_sent_page_get_sending_page (MunjaSentPage *self)
{
  g_return_val_if_fail (MUNJA_IS_SENT_PAGE (self), NULL);

  if (self->sending_page == NULL) {
    self->sending_page = g_object_new (MUNJA_TYPE_SENDING_PAGE, NULL);
    g_signal_connect_swapped (self->sending_page, "remove", G_CALLBACK (remove_shown_cb), self);
    adw_bin_set_child (self->sending_bin, GTK_WIDGET (self->sending_page));
  }
  return self->sending_page;
}

/**
 * munja_sent_page_show_item:
 * @self: the page
 * @item: (nullable): a #MunjaJob or a #MunjaSending; %NULL for the list alone
 *
 * Shows one as if the person had chosen it.
 */
void
munja_sent_page_show_item (MunjaSentPage *self, GObject *item)
{
  g_return_if_fail (MUNJA_IS_SENT_PAGE (self));

  munja_sent_browser_select (self->browser, item);
  choose (self, item);
  if (item != NULL)
    open_detail (self);
  else
    munja_sent_page_go_back (self);
}

/**
 * munja_sent_page_get_item:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): the #MunjaJob or #MunjaSending that is shown
 */
GObject *
munja_sent_page_get_item (MunjaSentPage *self)
{
  g_return_val_if_fail (MUNJA_IS_SENT_PAGE (self), NULL);

  return self->item;
}

/**
 * munja_sent_page_get_can_go_back:
 * @self: the page
 *
 * Returns: whether the list is hidden behind what was chosen in it
 */
gboolean
munja_sent_page_get_can_go_back (MunjaSentPage *self)
{
  g_return_val_if_fail (MUNJA_IS_SENT_PAGE (self), FALSE);

  return adw_leaflet_get_folded (self->leaflet)
         && adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->detail_pane);
}

/**
 * munja_sent_page_get_is_folded:
 * @self: the page
 *
 * Returns: whether there is room for either the list or what was chosen in it
 */
gboolean
munja_sent_page_get_is_folded (MunjaSentPage *self)
{
  g_return_val_if_fail (MUNJA_IS_SENT_PAGE (self), FALSE);

  return adw_leaflet_get_folded (self->leaflet);
}

/**
 * munja_sent_page_get_is_empty:
 * @self: the page
 *
 * Returns: whether there is nothing to list, whatever is asked for
 */
gboolean
munja_sent_page_get_is_empty (MunjaSentPage *self)
{
  g_return_val_if_fail (MUNJA_IS_SENT_PAGE (self), TRUE);

  return munja_sent_browser_get_is_empty (self->browser);
}

/**
 * munja_sent_page_go_back:
 * @self: the page
 *
 * Brings the list back that was hidden.
 */
void
munja_sent_page_go_back (MunjaSentPage *self)
{
  g_return_if_fail (MUNJA_IS_SENT_PAGE (self));

  if (!munja_sent_page_get_can_go_back (self))
    return;
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->browser));
  munja_sent_browser_focus_list (self->browser);
}

/**
 * munja_sent_page_set_activity:
 * @self: the page
 * @text: (nullable): what is being added to the list, which can be stopped; %NULL for nothing
 */
void
munja_sent_page_set_activity (MunjaSentPage *self, const char *text)
{
  g_return_if_fail (MUNJA_IS_SENT_PAGE (self));

  munja_sent_browser_set_activity (self->browser, text);
}

/**
 * munja_sent_page_start_search:
 * @self: the page
 *
 * Lets the person type what to search in all that was sent.
 */
void
munja_sent_page_start_search (MunjaSentPage *self)
{
  g_return_if_fail (MUNJA_IS_SENT_PAGE (self));

  munja_sent_page_go_back (self);
  munja_sent_browser_start_search (self->browser);
}

/**
 * munja_sent_page_restore:
 * @self: the page
 * @sending: what was removed
 *
 * Takes back that it was removed, and shows it.
 */
void
munja_sent_page_restore (MunjaSentPage *self, MunjaSending *sending)
{
  g_return_if_fail (MUNJA_IS_SENT_PAGE (self));

  if (self->archive != NULL)
    munja_archive_restore_async (self->archive, sending, self->cancellable, restored_cb,
                                 change_new (self, sending));
}

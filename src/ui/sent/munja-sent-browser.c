#include "config.h"

#include "munja-sent-browser.h"

#include <glib/gi18n.h>

#include "munja-describe-sending.h"
#include "munja-job.h"
#include "munja-row-filler.h"
#include "munja-sent-filters.h"
#include "munja-sent-jobs.h"
#include "munja-sent-line.h"
#include "munja-sent-list.h"
#include "munja-sent-section.h"
#include "munja-shown-page.h"
#include "munja-wrap-button.h"

/* How high a line is about, in pixels. */
#define LINE_HEIGHT 84

/* How often it is looked whether another day has come, in seconds. */
#define DAY_TICK 60

/* To ask the archive's list for what is far down would have it read on. */
#define TOP 20

struct _MunjaSentBrowser {
  AdwBin parent_instance;

  /* Template children. */
  GtkWidget *search_line;
  GtkSearchEntry *search;
  MunjaSentFilters *filters;
  GtkBox *filter_line;
  GtkLabel *filter_label;
  GtkStack *stack;
  GtkWidget *write_button;
  AdwStatusPage *nothing;
  GtkScrolledWindow *scroller;
  GtkListView *list;
  GtkWidget *activity_line;
  GtkLabel *activity;

  /* Owned. */
  MunjaSentJobs *jobs;
  MunjaSentList *sendings; /* NULL where there is no archive */
  GListStore *parts;       /* the models of both */
  GtkSingleSelection *selection;
  MunjaRowFiller *filler;
  GPtrArray *bound; /* borrowed: GtkListItem */
  GObject *wanted;  /* what is to be marked as soon as it is there */

  guint day_id;
  int day; /* of the year, for which the headings were made */
};

/**
 * MunjaSentBrowser::activated:
 * @item: a #MunjaJob or a #MunjaSending that the person wants to see
 */

/**
 * MunjaSentBrowser::remove:
 * @item: a #MunjaJob or a #MunjaSending that the person does not want to keep
 */
enum {
  SIGNAL_ACTIVATED,
  SIGNAL_REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

enum {
  PROP_SELECTED = 1,
  PROP_IS_EMPTY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MunjaSentBrowser, munja_sent_browser, ADW_TYPE_BIN)

static GListModel *
get_model (MunjaSentBrowser *self)
{
  return G_LIST_MODEL (self->selection);
}

static int
find_day (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_get_day_of_year (now);
}

static GtkWidget *
get_line (GtkListItem *item)
{
  GtkWidget *place = gtk_list_item_get_child (item);

  return place != NULL ? adw_bin_get_child (ADW_BIN (place)) : NULL;
}

/* A heading stands above the first line of each part. */
static void
update_heading (MunjaSentBrowser *self, GtkListItem *item)
{
  GtkWidget *line = get_line (item);
  guint position = gtk_list_item_get_position (item);
  gint64 now = g_get_real_time ();
  g_autofree char *heading = NULL;
  g_autofree char *before = NULL;

  if (line == NULL || gtk_list_item_get_item (item) == NULL)
    return;
  heading = munja_sent_section_dup_heading (gtk_list_item_get_item (item), now);
  if (position > 0) {
    g_autoptr (GObject) previous = g_list_model_get_item (get_model (self), position - 1);

    before = munja_sent_section_dup_heading (previous, now);
  }
  munja_sent_line_set_heading (MUNJA_SENT_LINE (line),
                               g_strcmp0 (heading, before) != 0 ? heading : NULL);
}

static void
update_headings (MunjaSentBrowser *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    update_heading (self, g_ptr_array_index (self->bound, i));
}

/* With another day, lines say other words for the same time. */
static gboolean
day_tick_cb (gpointer user_data)
{
  MunjaSentBrowser *self = user_data;
  int day = find_day ();

  if (day == self->day)
    return G_SOURCE_CONTINUE;
  self->day = day;
  for (guint i = 0; i < self->bound->len; i++) {
    GtkListItem *item = g_ptr_array_index (self->bound, i);
    GtkWidget *line = get_line (item);

    if (line != NULL)
      munja_sent_line_set_item (MUNJA_SENT_LINE (line), gtk_list_item_get_item (item));
  }
  update_headings (self);
  return G_SOURCE_CONTINUE;
}

static void
fill_cb (GtkListItem *item, GtkWidget *place, gpointer user_data)
{
  MunjaSentBrowser *self = user_data;

  if (adw_bin_get_child (ADW_BIN (place)) == NULL)
    adw_bin_set_child (ADW_BIN (place), munja_sent_line_new ());
  munja_sent_line_set_item (MUNJA_SENT_LINE (adw_bin_get_child (ADW_BIN (place))),
                            gtk_list_item_get_item (item));
  update_heading (self, item);
}

/* A click opens, as Enter does; that it chooses, too, goes by itself. */
static void
clicked_cb (GtkListItem *item, int n_press, double x, double y, GtkGestureClick *gesture)
{
  GtkWidget *place = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  gtk_widget_activate_action (place, "list.activate-item", "u", gtk_list_item_get_position (item));
}

static void
position_changed_cb (GtkListItem *item, GParamSpec *pspec, MunjaSentBrowser *self)
{
  update_heading (self, item);
}

static void
setup_cb (MunjaSentBrowser *self, GtkListItem *item)
{
  g_signal_connect_object (item, "notify::position", G_CALLBACK (position_changed_cb), self, 0);
}

static void
bind_cb (MunjaSentBrowser *self, GtkListItem *item)
{
  GObject *shown = gtk_list_item_get_item (item);
  gboolean is_new = gtk_list_item_get_child (item) == NULL;

  munja_sent_filters_add_sender (
      self->filters, MUNJA_IS_JOB (shown) ? munja_job_get_from (MUNJA_JOB (shown))
                                          : munja_sending_get_info (MUNJA_SENDING (shown))->from);
  g_ptr_array_add (self->bound, item);
  munja_row_filler_add (self->filler, item);
  if (is_new) {
    GtkGesture *gesture = gtk_gesture_click_new ();

    g_signal_connect_object (gesture, "released", G_CALLBACK (clicked_cb), item, G_CONNECT_SWAPPED);
    gtk_widget_add_controller (gtk_list_item_get_child (item), GTK_EVENT_CONTROLLER (gesture));
  }
}

static void
unbind_cb (MunjaSentBrowser *self, GtkListItem *item)
{
  GtkWidget *line = get_line (item);

  g_ptr_array_remove_fast (self->bound, item);
  munja_row_filler_remove (self->filler, item);
  if (line != NULL)
    munja_sent_line_set_item (MUNJA_SENT_LINE (line), NULL);
}

static gboolean
is_asked (const MunjaSentQuery *query)
{
  g_autoptr (MunjaSentQuery) all = munja_sent_query_new ();

  return !munja_sent_query_equal (query, all);
}

static MunjaSentQuery *
read_query (MunjaSentBrowser *self)
{
  MunjaSentQuery *query = munja_sent_query_new ();
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  munja_sent_filters_read (self->filters, query);
  query->text = *text != '\0' ? g_strdup (text) : NULL;
  return query;
}

static void
describe_nothing (MunjaSentBrowser *self, const MunjaSentQuery *query)
{
  g_autofree char *filters = munja_describe_sent_query (query);
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  if (query->text == NULL)
    /* Translators: %s is what the list was narrowed to, as in "Failed · LMS". */
    text = g_strdup_printf (_ ("No message matches: %s"), filters);
  else if (*filters == '\0')
    /* Translators: %s is what was searched. */
    text = g_strdup_printf (_ ("No message, name or number contains “%s”."), query->text);
  else
    /* Translators: what was searched, and what the list was narrowed to, as in "Failed · LMS". */
    text = g_strdup_printf (_ ("No message, name or number contains “%s” (%s)."), query->text,
                            filters);
  escaped = g_markup_escape_text (text, -1);
  adw_status_page_set_description (self->nothing, escaped);
}

static void
update_stack (MunjaSentBrowser *self)
{
  g_autoptr (MunjaSentQuery) query = read_query (self);
  gboolean was_empty = munja_sent_browser_get_is_empty (self);
  const char *name = "list";

  if (g_list_model_get_n_items (get_model (self)) == 0) {
    if (self->sendings != NULL && munja_sent_list_get_error (self->sendings) != NULL)
      name = "broken";
    else if (self->sendings == NULL || !munja_sent_list_get_loading (self->sendings))
      name = is_asked (query) ? "nothing" : "empty";
  }
  if (g_str_equal (name, "nothing"))
    describe_nothing (self, query);
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->search_line, !g_str_equal (name, "empty"));
  if (munja_sent_browser_get_is_empty (self) != was_empty)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_EMPTY]);
}

/* Marks what is to be marked, if it is one of the first. */
static void
select_wanted (MunjaSentBrowser *self)
{
  guint n_jobs = g_list_model_get_n_items (munja_sent_jobs_get_model (self->jobs));
  guint n_items = g_list_model_get_n_items (get_model (self));

  for (guint i = 0; self->wanted != NULL && i < MIN (n_jobs + TOP, n_items); i++) {
    g_autoptr (GObject) item = g_list_model_get_item (get_model (self), i);

    if (item != self->wanted)
      continue;
    g_clear_object (&self->wanted);
    gtk_single_selection_set_selected (self->selection, i);
  }
}

static void
items_changed_cb (MunjaSentBrowser *self)
{
  select_wanted (self);
  update_stack (self);
}

static void
query_changed_cb (MunjaSentBrowser *self)
{
  g_autoptr (MunjaSentQuery) query = read_query (self);
  g_autofree char *filters = munja_describe_sent_query (query);

  gtk_label_set_label (self->filter_label, filters);
  gtk_widget_set_visible (GTK_WIDGET (self->filter_line), *filters != '\0');
  munja_sent_jobs_set_query (self->jobs, query);
  if (self->sendings != NULL)
    munja_sent_list_set_query (self->sendings, query);
  update_stack (self);
}

static void
clear_filters_cb (MunjaSentBrowser *self)
{
  munja_sent_filters_clear (self->filters);
  munja_sent_browser_focus_list (self);
}

static void
clear_cb (MunjaSentBrowser *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  munja_sent_filters_clear (self->filters);
  munja_sent_browser_focus_list (self);
}

static void
stop_search_cb (MunjaSentBrowser *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  query_changed_cb (self);
  munja_sent_browser_focus_list (self);
}

/* What is typed next goes behind what has been typed in the list. */
static void
search_started_cb (MunjaSentBrowser *self)
{
  gtk_text_grab_focus_without_selecting (
      GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->search))));
}

static void
activate_cb (MunjaSentBrowser *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (get_model (self), position);

  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, item);
}

static gboolean
key_pressed_cb (MunjaSentBrowser *self, guint key, guint code, GdkModifierType state)
{
  g_autoptr (GObject) item = NULL;

  if ((key != GDK_KEY_Delete && key != GDK_KEY_KP_Delete)
      || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  g_set_object (&item, munja_sent_browser_get_selected (self));
  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_REMOVE], 0, item);
  return TRUE;
}

/* What the person marks is no longer overruled by what was to be marked. */
static void
selected_cb (MunjaSentBrowser *self)
{
  if (munja_sent_browser_get_selected (self) != NULL)
    g_clear_object (&self->wanted);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static void
forget_sendings (MunjaSentBrowser *self)
{
  if (self->sendings == NULL)
    return;
  munja_row_filler_set_model (self->filler, NULL);
  g_signal_handlers_disconnect_by_data (self->sendings, self);
  g_clear_object (&self->sendings);
}

static void
munja_sent_browser_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_SELECTED:
    g_value_set_object (value, munja_sent_browser_get_selected (MUNJA_SENT_BROWSER (object)));
    break;
  case PROP_IS_EMPTY:
    g_value_set_boolean (value, munja_sent_browser_get_is_empty (MUNJA_SENT_BROWSER (object)));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_sent_browser_dispose (GObject *object)
{
  MunjaSentBrowser *self = MUNJA_SENT_BROWSER (object);

  g_clear_handle_id (&self->day_id, g_source_remove);
  forget_sendings (self);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_pointer (&self->filler, munja_row_filler_free);
  g_clear_object (&self->selection);
  g_clear_object (&self->wanted);
  g_clear_object (&self->parts);
  g_clear_object (&self->jobs);
  gtk_search_entry_set_key_capture_widget (self->search, NULL);

  G_OBJECT_CLASS (munja_sent_browser_parent_class)->dispose (object);
}

static void
munja_sent_browser_finalize (GObject *object)
{
  g_ptr_array_unref (MUNJA_SENT_BROWSER (object)->bound);

  G_OBJECT_CLASS (munja_sent_browser_parent_class)->finalize (object);
}

static void
install_signals (MunjaSentBrowserClass *klass)
{
  static const char *const names[] = { "activated", "remove" };

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-sent-browser.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaSentBrowser, search_line);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentBrowser, search);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentBrowser, filters);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentBrowser, filter_line);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentBrowser, filter_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentBrowser, stack);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentBrowser, write_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentBrowser, nothing);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentBrowser, scroller);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentBrowser, list);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentBrowser, activity_line);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentBrowser, activity);
  gtk_widget_class_bind_template_callback (widget_class, query_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_started_cb);
  gtk_widget_class_bind_template_callback (widget_class, munja_sent_browser_focus_list);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
munja_sent_browser_class_init (MunjaSentBrowserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = munja_sent_browser_get_property;
  object_class->dispose = munja_sent_browser_dispose;
  object_class->finalize = munja_sent_browser_finalize;

  /**
   * MunjaSentBrowser:selected:
   *
   * The #MunjaJob or #MunjaSending whose line is marked.
   */
  properties[PROP_SELECTED]
      = g_param_spec_object ("selected", NULL, NULL, G_TYPE_OBJECT,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * MunjaSentBrowser:is-empty:
   *
   * Whether there is nothing to list, whatever is asked for.
   */
  properties[PROP_IS_EMPTY]
      = g_param_spec_boolean ("is-empty", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  install_signals (klass);

  g_type_ensure (MUNJA_TYPE_SENT_FILTERS);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
make_model (MunjaSentBrowser *self)
{
  GtkFlattenListModel *all;

  self->jobs = munja_sent_jobs_new ();
  self->parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_list_store_append (self->parts, munja_sent_jobs_get_model (self->jobs));
  all = gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (self->parts)));
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (all));
  g_object_unref (all);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  /* The list has to know what there is before another item is marked. */
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->jobs, "changed", G_CALLBACK (update_headings), self,
                           G_CONNECT_SWAPPED);
}

static void
make_list (MunjaSentBrowser *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->filler = munja_row_filler_new (self->scroller, LINE_HEIGHT, fill_cb, self);
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

static void
munja_sent_browser_init (MunjaSentBrowser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  munja_wrap_button (self->write_button);
  self->bound = g_ptr_array_new ();
  self->day = find_day ();
  self->day_id = g_timeout_add_seconds (DAY_TICK, day_tick_cb, self);
  munja_shown_page_follow (GTK_WIDGET (self->stack));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
  make_model (self);
  make_list (self);
  update_stack (self);
}

/**
 * munja_sent_browser_set_sources:
 * @self: the list
 * @jobs: (nullable): a list of #MunjaJob, as an outbox is
 * @archive: (nullable): what was sent; it is open
 *
 * Lists what is in an outbox, and below that what was sent.
 */
void
munja_sent_browser_set_sources (MunjaSentBrowser *self, GListModel *jobs, MunjaArchive *archive)
{
  g_autoptr (MunjaSentQuery) query = NULL;

  g_return_if_fail (MUNJA_IS_SENT_BROWSER (self));

  munja_sent_jobs_set_jobs (self->jobs, jobs);
  if (self->sendings != NULL)
    g_list_store_remove (self->parts, 1);
  forget_sendings (self);
  if (archive != NULL) {
    query = read_query (self);
    self->sendings = munja_sent_list_new (archive);
    munja_sent_list_set_query (self->sendings, query);
    munja_row_filler_set_model (self->filler, G_LIST_MODEL (self->sendings));
    g_signal_connect_object (self->sendings, "notify", G_CALLBACK (update_stack), self,
                             G_CONNECT_SWAPPED);
    g_list_store_append (self->parts, self->sendings);
  }
  update_stack (self);
}

/**
 * munja_sent_browser_get_selected:
 * @self: the list
 *
 * Returns: (transfer none) (nullable): the #MunjaJob or #MunjaSending whose line is marked
 */
GObject *
munja_sent_browser_get_selected (MunjaSentBrowser *self)
{
  g_return_val_if_fail (MUNJA_IS_SENT_BROWSER (self), NULL);

  return self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;
}

/**
 * munja_sent_browser_get_is_empty:
 * @self: the list
 *
 * Returns: whether there is nothing to list, whatever is asked for
 */
gboolean
munja_sent_browser_get_is_empty (MunjaSentBrowser *self)
{
  g_return_val_if_fail (MUNJA_IS_SENT_BROWSER (self), TRUE);

  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "empty") == 0;
}

/**
 * munja_sent_browser_select:
 * @self: the list
 * @item: (nullable): a #MunjaJob or a #MunjaSending
 *
 * Marks its line, if it is one of the first; as long as it is not, no line is marked.
 */
void
munja_sent_browser_select (MunjaSentBrowser *self, GObject *item)
{
  g_return_if_fail (MUNJA_IS_SENT_BROWSER (self));

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_set_object (&self->wanted, item);
  select_wanted (self);
}

/**
 * munja_sent_browser_set_activity:
 * @self: the list
 * @text: (nullable): what is being added to the list, which can be stopped; %NULL for nothing
 */
void
munja_sent_browser_set_activity (MunjaSentBrowser *self, const char *text)
{
  g_return_if_fail (MUNJA_IS_SENT_BROWSER (self));

  gtk_label_set_label (self->activity, text != NULL ? text : "");
  gtk_widget_set_visible (self->activity_line, text != NULL);
}

/**
 * munja_sent_browser_start_search:
 * @self: the list
 *
 * Lets the person type what to search.
 */
void
munja_sent_browser_start_search (MunjaSentBrowser *self)
{
  g_return_if_fail (MUNJA_IS_SENT_BROWSER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/**
 * munja_sent_browser_focus_list:
 * @self: the list
 *
 * Gives the focus to the list, where there is something in it.
 */
void
munja_sent_browser_focus_list (MunjaSentBrowser *self)
{
  g_return_if_fail (MUNJA_IS_SENT_BROWSER (self));

  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "list"))
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

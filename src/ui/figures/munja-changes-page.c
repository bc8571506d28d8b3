#include "config.h"

#include "munja-changes-page.h"

#include <glib/gi18n.h>

#include "munja-change-view.h"
#include "munja-day-button.h"
#include "munja-describe-time.h"
#include "munja-figure-words.h"
#include "munja-history-export.h"

struct _MunjaChangesPage {
  AdwBin parent_instance;

  /* Template children. */
  GtkWidget *back_button;
  GtkDropDown *kind;
  MunjaDayButton *since;
  MunjaDayButton *until;
  GtkButton *export_button;
  GtkWidget *filter_line;
  GtkLabel *filter_label;
  GtkLabel *export_label;
  GtkScrolledWindow *scroller;
  GtkListView *list;
  GtkSpinner *spinner;
  GtkLabel *foot_label;
  GtkWidget *again_button;

  /* Owned. */
  MunjaService *service;
  MunjaBalanceHistory *history;
  MunjaApi *api;
  GtkFileChooserNative *chooser;
  GCancellable *cancellable; /* ends with the page, and with the history that it shows */

  guint look_id;
  gboolean has_waited;  /* whether the frame that was due is drawn */
  gboolean is_clearing; /* whether the filter is being cleared, one control after the other */
};

/**
 * MunjaChangesPage::back:
 *
 * The person has seen enough.
 */
enum {
  SIGNAL_BACK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaChangesPage, munja_changes_page, ADW_TYPE_BIN)

/* What can be chosen, in the order in which it is listed. Of the service's words for kinds, those
 * are there that are known for certain. Source: contract, section 6. */
static const struct {
  MunjaHistoryDirection direction;
  const char *type;
  const char *text; /* NULL for what the type is called */
} kinds[] = {
  { MUNJA_HISTORY_ALL, NULL, N_ ("All Changes") }, { MUNJA_HISTORY_RISES, NULL, N_ ("Money In") },
  { MUNJA_HISTORY_FALLS, NULL, N_ ("Money Out") }, { MUNJA_HISTORY_ALL, "RECHARGE", NULL },
  { MUNJA_HISTORY_ALL, "MANUAL", NULL },
};

static const char *
get_kind_text (guint kind)
{
  return kinds[kind].text != NULL ? _ (kinds[kind].text)
                                  : munja_describe_change_type (kinds[kind].type);
}

static MunjaHistoryFilter
read_filter (MunjaChangesPage *self)
{
  guint kind = gtk_drop_down_get_selected (self->kind);
  MunjaDay since = munja_day_button_get_day (self->since);
  MunjaDay until = munja_day_button_get_day (self->until);

  return (MunjaHistoryFilter){
    .direction = kinds[kind].direction,
    .type = kinds[kind].type,
    .since_us = since != MUNJA_DAY_ANY ? munja_day_get_start (since) : 0,
    .until_us = until != MUNJA_DAY_ANY ? munja_day_get_start (until + 1) : 0,
  };
}

/* The filter in words, NULL if all is shown. */
static char *
describe_filter (MunjaChangesPage *self)
{
  guint kind = gtk_drop_down_get_selected (self->kind);
  MunjaDay since = munja_day_button_get_day (self->since);
  MunjaDay until = munja_day_button_get_day (self->until);
  g_autofree char *first = munja_describe_day (since != MUNJA_DAY_ANY ? since : 0);
  g_autofree char *last = munja_describe_day (until != MUNJA_DAY_ANY ? until : 0);
  GString *text;

  if (kind == 0 && since == MUNJA_DAY_ANY && until == MUNJA_DAY_ANY)
    return NULL;
  text = g_string_new (get_kind_text (kind));
  if (since != MUNJA_DAY_ANY)
    /* Translators: %s is a date. */
    g_string_append_printf (text, _ (" · from %s"), first);
  if (until != MUNJA_DAY_ANY)
    /* Translators: %s is a date. */
    g_string_append_printf (text, _ (" · up to %s"), last);
  return g_string_free (text, FALSE);
}

static void
show_filter (MunjaChangesPage *self)
{
  g_autofree char *text = describe_filter (self);

  gtk_label_set_label (self->filter_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->filter_line, text != NULL);
}

static void
filter_cb (MunjaChangesPage *self)
{
  MunjaHistoryFilter filter = read_filter (self);

  if (self->is_clearing)
    return;
  show_filter (self);
  if (self->history != NULL)
    munja_balance_history_set_filter (self->history, &filter);
}

/* Whether there was a filter. */
static gboolean
clear_filter (MunjaChangesPage *self)
{
  gboolean had_filter = gtk_widget_get_visible (self->filter_line);

  self->is_clearing = TRUE;
  gtk_drop_down_set_selected (self->kind, 0);
  munja_day_button_set_day (self->since, MUNJA_DAY_ANY);
  munja_day_button_set_day (self->until, MUNJA_DAY_ANY);
  self->is_clearing = FALSE;
  return had_filter;
}

static void
clear_cb (MunjaChangesPage *self)
{
  if (clear_filter (self))
    filter_cb (self);
}

/* Who is elsewhere sees all changes. */
static void
back_cb (MunjaChangesPage *self)
{
  clear_cb (self);
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

static gboolean
back_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  back_cb (MUNJA_CHANGES_PAGE (widget));
  return GDK_EVENT_STOP;
}

static void
again_cb (MunjaChangesPage *self)
{
  munja_balance_history_load_more (self->history);
}

static gboolean
is_near_end (MunjaChangesPage *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->scroller);
  double page = gtk_adjustment_get_page_size (place);

  return gtk_widget_get_mapped (GTK_WIDGET (self))
         && gtk_adjustment_get_value (place) + 2 * page >= gtk_adjustment_get_upper (place);
}

/* What went wrong is tried again when the person says so. */
static void
load_more (MunjaChangesPage *self)
{
  if (self->history != NULL && is_near_end (self)
      && munja_figure_get_error (munja_balance_history_get_figure (self->history)) == NULL)
    munja_balance_history_load_more (self->history);
}

static gboolean
look_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  MunjaChangesPage *self = MUNJA_CHANGES_PAGE (widget);

  if (!self->has_waited) {
    self->has_waited = TRUE;
    return G_SOURCE_CONTINUE;
  }
  self->look_id = 0;
  load_more (self);
  return G_SOURCE_REMOVE;
}

/* Where the list ends is known again when what has come is laid out. */
static void
look_soon (MunjaChangesPage *self)
{
  self->has_waited = FALSE;
  if (self->look_id == 0)
    self->look_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), look_cb, NULL, NULL);
}

static char *
describe_foot (MunjaChangesPage *self)
{
  MunjaFigure *figure = munja_balance_history_get_figure (self->history);
  guint n_changes = g_list_model_get_n_items (G_LIST_MODEL (self->history));
  g_autofree char *count = munja_describe_count (n_changes);
  char *lack = munja_describe_figure_lack (munja_figure_get_missing_scope (figure),
                                           munja_figure_get_error (figure), self->service);

  if (lack != NULL)
    return lack;
  if (munja_figure_get_loading (figure))
    return g_strdup (_ ("Loading…"));
  if (n_changes == 0)
    return g_strdup (gtk_widget_get_visible (self->filter_line)
                         ? _ ("No changes match the filter.")
                         : _ ("The balance has not changed yet."));
  if (munja_balance_history_get_is_complete (self->history))
    /* Translators: %s is how many changes of the balance there are. */
    return g_strdup_printf (_ ("All changes are shown: %s"), count);
  /* Translators: %s is how many changes of the balance there are. */
  return g_strdup_printf (_ ("The latest changes are shown: %s. Scroll for more."), count);
}

static void
update (MunjaChangesPage *self)
{
  MunjaFigure *figure = munja_balance_history_get_figure (self->history);
  gboolean loading = munja_figure_get_loading (figure);
  g_autofree char *text = describe_foot (self);

  gtk_label_set_label (self->foot_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), loading);
  gtk_spinner_set_spinning (self->spinner, loading);
  gtk_widget_set_visible (self->again_button, munja_figure_get_error (figure) != NULL && !loading);
  look_soon (self);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaChangesPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (munja_history_export_finish (MUNJA_API (source), result, &error))
    text = g_strdup (_ ("Exported."));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  else if (error->domain == G_IO_ERROR)
    text = g_strdup (_ ("The file could not be written."));
  else
    text = munja_describe_figure_error (error, self->service);
  gtk_label_set_label (self->export_label, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), TRUE);
}

static void
chosen_cb (MunjaChangesPage *self, int response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  if (file != NULL)
    munja_changes_page_export (self, file);
}

static void
export_cb (MunjaChangesPage *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Export the Balance History"), window,
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), _ ("balance-history.csv"));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
row_made_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, munja_change_view_new ());
}

static void
row_bound_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  MunjaBalanceEntry *entry = gtk_list_item_get_item (item);

  munja_change_view_set_change (MUNJA_CHANGE_VIEW (gtk_list_item_get_child (item)),
                                munja_balance_entry_get_change (entry));
}

static void
forget (MunjaChangesPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  if (self->history != NULL) {
    g_signal_handlers_disconnect_by_data (self->history, self);
    g_signal_handlers_disconnect_by_data (munja_balance_history_get_figure (self->history), self);
  }
  g_clear_object (&self->history);
  g_clear_object (&self->api);
}

static void
munja_changes_page_dispose (GObject *object)
{
  forget (MUNJA_CHANGES_PAGE (object));

  G_OBJECT_CLASS (munja_changes_page_parent_class)->dispose (object);
}

static void
munja_changes_page_finalize (GObject *object)
{
  g_clear_pointer (&MUNJA_CHANGES_PAGE (object)->service, munja_service_free);

  G_OBJECT_CLASS (munja_changes_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-changes-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaChangesPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaChangesPage, kind);
  gtk_widget_class_bind_template_child (widget_class, MunjaChangesPage, since);
  gtk_widget_class_bind_template_child (widget_class, MunjaChangesPage, until);
  gtk_widget_class_bind_template_child (widget_class, MunjaChangesPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaChangesPage, filter_line);
  gtk_widget_class_bind_template_child (widget_class, MunjaChangesPage, filter_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaChangesPage, export_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaChangesPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, MunjaChangesPage, list);
  gtk_widget_class_bind_template_child (widget_class, MunjaChangesPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, MunjaChangesPage, foot_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaChangesPage, again_button);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
munja_changes_page_class_init (MunjaChangesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_changes_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = munja_changes_page_finalize;

  signals[SIGNAL_BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (MUNJA_TYPE_DAY_BUTTON);
  bind_children (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, back_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, back_key_cb, NULL);
}

static void
fill_kinds (MunjaChangesPage *self)
{
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (texts, get_kind_text (i));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (texts));
}

static void
munja_changes_page_init (MunjaChangesPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkAdjustment *place;

  self->is_clearing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_kinds (self);
  self->is_clearing = FALSE;
  g_signal_connect (factory, "setup", G_CALLBACK (row_made_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (row_bound_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  place = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (place, "value-changed", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (place, "changed", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
}

/**
 * munja_changes_page_set_service:
 * @self: the page
 * @service: whose balance it is about
 *
 * Words the page for a service.
 */
void
munja_changes_page_set_service (MunjaChangesPage *self, const MunjaService *service)
{
  g_return_if_fail (MUNJA_IS_CHANGES_PAGE (self));

  g_clear_pointer (&self->service, munja_service_free);
  self->service = munja_service_copy (service);
}

/**
 * munja_changes_page_set_figures:
 * @self: the page
 * @figures: (nullable): what it shows from now on
 * @api: (nullable): what exporting asks with; %NULL where @figures is
 *
 * Shows another balance history, all of it.
 */
void
munja_changes_page_set_figures (MunjaChangesPage *self, MunjaFigures *figures, MunjaApi *api)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_return_if_fail (MUNJA_IS_CHANGES_PAGE (self));

  forget (self);
  clear_filter (self);
  show_filter (self);
  gtk_list_view_set_model (self->list, NULL);
  if (figures == NULL)
    return;
  self->history = g_object_ref (munja_figures_get_history (figures));
  self->api = g_object_ref (api);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (munja_balance_history_get_figure (self->history), "notify",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  selection
      = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->history))));
  gtk_list_view_set_model (self->list, selection);
  update (self);
}

/**
 * munja_changes_page_begin:
 * @self: the page, just shown
 *
 * Begins at the top.
 */
void
munja_changes_page_begin (MunjaChangesPage *self)
{
  GtkAdjustment *place;

  g_return_if_fail (MUNJA_IS_CHANGES_PAGE (self));

  place = gtk_scrolled_window_get_vadjustment (self->scroller);
  gtk_adjustment_set_value (place, gtk_adjustment_get_lower (place));
  gtk_widget_set_visible (GTK_WIDGET (self->export_label), FALSE);
  gtk_widget_grab_focus (self->back_button);
}

/**
 * munja_changes_page_export:
 * @self: a page that shows a history
 * @file: where to write it
 *
 * Writes the whole history that fits the filter as a table, also what was not loaded yet.
 */
void
munja_changes_page_export (MunjaChangesPage *self, GFile *file)
{
  const MunjaHistoryExportWords words = {
    .time = _ ("Time"),
    .type = _ ("Kind"),
    .balance = _ ("Balance Change"),
    .point = _ ("Points Change"),
    .new_balance = _ ("New Balance"),
    .new_point = _ ("New Points"),
    .group = _ ("Group ID"),
    .method = _ ("Paid By"),
    .memo = _ ("Note"),
  };
  MunjaHistoryFilter filter = read_filter (self);

  g_return_if_fail (MUNJA_IS_CHANGES_PAGE (self));
  g_return_if_fail (self->api != NULL);

  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), FALSE);
  gtk_label_set_label (self->export_label, _ ("Exporting…"));
  gtk_widget_set_visible (GTK_WIDGET (self->export_label), TRUE);
  munja_history_export_async (self->api, &filter, &words, file, self->cancellable, exported_cb,
                              self);
}

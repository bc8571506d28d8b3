#include "config.h"

#include "munja-library-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "munja-describe-library.h"
#include "munja-library-row.h"
#include "munja-name-dialog.h"
#include "munja-shown-page.h"

/* So many rows are made at a time. Ten thousand at once would take many seconds and most of a
 * gigabyte. */
#define N_ROWS 50

struct _MunjaLibraryDialog {
  AdwWindow parent_instance;

  /* Template children. */
  GtkButton *add_button;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwStatusPage *empty_page;
  GtkScrolledWindow *scroller;
  GtkSearchEntry *search;
  GtkListBox *list;

  /* Owned. */
  MunjaLibrary *library;
  GtkFilter *filter;
  GListModel *entries;
  GtkSliceListModel *shown;   /* those of the entries that have rows */
  MunjaLibraryEntry *renamed; /* what gets another name */
  char *needle;               /* what is searched for, as a key that ignores case */

  MunjaLibraryKind kind;
  gint64 hidden_id;
};

/**
 * MunjaLibraryDialog::chosen:
 * @entry: the #MunjaLibraryEntry that the person wants to have in the form
 */

/**
 * MunjaLibraryDialog::add:
 *
 * The person wants to make a template of what the form holds.
 */
enum {
  SIGNAL_CHOSEN,
  SIGNAL_ADD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaLibraryDialog, munja_library_dialog, ADW_TYPE_WINDOW)

static char *
make_key (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);

  return normal != NULL ? g_utf8_casefold (normal, -1) : g_strdup ("");
}

static gboolean
contains (const char *text, const char *needle)
{
  g_autofree char *key = make_key (text);

  return strstr (key, needle) != NULL;
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  MunjaLibraryDialog *self = user_data;
  MunjaLibrarySummary summary = munja_library_entry_get_summary (item);

  if (self->hidden_id != 0 && munja_library_entry_get_id (item) == self->hidden_id)
    return FALSE;
  return *self->needle == '\0' || contains (summary.name, self->needle)
         || contains (summary.content->subject, self->needle)
         || contains (summary.content->text, self->needle) || contains (summary.to, self->needle);
}

static void
update_pages (MunjaLibraryDialog *self)
{
  gboolean is_empty = *self->needle == '\0' && g_list_model_get_n_items (self->entries) == 0;

  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "list");
}

/* In the search a word finds an entry, and Enter takes it. Where that is not shown, it must not
 * have the focus: it would swallow Escape. */
static void
focus (MunjaLibraryDialog *self)
{
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "list"))
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  else
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
}

/* Makes more rows before the last ones are in sight. */
static void
show_more (MunjaLibraryDialog *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double below = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment);
  guint size = gtk_slice_list_model_get_size (self->shown);

  if (below < 3 * gtk_adjustment_get_page_size (adjustment)
      && size < g_list_model_get_n_items (self->entries))
    gtk_slice_list_model_set_size (self->shown, size + N_ROWS);
}

static void
search_cb (MunjaLibraryDialog *self)
{
  gtk_slice_list_model_set_size (self->shown, N_ROWS);
  g_free (self->needle);
  self->needle = make_key (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_pages (self);
}

static void
choose (MunjaLibraryDialog *self, MunjaLibraryEntry *entry)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, entry);
  gtk_window_close (GTK_WINDOW (self));
}

static void
activated_cb (MunjaLibraryDialog *self, MunjaLibraryRow *row)
{
  choose (self, munja_library_row_get_entry (row));
}

/* The first one that was found. */
static void
search_activated_cb (MunjaLibraryDialog *self)
{
  g_autoptr (MunjaLibraryEntry) first = g_list_model_get_item (self->entries, 0);

  if (first != NULL)
    choose (self, first);
}

static void
search_stopped_cb (MunjaLibraryDialog *self)
{
  if (*self->needle != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
add_cb (MunjaLibraryDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_ADD], 0);
}

static void
undo_cb (MunjaLibraryDialog *self, AdwToast *toast)
{
  munja_library_restore (self->library, g_object_get_data (G_OBJECT (toast), "entry"));
}

static void
removed_cb (MunjaLibraryDialog *self, MunjaLibraryRow *row)
{
  g_autoptr (MunjaLibraryEntry) entry = g_object_ref (munja_library_row_get_entry (row));
  AdwToast *toast = adw_toast_new (self->kind == MUNJA_LIBRARY_DRAFT ? _ ("Draft deleted")
                                                                     : _ ("Template deleted"));

  munja_library_hide (self->library, entry);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "entry", g_steal_pointer (&entry), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
  focus (self);
}

static void
named_cb (MunjaLibraryDialog *self, const char *name)
{
  munja_library_rename (self->library, self->renamed, name);
}

static void
rename_cb (MunjaLibraryDialog *self, MunjaLibraryRow *row)
{
  GtkWidget *dialog;

  g_set_object (&self->renamed, munja_library_row_get_entry (row));
  dialog = munja_name_dialog_new (GTK_WINDOW (self), self->library, self->renamed,
                                  munja_library_entry_get_name (self->renamed));
  g_signal_connect_object (dialog, "named", G_CALLBACK (named_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  GtkWidget *row = munja_library_row_new (item);

  g_signal_connect_object (row, "remove", G_CALLBACK (removed_cb), user_data, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "rename", G_CALLBACK (rename_cb), user_data, G_CONNECT_SWAPPED);
  return row;
}

static void
munja_library_dialog_dispose (GObject *object)
{
  MunjaLibraryDialog *self = MUNJA_LIBRARY_DIALOG (object);

  /* The filter has the dialog for its data. */
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->entries);
  g_clear_object (&self->filter);
  g_clear_object (&self->renamed);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (munja_library_dialog_parent_class)->dispose (object);
}

static void
munja_library_dialog_finalize (GObject *object)
{
  g_clear_pointer (&MUNJA_LIBRARY_DIALOG (object)->needle, g_free);

  G_OBJECT_CLASS (munja_library_dialog_parent_class)->finalize (object);
}

static void
munja_library_dialog_class_init (MunjaLibraryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_library_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = munja_library_dialog_finalize;

  signals[SIGNAL_CHOSEN]
      = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 1, MUNJA_TYPE_LIBRARY_ENTRY);
  signals[SIGNAL_ADD] = g_signal_new ("add", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-library-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaLibraryDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaLibraryDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, MunjaLibraryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, MunjaLibraryDialog, empty_page);
  gtk_widget_class_bind_template_child (widget_class, MunjaLibraryDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, MunjaLibraryDialog, search);
  gtk_widget_class_bind_template_child (widget_class, MunjaLibraryDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
munja_library_dialog_init (MunjaLibraryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->needle = g_strdup ("");
  munja_shown_page_follow (GTK_WIDGET (self->stack));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
}

static void
name_pages (MunjaLibraryDialog *self)
{
  gboolean is_template = self->kind == MUNJA_LIBRARY_TEMPLATE;
  const char *title = is_template ? _ ("Templates") : _ ("Drafts");

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_status_page_set_icon_name (self->empty_page, is_template ? "folder-templates-symbolic"
                                                               : "x-office-document-symbolic");
  adw_status_page_set_title (self->empty_page,
                             is_template ? _ ("No Templates Yet") : _ ("No Other Drafts"));
  adw_status_page_set_description (
      self->empty_page, is_template
                            ? _ ("Write a message, then save it as a template to use it again.")
                            : _ ("What you write is kept here when you begin a new message."));
  gtk_widget_set_visible (GTK_WIDGET (self->add_button), is_template);
}

static void
follow_scrolling (MunjaLibraryDialog *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (show_more), self,
                           G_CONNECT_SWAPPED);
}

/**
 * munja_library_dialog_new:
 * @parent: the window it belongs to
 * @library: an open library
 * @kind: what to show
 * @hidden_id: what is not shown as it is in the form already, 0 for nothing
 *
 * Makes a dialog with the drafts or the templates: they can be searched, chosen, deleted with undo,
 * and templates renamed.
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
munja_library_dialog_new (GtkWindow *parent,
                          MunjaLibrary *library,
                          MunjaLibraryKind kind,
                          gint64 hidden_id)
{
  MunjaLibraryDialog *self
      = g_object_new (MUNJA_TYPE_LIBRARY_DIALOG, "accessible-role", GTK_ACCESSIBLE_ROLE_DIALOG,
                      "transient-for", parent, NULL);

  self->library = g_object_ref (library);
  self->kind = kind;
  self->hidden_id = hidden_id;
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->entries = G_LIST_MODEL (gtk_filter_list_model_new (
      g_object_ref (munja_library_get_entries (library, kind)), g_object_ref (self->filter)));
  self->shown = gtk_slice_list_model_new (g_object_ref (self->entries), 0, N_ROWS);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->shown), make_row, self, NULL);
  g_signal_connect_object (self->entries, "items-changed", G_CALLBACK (update_pages), self,
                           G_CONNECT_SWAPPED);
  follow_scrolling (self);
  name_pages (self);
  update_pages (self);
  focus (self);
  return GTK_WIDGET (self);
}

/**
 * munja_library_dialog_set_can_add:
 * @self: the dialog
 * @can_add: whether the form holds anything to make a template of
 *
 * Offers to add a template, or does not.
 */
void
munja_library_dialog_set_can_add (MunjaLibraryDialog *self, gboolean can_add)
{
  g_return_if_fail (MUNJA_IS_LIBRARY_DIALOG (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), can_add);
}

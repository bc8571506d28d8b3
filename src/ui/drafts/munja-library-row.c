#include "config.h"

#include "munja-library-row.h"

#include <glib/gi18n.h>

#include "munja-describe-library.h"

struct _MunjaLibraryRow {
  AdwActionRow parent_instance;

  /* Template children. */
  GtkImage *picture;
  GtkButton *rename_button;
  GtkButton *remove_button;

  /* Owned. */
  MunjaLibraryEntry *entry;
};

/**
 * MunjaLibraryRow::rename:
 *
 * The person wants to give it another name.
 */

/**
 * MunjaLibraryRow::remove:
 *
 * The person wants to delete it.
 */
enum {
  SIGNAL_RENAME,
  SIGNAL_REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaLibraryRow, munja_library_row, ADW_TYPE_ACTION_ROW)

static void
name_button (GtkButton *button, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update (MunjaLibraryRow *self)
{
  MunjaLibrarySummary summary = munja_library_entry_get_summary (self->entry);
  g_autofree char *title = munja_describe_entry_title (self->entry);
  g_autofree char *subtitle = munja_describe_entry_details (self->entry);
  /* Translators: %s is the name of a template. */
  g_autofree char *rename = g_strdup_printf (_ ("Rename “%s”"), title);
  /* Translators: %s is the name of a template, or how a draft begins. */
  g_autofree char *remove = g_strdup_printf (_ ("Delete “%s”"), title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), summary.has_picture);
  name_button (self->rename_button, rename);
  name_button (self->remove_button, remove);
}

static void
rename_cb (MunjaLibraryRow *self)
{
  g_signal_emit (self, signals[SIGNAL_RENAME], 0);
}

static void
remove_cb (MunjaLibraryRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVE], 0);
}

static void
munja_library_row_finalize (GObject *object)
{
  g_clear_object (&MUNJA_LIBRARY_ROW (object)->entry);

  G_OBJECT_CLASS (munja_library_row_parent_class)->finalize (object);
}

static void
munja_library_row_class_init (MunjaLibraryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = munja_library_row_finalize;

  signals[SIGNAL_RENAME] = g_signal_new ("rename", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-library-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaLibraryRow, picture);
  gtk_widget_class_bind_template_child (widget_class, MunjaLibraryRow, rename_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaLibraryRow, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, rename_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
munja_library_row_init (MunjaLibraryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_library_row_new:
 * @entry: a draft or a template
 *
 * Makes a line that shows an entry of the library, and follows it.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
munja_library_row_new (MunjaLibraryEntry *entry)
{
  MunjaLibraryRow *self = g_object_new (MUNJA_TYPE_LIBRARY_ROW, NULL);

  self->entry = g_object_ref (entry);
  gtk_widget_set_visible (GTK_WIDGET (self->rename_button),
                          munja_library_entry_get_kind (entry) == MUNJA_LIBRARY_TEMPLATE);
  g_signal_connect_object (entry, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * munja_library_row_get_entry:
 * @self: the row
 *
 * Returns: (transfer none): what it shows
 */
MunjaLibraryEntry *
munja_library_row_get_entry (MunjaLibraryRow *self)
{
  g_return_val_if_fail (MUNJA_IS_LIBRARY_ROW (self), NULL);

  return self->entry;
}

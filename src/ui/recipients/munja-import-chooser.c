#include "config.h"

#include "munja-import-chooser.h"

#include <glib/gi18n.h>

/**
 * munja_import_chooser_new:
 * @parent: the window it belongs to
 *
 * Makes what asks for a file with people in it.
 *
 * Returns: (transfer full): the dialog, not shown yet
 */
GtkFileChooserNative *
munja_import_chooser_new (GtkWindow *parent)
{
  static const char *const suffixes[]
      = { "csv", "tsv", "txt", "xlsx", "ods", "xls", "html", "htm", "vcf" };
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) any = gtk_file_filter_new ();
  GtkFileChooserNative *self = gtk_file_chooser_native_new (
      _ ("Import People"), parent, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"), NULL);

  gtk_file_filter_set_name (tables, _ ("Tables and Contacts"));
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (tables, suffixes[i]);
  gtk_file_filter_set_name (any, _ ("All Files"));
  gtk_file_filter_add_pattern (any, "*");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self), tables);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self), any);
  return self;
}

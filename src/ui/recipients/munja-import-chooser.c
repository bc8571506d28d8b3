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
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  GtkFileChooserNative *self = gtk_file_chooser_native_new (
      _ ("Import People"), parent, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"), NULL);

  gtk_file_filter_set_name (tables, _ ("Tables and Texts"));
  gtk_file_filter_add_suffix (tables, "csv");
  gtk_file_filter_add_suffix (tables, "tsv");
  gtk_file_filter_add_suffix (tables, "txt");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self), tables);
  return self;
}

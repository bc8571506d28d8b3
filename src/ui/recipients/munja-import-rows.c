#include "config.h"

#include "munja-import-rows.h"

#include <glib/gi18n.h>

#include "munja-describe-recipient.h"
#include "munja-recipients.h"

/* More columns than these are told by their names only. */
#define MAX_SHOWN_COLUMNS 40

/* A longer text is cut off in the preview; in characters. */
#define COLUMN_CHARS 24

static GtkWidget *
new_cell (const char *text, gboolean is_title)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (g_utf8_strlen (text, -1) > COLUMN_CHARS) {
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    gtk_label_set_width_chars (GTK_LABEL (label), COLUMN_CHARS);
  }
  if (is_title)
    gtk_widget_add_css_class (label, "heading");
  return label;
}

/**
 * munja_import_rows_show:
 * @preview: where to show them
 * @import: an import that has been loaded
 *
 * Shows the first rows of a file.
 */
void
munja_import_rows_show (GtkGrid *preview, MunjaImport *import)
{
  GPtrArray *rows = munja_import_get_preview (import);
  gboolean has_header = munja_import_get_layout (import)->has_header;
  GtkWidget *cell;

  while ((cell = gtk_widget_get_first_child (GTK_WIDGET (preview))) != NULL)
    gtk_grid_remove (preview, cell);
  for (guint i = 0; i < rows->len; i++) {
    GStrv cells = rows->pdata[i];

    for (int j = 0; cells[j] != NULL && j < MAX_SHOWN_COLUMNS; j++)
      gtk_grid_attach (preview, new_cell (cells[j], i == 0 && has_header), j, (int)i, 1, 1);
  }
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  MunjaRosterItem *row = gtk_list_item_get_item (item);
  guint line = munja_roster_item_get_line (row);
  const char *written = munja_roster_item_get_written (row);
  g_autofree char *text = NULL;

  if (munja_roster_item_get_state (row) == MUNJA_RECIPIENT_REPAIRED)
    /* Translators: the number of a line, what stands there, the phone number that is taken from it,
     * and what was done for that, as in "0 added". */
    text = g_strdup_printf (_ ("Line %'u: “%s” → %s. %s."), line, written,
                            munja_roster_item_get_number (row),
                            munja_describe_recipient_repair (munja_roster_item_get_repair (row)));
  else
    /* Translators: the number of a line, what stands there, and what is wrong with it. */
    text = g_strdup_printf (_ ("Line %'u: “%s”. %s"), line, written,
                            munja_describe_recipient_problem (munja_roster_item_get_problem (row)));
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

/**
 * munja_import_rows_new_factory:
 *
 * Returns: (transfer full): what makes the rows of a list of #MunjaRosterItem that are bad or
 *   repaired
 */
GtkListItemFactory *
munja_import_rows_new_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}

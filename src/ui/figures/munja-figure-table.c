#include "config.h"

#include "munja-figure-table.h"

#include "munja-figure-row.h"

struct _MunjaFigureTable {
  AdwBin parent_instance;

  GtkListBox *list; /* borrowed */

  /* Owned. */
  GStrv titles;
  GPtrArray *size_groups; /* one for each column */
};

G_DEFINE_FINAL_TYPE (MunjaFigureTable, munja_figure_table, ADW_TYPE_BIN)

static void
munja_figure_table_finalize (GObject *object)
{
  MunjaFigureTable *self = MUNJA_FIGURE_TABLE (object);

  g_strfreev (self->titles);
  g_ptr_array_unref (self->size_groups);

  G_OBJECT_CLASS (munja_figure_table_parent_class)->finalize (object);
}

static void
munja_figure_table_class_init (MunjaFigureTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = munja_figure_table_finalize;
}

/* A table that has no room is scrolled sideways. */
static void
munja_figure_table_init (MunjaFigureTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = g_object_new (GTK_TYPE_LIST_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_TABLE,
                                  "selection-mode", GTK_SELECTION_NONE, NULL);

  self->list = GTK_LIST_BOX (list);
  self->size_groups = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_add_css_class (list, "figure-table");
  gtk_widget_add_css_class (scroller, "card");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

/* Numbers are to the right, so that their digits stand below each other. */
static GtkWidget *
new_cell (const char *text, guint column, GtkAccessibleRole role)
{
  GtkWidget *cell = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, "label", text, "xalign",
                                  column == 0 ? 0.0 : 1.0, NULL);

  if (role == GTK_ACCESSIBLE_ROLE_COLUMN_HEADER)
    gtk_widget_add_css_class (cell, "caption-heading");
  return cell;
}

static GtkWidget *
new_row (MunjaFigureTable *self, const char *const *cells, GtkAccessibleRole role)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "accessible-role", GTK_ACCESSIBLE_ROLE_ROW,
                                 "activatable", FALSE, "child", box, NULL);

  for (guint i = 0; cells[i] != NULL; i++) {
    GtkWidget *cell = new_cell (cells[i], i, role);

    gtk_size_group_add_widget (self->size_groups->pdata[i], cell);
    gtk_widget_set_hexpand (cell, TRUE);
    gtk_box_append (GTK_BOX (box), cell);
  }
  gtk_list_box_append (self->list, row);
  return row;
}

/**
 * munja_figure_table_begin:
 * @self: the table
 * @titles: (array zero-terminated=1): what its columns are called
 *
 * Takes out what is in it, and begins anew.
 */
void
munja_figure_table_begin (MunjaFigureTable *self, const char *const *titles)
{
  g_return_if_fail (MUNJA_IS_FIGURE_TABLE (self));

  munja_figure_list_clear (self->list);
  g_strfreev (self->titles);
  self->titles = g_strdupv ((GStrv)titles);
  g_ptr_array_set_size (self->size_groups, 0);
  for (guint i = 0; titles[i] != NULL; i++)
    g_ptr_array_add (self->size_groups, gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL));
  new_row (self, titles, GTK_ACCESSIBLE_ROLE_COLUMN_HEADER);
}

/* A row is read out as a whole. */
static char *
describe_row (MunjaFigureTable *self, const char *const *cells)
{
  GString *text = g_string_new (cells[0]);

  for (guint i = 1; cells[i] != NULL; i++)
    g_string_append_printf (text, ", %s %s", self->titles[i], cells[i]);
  return g_string_free (text, FALSE);
}

/**
 * munja_figure_table_add:
 * @self: a table that was begun
 * @cells: (array zero-terminated=1): as many as it has columns
 *
 * Adds a row at the end.
 */
void
munja_figure_table_add (MunjaFigureTable *self, const char *const *cells)
{
  g_autofree char *text = NULL;
  GtkWidget *row;

  g_return_if_fail (MUNJA_IS_FIGURE_TABLE (self));
  g_return_if_fail (g_strv_length ((GStrv)cells) == self->size_groups->len);

  row = new_row (self, cells, GTK_ACCESSIBLE_ROLE_CELL);
  text = describe_row (self, cells);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

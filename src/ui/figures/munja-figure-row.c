#include "config.h"

#include "munja-figure-row.h"

struct _MunjaFigureRow {
  AdwActionRow parent_instance;

  GtkWidget *icon; /* borrowed, NULL unless it warns */
};

G_DEFINE_FINAL_TYPE (MunjaFigureRow, munja_figure_row, ADW_TYPE_ACTION_ROW)

static void
munja_figure_row_class_init (MunjaFigureRowClass *klass)
{
}

static void
munja_figure_row_init (MunjaFigureRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  gtk_widget_add_css_class (GTK_WIDGET (self), "figure");
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
}

/**
 * munja_figure_row_new:
 * @title: what it is, as plain text
 * @text: how much or what of it, as plain text
 *
 * Returns: (transfer floating): a line for one figure
 */
GtkWidget *
munja_figure_row_new (const char *title, const char *text)
{
  MunjaFigureRow *self = g_object_new (MUNJA_TYPE_FIGURE_ROW, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  munja_figure_row_set_text (self, text);
  return GTK_WIDGET (self);
}

/**
 * munja_figure_row_set_text:
 * @self: the line
 * @text: (nullable): how much or what of it, as plain text; %NULL hides the line
 *
 * Shows another figure.
 */
void
munja_figure_row_set_text (MunjaFigureRow *self, const char *text)
{
  g_return_if_fail (MUNJA_IS_FIGURE_ROW (self));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
}

/**
 * munja_figure_row_set_warns:
 * @self: the line
 * @warns: whether its text says something that the person has to see to
 *
 * Puts a sign beside the text.
 */
void
munja_figure_row_set_warns (MunjaFigureRow *self, gboolean warns)
{
  g_return_if_fail (MUNJA_IS_FIGURE_ROW (self));

  if (warns == (self->icon != NULL))
    return;
  if (!warns) {
    adw_action_row_remove (ADW_ACTION_ROW (self), self->icon);
    self->icon = NULL;
    return;
  }
  self->icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_add_css_class (self->icon, "warning");
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->icon);
}

/**
 * munja_figure_list_clear:
 * @list: a list of lines
 *
 * Takes all of them out.
 */
void
munja_figure_list_clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

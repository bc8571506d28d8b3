#include "config.h"

#include "munja-one-stop.h"

struct _MunjaOneStop {
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (MunjaOneStop, munja_one_stop, ADW_TYPE_BIN)

/* The row of the list view that has the focus, or has in it what has it. */
static GtkWidget *
find_row (GtkWidget *widget)
{
  GtkWidget *row = gtk_root_get_focus (gtk_widget_get_root (widget));

  while (row != NULL && row != widget && !GTK_IS_LIST_VIEW (gtk_widget_get_parent (row)))
    row = gtk_widget_get_parent (row);
  return row != widget ? row : NULL;
}

static gboolean
munja_one_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *row;

  if (gtk_widget_get_focus_child (widget) == NULL
      || (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD))
    return GTK_WIDGET_CLASS (munja_one_stop_parent_class)->focus (widget, direction);
  row = find_row (widget);
  return row != NULL && gtk_widget_get_focus_child (row) != NULL
         && gtk_widget_child_focus (row, direction);
}

static void
munja_one_stop_class_init (MunjaOneStopClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = munja_one_stop_focus;
}

static void
munja_one_stop_init (MunjaOneStop *self)
{
}

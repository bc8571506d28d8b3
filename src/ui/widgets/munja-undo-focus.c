#include "config.h"

#include "munja-undo-focus.h"

/* A line does not say whether there is something to undo in it. */
static gboolean
may_undo (GtkWidget *focus)
{
  if (GTK_IS_TEXT_VIEW (focus))
    return gtk_text_buffer_get_can_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)));
  return GTK_IS_TEXT (focus)
         && gtk_entry_buffer_get_length (gtk_text_get_buffer (GTK_TEXT (focus))) > 0;
}

/**
 * munja_undo_focus:
 * @window: a window
 *
 * Undoes what was written last in the text that has the focus, if there may be something: what was
 * written, and deleted again, comes before anything else that a key undoes.
 *
 * Returns: whether it did
 */
gboolean
munja_undo_focus (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return focus != NULL && may_undo (focus) && gtk_widget_activate_action (focus, "text.undo", NULL);
}

#include "config.h"

#include "munja-mark-invalid.h"

/**
 * munja_mark_invalid:
 * @widget: (type GtkWidget): what something is entered into
 * @invalid: whether that cannot be used
 *
 * Shows it, and tells those who do not see it. What is wrong is to be said beside it.
 */
void
munja_mark_invalid (gpointer widget, gboolean invalid)
{
  if (invalid)
    gtk_widget_add_css_class (widget, "error");
  else
    gtk_widget_remove_css_class (widget, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

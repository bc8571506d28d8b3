#include "config.h"

#include "munja-name-button.h"

/**
 * munja_name_button:
 * @button: what has the focus; of a menu button that is the button inside
 * @name: what a screen reader calls it
 *
 * Gives a name to a button that shows a sign.
 */
void
munja_name_button (GtkWidget *button, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

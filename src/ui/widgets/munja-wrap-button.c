#include "config.h"

#include "munja-wrap-button.h"

/**
 * munja_wrap_button:
 * @button: (type GtkButton): a button with a text, which may be set later and change
 *
 * Lets the text have more than one line where letters are large and the window is not.
 */
void
munja_wrap_button (gpointer button)
{
  GtkLabel *label;

  g_return_if_fail (GTK_IS_BUTTON (button));

  if (gtk_button_get_label (button) == NULL)
    gtk_button_set_label (button, "");
  label = GTK_LABEL (gtk_button_get_child (button));
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_natural_wrap_mode (label, GTK_NATURAL_WRAP_NONE);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
}

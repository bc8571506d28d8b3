#include "config.h"

#include "munja-shown-page.h"

static void
update (GtkWidget *stack)
{
  g_autoptr (GtkWidget) shown = NULL;

  g_object_get (stack, "visible-child", &shown, NULL);
  for (GtkWidget *page = gtk_widget_get_first_child (stack); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    gtk_accessible_update_state (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_STATE_HIDDEN, page != shown,
                                 -1);
}

/**
 * munja_shown_page_follow:
 * @stack: a stack that has all its pages, of GTK or of libadwaita
 *
 * Lets assistive technologies see no page but the one that is shown. A stack by itself lists them
 * all, and they cannot be told apart: a screen reader would read on what has gone from the screen.
 */
void
munja_shown_page_follow (GtkWidget *stack)
{
  g_return_if_fail (GTK_IS_WIDGET (stack));

  g_signal_connect (stack, "notify::visible-child", G_CALLBACK (update), NULL);
  update (stack);
}

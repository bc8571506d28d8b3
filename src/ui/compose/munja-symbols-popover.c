#include "config.h"

#include "munja-symbols-popover.h"

#include <glib/gi18n.h>

#include "munja-symbols.h"

#define COLUMNS    8
#define MAX_HEIGHT 320

static const char *const names[MUNJA_N_SYMBOL_GROUPS] = {
  [MUNJA_SYMBOLS_SHAPES] = N_ ("Shapes"),   [MUNJA_SYMBOLS_ARROWS] = N_ ("Arrows"),
  [MUNJA_SYMBOLS_MARKS] = N_ ("Marks"),     [MUNJA_SYMBOLS_BRACKETS] = N_ ("Brackets"),
  [MUNJA_SYMBOLS_NUMBERS] = N_ ("Numbers"), [MUNJA_SYMBOLS_UNITS] = N_ ("Units and Signs"),
};

static GtkWidget *
new_button (const char *symbol, const char *action_name)
{
  GtkWidget *button = gtk_button_new_with_label (symbol);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "symbol");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", symbol);
  return button;
}

static void
append_group (GtkBox *box, MunjaSymbolGroup group, const char *action_name)
{
  GtkWidget *heading = gtk_label_new (_ (names[group]));
  GtkWidget *grid = gtk_grid_new ();
  int i = 0;

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  heading, NULL, -1);
  for (const char *p = munja_symbols_get (group); *p != '\0'; p = g_utf8_next_char (p), i++) {
    char symbol[7] = { 0 };

    g_utf8_strncpy (symbol, p, 1);
    gtk_grid_attach (GTK_GRID (grid), new_button (symbol, action_name), i % COLUMNS, i / COLUMNS, 1,
                     1);
  }
  gtk_box_append (box, heading);
  gtk_box_append (box, grid);
}

/**
 * munja_symbols_popover_new:
 * @action_name: what is activated with the symbol that was pressed, a string
 *
 * Returns: (transfer floating): a popover with all symbols that can be sent
 */
GtkWidget *
munja_symbols_popover_new (const char *action_name)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint group = 0; group < MUNJA_N_SYMBOL_GROUPS; group++)
    append_group (GTK_BOX (box), (MunjaSymbolGroup)group, action_name);
  g_object_set (scrolled, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE,
                "max-content-height", MAX_HEIGHT, "child", box, NULL);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  return popover;
}

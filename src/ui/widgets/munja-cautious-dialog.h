#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * Dialogs that ask something. What they say scrolls, so that the answers stay in sight on a small
 * screen and with large text; the toolkit's own heading and body would not.
 */

void munja_cautious_dialog_fill (AdwMessageDialog *self, const char *heading, const char *body);
void munja_cautious_dialog_add (AdwMessageDialog *self, GtkWidget *widget);
void munja_cautious_dialog_set_entry (AdwMessageDialog *self, GtkWidget *entry);
GtkEditable *munja_cautious_dialog_get_entry (AdwMessageDialog *self);

/*
 * Questions where a wrong answer could not be taken back, so that the harmless answer is the one at
 * hand: a key that was meant for the window below gives that one.
 */

AdwMessageDialog *munja_cautious_dialog_new (GtkWindow *parent,
                                             const char *heading,
                                             const char *body,
                                             const char *no,
                                             const char *no_label);

G_END_DECLS

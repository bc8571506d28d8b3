#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MunjaPreeditCallback:
 * @user_data: what was given with it
 *
 * Is told that no syllable is being composed any more.
 */
typedef void (*MunjaPreeditCallback) (gpointer user_data);

#define MUNJA_TYPE_PREEDIT munja_preedit_get_type ()
G_DECLARE_FINAL_TYPE (MunjaPreedit, munja_preedit, MUNJA, PREEDIT, GObject)

MunjaPreedit *munja_preedit_new (GtkTextView *view, GtkEditable *entry);
char *munja_preedit_dup_text (MunjaPreedit *self, gboolean with_composing);
char *munja_preedit_dup_entry (MunjaPreedit *self, gboolean with_composing);
void munja_preedit_settle (MunjaPreedit *self,
                           GtkWidget *next_focus,
                           MunjaPreeditCallback callback,
                           gpointer user_data);

G_END_DECLS

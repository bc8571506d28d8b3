#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MunjaComposerCallback:
 * @user_data: what was given with it
 *
 * Is told that no syllable is being composed any more.
 */
typedef void (*MunjaComposerCallback) (gpointer user_data);

#define MUNJA_TYPE_COMPOSER munja_composer_get_type ()
G_DECLARE_FINAL_TYPE (MunjaComposer, munja_composer, MUNJA, COMPOSER, GObject)

MunjaComposer *munja_composer_new (GtkTextView *view, GtkEditable *entry);
char *munja_composer_dup_text (MunjaComposer *self, gboolean with_composing);
char *munja_composer_dup_entry (MunjaComposer *self, gboolean with_composing);
void munja_composer_settle (MunjaComposer *self,
                            GtkWidget *next_focus,
                            MunjaComposerCallback callback,
                            gpointer user_data);

G_END_DECLS

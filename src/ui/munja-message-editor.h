#pragma once

#include <adwaita.h>

#include "munja-text.h"

G_BEGIN_DECLS

/**
 * MunjaMessageEditorCallback:
 * @user_data: what was given with it
 *
 * Is told that no syllable is being composed any more.
 */
typedef void (*MunjaMessageEditorCallback) (gpointer user_data);

#define MUNJA_TYPE_MESSAGE_EDITOR munja_message_editor_get_type ()
G_DECLARE_FINAL_TYPE (MunjaMessageEditor, munja_message_editor, MUNJA, MESSAGE_EDITOR, AdwBin)

char *munja_message_editor_dup_text (MunjaMessageEditor *self);
void munja_message_editor_set_text (MunjaMessageEditor *self, const char *text);
gboolean munja_message_editor_check (MunjaMessageEditor *self, const char *text);
void munja_message_editor_settle (MunjaMessageEditor *self,
                                  GtkWidget *next_focus,
                                  MunjaMessageEditorCallback callback,
                                  gpointer user_data);

G_END_DECLS

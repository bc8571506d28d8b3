#pragma once

#include <adwaita.h>

#include "munja-content.h"
#include "munja-meter.h"
#include "munja-preedit.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_MESSAGE_EDITOR munja_message_editor_get_type ()
G_DECLARE_FINAL_TYPE (MunjaMessageEditor, munja_message_editor, MUNJA, MESSAGE_EDITOR, AdwBin)

char *munja_message_editor_dup_text (MunjaMessageEditor *self);
char *munja_message_editor_dup_subject (MunjaMessageEditor *self);
MunjaTypeChoice munja_message_editor_get_type_choice (MunjaMessageEditor *self);
void munja_message_editor_replace_lookalikes (MunjaMessageEditor *self);
void munja_message_editor_set_text (MunjaMessageEditor *self, const char *text);
void munja_message_editor_read (MunjaMessageEditor *self, MunjaContent *content);
void munja_message_editor_load (MunjaMessageEditor *self, const MunjaContent *content);

void munja_message_editor_set_fields (MunjaMessageEditor *self, const char *const *fields);
gboolean munja_message_editor_check (MunjaMessageEditor *self, const MunjaMessage *message);
void munja_message_editor_settle (MunjaMessageEditor *self,
                                  GtkWidget *next_focus,
                                  MunjaPreeditCallback callback,
                                  gpointer user_data);

G_END_DECLS

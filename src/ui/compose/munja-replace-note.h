#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_REPLACE_NOTE munja_replace_note_get_type ()
G_DECLARE_FINAL_TYPE (MunjaReplaceNote, munja_replace_note, MUNJA, REPLACE_NOTE, AdwBin)

const char *munja_replace_note_get_key (MunjaReplaceNote *self);
void munja_replace_note_set_key (MunjaReplaceNote *self, const char *key);

G_END_DECLS

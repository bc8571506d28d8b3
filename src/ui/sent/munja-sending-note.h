#pragma once

#include <adwaita.h>

#include "munja-archive.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENDING_NOTE munja_sending_note_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSendingNote,
                      munja_sending_note,
                      MUNJA,
                      SENDING_NOTE,
                      AdwPreferencesGroup)

void munja_sending_note_show (MunjaSendingNote *self, MunjaArchive *archive, MunjaSending *sending);

G_END_DECLS

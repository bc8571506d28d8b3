#pragma once

#include <adwaita.h>

#include "munja-client.h"
#include "munja-compose-model.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_KIND_NOTE munja_kind_note_get_type ()
G_DECLARE_FINAL_TYPE (MunjaKindNote, munja_kind_note, MUNJA, KIND_NOTE, AdwBin)

void munja_kind_note_set_client (MunjaKindNote *self, MunjaClient *client);
void munja_kind_note_set_clock (MunjaKindNote *self, gint64 ahead_us);
gboolean munja_kind_note_check_kind (MunjaKindNote *self);
gboolean munja_kind_note_check_time (MunjaKindNote *self);

G_END_DECLS

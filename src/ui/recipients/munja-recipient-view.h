#pragma once

#include <adwaita.h>

#include "munja-roster-item.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_RECIPIENT_VIEW munja_recipient_view_get_type ()
G_DECLARE_FINAL_TYPE (MunjaRecipientView, munja_recipient_view, MUNJA, RECIPIENT_VIEW, AdwBin)

GtkWidget *munja_recipient_view_new (void);
MunjaRosterItem *munja_recipient_view_get_row (MunjaRecipientView *self);
void munja_recipient_view_set_row (MunjaRecipientView *self, MunjaRosterItem *row);
void munja_recipient_view_correct (MunjaRecipientView *self);

G_END_DECLS

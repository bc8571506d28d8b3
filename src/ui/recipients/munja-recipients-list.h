#pragma once

#include <adwaita.h>

#include "munja-recipients.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_RECIPIENTS_LIST munja_recipients_list_get_type ()
G_DECLARE_FINAL_TYPE (MunjaRecipientsList, munja_recipients_list, MUNJA, RECIPIENTS_LIST, AdwBin)

void munja_recipients_list_set_recipients (MunjaRecipientsList *self, MunjaRecipients *recipients);
void munja_recipients_list_begin (MunjaRecipientsList *self);
unsigned munja_recipients_list_get_states (MunjaRecipientsList *self);

G_END_DECLS

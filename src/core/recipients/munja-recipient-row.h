#pragma once

#include "munja-recipient-rows.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_RECIPIENT_ROW munja_recipient_row_get_type ()
G_DECLARE_FINAL_TYPE (MunjaRecipientRow, munja_recipient_row, MUNJA, RECIPIENT_ROW, GObject)

MunjaRecipientRow *munja_recipient_row_new (const MunjaRecipientRows *rows, guint id, guint8 flags);
const char *munja_recipient_row_get_number (MunjaRecipientRow *self);
const char *munja_recipient_row_get_written (MunjaRecipientRow *self);
const char *munja_recipient_row_get_name (MunjaRecipientRow *self);
MunjaRecipientState munja_recipient_row_get_state (MunjaRecipientRow *self);
MunjaRecipientProblem munja_recipient_row_get_problem (MunjaRecipientRow *self);
MunjaRecipientRepair munja_recipient_row_get_repair (MunjaRecipientRow *self);
gboolean munja_recipient_row_is_uneven (MunjaRecipientRow *self);
guint munja_recipient_row_get_line (MunjaRecipientRow *self);
guint munja_recipient_row_get_id (MunjaRecipientRow *self);

G_END_DECLS

#pragma once

#include "munja-sending.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENT_ROW munja_sent_row_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSentRow, munja_sent_row, MUNJA, SENT_ROW, GObject)

MunjaSentRow *munja_sent_row_new (MunjaSending *sending, MunjaSentMessage *message);
MunjaSending *munja_sent_row_get_sending (MunjaSentRow *self);
const MunjaSentMessage *munja_sent_row_get_message (MunjaSentRow *self);
void munja_sent_row_update (MunjaSentRow *self, MunjaSentMessage *message);
char *munja_sent_row_dup_text (MunjaSentRow *self);
char *munja_sent_row_dup_subject (MunjaSentRow *self);

G_END_DECLS

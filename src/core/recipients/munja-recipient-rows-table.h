#pragma once

#include "munja-field.h"
#include "munja-recipient-rows.h"
#include "munja-recipient-table.h"

G_BEGIN_DECLS

MunjaRecipientTable *munja_recipient_rows_dup_table (const MunjaRecipientRows *self,
                                                     const char *const *fields);
GStrv munja_recipient_rows_list_fields (const MunjaRecipientRows *self,
                                        const MunjaFieldWords *words);

G_END_DECLS

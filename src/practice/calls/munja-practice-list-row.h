#pragma once

#include "munja-practice-stored.h"

G_BEGIN_DECLS

void munja_practice_list_row_write (const MunjaPracticeStored *stored,
                                    const char *account_id,
                                    gint64 now,
                                    gboolean numbers,
                                    GString *json);
void munja_practice_list_row_add_to_sheet (const MunjaPracticeStored *stored,
                                           gint64 now,
                                           GString *sheet);

G_END_DECLS

#pragma once

#include <libsoup/soup.h>

#include "munja-money.h"

G_BEGIN_DECLS

/*
 * A table as spreadsheets read it, with one sheet.
 */

GString *munja_practice_sheet_new (const char *const *columns);
void munja_practice_sheet_begin_row (GString *sheet);
void munja_practice_sheet_add_text (GString *sheet, const char *text);
void munja_practice_sheet_add_number (GString *sheet, guint number);
void munja_practice_sheet_add_money (GString *sheet, MunjaMoney money);
void munja_practice_sheet_add_date (GString *sheet, gint64 time);
void munja_practice_sheet_end_row (GString *sheet);
void munja_practice_sheet_reply (GString *sheet, SoupServerMessage *message);

G_END_DECLS

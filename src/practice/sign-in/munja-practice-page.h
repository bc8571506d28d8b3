#pragma once

#include "munja-money.h"
#include "munja-practice-words.h"

G_BEGIN_DECLS

/*
 * What pages are made of.
 */

GString *
munja_practice_page_begin (const MunjaPracticeWords *words, const char *title, const char *account);
void munja_practice_page_add (GString *page, const char *markup, ...) G_GNUC_PRINTF (2, 3);
void munja_practice_page_add_row (GString *page, const char *name, const char *value);
void munja_practice_page_add_number (GString *page, const char *name, guint number);
void munja_practice_page_add_money (GString *page, const char *name, MunjaMoney money);
void munja_practice_page_add_date (GString *page, const char *name, gint64 time);
void munja_practice_page_add_phone (GString *page, const char *name, const char *number);
char *munja_practice_page_end (GString *page);

G_END_DECLS

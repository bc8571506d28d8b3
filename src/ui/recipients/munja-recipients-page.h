#pragma once

#include <adwaita.h>

#include "munja-recipients.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_RECIPIENTS_PAGE munja_recipients_page_get_type ()
G_DECLARE_FINAL_TYPE (MunjaRecipientsPage, munja_recipients_page, MUNJA, RECIPIENTS_PAGE, AdwBin)

void munja_recipients_page_set_recipients (MunjaRecipientsPage *self, MunjaRecipients *recipients);
void munja_recipients_page_show (MunjaRecipientsPage *self, const char *title, gboolean is_busy);
void
munja_recipients_page_set_note (MunjaRecipientsPage *self, const char *text, gboolean is_error);
void munja_recipients_page_open (MunjaRecipientsPage *self);

G_END_DECLS

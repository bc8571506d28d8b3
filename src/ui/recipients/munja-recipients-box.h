#pragma once

#include <adwaita.h>

#include "munja-people-source.h"
#include "munja-recipients-page.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_RECIPIENTS_BOX munja_recipients_box_get_type ()
G_DECLARE_FINAL_TYPE (MunjaRecipientsBox, munja_recipients_box, MUNJA, RECIPIENTS_BOX, AdwBin)

MunjaRecipients *munja_recipients_box_get_recipients (MunjaRecipientsBox *self);
MunjaRecipients *munja_recipients_box_dup_people (MunjaRecipientsBox *self);
gsize munja_recipients_box_count_people (MunjaRecipientsBox *self);
gboolean munja_recipients_box_commit (MunjaRecipientsBox *self);

GStrv munja_recipients_box_list_fields (MunjaRecipientsBox *self);

void munja_recipients_box_paste (MunjaRecipientsBox *self, const char *text);
void munja_recipients_box_set_text (MunjaRecipientsBox *self, const char *text);
void munja_recipients_box_load (MunjaRecipientsBox *self, MunjaAudience *recipients);
void munja_recipients_box_import (MunjaRecipientsBox *self, GFile *file);
void munja_recipients_box_set_source (MunjaRecipientsBox *self, MunjaPeopleSource *source);
void munja_recipients_box_set_page (MunjaRecipientsBox *self, MunjaRecipientsPage *page);
void munja_recipients_box_set_editable (MunjaRecipientsBox *self, gboolean editable);
gboolean munja_recipients_box_get_editable (MunjaRecipientsBox *self);
gboolean munja_recipients_box_is_empty (MunjaRecipientsBox *self);
void munja_recipients_box_clear (MunjaRecipientsBox *self);
const char *munja_recipients_box_get_text (MunjaRecipientsBox *self);
void munja_recipients_box_set_rows (MunjaRecipientsBox *self,
                                    const MunjaRoster *rows,
                                    const char *list_name,
                                    const char *text);
void munja_recipients_box_set_list_name (MunjaRecipientsBox *self, const char *list_name);
const char *munja_recipients_box_get_list_name (MunjaRecipientsBox *self);

G_END_DECLS

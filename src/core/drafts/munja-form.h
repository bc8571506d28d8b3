#pragma once

#include "munja-content.h"
#include "munja-roster.h"

G_BEGIN_DECLS

/**
 * MunjaForm:
 * @content: what the message says
 * @from: the number it is to come from, as it was chosen or typed; "" for none
 * @to: what stands in the entry for recipients, as it was typed
 * @recipients: (nullable): the list of recipients; %NULL for none
 * @recipients_revision: changes with the list, see munja_recipients_get_revision()
 * @scheduled: when it is to be sent, in µs since 1970 UTC; 0 for at once
 *
 * All that a person has put into the form, finished or not. It is what a draft keeps.
 */
typedef struct {
  MunjaContent *content;
  char *from;
  char *to;
  MunjaRoster *recipients;
  guint64 recipients_revision;
  gint64 scheduled;
} MunjaForm;

MunjaForm *munja_form_new (void);
MunjaForm *munja_form_copy (const MunjaForm *self);
void munja_form_free (MunjaForm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaForm, munja_form_free)

gboolean munja_form_equal (const MunjaForm *self, const MunjaForm *other);
gboolean munja_form_is_empty (const MunjaForm *self);
guint munja_form_count_people (const MunjaForm *self);

G_END_DECLS

#pragma once

#include "munja-content.h"
#include "munja-roster.h"

G_BEGIN_DECLS

/**
 * MunjaDraft:
 * @content: what the message says
 * @from: the number it is to come from, as it was chosen or typed; "" for none
 * @to: what stands in the entry for recipients, as it was typed
 * @recipients: (nullable): the list of recipients; %NULL for none
 * @list_name: (nullable): what the file is called that all of the list came from
 * @recipients_revision: changes with the list, see munja_recipients_get_revision()
 * @scheduled: when it is to be sent, in µs since 1970 UTC; 0 for at once
 * @replaces: (nullable): key of the scheduled job that it is to go out in place of
 *
 * All that a person has put into the form, finished or not. It is what a draft keeps.
 */
typedef struct {
  MunjaContent *content;
  char *from;
  char *to;
  MunjaRoster *recipients;
  char *list_name;
  guint64 recipients_revision;
  gint64 scheduled;
  char *replaces;
} MunjaDraft;

MunjaDraft *munja_draft_new (void);
MunjaDraft *munja_draft_copy (const MunjaDraft *self);
void munja_draft_free (MunjaDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaDraft, munja_draft_free)

gboolean munja_draft_equal (const MunjaDraft *self, const MunjaDraft *other);
void munja_draft_forget_account (MunjaDraft *self);
gboolean munja_draft_is_empty (const MunjaDraft *self);
guint munja_draft_count_people (const MunjaDraft *self);

G_END_DECLS

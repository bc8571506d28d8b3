#pragma once

#include "munja-draft.h"
#include "munja-merge-report.h"
#include "munja-outbox.h"

G_BEGIN_DECLS

/**
 * MunjaOrder:
 * @from: sender number, digits only
 * @subject: (nullable): its subject, normalised, %NULL for none
 * @text: what is to be sent, normalised; it may have merge fields
 * @picture: (nullable): a JPEG that goes with it
 * @type: what it is to go out as
 * @recipients: (nullable): who gets it, at least one; %NULL where that is not said yet
 * @scheduled: when it is to go out, in µs since 1970 UTC, or 0 for now
 * @advertising: what it is to the law; the lines of an advertisement are in @text
 * @replaces: (nullable): key of the scheduled job that it is to go out in place of
 * @form: (nullable): what the form held when it was read; %NULL if it does not come from there
 *
 * What the form holds, checked.
 */
typedef struct {
  char *from;
  char *subject;
  char *text;
  GBytes *picture;
  MunjaTypeChoice type;
  MunjaAudience *recipients;
  gint64 scheduled;
  MunjaAdvertising advertising;
  char *replaces;
  MunjaDraft *form;
} MunjaOrder;

MunjaOrder *munja_order_copy (const MunjaOrder *self);
void munja_order_free (MunjaOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaOrder, munja_order_free)

void munja_order_return (GTask *task);
void munja_order_load_async (MunjaOutbox *outbox,
                             MunjaJob *job,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
MunjaOrder *munja_order_load_finish (GAsyncResult *result, GError **error);

MunjaContent *munja_order_dup_content (const MunjaOrder *self);
gboolean munja_order_is_single (const MunjaOrder *self);
MunjaMergeReport *munja_order_check (const MunjaOrder *self, MunjaAudience *recipients);
MunjaJobDraft munja_order_borrow (const MunjaOrder *self);

G_END_DECLS

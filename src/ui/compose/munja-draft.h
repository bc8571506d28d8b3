#pragma once

#include "munja-form.h"
#include "munja-job.h"
#include "munja-merge-report.h"

G_BEGIN_DECLS

/**
 * MunjaDraft:
 * @from: sender number, digits only
 * @subject: (nullable): its subject, normalised, %NULL for none
 * @text: what is to be sent, normalised; it may have merge fields
 * @picture: (nullable): a JPEG that goes with it
 * @type: what it is to go out as
 * @recipients: (nullable): who gets it, at least one; %NULL where that is not said yet
 * @scheduled: when it is to go out, in µs since 1970 UTC, or 0 for now
 * @advertising: what it is to the law; the lines of an advertisement are in @text
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
  MunjaForm *form;
} MunjaDraft;

MunjaDraft *munja_draft_new (MunjaJob *job, MunjaAudience *recipients, GBytes *picture);
MunjaDraft *munja_draft_copy (const MunjaDraft *self);
void munja_draft_free (MunjaDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaDraft, munja_draft_free)

MunjaContent *munja_draft_dup_content (const MunjaDraft *self);
gboolean munja_draft_is_single (const MunjaDraft *self);
MunjaMergeReport *munja_draft_check (const MunjaDraft *self, MunjaAudience *recipients);
gboolean munja_draft_is_same_message (const MunjaDraft *self, MunjaJob *job);
MunjaJobDraft munja_draft_borrow (const MunjaDraft *self);

G_END_DECLS

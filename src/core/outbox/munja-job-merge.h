#pragma once

#include "munja-job-record.h"
#include "munja-merge-report.h"

G_BEGIN_DECLS

/*
 * What a job keeps of merge fields: the message as it was written, the columns that it names, and
 * the values of each recipient. The same job always gives the same texts.
 */

/**
 * MunjaJobMerge:
 *
 * What the message of a job becomes for each of its recipients.
 */
typedef struct _MunjaJobMerge MunjaJobMerge;

MunjaMergeReport *munja_job_merge_prepare (MunjaJobRecord *record, MunjaAudience *recipients);

MunjaJobMerge *munja_job_merge_new (const MunjaJobRecord *record);
void munja_job_merge_free (MunjaJobMerge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaJobMerge, munja_job_merge_free)

gboolean munja_job_merge_render (const MunjaJobMerge *self,
                                 GBytes *values,
                                 char **subject,
                                 char **text,
                                 GError **error);
gboolean munja_job_merge_render_only (const MunjaJobRecord *record,
                                      char **subject,
                                      char **text,
                                      GError **error);

G_END_DECLS

#pragma once

#include "munja-job-record.h"
#include "munja-merge-report.h"
#include "munja-order.h"
#include "munja-packed-merge.h"

G_BEGIN_DECLS

/*
 * What a job keeps of merge fields: the message as it was written, the columns that it names, and
 * the values of each recipient. The same job always gives the same texts.
 */

MunjaMergeReport *munja_job_merge_prepare (MunjaJobRecord *record, const MunjaOrder *order);

MunjaPackedMerge *munja_job_merge_new (const MunjaJobRecord *record);
gboolean munja_job_merge_render (MunjaPackedMerge *self,
                                 GBytes *values,
                                 char **subject,
                                 char **text,
                                 GError **error);
MunjaMessage *munja_job_merge_render_only (const MunjaJobRecord *record, GError **error);

G_END_DECLS

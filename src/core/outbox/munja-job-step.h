#pragma once

#include "munja-db.h"
#include "munja-job-record.h"

G_BEGIN_DECLS

void munja_job_step_record_async (MunjaDb *db,
                                  const MunjaJobRecord *record,
                                  const char *seal,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean munja_job_step_record_finish (MunjaDb *db, GAsyncResult *result, GError **error);

G_END_DECLS

#pragma once

#include "munja-job-record.h"

G_BEGIN_DECLS

struct _MunjaJob {
  GObject parent_instance;

  MunjaJobRecord *record;
  GError *problem; /* of the moment; it hides the one in the record */
  double rate;
};

gboolean munja_job_is_settled (MunjaJob *self, MunjaJobState before);

G_END_DECLS

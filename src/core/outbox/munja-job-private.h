#pragma once

#include "munja-job-record.h"
#include "munja-job.h"

G_BEGIN_DECLS

struct _MunjaJob {
  GObject parent_instance;

  MunjaJobRecord *record;
  GError *problem; /* of the moment; it hides the one in the record */
  double rate;
  MunjaMoney confirmed_price; /* see munja_job_confirm() */
  gint64 confirmed_at;
};

MunjaJob *munja_job_new (MunjaJobRecord *record);
const MunjaJobRecord *munja_job_get_record (MunjaJob *self);
void munja_job_take_record (MunjaJob *self, MunjaJobRecord *record);
void munja_job_set_rate (MunjaJob *self, double rate);
void munja_job_set_problem (MunjaJob *self, const GError *problem);
gboolean munja_job_is_settled (MunjaJob *self, MunjaJobState before);

G_END_DECLS

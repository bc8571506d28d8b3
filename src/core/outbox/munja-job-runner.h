#pragma once

#include <gio/gio.h>

#include "munja-api.h"
#include "munja-db.h"
#include "munja-job-timings.h"
#include "munja-job.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_JOB_RUNNER munja_job_runner_get_type ()
G_DECLARE_FINAL_TYPE (MunjaJobRunner, munja_job_runner, MUNJA, JOB_RUNNER, GObject)

MunjaJobRunner *munja_job_runner_new (MunjaJob *job,
                                      MunjaApi *api,
                                      MunjaDb *store,
                                      const char *seal,
                                      GHashTable *uploads,
                                      const MunjaJobTimings *timings);
void munja_job_runner_set_loaded (MunjaJobRunner *self);
void munja_job_runner_set_api (MunjaJobRunner *self, MunjaApi *api);
void munja_job_runner_set_timings (MunjaJobRunner *self, const MunjaJobTimings *timings);
MunjaJob *munja_job_runner_get_job (MunjaJobRunner *self);
gboolean munja_job_runner_is_sending (MunjaJobRunner *self);

void munja_job_runner_hold (MunjaJobRunner *self, const GError *reason);
void munja_job_runner_go_on (MunjaJobRunner *self);
void munja_job_runner_release (MunjaJobRunner *self, unsigned undo_seconds);
void munja_job_runner_cancel (MunjaJobRunner *self);
void munja_job_runner_check (MunjaJobRunner *self);
void munja_job_runner_tell_replaced (MunjaJobRunner *self,
                                     const MunjaJobState *state,
                                     const GError *problem);
void munja_job_runner_stop (MunjaJobRunner *self);

G_END_DECLS

#pragma once

#include <adwaita.h>

#include "munja-outbox.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_JOB_DETAILS munja_job_details_get_type ()
G_DECLARE_FINAL_TYPE (MunjaJobDetails, munja_job_details, MUNJA, JOB_DETAILS, AdwPreferencesGroup)

void munja_job_details_show (MunjaJobDetails *self, MunjaJob *job);
void munja_job_details_load_picture (MunjaJobDetails *self, MunjaOutbox *outbox, MunjaJob *job);

G_END_DECLS

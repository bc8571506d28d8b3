#pragma once

#include <adwaita.h>

#include "munja-client.h"
#include "munja-job.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_JOB_PAGE munja_job_page_get_type ()
G_DECLARE_FINAL_TYPE (MunjaJobPage, munja_job_page, MUNJA, JOB_PAGE, AdwBin)

void munja_job_page_show (MunjaJobPage *self, MunjaClient *client, MunjaJob *job);
void munja_job_page_focus (MunjaJobPage *self);

G_END_DECLS

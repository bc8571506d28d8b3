#pragma once

#include <gtk/gtk.h>

#include "munja-sent-query.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENT_JOBS munja_sent_jobs_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSentJobs, munja_sent_jobs, MUNJA, SENT_JOBS, GObject)

MunjaSentJobs *munja_sent_jobs_new (void);
void munja_sent_jobs_set_jobs (MunjaSentJobs *self, GListModel *jobs);
void munja_sent_jobs_set_query (MunjaSentJobs *self, const MunjaSentQuery *query);
GListModel *munja_sent_jobs_get_model (MunjaSentJobs *self);

G_END_DECLS

#pragma once

#include "munja-describe-time.h"
#include "munja-job.h"

G_BEGIN_DECLS

/*
 * What jobs are called in the person's language. Everything here is plain text.
 */

const char *munja_describe_job_state (MunjaJobState state);
const char *munja_describe_job_icon (MunjaJobState state);
gboolean munja_describe_job_needs_person (MunjaJobState state);
const char *munja_describe_advertising (MunjaAdvertising advertising);
char *munja_describe_job_recipients (MunjaJob *job);
char *munja_describe_send (guint n_people, gint64 scheduled);
char *munja_describe_types (const guint n_types[MUNJA_N_MESSAGE_TYPES]);
char *munja_describe_first_line (const char *text);

G_END_DECLS

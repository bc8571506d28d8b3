#pragma once

#include "munja-command-session.h"
#include "munja-job.h"
#include "munja-review.h"
#include "munja-sending-info.h"

G_BEGIN_DECLS

void
munja_command_print_review (MunjaCommandSession *session, const MunjaReview *review, gboolean json);
void munja_command_print_points (const MunjaReview *review);
void munja_command_print_job (MunjaCommandSession *session, MunjaJob *job, gboolean json);
void munja_command_print_sending (const MunjaSendingInfo *info, gboolean json);

G_END_DECLS

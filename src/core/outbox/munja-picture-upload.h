#pragma once

#include "munja-job-record.h"
#include "munja-job-runner.h"

G_BEGIN_DECLS

gboolean munja_picture_upload_is_due (MunjaJobRunner *self);
void munja_picture_upload_go_on (MunjaJobRunner *self);
void munja_picture_upload_let_go (MunjaJobRunner *self);

gboolean munja_picture_upload_is_missed (const GError *error);
gboolean munja_picture_upload_may_renew (MunjaJobRunner *self);
void munja_picture_upload_renew (MunjaJobRecord *next);

G_END_DECLS

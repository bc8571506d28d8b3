#pragma once

#include <json-glib/json-glib.h>

#include "fault-archive.h"

G_BEGIN_DECLS

/**
 * FaultPicture:
 *
 * What a job is at a moment, in the outbox or in the archive, with its recipients.
 */
typedef struct _FaultPicture FaultPicture;

FaultPicture *fault_picture_new_of_job (MunjaOutbox *outbox, MunjaJob *job);
FaultPicture *fault_picture_new_of_sending (FaultArchive *archive, MunjaSending *sending);
void fault_picture_free (FaultPicture *self);

gboolean fault_picture_is_of (const FaultPicture *self, MunjaJob *job, MunjaSending *sending);
void fault_picture_report (const FaultPicture *self, const FaultJob *plan, JsonBuilder *report);

G_END_DECLS

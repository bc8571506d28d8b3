#pragma once

#include "fault-plan.h"
#include "munja-delivery.h"

G_BEGIN_DECLS

/**
 * FaultArchive:
 * @archive: what was sent
 * @delivery: what hands jobs over to it, and follows them there
 * @sendings: (element-type MunjaSending): all that are listed
 *
 * What the client has behind its outbox.
 */
typedef struct {
  MunjaArchive *archive;
  MunjaDelivery *delivery;
  GPtrArray *sendings;
} FaultArchive;

FaultArchive *fault_archive_new (const FaultPlan *plan, MunjaApi *api, MunjaOutbox *outbox);
void fault_archive_free (FaultArchive *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultArchive, fault_archive_free)

void fault_archive_start (FaultArchive *self, const char *member);
MunjaSending *fault_archive_find (FaultArchive *self, const char *key);
gboolean fault_archive_is_settled (FaultArchive *self, MunjaSending *sending, guint n_stuck);
gboolean fault_archive_is_worth_repeating (MunjaSending *sending);
MunjaAudience *fault_archive_load_failed (FaultArchive *self, MunjaSending *sending);
GBytes *fault_archive_load_picture (FaultArchive *self, MunjaSending *sending);
GPtrArray *fault_archive_list_messages (FaultArchive *self, MunjaSending *sending);

G_END_DECLS

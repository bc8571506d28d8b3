#pragma once

#include "munja-api-groups.h"
#include "support-session.h"

G_BEGIN_DECLS

#define SUPPORT_KEY         "2f4d6c1e-9a37-4c7e-8f0b-5d1a3e9c7b21"
#define SUPPORT_GROUPS_PATH "/messages/v4/groups"

/**
 * SupportGroup:
 * @session: signed in
 * @id: a group of its own, empty and PENDING
 * @result: of the call that was made last
 *
 * A session with a group to try things on. The functions below make one call each and wait for it.
 */
typedef struct {
  SupportSession *session;
  char *id;
  GAsyncResult *result;
} SupportGroup;

SupportGroup *support_group_new (void);
void support_group_free (SupportGroup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SupportGroup, support_group_free)

MunjaGroup *support_group_create (SupportGroup *self, GError **error);
GPtrArray *support_group_add (SupportGroup *self, guint first, guint count, GError **error);
MunjaGroup *support_group_send (SupportGroup *self, GError **error);
MunjaGroup *support_group_schedule (SupportGroup *self, gint64 time_us, GError **error);
MunjaGroup *support_group_cancel (SupportGroup *self, GError **error);
MunjaGroup *support_group_delete (SupportGroup *self, GError **error);
MunjaGroup *support_group_get (SupportGroup *self, GError **error);

char *support_group_path (SupportGroup *self, const char *rest);
guint support_group_count (SupportGroup *self, const char *method, const char *path);
gint64 support_group_tomorrow (void);

G_END_DECLS

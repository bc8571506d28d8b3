#pragma once

#include "munja-practice-message.h"
#include "munja-practice-stored.h"

G_BEGIN_DECLS

/**
 * MunjaPracticeMessageStore:
 *
 * Every group, and every message that was taken or refused, since the start.
 */
typedef struct _MunjaPracticeMessageStore MunjaPracticeMessageStore;

MunjaPracticeMessageStore *munja_practice_message_store_new (void);
void munja_practice_message_store_free (MunjaPracticeMessageStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPracticeMessageStore, munja_practice_message_store_free)

MunjaPracticeGroup *munja_practice_message_store_add_group (MunjaPracticeMessageStore *self,
                                                            MunjaPracticeGroup *group);
MunjaPracticeStored munja_practice_message_store_prepare (MunjaPracticeMessageStore *self,
                                                          MunjaPracticeGroup *group,
                                                          const MunjaPracticeMessage *message,
                                                          gint64 time);
MunjaPracticeStored *munja_practice_message_store_add (MunjaPracticeMessageStore *self,
                                                       const MunjaPracticeStored *prepared,
                                                       const char *to,
                                                       guint code,
                                                       gboolean scripted);
void munja_practice_message_store_remove (MunjaPracticeMessageStore *self,
                                          MunjaPracticeStored *message);

MunjaPracticeGroup *munja_practice_message_store_find_group (MunjaPracticeMessageStore *self,
                                                             const char *id);
MunjaPracticeStored *munja_practice_message_store_find_message (MunjaPracticeMessageStore *self,
                                                                const char *id);
GPtrArray *munja_practice_message_store_get_groups (MunjaPracticeMessageStore *self);
GPtrArray *munja_practice_message_store_get_messages (MunjaPracticeMessageStore *self);
GPtrArray *munja_practice_message_store_get_active (MunjaPracticeMessageStore *self);

G_END_DECLS

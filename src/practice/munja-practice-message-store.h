#pragma once

#include "munja-practice-message.h"

G_BEGIN_DECLS

/**
 * MunjaPracticeMessageStore:
 *
 * Every message that was taken or refused since the start.
 */
typedef struct _MunjaPracticeMessageStore MunjaPracticeMessageStore;

MunjaPracticeMessageStore *munja_practice_message_store_new (void);
void munja_practice_message_store_free (MunjaPracticeMessageStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPracticeMessageStore, munja_practice_message_store_free)

void munja_practice_message_store_add (MunjaPracticeMessageStore *self,
                                       MunjaPracticeMessage *message,
                                       const char *status_code,
                                       gint64 time);
GPtrArray *munja_practice_message_store_find (MunjaPracticeMessageStore *self,
                                              const char *criterion,
                                              const char *value);

G_END_DECLS

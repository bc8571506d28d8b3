#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

GPtrArray *munja_practice_read_messages (SoupServerMessage *message, JsonObject *body);
guint
munja_practice_add_messages (MunjaPractice *self, MunjaPracticeGroup *group, GPtrArray *messages);
void munja_practice_write_registered (MunjaPractice *self,
                                      const MunjaPracticeStored *stored,
                                      GString *json);

void munja_practice_handle_add_messages (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_remove_messages (MunjaPractice *self, SoupServerMessage *message);

G_END_DECLS

#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

void munja_practice_handle_create_group (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_get_group (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_send_group (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_resend_group (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_schedule_group (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_cancel_schedule (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_delete_group (MunjaPractice *self, SoupServerMessage *message);

gboolean munja_practice_read_schedule (MunjaPractice *self,
                                       SoupServerMessage *message,
                                       const char *text,
                                       gint64 *time);

G_END_DECLS

#pragma once

#include <adwaita.h>

#include "munja-client.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENDER_GROUP munja_sender_group_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSenderGroup, munja_sender_group, MUNJA, SENDER_GROUP, AdwBin)

void munja_sender_group_set_client (MunjaSenderGroup *self, MunjaClient *client);
void munja_sender_group_refresh (MunjaSenderGroup *self);
gboolean munja_sender_group_check (MunjaSenderGroup *self, char **number);
void munja_sender_group_set_number (MunjaSenderGroup *self, const char *number);
char *munja_sender_group_dup_number (MunjaSenderGroup *self);

G_END_DECLS

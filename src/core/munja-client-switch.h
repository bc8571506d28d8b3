#pragma once

#include "munja-client.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_CLIENT_SWITCH munja_client_switch_get_type ()
G_DECLARE_FINAL_TYPE (MunjaClientSwitch, munja_client_switch, MUNJA, CLIENT_SWITCH, GObject)

MunjaClientSwitch *munja_client_switch_new (GSettings *settings);

MunjaClient *munja_client_switch_get_client (MunjaClientSwitch *self);
MunjaAccount *munja_client_switch_get_account (MunjaClientSwitch *self);
MunjaOutbox *munja_client_switch_get_outbox (MunjaClientSwitch *self);
GCancellable *munja_client_switch_get_cancellable (MunjaClientSwitch *self);

gboolean munja_client_switch_is_loaded (MunjaClientSwitch *self);
const GError *munja_client_switch_get_load_error (MunjaClientSwitch *self);
void munja_client_switch_load (MunjaClientSwitch *self);

void munja_client_switch_use_service (MunjaClientSwitch *self);
void munja_client_switch_use_practice (MunjaClientSwitch *self, MunjaPracticeProcess *practice);

G_END_DECLS

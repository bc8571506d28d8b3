#pragma once

#include "munja-account-info.h"
#include "munja-client-switch.h"
#include "munja-command-status.h"

G_BEGIN_DECLS

/**
 * MunjaCommandSession:
 * @settings: those of the app
 * @clients: whom to send through
 * @info: what is known of the account
 *
 * Somebody who is signed in, and the files that the window uses, too.
 */
typedef struct {
  GSettings *settings;
  MunjaClientSwitch *clients;
  MunjaAccountInfo *info;
} MunjaCommandSession;

MunjaCommandSession *munja_command_session_open (gboolean practice,
                                                 const char *practice_program,
                                                 MunjaCommandStatus *status);
void munja_command_session_close (MunjaCommandSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaCommandSession, munja_command_session_close)

void munja_command_session_learn_money (MunjaCommandSession *self);
MunjaClient *munja_command_session_get_client (MunjaCommandSession *self);
void munja_command_session_complain (MunjaCommandSession *self, const GError *error);

G_END_DECLS

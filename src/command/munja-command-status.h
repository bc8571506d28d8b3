#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaCommandStatus:
 * @MUNJA_COMMAND_DONE: it was done; with "send", the service took the message
 * @MUNJA_COMMAND_WRONG: what was asked for cannot be done, as the options, the text or the people
 *   are wrong; nothing was sent
 * @MUNJA_COMMAND_SIGNED_OUT: nobody is signed in, or the keyring cannot be read; nothing was sent
 * @MUNJA_COMMAND_NOT_SENT: nothing was sent, as the service or the person said no
 * @MUNJA_COMMAND_UNCONFIRMED: it may have been sent. Never repeat it on a guess
 * @MUNJA_COMMAND_IN_USE: the window is open, or another command is at work; nothing was sent
 *
 * What a command ends with. Scripts rely on the numbers, which are in the manual.
 */
typedef enum {
  MUNJA_COMMAND_DONE,
  MUNJA_COMMAND_WRONG,
  MUNJA_COMMAND_SIGNED_OUT,
  MUNJA_COMMAND_NOT_SENT,
  MUNJA_COMMAND_UNCONFIRMED,
  MUNJA_COMMAND_IN_USE,
} MunjaCommandStatus;

G_END_DECLS

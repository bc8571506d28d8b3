#pragma once

#include "munja-command-options.h"
#include "munja-command-session.h"
#include "munja-order.h"

G_BEGIN_DECLS

MunjaOrder *munja_command_order_read (const MunjaSendOptions *options,
                                      MunjaCommandSession *session,
                                      MunjaCommandStatus *status);

G_END_DECLS

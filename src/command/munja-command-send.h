#pragma once

#include "munja-command-status.h"

G_BEGIN_DECLS

MunjaCommandStatus munja_command_send (int argc, char **argv);

G_END_DECLS

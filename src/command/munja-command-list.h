#pragma once

#include "munja-command-status.h"

G_BEGIN_DECLS

MunjaCommandStatus munja_command_list (int argc, char **argv);
MunjaCommandStatus munja_command_ask_status (int argc, char **argv);

G_END_DECLS

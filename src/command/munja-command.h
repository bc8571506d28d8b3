#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean munja_command_is_one (int argc, char **argv);
int munja_command_run (int argc, char **argv);

G_END_DECLS

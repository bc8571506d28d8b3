#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void munja_command_got_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *munja_command_wait_for (GAsyncResult **place);

void munja_command_complain (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS

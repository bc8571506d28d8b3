#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void munja_command_got_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *munja_command_wait_for (GAsyncResult **place);

/**
 * MunjaCommandTest:
 * @user_data: what munja_command_wait_until() was given
 *
 * Returns: whether it is so by now
 */
typedef gboolean (*MunjaCommandTest) (gpointer user_data);

gboolean munja_command_wait_until (MunjaCommandTest test, gpointer user_data, guint seconds);

void munja_command_complain (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS

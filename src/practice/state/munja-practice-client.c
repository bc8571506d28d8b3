#include "config.h"

#include "munja-practice-client.h"

#include <gio/gio.h>

#include "munja-practice-random.h"

#define PORT_ATTEMPTS 16

/* Binds and lets go again; @port is 0 for any, and set to the one that was bound. */
static gboolean
try_port (GSocketFamily family, guint16 *port, GError **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (family);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, *port);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GSocket) socket
      = g_socket_new (family, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL || !g_socket_bind (socket, address, FALSE, error))
    return FALSE;
  bound = g_socket_get_local_address (socket, error);
  if (bound == NULL)
    return FALSE;
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  return TRUE;
}

/* The registered redirect URI says "localhost", which is either address, so both must be free. A
 * machine without IPv6 has only one. */
static guint16
find_free_port (GError **error)
{
  for (int i = 0; i < PORT_ATTEMPTS; i++) {
    g_autoptr (GError) local_error = NULL;
    guint16 port = 0;

    if (!try_port (G_SOCKET_FAMILY_IPV4, &port, error))
      return 0;
    if (try_port (G_SOCKET_FAMILY_IPV6, &port, &local_error)
        || !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
      return port;
  }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE, "No free loopback port");
  return 0;
}

/**
 * munja_practice_client_new:
 * @error: return location
 *
 * Registers an app, with new values at each start. Its redirect URI names a port that nothing
 * listens on at this moment.
 *
 * - Shape: contract, section 2.1.
 * - Errors: #GIOErrorEnum where no port can be bound.
 *
 * Returns: (transfer full) (nullable): the registration
 */
MunjaRegistration *
munja_practice_client_new (GError **error)
{
  guint16 port = find_free_port (error);
  g_autofree char *tail = munja_practice_random_text (MUNJA_PRACTICE_UPPER_DIGITS, 13);
  g_autofree char *id = g_strconcat ("CID", tail, NULL);
  g_autofree char *secret = munja_practice_random_text (MUNJA_PRACTICE_UPPER_DIGITS, 32);
  g_autofree char *app_id = munja_practice_random_text (MUNJA_PRACTICE_LETTERS_DIGITS, 12);
  g_autofree char *redirect_uri = g_strdup_printf ("http://localhost:%u/authorize", port);

  return port != 0 ? munja_registration_new (id, secret, redirect_uri, app_id) : NULL;
}

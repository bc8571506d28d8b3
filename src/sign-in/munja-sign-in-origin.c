#include "config.h"

#include "munja-sign-in-origin.h"

#include <string.h>

#include "munja-uri.h"

static char *
dup_ascii_host (GUri *uri)
{
  const char *host = g_uri_get_host (uri);

  return host != NULL && *host != '\0' ? g_hostname_to_ascii (host) : NULL;
}

static gboolean
has_own_port (GUri *uri)
{
  int port = g_uri_get_port (uri);
  int usual = g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;

  return port > 0 && port != usual;
}

/**
 * munja_sign_in_origin_dup_host:
 * @uri: an address
 *
 * Reads the host as it is shown to the person: in the ASCII form, so that letters of other scripts
 * cannot be taken for Latin ones, and with the port unless it is the usual one.
 *
 * Returns: (transfer full) (nullable): the host; %NULL when there is none
 */
char *
munja_sign_in_origin_dup_host (const char *uri)
{
  g_autoptr (GUri) parsed = munja_uri_parse (uri);
  g_autofree char *host = parsed != NULL ? dup_ascii_host (parsed) : NULL;
  g_autofree char *shown = NULL;

  if (host == NULL)
    return NULL;
  if (strchr (host, ':') != NULL)
    shown = g_strconcat ("[", host, "]", NULL);
  else
    shown = g_steal_pointer (&host);
  if (!has_own_port (parsed))
    return g_steal_pointer (&shown);
  return g_strdup_printf ("%s:%d", shown, g_uri_get_port (parsed));
}

/**
 * munja_sign_in_origin_dup_origin:
 * @uri: an `http:` or `https:` address
 *
 * Reads scheme, host and port in the one way in which two of them can be compared as text.
 *
 * Returns: (transfer full) (nullable): the origin; %NULL when there is none
 */
char *
munja_sign_in_origin_dup_origin (const char *uri)
{
  const char *scheme = g_uri_peek_scheme (uri);
  g_autofree char *host = munja_sign_in_origin_dup_host (uri);
  g_autofree char *lower = host != NULL ? g_ascii_strdown (host, -1) : NULL;

  if (lower == NULL || (g_strcmp0 (scheme, "https") != 0 && g_strcmp0 (scheme, "http") != 0))
    return NULL;
  return g_strconcat (scheme, "://", lower, NULL);
}

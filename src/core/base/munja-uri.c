#include "config.h"

#include "munja-uri.h"

/* Relaxed, since servers send addresses with broken percent signs, and a browser takes them. */
#define FLAGS                                                                                      \
  (G_URI_FLAGS_ENCODED | G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_SCHEME_NORMALIZE                   \
   | G_URI_FLAGS_PARSE_RELAXED)

/**
 * munja_uri_parse:
 * @uri: an address, perhaps one that a browser is asked to open
 *
 * Takes an address apart as a browser would; what decides is where it leads.
 *
 * Returns: (transfer full) (nullable): the address, or %NULL if it is none
 */
GUri *
munja_uri_parse (const char *uri)
{
  return g_uri_parse (uri, FLAGS, NULL);
}

static gboolean
is_loopback_host (const char *host)
{
  return g_ascii_strcasecmp (host, "localhost") == 0 || g_str_equal (host, "127.0.0.1")
         || g_str_equal (host, "::1");
}

/**
 * munja_uri_is_loopback:
 * @uri: an address
 *
 * Tells whether @uri is `http:` to this very computer, so that the system's browser can bring the
 * code to a listener here.
 *
 * - Source: RFC 8252, section 7.3.
 *
 * Returns: whether it is
 */
gboolean
munja_uri_is_loopback (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_ENCODED, NULL);

  return parsed != NULL && g_str_equal (g_uri_get_scheme (parsed), "http")
         && g_uri_get_host (parsed) != NULL && is_loopback_host (g_uri_get_host (parsed));
}

/**
 * munja_uri_is_graphic:
 * @text: any text
 *
 * Checks a value that goes into a header or an address and is opaque otherwise.
 *
 * Returns: whether it has characters of ASCII only that leave ink, and at least one
 */
gboolean
munja_uri_is_graphic (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      return FALSE;
  return *text != '\0';
}

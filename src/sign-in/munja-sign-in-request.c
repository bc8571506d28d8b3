#include "config.h"

#include "munja-sign-in-request.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "munja-error.h"
#include "munja-json.h"
#include "munja-registration.h"
#include "munja-secret.h"
#include "munja-sign-in-origin.h"
#include "munja-uri.h"

#define MAX_REQUEST_BYTES (64 * 1024)
#define MAX_HANDLE_LENGTH 256

/* The state is good for ten minutes, so that nothing is gained by waiting longer. */
#define MAX_LIFETIME_SECONDS (10 * 60)

static gboolean
wait_readable (int fd, gint64 deadline, GError **error)
{
  GPollFD poll_fd = { .fd = fd, .events = G_IO_IN };
  int ready;

  do {
    gint64 left = deadline - g_get_monotonic_time ();

    ready = left > 0 ? g_poll (&poll_fd, 1, (int)(left / 1000) + 1) : 0;
  } while (ready < 0 && errno == EINTR);
  if (ready <= 0)
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_INVALID, "No request in time");
  return ready > 0;
}

/**
 * munja_sign_in_request_read:
 * @fd: where the request comes from, as in standard input
 * @timeout_ms: how long to wait for all of it, in milliseconds
 * @error: return location
 *
 * Reads up to the end of the line or of the stream. It blocks, and is meant for the time before
 * there is a main loop.
 *
 * - Errors: INVALID when it is too long or does not come in time.
 *
 * Returns: (transfer full) (nullable): the bytes read
 */
GBytes *
munja_sign_in_request_read (int fd, int timeout_ms, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + timeout_ms * G_TIME_SPAN_MILLISECOND;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[4096];
  ssize_t got = 0;

  do {
    if (!wait_readable (fd, deadline, error))
      return NULL;
    do
      got = read (fd, buffer, sizeof buffer);
    while (got < 0 && errno == EINTR);
    if (got > 0)
      g_byte_array_append (bytes, buffer, (guint)got);
  } while (got > 0 && memchr (buffer, '\n', (size_t)got) == NULL
           && bytes->len <= MAX_REQUEST_BYTES);
  explicit_bzero (buffer, sizeof buffer);

  if (got < 0 || bytes->len > MAX_REQUEST_BYTES) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_INVALID, "The request cannot be read");
    return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
is_host (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '.' && *p != '-')
      return FALSE;
  return *text != '\0' && *text != '.';
}

static char **
read_hosts (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "trusted_hosts");
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);

    if (json_node_get_value_type (element) == G_TYPE_STRING
        && is_host (json_node_get_string (element))) {
      g_autofree char *host = g_ascii_strdown (json_node_get_string (element), -1);

      g_strv_builder_add (hosts, host);
    }
  }
  return g_strv_builder_end (hosts);
}

static char *
read_practice_origin (JsonObject *object)
{
  const char *uri = munja_json_get_string (object, "practice_origin");

  if (uri == NULL || !munja_uri_is_loopback (uri))
    return NULL;
  return munja_sign_in_origin_dup_origin (uri);
}

static unsigned
read_lifetime (JsonObject *object)
{
  double seconds = MAX_LIFETIME_SECONDS;

  munja_json_get_number (object, "lifetime", &seconds);
  return (unsigned)CLAMP (seconds, 1, MAX_LIFETIME_SECONDS);
}

static void
read_parent (MunjaSignInRequest *self, JsonObject *object)
{
  const char *parent = munja_json_get_string (object, "parent");
  guint64 xid = 0;

  if (parent == NULL)
    return;
  if (g_str_has_prefix (parent, "x11:")) {
    /* X resource identifiers have 29 bits. */
    if (g_ascii_string_to_unsigned (parent + strlen ("x11:"), 16, 1, 0x1fffffff, &xid, NULL))
      self->parent_xid = (gulong)xid;
  } else if (g_str_has_prefix (parent, "wayland:")) {
    const char *handle = parent + strlen ("wayland:");

    if (*handle != '\0' && strlen (handle) <= MAX_HANDLE_LENGTH && g_str_is_ascii (handle)
        && strpbrk (handle, " \t\r\n") == NULL)
      self->parent_handle = g_strdup (handle);
  }
}

static gboolean
is_usable (MunjaSignInRequest *self)
{
  return self->uri != NULL && self->state != NULL && self->service != NULL
         && munja_registration_check_redirect_uri (self->redirect_uri) == MUNJA_REGISTRATION_OK;
}

/**
 * munja_sign_in_request_parse:
 * @body: what came on standard input
 * @error: return location
 *
 * Reads a request.
 *
 * - Shape: object with the strings `uri`, `redirect_uri`, `state` and `service`, the list of
 *   strings `trusted_hosts`, and, where they apply, the strings `practice_origin` and `parent`
 *   ("x11:" and the window in hexadecimal digits, or "wayland:" and the exported handle) and the
 *   number `lifetime`. What is optional and unusable is passed over. Whether `uri` may be opened is
 *   for munja_sign_in_policy_may_start() to say.
 * - Units: `lifetime` in seconds, at most ten minutes, which is also its default.
 * - Errors: PROTOCOL when it is no object, INVALID when a value is missing or cannot be used.
 *
 * Returns: (transfer full) (nullable): the request
 */
MunjaSignInRequest *
munja_sign_in_request_parse (GBytes *body, GError **error)
{
  g_autoptr (MunjaSignInRequest) self = NULL;
  g_autoptr (JsonNode) root = munja_json_parse_object (body, error);
  JsonObject *object;

  if (root == NULL)
    return NULL;

  object = json_node_get_object (root);
  self = g_new0 (MunjaSignInRequest, 1);
  self->uri = g_strdup (munja_json_get_string (object, "uri"));
  self->redirect_uri = g_strdup (munja_json_get_string (object, "redirect_uri"));
  self->state = g_strdup (munja_json_get_string (object, "state"));
  self->service = g_strdup (munja_json_get_string (object, "service"));
  self->trusted_hosts = read_hosts (object);
  self->practice_origin = read_practice_origin (object);
  self->lifetime = read_lifetime (object);
  read_parent (self, object);

  if (!is_usable (self)) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_INVALID, "The request cannot be used");
    return NULL;
  }
  return g_steal_pointer (&self);
}

/**
 * munja_sign_in_request_free:
 * @self: (nullable) (transfer full): a request
 *
 * Frees it, and overwrites the state wherever it is.
 */
void
munja_sign_in_request_free (MunjaSignInRequest *self)
{
  if (self == NULL)
    return;
  munja_secret_free (self->uri);
  g_free (self->redirect_uri);
  munja_secret_free (self->state);
  g_free (self->service);
  g_strfreev (self->trusted_hosts);
  g_free (self->practice_origin);
  g_free (self->parent_handle);
  g_free (self);
}

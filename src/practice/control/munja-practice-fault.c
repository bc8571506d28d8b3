#include "config.h"

#include "munja-practice-fault.h"

#include "munja-practice-path.h"

#define STICKY           0
#define MAX_DELAY_MS     600000
#define DEFAULT_DELAY_MS 1000

struct _MunjaPracticeFault {
  const MunjaPracticeFaultKind *kind;
  MunjaPracticeFaultDetails details;
  char *path;
  char *method;
  gint64 times; /* that are left, or STICKY */
  guint retry_after;
};

static char *
take_string (JsonObject *description, const char *name, char **problem)
{
  JsonNode *node = json_object_get_member (description, name);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  g_free (*problem);
  *problem = g_strdup_printf ("\"%s\" must be a string", name);
  return NULL;
}

static gint64
take_integer (JsonObject *description,
              const char *name,
              gint64 fallback,
              gint64 max,
              char **problem)
{
  JsonNode *node = json_object_get_member (description, name);

  if (node == NULL)
    return fallback;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
      && json_node_get_int (node) >= 0 && json_node_get_int (node) <= max)
    return json_node_get_int (node);
  g_free (*problem);
  *problem = g_strdup_printf ("\"%s\" must be a whole number up to %" G_GINT64_FORMAT, name, max);
  return fallback;
}

static char *
find_unknown_member (JsonObject *description)
{
  static const char *const known[] = { "path",        "method", "kind",     "times",    "status",
                                       "retry_after", "body",   "delay_ms", "location", NULL };
  g_autoptr (GList) names = json_object_get_members (description);

  for (GList *l = names; l != NULL; l = l->next)
    if (!g_strv_contains (known, l->data))
      return g_strdup_printf ("A fault has no member \"%s\"", (const char *)l->data);
  return NULL;
}

static void
check_complete (const MunjaPracticeFault *self, char **problem)
{
  if (*problem != NULL)
    return;
  if (self->kind == NULL)
    *problem = g_strdup ("\"kind\" must be the name of a kind of fault");
  else if (self->path == NULL || *self->path != '/')
    *problem = g_strdup ("\"path\" must begin with \"/\"");
  else if (self->details.status != 0 && self->details.status < 200)
    *problem = g_strdup ("\"status\" must be from 200 to 599");
  else if (g_str_equal (self->kind->name, "redirect")
           && (self->details.location == NULL || *self->details.location == '\0'
               || !g_str_is_ascii (self->details.location)
               || strpbrk (self->details.location, "\r\n ") != NULL))
    *problem = g_strdup ("\"location\" must be an address");
}

/**
 * munja_practice_fault_new:
 * @description: `path`, `kind`, and perhaps `method`, `times`, `status`, `retry_after` (seconds),
 *   `body`, `delay_ms`, `location`
 * @problem: (out) (transfer full): set if the description is wrong
 *
 * - Source: contract, section 14, "Fault injection".
 *
 * Returns: (transfer full) (nullable): the fault
 */
MunjaPracticeFault *
munja_practice_fault_new (JsonObject *description, char **problem)
{
  g_autoptr (MunjaPracticeFault) self = g_new0 (MunjaPracticeFault, 1);
  g_autofree char *kind = NULL;

  *problem = find_unknown_member (description);
  kind = take_string (description, "kind", problem);
  self->kind = munja_practice_fault_kind_find (kind);
  self->path = take_string (description, "path", problem);
  self->method = take_string (description, "method", problem);
  self->details.body = take_string (description, "body", problem);
  self->details.location = take_string (description, "location", problem);
  self->times = take_integer (description, "times", 1, G_MAXINT32, problem);
  self->details.status = (guint)take_integer (description, "status", 0, 599, problem);
  self->retry_after = (guint)take_integer (description, "retry_after", 0, G_MAXINT32, problem);
  self->details.delay_ms
      = (guint)take_integer (description, "delay_ms", DEFAULT_DELAY_MS, MAX_DELAY_MS, problem);
  check_complete (self, problem);
  return *problem == NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * munja_practice_fault_free:
 * @self: (nullable) (transfer full): a fault
 */
void
munja_practice_fault_free (MunjaPracticeFault *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->method);
  g_free (self->details.body);
  g_free (self->details.location);
  g_free (self);
}

/**
 * munja_practice_fault_matches:
 * @self: a fault
 * @message: a request
 *
 * Returns: whether it is meant for this request
 */
gboolean
munja_practice_fault_matches (const MunjaPracticeFault *self, SoupServerMessage *message)
{
  return munja_practice_path_matches (self->path,
                                      g_uri_get_path (soup_server_message_get_uri (message)))
         && (self->method == NULL
             || g_str_equal (self->method, soup_server_message_get_method (message)));
}

/**
 * munja_practice_fault_count_down:
 * @self: a fault that has struck
 *
 * Returns: whether that was the last time
 */
gboolean
munja_practice_fault_count_down (MunjaPracticeFault *self)
{
  if (self->times == STICKY)
    return FALSE;
  return --self->times == 0;
}

/**
 * munja_practice_fault_get_timing:
 * @self: a fault
 *
 * Returns: when it strikes
 */
MunjaPracticeFaultTiming
munja_practice_fault_get_timing (const MunjaPracticeFault *self)
{
  return self->kind->timing;
}

/**
 * munja_practice_fault_get_delay:
 * @self: a fault
 *
 * Returns: how slow it makes things, in milliseconds
 */
guint
munja_practice_fault_get_delay (const MunjaPracticeFault *self)
{
  return self->details.delay_ms;
}

/**
 * munja_practice_fault_apply:
 * @self: a fault that strikes in place of a request or after it
 * @message: the request, carried out if munja_practice_fault_get_timing() says so
 *
 * Makes it go wrong.
 *
 * Returns: the status that the client gets to see, 0 for no answer at all
 */
guint
munja_practice_fault_apply (const MunjaPracticeFault *self, SoupServerMessage *message)
{
  guint status = self->kind->apply (&self->details, message);

  if (self->retry_after != 0) {
    g_autofree char *seconds = g_strdup_printf ("%u", self->retry_after);

    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After",
                                  seconds);
  }
  return status;
}

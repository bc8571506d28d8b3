#pragma once

#include <json-glib/json-glib.h>

#include "munja-account.h"
#include "munja-transport.h"

G_BEGIN_DECLS

typedef struct _MunjaApi MunjaApi;
typedef struct _MunjaCall MunjaCall;

/*
 * What the files of MunjaApi share: the one way a call goes.
 */

struct _MunjaApi {
  GObject parent_instance;

  MunjaTransport *transport;
  MunjaAccount *account;
  char *app_id;
  unsigned retry_delay; /* ms */
};

/**
 * MunjaEndpoint:
 * @method: HTTP method
 * @scope: (nullable): the permission that it takes
 * @sends: whether carrying it out twice could do harm, see #MunjaRequest
 * @in_thread: whether its replies can be so long that reading them would hold up a frame
 * @parse: reads the reply; gets the hint of the call; PROTOCOL where the reply makes no sense
 * @free_result: frees what @parse returned
 *
 * One kind of call.
 */
typedef struct {
  const char *method;
  const char *scope;
  gboolean sends;
  gboolean in_thread;
  gpointer (*parse) (GBytes *body, const char *hint, GError **error);
  GDestroyNotify free_result;
} MunjaEndpoint;

/**
 * MunjaCall:
 * @endpoint: what kind of call; not copied
 * @path: path and query, escaped
 * @body: (nullable): JSON
 * @hint: (nullable): for the endpoint's parse function
 * @follow: (nullable): reads what the parse function returned: puts what the call is answered by
 *   into @answer, or puts the next path and hint into the call and returns %TRUE, or fails
 * @state: (nullable): for @follow
 * @free_state: frees @state
 * @free_answer: frees what @follow gives
 */
struct _MunjaCall {
  const MunjaEndpoint *endpoint;
  char *path;
  GBytes *body;
  char *hint;
  gboolean (*follow) (MunjaCall *self, gpointer reply, gpointer *answer, GError **error);
  gpointer state;
  GDestroyNotify free_state;
  GDestroyNotify free_answer;
};

MunjaCall *
munja_call_new (const MunjaEndpoint *endpoint, char *path, GBytes *body, const char *hint);
void munja_call_add_parameter (GString *path, const char *name, const char *value);
char *munja_api_dup_prices_path (const char *country, gboolean with_fee);
void munja_api_add_origin (MunjaApi *self, JsonBuilder *builder);

G_END_DECLS

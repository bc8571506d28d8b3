#pragma once

#include <json-glib/json-glib.h>

#include "munja-account.h"
#include "munja-transport.h"

G_BEGIN_DECLS

typedef struct _MunjaApi MunjaApi;

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

void munja_api_call_async (MunjaApi *self,
                           const MunjaEndpoint *endpoint,
                           const char *path,
                           GBytes *body,
                           const char *hint,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gpointer munja_api_call_finish (MunjaApi *self,
                                GAsyncResult *result,
                                const MunjaEndpoint *endpoint,
                                GError **error);

void munja_api_add_origin (MunjaApi *self, JsonBuilder *builder);

G_END_DECLS

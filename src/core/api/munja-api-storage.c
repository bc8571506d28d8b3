#include "config.h"

#include "munja-api-storage.h"

#include <string.h>

#include "munja-api-private.h"
#include "munja-replies-account.h"

static gpointer
parse_file_id (GBytes *body, const char *hint, GError **error)
{
  return munja_parse_file_id (body, error);
}

/* A file that nothing refers to harms nobody, so that storing it may be tried again. Source:
 * contract, section 7. */
static const MunjaEndpoint upload_endpoint = {
  .method = "POST",
  .scope = "storage:write",
  .parse = parse_file_id,
  .free_result = g_free,
};

/* Base64 needs no escaping, and is too long to be looked through for what does. */
static GBytes *
new_upload_body (GBytes *jpeg, const char *name)
{
  gsize size = 0;
  const guchar *data = g_bytes_get_data (jpeg, &size);
  g_autofree char *file = g_base64_encode (data, size);
  g_autoptr (JsonNode) name_node = json_node_init_string (json_node_alloc (), name);
  g_autofree char *quoted = json_to_string (name_node, FALSE);
  char *body
      = g_strconcat ("{\"type\":\"MMS\",\"name\":", quoted, ",\"file\":\"", file, "\"}", NULL);

  return g_bytes_new_take (body, strlen (body));
}

/**
 * munja_api_upload_picture_async:
 * @self: the client
 * @jpeg: a picture within the service's limits
 * @name: what the service lists it as, 100 characters at most
 * @cancellable: (nullable): stops waiting; the file may be stored all the same
 * @callback: (scope async): called once, in the caller's main context
 *
 * Stores a picture at the service, for any number of messages. Doing it twice makes two files, of
 * which one is never used.
 *
 * - Shape: `POST /storage/v1/files`, `{type:"MMS",name,file}` with the file in base64.
 * - Errors: REFUSED with service code `ValidationError`, `InvalidFileType` or `FileSizeTooLarge`;
 *   PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 7; base64 is that of RFC 4648, section 4.
 */
void
munja_api_upload_picture_async (MunjaApi *self,
                                GBytes *jpeg,
                                const char *name,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (MUNJA_IS_API (self));

  munja_api_call_async (self, &upload_endpoint, "/storage/v1/files", new_upload_body (jpeg, name),
                        NULL, cancellable, callback, user_data);
}

/**
 * munja_api_upload_picture_finish:
 * @self: the client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the id of the file, for #MunjaOutgoing.image_id
 */
char *
munja_api_upload_picture_finish (MunjaApi *self, GAsyncResult *result, GError **error)
{
  return munja_api_call_finish (self, result, &upload_endpoint, error);
}

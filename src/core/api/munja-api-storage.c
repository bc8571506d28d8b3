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
 * munja_call_upload_picture:
 * @jpeg: a picture within the service's limits
 * @name: what the service lists it as, 100 characters at most
 *
 * Stores a picture at the service, for any number of messages. Doing it twice makes two files, of
 * which one is never used.
 *
 * - Shape: `POST /storage/v1/files`, `{type:"MMS",name,file}` with the file in base64.
 * - Errors: REFUSED with service code `ValidationError`, `InvalidFileType` or `FileSizeTooLarge`;
 *   PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 7; base64 is that of RFC 4648, section 4.
 *
 * Returns: (transfer full): the call, which is answered by the id of the file, for
 *   #MunjaOutgoing.image_id
 */
MunjaCall *
munja_call_upload_picture (GBytes *jpeg, const char *name)
{
  return munja_call_new (&upload_endpoint, g_strdup ("/storage/v1/files"),
                         new_upload_body (jpeg, name), NULL);
}

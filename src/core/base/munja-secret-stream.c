#include "config.h"

#include "munja-secret-stream.h"

#include <string.h>

struct _MunjaSecretStream {
  GMemoryInputStream parent_instance;
};

G_DEFINE_FINAL_TYPE (MunjaSecretStream, munja_secret_stream, G_TYPE_MEMORY_INPUT_STREAM)

/* Who copies a stream reads until nothing comes, always to the same place. */
static gssize
munja_secret_stream_read (GInputStream *stream,
                          void *buffer,
                          gsize count,
                          GCancellable *cancellable,
                          GError **error)
{
  gssize n_read = G_INPUT_STREAM_CLASS (munja_secret_stream_parent_class)
                      ->read_fn (stream, buffer, count, cancellable, error);

  if (n_read >= 0)
    explicit_bzero ((char *)buffer + n_read, count - (gsize)n_read);
  return n_read;
}

static void
munja_secret_stream_class_init (MunjaSecretStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = munja_secret_stream_read;
}

static void
munja_secret_stream_init (MunjaSecretStream *self)
{
}

/**
 * munja_secret_stream_new:
 * @bytes: what to read, with a token or a secret in it
 *
 * Makes a stream that leaves nothing of @bytes in the buffer that it is read to, once it has been
 * read to its end: with the last read, which brings nothing, the buffer is overwritten.
 *
 * Returns: (transfer full): the stream
 */
GInputStream *
munja_secret_stream_new (GBytes *bytes)
{
  GMemoryInputStream *self = g_object_new (MUNJA_TYPE_SECRET_STREAM, NULL);

  g_memory_input_stream_add_bytes (self, bytes);
  return G_INPUT_STREAM (self);
}

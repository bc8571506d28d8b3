#include "config.h"

#include "munja-picture.h"

#include "munja-error.h"
#include "munja-picture-decode.h"
#include "munja-picture-encode.h"

#define READ_BYTES ((gsize)256 * 1024)

static void
convert_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = munja_picture_decode (task_data, cancellable, &error);
  GBytes *jpeg = pixbuf != NULL ? munja_picture_encode (pixbuf, cancellable, &error) : NULL;

  if (jpeg != NULL)
    g_task_return_pointer (task, jpeg, (GDestroyNotify)g_bytes_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static GTask *
new_task (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, munja_picture_convert_async);
  return task;
}

static void
return_too_large (GTask *task)
{
  g_task_return_new_error (task, MUNJA_ERROR, MUNJA_ERROR_PICTURE_TOO_LARGE,
                           "The file is longer than a picture should be");
}

/* Takes over @task and @source. */
static void
convert (GTask *task, GBytes *source)
{
  g_autoptr (GTask) owned = task;

  g_task_set_task_data (task, source, (GDestroyNotify)g_bytes_unref);
  if (g_bytes_get_size (source) > MUNJA_PICTURE_MAX_SOURCE_BYTES)
    return_too_large (task);
  else
    g_task_run_in_thread (task, convert_in_thread);
}

/**
 * munja_picture_convert_async:
 * @source: any bytes
 * @cancellable: (nullable): stops it
 * @callback: (scope async): called once, in the caller's main context
 *
 * Makes of any picture the one that the service takes: a JPEG that is short and small enough,
 * upright, on white where it was transparent, the first frame of one that moves, and with nothing
 * in it but the picture: not where it was taken, nor with what. One that is like that already is
 * written anew, too. It happens in a thread.
 *
 * - Units: see %MUNJA_PICTURE_MAX_BYTES; @source may have %MUNJA_PICTURE_MAX_SOURCE_BYTES.
 * - Errors: PICTURE_UNKNOWN for what is no picture, PICTURE_TOO_LARGE, PICTURE_DAMAGED;
 *   #MUNJA_FILE_KIND_ERROR for a kind that is known, but not read here.
 * - Source: contract, section 7.
 */
void
munja_picture_convert_async (GBytes *source,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  convert (new_task (cancellable, callback, user_data), g_bytes_ref (source));
}

/* What is being read. */
typedef struct {
  GTask *task;
  GByteArray *bytes;
} Reading;

static void
reading_free (Reading *reading)
{
  g_clear_object (&reading->task);
  g_clear_pointer (&reading->bytes, g_byte_array_unref);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void read_on (GInputStream *stream, Reading *reading);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) part
      = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize length = 0;
  const guchar *data;

  if (part == NULL) {
    g_task_return_error (reading->task, g_steal_pointer (&error));
    return;
  }
  data = g_bytes_get_data (part, &length);
  if (length == 0) {
    convert (g_steal_pointer (&reading->task),
             g_byte_array_free_to_bytes (g_steal_pointer (&reading->bytes)));
  } else if (reading->bytes->len + length > MUNJA_PICTURE_MAX_SOURCE_BYTES) {
    return_too_large (reading->task);
  } else {
    g_byte_array_append (reading->bytes, data, (guint)length);
    read_on (G_INPUT_STREAM (source), g_steal_pointer (&reading));
  }
}

/* Takes over @reading. */
static void
read_on (GInputStream *stream, Reading *reading)
{
  g_input_stream_read_bytes_async (stream, READ_BYTES, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (reading->task), read_cb, reading);
}

/* Takes over @task. */
static void
read_all (GInputStream *stream, GTask *task)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->task = task;
  reading->bytes = g_byte_array_new ();
  read_on (stream, reading);
}

/**
 * munja_picture_convert_stream_async:
 * @stream: where the bytes come from, the clipboard say
 * @cancellable: (nullable): stops it
 * @callback: (scope async): called once, in the caller's main context
 *
 * As munja_picture_convert_async(). No more is read than a picture may have.
 *
 * - Errors: besides those, #GIOErrorEnum where it cannot be read.
 */
void
munja_picture_convert_stream_async (GInputStream *stream,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (G_IS_INPUT_STREAM (stream));

  read_all (stream, new_task (cancellable, callback, user_data));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream != NULL)
    read_all (G_INPUT_STREAM (stream), g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * munja_picture_convert_file_async:
 * @file: the picture
 * @cancellable: (nullable): stops it
 * @callback: (scope async): called once, in the caller's main context
 *
 * As munja_picture_convert_stream_async().
 */
void
munja_picture_convert_file_async (GFile *file,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (G_IS_FILE (file));

  g_file_read_async (file, G_PRIORITY_DEFAULT, cancellable, opened_cb,
                     new_task (cancellable, callback, user_data));
}

/**
 * munja_picture_convert_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a JPEG that the service takes
 */
GBytes *
munja_picture_convert_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

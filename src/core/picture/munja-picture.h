#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MUNJA_PICTURE_MAX_SOURCE_BYTES:
 *
 * What a picture that is made into one that can go out may have. A photo of 200 megapixels has up
 * to 70 MB.
 */
#define MUNJA_PICTURE_MAX_SOURCE_BYTES (100 * 1000 * 1000)

void munja_picture_convert_async (GBytes *source,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
void munja_picture_convert_stream_async (GInputStream *stream,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
void munja_picture_convert_file_async (GFile *file,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GBytes *munja_picture_convert_finish (GAsyncResult *result, GError **error);

G_END_DECLS

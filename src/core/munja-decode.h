#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MunjaEncoding:
 * @MUNJA_ENCODING_UTF8: UTF-8
 * @MUNJA_ENCODING_CP949: the Korean of Windows, of which EUC-KR is a part
 * @MUNJA_ENCODING_UTF16LE: UTF-16, little end first
 * @MUNJA_ENCODING_UTF16BE: UTF-16, big end first
 */
typedef enum {
  MUNJA_ENCODING_UTF8,
  MUNJA_ENCODING_CP949,
  MUNJA_ENCODING_UTF16LE,
  MUNJA_ENCODING_UTF16BE,
} MunjaEncoding;

const char *munja_encoding_to_string (MunjaEncoding encoding);
GBytes *munja_decode (GBytes *bytes,
                      MunjaEncoding *encoding,
                      guint *n_unreadable,
                      GCancellable *cancellable,
                      GError **error);

G_END_DECLS

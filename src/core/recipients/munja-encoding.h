#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MunjaEncoding:
 * @MUNJA_ENCODING_UTF8: UTF-8
 * @MUNJA_ENCODING_CP949: the Korean of Windows, of which EUC-KR is a part
 * @MUNJA_ENCODING_UTF16LE: UTF-16, little end first
 * @MUNJA_ENCODING_UTF16BE: UTF-16, big end first
 * @MUNJA_ENCODING_ANY: whichever of them it seems to be
 */
typedef enum {
  MUNJA_ENCODING_UTF8,
  MUNJA_ENCODING_CP949,
  MUNJA_ENCODING_UTF16LE,
  MUNJA_ENCODING_UTF16BE,
  MUNJA_ENCODING_ANY,
} MunjaEncoding;

#define MUNJA_N_ENCODINGS 4

/* How many lines that hold something unreadable are told. */
#define MUNJA_DECODED_LINES 5

/**
 * MunjaDecoded:
 * @encoding: what the text was written in
 * @n_unreadable: how many of its characters could not be read
 * @n_lines: how many lines these are in
 * @lines: the numbers of the first ones of them, from 1
 *
 * How well a text could be read.
 */
typedef struct {
  MunjaEncoding encoding;
  guint n_unreadable;
  guint n_lines;
  guint lines[MUNJA_DECODED_LINES];
} MunjaDecoded;

const char *munja_encoding_to_string (MunjaEncoding encoding);
GBytes *munja_decode (GBytes *bytes,
                      MunjaEncoding encoding,
                      MunjaDecoded *decoded,
                      GCancellable *cancellable,
                      GError **error);

G_END_DECLS

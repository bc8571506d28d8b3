#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SupportZipFile:
 * @name: what it is called
 * @text: what is in it
 * @length: its bytes, 0 for all of @text
 * @stored: whether it is not packed
 *
 * A file for an archive.
 */
typedef struct {
  const char *name;
  const char *text;
  gsize length;
  gboolean stored;
} SupportZipFile;

GByteArray *support_zip_new (const SupportZipFile *files, gsize n_files);
GByteArray *support_zip_new_xlsx (const char *sheet);
void support_zip_set_16 (GByteArray *zip, gsize at, guint16 value);
void support_zip_set_32 (GByteArray *zip, gsize at, guint32 value);
gsize support_zip_find_entry (const GByteArray *zip, const char *name);

G_END_DECLS

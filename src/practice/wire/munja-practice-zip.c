#include "config.h"

#include "munja-practice-zip.h"

#include <string.h>

/* Source: PKWARE's APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16. */
#define LOCAL_SIGNATURE   0x04034b50
#define CENTRAL_SIGNATURE 0x02014b50
#define END_SIGNATURE     0x06054b50
#define NEEDED_VERSION    20
#define FLAG_UTF8         0x0800
#define FIRST_OF_1980     0x0021

struct _MunjaPracticeZip {
  GByteArray *files;
  GByteArray *directory;
  guint n_files;
};

static void
add_16 (GByteArray *bytes, guint value)
{
  guint16 little = GUINT16_TO_LE ((guint16)value);

  g_byte_array_append (bytes, (const guint8 *)&little, sizeof little);
}

static void
add_32 (GByteArray *bytes, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (bytes, (const guint8 *)&little, sizeof little);
}

static guint32
get_sum (const char *data, gsize length)
{
  guint32 sum = 0xffffffff;

  for (gsize i = 0; i < length; i++) {
    sum ^= (guchar)data[i];
    for (guint bit = 0; bit < 8; bit++)
      sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xedb88320 : 0);
  }
  return ~sum;
}

/* What both headers of a file have in common. */
static void
add_header (GByteArray *bytes, const char *name, guint32 sum, gsize length)
{
  add_16 (bytes, NEEDED_VERSION);
  add_16 (bytes, FLAG_UTF8);
  add_16 (bytes, 0); /* stored */
  add_16 (bytes, 0); /* midnight */
  add_16 (bytes, FIRST_OF_1980);
  add_32 (bytes, sum);
  add_32 (bytes, (guint32)length);
  add_32 (bytes, (guint32)length);
  add_16 (bytes, (guint)strlen (name));
  add_16 (bytes, 0); /* nothing else */
}

/**
 * munja_practice_zip_new:
 *
 * Returns: (transfer full): an empty archive, for munja_practice_zip_end()
 */
MunjaPracticeZip *
munja_practice_zip_new (void)
{
  MunjaPracticeZip *self = g_new0 (MunjaPracticeZip, 1);

  self->files = g_byte_array_new ();
  self->directory = g_byte_array_new ();
  return self;
}

/**
 * munja_practice_zip_add:
 * @self: an archive
 * @name: name of a file, with slashes
 * @data: what is in it
 * @length: how many bytes, less than 4 GiB with all others
 */
void
munja_practice_zip_add (MunjaPracticeZip *self, const char *name, const char *data, gsize length)
{
  guint32 sum = get_sum (data, length);
  guint32 offset = self->files->len;

  add_32 (self->files, LOCAL_SIGNATURE);
  add_header (self->files, name, sum, length);
  g_byte_array_append (self->files, (const guint8 *)name, (guint)strlen (name));
  g_byte_array_append (self->files, (const guint8 *)data, (guint)length);
  add_32 (self->directory, CENTRAL_SIGNATURE);
  add_16 (self->directory, NEEDED_VERSION);
  add_header (self->directory, name, sum, length);
  add_16 (self->directory, 0); /* no comment */
  add_16 (self->directory, 0); /* first disk */
  add_16 (self->directory, 0);
  add_32 (self->directory, 0);
  add_32 (self->directory, offset);
  g_byte_array_append (self->directory, (const guint8 *)name, (guint)strlen (name));
  self->n_files++;
}

/**
 * munja_practice_zip_end:
 * @self: (transfer full): an archive
 *
 * Returns: (transfer full): its bytes
 */
GByteArray *
munja_practice_zip_end (MunjaPracticeZip *self)
{
  GByteArray *bytes = self->files;
  guint32 offset = bytes->len;

  g_byte_array_append (bytes, self->directory->data, self->directory->len);
  add_32 (bytes, END_SIGNATURE);
  add_16 (bytes, 0); /* one disk */
  add_16 (bytes, 0);
  add_16 (bytes, self->n_files);
  add_16 (bytes, self->n_files);
  add_32 (bytes, self->directory->len);
  add_32 (bytes, offset);
  add_16 (bytes, 0); /* no comment */
  g_byte_array_unref (self->directory);
  g_free (self);
  return bytes;
}

#include "config.h"

#include "munja-zip.h"

#include <string.h>

#include "munja-file-kind.h"

/* Lengths and places in the records of an archive. Source: PKWARE, APPNOTE 6.3.10, section 4.3. */
#define LOCAL_LENGTH       30
#define LOCAL_NAME         26
#define LOCAL_EXTRA        28
#define CENTRAL_LENGTH     46
#define CENTRAL_FLAGS      8
#define CENTRAL_METHOD     10
#define CENTRAL_CRC        16
#define CENTRAL_PACKED     20
#define CENTRAL_SIZE       24
#define CENTRAL_NAME       28
#define CENTRAL_EXTRA      30
#define CENTRAL_COMMENT    32
#define CENTRAL_OFFSET     42
#define END_LENGTH         22
#define END_COUNT          10
#define END_CENTRAL_LENGTH 12
#define END_CENTRAL_OFFSET 16
#define END_COMMENT        20
#define MAX_COMMENT        65535

#define METHOD_STORED   0
#define METHOD_DEFLATED 8
#define FLAG_ENCRYPTED  1
#define EXTRA_ZIP64     1

/* How much is unpacked between two looks at whether to go on. */
#define SLICE 65536

typedef struct {
  char *name;
  const guint8 *packed; /* in the bytes of the archive */
  guint64 offset;
  guint64 packed_size;
  guint64 size;
  guint32 crc;
  guint16 method;
  guint16 flags;
} Entry;

struct _MunjaZip {
  GBytes *bytes;
  GHashTable *entries; /* of Entry, by name */
  guint64 n_unpacked;
  guint64 n_read; /* of what is packed */
  int *progress;
};

/* A file that is being unpacked. */
typedef struct {
  MunjaZip *zip;
  const Entry *entry;
  MunjaZipSink sink;
  gpointer data;
  GCancellable *cancellable;
  guint64 total;
  guint32 crc;
} Reading;

static void
entry_free (Entry *entry)
{
  g_free (entry->name);
  g_free (entry);
}

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, why);
  return FALSE;
}

static guint16
get_16 (const guint8 *p)
{
  return (guint16)(p[0] | p[1] << 8);
}

static guint32
get_32 (const guint8 *p)
{
  return get_16 (p) | (guint32)get_16 (p + 2) << 16;
}

static guint64
get_64 (const guint8 *p)
{
  return get_32 (p) | (guint64)get_32 (p + 4) << 32;
}

/* Source: PKWARE, APPNOTE, section 4.4.7; ISO 3309. */
static guint32
add_to_crc (guint32 crc, const guint8 *data, gsize length)
{
  static guint32 table[256];
  static gsize made = 0;

  if (g_once_init_enter (&made)) {
    for (guint32 i = 0; i < 256; i++) {
      guint32 value = i;

      for (guint bit = 0; bit < 8; bit++)
        value = (value & 1) != 0 ? 0xEDB88320 ^ value >> 1 : value >> 1;
      table[i] = value;
    }
    g_once_init_leave (&made, 1);
  }
  for (gsize i = 0; i < length; i++)
    crc = table[(crc ^ data[i]) & 0xFF] ^ crc >> 8;
  return crc;
}

/* Finds the record that stands at the end, before a comment. */
static const guint8 *
find_end (const guint8 *data, gsize length)
{
  gsize most = MIN (length, END_LENGTH + MAX_COMMENT);

  for (gsize back = END_LENGTH; back <= most; back++) {
    const guint8 *p = data + length - back;

    if (memcmp (p, "PK\5\6", 4) == 0 && (gsize)get_16 (p + END_COMMENT) + END_LENGTH <= back)
      return p;
  }
  return NULL;
}

/* Sizes that are too large for their place stand in an extra field, in this order; some writers use
 * it for any. */
static void
read_zip64 (Entry *entry, const guint8 *extra, gsize length)
{
  guint64 *const fields[] = { &entry->size, &entry->packed_size, &entry->offset };

  while (length >= 4) {
    gsize size = MIN ((gsize)get_16 (extra + 2), length - 4);
    const guint8 *value = extra + 4;

    if (get_16 (extra) == EXTRA_ZIP64)
      for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
        if (*fields[i] == G_MAXUINT32 && extra + 4 + size >= value + 8) {
          *fields[i] = get_64 (value);
          value += 8;
        }
    extra += 4 + size;
    length -= 4 + size;
  }
}

/* Finds where the data of a file begins, behind a second record of it. */
static gboolean
find_data (Entry *entry, const guint8 *data, guint64 limit)
{
  const guint8 *local = data + entry->offset;
  gsize name_length = strlen (entry->name);
  guint64 start;

  if (entry->offset > limit || limit - entry->offset < LOCAL_LENGTH
      || memcmp (local, "PK\3\4", 4) != 0 || get_16 (local + LOCAL_NAME) != name_length)
    return FALSE;
  start = entry->offset + LOCAL_LENGTH + name_length + get_16 (local + LOCAL_EXTRA);
  if (start > limit || memcmp (local + LOCAL_LENGTH, entry->name, name_length) != 0
      || entry->packed_size > limit - start)
    return FALSE;
  entry->packed = data + start;
  return TRUE;
}

/* Reads an entry of the directory and goes on behind it. */
static Entry *
read_entry (const guint8 *data, guint64 limit, const guint8 **at, const guint8 *end)
{
  const guint8 *p = *at;
  Entry *entry;
  gsize length;

  if (end - p < CENTRAL_LENGTH || memcmp (p, "PK\1\2", 4) != 0)
    return NULL;
  length = (gsize)get_16 (p + CENTRAL_NAME) + get_16 (p + CENTRAL_EXTRA)
           + get_16 (p + CENTRAL_COMMENT);
  if ((gsize)(end - p) - CENTRAL_LENGTH < length
      || memchr (p + CENTRAL_LENGTH, '\0', get_16 (p + CENTRAL_NAME)) != NULL)
    return NULL;
  entry = g_new0 (Entry, 1);
  entry->name = g_strndup ((const char *)p + CENTRAL_LENGTH, get_16 (p + CENTRAL_NAME));
  entry->flags = get_16 (p + CENTRAL_FLAGS);
  entry->method = get_16 (p + CENTRAL_METHOD);
  entry->crc = get_32 (p + CENTRAL_CRC);
  entry->packed_size = get_32 (p + CENTRAL_PACKED);
  entry->size = get_32 (p + CENTRAL_SIZE);
  entry->offset = get_32 (p + CENTRAL_OFFSET);
  read_zip64 (entry, p + CENTRAL_LENGTH + get_16 (p + CENTRAL_NAME), get_16 (p + CENTRAL_EXTRA));
  *at = p + CENTRAL_LENGTH + length;
  if (find_data (entry, data, limit))
    return entry;
  entry_free (entry);
  return NULL;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Entry *first = *(const Entry *const *)a;
  const Entry *second = *(const Entry *const *)b;

  return first->packed < second->packed ? -1 : first->packed > second->packed ? 1 : 0;
}

/* Files that share bytes make a small archive a huge one. */
static gboolean
check_overlap (GPtrArray *entries, const guint8 *data, GError **error)
{
  const guint8 *end = data;

  g_ptr_array_sort (entries, compare_places);
  for (guint i = 0; i < entries->len; i++) {
    const Entry *entry = entries->pdata[i];

    if (data + entry->offset < end)
      return refuse (error, "files of the archive overlap");
    end = entry->packed + entry->packed_size;
  }
  return TRUE;
}

static gboolean
read_directory (MunjaZip *self, GError **error)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (self->bytes, &length);
  const guint8 *end = find_end (data, length);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  guint64 offset;
  guint64 size;
  const guint8 *at;

  if (end == NULL)
    return refuse (error, "the archive has no directory");
  offset = get_32 (end + END_CENTRAL_OFFSET);
  size = get_32 (end + END_CENTRAL_LENGTH);
  if (offset > (guint64)(end - data) || size > (guint64)(end - data) - offset)
    return refuse (error, "the directory of the archive is elsewhere");
  if (get_16 (end + END_COUNT) > MUNJA_ZIP_MAX_ENTRIES) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "too many files");
    return FALSE;
  }
  at = data + offset;
  for (guint i = 0; i < get_16 (end + END_COUNT); i++) {
    Entry *entry = read_entry (data, offset, &at, data + offset + size);

    if (entry == NULL)
      return refuse (error, "a file of the archive is not where it should be");
    g_ptr_array_add (entries, entry);
    if (!g_hash_table_insert (self->entries, entry->name, entry))
      return refuse (error, "a file is twice in the archive");
  }
  return check_overlap (entries, data, error);
}

/**
 * munja_zip_new:
 * @bytes: an archive
 * @progress: (nullable): gets the thousandths of it that have been read, atomically, from 300 to
 * 900
 * @error: (nullable): see below
 *
 * Reads the directory of an archive. Each file has to be where the directory says and nowhere else.
 *
 * - Errors: %G_IO_ERROR_INVALID_DATA; %G_IO_ERROR_MESSAGE_TOO_LARGE for more than
 *   %MUNJA_ZIP_MAX_ENTRIES files.
 * - Source: PKWARE, APPNOTE 6.3.10.
 *
 * Returns: (transfer full): the archive
 */
MunjaZip *
munja_zip_new (GBytes *bytes, int *progress, GError **error)
{
  g_autoptr (MunjaZip) self = g_new0 (MunjaZip, 1);

  self->bytes = g_bytes_ref (bytes);
  self->progress = progress;
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)entry_free);
  return read_directory (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * munja_zip_free:
 * @self: (transfer full): the archive
 */
void
munja_zip_free (MunjaZip *self)
{
  g_hash_table_unref (self->entries);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * munja_zip_has:
 * @self: the archive
 * @name: what a file is called, with its folders
 *
 * Returns: whether there is such a file
 */
gboolean
munja_zip_has (const MunjaZip *self, const char *name)
{
  return g_hash_table_contains (self->entries, name);
}

static gboolean
check_size (const Reading *reading, guint64 size, GError **error)
{
  const Entry *entry = reading->entry;

  if (size <= MUNJA_ZIP_MAX_ENTRY && reading->zip->n_unpacked + size <= MUNJA_ZIP_MAX_TOTAL
      && (size <= MUNJA_ZIP_RATIO_FLOOR || size / MUNJA_ZIP_MAX_RATIO <= entry->packed_size))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "a file is too large");
  return FALSE;
}

static gboolean
pass_on (Reading *reading, const guint8 *piece, gsize length, GError **error)
{
  reading->total += length;
  if (reading->total > reading->entry->size)
    return refuse (error, "a file is larger than the archive says");
  if (g_cancellable_set_error_if_cancelled (reading->cancellable, error))
    return FALSE;
  reading->crc = add_to_crc (reading->crc, piece, length);
  return reading->sink ((const char *)piece, length, reading->data, error);
}

static void
note_progress (MunjaZip *self, gsize length)
{
  self->n_read += length;
  if (self->progress != NULL)
    g_atomic_int_set (self->progress,
                      300 + (int)(self->n_read * 600 / g_bytes_get_size (self->bytes)));
}

static gboolean
read_stored (Reading *reading, GError **error)
{
  guint64 length = 0;

  for (guint64 at = 0; at < reading->entry->packed_size; at += length) {
    length = MIN (SLICE, reading->entry->packed_size - at);
    if (!pass_on (reading, reading->entry->packed + at, length, error))
      return FALSE;
    note_progress (reading->zip, length);
  }
  return TRUE;
}

static gboolean
read_deflated (Reading *reading, GError **error)
{
  g_autoptr (GConverter) inflater
      = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  const guint8 *from = reading->entry->packed;
  gsize left = reading->entry->packed_size;
  GConverterResult result = G_CONVERTER_CONVERTED;
  guint8 slice[SLICE];

  while (result != G_CONVERTER_FINISHED) {
    gsize n_read = 0;
    gsize n_written = 0;

    result = g_converter_convert (inflater, from, left, slice, sizeof slice,
                                  G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
    if (result == G_CONVERTER_ERROR)
      return refuse (error, "a file of the archive is damaged");
    if (!pass_on (reading, slice, n_written, error))
      return FALSE;
    note_progress (reading->zip, n_read);
    from += n_read;
    left -= n_read;
  }
  return left == 0 || refuse (error, "there is something behind a file of the archive");
}

/**
 * munja_zip_read:
 * @self: the archive
 * @name: what a file is called, with its folders
 * @sink: gets the file piece by piece
 * @data: goes to @sink
 * @cancellable: (nullable): stops it
 * @error: (nullable): see below
 *
 * Unpacks a file. Its size and its check sum have to be what the directory says.
 *
 * - Errors: %G_IO_ERROR_INVALID_DATA; %G_IO_ERROR_MESSAGE_TOO_LARGE above
 *   the limits that stand in the header; %MUNJA_FILE_KIND_LOCKED for a file with a password;
 *   %G_IO_ERROR_CANCELLED; those of @sink.
 *
 * Returns: whether all of it was read
 */
gboolean
munja_zip_read (MunjaZip *self,
                const char *name,
                MunjaZipSink sink,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  const Entry *entry = g_hash_table_lookup (self->entries, name);
  Reading reading = { self, entry, sink, data, cancellable, 0, G_MAXUINT32 };
  gboolean read;

  if (entry == NULL)
    return refuse (error, "a file is missing in the archive");
  if ((entry->flags & FLAG_ENCRYPTED) != 0)
    return munja_file_kind_set_error (MUNJA_FILE_KIND_LOCKED, error);
  if (!check_size (&reading, entry->size, error))
    return FALSE;
  self->n_unpacked += entry->size;
  if (entry->method == METHOD_STORED)
    read = read_stored (&reading, error);
  else if (entry->method == METHOD_DEFLATED)
    read = read_deflated (&reading, error);
  else
    return refuse (error, "a file is packed in a way that is not read here");
  if (read && (reading.total != entry->size || ~reading.crc != entry->crc))
    return refuse (error, "a file of the archive is damaged");
  return read;
}

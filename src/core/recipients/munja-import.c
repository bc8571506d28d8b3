#include "config.h"

#include "munja-import.h"

#include <string.h>

#include "munja-file-kind.h"
#include "munja-import-guess.h"

/* Longer files hold no list of people; offsets of 32 bits are to do for any that is taken. */
#define MAX_BYTES ((gsize)1 << 30)

/* How much is read between two looks at whether to go on. */
#define SLICE ((gsize)1 << 20)

/* How much line breaks are counted in at a time: so little that a byte holds their number, since
 * compilers count many at once then, which is faster than memchr() for each line. */
#define PIECE 128

/* A cell is shown up to here, and a row up to there. */
#define PREVIEW_BYTES 200
#define PREVIEW_CELLS 300

/* What the person knows better than the guess. */
typedef struct {
  MunjaEncoding encoding;
  char delimiter;
} Wishes;

struct _MunjaImport {
  GObject parent_instance;

  /* Owned. */
  GFile *file;
  GBytes *text;
  GPtrArray *preview; /* of GStrv */

  MunjaRecipientLayout layout;
  MunjaDecoded decoded;
  Wishes wishes;
  guint n_columns;
  int progress; /* thousandths, written by the thread that works */
};

/* What the thread finds out while nobody else may look at it. */
typedef struct {
  GBytes *text;
  GPtrArray *preview;
  MunjaRecipientLayout layout;
  MunjaDecoded decoded;
  guint n_columns;
} Loaded;

G_DEFINE_FINAL_TYPE (MunjaImport, munja_import, G_TYPE_OBJECT)

static void
loaded_free (Loaded *loaded)
{
  g_clear_pointer (&loaded->text, g_bytes_unref);
  g_clear_pointer (&loaded->preview, g_ptr_array_unref);
  g_free (loaded);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loaded, loaded_free)

static gboolean
refuse_too_large (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "the file is too large");
  return FALSE;
}

/* The file is copied, not mapped: whoever cut it off meanwhile would end this process. */
static GBytes *
read_file (MunjaImport *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (self->file, cancellable, error);
  g_autoptr (GFileInfo) info = NULL;
  g_autofree char *data = NULL;
  gsize size = 0;
  gsize room;
  gsize got = 0;

  if (stream == NULL)
    return NULL;
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);
  room = info != NULL ? (gsize)CLAMP (g_file_info_get_size (info), 0, (goffset)MAX_BYTES) + 1
                      : SLICE;
  data = g_malloc (room);
  do {
    if (size == room) {
      room *= 2;
      data = g_realloc (data, room);
    }
    if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data + size, MIN (SLICE, room - size),
                                  &got, cancellable, error))
      return NULL;
    size += got;
    g_atomic_int_set (&self->progress, (int)(size * 300 / room));
  } while (got > 0 && size <= MAX_BYTES);
  if (size <= MAX_BYTES)
    return g_bytes_new_take (g_steal_pointer (&data), size);
  refuse_too_large (error);
  return NULL;
}

/* Shortens what is shown of a row. */
static void
shorten_cells (GStrv cells)
{
  for (guint i = 0; cells[i] != NULL; i++) {
    g_autofree char *whole = cells[i];

    cells[i] = g_utf8_substring (whole, 0, MIN (g_utf8_strlen (whole, -1), PREVIEW_BYTES));
  }
}

static GPtrArray *
new_preview (GBytes *text, const MunjaRecipientLayout *layout, guint *n_columns)
{
  GPtrArray *preview = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  gsize length = 0;
  const char *data = g_bytes_get_data (text, &length);
  MunjaCsvReader reader = { data, length, layout->format, 0, 1 };
  guint n_above = layout->has_header ? layout->n_above : 0;
  MunjaCsvRow row;

  *n_columns = 1;
  while (preview->len <= MUNJA_IMPORT_PREVIEW_ROWS && munja_csv_reader_next (&reader, &row)) {
    GStrv cells;

    if (munja_csv_is_blank (data + row.start, row.length, layout->format))
      continue;
    if (n_above > 0) {
      n_above--;
      continue;
    }
    cells = munja_csv_split (data + row.start, row.length, layout->format, PREVIEW_CELLS);
    shorten_cells (cells);
    *n_columns = MAX (*n_columns, g_strv_length (cells));
    g_ptr_array_add (preview, cells);
  }
  return preview;
}

/* A first line that says nothing but what divides the cells is for spreadsheets. It is made blank,
 * so that the lines behind it keep their numbers. */
static char
take_delimiter_line (GBytes **text)
{
  gsize length = 0;
  const char *line = g_bytes_get_data (*text, &length);
  gsize quoted = length > 0 && *line == '"' ? 1 : 0;
  gsize at = quoted + strlen ("sep=");
  gsize end = at + 1 + quoted;
  GBytes *rest;
  char delimiter;

  while (end < length && line[end] == ' ')
    end++;
  if (length < end || g_ascii_strncasecmp (line + quoted, "sep=", strlen ("sep=")) != 0
      || strchr (MUNJA_CSV_DELIMITERS, line[at]) == NULL || (quoted == 1 && line[at + 1] != '"')
      || (length > end && line[end] != '\r' && line[end] != '\n'))
    return '\0';
  delimiter = line[at];
  rest = g_bytes_new_from_bytes (*text, end, length - end);
  g_bytes_unref (*text);
  *text = rest;
  return delimiter;
}

static gsize
count_line_breaks (const char *text, gsize length)
{
  gsize count = 0;
  gsize at = 0;

  for (; at + PIECE <= length; at += PIECE) {
    guint8 in_piece = 0;

    for (guint i = 0; i < PIECE; i++)
      in_piece += text[at + i] == '\n';
    count += in_piece;
  }
  for (; at < length; at++)
    count += text[at] == '\n';
  return count;
}

static gboolean
check_kind (MunjaFileKind kind, GError **error)
{
  return kind == MUNJA_FILE_KIND_UNKNOWN || munja_file_kind_set_error (kind, error);
}

static gboolean
read_text (MunjaImport *self,
           MunjaEncoding encoding,
           Loaded *loaded,
           GCancellable *cancellable,
           GError **error)
{
  GBytes *bytes = read_file (self, cancellable, error);
  gsize length = 0;
  const char *data;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &length);
  if (!check_kind (munja_file_kind_of_bytes (data, length), error)) {
    g_bytes_unref (bytes);
    return FALSE;
  }
  loaded->text = munja_decode (bytes, encoding, &loaded->decoded, cancellable, error);
  if (loaded->text == NULL)
    return FALSE;
  data = g_bytes_get_data (loaded->text, &length);
  if (length >= G_MAXUINT32 || count_line_breaks (data, length) > MUNJA_IMPORT_MAX_LINES)
    return refuse_too_large (error);
  return check_kind (munja_file_kind_of_text (data, length), error);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  MunjaImport *self = source;
  g_autoptr (Loaded) loaded = g_new0 (Loaded, 1);
  g_autoptr (GError) error = NULL;
  const Wishes *wishes = task_data;
  char delimiter;

  if (!read_text (self, wishes->encoding, loaded, cancellable, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  delimiter = take_delimiter_line (&loaded->text);
  munja_import_guess (loaded->text, wishes->delimiter != '\0' ? wishes->delimiter : delimiter,
                      &loaded->layout);
  loaded->preview = new_preview (loaded->text, &loaded->layout, &loaded->n_columns);
  g_atomic_int_set (&self->progress, 1000);
  g_task_return_pointer (task, g_steal_pointer (&loaded), (GDestroyNotify)loaded_free);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  MunjaImport *self = source;
  g_autoptr (GError) error = NULL;
  MunjaPaste *batch
      = munja_paste_read (self->text, task_data, &self->progress, cancellable, &error);

  if (batch == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  g_atomic_int_set (&self->progress, 1000);
  g_task_return_pointer (task, batch, (GDestroyNotify)munja_paste_unref);
}

static void
munja_import_finalize (GObject *object)
{
  MunjaImport *self = MUNJA_IMPORT (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_pointer (&self->preview, g_ptr_array_unref);

  G_OBJECT_CLASS (munja_import_parent_class)->finalize (object);
}

static void
munja_import_class_init (MunjaImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = munja_import_finalize;
}

static void
munja_import_init (MunjaImport *self)
{
}

/**
 * munja_import_new:
 * @file: a table: comma-, semicolon- or tab-separated values
 *
 * Returns: (transfer full): an import that has read nothing yet
 */
MunjaImport *
munja_import_new (GFile *file)
{
  MunjaImport *self = g_object_new (MUNJA_TYPE_IMPORT, NULL);

  self->file = g_object_ref (file);
  self->wishes.encoding = MUNJA_ENCODING_ANY;
  return self;
}

/**
 * munja_import_load_async:
 * @self: the import
 * @cancellable: (nullable): stops it
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Reads the file, finds out how it is written, save for what has been set, and what is where in it.
 * It may be loaded any number of times. It happens in a thread, and munja_import_get_progress()
 * tells how far it is.
 *
 * - Errors: those of GIO; %G_IO_ERROR_MESSAGE_TOO_LARGE above 1 GiB or
 *   %MUNJA_IMPORT_MAX_LINES; #MUNJA_FILE_KIND_ERROR for what is no table.
 */
void
munja_import_load_async (MunjaImport *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MUNJA_IS_IMPORT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_import_load_async);
  g_task_set_task_data (task, g_memdup2 (&self->wishes, sizeof self->wishes), g_free);
  g_atomic_int_set (&self->progress, 0);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * munja_import_load_finish:
 * @self: the import
 * @result: what the callback got
 * @error: (nullable): see munja_import_load_async()
 *
 * Returns: whether the file could be read
 */
gboolean
munja_import_load_finish (MunjaImport *self, GAsyncResult *result, GError **error)
{
  g_autoptr (Loaded) loaded = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  loaded = g_task_propagate_pointer (G_TASK (result), error);
  if (loaded == NULL)
    return FALSE;
  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_pointer (&self->preview, g_ptr_array_unref);
  self->text = g_steal_pointer (&loaded->text);
  self->preview = g_steal_pointer (&loaded->preview);
  self->layout = loaded->layout;
  self->decoded = loaded->decoded;
  self->n_columns = loaded->n_columns;
  return TRUE;
}

/**
 * munja_import_set_encoding:
 * @self: the import
 * @encoding: what the file is written in, %MUNJA_ENCODING_ANY to find that out
 *
 * Puts right what was guessed. It holds from the next loading on.
 */
void
munja_import_set_encoding (MunjaImport *self, MunjaEncoding encoding)
{
  g_return_if_fail (MUNJA_IS_IMPORT (self));

  self->wishes.encoding = encoding;
}

/**
 * munja_import_set_delimiter:
 * @self: the import
 * @delimiter: what stands between two cells, of %MUNJA_CSV_DELIMITERS; NUL to find that out
 *
 * Puts right what was guessed. It holds from the next loading on.
 */
void
munja_import_set_delimiter (MunjaImport *self, char delimiter)
{
  g_return_if_fail (MUNJA_IS_IMPORT (self));

  self->wishes.delimiter = delimiter;
}

/**
 * munja_import_get_decoded:
 * @self: an import that has been loaded
 *
 * Returns: (transfer none): what the file is written in, and how well it could be read
 */
const MunjaDecoded *
munja_import_get_decoded (MunjaImport *self)
{
  g_return_val_if_fail (MUNJA_IS_IMPORT (self), NULL);

  return &self->decoded;
}

/**
 * munja_import_get_layout:
 * @self: an import that has been loaded
 *
 * Returns: (transfer none): what is where: as guessed, or as set since
 */
const MunjaRecipientLayout *
munja_import_get_layout (MunjaImport *self)
{
  g_return_val_if_fail (MUNJA_IS_IMPORT (self), NULL);

  return &self->layout;
}

/**
 * munja_import_set_layout:
 * @self: an import that has been loaded
 * @layout: what is where; its format has to be as it was
 *
 * Puts right what was guessed. It holds for what is read and shown from now on.
 */
void
munja_import_set_layout (MunjaImport *self, const MunjaRecipientLayout *layout)
{
  g_return_if_fail (MUNJA_IS_IMPORT (self));

  self->layout = *layout;
  g_ptr_array_unref (self->preview);
  self->preview = new_preview (self->text, layout, &self->n_columns);
}

/**
 * munja_import_get_n_columns:
 * @self: an import that has been loaded
 *
 * Returns: how many cells the longest row of the preview has
 */
guint
munja_import_get_n_columns (MunjaImport *self)
{
  g_return_val_if_fail (MUNJA_IS_IMPORT (self), 0);

  return self->n_columns;
}

/**
 * munja_import_get_preview:
 * @self: an import that has been loaded
 *
 * Returns: (transfer none) (element-type GStrv): the cells of the first rows, shortened; where
 *   there may be titles, they are the first row
 */
GPtrArray *
munja_import_get_preview (MunjaImport *self)
{
  g_return_val_if_fail (MUNJA_IS_IMPORT (self), NULL);

  return self->preview;
}

/**
 * munja_import_get_progress:
 * @self: the import
 *
 * Returns: how much of what is being done is done, from 0 to 1
 */
double
munja_import_get_progress (MunjaImport *self)
{
  g_return_val_if_fail (MUNJA_IS_IMPORT (self), 0);

  return g_atomic_int_get (&self->progress) / 1000.0;
}

/**
 * munja_import_read_async:
 * @self: an import that has been loaded
 * @cancellable: (nullable): stops it
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Finds the recipients in the file, by the layout as it is now, in a thread.
 */
void
munja_import_read_async (MunjaImport *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MUNJA_IS_IMPORT (self));
  g_return_if_fail (self->text != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_import_read_async);
  g_task_set_task_data (task, g_memdup2 (&self->layout, sizeof self->layout), g_free);
  g_atomic_int_set (&self->progress, 0);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * munja_import_read_finish:
 * @self: the import
 * @result: what the callback got
 * @error: (nullable): cancelled
 *
 * Returns: (transfer full): what was found
 */
MunjaPaste *
munja_import_read_finish (MunjaImport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

#include "config.h"

#include "munja-import.h"

#include <string.h>

#include "munja-address-book.h"
#include "munja-import-guess.h"

/* A cell is shown up to here, and a row up to there. */
#define PREVIEW_BYTES 200
#define PREVIEW_CELLS 300

/* What the person knows better than the guess. */
typedef struct {
  MunjaEncoding encoding;
  char delimiter;
  int sheet;
} Wishes;

struct _MunjaImport {
  GObject parent_instance;

  /* Owned. */
  GFile *file;
  MunjaImportFile *read; /* NULL before it has been loaded */
  GPtrArray *preview;    /* of GStrv */

  MunjaRecipientLayout layout;
  Wishes wishes;
  guint n_columns;
  int progress; /* thousandths, written by the thread that works */
};

/* What the thread finds out while nobody else may look at it. */
typedef struct {
  MunjaImportFile *read;
  GPtrArray *preview;
  MunjaRecipientLayout layout;
  guint n_columns;
} Loaded;

G_DEFINE_FINAL_TYPE (MunjaImport, munja_import, G_TYPE_OBJECT)

static void
loaded_free (Loaded *loaded)
{
  g_clear_pointer (&loaded->read, munja_import_file_free);
  g_clear_pointer (&loaded->preview, g_ptr_array_unref);
  g_free (loaded);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loaded, loaded_free)

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

/* What the person knows of how cells are divided comes before what the file says; where the table
 * was made here, there is nothing to know. */
static char
choose_delimiter (const Wishes *wishes, const MunjaImportFile *file)
{
  if (wishes->delimiter != '\0' && file->source.kind == MUNJA_IMPORT_TEXT)
    return wishes->delimiter;
  return file->delimiter;
}

static gboolean
load_file (MunjaImport *self,
           const Wishes *wishes,
           Loaded *loaded,
           GCancellable *cancellable,
           GError **error)
{
  MunjaImportFile *file = munja_import_file_read (self->file, wishes->encoding, wishes->sheet,
                                                  &self->progress, cancellable, error);

  if (file == NULL)
    return FALSE;
  loaded->read = file;
  munja_import_guess (file->text, choose_delimiter (wishes, file), &loaded->layout);
  if (!munja_address_book_join (&file->text, &loaded->layout, &file->source.n_further, cancellable,
                                error))
    return FALSE;
  loaded->preview = new_preview (file->text, &loaded->layout, &loaded->n_columns);
  return TRUE;
}

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  MunjaImport *self = source;
  g_autoptr (Loaded) loaded = g_new0 (Loaded, 1);
  g_autoptr (GError) error = NULL;

  if (!load_file (self, task_data, loaded, cancellable, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  g_atomic_int_set (&self->progress, 1000);
  g_task_return_pointer (task, g_steal_pointer (&loaded), (GDestroyNotify)loaded_free);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  MunjaImport *self = source;
  g_autoptr (GError) error = NULL;
  MunjaPaste *batch
      = munja_paste_read (self->read->text, task_data, &self->progress, cancellable, &error);

  if (batch == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  munja_paste_set_further (batch, self->read->source.n_further);
  g_atomic_int_set (&self->progress, 1000);
  g_task_return_pointer (task, batch, (GDestroyNotify)munja_paste_unref);
}

static void
munja_import_finalize (GObject *object)
{
  MunjaImport *self = MUNJA_IMPORT (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->read, munja_import_file_free);
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
 * @file: a table: comma-, semicolon- or tab-separated values, a workbook (.xlsx, .ods), a web page
 *   with tables, or contacts (vCard)
 *
 * Returns: (transfer full): an import that has read nothing yet
 */
MunjaImport *
munja_import_new (GFile *file)
{
  MunjaImport *self = g_object_new (MUNJA_TYPE_IMPORT, NULL);

  self->file = g_object_ref (file);
  self->wishes.encoding = MUNJA_ENCODING_ANY;
  self->wishes.sheet = MUNJA_IMPORT_ANY_SHEET;
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
 *   %MUNJA_IMPORT_MAX_LINES, or the limits of munja-zip.h; %G_IO_ERROR_INVALID_DATA for a workbook
 *   that is damaged; #MUNJA_FILE_KIND_ERROR for what is no table.
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
  g_clear_pointer (&self->read, munja_import_file_free);
  g_clear_pointer (&self->preview, g_ptr_array_unref);
  self->read = g_steal_pointer (&loaded->read);
  self->preview = g_steal_pointer (&loaded->preview);
  self->layout = loaded->layout;
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
 * munja_import_set_sheet:
 * @self: the import
 * @sheet: which of the tables of the file, or %MUNJA_IMPORT_ANY_SHEET
 *
 * Puts right what was guessed. It holds from the next loading on.
 */
void
munja_import_set_sheet (MunjaImport *self, int sheet)
{
  g_return_if_fail (MUNJA_IS_IMPORT (self));

  self->wishes.sheet = sheet;
}

/**
 * munja_import_get_source:
 * @self: an import that has been loaded
 *
 * Returns: (transfer none): what the file is, and what of it is not in the table
 */
const MunjaImportSource *
munja_import_get_source (MunjaImport *self)
{
  g_return_val_if_fail (MUNJA_IS_IMPORT (self), NULL);
  g_return_val_if_fail (self->read != NULL, NULL);

  return &self->read->source;
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

  g_return_val_if_fail (self->read != NULL, NULL);

  return &self->read->decoded;
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
  self->preview = new_preview (self->read->text, layout, &self->n_columns);
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
  g_return_if_fail (self->read != NULL);

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

#include "config.h"

#include "munja-practice-files.h"

#include "munja-practice-clock.h"
#include "munja-practice-random.h"

#define ID_PREFIX      "ST01FJ"
#define ID_TAIL_LENGTH 14
#define NAME_LENGTH    5

struct _MunjaPracticeFiles {
  GPtrArray *all; /* oldest first */
  GHashTable *by_id;
};

/**
 * munja_practice_file_free:
 * @self: (nullable) (transfer full): a file
 */
void
munja_practice_file_free (MunjaPracticeFile *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->type);
  g_free (self->name);
  g_free (self->original_name);
  g_free (self->digest);
  g_free (self);
}

/**
 * munja_practice_files_new:
 *
 * Returns: (transfer full): no files
 */
MunjaPracticeFiles *
munja_practice_files_new (void)
{
  MunjaPracticeFiles *self = g_new0 (MunjaPracticeFiles, 1);

  self->all = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_practice_file_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

/**
 * munja_practice_files_free:
 * @self: (nullable) (transfer full): files
 */
void
munja_practice_files_free (MunjaPracticeFiles *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->all);
  g_free (self);
}

/* 32 characters, as in "ST01FJ200923043342503ZWsXdXEir4B". Source: contract, section 7. */
static char *
new_id (gint64 time)
{
  g_autofree char *stamp = munja_practice_format_stamp (time);
  g_autofree char *tail
      = munja_practice_random_text (MUNJA_PRACTICE_LETTERS_DIGITS, ID_TAIL_LENGTH);

  return g_strconcat (ID_PREFIX, stamp + 2, tail, NULL);
}

/* As in "aRpmd.jpg". */
static char *
new_name (const MunjaPracticeFile *file)
{
  g_autofree char *stem = munja_practice_random_text (MUNJA_PRACTICE_LETTERS_DIGITS, NAME_LENGTH);

  return g_strconcat (stem, file->width > 0 ? ".jpg" : ".bin", NULL);
}

/**
 * munja_practice_files_add:
 * @self: files
 * @file: (transfer full): another one; it gets its id and the names it lacks
 *
 * Returns: (transfer none): the file
 */
const MunjaPracticeFile *
munja_practice_files_add (MunjaPracticeFiles *self, MunjaPracticeFile *file)
{
  file->id = new_id (file->time);
  file->name = new_name (file);
  if (file->original_name == NULL)
    file->original_name = new_name (file);
  g_ptr_array_add (self->all, file);
  g_hash_table_insert (self->by_id, file->id, file);
  return file;
}

/**
 * munja_practice_files_find:
 * @self: files
 * @id: an id
 *
 * Returns: (nullable): the file
 */
const MunjaPracticeFile *
munja_practice_files_find (MunjaPracticeFiles *self, const char *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

/**
 * munja_practice_files_has_picture:
 * @self: files
 * @id: an id
 *
 * Returns: whether a message can have it as its picture
 */
gboolean
munja_practice_files_has_picture (MunjaPracticeFiles *self, const char *id)
{
  const MunjaPracticeFile *file = munja_practice_files_find (self, id);

  return file != NULL && g_str_equal (file->type, "MMS");
}

/**
 * munja_practice_files_remove:
 * @self: files
 * @id: one of them
 */
void
munja_practice_files_remove (MunjaPracticeFiles *self, const char *id)
{
  MunjaPracticeFile *file = g_hash_table_lookup (self->by_id, id);

  g_hash_table_remove (self->by_id, id);
  g_ptr_array_remove (self->all, file);
}

/**
 * munja_practice_files_clear:
 * @self: files
 *
 * Loses all of them.
 */
void
munja_practice_files_clear (MunjaPracticeFiles *self)
{
  g_hash_table_remove_all (self->by_id);
  g_ptr_array_set_size (self->all, 0);
}

/**
 * munja_practice_files_get_all:
 * @self: files
 *
 * Returns: (transfer none) (element-type MunjaPracticeFile): all of them, oldest first
 */
GPtrArray *
munja_practice_files_get_all (MunjaPracticeFiles *self)
{
  return self->all;
}

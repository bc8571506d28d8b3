#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaPracticeFile:
 * @id: its id
 * @type: "MMS" or another one of the service's
 * @name: what the service calls it
 * @original_name: what it was called when it came, made up if it was not
 * @digest: SHA-256 of its bytes, in hexadecimal
 * @size: in bytes
 * @width: in pixels, 0 for what is no picture
 * @height: in pixels
 * @time: when it was stored, in microseconds since 1970, UTC
 *
 * A file that was stored. Its bytes themselves are of no use here. Source: contract, section 7.
 */
typedef struct {
  char *id;
  char *type;
  char *name;
  char *original_name;
  char *digest;
  gsize size;
  guint width;
  guint height;
  gint64 time;
} MunjaPracticeFile;

void munja_practice_file_free (MunjaPracticeFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPracticeFile, munja_practice_file_free)

/**
 * MunjaPracticeFiles:
 *
 * All files of the account.
 */
typedef struct _MunjaPracticeFiles MunjaPracticeFiles;

MunjaPracticeFiles *munja_practice_files_new (void);
void munja_practice_files_free (MunjaPracticeFiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPracticeFiles, munja_practice_files_free)

const MunjaPracticeFile *munja_practice_files_add (MunjaPracticeFiles *self,
                                                   MunjaPracticeFile *file);
const MunjaPracticeFile *munja_practice_files_find (MunjaPracticeFiles *self, const char *id);
gboolean munja_practice_files_has_picture (MunjaPracticeFiles *self, const char *id);
void munja_practice_files_remove (MunjaPracticeFiles *self, const char *id);
void munja_practice_files_clear (MunjaPracticeFiles *self);
GPtrArray *munja_practice_files_get_all (MunjaPracticeFiles *self);

G_END_DECLS

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaPracticeZip:
 *
 * A zip archive that is being written; what is in it is not compressed.
 */
typedef struct _MunjaPracticeZip MunjaPracticeZip;

MunjaPracticeZip *munja_practice_zip_new (void);
void
munja_practice_zip_add (MunjaPracticeZip *self, const char *name, const char *data, gsize length);
GByteArray *munja_practice_zip_end (MunjaPracticeZip *self);

G_END_DECLS

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How many files an archive may have. A workbook of 1,000 sheets has a few thousand. */
#define MUNJA_ZIP_MAX_ENTRIES 8192

/* What a file may be unpacked, and all that are read together; in bytes. The sheet of a million
 * people has some 300 million. */
#define MUNJA_ZIP_MAX_ENTRY ((guint64)512 << 20)
#define MUNJA_ZIP_MAX_TOTAL ((guint64)1 << 30)

/* How many times larger than packed a file may be, once it is larger than the floor. Sheets are up
 * to 40 times; deflate cannot do more than 1,032. */
#define MUNJA_ZIP_MAX_RATIO   200
#define MUNJA_ZIP_RATIO_FLOOR ((guint64)4 << 20)

/**
 * MunjaZip:
 *
 * An archive in memory. Nothing in it is written to a disk, whatever it is called.
 */
typedef struct _MunjaZip MunjaZip;

/**
 * MunjaZipSink:
 * @piece: what comes next of a file
 * @length: its bytes
 * @data: what was handed over
 * @error: return location
 *
 * Returns: whether to go on
 */
typedef gboolean (*MunjaZipSink) (const char *piece, gsize length, gpointer data, GError **error);

MunjaZip *munja_zip_new (GBytes *bytes, int *progress, GError **error);
void munja_zip_free (MunjaZip *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaZip, munja_zip_free)

gboolean munja_zip_has (const MunjaZip *self, const char *name);
gboolean munja_zip_read (MunjaZip *self,
                         const char *name,
                         MunjaZipSink sink,
                         gpointer data,
                         GCancellable *cancellable,
                         GError **error);

G_END_DECLS

#pragma once

#include <sqlite3.h>

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaVerdict:
 * @code: (nullable): as in "4000"
 * @text: (nullable): the service's words
 * @network: (nullable): the carrier's name
 *
 * What the service says of a message, which it says of most others, too. Nothing is owned.
 */
typedef struct {
  const char *code;
  const char *text;
  const char *network;
} MunjaVerdict;

/**
 * MunjaArchiveVerdicts:
 *
 * The verdicts of a file, each once.
 */
typedef struct _MunjaArchiveVerdicts MunjaArchiveVerdicts;

MunjaArchiveVerdicts *munja_archive_verdicts_new (sqlite3 *db, GError **error);
void munja_archive_verdicts_free (MunjaArchiveVerdicts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaArchiveVerdicts, munja_archive_verdicts_free)

gint64 munja_archive_verdicts_keep (MunjaArchiveVerdicts *self,
                                    const MunjaVerdict *verdict,
                                    GError **error);

G_END_DECLS

#pragma once

#include <sqlite3.h>

#include "munja-sending-info.h"
#include "munja-sent-message.h"

G_BEGIN_DECLS

/*
 * The index of the words that are in the archive. Of a message it has the number, the name and what
 * of its text is not that of all others; of a sending its text, subject and note. See
 * munja-search-words.h for what a word is.
 */

/**
 * MunjaArchiveIndexing:
 * @MUNJA_ARCHIVE_INDEX: words are put into the index
 * @MUNJA_ARCHIVE_UNINDEX: the same words are taken out again
 *
 * What a #MunjaArchiveIndex is for.
 */
typedef enum {
  MUNJA_ARCHIVE_INDEX,
  MUNJA_ARCHIVE_UNINDEX,
} MunjaArchiveIndexing;

/**
 * MunjaArchiveIndex:
 *
 * The index, for the messages of one sending.
 */
typedef struct _MunjaArchiveIndex MunjaArchiveIndex;

MunjaArchiveIndex *munja_archive_index_new (sqlite3 *db,
                                            const MunjaSendingInfo *info,
                                            MunjaArchiveIndexing indexing,
                                            GError **error);
void munja_archive_index_free (MunjaArchiveIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaArchiveIndex, munja_archive_index_free)

gboolean munja_archive_index_take_message (MunjaArchiveIndex *self,
                                           const MunjaSentMessage *message,
                                           GError **error);
gboolean munja_archive_index_take_sending (MunjaArchiveIndex *self, GError **error);

/**
 * MunjaArchiveSearch:
 *
 * A search for one word at a time.
 */
typedef struct _MunjaArchiveSearch MunjaArchiveSearch;

MunjaArchiveSearch *munja_archive_search_new (sqlite3 *db, GError **error);
void munja_archive_search_free (MunjaArchiveSearch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaArchiveSearch, munja_archive_search_free)

gboolean munja_archive_search_find_sending (MunjaArchiveSearch *self,
                                            const char *phrase,
                                            gint64 last,
                                            gint64 first,
                                            gint64 *id,
                                            GError **error);
gboolean munja_archive_search_is_in_sending (MunjaArchiveSearch *self,
                                             const char *phrase,
                                             gint64 id,
                                             gboolean *is_there,
                                             GError **error);

G_END_DECLS

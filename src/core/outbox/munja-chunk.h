#pragma once

#include <sqlite3.h>

#include "munja-job-record.h"

G_BEGIN_DECLS

/**
 * MUNJA_CHUNK_MAX_ROWS:
 *
 * How many rows one request may add. Source: contract, section 4.7.
 */
#define MUNJA_CHUNK_MAX_ROWS 10000

/**
 * MunjaChunk:
 * @body: (nullable): the request's body, %NULL if there is no row left to add
 * @record: the job as it is recorded before the request
 *
 * The next rows to add to a group.
 */
typedef struct {
  GBytes *body;
  MunjaJobRecord *record;
} MunjaChunk;

MunjaChunk *
munja_chunk_new (sqlite3 *db, const MunjaJobRecord *record, guint max_rows, GError **error);
void munja_chunk_free (MunjaChunk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaChunk, munja_chunk_free)

MunjaJobRecord *
munja_chunk_apply (sqlite3 *db, const MunjaJobRecord *record, GBytes *reply, GError **error);
MunjaJobRecord *munja_chunk_assume (sqlite3 *db, const MunjaJobRecord *record, GError **error);

G_END_DECLS

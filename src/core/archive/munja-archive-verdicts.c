#include "config.h"

#include "munja-archive-verdicts.h"

#include "munja-sql.h"

struct _MunjaArchiveVerdicts {
  sqlite3_stmt *insert;
  sqlite3_stmt *find;

  /* The last one, which is mostly the next one, too. */
  char *code;
  char *text;
  char *network;
  gint64 id; /* 0 for none yet */
};

/**
 * munja_archive_verdicts_new:
 * @db: the connection, in a transaction
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the verdicts
 */
MunjaArchiveVerdicts *
munja_archive_verdicts_new (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) insert = munja_sql_prepare (
      db, "INSERT OR IGNORE INTO verdict (code, text, network) VALUES (?, ?, ?)", error);
  g_autoptr (sqlite3_stmt) find = munja_sql_prepare (
      db, "SELECT id FROM verdict WHERE code = ? AND text = ? AND network = ?", error);
  MunjaArchiveVerdicts *self;

  if (insert == NULL || find == NULL)
    return NULL;
  self = g_new0 (MunjaArchiveVerdicts, 1);
  self->insert = g_steal_pointer (&insert);
  self->find = g_steal_pointer (&find);
  return self;
}

/**
 * munja_archive_verdicts_free:
 * @self: (nullable) (transfer full): the verdicts
 */
void
munja_archive_verdicts_free (MunjaArchiveVerdicts *self)
{
  if (self == NULL)
    return;
  sqlite3_finalize (self->insert);
  sqlite3_finalize (self->find);
  g_free (self->code);
  g_free (self->text);
  g_free (self->network);
  g_free (self);
}

static void
bind (sqlite3_stmt *statement, const MunjaVerdict *verdict)
{
  munja_sql_bind_text (statement, 1, verdict->code != NULL ? verdict->code : "");
  munja_sql_bind_text (statement, 2, verdict->text != NULL ? verdict->text : "");
  munja_sql_bind_text (statement, 3, verdict->network != NULL ? verdict->network : "");
}

static void
remember (MunjaArchiveVerdicts *self, const MunjaVerdict *verdict, gint64 id)
{
  g_free (self->code);
  g_free (self->text);
  g_free (self->network);
  self->code = g_strdup (verdict->code);
  self->text = g_strdup (verdict->text);
  self->network = g_strdup (verdict->network);
  self->id = id;
}

static gint64
look_up (MunjaArchiveVerdicts *self, const MunjaVerdict *verdict, GError **error)
{
  gboolean has_row = FALSE;
  gint64 id;

  bind (self->insert, verdict);
  bind (self->find, verdict);
  if (!munja_sql_run (self->insert, error) || !munja_sql_step (self->find, &has_row, error))
    return -1;
  id = has_row ? sqlite3_column_int64 (self->find, 0) : 0;
  sqlite3_reset (self->find);
  return id;
}

/**
 * munja_archive_verdicts_keep:
 * @self: the verdicts
 * @verdict: one of them, or a new one
 * @error: return location
 *
 * Returns: its id, 0 for one that says nothing, below 0 on failure
 */
gint64
munja_archive_verdicts_keep (MunjaArchiveVerdicts *self,
                             const MunjaVerdict *verdict,
                             GError **error)
{
  gint64 id;

  if (verdict->code == NULL && verdict->text == NULL && verdict->network == NULL)
    return 0;
  if (self->id != 0 && g_strcmp0 (self->code, verdict->code) == 0
      && g_strcmp0 (self->text, verdict->text) == 0
      && g_strcmp0 (self->network, verdict->network) == 0)
    return self->id;
  id = look_up (self, verdict, error);
  if (id > 0)
    remember (self, verdict, id);
  return id;
}

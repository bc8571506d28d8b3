#pragma once

#include "munja-db-file.h"
#include "munja-db.h"

G_BEGIN_DECLS

/**
 * SupportStore:
 * @name: what the file and the folder of the tests are called after, as in "outbox"
 * @schema: what is in the file
 * @table: the name of one of its tables
 * @open: opens the file
 * @add: puts one more thing into it, which takes many pages
 * @count: reads each of those things, and says how many there are
 * @noticed: of a hundred places in the file, at how many damage is noticed when it is opened, at
 * least; nothing looks into a picture
 *
 * A kind of file of ours, for the tests that are the same for all of them. Nothing is owned.
 */
typedef struct {
  const char *name;
  const MunjaDbSchema *schema;
  const char *table;
  MunjaDbOpenFunc open;
  void (*add) (sqlite3 *db);
  guint (*count) (sqlite3 *db);
  guint noticed;
} SupportStore;

void support_store_hold_if_asked (const SupportStore *self, int argc, char *argv[]);
void support_store_add_tests (const SupportStore *self);

G_END_DECLS

#pragma once

#include <sqlite3.h>

#include <glib.h>

G_BEGIN_DECLS

/**
 * MUNJA_OUTBOX_APPLICATION_ID:
 *
 * What tells the file from those of other programs: "Mnja".
 */
#define MUNJA_OUTBOX_APPLICATION_ID 0x4d6e6a61

/**
 * MUNJA_OUTBOX_VERSION:
 *
 * The schema that this version of the app writes.
 */
#define MUNJA_OUTBOX_VERSION 3

gboolean munja_outbox_schema_prepare (sqlite3 *db, GError **error);

G_END_DECLS

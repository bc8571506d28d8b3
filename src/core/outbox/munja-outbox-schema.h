#pragma once

#include "munja-db-file.h"

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
#define MUNJA_OUTBOX_VERSION 10

/**
 * munja_outbox_schema:
 *
 * What is in the file of the outbox.
 */
extern const MunjaDbSchema munja_outbox_schema;

G_END_DECLS

#pragma once

#include "munja-db-file.h"

G_BEGIN_DECLS

/**
 * MUNJA_LIBRARY_APPLICATION_ID:
 *
 * What tells the file from those of other programs: "Mnjl".
 */
#define MUNJA_LIBRARY_APPLICATION_ID 0x4d6e6a6c

/**
 * MUNJA_LIBRARY_VERSION:
 *
 * The schema that this version of the app writes.
 */
#define MUNJA_LIBRARY_VERSION 4

/**
 * munja_library_schema:
 *
 * What is in the file of the library.
 */
extern const MunjaDbSchema munja_library_schema;

G_END_DECLS

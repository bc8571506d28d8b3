#pragma once

#include "munja-db-file.h"

G_BEGIN_DECLS

/**
 * MUNJA_ARCHIVE_APPLICATION_ID:
 *
 * What tells the file from those of other programs: "Mnjs".
 */
#define MUNJA_ARCHIVE_APPLICATION_ID 0x4d6e6a73

/**
 * MUNJA_ARCHIVE_VERSION:
 *
 * The schema that this version of the app writes.
 */
#define MUNJA_ARCHIVE_VERSION 1

/**
 * MUNJA_ARCHIVE_ROW_BITS:
 *
 * How many bits of the id of a message are its row; those above are the id of its sending.
 */
#define MUNJA_ARCHIVE_ROW_BITS 20

/**
 * MUNJA_ARCHIVE_NO_ROW:
 *
 * Stands for the sending itself in the index of words, where the row of a message would be; no
 * message has it.
 */
#define MUNJA_ARCHIVE_NO_ROW ((1 << MUNJA_ARCHIVE_ROW_BITS) - 1)

/**
 * munja_archive_schema:
 *
 * What is in the file of the archive.
 */
extern const MunjaDbSchema munja_archive_schema;

G_END_DECLS

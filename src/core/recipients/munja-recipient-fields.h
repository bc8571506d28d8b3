#pragma once

#include "munja-field.h"
#include "munja-paste.h"

G_BEGIN_DECLS

/*
 * What the columns of a batch give to merge fields.
 */

/**
 * MUNJA_RECIPIENT_NO_COLUMN:
 *
 * Stands for a column that there is not.
 */
#define MUNJA_RECIPIENT_NO_COLUMN (-1)

/**
 * MUNJA_RECIPIENT_NUMBER_COLUMN:
 *
 * Stands for the number as people write it, in place of what stood in its cell.
 */
#define MUNJA_RECIPIENT_NUMBER_COLUMN (-2)

int munja_recipient_fields_find (const MunjaPaste *batch, const char *field);
char *munja_recipient_fields_dup_value (const MunjaPaste *batch, gsize row, int column);
GStrv munja_recipient_fields_list (const MunjaPaste *batch, const MunjaFieldWords *words);

G_END_DECLS

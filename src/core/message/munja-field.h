#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What a merge field may be called. A field stands for the column of that name; where a list has
 * none, some names stand for what every list has: "이름" for the name, "번호" for the number, and
 * "열3" for what is in the third column.
 */

/**
 * MunjaFieldWords:
 * @name: what to call the column of the names where it has no title
 * @number: the same for the numbers
 * @column: the same for any other column, whose place follows, as in "열 3"
 *
 * Words that the functions below understand.
 */
typedef struct {
  const char *name;
  const char *number;
  const char *column;
} MunjaFieldWords;

char *munja_field_dup_name (const char *text, gssize length);
gboolean munja_field_can_be_written (const char *name);
gboolean munja_field_is_name (const char *field);
gboolean munja_field_is_number (const char *field);
gboolean munja_field_is_position (const char *field, guint *column);

G_END_DECLS

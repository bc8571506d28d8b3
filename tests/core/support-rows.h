#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Adds one GTest path for each row of a table; a row is a struct with a member `name`. */
#define SUPPORT_ADD_ROWS(folder, rows, func)                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    for (gsize support_i = 0; support_i < G_N_ELEMENTS (rows); support_i++) {                      \
      g_autofree char *support_path = g_strconcat (folder "/", (rows)[support_i].name, NULL);      \
      g_test_add_data_func (support_path, &(rows)[support_i], func);                               \
    }                                                                                              \
  }                                                                                                \
  G_STMT_END

/* The bytes of a literal, which may hold NUL. */
#define SUPPORT_BYTES(literal) g_bytes_new_static (literal, sizeof (literal) - 1)

G_END_DECLS

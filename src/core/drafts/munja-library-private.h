#pragma once

#include "munja-db.h"
#include "munja-library.h"

G_BEGIN_DECLS

MunjaDb *munja_library_get_store (MunjaLibrary *self);
void munja_library_show (MunjaLibrary *self, MunjaLibraryEntry *entry);
void munja_library_take_away (MunjaLibrary *self, MunjaLibraryEntry *entry);
void
munja_library_do (MunjaLibrary *self, MunjaDbFunc func, gpointer data, GDestroyNotify free_data);

G_END_DECLS

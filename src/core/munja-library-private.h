#pragma once

#include "munja-library.h"
#include "munja-store.h"

G_BEGIN_DECLS

MunjaStore *munja_library_get_store (MunjaLibrary *self);
MunjaLibraryEntry *munja_library_find (MunjaLibrary *self, MunjaLibraryKind kind, gint64 id);
void munja_library_show (MunjaLibrary *self, MunjaLibraryEntry *entry);
void munja_library_take_away (MunjaLibrary *self, MunjaLibraryEntry *entry);
void
munja_library_do (MunjaLibrary *self, MunjaStoreFunc func, gpointer data, GDestroyNotify free_data);

G_END_DECLS

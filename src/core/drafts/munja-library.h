#pragma once

#include <gio/gio.h>

#include "munja-draft.h"
#include "munja-library-entry.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_LIBRARY munja_library_get_type ()
G_DECLARE_FINAL_TYPE (MunjaLibrary, munja_library, MUNJA, LIBRARY, GObject)

char *munja_library_dup_default_path (void);
char *munja_library_dup_practice_path (void);
MunjaLibrary *munja_library_new (const char *path);
gboolean munja_library_set_aside (MunjaLibrary *self, char **new_path, GError **error);

void munja_library_open_async (MunjaLibrary *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean munja_library_open_finish (MunjaLibrary *self, GAsyncResult *result, GError **error);
gboolean munja_library_is_open (MunjaLibrary *self);

GListModel *munja_library_get_entries (MunjaLibrary *self, MunjaLibraryKind kind);
MunjaLibraryEntry *munja_library_find (MunjaLibrary *self, MunjaLibraryKind kind, gint64 id);
MunjaLibraryEntry *munja_library_find_template (MunjaLibrary *self, const char *name);

gint64 munja_library_get_shown_draft (MunjaLibrary *self, gboolean *was_open);
void munja_library_set_shown_draft (MunjaLibrary *self, gint64 draft, gboolean is_open);

gint64 munja_library_take_id (MunjaLibrary *self, MunjaLibraryKind kind);
void munja_library_save_draft_async (MunjaLibrary *self,
                                     gint64 id,
                                     const MunjaDraft *form,
                                     gboolean with_recipients,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void munja_library_save_template_async (MunjaLibrary *self,
                                        gint64 id,
                                        const char *name,
                                        const MunjaContent *content,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean munja_library_save_finish (MunjaLibrary *self, GAsyncResult *result, GError **error);

void munja_library_load_draft_async (MunjaLibrary *self,
                                     gint64 id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
MunjaDraft *
munja_library_load_draft_finish (MunjaLibrary *self, GAsyncResult *result, GError **error);
void munja_library_load_template_async (MunjaLibrary *self,
                                        gint64 id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
MunjaContent *
munja_library_load_template_finish (MunjaLibrary *self, GAsyncResult *result, GError **error);

void munja_library_rename (MunjaLibrary *self, MunjaLibraryEntry *entry, const char *name);
void munja_library_hide (MunjaLibrary *self, MunjaLibraryEntry *entry);
void munja_library_restore (MunjaLibrary *self, MunjaLibraryEntry *entry);
void munja_library_remove (MunjaLibrary *self, MunjaLibraryKind kind, gint64 id);

void munja_library_settle_async (MunjaLibrary *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean munja_library_settle_finish (MunjaLibrary *self, GAsyncResult *result);

G_END_DECLS

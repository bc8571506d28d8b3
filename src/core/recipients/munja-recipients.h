#pragma once

#include <gio/gio.h>

#include "munja-audience.h"
#include "munja-field.h"
#include "munja-roster-item.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_RECIPIENTS munja_recipients_get_type ()
G_DECLARE_FINAL_TYPE (MunjaRecipients, munja_recipients, MUNJA, RECIPIENTS, GObject)

MunjaRecipients *munja_recipients_new (void);

const MunjaRoster *munja_recipients_get_rows (MunjaRecipients *self);
guint64 munja_recipients_get_revision (MunjaRecipients *self);
gsize munja_recipients_get_length (MunjaRecipients *self);
gsize munja_recipients_count (MunjaRecipients *self, unsigned states);
gboolean munja_recipients_is_busy (MunjaRecipients *self);

void munja_recipients_add (MunjaRecipients *self, MunjaPaste *batch);
void munja_recipients_add_async (MunjaRecipients *self,
                                 MunjaPaste *batch,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean munja_recipients_add_finish (MunjaRecipients *self, GAsyncResult *result, GError **error);
void munja_recipients_remove (MunjaRecipients *self, const guint *ids, gsize n_ids);
void munja_recipients_remove_states (MunjaRecipients *self, unsigned states);
void munja_recipients_edit (MunjaRecipients *self, guint id, const char *number, const char *name);
void munja_recipients_reset (MunjaRecipients *self);
void munja_recipients_set_rows (MunjaRecipients *self, MunjaRoster *rows);
gboolean munja_recipients_can_undo (MunjaRecipients *self);
void munja_recipients_undo (MunjaRecipients *self);

void munja_recipients_set_filter (MunjaRecipients *self, const char *needle, unsigned states);

MunjaAudience *munja_recipients_dup_table (MunjaRecipients *self, const char *const *fields);
void munja_recipients_dup_table_async (MunjaRecipients *self,
                                       const char *const *fields,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
MunjaAudience *
munja_recipients_dup_table_finish (MunjaRecipients *self, GAsyncResult *result, GError **error);
void munja_recipients_add_table (MunjaRecipients *self, MunjaAudience *table);
GStrv munja_recipients_list_fields (MunjaRecipients *self, const MunjaFieldWords *words);

G_END_DECLS

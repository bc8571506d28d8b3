#pragma once

#include "munja-archive.h"
#include "support-place.h"

G_BEGIN_DECLS

/*
 * An archive in a file of the test's own, and what is put into it.
 */

typedef struct {
  SupportPlace *place;
  MunjaArchive *archive;
} SupportArchive;

SupportArchive *support_archive_new (void);
void support_archive_free (SupportArchive *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SupportArchive, support_archive_free)

MunjaSendingInfo *support_info_new (const char *text, gint64 went_out);
GPtrArray *support_messages_new (guint n_messages);
MunjaSentMessage *support_message_at (GPtrArray *messages, guint row);
void support_message_set (MunjaSentMessage *message, MunjaSentState state, const char *code);
MunjaSending *support_archive_add (SupportArchive *self,
                                   const MunjaSendingInfo *info,
                                   GPtrArray *messages,
                                   GBytes *picture);
MunjaSending *support_archive_add_text (SupportArchive *self, const char *text, gint64 went_out);
void support_archive_say (SupportArchive *self,
                          MunjaSending *sending,
                          guint row,
                          MunjaSentState state,
                          const char *code);

gint64 support_time (int days_ago);

G_END_DECLS

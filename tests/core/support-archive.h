#pragma once

#include "munja-archive.h"
#include "munja-sent-query.h"
#include "support-place.h"

G_BEGIN_DECLS

/*
 * An archive in a file of the test's own. All of these wait until it is done.
 */

/* When the first sending of a test went out, in µs since 1970 UTC. */
#define SUPPORT_ARCHIVE_TIME G_GINT64_CONSTANT (1790000000000000)

MunjaArchive *support_archive_open (const SupportPlace *place);
void support_archive_close (MunjaArchive *archive);

MunjaSendingInfo *support_archive_new_info (const char *key, guint minutes, const char *text);
GPtrArray *support_archive_new_messages (void);
MunjaSentMessage *
support_archive_add_message (GPtrArray *messages, const char *number, const char *name);
GPtrArray *support_archive_new_many (guint start, guint end);

MunjaSending *support_archive_begin (MunjaArchive *archive, const MunjaSendingInfo *info);
void
support_archive_add_messages (MunjaArchive *archive, MunjaSending *sending, GPtrArray *messages);
void support_archive_finish_adding (MunjaArchive *archive, MunjaSending *sending);
MunjaSending *
support_archive_add (MunjaArchive *archive, const MunjaSendingInfo *info, GPtrArray *messages);
MunjaSending *support_archive_add_text (MunjaArchive *archive,
                                        const char *key,
                                        guint minutes,
                                        const char *text,
                                        const char *name);

void support_archive_apply (MunjaArchive *archive,
                            MunjaSending *sending,
                            const MunjaSendingInfo *info,
                            GPtrArray *results);
void support_archive_set_state (MunjaArchive *archive,
                                MunjaSending *sending,
                                int row,
                                MunjaSentState state);
void support_archive_set_note (MunjaArchive *archive, MunjaSending *sending, const char *note);
void support_archive_remove (MunjaArchive *archive, MunjaSending *sending);
gboolean support_archive_restore (MunjaArchive *archive, MunjaSending *sending);
void support_archive_purge (MunjaArchive *archive);

GPtrArray *support_archive_list_messages (MunjaArchive *archive,
                                          MunjaSending *sending,
                                          MunjaSentStates states,
                                          const char *text);
char *support_archive_dup_rows (MunjaArchive *archive,
                                MunjaSending *sending,
                                MunjaSentStates states,
                                const char *text);
char *support_archive_dup_found (MunjaArchive *archive, const MunjaSentQuery *query);
char *support_archive_dup_search (MunjaArchive *archive, const char *text);

G_END_DECLS

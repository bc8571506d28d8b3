#pragma once

#include "munja-outbox.h"
#include "support-session.h"

G_BEGIN_DECLS

#define SUPPORT_MEMBER "MEM-TEST"

/**
 * SupportOutbox:
 * @session: signed in, at a practice server of its own
 * @path: the file
 * @outbox: open, and driving the jobs of SUPPORT_MEMBER
 * @n_settled: how often a job was settled since the last start
 *
 * An outbox in a hurry: it waits milliseconds where a real one waits seconds, and adds two rows at
 * a time.
 */
typedef struct {
  SupportSession *session;
  char *path;
  char *seal;
  MunjaOutbox *outbox;
  guint n_settled;

  /*< private >*/
  char *folder;
  MunjaJobTimings timings;
} SupportOutbox;

/**
 * SupportDraft:
 *
 * What an order is made of, see #MunjaOrder and #MunjaMessage; the sender is filled in if it is
 * %NULL.
 */
typedef struct {
  const char *from;
  const char *subject;
  const char *text;
  MunjaTypeChoice type;
  MunjaAudience *recipients;
  GBytes *picture;
  gint64 scheduled;
  MunjaAdvertising advertising;
  const char *replaces;
} SupportDraft;

SupportOutbox *support_outbox_new (void);
void support_outbox_free (SupportOutbox *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SupportOutbox, support_outbox_free)

void support_outbox_stop (SupportOutbox *self);
MunjaJob *support_outbox_find_job (SupportOutbox *self, const char *key);
void support_outbox_start (SupportOutbox *self, const char *member);
MunjaJob *support_outbox_restart (SupportOutbox *self, MunjaJob *job);
MunjaJob *support_outbox_restart_changed (SupportOutbox *self, MunjaJob *job, const char *sql);
MunjaJob *support_outbox_restart_copied (SupportOutbox *self, MunjaJob *job, GBytes **copy);
MunjaJob *support_outbox_restart_with (SupportOutbox *self, MunjaJob *job, GBytes *copy);
void support_outbox_set_chunk_rows (SupportOutbox *self, guint chunk_rows);
void support_outbox_set_settle_ms (SupportOutbox *self, guint settle_ms);
void support_outbox_set_retry_ms (SupportOutbox *self, guint retry_ms);
void support_outbox_pass_time (SupportOutbox *self, guint seconds);
void support_outbox_set_time (SupportOutbox *self, const char *time);

MunjaJob *support_outbox_add (SupportOutbox *self, guint n_recipients, gint64 scheduled);
MunjaOrder *support_outbox_new_order (SupportOutbox *self, const SupportDraft *draft);
MunjaJob *support_outbox_add_draft (SupportOutbox *self, const SupportDraft *draft, GError **error);
MunjaAudience *support_outbox_new_recipients (guint first, guint count);
void support_outbox_wait_for (MunjaJob *job, MunjaJobState state);
void support_outbox_wait_for_problem (MunjaJob *job, int code);
void support_outbox_prepare (SupportOutbox *self, MunjaJob *job);
void support_outbox_send (SupportOutbox *self, MunjaJob *job, MunjaJobState state);

guint support_outbox_count_requests (SupportOutbox *self, const char *method, const char *end);
guint support_outbox_count_released (SupportOutbox *self, MunjaJob *job);
void support_outbox_assert_once_each (SupportOutbox *self, MunjaJob *job);
void support_outbox_assert_nothing_sent (SupportOutbox *self, MunjaJob *job);

G_END_DECLS

#pragma once

#include "munja-audience.h"
#include "munja-registration.h"

G_BEGIN_DECLS

/**
 * FaultAction:
 * @FAULT_ACTION_SEND: release it as soon as it is ready
 * @FAULT_ACTION_DISCARD: cancel it when it is ready, after a while
 * @FAULT_ACTION_LEAVE: do nothing, and look after a while
 * @FAULT_ACTION_CANCEL: release it, but cancel it after a while if that is still possible
 * @FAULT_ACTION_UNSCHEDULE: release it, and cancel its schedule
 *
 * What the person does with a job.
 */
typedef enum {
  FAULT_ACTION_SEND,
  FAULT_ACTION_DISCARD,
  FAULT_ACTION_LEAVE,
  FAULT_ACTION_CANCEL,
  FAULT_ACTION_UNSCHEDULE,
} FaultAction;

/**
 * FaultJob:
 * @text: tells it from the others, also after a restart
 * @texts: what each recipient is to read
 * @undo: seconds
 * @after: ms from the start until it is cancelled, or looked at
 * @twice: whether the person's click was a double one
 * @replaces: (nullable): text of the job that it goes out in place of, once that one is scheduled
 * @is_again: whether it is what the person sends once more to those whom the job with the same text
 *   did not reach; what it says and whom it goes to is then what the archive tells
 * @n_stuck: of how many of its recipients nobody ever tells what became of it
 *
 * A job that has to be in the outbox, and what becomes of it.
 */
typedef struct {
  char *from;
  char *text;
  GStrv texts;
  MunjaAudience *recipients;
  GBytes *picture; /* NULL for none */
  gint64 scheduled;
  FaultAction action;
  guint undo;
  guint after;
  gboolean twice;
  char *replaces;
  gboolean is_again;
  guint n_stuck;
} FaultJob;

/**
 * FaultPlan:
 * @code: an authorization code that is still good
 * @path: the outbox
 * @archive: what was sent
 * @plain: whether to send by the plain policy instead of through the outbox
 * @check: whether to ask again for what is unconfirmed
 * @time_limit: how long a request may take, in ms
 * @limit: how long all may take, in ms
 * @down_from: from when on the service refuses to be connected to, in ms
 * @down_until: until when
 * @is_over: whether all that is scheduled has gone out, and what nobody told by now nobody tells
 * @die_at: at which change of one of its files the client dies, before it is made; 0 for never
 *
 * What one run of the client is to do. It comes through standard input, since there is a secret in
 * it.
 */
typedef struct {
  char *base;
  MunjaRegistration *registration;
  char *code;
  char *path;
  char *archive;
  gboolean plain;
  gboolean check;
  guint time_limit;
  guint settle;
  guint retry;
  guint chunk_rows;
  guint limit;
  guint down_from;
  guint down_until;
  gboolean is_over;
  guint die_at;
  GPtrArray *jobs; /* of FaultJob */
} FaultPlan;

FaultPlan *fault_plan_new_from_line (const char *line);
void fault_plan_free (FaultPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultPlan, fault_plan_free)

G_END_DECLS

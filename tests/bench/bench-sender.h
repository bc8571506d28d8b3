#pragma once

#include "munja-outbox.h"
#include "support-session.h"

G_BEGIN_DECLS

/*
 * What a bench sends with: an account at a practice server of its own, and files in a folder that
 * goes with it.
 */

typedef struct {
  SupportSession *session;
  char *folder;
  char *member;
} BenchSender;

BenchSender *bench_sender_new (void);
void bench_sender_free (BenchSender *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchSender, bench_sender_free)

char *bench_sender_build_path (BenchSender *self, const char *name);
MunjaOutbox *bench_sender_open_outbox (BenchSender *self, const char *name);
void bench_sender_send (BenchSender *self, MunjaOutbox *outbox, guint count);

G_END_DECLS

#pragma once

#include "munja-job-runner.h"

G_BEGIN_DECLS

/*
 * Two jobs of which one goes out in place of the other. What each of them does is decided for it
 * alone; here one asks for the other's end, and is told of it. The jobs are those of an outbox, and
 * the runners are found by them.
 */

void munja_outbox_tell_successor (GPtrArray *jobs, GHashTable *runners, MunjaJob *job);
void munja_outbox_cancel_replaced (GPtrArray *jobs, GHashTable *runners, MunjaJobRunner *successor);
gboolean munja_outbox_has_successor (GPtrArray *jobs, MunjaJob *job);

G_END_DECLS

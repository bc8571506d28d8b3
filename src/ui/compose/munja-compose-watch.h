#pragma once

#include "munja-merge-report.h"
#include "munja-recipients-box.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_COMPOSE_WATCH munja_compose_watch_get_type ()
G_DECLARE_FINAL_TYPE (MunjaComposeWatch, munja_compose_watch, MUNJA, COMPOSE_WATCH, GObject)

MunjaComposeWatch *munja_compose_watch_new (MunjaRecipientsBox *box);
void munja_compose_watch_set_message (MunjaComposeWatch *self, MunjaMessage *message);
MunjaMergeReport *munja_compose_watch_get_last (MunjaComposeWatch *self);
char *munja_compose_watch_dup_largest (MunjaComposeWatch *self, const char *text);

G_END_DECLS

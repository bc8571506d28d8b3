#pragma once

#include "munja-merge-report.h"
#include "munja-recipients-box.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_COMPOSE_CHECK munja_compose_check_get_type ()
G_DECLARE_FINAL_TYPE (MunjaComposeCheck, munja_compose_check, MUNJA, COMPOSE_CHECK, GObject)

MunjaComposeCheck *munja_compose_check_new (MunjaRecipientsBox *box);
void munja_compose_check_set_message (MunjaComposeCheck *self, const MunjaMergeMessage *message);
MunjaMergeReport *munja_compose_check_get_last (MunjaComposeCheck *self);
char *munja_compose_check_dup_largest (MunjaComposeCheck *self, const char *text);

G_END_DECLS

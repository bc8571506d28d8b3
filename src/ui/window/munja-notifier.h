#pragma once

#include "munja-account-info.h"
#include "munja-sent-page.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_NOTIFIER munja_notifier_get_type ()
G_DECLARE_FINAL_TYPE (MunjaNotifier, munja_notifier, MUNJA, NOTIFIER, GObject)

MunjaNotifier *munja_notifier_new (GtkWindow *window,
                                   MunjaSentPage *page,
                                   MunjaClientSwitch *clients,
                                   MunjaAccountInfo *info);
void munja_notifier_follow (MunjaNotifier *self);

G_END_DECLS

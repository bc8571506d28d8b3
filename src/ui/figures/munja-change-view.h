#pragma once

#include <gtk/gtk.h>

#include "munja-replies-cash.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_CHANGE_VIEW munja_change_view_get_type ()
G_DECLARE_FINAL_TYPE (MunjaChangeView, munja_change_view, MUNJA, CHANGE_VIEW, GtkWidget)

GtkWidget *munja_change_view_new (void);
void munja_change_view_set_change (MunjaChangeView *self, const MunjaBalanceChange *change);

G_END_DECLS

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MUNJA_STATE_BAR_PARTS:
 *
 * How many parts a bar has: what arrived, what is on its way, what nobody knows of, what failed.
 */
#define MUNJA_STATE_BAR_PARTS 4

#define MUNJA_TYPE_STATE_BAR munja_state_bar_get_type ()
G_DECLARE_FINAL_TYPE (MunjaStateBar, munja_state_bar, MUNJA, STATE_BAR, GtkWidget)

void munja_state_bar_set_counts (MunjaStateBar *self, const guint counts[MUNJA_STATE_BAR_PARTS]);

G_END_DECLS

#pragma once

#include <gtk/gtk.h>

#include "munja-day.h"

G_BEGIN_DECLS

/**
 * MUNJA_DAY_ANY:
 *
 * No day in particular.
 */
#define MUNJA_DAY_ANY G_MININT32

#define MUNJA_TYPE_DAY_POPOVER munja_day_popover_get_type ()
G_DECLARE_FINAL_TYPE (MunjaDayPopover, munja_day_popover, MUNJA, DAY_POPOVER, GtkPopover)

GtkWidget *munja_day_popover_new (void);

G_END_DECLS

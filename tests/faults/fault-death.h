#pragma once

#include <glib.h>

G_BEGIN_DECLS

void fault_death_watch (void);
void fault_death_set (guint n_changes);

G_END_DECLS

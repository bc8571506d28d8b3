#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_PROBLEM_BAR munja_problem_bar_get_type ()
G_DECLARE_FINAL_TYPE (MunjaProblemBar, munja_problem_bar, MUNJA, PROBLEM_BAR, AdwBin)

void munja_problem_bar_watch (MunjaProblemBar *self, GtkTextView *view, AdwEntryRow *subject);

G_END_DECLS

#pragma once

#include <gtk/gtk.h>

#include "munja-text-marks.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_PROBLEM_POPOVER munja_problem_popover_get_type ()
G_DECLARE_FINAL_TYPE (MunjaProblemPopover,
                      munja_problem_popover,
                      MUNJA,
                      PROBLEM_POPOVER,
                      GtkPopover)

void munja_problem_popover_show_mark (MunjaProblemPopover *self,
                                      const MunjaTextMark *mark,
                                      const GdkRectangle *place);

G_END_DECLS

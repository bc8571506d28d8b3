#pragma once

#include <adwaita.h>

#include "munja-merge-report.h"

G_BEGIN_DECLS

#define MUNJA_MERGE_QUESTION_SEND "send"
#define MUNJA_MERGE_QUESTION_SHOW "show"

GtkWidget *munja_merge_question_new (GtkWindow *parent,
                                     const MunjaMergeReport *check,
                                     const char *const *fields);

G_END_DECLS

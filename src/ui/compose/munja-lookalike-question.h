#pragma once

#include <adwaita.h>

#include "munja-lookalike.h"

G_BEGIN_DECLS

#define MUNJA_LOOKALIKE_SEND    "send"
#define MUNJA_LOOKALIKE_REPLACE "replace"

GtkWidget *munja_lookalike_question_new (GtkWindow *parent, const char *text, GPtrArray *found);

G_END_DECLS

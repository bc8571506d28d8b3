#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The answers that go on. */
#define MUNJA_REPEAT_LEAVE_OUT "leave-out"
#define MUNJA_REPEAT_SEND      "send"

GtkWidget *
munja_repeat_question_new (GtkWindow *parent, guint n_repeats, guint n_all, gint64 last_us);

G_END_DECLS

#pragma once

#include <gtk/gtk.h>

#include "munja-job-private.h"

G_BEGIN_DECLS

/*
 * Jobs as the outbox would give them, and looking at widgets like somebody before the screen.
 */

MunjaJobRecord *support_record_new (MunjaJobState state);
MunjaJob *support_job_new (MunjaJobState state);

GtkWindow *support_show (GtkWidget *widget);
void support_wait_frames (GtkWindow *window);
GtkWidget *support_find (GtkWidget *within, GType type, const char *text);
gboolean support_shows (GtkWidget *within, const char *text);

G_END_DECLS

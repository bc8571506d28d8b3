#include "config.h"

#include "support-heading.h"

#include <adwaita.h>
#include <stdio.h>

static gboolean
is_heading (gpointer label)
{
  GtkRoot *root = gtk_widget_get_root (label);

  return ADW_IS_MESSAGE_DIALOG (root)
         && g_strcmp0 (gtk_label_get_label (label),
                       adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (root)))
                == 0;
}

static gboolean
is_about_heading (const GLogField *field)
{
  gpointer label = NULL;

  return g_str_equal (field->key, "MESSAGE")
         && sscanf (field->value, "Trying to measure GtkLabel %p for width of ", &label) == 1
         && is_heading (label);
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (is_about_heading (&fields[i]))
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, user_data);
}

/* Before it takes the small heading for want of room, AdwMessageDialog asks how high the large one
 * is in the room there is. Newer versions of GTK warn of that, and of nothing else that is passed
 * over. */
void
support_pass_over_headings (void)
{
  g_log_set_writer_func (write_log, NULL, NULL);
}

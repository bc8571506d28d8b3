#include "config.h"

#include "munja-history-row.h"

#include <glib/gi18n.h>

#include "munja-describe-job.h"

struct _MunjaHistoryRow {
  GtkWidget parent_instance;

  /* Template children. */
  GtkImage *icon;
  GtkBox *lines;
  GtkLabel *text;
  GtkLabel *state;
  GtkLabel *time;
  GtkImage *arrow;

  /* Owned. */
  MunjaJob *job;
};

G_DEFINE_FINAL_TYPE (MunjaHistoryRow, munja_history_row, GTK_TYPE_WIDGET)

static void
mark (GtkWidget *widget, MunjaJobState state)
{
  static const char *const classes[] = { "accent", "warning", "error", NULL };
  const char *wanted = NULL;

  if (state == MUNJA_JOB_UNCONFIRMED)
    wanted = "warning";
  else if (state == MUNJA_JOB_FAILED)
    wanted = "error";
  else if (munja_describe_job_needs_person (state))
    wanted = "accent";
  for (gsize i = 0; classes[i] != NULL; i++)
    gtk_widget_remove_css_class (widget, classes[i]);
  if (wanted != NULL)
    gtk_widget_add_css_class (widget, wanted);
}

static void
update_state (MunjaHistoryRow *self)
{
  MunjaJobState state = munja_job_get_state (self->job);
  g_autofree char *recipients = munja_describe_job_recipients (self->job);
  g_autofree char *text = g_strdup_printf ("%s · %s", munja_describe_job_state (state), recipients);

  gtk_image_set_from_icon_name (self->icon, munja_describe_job_icon (state));
  gtk_label_set_label (self->state, text);
  mark (GTK_WIDGET (self->icon), state);
  mark (GTK_WIDGET (self->state), state);
}

static void
update_time (MunjaHistoryRow *self)
{
  gint64 scheduled = munja_job_get_scheduled (self->job);
  g_autofree char *time = scheduled != 0 ? munja_describe_seoul_time (scheduled)
                                         : munja_describe_time (munja_job_get_created (self->job));

  gtk_label_set_label (self->time, time);
}

/* The list's own item is what gets the focus, and would have no name. */
static void
name_item (MunjaHistoryRow *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));

  if (item != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                    self->state, self->text, self->time, NULL, -1);
}

static void
munja_history_row_dispose (GObject *object)
{
  MunjaHistoryRow *self = MUNJA_HISTORY_ROW (object);
  GtkWidget *child;

  munja_history_row_set_job (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (munja_history_row_parent_class)->dispose (object);
}

static void
munja_history_row_class_init (MunjaHistoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_history_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-history-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaHistoryRow, icon);
  gtk_widget_class_bind_template_child (widget_class, MunjaHistoryRow, lines);
  gtk_widget_class_bind_template_child (widget_class, MunjaHistoryRow, text);
  gtk_widget_class_bind_template_child (widget_class, MunjaHistoryRow, state);
  gtk_widget_class_bind_template_child (widget_class, MunjaHistoryRow, time);
  gtk_widget_class_bind_template_child (widget_class, MunjaHistoryRow, arrow);
}

static void
munja_history_row_init (MunjaHistoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_history_row_new:
 *
 * Makes a line of the history, without a job yet.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
munja_history_row_new (void)
{
  return g_object_new (MUNJA_TYPE_HISTORY_ROW, NULL);
}

/**
 * munja_history_row_set_job:
 * @self: the row
 * @job: (nullable): what it shows from now on
 *
 * Shows a job, and follows it.
 */
void
munja_history_row_set_job (MunjaHistoryRow *self, MunjaJob *job)
{
  g_return_if_fail (MUNJA_IS_HISTORY_ROW (self));

  if (self->job != NULL)
    g_signal_handlers_disconnect_by_func (self->job, update_state, self);
  if (g_set_object (&self->job, job) && job != NULL) {
    g_autofree char *text = munja_job_dup_shown_text (job);
    g_autofree char *line = munja_describe_first_line (text);

    gtk_label_set_label (self->text, line);
    update_state (self);
    update_time (self);
    name_item (self);
  }
  if (job != NULL)
    g_signal_connect_object (job, "notify::state", G_CALLBACK (update_state), self,
                             G_CONNECT_SWAPPED);
}

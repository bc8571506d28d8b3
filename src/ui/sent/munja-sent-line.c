#include "config.h"

#include "munja-sent-line.h"

#include <glib/gi18n.h>

#include "munja-describe-job.h"
#include "munja-describe-sending.h"
#include "munja-describe-when.h"
#include "munja-describe.h"
#include "munja-job.h"
#include "munja-sending.h"
#include "munja-state-bar.h"

struct _MunjaSentLine {
  GtkWidget parent_instance;

  /* Template children. */
  GtkLabel *heading;
  GtkBox *entry;
  GtkImage *icon;
  GtkLabel *text;
  GtkLabel *who;
  MunjaStateBar *bar;
  GtkLabel *state;
  GtkLabel *time;

  /* Owned. */
  GObject *item; /* a MunjaJob or a MunjaSending */
};

G_DEFINE_FINAL_TYPE (MunjaSentLine, munja_sent_line, GTK_TYPE_WIDGET)

/* The list's own item is what gets the focus, and would have no name. */
static void
name_item (MunjaSentLine *self)
{
  GtkWidget *place = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *item = place != NULL ? gtk_widget_get_parent (place) : NULL;
  g_autofree char *name = NULL;

  if (item == NULL || self->item == NULL)
    return;
  name = g_strdup_printf ("%s%s%s. %s. %s. %s", gtk_label_get_label (self->heading),
                          *gtk_label_get_label (self->heading) != '\0' ? ". " : "",
                          gtk_label_get_label (self->text), gtk_label_get_label (self->who),
                          gtk_label_get_label (self->state), gtk_label_get_label (self->time));
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
mark (GtkWidget *widget, const char *wanted)
{
  static const char *const classes[] = { "accent", "warning", "error" };

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (widget, classes[i]);
  if (wanted != NULL)
    gtk_widget_add_css_class (widget, wanted);
}

static const char *
find_job_class (MunjaJobState state)
{
  if (state == MUNJA_JOB_UNCONFIRMED)
    return "warning";
  if (state == MUNJA_JOB_FAILED)
    return "error";
  return munja_describe_job_needs_person (state) ? "accent" : NULL;
}

static char *
describe_job_state (MunjaJob *job)
{
  MunjaJobState state = munja_job_get_state (job);
  const GError *problem = munja_job_get_problem (job);

  if (state == MUNJA_JOB_FAILED && problem != NULL)
    return g_strdup (munja_describe_heading (problem));
  if (state == MUNJA_JOB_PREPARING && munja_job_get_n_recipients (job) > 1)
    /* Translators: what is going on, how many recipients have been handed over, and how many there
     * are. */
    return g_strdup_printf (_ ("%s · %'u of %'u"), munja_describe_job_state (state),
                            munja_job_get_n_added (job), munja_job_get_n_recipients (job));
  return g_strdup (munja_describe_job_state (state));
}

static void
show_job (MunjaSentLine *self, MunjaJob *job)
{
  gint64 scheduled = munja_job_get_scheduled (job);
  g_autofree char *shown = munja_job_dup_shown_text (job);
  g_autofree char *text = munja_describe_first_words (shown);
  g_autofree char *who
      = munja_describe_addressees (munja_job_get_first_name (job), munja_job_get_first_number (job),
                                   munja_job_get_n_recipients (job));
  g_autofree char *state = describe_job_state (job);
  g_autofree char *time
      = scheduled != 0 ? munja_describe_seoul_time (scheduled)
                       : munja_describe_when (munja_job_get_created (job), g_get_real_time ());

  gtk_label_set_label (self->text, text);
  gtk_label_set_label (self->who, who);
  gtk_label_set_label (self->state, state);
  gtk_label_set_label (self->time, time);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), TRUE);
  gtk_image_set_from_icon_name (self->icon, munja_describe_job_icon (munja_job_get_state (job)));
  mark (GTK_WIDGET (self->icon), find_job_class (munja_job_get_state (job)));
  mark (GTK_WIDGET (self->state), find_job_class (munja_job_get_state (job)));
}

static char *
describe_sending_time (const MunjaSendingInfo *info)
{
  g_autofree char *when
      = munja_describe_when (info->id * G_TIME_SPAN_MILLISECOND, g_get_real_time ());

  if (!info->is_elsewhere)
    return g_steal_pointer (&when);
  /* Translators: %s is a date and a time of day. */
  return g_strdup_printf (_ ("%s · sent elsewhere"), when);
}

static void
show_counts (MunjaSentLine *self, const MunjaSendingInfo *info)
{
  const guint counts[MUNJA_STATE_BAR_PARTS] = {
    munja_sending_info_count (info, MUNJA_SENT_STATES_DELIVERED),
    munja_sending_info_count (info, MUNJA_SENT_STATES_OPEN),
    munja_sending_info_count (info, MUNJA_SENT_STATES_UNKNOWN),
    munja_sending_info_count (info, MUNJA_SENT_STATES_FAILED),
  };
  gboolean is_sent = info->outcome == MUNJA_SENDING_SENT && info->n_messages > 0;
  gboolean has_failed = info->outcome == MUNJA_SENDING_FAILED
                        || (is_sent && counts[MUNJA_STATE_BAR_PARTS - 1] == info->n_messages);

  munja_state_bar_set_counts (self->bar, counts);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), is_sent);
  mark (GTK_WIDGET (self->state), has_failed ? "error" : NULL);
}

static void
show_sending (MunjaSentLine *self, const MunjaSendingInfo *info)
{
  g_autofree char *text = munja_describe_sending_text (info);
  g_autofree char *who
      = munja_describe_addressees (info->first_name, info->first_number, info->n_messages);
  g_autofree char *result = munja_describe_sending_result (info);
  g_autofree char *time = describe_sending_time (info);

  gtk_label_set_label (self->text, text);
  gtk_label_set_label (self->who, who);
  gtk_label_set_label (self->state, result);
  gtk_label_set_label (self->time, time);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
  show_counts (self, info);
}

static void
update (MunjaSentLine *self)
{
  if (MUNJA_IS_JOB (self->item))
    show_job (self, MUNJA_JOB (self->item));
  else
    show_sending (self, munja_sending_get_info (MUNJA_SENDING (self->item)));
  name_item (self);
}

static void
munja_sent_line_dispose (GObject *object)
{
  MunjaSentLine *self = MUNJA_SENT_LINE (object);
  GtkWidget *child;

  munja_sent_line_set_item (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (munja_sent_line_parent_class)->dispose (object);
}

static void
munja_sent_line_class_init (MunjaSentLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_sent_line_dispose;

  g_type_ensure (MUNJA_TYPE_STATE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-sent-line.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaSentLine, heading);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentLine, entry);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentLine, icon);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentLine, text);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentLine, who);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentLine, bar);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentLine, state);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentLine, time);
}

static void
munja_sent_line_init (MunjaSentLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_sent_line_new:
 *
 * Makes a line of the list of what was sent, without anything in it yet.
 *
 * Returns: (transfer floating): the line
 */
GtkWidget *
munja_sent_line_new (void)
{
  return g_object_new (MUNJA_TYPE_SENT_LINE, NULL);
}

/**
 * munja_sent_line_set_item:
 * @self: the line, which has its place in the list
 * @item: (nullable): a #MunjaJob or a #MunjaSending
 *
 * Shows it, and follows it.
 */
void
munja_sent_line_set_item (MunjaSentLine *self, GObject *item)
{
  g_return_if_fail (MUNJA_IS_SENT_LINE (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, update, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  g_signal_connect_object (item, MUNJA_IS_JOB (item) ? "notify" : "notify::info",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * munja_sent_line_set_heading:
 * @self: the line
 * @heading: (nullable): what stands above it, where a part of the list begins
 */
void
munja_sent_line_set_heading (MunjaSentLine *self, const char *heading)
{
  g_return_if_fail (MUNJA_IS_SENT_LINE (self));

  gtk_label_set_label (self->heading, heading != NULL ? heading : "");
  gtk_widget_set_visible (GTK_WIDGET (self->heading), heading != NULL);
  name_item (self);
}

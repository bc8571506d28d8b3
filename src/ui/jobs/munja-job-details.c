#include "config.h"

#include "munja-job-details.h"

#include <glib/gi18n.h>

#include "munja-describe-job.h"
#include "munja-describe-picture.h"
#include "munja-describe-recipient.h"
#include "munja-describe.h"
#include "munja-phone.h"
#include "munja-picture-view.h"

struct _MunjaJobDetails {
  AdwPreferencesGroup parent_instance;

  /* Template children. */
  AdwActionRow *from_row;
  AdwActionRow *to_row;
  AdwActionRow *accepted_row;
  AdwActionRow *when_row;
  AdwActionRow *kind_row;
  AdwActionRow *type_row;
  AdwActionRow *subject_row;
  AdwActionRow *price_row;
  AdwActionRow *status_row;
  AdwActionRow *group_row;
  AdwActionRow *message_row;
  AdwActionRow *picture_row;
  MunjaPictureView *picture_view;
  AdwActionRow *text_row;
  GtkButton *copy_group_button;
  GtkButton *copy_message_button;

  /* Owned. */
  GCancellable *cancellable; /* ends with the job whose picture is shown */
};

G_DEFINE_FINAL_TYPE (MunjaJobDetails, munja_job_details, ADW_TYPE_PREFERENCES_GROUP)

static void
set_row (AdwActionRow *row, const char *text)
{
  adw_action_row_set_subtitle (row, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL);
}

static void
set_id (AdwActionRow *row, GtkButton *button, const char *id)
{
  set_row (row, id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id != NULL ? id : "");
}

static char *
describe_recipients (MunjaJob *job)
{
  g_autofree char *people = munja_describe_job_recipients (job);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (munja_job_get_n_recipients (job) == 1)
    return g_steal_pointer (&people);
  first = munja_phone_format_of (NULL, munja_job_get_first_number (job));
  last = munja_phone_format_of (NULL, munja_job_get_last_number (job));
  /* Translators: how many people, the number of the first, and that of the last. */
  return g_strdup_printf (_ ("%s\n%s to %s"), people, first, last);
}

/* It costs nothing, then, and what the service had taken in does not go out. */
static gboolean
is_given_up (MunjaJob *job)
{
  MunjaJobState state = munja_job_get_state (job);

  return state == MUNJA_JOB_CANCELLED || state == MUNJA_JOB_FAILED;
}

static void
show_answers (MunjaJobDetails *self, MunjaJob *job)
{
  const char *code = munja_job_get_status_code (job);
  const char *words = munja_job_get_status_text (job);
  guint n_accepted = munja_job_get_n_accepted (job);
  gboolean is_list = munja_job_get_n_recipients (job) > 1 && n_accepted > 0 && !is_given_up (job);
  g_autofree char *accepted = is_list ? munja_describe_people (n_accepted) : NULL;
  g_autofree char *status = NULL;
  g_autofree char *price = NULL;

  if (code != NULL && words != NULL)
    status = g_strdup_printf ("%s · %s", code, words);
  if (munja_job_get_price (job) >= 0 && !is_given_up (job))
    price = munja_describe_money (munja_job_get_price (job));
  set_row (self->accepted_row, accepted);
  set_row (self->price_row, price);
  set_row (self->status_row, status != NULL ? status : code);
  set_id (self->group_row, self->copy_group_button, munja_job_get_group_id (job));
  set_id (self->message_row, self->copy_message_button, munja_job_get_message_id (job));
}

static char *
describe_types (MunjaJob *job)
{
  guint n_types[MUNJA_N_MESSAGE_TYPES];

  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    n_types[i] = munja_job_get_n_of_type (job, (MunjaMessageType)i);
  return munja_describe_types (n_types);
}

static void
show_content (MunjaJobDetails *self, MunjaJob *job)
{
  gint64 scheduled = munja_job_get_scheduled (job);
  g_autofree char *from = munja_phone_format (munja_job_get_from (job));
  g_autofree char *to = describe_recipients (job);
  g_autofree char *types = describe_types (job);
  g_autofree char *text = munja_job_dup_shown_text (job);
  g_autofree char *when = scheduled != 0 ? munja_describe_seoul_time (scheduled)
                                         : munja_describe_time (munja_job_get_created (job));

  set_row (self->from_row, from);
  set_row (self->to_row, to);
  set_row (self->when_row, when);
  set_row (self->kind_row, munja_describe_advertising (munja_job_get_advertising (job)));
  set_row (self->type_row, types);
  set_row (self->subject_row, munja_job_get_subject (job));
  set_row (self->text_row, text);
}

static void
munja_job_details_dispose (GObject *object)
{
  MunjaJobDetails *self = MUNJA_JOB_DETAILS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (munja_job_details_parent_class)->dispose (object);
}

static void
munja_job_details_class_init (MunjaJobDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_job_details_dispose;

  g_type_ensure (MUNJA_TYPE_PICTURE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-job-details.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaJobDetails, from_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobDetails, to_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobDetails, accepted_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobDetails, when_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobDetails, kind_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobDetails, type_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobDetails, subject_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobDetails, price_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobDetails, status_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobDetails, group_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobDetails, message_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobDetails, picture_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobDetails, picture_view);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobDetails, text_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobDetails, copy_group_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobDetails, copy_message_button);
}

static void
munja_job_details_init (MunjaJobDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_job_details_show:
 * @self: the group of rows
 * @job: a job
 *
 * Shows what a job is made of, and what the service said about it so far.
 */
void
munja_job_details_show (MunjaJobDetails *self, MunjaJob *job)
{
  g_return_if_fail (MUNJA_IS_JOB_DETAILS (self));

  show_content (self, job);
  show_answers (self, job);
}

static void
show_picture (MunjaJobDetails *self, GBytes *picture)
{
  g_autofree char *size = picture != NULL ? munja_describe_picture (picture) : NULL;

  munja_picture_view_set_picture (self->picture_view, picture);
  set_row (self->picture_row, size);
}

static void
picture_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaJobDetails *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture
      = munja_outbox_load_picture_finish (MUNJA_OUTBOX (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_picture (self, picture);
}

/**
 * munja_job_details_load_picture:
 * @self: the group of rows
 * @outbox: (nullable): where the job is
 * @job: a job; if it has no picture, none is shown any more
 *
 * Shows the picture of a job as soon as it has been read.
 */
void
munja_job_details_load_picture (MunjaJobDetails *self, MunjaOutbox *outbox, MunjaJob *job)
{
  g_return_if_fail (MUNJA_IS_JOB_DETAILS (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  show_picture (self, NULL);
  if (outbox == NULL || !munja_job_get_has_picture (job))
    return;
  self->cancellable = g_cancellable_new ();
  munja_outbox_load_picture_async (outbox, job, self->cancellable, picture_loaded_cb, self);
}

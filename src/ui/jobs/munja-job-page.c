#include "config.h"

#include "munja-job-page.h"

#include <glib/gi18n.h>

#include "munja-describe-job.h"
#include "munja-describe.h"
#include "munja-error.h"
#include "munja-job-details.h"
#include "munja-refused-list.h"
#include "munja-wrap-box.h"
#include "munja-wrap-button.h"

/* How often the seconds that are left are looked at. In milliseconds. */
#define TICK_MS 200

/* So many of those whom the service refused are asked for; the rest is told by their number. */
#define MAX_REFUSED 1000

struct _MunjaJobPage {
  AdwBin parent_instance;

  /* Template children. */
  AdwStatusPage *status;
  GtkLabel *note;
  GtkWidget *progress_box;
  GtkProgressBar *progress;
  GtkLabel *progress_label;
  GtkWidget *bar;
  GtkWidget *buttons;
  GtkButton *undo_button;
  GtkButton *review_button;
  GtkButton *sign_in_button;
  GtkButton *check_button;
  GtkButton *new_button;
  GtkButton *back_button;
  GtkButton *edit_button;
  GtkButton *again_button;
  GtkButton *change_button;
  GtkButton *cancel_button;
  AdwBin *refused;
  MunjaJobDetails *details;
  GtkLinkButton *group_link;
  GtkLinkButton *message_link;
  GtkButton *remove_button;

  /* Owned. */
  MunjaClient *client;
  MunjaJob *job;
  GCancellable *cancellable; /* ends when another job is shown */

  MunjaJobState shown_state;
  guint tick_id;
  guint n_refused; /* how many the list of them was made for */
};

G_DEFINE_FINAL_TYPE (MunjaJobPage, munja_job_page, ADW_TYPE_BIN)

static const char *
get_service_name (MunjaJobPage *self)
{
  return munja_describe_service (munja_client_get_service (self->client));
}

static gboolean
needs_sign_in (const GError *problem)
{
  return g_error_matches (problem, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN)
         || g_error_matches (problem, MUNJA_ERROR, MUNJA_ERROR_PERMISSION)
         || g_error_matches (problem, MUNJA_ERROR, MUNJA_ERROR_OTHER_ACCOUNT);
}

/* What goes on without a click, and when. */
static const char *
get_prospect (const GError *problem)
{
  return needs_sign_in (problem) ? _ ("After that it goes on by itself.")
                                 : _ ("It goes on by itself.");
}

static char *
describe_problem (MunjaJobPage *self, const char *remark)
{
  const GError *problem = munja_job_get_problem (self->job);
  g_autofree char *text = NULL;

  if (problem == NULL)
    return g_strdup (remark);
  text = munja_describe_error (problem, munja_client_get_service (self->client));
  return g_strdup_printf ("%s\n\n%s", text, remark);
}

/* Says what is not known, and what asking has brought. */
static char *
describe_doubt (MunjaJobPage *self)
{
  const MunjaService *service = munja_client_get_service (self->client);
  const GError *problem = munja_job_get_problem (self->job);
  g_autoptr (GError) lost
      = g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED, "The answer was lost");
  g_autofree char *doubt = munja_describe_error (lost, service);
  g_autofree char *found = NULL;

  if (problem == NULL || g_error_matches (problem, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED))
    /* Translators: %s is the name of the service. */
    found = g_strdup_printf (_ ("%s was asked, and does not say that it was sent."),
                             munja_describe_service (service));
  else
    found = munja_describe_error (problem, service);
  return g_strdup_printf ("%s\n\n%s\n\n%s", doubt, found, _ ("It is never sent again by itself."));
}

static char *
describe_state (MunjaJobPage *self)
{
  const char *name = get_service_name (self);
  const GError *problem = munja_job_get_problem (self->job);
  g_autofree char *when = NULL;

  switch (munja_job_get_state (self->job)) {
  case MUNJA_JOB_PREPARING:
    if (problem != NULL)
      return describe_problem (self, get_prospect (problem));
    /* Translators: %s is the name of the service. */
    return g_strdup_printf (_ ("The list is being handed over to %s. Nothing is sent until you "
                               "have looked it over."),
                            name);
  case MUNJA_JOB_READY:
    return describe_problem (self, _ ("Nothing has been sent yet. Look it over, then send it."));
  case MUNJA_JOB_WAITING:
    return g_strdup (_ ("Nothing has been sent yet. Undo brings the message back."));
  case MUNJA_JOB_RELEASING:
    if (problem != NULL)
      return describe_problem (self, get_prospect (problem));
    if (munja_job_get_is_storing (self->job))
      /* Translators: %s is the name of the service. */
      return g_strdup_printf (_ ("The picture is being handed over to %s. Nothing has been sent "
                                 "yet."),
                              name);
    /* Translators: %s is the name of the service. */
    return g_strdup_printf (_ ("Waiting for the answer of %s."), name);
  case MUNJA_JOB_UNCONFIRMED:
    return describe_doubt (self);
  case MUNJA_JOB_SCHEDULED:
    when = munja_describe_seoul_time (munja_job_get_scheduled (self->job));
    /* Translators: when, and the name of the service. */
    return g_strdup_printf (_ ("It goes out %s. %s sends it then, and charges it then."), when,
                            name);
  case MUNJA_JOB_SENT:
    return describe_problem (self, munja_client_is_practice (self->client)
                                       ? _ ("This was practice: nothing was really sent.")
                                       : _ ("It goes to the carrier next. Whether it has arrived "
                                            "shows in the message log."));
  case MUNJA_JOB_CANCELLED:
  case MUNJA_JOB_FAILED:
  default:
    return describe_problem (self, _ ("Nothing was sent."));
  }
}

static char *
describe_title (MunjaJobPage *self)
{
  MunjaJobState state = munja_job_get_state (self->job);
  const GError *problem = munja_job_get_problem (self->job);
  gint64 left = munja_job_get_release_at (self->job) - g_get_real_time ();
  guint seconds = left > 0 ? (left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC : 0;

  if (state == MUNJA_JOB_WAITING)
    return g_strdup_printf (ngettext ("Sending in %u Second", "Sending in %u Seconds", seconds),
                            seconds);
  if (state == MUNJA_JOB_SENT)
    /* Translators: %s is the name of the service. */
    return g_strdup_printf (_ ("Accepted by %s"), get_service_name (self));
  if (problem != NULL && state != MUNJA_JOB_UNCONFIRMED)
    return g_strdup (munja_describe_heading (problem));
  return g_strdup (munja_describe_job_state (state));
}

static void
update_title (MunjaJobPage *self)
{
  g_autofree char *title = describe_title (self);

  if (!g_str_equal (title, adw_status_page_get_title (self->status)))
    adw_status_page_set_title (self->status, title);
}

static gboolean
tick_cb (gpointer user_data)
{
  update_title (user_data);
  return G_SOURCE_CONTINUE;
}

static void
update_status (MunjaJobPage *self)
{
  MunjaJobState state = munja_job_get_state (self->job);
  g_autofree char *note = describe_state (self);

  adw_status_page_set_icon_name (self->status, munja_describe_job_icon (state));
  update_title (self);
  if (!g_str_equal (note, gtk_label_get_label (self->note)))
    gtk_label_set_label (self->note, note);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (state == MUNJA_JOB_WAITING)
    self->tick_id = g_timeout_add (TICK_MS, tick_cb, self);
}

static char *
describe_progress (MunjaJob *job)
{
  guint all = munja_job_get_n_recipients (job);
  guint added = munja_job_get_n_added (job);
  double rate = munja_job_get_rate (job);
  g_autofree char *text = NULL;
  g_autofree char *left = NULL;

  /* Translators: how many recipients have been handed over, and how many there are. */
  text = g_strdup_printf (_ ("%'u of %'u"), added, all);
  if (rate <= 0)
    return g_steal_pointer (&text);
  left = munja_describe_duration ((all - added) / rate + 1);
  /* Translators: as in "1,000 of 5,000 · 300 a second · about 14 seconds left". */
  return g_strdup_printf (_ ("%s · %'.0f a second · about %s left"), text, rate, left);
}

static void
update_progress (MunjaJobPage *self)
{
  gboolean shown = munja_job_get_state (self->job) == MUNJA_JOB_PREPARING;
  guint all = munja_job_get_n_recipients (self->job);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->progress_box, shown);
  if (!shown)
    return;
  text = describe_progress (self->job);
  gtk_progress_bar_set_fraction (self->progress, (double)munja_job_get_n_added (self->job) / all);
  gtk_label_set_label (self->progress_label, text);
}

static void
show_button (GtkButton *button, gboolean shown)
{
  gtk_widget_set_visible (GTK_WIDGET (button), shown);
}

static const char *
get_cancel_label (MunjaJobState state)
{
  switch (state) {
  case MUNJA_JOB_SCHEDULED:
    return _ ("_Cancel Schedule");
  case MUNJA_JOB_READY:
    return _ ("_Discard");
  case MUNJA_JOB_PREPARING:
  case MUNJA_JOB_WAITING:
  case MUNJA_JOB_RELEASING:
  case MUNJA_JOB_UNCONFIRMED:
  case MUNJA_JOB_SENT:
  case MUNJA_JOB_CANCELLED:
  case MUNJA_JOB_FAILED:
  default:
    return _ ("_Cancel");
  }
}

static void
show_buttons (MunjaJobPage *self)
{
  MunjaJobState state = munja_job_get_state (self->job);
  const GError *problem = munja_job_get_problem (self->job);
  gboolean is_mine = !g_error_matches (problem, MUNJA_ERROR, MUNJA_ERROR_OTHER_ACCOUNT);
  gboolean finished = munja_job_is_finished (self->job);
  gboolean unconfirmed = state == MUNJA_JOB_UNCONFIRMED;

  show_button (self->undo_button, state == MUNJA_JOB_WAITING);
  show_button (self->review_button, state == MUNJA_JOB_READY && is_mine);
  show_button (self->sign_in_button, needs_sign_in (problem));
  show_button (self->check_button, unconfirmed);
  show_button (self->new_button, state == MUNJA_JOB_SENT || state == MUNJA_JOB_SCHEDULED);
  show_button (self->back_button, state == MUNJA_JOB_READY && is_mine);
  show_button (self->edit_button, finished);
  show_button (self->again_button, unconfirmed);
  show_button (self->change_button,
               state == MUNJA_JOB_SCHEDULED && munja_job_may_cancel (self->job) && is_mine
                   && !munja_outbox_is_awaited (munja_client_get_outbox (self->client), self->job));
  show_button (self->cancel_button,
               munja_job_may_cancel (self->job) && state != MUNJA_JOB_WAITING && is_mine);
  show_button (self->remove_button, finished || unconfirmed);
  gtk_button_set_label (self->cancel_button, get_cancel_label (state));
  /* One way on is enough to stand out. */
  if (unconfirmed)
    gtk_widget_remove_css_class (GTK_WIDGET (self->sign_in_button), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->sign_in_button), "suggested-action");
}

/* The way on comes last, and what else can be done before it. */
static GtkWidget *
find_way_on (MunjaJobPage *self)
{
  GtkWidget *child = gtk_widget_get_last_child (self->buttons);

  while (child != NULL && !gtk_widget_get_visible (child))
    child = gtk_widget_get_prev_sibling (child);
  return child;
}

/* In another state the same button may do something else, so that the focus goes to the way on. */
static void
update_buttons (MunjaJobPage *self)
{
  MunjaJobState state = munja_job_get_state (self->job);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, self->buttons);
  GtkWidget *way_on;

  show_buttons (self);
  way_on = find_way_on (self);
  gtk_widget_set_visible (self->bar, way_on != NULL);
  if (had_focus && state != self->shown_state && way_on != NULL)
    gtk_widget_grab_focus (way_on);
  self->shown_state = state;
}

/* Whether the service may list something of it. */
static gboolean
may_be_listed (MunjaJob *job)
{
  switch (munja_job_get_state (job)) {
  case MUNJA_JOB_RELEASING:
  case MUNJA_JOB_UNCONFIRMED:
  case MUNJA_JOB_SCHEDULED:
  case MUNJA_JOB_SENT:
  case MUNJA_JOB_FAILED:
    return TRUE;
  case MUNJA_JOB_PREPARING:
  case MUNJA_JOB_READY:
  case MUNJA_JOB_WAITING:
  case MUNJA_JOB_CANCELLED:
  default:
    return FALSE;
  }
}

static void
update_links (MunjaJobPage *self)
{
  const MunjaService *service = munja_client_get_service (self->client);
  const char *group = munja_job_get_group_id (self->job);
  const char *message = munja_job_get_message_id (self->job);
  g_autofree char *group_uri = group != NULL ? munja_service_get_group_uri (service, group)
                                             : munja_service_get_log_uri (service);
  g_autofree char *message_uri
      = message != NULL ? munja_service_get_message_uri (service, message) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->group_link), may_be_listed (self->job));
  gtk_link_button_set_uri (self->group_link, group_uri);
  gtk_widget_set_visible (GTK_WIDGET (self->message_link), message != NULL);
  gtk_link_button_set_uri (self->message_link, message_uri != NULL ? message_uri : "");
}

static void
rows_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaJobPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = munja_outbox_list_rows_finish (MUNJA_OUTBOX (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  adw_bin_set_child (self->refused, munja_refused_list_new (rows, self->n_refused));
}

static void
update_refused (MunjaJobPage *self)
{
  guint n_refused = munja_job_get_n_refused (self->job);

  if (munja_job_get_state (self->job) == MUNJA_JOB_PREPARING || n_refused == self->n_refused
      || munja_job_get_n_recipients (self->job) == 1)
    return;
  self->n_refused = n_refused;
  munja_outbox_list_rows_async (munja_client_get_outbox (self->client), self->job,
                                MUNJA_ROW_FILTER_REFUSED, 0, MAX_REFUSED, self->cancellable,
                                rows_listed_cb, self);
}

static void
update (MunjaJobPage *self)
{
  update_status (self);
  update_progress (self);
  update_buttons (self);
  munja_job_details_show (self->details, self->job);
  update_links (self);
  update_refused (self);
}

static void
forget (MunjaJobPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_func (self->job, update, self);
  g_clear_object (&self->job);
  g_clear_object (&self->client);
  self->n_refused = 0;
}

static void
munja_job_page_dispose (GObject *object)
{
  forget (MUNJA_JOB_PAGE (object));

  G_OBJECT_CLASS (munja_job_page_parent_class)->dispose (object);
}

static void
munja_job_page_class_init (MunjaJobPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_job_page_dispose;

  g_type_ensure (MUNJA_TYPE_JOB_DETAILS);
  g_type_ensure (MUNJA_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-job-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, status);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, note);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, progress_box);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, progress);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, progress_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, bar);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, undo_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, review_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, check_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, edit_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, change_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, refused);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, details);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, group_link);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, message_link);
  gtk_widget_class_bind_template_child (widget_class, MunjaJobPage, remove_button);
}

static void
munja_job_page_init (MunjaJobPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (GtkWidget *child = gtk_widget_get_first_child (self->buttons); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    munja_wrap_button (child);
  munja_wrap_button (self->group_link);
  munja_wrap_button (self->message_link);
}

/**
 * munja_job_page_show:
 * @self: the page
 * @client: whose outbox has the job
 * @job: the job
 *
 * Shows how a job stands, no more than is known, and follows it.
 */
void
munja_job_page_show (MunjaJobPage *self, MunjaClient *client, MunjaJob *job)
{
  g_return_if_fail (MUNJA_IS_JOB_PAGE (self));

  g_object_ref (job);
  forget (self);
  self->client = g_object_ref (client);
  self->job = job;
  self->cancellable = g_cancellable_new ();
  adw_bin_set_child (self->refused, NULL);
  munja_job_details_load_picture (self->details, munja_client_get_outbox (client), job);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->undo_button), "s",
                                    munja_job_get_key (job));
  update (self);
  g_signal_connect_object (job, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

/**
 * munja_job_page_focus:
 * @self: a page that shows a job
 *
 * Gives the focus to the way on.
 */
void
munja_job_page_focus (MunjaJobPage *self)
{
  GtkWidget *way_on;

  g_return_if_fail (MUNJA_IS_JOB_PAGE (self));

  way_on = find_way_on (self);
  if (way_on != NULL)
    gtk_widget_grab_focus (way_on);
}

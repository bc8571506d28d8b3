#include "config.h"

#include <glib/gi18n.h>

#include "munja-cautious-dialog.h"
#include "munja-describe.h"
#include "munja-outbox.h"
#include "munja-tell.h"
#include "munja-window-private.h"

/* What to do with a message that is taken out of the outbox. */
typedef enum {
  PURPOSE_EDIT,   /* put it into the form */
  PURPOSE_SEND,   /* send the same once more */
  PURPOSE_REVIEW, /* ask whether to send it, as it waits for that */
} Purpose;

/* What a job is made of, on its way out of the outbox. */
typedef struct {
  MunjaWindow *window; /* borrowed */
  MunjaJob *job;
  Purpose purpose;
  MunjaAudience *recipients;
} Loading;

static void
loading_free (Loading *self)
{
  g_object_unref (self->job);
  g_clear_pointer (&self->recipients, munja_audience_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loading, loading_free)

static void
use (Loading *loading, GBytes *picture)
{
  MunjaWindow *self = loading->window;
  g_autoptr (MunjaOrder) order = munja_order_new (loading->job, loading->recipients, picture);

  switch (loading->purpose) {
  case PURPOSE_SEND:
    munja_window_send (self, order);
    break;
  case PURPOSE_REVIEW:
    munja_window_ask_single (self, order, loading->job);
    break;
  case PURPOSE_EDIT:
  default:
    munja_window_start_new (self);
    munja_compose_page_load (self->compose_page, order);
  }
}

static void
picture_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Loading) loading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture
      = munja_outbox_load_picture_finish (MUNJA_OUTBOX (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (picture != NULL)
    use (loading, picture);
  else
    munja_tell_error (
        GTK_WINDOW (loading->window),
        munja_client_get_service (munja_client_switch_get_client (loading->window->clients)), error,
        NULL);
}

static void
recipients_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Loading) loading = user_data;
  MunjaWindow *self = loading->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaAudience) recipients
      = munja_outbox_load_recipients_finish (MUNJA_OUTBOX (source), result, &error);
  MunjaJob *job = loading->job;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  loading->recipients = g_steal_pointer (&recipients);
  if (loading->recipients == NULL)
    munja_tell_error (GTK_WINDOW (self),
                      munja_client_get_service (munja_client_switch_get_client (self->clients)),
                      error, NULL);
  else if (munja_job_get_has_picture (job))
    munja_outbox_load_picture_async (self->outbox, job,
                                     munja_client_switch_get_cancellable (self->clients),
                                     picture_loaded_cb, g_steal_pointer (&loading));
  else
    use (loading, NULL);
}

static void
load (MunjaWindow *self, MunjaJob *job, Purpose purpose)
{
  Loading *loading = g_new0 (Loading, 1);

  *loading = (Loading){ .window = self, .job = g_object_ref (job), .purpose = purpose };
  munja_outbox_load_recipients_async (self->outbox, job,
                                      munja_client_switch_get_cancellable (self->clients),
                                      recipients_loaded_cb, loading);
}

/* What the form held goes back there as it was. Only if there is something else in it by now, it is
 * made anew from the job. */
static void
take_back (MunjaWindow *self, MunjaJob *job)
{
  g_autoptr (MunjaJob) own_job = g_object_ref (job);

  munja_window_forget_job (self);
  munja_outbox_cancel (self->outbox, job);
  if (munja_form_keeper_take_back (munja_draft_desk_get_keeper (self->drafts),
                                   munja_job_get_key (job)))
    munja_window_show_form (self);
  else
    load (self, job, PURPOSE_EDIT);
}

static void
undo_send_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);
  g_autoptr (MunjaJob) job
      = munja_outbox_find_job (self->outbox, g_variant_get_string (parameter, NULL));

  /* The toast that offers it may outlast the time in which it can be done. */
  if (job != NULL && munja_job_get_state (job) == MUNJA_JOB_WAITING)
    take_back (self, job);
  else if (job != NULL)
    munja_window_show_job (self, job);
}

static void
show_job_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);
  g_autoptr (MunjaJob) job
      = munja_outbox_find_job (self->outbox, g_variant_get_string (parameter, NULL));

  if (job != NULL)
    munja_window_show_job (self, job);
}

static void
review_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);

  if (munja_job_get_is_group (self->watched))
    munja_window_review (self);
  else
    load (self, self->watched, PURPOSE_REVIEW);
}

static void
take_back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);

  take_back (self, self->watched);
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);

  load (self, self->watched, PURPOSE_EDIT);
}

static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);

  munja_outbox_cancel (self->outbox, self->watched);
}

static void
check_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);

  munja_outbox_check (self->outbox, self->watched);
}

static GtkWidget *
ask_danger (MunjaWindow *self, const char *heading, const char *body, const char *label)
{
  AdwMessageDialog *dialog
      = munja_cautious_dialog_new (GTK_WINDOW (self), heading, body, "cancel", _ ("_Cancel"));

  adw_message_dialog_add_response (dialog, "go-on", label);
  adw_message_dialog_set_response_appearance (dialog, "go-on", ADW_RESPONSE_DESTRUCTIVE);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WIDGET (dialog);
}

static void
again_answered_cb (MunjaWindow *self, const char *response)
{
  if (g_str_equal (response, "go-on") && self->watched != NULL)
    load (self, self->watched, PURPOSE_SEND);
}

static void
send_again_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);
  GtkWidget *dialog
      = ask_danger (self, _ ("Send It Again?"),
                    _ ("This very message may have been sent already, and nobody knows yet. If it "
                       "was, everybody gets it twice, and it is charged twice. Look it up in the "
                       "message log first."),
                    _ ("_Send Again"));

  g_signal_connect_object (dialog, "response", G_CALLBACK (again_answered_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
remove_answered_cb (MunjaWindow *self, const char *response)
{
  g_autoptr (MunjaJob) job = NULL;

  if (!g_str_equal (response, "go-on") || self->watched == NULL)
    return;
  job = g_object_ref (self->watched);
  munja_window_leave_job (self);
  munja_outbox_remove (self->outbox, job);
}

static void
remove_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);
  gboolean unconfirmed = munja_job_get_state (self->watched) == MUNJA_JOB_UNCONFIRMED;
  GtkWidget *dialog
      = ask_danger (self, _ ("Remove From History?"),
                    unconfirmed ? _ ("Munja forgets this message, and no longer tries to find out "
                                     "whether it was sent.")
                                : _ ("Munja forgets this message. The website still lists what "
                                     "was sent."),
                    _ ("_Remove"));

  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_answered_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
aside_answered_cb (MunjaWindow *self, const char *response)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;

  if (!g_str_equal (response, "go-on"))
    return;
  if (!munja_client_set_outbox_aside (munja_client_switch_get_client (self->clients), &path,
                                      &error)) {
    munja_tell_error (GTK_WINDOW (self),
                      munja_client_get_service (munja_client_switch_get_client (self->clients)),
                      error, NULL);
    return;
  }
  /* Translators: %s is the path of a file. */
  body = g_strdup_printf (_ ("The old one is kept as %s."), path);
  munja_client_switch_load (self->clients);
  munja_tell (GTK_WINDOW (self), _ ("A New Outbox Was Started"), body, NULL, NULL);
}

static void
set_aside_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);
  const GError *error
      = munja_client_get_outbox_error (munja_client_switch_get_client (self->clients));
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  if (error == NULL)
    return;
  body = munja_describe_error (
      error, munja_client_get_service (munja_client_switch_get_client (self->clients)));
  dialog = ask_danger (self, munja_describe_heading (error), body,
                       _ ("_Set It Aside and Start a New One"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (aside_answered_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
reload_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  munja_client_switch_load (MUNJA_WINDOW (widget)->clients);
}

/**
 * munja_window_install_job_actions:
 * @widget_class: the window's class
 *
 * Gives the window what can be done about jobs.
 */
void
munja_window_install_job_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.undo-send", "s", undo_send_cb);
  gtk_widget_class_install_action (widget_class, "win.show-job", "s", show_job_cb);
  gtk_widget_class_install_action (widget_class, "win.review-job", NULL, review_cb);
  gtk_widget_class_install_action (widget_class, "win.take-back-job", NULL, take_back_cb);
  gtk_widget_class_install_action (widget_class, "win.edit-job", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "win.cancel-job", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "win.check-job", NULL, check_cb);
  gtk_widget_class_install_action (widget_class, "win.send-again", NULL, send_again_cb);
  gtk_widget_class_install_action (widget_class, "win.remove-job", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "win.set-outbox-aside", NULL, set_aside_cb);
  gtk_widget_class_install_action (widget_class, "win.reload", NULL, reload_cb);
}

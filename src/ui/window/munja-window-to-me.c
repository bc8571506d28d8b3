#include "config.h"

#include <glib/gi18n.h>

#include "munja-outbox.h"
#include "munja-own-copy.h"
#include "munja-own-number-dialog.h"
#include "munja-phone.h"
#include "munja-tell.h"
#include "munja-window-private.h"

/*
 * A message that goes to the person alone, to be looked at on the phone before anybody else gets
 * it. The form stays as it is, and nothing is asked: what is shown instead can be undone.
 *
 * The night of the law does not hold it back, advertisement or not: it goes to the one who asks for
 * it.
 */

static void
add_toast (MunjaWindow *self, MunjaJob *job)
{
  g_autofree char *number = munja_phone_format (munja_job_get_first_number (job));
  /* Translators: %s is a phone number. */
  g_autofree char *title = g_strdup_printf (_ ("Sending to you at %s"), number);
  unsigned undo_seconds = munja_window_get_undo_seconds (self);
  AdwToast *toast = adw_toast_new (title);

  if (undo_seconds > 0) {
    adw_toast_set_button_label (toast, _ ("_Undo"));
    adw_toast_set_action_name (toast, "win.undo-to-me");
    adw_toast_set_action_target (toast, "s", munja_job_get_key (job));
    adw_toast_set_timeout (toast, undo_seconds);
  }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJob) job = munja_window_take_added (user_data, MUNJA_OUTBOX (source), result);
  MunjaWindow *self = user_data;

  if (job == NULL)
    return;
  add_toast (self, job);
  munja_outbox_release (self->outbox, job, munja_window_get_undo_seconds (self));
}

/* With what is put in, nobody has looked at the text before. */
static gboolean
tell_if_too_long (MunjaWindow *self, const MunjaOrder *order, MunjaAudience *recipients)
{
  g_autoptr (MunjaMergeReport) check = munja_order_check (order, recipients);

  if (check->n_too_long == 0)
    return FALSE;
  munja_tell (GTK_WINDOW (self), _ ("Too Long to Be Sent"),
              _ ("With what is put in, the message is longer than it may be. Shorten it, or "
                 "what the list has for the first person."),
              NULL, NULL);
  return TRUE;
}

static void
send_to (MunjaWindow *self, const MunjaOrder *order, const char *number)
{
  g_autoptr (MunjaAudience) recipients
      = munja_own_copy_new (order->subject, order->text, order->recipients, number);
  MunjaJobDraft borrowed = munja_order_borrow (order);

  if (self->adding || tell_if_too_long (self, order, recipients))
    return;
  borrowed.recipients = recipients;
  borrowed.scheduled = 0;
  borrowed.advertising = MUNJA_ADVERTISING_NONE;
  self->adding = TRUE;
  munja_window_update (self);
  munja_outbox_add_async (self->outbox, &borrowed,
                          munja_client_switch_get_cancellable (self->clients), added_cb, self);
}

static void
draft_free_cb (gpointer data, GClosure *closure)
{
  munja_order_free (data);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, MunjaOrder *order)
{
  MunjaWindow *self = MUNJA_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (dialog)));
  g_autofree char *number = munja_own_number_dialog_dup_number (dialog);

  self->question = NULL;
  if (!g_str_equal (response, MUNJA_OWN_NUMBER_SEND) || number == NULL)
    return;
  munja_account_info_set_own_number (self->info, number);
  send_to (self, order, number);
}

static void
ask (MunjaWindow *self, const MunjaOrder *order)
{
  GtkWidget *dialog = munja_own_number_dialog_new (GTK_WINDOW (self));

  self->question = GTK_WINDOW (dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), munja_order_copy (order),
                         draft_free_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * munja_window_send_to_me:
 * @self: the window
 * @order: a message, with the recipients that it is for if it has merge fields
 *
 * Sends it to the person's own number, which is asked for if nobody knows it. Merge fields get the
 * values of the first recipient.
 */
void
munja_window_send_to_me (MunjaWindow *self, const MunjaOrder *order)
{
  const GError *error
      = munja_client_get_outbox_error (munja_client_switch_get_client (self->clients));
  g_autofree char *number = munja_account_info_dup_own_number (self->info);

  if (self->adding || self->question != NULL)
    return;
  if (error != NULL)
    munja_tell_error (GTK_WINDOW (self),
                      munja_client_get_service (munja_client_switch_get_client (self->clients)),
                      error, _ ("Nothing was sent."));
  else if (number == NULL)
    ask (self, order);
  else
    send_to (self, order, number);
}

static void
send_to_me_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  munja_compose_page_send_to_me (MUNJA_WINDOW (widget)->compose_page);
}

/* The toast that offers it may outlast the time in which it can be done. */
static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);
  g_autoptr (MunjaJob) job
      = munja_outbox_find_job (self->outbox, g_variant_get_string (parameter, NULL));

  if (job == NULL)
    return;
  if (munja_job_may_cancel (job))
    munja_outbox_cancel (self->outbox, job);
  else
    munja_window_show_job (self, job);
}

/**
 * munja_window_install_to_me_actions:
 * @widget_class: the window's class
 *
 * Gives the window what can be done about messages to the person.
 */
void
munja_window_install_to_me_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.send-to-me", NULL, send_to_me_cb);
  gtk_widget_class_install_action (widget_class, "win.undo-to-me", "s", undo_cb);
}

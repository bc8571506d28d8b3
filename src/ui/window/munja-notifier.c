#include "config.h"

#include "munja-notifier.h"

#include <glib/gi18n.h>

#include "munja-account.h"
#include "munja-delivery.h"
#include "munja-describe-job.h"
#include "munja-describe-recipient.h"
#include "munja-describe-sending.h"
#include "munja-describe.h"
#include "munja-planned.h"
#include "munja-stores.h"

/* What the notifications are called that are about no message. */
#define LOW_BALANCE "low-balance"
#define SHORTAGE    "shortage"

struct _MunjaNotifier {
  GObject parent_instance;

  /* Borrowed. */
  GtkWindow *window;
  MunjaSentPage *page;

  /* Owned. */
  MunjaClientSwitch *clients;
  MunjaAccountInfo *info;
  MunjaOutbox *outbox;
  MunjaDelivery *delivery; /* NULL before there is one */

  guint inhibit_cookie;
  gint64 told_short_at; /* for which time the person was told that the balance will not do */
  gboolean told_low;
};

/**
 * MunjaNotifier::waits:
 * @job: a list that goes out only if the person looks at it once more
 *
 * The window is looked at, so that it can be said there.
 */
enum {
  SIGNAL_WAITS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaNotifier, munja_notifier, G_TYPE_OBJECT)

static GApplication *
get_application (MunjaNotifier *self)
{
  return G_APPLICATION (gtk_window_get_application (self->window));
}

/* Who looks at the window sees it there. */
static gboolean
tell (MunjaNotifier *self, const char *id, const char *title, const char *body, const char *key)
{
  g_autoptr (GNotification) notification = g_notification_new (title);

  if (gtk_window_is_active (self->window))
    return FALSE;
  g_notification_set_body (notification, body);
  if (key != NULL)
    g_notification_set_default_action_and_target (notification, "app.show-sent", "s", key);
  g_application_send_notification (get_application (self), id, notification);
  return TRUE;
}

static void
withdraw (MunjaNotifier *self, const char *id)
{
  if (get_application (self) != NULL)
    g_application_withdraw_notification (get_application (self), id);
}

/* Never what it says, nor to whom: it may be read on a locked screen. */
static char *
describe_size (guint n_recipients)
{
  g_autofree char *people = munja_describe_people (n_recipients);

  /* Translators: %s is how many people, as in "42 people". */
  return g_strdup_printf (_ ("A message to %s"), people);
}

static gboolean
tell_job (MunjaNotifier *self, MunjaJob *job)
{
  const GError *problem = munja_job_get_problem (job);
  MunjaJobState state = munja_job_get_state (job);
  const char *title
      = problem != NULL ? munja_describe_heading (problem) : munja_describe_job_state (state);
  g_autofree char *body = describe_size (munja_job_get_n_recipients (job));

  return tell (self, munja_job_get_key (job), title, body, munja_job_get_key (job));
}

/* Logging out would stop what is on its way. */
static void
update_inhibit (MunjaNotifier *self)
{
  GtkApplication *application = gtk_window_get_application (self->window);
  gboolean is_pending = munja_outbox_get_pending (self->outbox) != MUNJA_OUTBOX_DONE;

  if (is_pending == (self->inhibit_cookie != 0) || application == NULL)
    return;
  if (!is_pending) {
    gtk_application_uninhibit (application, self->inhibit_cookie);
    self->inhibit_cookie = 0;
    return;
  }
  self->inhibit_cookie = gtk_application_inhibit (
      application, self->window, GTK_APPLICATION_INHIBIT_LOGOUT, _ ("A message is on its way"));
}

static MunjaNeed
compute_need (MunjaNotifier *self, MunjaMoney balance)
{
  MunjaAccount *account = munja_client_switch_get_account (self->clients);
  g_autofree char *member = munja_account_dup_member (account);
  g_autoptr (GArray) planned = munja_planned_list (self->outbox, member != NULL ? member : "");
  const MunjaBalance there = { .balance = balance, .alerts_below = -1 };
  MunjaNeed need;

  munja_need_compute ((const MunjaPlanned *)planned->data, planned->len, &there, &need);
  return need;
}

/* A list that is scheduled fails as a whole if there is not enough. */
static void
look_for_shortage (MunjaNotifier *self)
{
  MunjaMoney balance = munja_account_info_get_balance (self->info);
  MunjaNeed need = compute_need (self, MAX (balance, 0));
  g_autofree char *missing = munja_describe_money (need.short_by);
  g_autofree char *when = munja_describe_seoul_time (need.short_at_us);
  g_autofree char *body = NULL;

  if (balance < 0 || need.short_at_us == self->told_short_at)
    return;
  if (need.short_at_us == 0) {
    withdraw (self, SHORTAGE);
    self->told_short_at = 0;
    return;
  }
  /* Translators: an amount of money, and a date and a time in Seoul. */
  body = g_strdup_printf (_ ("%s is missing for what is scheduled for %s."), missing, when);
  if (tell (self, SHORTAGE, _ ("Not Enough Balance for What Is Scheduled"), body, NULL))
    self->told_short_at = need.short_at_us;
}

static void
balance_changed_cb (MunjaNotifier *self)
{
  gboolean is_low = munja_account_info_get_balance_is_low (self->info);
  g_autofree char *balance
      = munja_describe_money (MAX (munja_account_info_get_balance (self->info), 0));

  look_for_shortage (self);
  if (is_low && !self->told_low)
    tell (self, LOW_BALANCE, _ ("Low Balance"), balance, NULL);
  else if (!is_low)
    withdraw (self, LOW_BALANCE);
  self->told_low = is_low;
}

static void
job_changed_cb (MunjaNotifier *self, GParamSpec *pspec, MunjaJob *job)
{
  MunjaJobState state = munja_job_get_state (job);

  update_inhibit (self);
  if (munja_job_is_as_confirmed (job, g_get_real_time ()))
    return;
  if (!munja_describe_job_needs_person (state) && state != MUNJA_JOB_FAILED)
    withdraw (self, munja_job_get_key (job));
  else if (!tell_job (self, job) && munja_job_needs_look (job, g_get_real_time ()))
    g_signal_emit (self, signals[SIGNAL_WAITS], 0, job);
  if (state == MUNJA_JOB_SCHEDULED || state == MUNJA_JOB_CANCELLED)
    look_for_shortage (self);
}

static void
follow_job (MunjaNotifier *self, MunjaJob *job)
{
  g_signal_handlers_disconnect_by_func (job, job_changed_cb, self);
  g_signal_connect_object (job, "notify::state", G_CALLBACK (job_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
jobs_changed_cb (MunjaNotifier *self, guint position, guint n_removed, guint n_added)
{
  for (guint i = position; i < position + n_added; i++) {
    g_autoptr (MunjaJob) job = g_list_model_get_item (G_LIST_MODEL (self->outbox), i);

    follow_job (self, job);
  }
  update_inhibit (self);
}

static void
ended_cb (MunjaNotifier *self, MunjaSending *sending)
{
  const MunjaSendingInfo *info = munja_sending_get_info (sending);
  g_autofree char *title = munja_describe_sending_title (info);
  g_autofree char *rest = munja_describe_sending_rest (info);
  g_autofree char *size = describe_size (info->n_messages);

  if (info->key != NULL && !info->is_elsewhere)
    tell (self, info->key, title, *rest != '\0' ? rest : size, info->key);
}

/* What is seen needs no notification any more. */
static void
seen_cb (MunjaNotifier *self)
{
  GObject *item = munja_sent_page_get_item (self->page);
  const char *key = NULL;

  if (MUNJA_IS_JOB (item))
    key = munja_job_get_key (MUNJA_JOB (item));
  else if (item != NULL)
    key = munja_sending_get_info (MUNJA_SENDING (item))->key;
  if (key != NULL && gtk_window_is_active (self->window)
      && gtk_widget_get_mapped (GTK_WIDGET (self->page)))
    withdraw (self, key);
}

/* What was not told while the window was looked at is told once it is not. */
static void
active_cb (MunjaNotifier *self)
{
  seen_cb (self);
  look_for_shortage (self);
}

static void
forget (MunjaNotifier *self)
{
  if (self->outbox != NULL)
    g_signal_handlers_disconnect_by_data (self->outbox, self);
  if (self->delivery != NULL)
    g_signal_handlers_disconnect_by_data (self->delivery, self);
  g_clear_object (&self->outbox);
  g_clear_object (&self->delivery);
}

static void
munja_notifier_dispose (GObject *object)
{
  MunjaNotifier *self = MUNJA_NOTIFIER (object);

  forget (self);
  g_clear_object (&self->info);
  g_clear_object (&self->clients);

  G_OBJECT_CLASS (munja_notifier_parent_class)->dispose (object);
}

static void
munja_notifier_class_init (MunjaNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = munja_notifier_dispose;

  signals[SIGNAL_WAITS] = g_signal_new ("waits", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, MUNJA_TYPE_JOB);
}

static void
munja_notifier_init (MunjaNotifier *self)
{
}

/**
 * munja_notifier_new:
 * @window: the window; while it is active, nothing is told
 * @page: where messages are seen
 * @clients: whose messages it is about
 * @info: what there is to pay with
 *
 * Makes what tells a person who looks elsewhere that a message needs them or has come to its end,
 * and that the balance will not do; and what keeps the session open while a message is on its way.
 *
 * Returns: (transfer full): the notifier
 */
MunjaNotifier *
munja_notifier_new (GtkWindow *window,
                    MunjaSentPage *page,
                    MunjaClientSwitch *clients,
                    MunjaAccountInfo *info)
{
  MunjaNotifier *self = g_object_new (MUNJA_TYPE_NOTIFIER, NULL);

  self->window = window;
  self->page = page;
  self->clients = g_object_ref (clients);
  self->info = g_object_ref (info);
  g_signal_connect_object (info, "notify::balance", G_CALLBACK (balance_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (active_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::item", G_CALLBACK (seen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "map", G_CALLBACK (seen_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  munja_notifier_follow (self);
  return self;
}

/**
 * munja_notifier_follow:
 * @self: the notifier
 *
 * Is told that the client, or what it has opened, has changed.
 */
void
munja_notifier_follow (MunjaNotifier *self)
{
  MunjaClient *client = munja_client_switch_get_client (self->clients);
  MunjaStores *stores = munja_client_get_stores (client);

  g_return_if_fail (MUNJA_IS_NOTIFIER (self));

  forget (self);
  self->outbox = g_object_ref (munja_stores_get_outbox (stores));
  g_set_object (&self->delivery, munja_stores_get_delivery (stores));
  g_signal_connect_object (self->outbox, "items-changed", G_CALLBACK (jobs_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outbox, "notify::busy", G_CALLBACK (update_inhibit), self,
                           G_CONNECT_SWAPPED);
  jobs_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (self->outbox)));
  if (self->delivery != NULL)
    g_signal_connect_object (self->delivery, "ended", G_CALLBACK (ended_cb), self,
                             G_CONNECT_SWAPPED);
}

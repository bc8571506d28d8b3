#include "config.h"

#include "munja-job-desk.h"

#include <glib/gi18n.h>

#include "munja-closing.h"
#include "munja-describe-job.h"
#include "munja-describe.h"
#include "munja-job-page.h"
#include "munja-outbox.h"
#include "munja-send-desk.h"
#include "munja-set-enabled.h"
#include "munja-settled-toast.h"
#include "munja-tell.h"
#include "munja-undo-focus.h"
#include "munja-undo-toast.h"

struct _MunjaJobDesk {
  GObject parent_instance;

  /* Borrowed. */
  GtkWindow *window;
  GActionMap *actions;
  MunjaComposePage *form;
  AdwBin *place;
  MunjaJobPage *page; /* NULL before a job is shown */
  AdwToastOverlay *toasts;

  /* Owned. */
  MunjaClientSwitch *clients;
  MunjaAccountInfo *info;
  MunjaFormKeeper *keeper;
  MunjaSendDesk *sending;
  MunjaClosing *closing;
  MunjaOutbox *outbox; /* of the client */
  MunjaJob *job;       /* what the page shows, as long as there is something to do about it */
  MunjaJob *unwanted;  /* what the person is asked about whether to remove it */
  GPtrArray *undos;    /* of MunjaUndoToast: what is not shown any more, and can be undone */
};

/**
 * MunjaJobDesk::changed:
 *
 * What goes on in the outbox has changed.
 */

/**
 * MunjaJobDesk::show-job:
 * @job: what the person wants to see
 */

/**
 * MunjaJobDesk::show-form:
 *
 * There is something in the form that the person wants to see.
 */
enum {
  SIGNAL_CHANGED,
  SIGNAL_SHOW_JOB,
  SIGNAL_SHOW_FORM,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaJobDesk, munja_job_desk, G_TYPE_OBJECT)

/* What to do with a message that is taken out of the outbox. */
typedef enum {
  PURPOSE_EDIT,   /* put it into the form */
  PURPOSE_CHANGE, /* the same, and what becomes of it goes out in its place */
  PURPOSE_SEND,   /* send the same once more */
  PURPOSE_REVIEW, /* ask whether to send it, as it waits for that */
} Purpose;

/* A message on its way out of the outbox. */
typedef struct {
  MunjaJobDesk *desk; /* borrowed */
  Purpose purpose;
} Loading;

static const MunjaService *
get_service (MunjaJobDesk *self)
{
  return munja_client_get_service (munja_client_switch_get_client (self->clients));
}

static void
changed (MunjaJobDesk *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
show (MunjaJobDesk *self, MunjaJob *job)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_JOB], 0, job);
}

static gboolean
can_undo_shown (MunjaJobDesk *self)
{
  return self->job != NULL && munja_job_get_state (self->job) == MUNJA_JOB_WAITING;
}

/* The key undoes what is shown or was sent last, unless it could mean what is written. */
static void
update_undo (MunjaJobDesk *self)
{
  munja_set_enabled (self->actions, "undo-last",
                     can_undo_shown (self)
                         || (self->undos->len > 0 && munja_compose_page_is_empty (self->form)));
}

/* A list that somebody looks at goes on to its question by itself, unless another one is asked. */
static void
state_changed_cb (MunjaJobDesk *self)
{
  update_undo (self);
  if (!munja_job_needs_look (self->job, g_get_real_time ()))
    return;
  if (munja_send_desk_is_asking (self->sending))
    munja_settled_toast_add (self->toasts, self->job);
  else
    munja_send_desk_review (self->sending, self->job);
}

static void
set_job (MunjaJobDesk *self, MunjaJob *job)
{
  static const char *const names[] = { "review-job", "take-back-job", "edit-job",   "change-job",
                                       "cancel-job", "check-job",     "send-again", "remove-job" };

  if (self->job != NULL)
    g_signal_handlers_disconnect_by_func (self->job, state_changed_cb, self);
  g_set_object (&self->job, job);
  if (job != NULL)
    g_signal_connect_object (job, "notify::state", G_CALLBACK (state_changed_cb), self,
                             G_CONNECT_SWAPPED);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    munja_set_enabled (self->actions, names[i], job != NULL);
  update_undo (self);
}

static void
undo_ended_cb (MunjaUndoToast *undo, MunjaJobDesk *self)
{
  g_ptr_array_remove (self->undos, undo);
  update_undo (self);
}

static void
add_undo_toast (MunjaJobDesk *self, MunjaJob *job)
{
  MunjaUndoToast *undo = munja_undo_toast_new (self->toasts, job);

  g_ptr_array_add (self->undos, undo);
  g_signal_connect_object (undo, "ended", G_CALLBACK (undo_ended_cb), self, 0);
  update_undo (self);
}

static void
released_cb (MunjaJobDesk *self, MunjaJob *job)
{
  if (job != self->job)
    add_undo_toast (self, job);
}

static void
change (MunjaJobDesk *self, const MunjaOrder *order, MunjaJob *job)
{
  g_autoptr (MunjaOrder) other = munja_order_new (order->message, order->from, order->recipients,
                                                  order->scheduled, munja_job_get_key (job));

  munja_job_desk_edit (self, other);
}

static void
order_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Loading *loading = user_data;
  MunjaJobDesk *self = loading->desk;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaOrder) order = munja_outbox_load_order_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (order == NULL)
    munja_tell_error (self->window, get_service (self), error, NULL);
  else if (loading->purpose == PURPOSE_SEND)
    munja_send_desk_send (self->sending, order);
  else if (loading->purpose == PURPOSE_REVIEW)
    munja_send_desk_ask (self->sending, order, MUNJA_JOB (source));
  else if (loading->purpose == PURPOSE_CHANGE)
    change (self, order, MUNJA_JOB (source));
  else
    munja_job_desk_edit (self, order);
}

static void
load (MunjaJobDesk *self, MunjaJob *job, Purpose purpose)
{
  Loading *loading = g_new0 (Loading, 1);

  *loading = (Loading){ self, purpose };
  munja_outbox_load_order_async (self->outbox, job,
                                 munja_client_switch_get_cancellable (self->clients),
                                 order_loaded_cb, loading);
}

/* What the form held goes back there as it was. Only if there is something else in it by now, it is
 * made anew from the job. */
static void
take_back (MunjaJobDesk *self, MunjaJob *job)
{
  g_autoptr (MunjaJob) own_job = g_object_ref (job);

  set_job (self, NULL);
  munja_outbox_cancel (self->outbox, job);
  if (munja_form_keeper_take_back (self->keeper, munja_job_get_key (job)))
    g_signal_emit (self, signals[SIGNAL_SHOW_FORM], 0);
  else
    load (self, job, PURPOSE_EDIT);
}

static MunjaJob *
find_job (MunjaJobDesk *self, GVariant *key)
{
  return munja_outbox_find_job (self->outbox, g_variant_get_string (key, NULL));
}

static void
undo_send_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaJobDesk *self = user_data;
  g_autoptr (MunjaJob) job = find_job (self, parameter);

  /* The toast that offers it may outlast the time in which it can be done. */
  if (job != NULL && munja_job_get_state (job) == MUNJA_JOB_WAITING)
    take_back (self, job);
  else if (job != NULL)
    show (self, job);
}

static void
undo_last_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaJobDesk *self = user_data;
  g_autoptr (MunjaUndoToast) last = NULL;

  if (munja_undo_focus (self->window))
    return;
  if (can_undo_shown (self)) {
    take_back (self, self->job);
    return;
  }
  last = g_object_ref (g_ptr_array_index (self->undos, self->undos->len - 1));
  munja_undo_toast_undo (last, self->actions);
}

static void
review_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaJobDesk *self = user_data;

  if (munja_job_get_is_group (self->job))
    munja_send_desk_review (self->sending, self->job);
  else
    load (self, self->job, PURPOSE_REVIEW);
}

static void
take_back_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaJobDesk *self = user_data;

  take_back (self, self->job);
}

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaJobDesk *self = user_data;
  gboolean is_change = g_str_equal (g_action_get_name (G_ACTION (action)), "change-job");

  load (self, self->job, is_change ? PURPOSE_CHANGE : PURPOSE_EDIT);
}

static void
cancel_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaJobDesk *self = user_data;

  munja_outbox_cancel (self->outbox, self->job);
}

static void
check_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaJobDesk *self = user_data;

  munja_outbox_check (self->outbox, self->job);
}

static void
again_answered_cb (MunjaJobDesk *self, const char *response)
{
  /* It may have turned out meanwhile that it was sent. */
  if (g_str_equal (response, MUNJA_DANGER_GO_ON) && self->job != NULL
      && munja_job_get_state (self->job) == MUNJA_JOB_UNCONFIRMED)
    load (self, self->job, PURPOSE_SEND);
}

static void
send_again_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaJobDesk *self = user_data;

  munja_ask_danger (self->window, _ ("Send It Again?"),
                    _ ("This very message may have been sent already, and nobody knows yet. If it "
                       "was, everybody gets it twice, and it is charged twice. Look it up in the "
                       "message log first."),
                    _ ("_Send Again"), G_CALLBACK (again_answered_cb), self);
}

static void
remove_answered_cb (MunjaJobDesk *self, const char *response)
{
  g_autoptr (MunjaJob) job = g_steal_pointer (&self->unwanted);

  if (g_str_equal (response, MUNJA_DANGER_GO_ON) && job != NULL)
    munja_outbox_remove_async (self->outbox, job, NULL, NULL);
}

static void
remove_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaJobDesk *self = user_data;

  munja_job_desk_remove (self, self->job);
}

static void
aside_answered_cb (MunjaJobDesk *self, const char *response)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;

  if (!g_str_equal (response, MUNJA_DANGER_GO_ON))
    return;
  if (!munja_outbox_set_aside (self->outbox, &path, &error)) {
    munja_tell_error (self->window, get_service (self), error, NULL);
    return;
  }
  /* Translators: %s is the path of a file. */
  body = g_strdup_printf (_ ("The old one is kept as %s."), path);
  munja_client_switch_load (self->clients);
  munja_tell (self->window, _ ("A New Outbox Was Started"), body, NULL, NULL);
}

static void
set_aside_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaJobDesk *self = user_data;
  const GError *error
      = munja_client_get_outbox_error (munja_client_switch_get_client (self->clients));
  g_autofree char *body = NULL;

  if (error == NULL)
    return;
  body = munja_describe_error (error, get_service (self));
  munja_ask_danger (self->window, munja_describe_heading (error), body,
                    _ ("_Set It Aside and Start a New One"), G_CALLBACK (aside_answered_cb), self);
}

/* The toast that offers it may outlast the time in which it can be done. */
static void
undo_to_me_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaJobDesk *self = user_data;
  g_autoptr (MunjaJob) job = find_job (self, parameter);

  if (job != NULL && munja_job_may_cancel (job))
    munja_outbox_cancel (self->outbox, job);
  else if (job != NULL)
    show (self, job);
}

static void
reload_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  munja_client_switch_load (MUNJA_JOB_DESK (user_data)->clients);
}

static void
loaded_cb (MunjaJobDesk *self, gboolean is_first)
{
  if (!is_first || !munja_outbox_get_is_copy (self->outbox))
    return;
  munja_tell (
      self->window, _ ("The Outbox Is an Older Copy"),
      _ ("It comes from a backup or from another computer, so it may not list everything that was "
         "sent. Messages that were waiting are looked for at Coolsms and not sent by themselves. "
         "Check the Coolsms message log before you send one of them again."),
      NULL, NULL);
}

static void
settled_cb (MunjaJobDesk *self, MunjaJob *job)
{
  munja_account_info_refresh_balance (self->info);
  if (munja_closing_take_settled (self->closing, job))
    show (self, job);
  else if (job != self->job)
    munja_settled_toast_add (self->toasts, job);
}

static void
busy_cb (MunjaJobDesk *self)
{
  changed (self);
  munja_closing_go_on (self->closing);
}

static void
use_outbox (MunjaJobDesk *self)
{
  if (self->outbox != NULL)
    g_signal_handlers_disconnect_by_data (self->outbox, self);
  g_clear_object (&self->unwanted);
  g_ptr_array_set_size (self->undos, 0);
  set_job (self, NULL);
  g_set_object (&self->outbox, munja_client_switch_get_outbox (self->clients));
  g_signal_connect_object (self->outbox, "settled", G_CALLBACK (settled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outbox, "notify::busy", G_CALLBACK (busy_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outbox, "items-changed", G_CALLBACK (changed), self,
                           G_CONNECT_SWAPPED);
}

static void
munja_job_desk_dispose (GObject *object)
{
  MunjaJobDesk *self = MUNJA_JOB_DESK (object);

  g_clear_object (&self->sending);
  g_clear_object (&self->closing);
  g_clear_object (&self->job);
  g_clear_object (&self->unwanted);
  g_clear_pointer (&self->undos, g_ptr_array_unref);
  g_clear_object (&self->outbox);
  g_clear_object (&self->keeper);
  g_clear_object (&self->info);
  g_clear_object (&self->clients);

  G_OBJECT_CLASS (munja_job_desk_parent_class)->dispose (object);
}

static void
munja_job_desk_class_init (MunjaJobDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = munja_job_desk_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SHOW_JOB] = g_signal_new ("show-job", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, MUNJA_TYPE_JOB);
  signals[SIGNAL_SHOW_FORM] = g_signal_new ("show-form", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
munja_job_desk_init (MunjaJobDesk *self)
{
  self->undos = g_ptr_array_new_with_free_func (g_object_unref);
}

/* Most starts never show a job. */
static MunjaJobPage *
ensure_page (MunjaJobDesk *self)
{
  if (self->page == NULL) {
    self->page = g_object_new (MUNJA_TYPE_JOB_PAGE, NULL);
    adw_bin_set_child (self->place, GTK_WIDGET (self->page));
  }
  return self->page;
}

static void
add_actions (MunjaJobDesk *self)
{
  static const GActionEntry entries[] = {
    { "undo-send", undo_send_cb, "s", NULL, NULL, { 0 } },
    { "undo-last", undo_last_cb, NULL, NULL, NULL, { 0 } },
    { "undo-to-me", undo_to_me_cb, "s", NULL, NULL, { 0 } },
    { "review-job", review_cb, NULL, NULL, NULL, { 0 } },
    { "take-back-job", take_back_cb, NULL, NULL, NULL, { 0 } },
    { "edit-job", edit_cb, NULL, NULL, NULL, { 0 } },
    { "change-job", edit_cb, NULL, NULL, NULL, { 0 } },
    { "cancel-job", cancel_cb, NULL, NULL, NULL, { 0 } },
    { "check-job", check_cb, NULL, NULL, NULL, { 0 } },
    { "send-again", send_again_cb, NULL, NULL, NULL, { 0 } },
    { "remove-job", remove_cb, NULL, NULL, NULL, { 0 } },
    { "set-outbox-aside", set_aside_cb, NULL, NULL, NULL, { 0 } },
    { "reload", reload_cb, NULL, NULL, NULL, { 0 } },
  };

  g_action_map_add_action_entries (self->actions, entries, G_N_ELEMENTS (entries), self);
}

static void
connect_signals (MunjaJobDesk *self)
{
  g_signal_connect_object (self->sending, "added", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sending, "released", G_CALLBACK (released_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sending, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "submitted", G_CALLBACK (munja_send_desk_submit),
                           self->sending, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "to-me", G_CALLBACK (munja_send_desk_submit_to_me),
                           self->sending, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (update_undo), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clients, "client-replaced", G_CALLBACK (use_outbox), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clients, "loaded", G_CALLBACK (loaded_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * munja_job_desk_new:
 * @window: the window that questions are asked in
 * @actions: gets what can be done about jobs
 * @form: where messages come from
 * @place: where a job is shown
 * @toasts: where to say what becomes of those that are not shown
 * @clients: whose outbox it is about
 * @info: what it costs, and what there is to pay with
 * @keeper: of the form
 * @reviews: has the person look at messages
 *
 * Makes what takes messages from the form to the outbox, shows how they go on there, and does what
 * the person wants done about them.
 *
 * Returns: (transfer full): the desk
 */
MunjaJobDesk *
munja_job_desk_new (GtkWindow *window,
                    GActionMap *actions,
                    MunjaComposePage *form,
                    AdwBin *place,
                    AdwToastOverlay *toasts,
                    MunjaClientSwitch *clients,
                    MunjaAccountInfo *info,
                    MunjaFormKeeper *keeper,
                    MunjaReviewDesk *reviews)
{
  MunjaJobDesk *self = g_object_new (MUNJA_TYPE_JOB_DESK, NULL);

  self->window = window;
  self->actions = actions;
  self->form = form;
  self->place = place;
  self->toasts = toasts;
  self->clients = g_object_ref (clients);
  self->info = g_object_ref (info);
  self->keeper = g_object_ref (keeper);
  self->sending = munja_send_desk_new (window, toasts, clients, info, keeper, reviews);
  self->closing = munja_closing_new (window, toasts, clients);
  add_actions (self);
  connect_signals (self);
  use_outbox (self);
  return self;
}

/**
 * munja_job_desk_is_adding:
 * @self: the desk
 *
 * Returns: whether a message is being put into the outbox
 */
gboolean
munja_job_desk_is_adding (MunjaJobDesk *self)
{
  return munja_send_desk_is_adding (self->sending);
}

/**
 * munja_job_desk_is_idle:
 * @self: the desk
 *
 * Returns: whether no message is on its way, nor about to be
 */
gboolean
munja_job_desk_is_idle (MunjaJobDesk *self)
{
  return !munja_send_desk_is_adding (self->sending) && !munja_send_desk_is_asking (self->sending)
         && !munja_outbox_is_busy (self->outbox);
}

/**
 * munja_job_desk_may_close:
 * @self: the desk
 *
 * Returns: whether the window may close now; else the person has been told or asked why not
 */
gboolean
munja_job_desk_may_close (MunjaJobDesk *self)
{
  return munja_closing_may_close (self->closing, munja_send_desk_is_adding (self->sending));
}

/**
 * munja_job_desk_set_job:
 * @self: the desk
 * @job: (nullable): a job of the outbox that the person sees now, %NULL for none
 *
 * Shows how a job stands on the page, and lets something be done about it. While the one before can
 * still be undone, that stays at hand.
 */
void
munja_job_desk_set_job (MunjaJobDesk *self, MunjaJob *job)
{
  if (job == self->job)
    return;
  if (self->job != NULL && munja_job_get_state (self->job) == MUNJA_JOB_WAITING)
    add_undo_toast (self, self->job);
  set_job (self, job);
  if (job != NULL)
    munja_job_page_show (ensure_page (self), munja_client_switch_get_client (self->clients), job);
  changed (self);
}

/**
 * munja_job_desk_focus:
 * @self: the desk
 *
 * Gives the focus to what can be done about the job that is shown.
 */
void
munja_job_desk_focus (MunjaJobDesk *self)
{
  if (self->job != NULL)
    munja_job_page_focus (self->page);
}

/**
 * munja_job_desk_remove:
 * @self: the desk
 * @job: a job that the person does not want to keep
 *
 * Asks whether to remove a job; what is still under way stays.
 */
void
munja_job_desk_remove (MunjaJobDesk *self, MunjaJob *job)
{
  gboolean unconfirmed = munja_job_get_state (job) == MUNJA_JOB_UNCONFIRMED;

  if (!munja_job_is_finished (job) && !unconfirmed)
    return;
  g_set_object (&self->unwanted, job);
  munja_ask_danger (self->window, _ ("Remove This Message?"),
                    unconfirmed ? _ ("Munja forgets this message, and no longer tries to find out "
                                     "whether it was sent.")
                                : _ ("Munja forgets this message. The website still lists what "
                                     "was sent."),
                    _ ("_Remove"), G_CALLBACK (remove_answered_cb), self);
}

/**
 * munja_job_desk_send:
 * @self: the desk
 * @order: a message that does not come from the form
 *
 * Sends a message once the person has confirmed it.
 */
void
munja_job_desk_send (MunjaJobDesk *self, MunjaOrder *order)
{
  munja_send_desk_submit (self->sending, order, NULL);
}

/**
 * munja_job_desk_edit:
 * @self: the desk
 * @order: what the person wants to have in the form
 *
 * Puts a message into the form. What was there is put aside.
 */
void
munja_job_desk_edit (MunjaJobDesk *self, const MunjaOrder *order)
{
  munja_form_keeper_put_aside (self->keeper);
  g_signal_emit (self, signals[SIGNAL_SHOW_FORM], 0);
  munja_compose_page_load (self->form, order);
}

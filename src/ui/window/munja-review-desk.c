#include "config.h"

#include "munja-review-desk.h"

#include "munja-account.h"
#include "munja-describe-time.h"
#include "munja-stores.h"
#include "munja-text.h"

struct _MunjaReviewDesk {
  GObject parent_instance;

  /* Borrowed. */
  GtkStack *stages;
  MunjaReviewPage *page; /* in @stages, NULL until something is to be looked at */

  /* Owned. */
  GSettings *settings;
  MunjaClientSwitch *clients;
  MunjaAccountInfo *info;
  GCancellable *cancellable; /* of what is being looked at, or NULL */
  MunjaReview *review;       /* what is shown, or NULL */
  MunjaJob *job;             /* what the message is already, or NULL */
  char *member;              /* whose message it is, or NULL */
  MunjaOrder *first;         /* what was looked at before anybody was left out, or NULL */
  MunjaOrder *left;          /* what was left of that when the text was to be put right, or NULL, */
  char *meant;               /* and what the text is to be then */

  gboolean can_fix;
};

/**
 * MunjaReviewDesk::changed:
 *
 * What munja_review_desk_is_looking() or munja_review_desk_is_shown() says has changed.
 */

/**
 * MunjaReviewDesk::decided:
 * @order: (type gpointer): the #MunjaOrder to be sent, without those whom the person left out
 * @job: (nullable): the job that it is already
 * @price: what the person was told that it costs, below 0 if that was not known
 *
 * The person has decided to send a message.
 */

/**
 * MunjaReviewDesk::fix:
 * @kind: a #MunjaReviewKind
 *
 * The person wants to correct something in the form, which can be seen again.
 */
enum {
  SIGNAL_CHANGED,
  SIGNAL_DECIDED,
  SIGNAL_FIX,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaReviewDesk, munja_review_desk, G_TYPE_OBJECT)

static void
changed (MunjaReviewDesk *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static MunjaOutbox *
get_outbox (MunjaReviewDesk *self)
{
  return munja_client_switch_get_outbox (self->clients);
}

static MunjaMoney
find_price (MunjaReviewDesk *self)
{
  return munja_review_find_price (self->review, munja_account_info_get_prices (self->info));
}

static void
show_money (MunjaReviewDesk *self)
{
  if (self->review != NULL)
    munja_review_page_set_money (self->page, find_price (self),
                                 munja_account_info_get_balance (self->info));
}

/* What is scheduled goes out as well until this is decided. */
static char *
dup_replaced (MunjaReviewDesk *self)
{
  g_autoptr (MunjaJob) replaced
      = munja_outbox_find_scheduled (get_outbox (self), self->review->order->replaces);

  return replaced != NULL ? munja_describe_seoul_time (munja_job_get_scheduled (replaced)) : NULL;
}

static void
show (MunjaReviewDesk *self)
{
  g_autofree char *replaced = dup_replaced (self);

  gtk_stack_set_visible_child (self->stages, GTK_WIDGET (self->page));
  munja_review_page_show (self->page, self->review, replaced,
                          (guint)g_settings_get_int (self->settings, "confirm-above"),
                          self->can_fix);
  show_money (self);
  changed (self);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaReviewDesk *self = user_data;
  MunjaReview *review = munja_review_finish (result, NULL);

  if (review == NULL)
    return;
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->review, munja_review_free);
  self->review = review;
  show (self);
}

static void
stop_looking (MunjaReviewDesk *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
look_at (MunjaReviewDesk *self, MunjaOrder *order)
{
  MunjaClient *client = munja_client_switch_get_client (self->clients);

  stop_looking (self);
  self->cancellable = g_cancellable_new ();
  munja_review_look_async (
      order, get_outbox (self), munja_stores_get_archive (munja_client_get_stores (client)),
      g_settings_get_int (self->settings, "repeat-hours"), self->cancellable, looked_cb, self);
  changed (self);
}

/* The page can still be pressed while it goes away, and while people are being left out. */
static gboolean
can_act (MunjaReviewDesk *self)
{
  return self->review != NULL && self->cancellable == NULL;
}

static void
leave_out_cb (MunjaReviewDesk *self, const MunjaReviewPoint *point)
{
  g_autoptr (MunjaOrder) others = NULL;

  if (!can_act (self))
    return;
  others = munja_review_leave_out (self->review, point);
  munja_review_page_set_busy (self->page);
  look_at (self, others);
}

/* A time may have passed while the person was looking. */
static void
send_cb (MunjaReviewDesk *self)
{
  g_autoptr (MunjaOrder) order = NULL;
  g_autoptr (MunjaJob) job = NULL;
  MunjaMoney price;

  if (!can_act (self))
    return;
  order = munja_order_ref (self->review->order);
  price = find_price (self);
  if (order->scheduled != 0 && order->scheduled <= g_get_real_time ()) {
    look_at (self, order);
    return;
  }
  job = g_steal_pointer (&self->job);
  munja_review_desk_close (self);
  g_signal_emit (self, signals[SIGNAL_DECIDED], 0, order, job, price);
}

static void
forget_left (MunjaReviewDesk *self)
{
  g_clear_pointer (&self->first, munja_order_unref);
  g_clear_pointer (&self->left, munja_order_unref);
  g_clear_pointer (&self->meant, g_free);
}

/* What comes back from the form with nothing but its text put right goes to those who are left. */
static MunjaOrder *
take_left (MunjaReviewDesk *self, MunjaOrder *order)
{
  if (self->left == NULL || !g_str_equal (order->message->text, self->meant))
    return munja_order_ref (order);
  return munja_review_leave_out_again (self->first, self->left, order);
}

static void
keep_left (MunjaReviewDesk *self)
{
  const char *text = self->review->order->message->text;
  g_autoptr (GPtrArray) found = munja_lookalike_find (text);
  g_autofree char *replaced = munja_lookalike_replace (text, found);

  g_clear_pointer (&self->left, munja_order_unref);
  self->left = munja_order_ref (self->review->order);
  g_free (self->meant);
  self->meant = munja_text_normalize (replaced);
}

static void
fix_cb (MunjaReviewDesk *self, guint kind)
{
  if (!can_act (self))
    return;
  if (kind == MUNJA_REVIEW_LOOKALIKE)
    keep_left (self);
  munja_review_desk_close (self);
  g_signal_emit (self, signals[SIGNAL_FIX], 0, kind);
}

/* What one account was to pay must not be paid by another. Nobody knows whose it is while a sign-in
 * has expired. */
static void
account_changed_cb (MunjaReviewDesk *self)
{
  MunjaAccount *account = munja_client_switch_get_account (self->clients);
  g_autofree char *member = munja_account_dup_member (account);

  if (munja_account_get_state (account) == MUNJA_ACCOUNT_SIGNED_OUT
      || (member != NULL && g_strcmp0 (member, self->member) != 0))
    munja_review_desk_close (self);
}

/* Nobody needs it before, and the window is there sooner without it. */
static void
make_page (MunjaReviewDesk *self)
{
  self->page = g_object_new (MUNJA_TYPE_REVIEW_PAGE, NULL);
  gtk_stack_add_child (self->stages, GTK_WIDGET (self->page));
  g_signal_connect_object (self->page, "send", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "back", G_CALLBACK (munja_review_desk_close), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "fix", G_CALLBACK (fix_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "leave-out", G_CALLBACK (leave_out_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
munja_review_desk_dispose (GObject *object)
{
  MunjaReviewDesk *self = MUNJA_REVIEW_DESK (object);

  stop_looking (self);
  forget_left (self);
  g_clear_pointer (&self->review, munja_review_free);
  g_clear_object (&self->job);
  g_clear_pointer (&self->member, g_free);
  g_clear_object (&self->settings);
  g_clear_object (&self->clients);
  g_clear_object (&self->info);

  G_OBJECT_CLASS (munja_review_desk_parent_class)->dispose (object);
}

static void
munja_review_desk_class_init (MunjaReviewDeskClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_review_desk_dispose;

  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DECIDED]
      = g_signal_new ("decided", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                      G_TYPE_POINTER, MUNJA_TYPE_JOB, G_TYPE_INT64);
  signals[SIGNAL_FIX] = g_signal_new ("fix", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
munja_review_desk_init (MunjaReviewDesk *self)
{
  self->settings = g_settings_new (APP_ID);
}

/**
 * munja_review_desk_new:
 * @stages: gets the page where a message is looked at; its first child is what that covers
 * @clients: whom to send through
 * @info: what messages cost, and what there is to pay with
 *
 * Makes what has the person look at a message before it is sent.
 *
 * Returns: (transfer full): the desk
 */
MunjaReviewDesk *
munja_review_desk_new (GtkStack *stages, MunjaClientSwitch *clients, MunjaAccountInfo *info)
{
  MunjaReviewDesk *self = g_object_new (MUNJA_TYPE_REVIEW_DESK, NULL);

  self->stages = stages;
  self->clients = g_object_ref (clients);
  self->info = g_object_ref (info);
  g_signal_connect_object (info, "notify::prices", G_CALLBACK (show_money), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (info, "notify::balance", G_CALLBACK (show_money), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (clients, "changed", G_CALLBACK (account_changed_cb), self,
                           G_CONNECT_SWAPPED);
  /* What was to go through one service must not go through another. */
  g_signal_connect_object (clients, "client-replaced", G_CALLBACK (munja_review_desk_close), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * munja_review_desk_is_looking:
 * @self: the desk
 *
 * Returns: whether a message is being looked through, or is shown
 */
gboolean
munja_review_desk_is_looking (MunjaReviewDesk *self)
{
  return self->cancellable != NULL || self->review != NULL;
}

/**
 * munja_review_desk_is_shown:
 * @self: the desk
 *
 * Returns: whether the page covers everything else
 */
gboolean
munja_review_desk_is_shown (MunjaReviewDesk *self)
{
  return self->review != NULL;
}

/**
 * munja_review_desk_open:
 * @self: the desk
 * @order: what the person wants to send
 * @job: (nullable): the job that it is already
 * @can_fix: whether it comes from the form, where it can be corrected
 *
 * Looks through a message, and shows it with what was found. The balance is asked for anew.
 */
void
munja_review_desk_open (MunjaReviewDesk *self, MunjaOrder *order, MunjaJob *job, gboolean can_fix)
{
  g_autoptr (MunjaOrder) others = take_left (self, order);

  munja_review_desk_close (self);
  forget_left (self);
  self->first = munja_order_ref (order);
  if (self->page == NULL)
    make_page (self);
  g_set_object (&self->job, job);
  self->can_fix = can_fix;
  g_free (self->member);
  self->member = munja_account_dup_member (munja_client_switch_get_account (self->clients));
  munja_account_info_refresh_balance (self->info);
  look_at (self, others);
}

/**
 * munja_review_desk_close:
 * @self: the desk
 *
 * Shows what the page covered; the message is not sent.
 */
void
munja_review_desk_close (MunjaReviewDesk *self)
{
  if (!munja_review_desk_is_looking (self))
    return;
  stop_looking (self);
  g_clear_pointer (&self->review, munja_review_free);
  g_clear_object (&self->job);
  /* What had the focus before can be used again, and gets it back. */
  changed (self);
  gtk_stack_set_visible_child (self->stages,
                               gtk_widget_get_first_child (GTK_WIDGET (self->stages)));
}

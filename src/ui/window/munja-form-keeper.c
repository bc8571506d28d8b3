#include "config.h"

#include "munja-form-keeper.h"

#include <glib/gi18n.h>

/* How long a change of the form can be undone: time to read, and to look at what became of it. */
#define UNDO_SECONDS 10

/* What is written for real, or in practice: the two never mix. */
typedef struct {
  MunjaComposePage *form; /* borrowed */

  /* Owned. */
  MunjaLibrary *library;
  MunjaAutosave *autosave;
  MunjaDraft *held;     /* what is in the form as soon as it is this side's; NULL while it is */
  MunjaDraft *aside;    /* what the form held before it was changed as a whole */
  MunjaContent *placed; /* and what right after it, where only the message was changed */
  char *job_key;        /* the job that it was emptied for then */
  MunjaDraft *sent;     /* what the form held that is being put into the outbox */

  gint64 aside_draft; /* the draft of @aside, 0 for none */
  gint64 sent_draft;  /* the draft of @sent */
  gboolean is_shut;   /* the library could not be opened */
  gboolean is_begun;  /* a message was put into the form that is not from the library */
} Side;

enum {
  REAL,
  PRACTICE,
  N_SIDES,
};

struct _MunjaFormKeeper {
  GObject parent_instance;

  /* Borrowed. */
  MunjaComposePage *form;
  AdwToastOverlay *toasts;
  Side *side; /* whose form it is now */

  /* Owned. */
  Side sides[N_SIDES];
};

G_DEFINE_FINAL_TYPE (MunjaFormKeeper, munja_form_keeper, G_TYPE_OBJECT)

/* The sides that are to be kept, before the app ends. */
typedef struct {
  Side *left[N_SIDES];
  guint n_left;
} Keeping;

static MunjaDraft *
read_form (gpointer user_data)
{
  Side *side = user_data;

  return side->held != NULL ? munja_draft_copy (side->held)
                            : munja_compose_page_dup_form (side->form);
}

static Side *
find_side (MunjaFormKeeper *self, MunjaLibrary *library)
{
  return &self->sides[library == self->sides[PRACTICE].library ? PRACTICE : REAL];
}

/* While something is on its way, what was said last stays: it is true in a moment. */
static void
state_changed_cb (MunjaFormKeeper *self)
{
  switch (munja_autosave_get_state (self->side->autosave)) {
  case MUNJA_AUTOSAVE_SAVED:
    munja_compose_page_set_draft_note (
        self->form,
        munja_form_keeper_is_practice (self) ? _ ("Practice draft saved") : _ ("Draft saved"),
        FALSE);
    break;
  case MUNJA_AUTOSAVE_FAILED:
    munja_compose_page_set_draft_note (
        self->form, _ ("Draft not saved: the disk is full or cannot be written to."), TRUE);
    break;
  case MUNJA_AUTOSAVE_NOTHING:
    munja_compose_page_set_draft_note (
        self->form, self->side->is_shut ? _ ("Drafts are not kept.") : "", self->side->is_shut);
    break;
  case MUNJA_AUTOSAVE_PENDING:
  default:
    break;
  }
}

/* What was put aside is in memory still, and becomes another draft when it comes back. */
static void
failed_cb (MunjaFormKeeper *self, const GError *error, MunjaLibrary *library)
{
  find_side (self, library)->aside_draft = 0;
  adw_toast_overlay_add_toast (
      self->toasts,
      adw_toast_new (_ ("The drafts and templates could not be written to the disk.")));
}

/* What was remembered before cannot come back any more, nor can a message be taken back to it. */
static void
remember (MunjaFormKeeper *self)
{
  g_clear_pointer (&self->side->aside, munja_draft_free);
  g_clear_pointer (&self->side->placed, munja_content_free);
  g_clear_pointer (&self->side->job_key, g_free);
  self->side->aside = munja_compose_page_dup_form (self->form);
}

static void
offer_undo (MunjaFormKeeper *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-new");
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* Recipients and time stay: the person may have named others since then. */
static void
bring_content_back (MunjaFormKeeper *self, const MunjaContent *content)
{
  g_autoptr (MunjaContent) placed = g_steal_pointer (&self->side->placed);
  const MunjaContent *now = munja_compose_page_get_content (self->form);

  if (!munja_content_equal (placed, now))
    munja_autosave_put_away (self->side->autosave);
  munja_compose_page_set_content (self->form, content);
  munja_autosave_touch (self->side->autosave);
}

static void
changed_cb (MunjaFormKeeper *self)
{
  munja_autosave_touch (self->side->autosave);
}

/* @library: (transfer none) */
static void
begin_side (MunjaFormKeeper *self, Side *side, MunjaLibrary *library)
{
  side->form = self->form;
  side->library = g_object_ref (library);
  side->autosave = munja_autosave_new (library, read_form, side);
  g_signal_connect_object (library, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (side->autosave, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
end_side (Side *side)
{
  if (side->autosave != NULL)
    munja_autosave_stop (side->autosave);
  g_clear_object (&side->autosave);
  g_clear_object (&side->library);
  g_clear_pointer (&side->held, munja_draft_free);
  g_clear_pointer (&side->aside, munja_draft_free);
  g_clear_pointer (&side->placed, munja_content_free);
  g_clear_pointer (&side->job_key, g_free);
  g_clear_pointer (&side->sent, munja_draft_free);
}

/* What the form has of the side that it goes away from is written from memory, and as often as
 * that takes. */
static void
hold (Side *side)
{
  side->held = munja_compose_page_dup_form (side->form);
  munja_autosave_touch (side->autosave);
  munja_autosave_flush_async (side->autosave, NULL, NULL, NULL);
}

static void
take_up (MunjaFormKeeper *self, Side *side)
{
  g_autoptr (MunjaDraft) held = g_steal_pointer (&side->held);

  self->side = side;
  munja_compose_page_set_form (self->form, held);
  munja_autosave_touch (side->autosave);
  state_changed_cb (self);
}

static void
taken_along_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaFormKeeper) self = user_data;
  Side *practice = &self->sides[PRACTICE];

  if (!munja_autosave_flush_finish (MUNJA_AUTOSAVE (source), result, NULL)
      || practice->held == NULL)
    return;
  munja_draft_free (practice->held);
  practice->held = munja_draft_new ();
  munja_autosave_discard (practice->autosave);
}

static void keep_next (GTask *task);

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (munja_library_settle_finish (MUNJA_LIBRARY (source), result))
    keep_next (g_steal_pointer (&task));
  else
    g_task_return_error_if_cancelled (task);
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  Keeping *keeping = g_task_get_task_data (task);
  Side *side = keeping->left[keeping->n_left];
  g_autoptr (GError) error = NULL;

  if (!munja_autosave_flush_finish (MUNJA_AUTOSAVE (source), result, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  munja_library_set_shown_draft (side->library, munja_autosave_get_draft (side->autosave), FALSE);
  munja_library_settle_async (side->library, cancellable, settled_cb, g_steal_pointer (&task));
}

/* Takes over @task. */
static void
keep_next (GTask *task)
{
  Keeping *keeping = g_task_get_task_data (task);
  Side *side;

  if (keeping->n_left == 0) {
    g_task_return_boolean (task, TRUE);
    g_object_unref (task);
    return;
  }
  side = keeping->left[--keeping->n_left];
  if (munja_library_is_open (side->library))
    munja_autosave_flush_async (side->autosave, g_task_get_cancellable (task), flushed_cb, task);
  else
    keep_next (task);
}

static void
munja_form_keeper_dispose (GObject *object)
{
  MunjaFormKeeper *self = MUNJA_FORM_KEEPER (object);

  for (guint i = 0; i < N_SIDES; i++)
    end_side (&self->sides[i]);

  G_OBJECT_CLASS (munja_form_keeper_parent_class)->dispose (object);
}

static void
munja_form_keeper_class_init (MunjaFormKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = munja_form_keeper_dispose;
}

static void
munja_form_keeper_init (MunjaFormKeeper *self)
{
}

/**
 * munja_form_keeper_new:
 * @form: the form
 * @toasts: where to say what has become of what was in it
 * @library: where drafts are kept
 * @practice: where those are kept that are written in practice
 *
 * Makes what sees to it that nothing is lost that was written in the form: it keeps a draft of it,
 * and what it held before a change as a whole.
 *
 * Returns: (transfer full): the keeper
 */
MunjaFormKeeper *
munja_form_keeper_new (MunjaComposePage *form,
                       AdwToastOverlay *toasts,
                       MunjaLibrary *library,
                       MunjaLibrary *practice)
{
  MunjaFormKeeper *self = g_object_new (MUNJA_TYPE_FORM_KEEPER, NULL);

  self->form = form;
  self->toasts = toasts;
  self->side = &self->sides[REAL];
  begin_side (self, &self->sides[REAL], library);
  begin_side (self, &self->sides[PRACTICE], practice);
  self->sides[PRACTICE].held = munja_draft_new ();
  g_signal_connect_object (form, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * munja_form_keeper_set_client:
 * @self: the keeper
 * @client: whom to send through
 *
 * Points the form at a service. What is written for real is not in it during practice, nor the
 * other way round: each is as it was when the person comes back to it.
 */
void
munja_form_keeper_set_client (MunjaFormKeeper *self, MunjaClient *client)
{
  Side *side = &self->sides[munja_client_is_practice (client) ? PRACTICE : REAL];
  gboolean is_same = side == self->side;

  if (!is_same)
    hold (self->side);
  munja_compose_page_set_client (self->form, client);
  if (!is_same)
    take_up (self, side);
}

/**
 * munja_form_keeper_take_along:
 * @self: the keeper, after practice
 *
 * Puts what the form held in practice into the form, to send it for real; what was there is among
 * the drafts. It stays in practice until it is on the disk here.
 */
void
munja_form_keeper_take_along (MunjaFormKeeper *self)
{
  const MunjaDraft *held = self->sides[PRACTICE].held;
  g_autoptr (MunjaDraft) form = NULL;

  if (self->side != &self->sides[REAL] || !munja_library_is_open (self->side->library)
      || held == NULL || munja_draft_is_empty (held))
    return;
  form = munja_draft_copy (held);
  munja_draft_forget_account (form);
  munja_form_keeper_put_aside (self);
  munja_compose_page_set_form (self->form, form);
  munja_autosave_touch (self->side->autosave);
  munja_autosave_flush_async (self->side->autosave, NULL, taken_along_cb, g_object_ref (self));
}

/**
 * munja_form_keeper_update:
 * @self: the keeper
 * @library: one of its two
 *
 * Is told that a library was opened, or could not be.
 */
void
munja_form_keeper_update (MunjaFormKeeper *self, MunjaLibrary *library)
{
  Side *side = find_side (self, library);

  side->is_shut = !munja_library_is_open (library);
  munja_autosave_touch (side->autosave);
  state_changed_cb (self);
}

/**
 * munja_form_keeper_restore:
 * @self: the keeper
 * @library: one of its two
 * @draft: what the form held when the app ended
 * @id: the draft that this is
 *
 * Puts back what was in the form, unless somebody was faster, whose text stays; the draft is among
 * the others then.
 *
 * Returns: whether it is in the form now
 */
gboolean
munja_form_keeper_restore (MunjaFormKeeper *self,
                           MunjaLibrary *library,
                           const MunjaDraft *draft,
                           gint64 id)
{
  Side *side = find_side (self, library);
  g_autoptr (MunjaDraft) now = read_form (side);

  if (side->is_begun || !munja_draft_is_empty (now))
    return FALSE;
  if (side == self->side) {
    munja_form_keeper_show_draft (self, draft, id);
    return TRUE;
  }
  munja_draft_free (side->held);
  side->held = munja_draft_copy (draft);
  munja_autosave_take (side->autosave, id);
  return FALSE;
}

/**
 * munja_form_keeper_can_keep:
 * @self: the keeper
 *
 * Returns: whether there is a file for all that was written
 */
gboolean
munja_form_keeper_can_keep (MunjaFormKeeper *self)
{
  for (guint i = 0; i < N_SIDES; i++) {
    g_autoptr (MunjaDraft) form = read_form (&self->sides[i]);

    if (!munja_library_is_open (self->sides[i].library) && !munja_draft_is_empty (form))
      return FALSE;
  }
  return TRUE;
}

/**
 * munja_form_keeper_keep_async:
 * @self: the keeper
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Writes what is not written yet, for real and in practice, and ends when all of it is on the disk:
 * the app is about to end.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_form_keeper_keep_async (MunjaFormKeeper *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Keeping *keeping = g_new0 (Keeping, 1);
  Side *other = &self->sides[self->side == &self->sides[REAL] ? PRACTICE : REAL];

  g_task_set_source_tag (task, munja_form_keeper_keep_async);
  /* From the end: what may be written in right now comes last. */
  *keeping = (Keeping){ { self->side, other }, N_SIDES };
  g_task_set_task_data (task, keeping, g_free);
  keep_next (task);
}

/**
 * munja_form_keeper_keep_finish:
 * @self: the keeper
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether nothing would be lost
 */
gboolean
munja_form_keeper_keep_finish (MunjaFormKeeper *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * munja_form_keeper_get_autosave:
 * @self: the keeper
 *
 * Returns: (transfer none): what keeps the draft of what is in the form
 */
MunjaAutosave *
munja_form_keeper_get_autosave (MunjaFormKeeper *self)
{
  return self->side->autosave;
}

/**
 * munja_form_keeper_is_practice:
 * @self: the keeper
 *
 * Returns: whether what is in the form is written in practice
 */
gboolean
munja_form_keeper_is_practice (MunjaFormKeeper *self)
{
  return self->side == &self->sides[PRACTICE];
}

/**
 * munja_form_keeper_is_empty:
 * @self: the keeper
 *
 * Returns: whether nothing would be lost with what is in the form
 */
gboolean
munja_form_keeper_is_empty (MunjaFormKeeper *self)
{
  return munja_compose_page_is_empty (self->form);
}

/**
 * munja_form_keeper_put_aside:
 * @self: the keeper
 *
 * Empties the form. What it held stays among the drafts, and the person is offered to have it back,
 * also where no drafts are kept.
 */
void
munja_form_keeper_put_aside (MunjaFormKeeper *self)
{
  remember (self);
  self->side->aside_draft = munja_autosave_put_away (self->side->autosave);
  munja_compose_page_clear (self->form);
  if (!munja_draft_is_empty (self->side->aside))
    offer_undo (self,
                self->side->aside_draft != 0 ? _ ("Moved to the drafts") : _ ("Message cleared"));
}

/**
 * munja_form_keeper_fill:
 * @self: the keeper
 * @draft: what it is to hold, nothing for a new message
 *
 * Begins a message that is not from the library. What the form held is put aside, or will be when
 * it is read.
 */
void
munja_form_keeper_fill (MunjaFormKeeper *self, const MunjaDraft *draft)
{
  self->side->is_begun = TRUE;
  munja_form_keeper_put_aside (self);
  munja_compose_page_set_form (self->form, draft);
}

/**
 * munja_form_keeper_show_draft:
 * @self: the keeper of an empty form
 * @draft: what it is to hold
 * @id: the draft that this is
 *
 * Goes on with a draft.
 */
void
munja_form_keeper_show_draft (MunjaFormKeeper *self, const MunjaDraft *draft, gint64 id)
{
  munja_compose_page_set_form (self->form, draft);
  munja_autosave_take (self->side->autosave, id);
}

/**
 * munja_form_keeper_show_content:
 * @self: the keeper
 * @content: what the message says from now on
 *
 * Puts a template into the form; recipients and time stay. If there was another message, the person
 * is offered to have it back.
 */
void
munja_form_keeper_show_content (MunjaFormKeeper *self, const MunjaContent *content)
{
  remember (self);
  munja_compose_page_set_content (self->form, content);
  self->side->placed = munja_content_copy (munja_compose_page_get_content (self->form));
  if (!munja_content_is_empty (self->side->aside->content))
    offer_undo (self, _ ("The template took the place of your text"));
}

/**
 * munja_form_keeper_bring_back:
 * @self: the keeper
 *
 * Takes the last change of the form as a whole back. What was begun since then stays among the
 * drafts.
 */
void
munja_form_keeper_bring_back (MunjaFormKeeper *self)
{
  g_autoptr (MunjaDraft) form = g_steal_pointer (&self->side->aside);

  if (form == NULL)
    return;
  if (self->side->placed != NULL) {
    bring_content_back (self, form->content);
    return;
  }
  if (self->side->aside_draft != munja_autosave_get_draft (self->side->autosave))
    munja_autosave_put_away (self->side->autosave);
  munja_compose_page_set_form (self->form, form);
  if (munja_library_find (self->side->library, MUNJA_LIBRARY_DRAFT, self->side->aside_draft) != NULL
      && self->side->aside_draft != munja_autosave_get_draft (self->side->autosave))
    munja_autosave_take (self->side->autosave, self->side->aside_draft);
  else
    munja_autosave_touch (self->side->autosave);
}

/**
 * munja_form_keeper_hand_over:
 * @self: the keeper
 * @sent: (nullable): what the form held when a message was read from it; %NULL for a message that
 *   is not from the form
 *
 * Is told that a message is on its way into the outbox.
 */
void
munja_form_keeper_hand_over (MunjaFormKeeper *self, const MunjaDraft *sent)
{
  g_clear_pointer (&self->side->sent, munja_draft_free);
  if (sent == NULL)
    return;
  munja_autosave_flush_async (self->side->autosave, NULL, NULL, NULL);
  self->side->sent = munja_draft_copy (sent);
  self->side->sent_draft = munja_autosave_get_draft (self->side->autosave);
}

/**
 * munja_form_keeper_end_hand_over:
 * @self: the keeper
 * @job_key: the key of what the message has become
 *
 * Is told that the outbox has recorded the message. Nothing is lost now without the draft, and the
 * form is emptied. If the person has begun something else meanwhile, or has gone on writing, that
 * stays in the form, and in its draft.
 */
void
munja_form_keeper_end_hand_over (MunjaFormKeeper *self, const char *job_key)
{
  g_autoptr (MunjaDraft) sent = g_steal_pointer (&self->side->sent);
  g_autoptr (MunjaDraft) now = NULL;

  if (sent == NULL)
    return;
  if (self->side->sent_draft != munja_autosave_get_draft (self->side->autosave)) {
    munja_library_remove (self->side->library, MUNJA_LIBRARY_DRAFT, self->side->sent_draft);
    return;
  }
  now = munja_compose_page_dup_form (self->form);
  if (!munja_draft_equal (sent, now))
    return;
  remember (self);
  self->side->job_key = g_strdup (job_key);
  self->side->aside_draft = 0;
  munja_autosave_discard (self->side->autosave);
  munja_compose_page_clear (self->form);
}

/**
 * munja_form_keeper_take_back:
 * @self: the keeper
 * @job_key: the key of a job that does not go out after all
 *
 * Puts back into the form what was there when it was emptied for the job, even what could not be
 * sent.
 *
 * Returns: whether it could; else something else is there, or has been since then
 */
gboolean
munja_form_keeper_take_back (MunjaFormKeeper *self, const char *job_key)
{
  if (g_strcmp0 (job_key, self->side->job_key) != 0 || !munja_compose_page_is_empty (self->form))
    return FALSE;
  g_clear_pointer (&self->side->job_key, g_free);
  munja_form_keeper_bring_back (self);
  return TRUE;
}

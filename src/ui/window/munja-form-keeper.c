#include "config.h"

#include "munja-form-keeper.h"

#include <glib/gi18n.h>

/* How long a change of the form can be undone: time to read, and to look at what became of it. */
#define UNDO_SECONDS 10

struct _MunjaFormKeeper {
  GObject parent_instance;

  /* Borrowed. */
  MunjaComposePage *form;
  AdwToastOverlay *toasts;

  /* Owned. */
  MunjaLibrary *library;
  MunjaAutosave *autosave;
  MunjaDraft *aside;    /* what the form held before it was changed as a whole */
  MunjaContent *placed; /* and what right after it, where only the message was changed */
  char *job_key;        /* the job that it was emptied for then */
  MunjaDraft *sent;     /* what the form held that is being put into the outbox */

  gint64 aside_draft; /* the draft of @aside, 0 for none */
  gint64 sent_draft;  /* the draft of @sent */
};

G_DEFINE_FINAL_TYPE (MunjaFormKeeper, munja_form_keeper, G_TYPE_OBJECT)

static MunjaDraft *
read_form (gpointer user_data)
{
  return munja_compose_page_dup_form (user_data);
}

/* While something is on its way, what was said last stays: it is true in a moment. */
static void
state_changed_cb (MunjaFormKeeper *self)
{
  switch (munja_autosave_get_state (self->autosave)) {
  case MUNJA_AUTOSAVE_SAVED:
    munja_compose_page_set_draft_note (self->form, _ ("Draft saved"), FALSE);
    break;
  case MUNJA_AUTOSAVE_FAILED:
    munja_compose_page_set_draft_note (
        self->form, _ ("Draft not saved: the disk is full or cannot be written to."), TRUE);
    break;
  case MUNJA_AUTOSAVE_NOTHING:
    munja_compose_page_set_draft_note (self->form, "", FALSE);
    break;
  case MUNJA_AUTOSAVE_PENDING:
  default:
    break;
  }
}

/* What was put aside is in memory still, and becomes another draft when it comes back. */
static void
failed_cb (MunjaFormKeeper *self)
{
  self->aside_draft = 0;
  adw_toast_overlay_add_toast (
      self->toasts,
      adw_toast_new (_ ("The drafts and templates could not be written to the disk.")));
}

/* What was remembered before cannot come back any more, nor can a message be taken back to it. */
static void
remember (MunjaFormKeeper *self)
{
  g_clear_pointer (&self->aside, munja_draft_free);
  g_clear_pointer (&self->placed, munja_content_free);
  g_clear_pointer (&self->job_key, g_free);
  self->aside = munja_compose_page_dup_form (self->form);
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
  g_autoptr (MunjaContent) placed = g_steal_pointer (&self->placed);
  const MunjaContent *now = munja_compose_page_get_content (self->form);

  if (!munja_content_equal (placed, now))
    munja_autosave_put_away (self->autosave);
  munja_compose_page_set_content (self->form, content);
  munja_autosave_touch (self->autosave);
}

static void
munja_form_keeper_dispose (GObject *object)
{
  MunjaFormKeeper *self = MUNJA_FORM_KEEPER (object);

  if (self->autosave != NULL)
    munja_autosave_stop (self->autosave);
  g_clear_object (&self->autosave);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (munja_form_keeper_parent_class)->dispose (object);
}

static void
munja_form_keeper_finalize (GObject *object)
{
  MunjaFormKeeper *self = MUNJA_FORM_KEEPER (object);

  g_clear_pointer (&self->aside, munja_draft_free);
  g_clear_pointer (&self->placed, munja_content_free);
  g_clear_pointer (&self->job_key, g_free);
  g_clear_pointer (&self->sent, munja_draft_free);

  G_OBJECT_CLASS (munja_form_keeper_parent_class)->finalize (object);
}

static void
munja_form_keeper_class_init (MunjaFormKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = munja_form_keeper_dispose;
  object_class->finalize = munja_form_keeper_finalize;
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
 *
 * Makes what sees to it that nothing is lost that was written in the form: it keeps a draft of it,
 * and what it held before a change as a whole.
 *
 * Returns: (transfer full): the keeper
 */
MunjaFormKeeper *
munja_form_keeper_new (MunjaComposePage *form, AdwToastOverlay *toasts, MunjaLibrary *library)
{
  MunjaFormKeeper *self = g_object_new (MUNJA_TYPE_FORM_KEEPER, NULL);

  self->form = form;
  self->toasts = toasts;
  self->library = g_object_ref (library);
  self->autosave = munja_autosave_new (library, read_form, form);
  g_signal_connect_object (library, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->autosave, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "changed", G_CALLBACK (munja_autosave_touch), self->autosave,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * munja_form_keeper_update:
 * @self: the keeper
 *
 * Is told that the library was opened, or could not be.
 */
void
munja_form_keeper_update (MunjaFormKeeper *self)
{
  if (!munja_library_is_open (self->library)) {
    munja_compose_page_set_draft_note (self->form, _ ("Drafts are not kept."), TRUE);
    return;
  }
  state_changed_cb (self);
  munja_autosave_touch (self->autosave);
}

/**
 * munja_form_keeper_get_autosave:
 * @self: the keeper
 *
 * Returns: (transfer none): what keeps the draft
 */
MunjaAutosave *
munja_form_keeper_get_autosave (MunjaFormKeeper *self)
{
  return self->autosave;
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
  self->aside_draft = munja_autosave_put_away (self->autosave);
  munja_compose_page_clear (self->form);
  if (!munja_draft_is_empty (self->aside))
    offer_undo (self, self->aside_draft != 0 ? _ ("Moved to the drafts") : _ ("Message cleared"));
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
  munja_autosave_take (self->autosave, id);
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
  self->placed = munja_content_copy (munja_compose_page_get_content (self->form));
  if (!munja_content_is_empty (self->aside->content))
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
  g_autoptr (MunjaDraft) form = g_steal_pointer (&self->aside);

  if (form == NULL)
    return;
  if (self->placed != NULL) {
    bring_content_back (self, form->content);
    return;
  }
  if (self->aside_draft != munja_autosave_get_draft (self->autosave))
    munja_autosave_put_away (self->autosave);
  munja_compose_page_set_form (self->form, form);
  if (munja_library_find (self->library, MUNJA_LIBRARY_DRAFT, self->aside_draft) != NULL
      && self->aside_draft != munja_autosave_get_draft (self->autosave))
    munja_autosave_take (self->autosave, self->aside_draft);
  else
    munja_autosave_touch (self->autosave);
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
  g_clear_pointer (&self->sent, munja_draft_free);
  if (sent == NULL)
    return;
  munja_autosave_flush_async (self->autosave, NULL, NULL, NULL);
  self->sent = munja_draft_copy (sent);
  self->sent_draft = munja_autosave_get_draft (self->autosave);
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
  g_autoptr (MunjaDraft) sent = g_steal_pointer (&self->sent);
  g_autoptr (MunjaDraft) now = NULL;

  if (sent == NULL)
    return;
  if (self->sent_draft != munja_autosave_get_draft (self->autosave)) {
    munja_library_remove (self->library, MUNJA_LIBRARY_DRAFT, self->sent_draft);
    return;
  }
  now = munja_compose_page_dup_form (self->form);
  if (!munja_draft_equal (sent, now))
    return;
  remember (self);
  self->job_key = g_strdup (job_key);
  self->aside_draft = 0;
  munja_autosave_discard (self->autosave);
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
  if (g_strcmp0 (job_key, self->job_key) != 0 || !munja_compose_page_is_empty (self->form))
    return FALSE;
  g_clear_pointer (&self->job_key, g_free);
  munja_form_keeper_bring_back (self);
  return TRUE;
}

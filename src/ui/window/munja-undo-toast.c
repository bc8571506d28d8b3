#include "config.h"

#include "munja-undo-toast.h"

#include <glib/gi18n.h>

#include "munja-describe-job.h"

#define UNDO_ACTION "undo-send"

struct _MunjaUndoToast {
  GObject parent_instance;

  AdwToast *toast; /* borrowed, NULL once it is gone */
  MunjaJob *job;   /* owned */
  guint tick_id;
};

/**
 * MunjaUndoToast::ended:
 *
 * It cannot be undone any more, or the person has closed the toast.
 */
enum {
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaUndoToast, munja_undo_toast, G_TYPE_OBJECT)

static guint
count_seconds (MunjaUndoToast *self)
{
  gint64 left = munja_job_get_release_at (self->job) - g_get_real_time ();

  return (guint)(MAX (left, 1) + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
}

/* How long it can be undone, and which message it is. */
static void
update_title (MunjaUndoToast *self)
{
  guint seconds = count_seconds (self);
  g_autofree char *shown = munja_job_dup_shown_text (self->job);
  g_autofree char *line = munja_describe_first_line (shown);
  g_autofree char *title = g_strdup_printf (
      /* Translators: how long, and how the message begins. */
      ngettext ("Sends in %u s: %s", "Sends in %u s: %s", seconds), seconds, line);
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_toast_set_title (self->toast, escaped);
}

static gboolean
tick_cb (gpointer user_data)
{
  update_title (user_data);
  return G_SOURCE_CONTINUE;
}

static void
dismissed_cb (MunjaUndoToast *self)
{
  self->toast = NULL;
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

static void
state_changed_cb (MunjaUndoToast *self)
{
  if (self->toast != NULL && munja_job_get_state (self->job) != MUNJA_JOB_WAITING)
    adw_toast_dismiss (self->toast);
}

static void
munja_undo_toast_dispose (GObject *object)
{
  MunjaUndoToast *self = MUNJA_UNDO_TOAST (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->toast != NULL) {
    g_signal_handlers_disconnect_by_func (self->toast, dismissed_cb, self);
    adw_toast_dismiss (self->toast);
    self->toast = NULL;
  }
  g_clear_object (&self->job);

  G_OBJECT_CLASS (munja_undo_toast_parent_class)->dispose (object);
}

static void
munja_undo_toast_class_init (MunjaUndoToastClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = munja_undo_toast_dispose;

  signals[SIGNAL_ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
munja_undo_toast_init (MunjaUndoToast *self)
{
}

/**
 * munja_undo_toast_new:
 * @overlay: where to show it
 * @job: a message that waits for the end of its undo time
 *
 * Offers to undo a message while the person does something else, and counts the seconds down.
 *
 * Returns: (transfer full): the offer; it ends with this
 */
MunjaUndoToast *
munja_undo_toast_new (AdwToastOverlay *overlay, MunjaJob *job)
{
  MunjaUndoToast *self = g_object_new (MUNJA_TYPE_UNDO_TOAST, NULL);

  self->job = g_object_ref (job);
  self->toast = adw_toast_new ("");
  update_title (self);
  adw_toast_set_button_label (self->toast, _ ("_Undo"));
  adw_toast_set_action_name (self->toast, "win." UNDO_ACTION);
  adw_toast_set_action_target (self->toast, "s", munja_job_get_key (job));
  adw_toast_set_timeout (self->toast, count_seconds (self));
  adw_toast_set_priority (self->toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (dismissed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
  adw_toast_overlay_add_toast (overlay, self->toast);
  return self;
}

/**
 * munja_undo_toast_undo:
 * @self: the offer
 * @actions: has the action that undoes it
 *
 * Does what its button does.
 */
void
munja_undo_toast_undo (MunjaUndoToast *self, GActionMap *actions)
{
  g_return_if_fail (MUNJA_IS_UNDO_TOAST (self));

  g_action_group_activate_action (G_ACTION_GROUP (actions), UNDO_ACTION,
                                  g_variant_new_string (munja_job_get_key (self->job)));
}

#include "config.h"

#include "munja-leaving.h"

#include <glib/gi18n.h>

#include "munja-cautious-dialog.h"
#include "munja-library-move.h"

struct _MunjaLeaving {
  GObject parent_instance;

  /* Borrowed. */
  GtkWindow *window;
  AdwToastOverlay *toasts;

  /* Owned. */
  MunjaFormKeeper *keeper;
  MunjaLibrary *library;
  MunjaLibrary *practice;
  GCancellable *cancellable;

  gboolean is_moving; /* drafts are on their way */
};

/**
 * MunjaLeaving::left:
 *
 * It is known what becomes of what was written in practice, so that practice can end.
 */
enum {
  SIGNAL_LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaLeaving, munja_leaving, G_TYPE_OBJECT)

static gint64
get_draft (MunjaLeaving *self)
{
  return munja_autosave_get_draft (munja_form_keeper_get_autosave (self->keeper));
}

static gboolean
has_written (MunjaLeaving *self)
{
  GListModel *drafts = munja_library_get_entries (self->practice, MUNJA_LIBRARY_DRAFT);

  return !munja_form_keeper_is_empty (self->keeper) || g_list_model_get_n_items (drafts) > 0;
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaLeaving *self = user_data;
  g_autoptr (GError) error = NULL;

  munja_library_move_drafts_finish (MUNJA_LIBRARY (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_moving = FALSE;
  if (error != NULL)
    adw_toast_overlay_add_toast (
        self->toasts,
        adw_toast_new (_ ("The drafts and templates could not be written to the disk.")));
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
  munja_library_set_shown_draft (self->library, get_draft (self), TRUE);
  munja_form_keeper_take_along (self->keeper);
}

static void
answered_cb (MunjaLeaving *self, const char *response)
{
  if (g_str_equal (response, "leave"))
    g_signal_emit (self, signals[SIGNAL_LEFT], 0);
  else if (g_str_equal (response, "take") && !self->is_moving) {
    self->is_moving = TRUE;
    munja_library_move_drafts_async (self->practice, self->library, get_draft (self),
                                     self->cancellable, moved_cb, self);
  }
}

/* Whatever the answer is, nothing is deleted. */
static void
ask (MunjaLeaving *self)
{
  AdwMessageDialog *dialog = munja_cautious_dialog_new (
      self->window, _ ("Take What You Wrote Along?"),
      _ ("It can stay in practice for the next time, or become drafts to really send."), "cancel",
      _ ("_Cancel"));

  adw_message_dialog_add_responses (dialog, "leave", _ ("_Leave It There"), "take",
                                    _ ("_Take It Along"), NULL);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
leave_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaLeaving *self = user_data;

  if (has_written (self) && munja_library_is_open (self->library))
    ask (self);
  else
    g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
munja_leaving_dispose (GObject *object)
{
  MunjaLeaving *self = MUNJA_LEAVING (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->keeper);
  g_clear_object (&self->library);
  g_clear_object (&self->practice);

  G_OBJECT_CLASS (munja_leaving_parent_class)->dispose (object);
}

static void
munja_leaving_finalize (GObject *object)
{
  g_clear_object (&MUNJA_LEAVING (object)->cancellable);

  G_OBJECT_CLASS (munja_leaving_parent_class)->finalize (object);
}

static void
munja_leaving_class_init (MunjaLeavingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = munja_leaving_dispose;
  G_OBJECT_CLASS (klass)->finalize = munja_leaving_finalize;

  signals[SIGNAL_LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
munja_leaving_init (MunjaLeaving *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * munja_leaving_new:
 * @window: the window
 * @actions: gets the one that leaves practice
 * @toasts: where to say what did not work
 * @keeper: of the form
 * @library: the drafts to send for real
 * @practice: those of practice
 *
 * Makes what asks on the way out of practice what becomes of what was written there. Where drafts
 * are not kept, nothing can be taken along, and nothing is asked.
 *
 * Returns: (transfer full): the guard
 */
MunjaLeaving *
munja_leaving_new (GtkWindow *window,
                   GActionMap *actions,
                   AdwToastOverlay *toasts,
                   MunjaFormKeeper *keeper,
                   MunjaLibrary *library,
                   MunjaLibrary *practice)
{
  static const GActionEntry entries[] = {
    { "leave-practice", leave_cb, NULL, NULL, NULL, { 0 } },
  };
  MunjaLeaving *self = g_object_new (MUNJA_TYPE_LEAVING, NULL);

  self->window = window;
  self->toasts = toasts;
  self->keeper = g_object_ref (keeper);
  self->library = g_object_ref (library);
  self->practice = g_object_ref (practice);
  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);
  return self;
}

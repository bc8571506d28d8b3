#include "config.h"

#include <glib/gi18n.h>

#include "munja-cautious-dialog.h"
#include "munja-describe-library.h"
#include "munja-error.h"
#include "munja-window-private.h"

/* How long a change of the form can be undone: time to read, and to look at what became of it. */
#define UNDO_SECONDS 10

static MunjaDraft *
read_form (gpointer user_data)
{
  return munja_compose_page_dup_form (MUNJA_WINDOW (user_data)->compose_page);
}

/* While something is on its way, what was said last stays: it is true in a moment. */
static void
state_changed_cb (MunjaWindow *self)
{
  switch (munja_autosave_get_state (self->autosave)) {
  case MUNJA_AUTOSAVE_SAVED:
    munja_compose_page_set_draft_note (self->compose_page, _ ("Draft saved"), FALSE);
    break;
  case MUNJA_AUTOSAVE_FAILED:
    munja_compose_page_set_draft_note (
        self->compose_page, _ ("Draft not saved: the disk is full or cannot be written to."), TRUE);
    break;
  case MUNJA_AUTOSAVE_NOTHING:
    munja_compose_page_set_draft_note (self->compose_page, "", FALSE);
    break;
  case MUNJA_AUTOSAVE_PENDING:
  default:
    break;
  }
}

static void
add_toast (MunjaWindow *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

/* What was put aside is in memory still, and becomes another draft when it comes back. */
static void
failed_cb (MunjaWindow *self)
{
  self->aside_draft = 0;
  add_toast (self, _ ("The drafts and templates could not be written to the disk."));
}

/**
 * munja_window_tell_draft_is_back:
 * @self: the window
 *
 * Tells once that the form holds what was in it when the app ended without a word, as soon as the
 * person can see it.
 */
void
munja_window_tell_draft_is_back (MunjaWindow *self)
{
  if (!self->draft_is_back)
    return;
  self->draft_is_back = FALSE;
  add_toast (self, _ ("Your draft is back"));
}

static void
shown_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaDraft) form
      = munja_library_load_draft_finish (MUNJA_LIBRARY (source), result, &error);
  gboolean was_open = FALSE;
  gint64 draft;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (form == NULL) {
    add_toast (self, _ ("The draft could not be read."));
    return;
  }
  /* Somebody was faster, whose text stays; the draft is among the others then. */
  if (!munja_compose_page_is_empty (self->compose_page))
    return;
  draft = munja_library_get_shown_draft (self->library, &was_open);
  munja_compose_page_set_form (self->compose_page, form);
  munja_autosave_take (self->autosave, draft);
  self->draft_is_back = was_open;
  munja_window_update (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean was_open = FALSE;
  gint64 draft;

  munja_library_open_finish (MUNJA_LIBRARY (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_error (&self->library_error);
  self->library_error = g_steal_pointer (&error);
  munja_window_update (self);
  if (self->library_error != NULL) {
    g_message ("The library could not be opened: %s", self->library_error->message);
    munja_compose_page_set_draft_note (self->compose_page, _ ("Drafts are not kept."), TRUE);
    return;
  }
  state_changed_cb (self);
  munja_autosave_touch (self->autosave);
  draft = munja_library_get_shown_draft (self->library, &was_open);
  if (draft != 0)
    munja_library_load_draft_async (self->library, draft, self->cancellable, shown_loaded_cb, self);
}

static void
open_library (MunjaWindow *self)
{
  munja_library_open_async (self->library, self->cancellable, opened_cb, self);
}

/**
 * munja_window_start_drafts:
 * @self: the window
 *
 * Begins to keep what the form holds, and puts into it what was there when the app ended.
 */
void
munja_window_start_drafts (MunjaWindow *self)
{
  g_autofree char *path = munja_library_dup_default_path ();

  self->library = munja_library_new (path);
  self->autosave = munja_autosave_new (self->library, read_form, self);
  g_signal_connect_object (self->library, "failed", G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->autosave, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->compose_page, "changed", G_CALLBACK (munja_autosave_touch),
                           self->autosave, G_CONNECT_SWAPPED);
  open_library (self);
}

/**
 * munja_window_end_drafts:
 * @self: the window, which is about to end
 *
 * Lets go of what keeps the form.
 */
void
munja_window_end_drafts (MunjaWindow *self)
{
  if (self->autosave != NULL)
    munja_autosave_stop (self->autosave);
  g_clear_object (&self->autosave);
  g_clear_object (&self->library);
  g_clear_error (&self->library_error);
  g_clear_pointer (&self->aside, munja_draft_free);
  g_clear_pointer (&self->placed, munja_content_free);
  g_clear_pointer (&self->sent_form, munja_draft_free);
}

/**
 * munja_window_show_library_notice:
 * @self: a window whose library could not be opened
 *
 * Says that nothing is kept, why, and what can be done.
 */
void
munja_window_show_library_notice (MunjaWindow *self)
{
  const char *text = munja_describe_library_error (self->library_error);

  if (g_error_matches (self->library_error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED))
    munja_banner_show (self->notice_strip, text, _ ("_Set It Aside"), "win.set-library-aside",
                       FALSE);
  else if (g_error_matches (self->library_error, MUNJA_ERROR, MUNJA_ERROR_STORE_NEWER))
    munja_banner_show (self->notice_strip, text, NULL, NULL, FALSE);
  else
    munja_banner_show (self->notice_strip, text, _ ("Try _Again"), "win.reload-library", FALSE);
}

static void
reload_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_library (MUNJA_WINDOW (widget));
}

static void
set_aside_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;

  if (self->library_error == NULL)
    return;
  if (munja_library_set_aside (self->library, &path, NULL)) {
    /* Translators: %s is the path of a file. */
    body = g_strdup_printf (_ ("The old one is kept as %s."), path);
    munja_window_ask (self, _ ("A New File for Drafts and Templates Was Started"), body, NULL,
                      NULL);
  }
  open_library (self);
}

/* What was remembered before cannot come back any more, nor can a message be taken back to it. */
static void
remember_form (MunjaWindow *self)
{
  g_clear_pointer (&self->aside, munja_draft_free);
  g_clear_pointer (&self->placed, munja_content_free);
  g_clear_object (&self->recent);
  self->aside = munja_compose_page_dup_form (self->compose_page);
}

/**
 * munja_window_put_form_aside:
 * @self: the window
 *
 * Empties the form. What it held stays among the drafts, and the person is offered to have it back,
 * also where no drafts are kept.
 */
void
munja_window_put_form_aside (MunjaWindow *self)
{
  remember_form (self);
  self->aside_draft = munja_autosave_put_away (self->autosave);
  munja_compose_page_clear (self->compose_page);
  if (!munja_draft_is_empty (self->aside))
    munja_window_offer_undo (self, self->aside_draft != 0 ? _ ("Moved to the drafts")
                                                          : _ ("Message cleared"));
}

/* Recipients and time stay: the person may have named others since then. */
static void
bring_content_back (MunjaWindow *self, const MunjaContent *content)
{
  g_autoptr (MunjaContent) placed = g_steal_pointer (&self->placed);
  g_autoptr (MunjaContent) now = munja_compose_page_dup_content (self->compose_page);

  if (!munja_content_equal (placed, now))
    munja_autosave_put_away (self->autosave);
  munja_compose_page_set_content (self->compose_page, content);
  munja_autosave_touch (self->autosave);
}

/**
 * munja_window_bring_form_back:
 * @self: the window
 *
 * Takes the last change of the form as a whole back. What was begun since then stays among the
 * drafts.
 */
void
munja_window_bring_form_back (MunjaWindow *self)
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
  munja_compose_page_set_form (self->compose_page, form);
  if (munja_library_find (self->library, MUNJA_LIBRARY_DRAFT, self->aside_draft) != NULL
      && self->aside_draft != munja_autosave_get_draft (self->autosave))
    munja_autosave_take (self->autosave, self->aside_draft);
  else
    munja_autosave_touch (self->autosave);
}

/**
 * munja_window_replace_content:
 * @self: the window
 * @content: what the message says from now on
 *
 * Puts another message into the form; recipients and time stay. munja_window_bring_form_back()
 * brings the old one back.
 *
 * Returns: whether there was an old one
 */
gboolean
munja_window_replace_content (MunjaWindow *self, const MunjaContent *content)
{
  remember_form (self);
  munja_compose_page_set_content (self->compose_page, content);
  self->placed = munja_compose_page_dup_content (self->compose_page);
  return !munja_content_is_empty (self->aside->content);
}

/**
 * munja_window_form_is_sent:
 * @self: the window
 * @form: what the form held when the message was read from it
 *
 * Is told that this is on its way into the outbox.
 */
void
munja_window_form_is_sent (MunjaWindow *self, const MunjaDraft *form)
{
  munja_autosave_flush_async (self->autosave, NULL, NULL, NULL);
  g_clear_pointer (&self->sent_form, munja_draft_free);
  self->sent_form = munja_draft_copy (form);
  self->sent_draft = munja_autosave_get_draft (self->autosave);
}

/**
 * munja_window_form_was_sent:
 * @self: the window
 *
 * Is told that the outbox has recorded what the form held then. Nothing is lost now without the
 * draft. If the person has begun something else meanwhile, or has gone on writing, that stays in
 * the form, and in its draft.
 *
 * Returns: whether the form was emptied
 */
gboolean
munja_window_form_was_sent (MunjaWindow *self)
{
  g_autoptr (MunjaDraft) sent = g_steal_pointer (&self->sent_form);
  g_autoptr (MunjaDraft) now = munja_compose_page_dup_form (self->compose_page);

  if (self->sent_draft != munja_autosave_get_draft (self->autosave)) {
    munja_library_remove (self->library, MUNJA_LIBRARY_DRAFT, self->sent_draft);
    return FALSE;
  }
  if (!munja_draft_equal (sent, now))
    return FALSE;
  remember_form (self);
  self->aside_draft = 0;
  munja_autosave_discard (self->autosave);
  munja_compose_page_clear (self->compose_page);
  return TRUE;
}

/**
 * munja_window_offer_undo:
 * @self: the window
 * @text: what happened to the form
 *
 * Offers munja_window_bring_form_back().
 */
void
munja_window_offer_undo (MunjaWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-new");
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
close_anyway_cb (MunjaWindow *self, const char *response)
{
  if (!g_str_equal (response, "close"))
    return;
  self->draft_is_kept = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
ask_about_draft (MunjaWindow *self, const char *body)
{
  AdwMessageDialog *dialog = munja_cautious_dialog_new (
      GTK_WINDOW (self), _ ("The Draft Could Not Be Saved"), body, "keep-open", _ ("_Keep Open"));

  adw_message_dialog_add_response (dialog, "close", _ ("_Close Anyway"));
  adw_message_dialog_set_response_appearance (dialog, "close", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_anyway_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaWindow) self = user_data;

  munja_library_settle_finish (MUNJA_LIBRARY (source), result);
  self->draft_is_kept = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaWindow) self = user_data;

  self->keeping_draft = FALSE;
  if (!munja_autosave_flush_finish (MUNJA_AUTOSAVE (source), result, NULL)) {
    ask_about_draft (self, _ ("The disk is full or cannot be written to. What you have written is "
                              "lost when the window closes."));
    return;
  }
  munja_library_set_shown_draft (self->library, munja_autosave_get_draft (self->autosave), FALSE);
  munja_library_settle_async (self->library, NULL, settled_cb, g_object_ref (self));
}

/**
 * munja_window_keep_draft:
 * @self: a window that is to close
 *
 * Sees to it that all that was written is on the disk.
 *
 * Returns: whether the window may close now; else it closes in a moment, or the person is asked
 */
gboolean
munja_window_keep_draft (MunjaWindow *self)
{
  if (self->draft_is_kept)
    return TRUE;
  if (!munja_library_is_open (self->library)) {
    if (munja_compose_page_is_empty (self->compose_page))
      return TRUE;
    ask_about_draft (self, _ ("The file for drafts cannot be used. What you have written is lost "
                              "when the window closes."));
    return FALSE;
  }
  if (!self->keeping_draft) {
    self->keeping_draft = TRUE;
    munja_autosave_flush_async (self->autosave, NULL, flushed_cb, g_object_ref (self));
  }
  return FALSE;
}

/**
 * munja_window_install_draft_actions:
 * @widget_class: the window's class
 *
 * Gives the window what can be done where no drafts are kept.
 */
void
munja_window_install_draft_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.reload-library", NULL, reload_cb);
  gtk_widget_class_install_action (widget_class, "win.set-library-aside", NULL, set_aside_cb);
}

#include "config.h"

#include "munja-draft-desk.h"

#include <glib/gi18n.h>

#include "munja-cautious-dialog.h"
#include "munja-describe-job.h"
#include "munja-error.h"
#include "munja-leaving.h"
#include "munja-library-dialog.h"
#include "munja-name-dialog.h"
#include "munja-set-enabled.h"
#include "munja-tell.h"

/* How much of a message is offered for the name of a template, in characters. */
#define NAME_LENGTH 30

struct _MunjaDraftDesk {
  GObject parent_instance;

  /* Borrowed. */
  GtkWindow *window;
  GActionMap *actions;
  MunjaComposePage *form;
  AdwToastOverlay *toasts;

  /* Owned. */
  MunjaLibrary *library;  /* what is to be sent for real, and all templates */
  MunjaLibrary *practice; /* the drafts of practice */
  MunjaFormKeeper *keeper;
  MunjaLeaving *leaving;
  GError *error;          /* why @library is not open */
  GError *practice_error; /* why @practice is not */
  GCancellable *cancellable;

  gboolean is_form_shown;
  gboolean is_back;    /* the person is to be told that the form was restored */
  gboolean is_keeping; /* the window closes once the draft is on the disk, */
  gboolean is_kept;    /* and now it does */
};

/**
 * MunjaDraftDesk::changed:
 *
 * What munja_draft_desk_get_error() says has changed, or may have.
 */

/**
 * MunjaDraftDesk::show-form:
 *
 * There is something in the form that the person wants to see.
 */

/**
 * MunjaDraftDesk::left-practice:
 *
 * As #MunjaLeaving::left.
 */
enum {
  SIGNAL_CHANGED,
  SIGNAL_SHOW_FORM,
  SIGNAL_LEFT_PRACTICE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaDraftDesk, munja_draft_desk, G_TYPE_OBJECT)

/* A draft on its way into the form. */
typedef struct {
  MunjaDraftDesk *desk; /* borrowed */
  gint64 draft;
} Opening;

static MunjaAutosave *
get_autosave (MunjaDraftDesk *self)
{
  return munja_form_keeper_get_autosave (self->keeper);
}

/* Where the drafts are that the person writes now. */
static MunjaLibrary *
get_drafts (MunjaDraftDesk *self)
{
  return munja_form_keeper_is_practice (self->keeper) ? self->practice : self->library;
}

static void
tell (MunjaDraftDesk *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

/* Once, as soon as the person can see it. */
static void
tell_draft_is_back (MunjaDraftDesk *self)
{
  if (!self->is_back || !self->is_form_shown)
    return;
  self->is_back = FALSE;
  tell (self, _ ("Your draft is back"));
}

/* There has to be a form to put something into, and a file to keep it in. */
static void
update_actions (MunjaDraftDesk *self)
{
  gboolean enabled = self->is_form_shown && munja_library_is_open (self->library);

  munja_set_enabled (self->actions, "drafts",
                     self->is_form_shown && munja_library_is_open (get_drafts (self)));
  munja_set_enabled (self->actions, "templates", enabled);
  munja_set_enabled (self->actions, "save-template", enabled);
}

static GError **
get_error (MunjaDraftDesk *self, MunjaLibrary *library)
{
  return library == self->practice ? &self->practice_error : &self->error;
}

static void
shown_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaDraftDesk *self = user_data;
  MunjaLibrary *library = MUNJA_LIBRARY (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaDraft) form = munja_library_load_draft_finish (library, result, &error);
  gboolean was_open = FALSE;
  gint64 draft;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (form == NULL) {
    tell (self, _ ("The draft could not be read."));
    return;
  }
  draft = munja_library_get_shown_draft (library, &was_open);
  if (!munja_form_keeper_restore (self->keeper, library, form, draft))
    return;
  self->is_back = was_open;
  tell_draft_is_back (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaDraftDesk *self = user_data;
  MunjaLibrary *library = MUNJA_LIBRARY (source);
  GError **why = get_error (self, library);
  GError *error = NULL;
  gboolean was_open = FALSE;
  gint64 draft;

  munja_library_open_finish (library, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_error_free (error);
    return;
  }
  g_clear_error (why);
  *why = error;
  update_actions (self);
  munja_form_keeper_update (self->keeper, library);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (error != NULL) {
    g_message ("The library could not be opened: %s", error->message);
    return;
  }
  draft = munja_library_get_shown_draft (library, &was_open);
  if (draft != 0)
    munja_library_load_draft_async (library, draft, self->cancellable, shown_loaded_cb, self);
}

static void
open_library (MunjaDraftDesk *self, MunjaLibrary *library)
{
  munja_library_open_async (library, self->cancellable, opened_cb, self);
}

static void
reload_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaDraftDesk *self = user_data;

  open_library (self, get_drafts (self));
}

static void
set_aside_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaDraftDesk *self = user_data;
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;

  if (munja_draft_desk_get_error (self) == NULL)
    return;
  if (munja_library_set_aside (get_drafts (self), &path, NULL)) {
    /* Translators: %s is the path of a file. */
    body = g_strdup_printf (_ ("The old one is kept as %s."), path);
    munja_tell (self->window, _ ("A New File for Drafts and Templates Was Started"), body, NULL,
                NULL);
  }
  open_library (self, get_drafts (self));
}

static void
undo_new_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  munja_form_keeper_bring_back (MUNJA_DRAFT_DESK (user_data)->keeper);
}

static void
draft_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Opening *opening = user_data;
  MunjaDraftDesk *self = opening->desk;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaDraft) form
      = munja_library_load_draft_finish (MUNJA_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (form == NULL) {
    tell (self, _ ("The draft could not be read."));
    return;
  }
  /* Practice has begun meanwhile, or has ended. */
  if (MUNJA_LIBRARY (source) != get_drafts (self))
    return;
  munja_form_keeper_put_aside (self->keeper);
  munja_form_keeper_show_draft (self->keeper, form, opening->draft);
  g_signal_emit (self, signals[SIGNAL_SHOW_FORM], 0);
}

static void
draft_chosen_cb (MunjaDraftDesk *self, MunjaLibraryEntry *entry)
{
  Opening *opening = g_new0 (Opening, 1);

  *opening = (Opening){ self, munja_library_entry_get_id (entry) };
  munja_library_load_draft_async (get_drafts (self), opening->draft, self->cancellable,
                                  draft_loaded_cb, opening);
}

static void
drafts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaDraftDesk *self = user_data;
  GtkWidget *dialog;

  /* What is in the form is not among the others, also if it has just been begun. */
  munja_autosave_flush_async (get_autosave (self), NULL, NULL, NULL);
  dialog = munja_library_dialog_new (self->window, get_drafts (self), MUNJA_LIBRARY_DRAFT,
                                     munja_autosave_get_draft (get_autosave (self)));
  if (munja_form_keeper_is_practice (self->keeper))
    gtk_window_set_title (GTK_WINDOW (dialog), _ ("Practice Drafts"));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (draft_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
template_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaDraftDesk *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaContent) content
      = munja_library_load_template_finish (MUNJA_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (content == NULL) {
    tell (self, _ ("The template could not be read."));
    return;
  }
  /* What a message is, and what people agreed to, is asked for every one of them. */
  content->is_information = FALSE;
  content->night_consent = FALSE;
  munja_form_keeper_show_content (self->keeper, content);
  g_signal_emit (self, signals[SIGNAL_SHOW_FORM], 0);
}

static void
template_chosen_cb (MunjaDraftDesk *self, MunjaLibraryEntry *entry)
{
  munja_library_load_template_async (self->library, munja_library_entry_get_id (entry),
                                     self->cancellable, template_loaded_cb, self);
}

static void
template_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaDraftDesk *self = user_data;
  g_autoptr (GError) error = NULL;

  munja_library_save_finish (MUNJA_LIBRARY (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  tell (self,
        error == NULL
            ? _ ("Template saved")
            : _ ("The template could not be saved: the disk is full or cannot be written to."));
}

static void
template_named_cb (MunjaDraftDesk *self, const char *name)
{
  MunjaLibraryEntry *other = munja_library_find_template (self->library, name);
  const MunjaContent *content = munja_compose_page_get_content (self->form);
  gint64 id = other != NULL ? munja_library_entry_get_id (other)
                            : munja_library_take_id (self->library, MUNJA_LIBRARY_TEMPLATE);

  munja_library_save_template_async (self->library, id, name, content, self->cancellable,
                                     template_saved_cb, self);
}

/* What the message begins with. */
static char *
make_name (const MunjaContent *content)
{
  g_autofree char *line
      = munja_describe_first_line (*content->subject != '\0' ? content->subject : content->text);

  if (g_utf8_strlen (line, -1) <= NAME_LENGTH)
    return g_steal_pointer (&line);
  return g_utf8_substring (line, 0, NAME_LENGTH);
}

static gboolean
has_content (MunjaDraftDesk *self)
{
  const MunjaContent *content = munja_compose_page_get_content (self->form);

  return !munja_content_is_empty (content);
}

static void
ask_for_name (MunjaDraftDesk *self, GtkWindow *parent)
{
  const MunjaContent *content = munja_compose_page_get_content (self->form);
  g_autofree char *name = make_name (content);
  GtkWidget *dialog = munja_name_dialog_new (parent, self->library, NULL, name);

  g_signal_connect_object (dialog, "named", G_CALLBACK (template_named_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_cb (GtkWindow *dialog, MunjaDraftDesk *self)
{
  ask_for_name (self, dialog);
}

static void
templates_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaDraftDesk *self = user_data;
  GtkWidget *dialog
      = munja_library_dialog_new (self->window, self->library, MUNJA_LIBRARY_TEMPLATE, 0);

  munja_library_dialog_set_can_add (MUNJA_LIBRARY_DIALOG (dialog), has_content (self));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (template_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "add", G_CALLBACK (add_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
save_template_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaDraftDesk *self = user_data;

  if (has_content (self))
    ask_for_name (self, self->window);
  else
    tell (self, _ ("Write a message first, then save it as a template."));
}

/* Nothing may be written between what was kept and the end of the window. */
static void
close_window (MunjaDraftDesk *self)
{
  g_autoptr (MunjaDraftDesk) kept = g_object_ref (self);

  self->is_kept = TRUE;
  gtk_window_close (self->window);
  self->is_kept = FALSE;
}

static void
close_anyway_cb (MunjaDraftDesk *self, const char *response)
{
  if (g_str_equal (response, "close"))
    close_window (self);
}

static void
ask_about_draft (MunjaDraftDesk *self, const char *body)
{
  AdwMessageDialog *dialog = munja_cautious_dialog_new (
      self->window, _ ("The Draft Could Not Be Saved"), body, "keep-open", _ ("_Keep Open"));

  adw_message_dialog_add_response (dialog, "close", _ ("_Close Anyway"));
  adw_message_dialog_set_response_appearance (dialog, "close", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_anyway_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaDraftDesk *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_kept = munja_form_keeper_keep_finish (MUNJA_FORM_KEEPER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_keeping = FALSE;
  if (is_kept)
    close_window (self);
  else
    ask_about_draft (self, _ ("The disk is full or cannot be written to. What you have written is "
                              "lost when the window closes."));
}

static void
left_practice_cb (MunjaDraftDesk *self)
{
  g_signal_emit (self, signals[SIGNAL_LEFT_PRACTICE], 0);
}

static void
munja_draft_desk_dispose (GObject *object)
{
  MunjaDraftDesk *self = MUNJA_DRAFT_DESK (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->leaving);
  g_clear_object (&self->keeper);
  g_clear_object (&self->library);
  g_clear_object (&self->practice);

  G_OBJECT_CLASS (munja_draft_desk_parent_class)->dispose (object);
}

static void
munja_draft_desk_finalize (GObject *object)
{
  MunjaDraftDesk *self = MUNJA_DRAFT_DESK (object);

  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_error (&self->practice_error);

  G_OBJECT_CLASS (munja_draft_desk_parent_class)->finalize (object);
}

static void
munja_draft_desk_class_init (MunjaDraftDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = munja_draft_desk_dispose;
  object_class->finalize = munja_draft_desk_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SHOW_FORM] = g_signal_new ("show-form", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LEFT_PRACTICE]
      = g_signal_new ("left-practice", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
}

static void
munja_draft_desk_init (MunjaDraftDesk *self)
{
  g_autofree char *path = munja_library_dup_default_path ();
  g_autofree char *practice_path = munja_library_dup_practice_path ();

  self->library = munja_library_new (path);
  self->practice = munja_library_new (practice_path);
  self->cancellable = g_cancellable_new ();
}

/**
 * munja_draft_desk_new:
 * @window: the window that the form is in
 * @actions: gets what can be done with drafts and templates
 * @form: the form
 * @toasts: where to say what has become of what was in it
 *
 * Makes what keeps drafts and templates, and puts into the form what was there when the app ended.
 *
 * Returns: (transfer full): the desk
 */
MunjaDraftDesk *
munja_draft_desk_new (GtkWindow *window,
                      GActionMap *actions,
                      MunjaComposePage *form,
                      AdwToastOverlay *toasts)
{
  static const GActionEntry entries[] = {
    { "drafts", drafts_cb, NULL, NULL, NULL, { 0 } },
    { "templates", templates_cb, NULL, NULL, NULL, { 0 } },
    { "save-template", save_template_cb, NULL, NULL, NULL, { 0 } },
    { "undo-new", undo_new_cb, NULL, NULL, NULL, { 0 } },
    { "reload-library", reload_cb, NULL, NULL, NULL, { 0 } },
    { "set-library-aside", set_aside_cb, NULL, NULL, NULL, { 0 } },
  };
  MunjaDraftDesk *self = g_object_new (MUNJA_TYPE_DRAFT_DESK, NULL);

  self->window = window;
  self->actions = actions;
  self->form = form;
  self->toasts = toasts;
  self->keeper = munja_form_keeper_new (form, toasts, self->library, self->practice);
  self->leaving
      = munja_leaving_new (window, actions, toasts, self->keeper, self->library, self->practice);
  g_signal_connect_object (self->leaving, "left", G_CALLBACK (left_practice_cb), self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);
  update_actions (self);
  open_library (self, self->library);
  return self;
}

/**
 * munja_draft_desk_get_keeper:
 * @self: the desk
 *
 * Returns: (transfer none): what sees to it that nothing is lost that was written in the form
 */
MunjaFormKeeper *
munja_draft_desk_get_keeper (MunjaDraftDesk *self)
{
  return self->keeper;
}

/**
 * munja_draft_desk_get_error:
 * @self: the desk
 *
 * Returns: (nullable): why what is written is not kept; owned by @self
 */
const GError *
munja_draft_desk_get_error (MunjaDraftDesk *self)
{
  return *get_error (self, get_drafts (self));
}

/**
 * munja_draft_desk_set_client:
 * @self: the desk
 * @client: whom to send through
 *
 * Points the form at a service, as munja_form_keeper_set_client() does.
 */
void
munja_draft_desk_set_client (MunjaDraftDesk *self, MunjaClient *client)
{
  gboolean was_practice = munja_form_keeper_is_practice (self->keeper);

  munja_form_keeper_set_client (self->keeper, client);
  if (was_practice == munja_form_keeper_is_practice (self->keeper))
    return;
  if (!munja_library_is_open (get_drafts (self)))
    open_library (self, get_drafts (self));
  update_actions (self);
}

/**
 * munja_draft_desk_set_form_shown:
 * @self: the desk
 * @is_shown: whether the form can be seen
 */
void
munja_draft_desk_set_form_shown (MunjaDraftDesk *self, gboolean is_shown)
{
  self->is_form_shown = is_shown;
  update_actions (self);
  tell_draft_is_back (self);
}

/**
 * munja_draft_desk_keep:
 * @self: the desk of a window that is to close
 *
 * Sees to it that all that was written is on the disk.
 *
 * Returns: whether the window may close now; else it closes in a moment, or the person is asked
 */
gboolean
munja_draft_desk_keep (MunjaDraftDesk *self)
{
  if (self->is_kept)
    return TRUE;
  if (!munja_form_keeper_can_keep (self->keeper)) {
    ask_about_draft (self, _ ("The file for drafts cannot be used. What you have written is lost "
                              "when the window closes."));
    return FALSE;
  }
  if (!self->is_keeping) {
    self->is_keeping = TRUE;
    munja_form_keeper_keep_async (self->keeper, self->cancellable, kept_cb, self);
  }
  return FALSE;
}

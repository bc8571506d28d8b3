#include "config.h"

#include <glib/gi18n.h>

#include "munja-describe-job.h"
#include "munja-library-dialog.h"
#include "munja-name-dialog.h"
#include "munja-window-private.h"

/* How much of a message is offered for the name of a template, in characters. */
#define NAME_LENGTH 30

/* A draft on its way into the form. */
typedef struct {
  MunjaWindow *window; /* borrowed */
  gint64 draft;
} Opening;

static void
tell (MunjaWindow *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static void
draft_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Opening *opening = user_data;
  MunjaWindow *self = opening->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaDraft) form
      = munja_library_load_draft_finish (MUNJA_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (form == NULL) {
    tell (self, _ ("The draft could not be read."));
    return;
  }
  munja_window_put_form_aside (self);
  munja_compose_page_set_form (self->compose_page, form);
  munja_autosave_take (self->autosave, opening->draft);
  munja_window_show_form (self);
}

static void
draft_chosen_cb (MunjaWindow *self, MunjaLibraryEntry *entry)
{
  Opening *opening = g_new0 (Opening, 1);

  *opening = (Opening){ self, munja_library_entry_get_id (entry) };
  munja_library_load_draft_async (self->library, opening->draft, self->cancellable, draft_loaded_cb,
                                  opening);
}

static void
drafts_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);
  GtkWidget *dialog;

  /* What is in the form is not among the others, also if it has just been begun. */
  munja_autosave_flush_async (self->autosave, NULL, NULL, NULL);
  dialog = munja_library_dialog_new (GTK_WINDOW (self), self->library, MUNJA_LIBRARY_DRAFT,
                                     munja_autosave_get_draft (self->autosave));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (draft_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
template_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaWindow *self = user_data;
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
  if (munja_window_replace_content (self, content))
    munja_window_offer_undo (self, _ ("The template took the place of your text"));
  munja_window_show_form (self);
}

static void
template_chosen_cb (MunjaWindow *self, MunjaLibraryEntry *entry)
{
  munja_library_load_template_async (self->library, munja_library_entry_get_id (entry),
                                     self->cancellable, template_loaded_cb, self);
}

static void
template_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaWindow *self = user_data;
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
template_named_cb (MunjaWindow *self, const char *name)
{
  MunjaLibraryEntry *other = munja_library_find_template (self->library, name);
  g_autoptr (MunjaContent) content = munja_compose_page_dup_content (self->compose_page);
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
has_content (MunjaWindow *self)
{
  g_autoptr (MunjaContent) content = munja_compose_page_dup_content (self->compose_page);

  return !munja_content_is_empty (content);
}

static void
ask_for_name (MunjaWindow *self, GtkWindow *parent)
{
  g_autoptr (MunjaContent) content = munja_compose_page_dup_content (self->compose_page);
  g_autofree char *name = make_name (content);
  GtkWidget *dialog = munja_name_dialog_new (parent, self->library, NULL, name);

  g_signal_connect_object (dialog, "named", G_CALLBACK (template_named_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_cb (GtkWindow *dialog, MunjaWindow *self)
{
  ask_for_name (self, dialog);
}

static void
templates_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);
  GtkWidget *dialog
      = munja_library_dialog_new (GTK_WINDOW (self), self->library, MUNJA_LIBRARY_TEMPLATE, 0);

  munja_library_dialog_set_can_add (MUNJA_LIBRARY_DIALOG (dialog), has_content (self));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (template_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "add", G_CALLBACK (add_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
save_template_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);

  if (has_content (self))
    ask_for_name (self, GTK_WINDOW (self));
  else
    tell (self, _ ("Write a message first, then save it as a template."));
}

/**
 * munja_window_update_library_actions:
 * @self: the window
 * @shows_form: whether the form can be seen
 *
 * Offers drafts and templates where there is a form to put them into, and a file to keep them in.
 */
void
munja_window_update_library_actions (MunjaWindow *self, gboolean shows_form)
{
  static const char *const names[] = { "win.drafts", "win.templates", "win.save-template" };
  gboolean enabled = shows_form && munja_library_is_open (self->library);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], enabled);
}

/**
 * munja_window_install_library_actions:
 * @widget_class: the window's class
 *
 * Gives the window what can be done with drafts and templates.
 */
void
munja_window_install_library_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.drafts", NULL, drafts_cb);
  gtk_widget_class_install_action (widget_class, "win.templates", NULL, templates_cb);
  gtk_widget_class_install_action (widget_class, "win.save-template", NULL, save_template_cb);
}

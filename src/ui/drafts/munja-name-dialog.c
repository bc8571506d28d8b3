#include "config.h"

#include "munja-name-dialog.h"

#include <glib/gi18n.h>

#include "munja-cautious-dialog.h"

/* How long a name may be, in characters, so that it can be read in a list. */
#define MAX_NAME 100

struct _MunjaNameDialog {
  AdwMessageDialog parent_instance;

  GtkLabel *note; /* borrowed */

  /* Owned. */
  MunjaLibrary *library;
  MunjaLibraryEntry *renamed; /* NULL for a new template */
};

/**
 * MunjaNameDialog::named:
 * @name: what the person wants to call the template; not blank. For a new one, another one may be
 *   called so, which the person wants to replace
 */
enum {
  SIGNAL_NAMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaNameDialog, munja_name_dialog, ADW_TYPE_MESSAGE_DIALOG)

static char *
dup_name (MunjaNameDialog *self)
{
  GtkEditable *entry = munja_cautious_dialog_get_entry (ADW_MESSAGE_DIALOG (self));

  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static void
set_note (MunjaNameDialog *self, const char *text, gboolean is_error)
{
  gtk_label_set_label (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->note), is_error ? "dim-label" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), is_error ? "error" : "dim-label");
}

/* Says what is wrong with the name, and whether the answer replaces something. */
static void
check_cb (MunjaNameDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  g_autofree char *name = dup_name (self);
  MunjaLibraryEntry *other = munja_library_find_template (self->library, name);
  gboolean is_taken = other != NULL && other != self->renamed;
  gboolean replaces = is_taken && self->renamed == NULL;

  if (replaces)
    set_note (self, _ ("There is a template with this name, which is replaced."), FALSE);
  else if (is_taken)
    set_note (self, _ ("Another template has this name. Choose a different one."), TRUE);
  else
    set_note (self, NULL, FALSE);
  adw_message_dialog_set_response_enabled (dialog, "name",
                                           *name != '\0' && (!is_taken || replaces));
  if (self->renamed != NULL)
    return;
  adw_message_dialog_set_response_label (dialog, "name", replaces ? _ ("_Replace") : _ ("_Save"));
  adw_message_dialog_set_response_appearance (
      dialog, "name", replaces ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
}

static void
munja_name_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  MunjaNameDialog *self = MUNJA_NAME_DIALOG (dialog);
  g_autofree char *name = dup_name (self);

  if (g_str_equal (response, "name"))
    g_signal_emit (self, signals[SIGNAL_NAMED], 0, name);
}

static void
munja_name_dialog_finalize (GObject *object)
{
  MunjaNameDialog *self = MUNJA_NAME_DIALOG (object);

  g_clear_object (&self->library);
  g_clear_object (&self->renamed);

  G_OBJECT_CLASS (munja_name_dialog_parent_class)->finalize (object);
}

static void
munja_name_dialog_class_init (MunjaNameDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = munja_name_dialog_finalize;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = munja_name_dialog_response;

  signals[SIGNAL_NAMED] = g_signal_new ("named", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
munja_name_dialog_init (MunjaNameDialog *self)
{
}

static void
add_widgets (MunjaNameDialog *self, const char *name)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *note = gtk_label_new (NULL);

  self->note = GTK_LABEL (note);
  gtk_entry_set_max_length (GTK_ENTRY (entry), MAX_NAME);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the Template"), -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  note, NULL, -1);
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_wrap_mode (self->note, PANGO_WRAP_WORD_CHAR);
  munja_cautious_dialog_add (dialog, note);
  munja_cautious_dialog_set_entry (dialog, entry);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (check_cb), self);
}

/**
 * munja_name_dialog_new:
 * @parent: the window it belongs to
 * @library: an open library
 * @entry: (nullable): a template that gets another name; %NULL for a new one
 * @name: what to offer
 *
 * Makes a dialog that asks for the name of a template, and says what is wrong with it as it is
 * typed.
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
munja_name_dialog_new (GtkWindow *parent,
                       MunjaLibrary *library,
                       MunjaLibraryEntry *entry,
                       const char *name)
{
  MunjaNameDialog *self
      = g_object_new (MUNJA_TYPE_NAME_DIALOG, "accessible-role", GTK_ACCESSIBLE_ROLE_DIALOG,
                      "transient-for", parent, "modal", TRUE, NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);

  self->library = g_object_ref (library);
  self->renamed = entry != NULL ? g_object_ref (entry) : NULL;
  munja_cautious_dialog_fill (dialog,
                              entry != NULL ? _ ("Rename Template") : _ ("Save as Template"), NULL);
  add_widgets (self, name);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "name",
                                    entry != NULL ? _ ("_Rename") : _ ("_Save"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "name", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "name");
  adw_message_dialog_set_close_response (dialog, "cancel");
  check_cb (self);
  return GTK_WIDGET (self);
}

#include "config.h"

#include "munja-preferences-dialog.h"

#include <glib/gi18n.h>

#include "munja-advertisement.h"
#include "munja-describe-advertisement.h"
#include "munja-mark-invalid.h"
#include "munja-phone.h"

/* In the order of the row's list. */
static const char *const service_ids[] = { "coolsms", "solapi", NULL };

/* In the order of the row's list. */
static const int kept_months[] = { 0, 36, 24, 12, 6 };

struct _MunjaPreferencesDialog {
  AdwPreferencesWindow parent_instance;

  /* Template children. */
  GtkSpinButton *undo_spin;
  GtkSpinButton *confirm_spin;
  GtkSpinButton *repeat_spin;
  AdwEntryRow *own_number_row;
  GtkWidget *own_number_note;
  AdwEntryRow *ad_sender_row;
  AdwEntryRow *ad_opt_out_row;
  GtkLabel *ad_opt_out_note;
  AdwPreferencesGroup *sent_group;
  AdwComboRow *keep_row;
  AdwComboRow *service_row;
  AdwActionRow *registration_row;
  GtkWidget *built_in_row;

  /* Owned. */
  MunjaClientSwitch *clients; /* NULL where nothing is said of a registration */
  GSettings *settings;
  GSettings *profile;
};

/**
 * MunjaPreferencesDialog::delete-sent:
 *
 * The person wants to delete all that was sent.
 */

/**
 * MunjaPreferencesDialog::edit-registration:
 *
 * The person wants to enter an app registration.
 */
enum {
  SIGNAL_DELETE_SENT,
  SIGNAL_EDIT_REGISTRATION,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaPreferencesDialog, munja_preferences_dialog, ADW_TYPE_PREFERENCES_WINDOW)

static void
service_selected_cb (MunjaPreferencesDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->service_row);

  if (selected < G_N_ELEMENTS (service_ids) - 1)
    g_settings_set_string (self->settings, "service", service_ids[selected]);
}

static void
kept_selected_cb (MunjaPreferencesDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->keep_row);

  if (selected < G_N_ELEMENTS (kept_months))
    g_settings_set_int (self->settings, "keep-sent-months", kept_months[selected]);
}

static void
show_kept (MunjaPreferencesDialog *self)
{
  int months = g_settings_get_int (self->settings, "keep-sent-months");

  for (guint i = 0; i < G_N_ELEMENTS (kept_months); i++)
    if (kept_months[i] == months)
      adw_combo_row_set_selected (self->keep_row, i);
  g_signal_connect_swapped (self->keep_row, "notify::selected", G_CALLBACK (kept_selected_cb),
                            self);
}

static void
delete_cb (MunjaPreferencesDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_DELETE_SENT], 0);
}

/* In practice there is nothing to register. */
static void
update_registration (MunjaPreferencesDialog *self)
{
  MunjaClient *client = munja_client_switch_get_client (self->clients);
  const char *client_id = munja_client_get_registration (client)->client_id;
  gboolean is_built_in = munja_client_uses_built_in (client);
  g_autofree char *escaped = g_markup_escape_text (client_id, -1);

  gtk_widget_set_visible (GTK_WIDGET (self->registration_row), !munja_client_is_practice (client));
  gtk_widget_set_visible (self->built_in_row, munja_client_has_built_in (client) && !is_built_in);
  if (is_built_in)
    adw_action_row_set_subtitle (self->registration_row, _ ("The one that comes with this app"));
  else
    adw_action_row_set_subtitle (self->registration_row,
                                 *client_id != '\0' ? escaped : _ ("None yet"));
}

static void
registration_cb (MunjaPreferencesDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_EDIT_REGISTRATION], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
built_in_cb (MunjaPreferencesDialog *self)
{
  munja_client_use_built_in (munja_client_switch_get_client (self->clients));
  update_registration (self);
}

/* What is no number is not kept, and what was kept before it stays. */
static void
own_number_changed_cb (MunjaPreferencesDialog *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->own_number_row));
  g_autofree char *number = munja_phone_read_own (typed);
  gboolean is_wrong = number == NULL && *typed != '\0';

  gtk_widget_set_visible (self->own_number_note, is_wrong);
  munja_mark_invalid (self->own_number_row, is_wrong);
  if (!is_wrong)
    g_settings_set_string (self->profile, "own-number", number != NULL ? number : "");
}

static void
show_own_number (MunjaPreferencesDialog *self)
{
  g_autofree char *number = g_settings_get_string (self->profile, "own-number");
  g_autofree char *shown = munja_phone_format (number);

  gtk_editable_set_text (GTK_EDITABLE (self->own_number_row), shown);
  g_signal_connect_swapped (self->own_number_row, "changed", G_CALLBACK (own_number_changed_cb),
                            self);
}

/* As for the own number. */
static void
opt_out_changed_cb (MunjaPreferencesDialog *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->ad_opt_out_row));
  gboolean is_wrong = munja_advertisement_check_opt_out (typed) == MUNJA_ADVERTISEMENT_NOT_FREE;

  gtk_widget_set_visible (GTK_WIDGET (self->ad_opt_out_note), is_wrong);
  munja_mark_invalid (self->ad_opt_out_row, is_wrong);
  if (!is_wrong)
    g_settings_set_string (self->profile, "ad-opt-out", typed);
}

static void
show_opt_out (MunjaPreferencesDialog *self)
{
  g_autofree char *number = g_settings_get_string (self->profile, "ad-opt-out");
  g_autofree char *shown = munja_advertisement_format_opt_out (number);

  gtk_label_set_label (self->ad_opt_out_note, munja_describe_opt_out_problem ());
  g_signal_connect_swapped (self->ad_opt_out_row, "changed", G_CALLBACK (opt_out_changed_cb), self);
  gtk_editable_set_text (GTK_EDITABLE (self->ad_opt_out_row), shown);
}

static void
munja_preferences_dialog_dispose (GObject *object)
{
  g_clear_object (&MUNJA_PREFERENCES_DIALOG (object)->settings);
  g_clear_object (&MUNJA_PREFERENCES_DIALOG (object)->profile);
  g_clear_object (&MUNJA_PREFERENCES_DIALOG (object)->clients);

  G_OBJECT_CLASS (munja_preferences_dialog_parent_class)->dispose (object);
}

static void
munja_preferences_dialog_class_init (MunjaPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_preferences_dialog_dispose;

  signals[SIGNAL_DELETE_SENT]
      = g_signal_new ("delete-sent", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_EDIT_REGISTRATION]
      = g_signal_new ("edit-registration", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/munja/Munja/munja-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaPreferencesDialog, undo_spin);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreferencesDialog, confirm_spin);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreferencesDialog, repeat_spin);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreferencesDialog, own_number_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreferencesDialog, own_number_note);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreferencesDialog, ad_sender_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreferencesDialog, ad_opt_out_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreferencesDialog, ad_opt_out_note);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreferencesDialog, sent_group);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreferencesDialog, keep_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreferencesDialog, service_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreferencesDialog, registration_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaPreferencesDialog, built_in_row);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
  gtk_widget_class_bind_template_callback (widget_class, registration_cb);
  gtk_widget_class_bind_template_callback (widget_class, built_in_cb);
}

static void
munja_preferences_dialog_init (MunjaPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_preferences_dialog_new:
 * @parent: the window it belongs to
 * @settings: the app's settings, changed at once
 * @profile: those of the service that is sent through, changed at once
 *
 * Makes the preferences.
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
munja_preferences_dialog_new (GtkWindow *parent, GSettings *settings, GSettings *profile)
{
  MunjaPreferencesDialog *self
      = g_object_new (MUNJA_TYPE_PREFERENCES_DIALOG, "transient-for", parent, NULL);
  g_autofree char *service = g_settings_get_string (settings, "service");

  self->settings = g_object_ref (settings);
  self->profile = g_object_ref (profile);
  show_own_number (self);
  show_opt_out (self);
  show_kept (self);
  g_settings_bind (settings, "undo-seconds", self->undo_spin, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "confirm-above", self->confirm_spin, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (profile, "ad-sender", self->ad_sender_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "repeat-hours", self->repeat_spin, "value", G_SETTINGS_BIND_DEFAULT);
  for (guint i = 0; service_ids[i] != NULL; i++)
    if (g_str_equal (service_ids[i], service))
      adw_combo_row_set_selected (self->service_row, i);
  g_signal_connect_swapped (self->service_row, "notify::selected", G_CALLBACK (service_selected_cb),
                            self);
  return GTK_WIDGET (self);
}

/**
 * munja_preferences_dialog_follow:
 * @self: the preferences
 * @clients: whose app registration is in use
 *
 * Says which registration that is, and offers the one that is built in, where there is one.
 */
void
munja_preferences_dialog_follow (MunjaPreferencesDialog *self, MunjaClientSwitch *clients)
{
  g_return_if_fail (MUNJA_IS_PREFERENCES_DIALOG (self));

  g_set_object (&self->clients, clients);
  g_signal_connect_object (clients, "account-replaced", G_CALLBACK (update_registration), self,
                           G_CONNECT_SWAPPED);
  update_registration (self);
}

/**
 * munja_preferences_dialog_set_sent_path:
 * @self: the preferences
 * @path: the file with all that was sent
 *
 * Says where it is kept.
 */
void
munja_preferences_dialog_set_sent_path (MunjaPreferencesDialog *self, const char *path)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  g_return_if_fail (MUNJA_IS_PREFERENCES_DIALOG (self));

  /* Translators: %s is the path of a file. */
  text = g_strdup_printf (_ ("They are kept on this computer alone, in %s. Those older than chosen "
                             "here are deleted at the next start."),
                          name);
  escaped = g_markup_escape_text (text, -1);
  adw_preferences_group_set_description (self->sent_group, escaped);
}

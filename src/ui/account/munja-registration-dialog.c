#include "config.h"

#include "munja-registration-dialog.h"

#include <glib/gi18n.h>

#include "munja-describe.h"
#include "munja-error.h"
#include "munja-registration.h"
#include "munja-secret.h"

struct _MunjaRegistrationDialog {
  AdwWindow parent_instance;

  /* Template children. */
  GtkLinkButton *apps_link;
  AdwEntryRow *redirect_uri_row;
  AdwEntryRow *client_id_row;
  AdwPasswordEntryRow *client_secret_row;
  AdwEntryRow *app_id_row;
  GtkLabel *note;
  GtkButton *cancel_button;
  GtkButton *save_button;

  /* Owned. */
  MunjaClient *client;
};

/**
 * MunjaRegistrationDialog::saved:
 * @error: (nullable): why the secret could not be put in the keyring; it is in use all the same
 *
 * The registration was taken into use.
 */
enum {
  SIGNAL_SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaRegistrationDialog, munja_registration_dialog, ADW_TYPE_WINDOW)

/* What was pasted often brings blanks along at its ends. */
static char *
dup_value (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static MunjaRegistrationProblem
check_row (MunjaRegistrationDialog *self, gpointer row)
{
  g_autoptr (MunjaSecret) value = dup_value (row);

  if (row == self->redirect_uri_row)
    return munja_registration_check_redirect_uri (value);
  return munja_registration_check_token (value);
}

static void
mark_row (gpointer row, gboolean invalid)
{
  if (invalid)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
  gtk_accessible_update_state (row, GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
set_note (MunjaRegistrationDialog *self, const char *title, const char *problem)
{
  g_autofree char *text = problem != NULL ? g_strdup_printf ("%s: %s", title, problem) : NULL;

  gtk_label_set_label (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
}

/* An empty row is no fault while the person is still filling in the others. */
static void
row_changed_cb (MunjaRegistrationDialog *self, GtkWidget *row)
{
  MunjaRegistrationProblem problem = check_row (self, row);
  gboolean faulty = problem != MUNJA_REGISTRATION_OK && problem != MUNJA_REGISTRATION_EMPTY;

  mark_row (row, faulty);
  set_note (self, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
            faulty ? munja_describe_registration_problem (problem) : NULL);
}

static gboolean
check_all (MunjaRegistrationDialog *self)
{
  gpointer rows[]
      = { self->redirect_uri_row, self->client_id_row, self->client_secret_row, self->app_id_row };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MunjaRegistrationProblem problem = check_row (self, rows[i]);

    mark_row (rows[i], problem != MUNJA_REGISTRATION_OK);
    if (problem != MUNJA_REGISTRATION_OK) {
      set_note (self, adw_preferences_row_get_title (rows[i]),
                munja_describe_registration_problem (problem));
      gtk_widget_grab_focus (rows[i]);
      return FALSE;
    }
  }
  return TRUE;
}

static void
registered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaRegistrationDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  munja_client_register_finish (MUNJA_CLIENT (source), result, &error);
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, error);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
save_cb (MunjaRegistrationDialog *self)
{
  g_autofree char *redirect_uri = dup_value (self->redirect_uri_row);
  g_autofree char *client_id = dup_value (self->client_id_row);
  g_autoptr (MunjaSecret) client_secret = dup_value (self->client_secret_row);
  g_autofree char *app_id = dup_value (self->app_id_row);
  g_autoptr (MunjaRegistration) registration
      = munja_registration_new (client_id, client_secret, redirect_uri, app_id);

  if (!check_all (self))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  munja_client_register_async (self->client, registration, NULL, registered_cb,
                               g_object_ref (self));
}

static void
copy_cb (MunjaRegistrationDialog *self)
{
  g_autofree char *uri = dup_value (self->redirect_uri_row);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), uri);
}

static void
secret_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaRegistrationDialog) self = user_data;
  g_autoptr (MunjaSecret) secret
      = munja_client_read_secret_finish (MUNJA_CLIENT (source), result, NULL);
  GtkEditable *row = GTK_EDITABLE (self->client_secret_row);

  if (self->client != NULL && secret != NULL && *gtk_editable_get_text (row) == '\0')
    gtk_editable_set_text (row, secret);
}

static void
munja_registration_dialog_dispose (GObject *object)
{
  g_clear_object (&MUNJA_REGISTRATION_DIALOG (object)->client);

  G_OBJECT_CLASS (munja_registration_dialog_parent_class)->dispose (object);
}

static void
munja_registration_dialog_class_init (MunjaRegistrationDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_registration_dialog_dispose;

  signals[SIGNAL_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/munja/Munja/munja-registration-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaRegistrationDialog, apps_link);
  gtk_widget_class_bind_template_child (widget_class, MunjaRegistrationDialog, redirect_uri_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaRegistrationDialog, client_id_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaRegistrationDialog, client_secret_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaRegistrationDialog, app_id_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaRegistrationDialog, note);
  gtk_widget_class_bind_template_child (widget_class, MunjaRegistrationDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaRegistrationDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
munja_registration_dialog_init (MunjaRegistrationDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (self->cancel_button)),
                           PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (self->save_button)),
                           PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->apps_link))), TRUE);
  g_signal_connect_swapped (self->redirect_uri_row, "changed", G_CALLBACK (row_changed_cb), self);
  g_signal_connect_swapped (self->client_id_row, "changed", G_CALLBACK (row_changed_cb), self);
  g_signal_connect_swapped (self->client_secret_row, "changed", G_CALLBACK (row_changed_cb), self);
  g_signal_connect_swapped (self->app_id_row, "changed", G_CALLBACK (row_changed_cb), self);
}

/**
 * munja_registration_dialog_new:
 * @parent: the window it belongs to
 * @client: whose registration is shown and changed
 *
 * Makes the dialog that leads through the registration of an app.
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
munja_registration_dialog_new (GtkWindow *parent, MunjaClient *client)
{
  MunjaRegistrationDialog *self
      = g_object_new (MUNJA_TYPE_REGISTRATION_DIALOG, "transient-for", parent, NULL);
  const MunjaRegistration *registration = munja_client_get_registration (client);

  self->client = g_object_ref (client);
  gtk_link_button_set_uri (self->apps_link, munja_client_get_service (client)->register_uri);
  gtk_editable_set_text (GTK_EDITABLE (self->redirect_uri_row), registration->redirect_uri);
  gtk_editable_set_text (GTK_EDITABLE (self->client_id_row), registration->client_id);
  gtk_editable_set_text (GTK_EDITABLE (self->app_id_row), registration->app_id);
  if (registration->client_secret != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->client_secret_row), registration->client_secret);
  else if (registration->secret_is_kept)
    munja_client_read_secret_async (client, NULL, secret_read_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

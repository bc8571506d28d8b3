#include "config.h"

#include "munja-account-assistant.h"

#include <glib/gi18n.h>

#include "munja-describe.h"
#include "munja-mark-invalid.h"
#include "munja-name-button.h"
#include "munja-oauth.h"
#include "munja-registration-paste.h"
#include "munja-secret.h"
#include "munja-shown-page.h"
#include "munja-wrap-button.h"

struct _MunjaAccountAssistant {
  AdwWindow parent_instance;

  /* Template children. */
  GtkStack *pages;
  GtkButton *cancel_button;
  GtkWidget *back_button;
  GtkButton *next_button;
  AdwPreferencesGroup *need_group;
  GtkLinkButton *account_link;
  GtkLinkButton *balance_link;
  GtkLinkButton *sender_link;
  GtkLinkButton *apps_link;
  AdwPreferencesGroup *scope_group;
  AdwEntryRow *redirect_uri_row;
  GtkLabel *redirect_note;
  GtkWidget *paste_button;
  AdwEntryRow *client_id_row;
  AdwPasswordEntryRow *client_secret_row;
  AdwEntryRow *app_id_row;
  GtkLabel *note;
  GtkWidget *sign_in_button;
  GtkWidget *browser_button;

  /* Owned. */
  MunjaClient *client;

  gboolean is_change; /* of a registration that is in use, so that nobody has to sign in */
};

/**
 * MunjaAccountAssistant::saved:
 * @error: (nullable): why the secret could not be put in the keyring; it is in use all the same,
 *   and the assistant has closed
 *
 * The registration was taken into use.
 */

/**
 * MunjaAccountAssistant::sign-in:
 * @embedded: here, and not with the browser
 *
 * The person wants to sign in; the assistant has closed.
 */
enum {
  SIGNAL_SAVED,
  SIGNAL_SIGN_IN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaAccountAssistant, munja_account_assistant, ADW_TYPE_WINDOW)

static const char *const page_names[] = { "need", "register", "paste", "sign-in" };

/* In the order of their use; what is not described shows by its name alone. */
static const struct {
  const char *scope;
  const char *words;
} scopes[] = {
  { "message:write", N_ ("To send messages") },
  { "message:read", N_ ("To see what became of them") },
  { "senderid:read", N_ ("To offer your sender numbers") },
  { "cash:read", N_ ("To show the balance") },
  { "users:read", N_ ("To show who is signed in") },
  { "storage:write", N_ ("To store the pictures of MMS") },
  { "pricing:read", N_ ("To show prices") },
};

static guint
get_page (MunjaAccountAssistant *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->pages);
  guint page = 0;

  while (page < G_N_ELEMENTS (page_names) - 1 && g_strcmp0 (page_names[page], name) != 0)
    page++;
  return page;
}

static gboolean
is_on_page (MunjaAccountAssistant *self, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), name) == 0;
}

/* What was pasted often brings blanks along at its ends. */
static char *
dup_value (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static MunjaRegistrationProblem
check_row (MunjaAccountAssistant *self, gpointer row)
{
  g_autoptr (MunjaSecret) value = dup_value (row);

  if (row == self->redirect_uri_row)
    return munja_registration_check_redirect_uri (value);
  return munja_registration_check_token (value);
}

static void
set_note (MunjaAccountAssistant *self, gpointer row, const char *problem)
{
  GtkLabel *note = row == self->redirect_uri_row ? self->redirect_note : self->note;
  const char *title = adw_preferences_row_get_title (row);
  g_autofree char *text = problem != NULL ? g_strdup_printf ("%s: %s", title, problem) : NULL;

  gtk_label_set_label (note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (note), text != NULL);
}

/* An empty row is no fault while the person is still filling in the others. */
static void
row_changed_cb (MunjaAccountAssistant *self, GtkWidget *row)
{
  MunjaRegistrationProblem problem = check_row (self, row);
  gboolean faulty = problem != MUNJA_REGISTRATION_OK && problem != MUNJA_REGISTRATION_EMPTY;

  munja_mark_invalid (row, faulty);
  if (problem == MUNJA_REGISTRATION_OK)
    gtk_widget_add_css_class (row, "success");
  else
    gtk_widget_remove_css_class (row, "success");
  set_note (self, row, faulty ? munja_describe_registration_problem (problem) : NULL);
}

static gboolean
check_or_show (MunjaAccountAssistant *self, gpointer row)
{
  MunjaRegistrationProblem problem = check_row (self, row);

  if (problem == MUNJA_REGISTRATION_OK)
    return TRUE;
  munja_mark_invalid (row, TRUE);
  set_note (self, row, munja_describe_registration_problem (problem));
  gtk_widget_grab_focus (row);
  return FALSE;
}

static void
show_page (MunjaAccountAssistant *self, guint page)
{
  gtk_stack_set_visible_child_name (self->pages, page_names[page]);
}

static void
focus_page (MunjaAccountAssistant *self)
{
  GtkWidget *focus = GTK_WIDGET (self->next_button);

  if (is_on_page (self, "paste"))
    focus = self->paste_button;
  else if (is_on_page (self, "sign-in"))
    focus = self->sign_in_button;
  gtk_widget_grab_focus (focus);
}

/* The stack also tells while it is made and taken apart. */
static void
page_changed_cb (MunjaAccountAssistant *self)
{
  guint page = get_page (self);
  gboolean is_last = page == G_N_ELEMENTS (page_names) - 1;
  GtkStackPage *shown;

  if (self->client == NULL)
    return;
  shown = gtk_stack_get_page (self->pages, gtk_stack_get_visible_child (self->pages));
  gtk_window_set_title (GTK_WINDOW (self), gtk_stack_page_get_title (shown));
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), page == 0 || is_last);
  gtk_button_set_label (self->cancel_button, is_last ? _ ("_Close") : _ ("_Cancel"));
  gtk_widget_set_visible (self->back_button, page > 0 && !is_last);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), !is_last);
  gtk_button_set_label (self->next_button, is_on_page (self, "paste") ? _ ("_Save") : _ ("_Next"));
  focus_page (self);
}

static void
registered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaAccountAssistant) self = user_data;
  g_autoptr (GError) error = NULL;

  munja_client_register_finish (MUNJA_CLIENT (source), result, &error);
  if (self->client == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button), TRUE);
  if (error == NULL && !self->is_change) {
    show_page (self, G_N_ELEMENTS (page_names) - 1);
    return;
  }
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, error);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
save (MunjaAccountAssistant *self)
{
  g_autofree char *redirect_uri = dup_value (self->redirect_uri_row);
  g_autofree char *client_id = dup_value (self->client_id_row);
  g_autoptr (MunjaSecret) client_secret = dup_value (self->client_secret_row);
  g_autofree char *app_id = dup_value (self->app_id_row);
  g_autoptr (MunjaRegistration) registration
      = munja_registration_new (client_id, client_secret, redirect_uri, app_id);

  if (!check_or_show (self, self->client_id_row) || !check_or_show (self, self->client_secret_row)
      || !check_or_show (self, self->app_id_row))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button), FALSE);
  munja_client_register_async (self->client, registration, NULL, registered_cb,
                               g_object_ref (self));
}

/* A redirect URI that cannot be used is mended before the person leaves its page. */
static void
next_cb (MunjaAccountAssistant *self)
{
  if (is_on_page (self, "paste"))
    save (self);
  else if (!is_on_page (self, "register") || check_or_show (self, self->redirect_uri_row))
    show_page (self, get_page (self) + 1);
}

static void
back_cb (MunjaAccountAssistant *self)
{
  show_page (self, get_page (self) - 1);
}

static void
ask_to_sign_in (MunjaAccountAssistant *self, gboolean embedded)
{
  g_autoptr (MunjaAccountAssistant) kept = g_object_ref (self);

  gtk_window_destroy (GTK_WINDOW (self));
  g_signal_emit (self, signals[SIGNAL_SIGN_IN], 0, embedded);
}

static void
sign_in_cb (MunjaAccountAssistant *self)
{
  ask_to_sign_in (self, TRUE);
}

static void
browser_cb (MunjaAccountAssistant *self)
{
  ask_to_sign_in (self, FALSE);
}

static void
copy (MunjaAccountAssistant *self, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
copy_redirect_cb (MunjaAccountAssistant *self)
{
  g_autofree char *uri = dup_value (self->redirect_uri_row);

  copy (self, uri);
}

static void
copy_scope_cb (GtkButton *button, MunjaAccountAssistant *self)
{
  copy (self, gtk_widget_get_name (GTK_WIDGET (button)));
}

static void
set_found (gpointer row, const char *value)
{
  if (value != NULL && *value != '\0')
    gtk_editable_set_text (GTK_EDITABLE (row), value);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaAccountAssistant) self = user_data;
  g_autoptr (MunjaSecret) text
      = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (MunjaRegistration) found = munja_registration_read_paste (text != NULL ? text : "");

  if (self->client == NULL)
    return;
  set_found (self->client_id_row, found->client_id);
  set_found (self->client_secret_row, found->client_secret);
  set_found (self->app_id_row, found->app_id);
  if (*found->client_id != '\0' || found->client_secret != NULL || *found->app_id != '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->next_button));
  else {
    gtk_label_set_label (self->note, _ ("Nothing that you copied looks like one of these."));
    gtk_widget_set_visible (GTK_WIDGET (self->note), TRUE);
  }
}

static void
paste_cb (MunjaAccountAssistant *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, pasted_cb,
                                 g_object_ref (self));
}

static void
secret_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaAccountAssistant) self = user_data;
  g_autoptr (MunjaSecret) secret
      = munja_client_read_secret_finish (MUNJA_CLIENT (source), result, NULL);
  GtkEditable *row = GTK_EDITABLE (self->client_secret_row);

  if (self->client != NULL && secret != NULL && *gtk_editable_get_text (row) == '\0')
    gtk_editable_set_text (row, secret);
}

static const char *
describe_scope (const char *scope)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scopes); i++)
    if (g_str_equal (scopes[i].scope, scope))
      return _ (scopes[i].words);
  return "";
}

static void
add_scope (MunjaAccountAssistant *self, const char *scope)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  /* Translators: %s is the name of a permission, as in "message:write". */
  g_autofree char *name = g_strdup_printf (_ ("Copy %s"), scope);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), scope);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), describe_scope (scope));
  gtk_widget_set_name (button, scope);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  munja_name_button (button, name);
  g_signal_connect (button, "clicked", G_CALLBACK (copy_scope_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->scope_group, row);
}

static void
munja_account_assistant_dispose (GObject *object)
{
  g_clear_object (&MUNJA_ACCOUNT_ASSISTANT (object)->client);

  G_OBJECT_CLASS (munja_account_assistant_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, MunjaAccountAssistant, pages);
  gtk_widget_class_bind_template_child (klass, MunjaAccountAssistant, cancel_button);
  gtk_widget_class_bind_template_child (klass, MunjaAccountAssistant, back_button);
  gtk_widget_class_bind_template_child (klass, MunjaAccountAssistant, next_button);
  gtk_widget_class_bind_template_child (klass, MunjaAccountAssistant, need_group);
  gtk_widget_class_bind_template_child (klass, MunjaAccountAssistant, account_link);
  gtk_widget_class_bind_template_child (klass, MunjaAccountAssistant, balance_link);
  gtk_widget_class_bind_template_child (klass, MunjaAccountAssistant, sender_link);
  gtk_widget_class_bind_template_child (klass, MunjaAccountAssistant, apps_link);
  gtk_widget_class_bind_template_child (klass, MunjaAccountAssistant, scope_group);
  gtk_widget_class_bind_template_child (klass, MunjaAccountAssistant, redirect_uri_row);
  gtk_widget_class_bind_template_child (klass, MunjaAccountAssistant, redirect_note);
  gtk_widget_class_bind_template_child (klass, MunjaAccountAssistant, paste_button);
  gtk_widget_class_bind_template_child (klass, MunjaAccountAssistant, client_id_row);
  gtk_widget_class_bind_template_child (klass, MunjaAccountAssistant, client_secret_row);
  gtk_widget_class_bind_template_child (klass, MunjaAccountAssistant, app_id_row);
  gtk_widget_class_bind_template_child (klass, MunjaAccountAssistant, note);
  gtk_widget_class_bind_template_child (klass, MunjaAccountAssistant, sign_in_button);
  gtk_widget_class_bind_template_child (klass, MunjaAccountAssistant, browser_button);
}

static void
munja_account_assistant_class_init (MunjaAccountAssistantClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_account_assistant_dispose;

  signals[SIGNAL_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_SIGN_IN] = g_signal_new ("sign-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-account-assistant.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_redirect_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, browser_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
munja_account_assistant_init (MunjaAccountAssistant *self)
{
  g_auto (GStrv) names = g_strsplit (MUNJA_OAUTH_SCOPE, " ", -1);

  gtk_widget_init_template (GTK_WIDGET (self));
  munja_wrap_button (self->cancel_button);
  munja_wrap_button (self->next_button);
  munja_wrap_button (self->browser_button);
  for (gsize i = 0; names[i] != NULL; i++)
    add_scope (self, names[i]);
  munja_shown_page_follow (GTK_WIDGET (self->pages));
}

/* What is built in is nobody's to see or to change. */
static void
show_registration (MunjaAccountAssistant *self)
{
  const MunjaRegistration *registration = munja_client_get_registration (self->client);
  gboolean is_own = *registration->client_id != '\0' && !munja_client_uses_built_in (self->client);

  gtk_editable_set_text (GTK_EDITABLE (self->redirect_uri_row),
                         is_own ? registration->redirect_uri : MUNJA_DEFAULT_REDIRECT_URI);
  self->is_change = is_own;
  if (!is_own)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->client_id_row), registration->client_id);
  gtk_editable_set_text (GTK_EDITABLE (self->app_id_row), registration->app_id);
  if (registration->client_secret != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->client_secret_row), registration->client_secret);
  else if (registration->secret_is_kept)
    munja_client_read_secret_async (self->client, NULL, secret_read_cb, g_object_ref (self));
}

/* The page names of the service go with the client. */
static void
show_service (MunjaAccountAssistant *self)
{
  const MunjaService *service = munja_client_get_service (self->client);
  g_autofree char *top_up = munja_service_get_page_uri (service, MUNJA_SERVICE_TOP_UP);
  g_autofree char *senders = munja_service_get_sender_numbers_uri (service);
  g_autofree char *text = g_strdup_printf (
      /* Translators: %s is the name of the service, as in "Coolsms". */
      _ ("%s lets only registered apps send for you. This takes about five minutes, once."),
      service->name);

  adw_preferences_group_set_description (self->need_group, text);
  gtk_link_button_set_uri (self->account_link, service->web_base);
  gtk_link_button_set_uri (self->balance_link, top_up);
  gtk_link_button_set_uri (self->sender_link, senders);
  gtk_link_button_set_uri (self->apps_link, service->register_uri);
}

/**
 * munja_account_assistant_new:
 * @parent: the window it belongs to
 * @client: whose registration is entered; not one in practice mode
 *
 * Makes what leads from an account at the service to the sign-in, in four pages. Where a
 * registration of the person's own is in use, it begins with that, to be changed.
 *
 * Returns: (transfer none): the assistant
 */
GtkWidget *
munja_account_assistant_new (GtkWindow *parent, MunjaClient *client)
{
  MunjaAccountAssistant *self
      = g_object_new (MUNJA_TYPE_ACCOUNT_ASSISTANT, "transient-for", parent, NULL);

  self->client = g_object_ref (client);
  show_service (self);
  show_registration (self);
  gtk_stack_set_visible_child_full (self->pages, self->is_change ? "paste" : "need",
                                    GTK_STACK_TRANSITION_TYPE_NONE);
  page_changed_cb (self);
  return GTK_WIDGET (self);
}

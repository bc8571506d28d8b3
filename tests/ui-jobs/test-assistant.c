#include "config.h"

#include <adwaita.h>

#include "munja-account-assistant.h"
#include "munja-oauth.h"
#include "support-wait.h"
#include "support-widgets.h"

/* There is no keyring here, so that a registration is kept in memory alone. */

typedef struct {
  GSettings *profile;
  MunjaClient *client;
  GtkWindow *parent;
  GtkWidget *assistant;
  guint n_saved;
} Fixture;

static void
saved_cb (GtkWidget *assistant, const GError *error, Fixture *fixture)
{
  fixture->n_saved++;
}

static void
set_up (Fixture *fixture, gconstpointer own)
{
  g_autoptr (MunjaService) service = munja_service_new ("coolsms");

  fixture->profile = g_settings_new_with_path (APP_ID ".Profile", "/io/github/munja/Munja/Test/");
  g_settings_set_string (fixture->profile, "client-id", own);
  g_settings_reset (fixture->profile, "redirect-uri");
  fixture->client = munja_client_new (service, fixture->profile);
  fixture->parent = GTK_WINDOW (gtk_window_new ());
  gtk_window_present (fixture->parent);
  fixture->assistant = munja_account_assistant_new (fixture->parent, fixture->client);
  g_object_ref (fixture->assistant);
  g_signal_connect (fixture->assistant, "saved", G_CALLBACK (saved_cb), fixture);
  gtk_window_present (GTK_WINDOW (fixture->assistant));
  support_wait_frames (GTK_WINDOW (fixture->assistant));
}

static void
tear_down (Fixture *fixture, gconstpointer own)
{
  gtk_window_destroy (GTK_WINDOW (fixture->assistant));
  g_object_unref (fixture->assistant);
  gtk_window_destroy (fixture->parent);
  g_object_unref (fixture->client);
  g_object_unref (fixture->profile);
}

static gpointer
get_child (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (fixture->assistant, MUNJA_TYPE_ACCOUNT_ASSISTANT, name);
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (get_child (fixture, "pages"));
}

static void
press (Fixture *fixture, const char *name)
{
  g_signal_emit_by_name (get_child (fixture, name), "clicked");
}

static void
enter (Fixture *fixture, const char *row, const char *value)
{
  gtk_editable_set_text (get_child (fixture, row), value);
}

static const char *
get_text (Fixture *fixture, const char *row)
{
  return gtk_editable_get_text (get_child (fixture, row));
}

static gboolean
is_marked (Fixture *fixture, const char *row, const char *css_class)
{
  return gtk_widget_has_css_class (get_child (fixture, row), css_class);
}

static char *
dup_copied (Fixture *fixture)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (fixture->assistant);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (
      gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &value, NULL));
  return g_value_dup_string (&value);
}

/* Everything that the app asks for, each with a word of what it is for. */
static void
test_scopes (Fixture *fixture, gconstpointer own)
{
  g_auto (GStrv) scopes = g_strsplit (MUNJA_OAUTH_SCOPE, " ", -1);

  g_assert_true (g_strv_contains ((const char *const *)scopes, "storage:write"));
  press (fixture, "next_button");
  support_wait_frames (GTK_WINDOW (fixture->assistant));
  for (gsize i = 0; scopes[i] != NULL; i++) {
    GtkWidget *label = support_find (get_child (fixture, "scope_group"), GTK_TYPE_LABEL, scopes[i]);
    g_autofree char *copied = NULL;
    GtkWidget *row;

    g_assert_nonnull (label);
    row = gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW);
    g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), !=, "");
    g_signal_emit_by_name (support_find (row, GTK_TYPE_BUTTON, NULL), "clicked");
    copied = dup_copied (fixture);
    g_assert_cmpstr (copied, ==, scopes[i]);
  }
}

static void
test_way (Fixture *fixture, gconstpointer own)
{
  g_autofree char *client_id = NULL;

  g_assert_cmpstr (get_page (fixture), ==, "need");
  press (fixture, "next_button");
  g_assert_cmpstr (get_page (fixture), ==, "register");
  enter (fixture, "redirect_uri_row", "http://example.com/");
  g_assert_true (is_marked (fixture, "redirect_uri_row", "error"));
  press (fixture, "next_button");
  g_assert_cmpstr (get_page (fixture), ==, "register");
  enter (fixture, "redirect_uri_row", MUNJA_DEFAULT_REDIRECT_URI);
  press (fixture, "next_button");
  g_assert_cmpstr (get_page (fixture), ==, "paste");
  press (fixture, "back_button");
  g_assert_cmpstr (get_page (fixture), ==, "register");
  press (fixture, "next_button");

  enter (fixture, "client_id_row", "with a blank");
  g_assert_true (is_marked (fixture, "client_id_row", "error"));
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "note")));
  enter (fixture, "client_id_row", " CIDNEW ");
  g_assert_false (is_marked (fixture, "client_id_row", "error"));
  g_assert_true (is_marked (fixture, "client_id_row", "success"));
  enter (fixture, "client_secret_row", "SECRET");
  press (fixture, "next_button");
  g_assert_true (is_marked (fixture, "app_id_row", "error"));
  g_assert_cmpuint (fixture->n_saved, ==, 0);
  enter (fixture, "app_id_row", "app");
  press (fixture, "next_button");
  SUPPORT_WAIT_UNTIL (fixture->n_saved == 1);
  client_id = g_settings_get_string (fixture->profile, "client-id");
  g_assert_cmpstr (client_id, ==, "CIDNEW");
  g_assert_true (munja_registration_is_complete (munja_client_get_registration (fixture->client)));
}

static void
paste (Fixture *fixture, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (fixture->assistant), text);
  press (fixture, "paste_button");
}

static void
test_paste (Fixture *fixture, gconstpointer own)
{
  press (fixture, "next_button");
  press (fixture, "next_button");
  paste (fixture, "Not one of them");
  SUPPORT_WAIT_UNTIL (gtk_widget_get_visible (get_child (fixture, "note")));
  paste (fixture, "Client ID\nCIDABCDEFGHIJKLM\nClient Secret\n0123456789ABCDEF0123456789ABCDEF\n"
                  "App ID\naBcDeFgHiJkL\n");
  SUPPORT_WAIT_UNTIL (*get_text (fixture, "app_id_row") != '\0');
  g_assert_cmpstr (get_text (fixture, "client_id_row"), ==, "CIDABCDEFGHIJKLM");
  g_assert_cmpstr (get_text (fixture, "client_secret_row"), ==, "0123456789ABCDEF0123456789ABCDEF");
  g_assert_cmpstr (get_text (fixture, "app_id_row"), ==, "aBcDeFgHiJkL");
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "note")));
}

/* What is in use is there to be changed, and nobody has to go through the pages for that. */
static void
test_change (Fixture *fixture, gconstpointer own)
{
  g_assert_cmpstr (get_page (fixture), ==, "paste");
  g_assert_cmpstr (get_text (fixture, "client_id_row"), ==, own);
  press (fixture, "back_button");
  g_assert_cmpstr (get_page (fixture), ==, "register");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/assistant/scopes", Fixture, "", set_up, test_scopes, tear_down);
  g_test_add ("/assistant/way", Fixture, "", set_up, test_way, tear_down);
  g_test_add ("/assistant/paste", Fixture, "", set_up, test_paste, tear_down);
  g_test_add ("/assistant/change", Fixture, "CIDOWN", set_up, test_change, tear_down);
  return g_test_run ();
}

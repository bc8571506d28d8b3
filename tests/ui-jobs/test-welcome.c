#include "config.h"

#include <adwaita.h>

#include "munja-built-in.h"
#include "munja-welcome-page.h"
#include "support-wait.h"

/* Built twice: with a registration in it, and without one. */
#ifdef WITH_NOTHING_BUILT_IN
const MunjaBuiltIn munja_built_in = { NULL, NULL, NULL, NULL };
#endif

typedef struct {
  const char *name;
  const char *own; /* client ID that the person entered */
  gboolean signs_in;
} Row;

static const Row rows[] = {
  { "nothing-entered", "", FALSE },
  { "entered", "CIDOWN", TRUE },
};

static GtkWidget *
get_child (GtkWidget *page, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (page, MUNJA_TYPE_WELCOME_PAGE, name));
}

static gboolean
stands_out (GtkWidget *page, const char *name)
{
  return gtk_widget_has_css_class (get_child (page, name), "suggested-action");
}

static void
test_offers (gconstpointer data)
{
  const Row *row = data;
  gboolean signs_in = row->signs_in || munja_built_in.client_id != NULL;
  g_autoptr (GSettings) profile
      = g_settings_new_with_path (APP_ID ".Profile", "/io/github/munja/Munja/Test/");
  g_autoptr (MunjaService) service = munja_service_new ("coolsms");
  g_autoptr (MunjaClient) client = NULL;
  GtkWidget *page = g_object_ref_sink (g_object_new (MUNJA_TYPE_WELCOME_PAGE, NULL));

  g_settings_set_string (profile, "client-id", row->own);
  client = munja_client_new (service, profile);
  munja_welcome_page_set_client (MUNJA_WELCOME_PAGE (page), client);
  g_assert_cmpint (gtk_widget_get_visible (get_child (page, "sign_in_button")), ==, signs_in);
  g_assert_cmpint (gtk_widget_get_visible (get_child (page, "browser_button")), ==, signs_in);
  g_assert_cmpint (gtk_widget_get_visible (get_child (page, "set_up_button")), ==, !signs_in);
  g_assert_true (gtk_widget_get_visible (get_child (page, "try_button")));
  g_assert_true (stands_out (page, "sign_in_button"));
  g_assert_cmpint (stands_out (page, "try_button"), ==, !signs_in);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (get_child (page, "sign_in_button"))), ==,
                   "_Sign In With Coolsms");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (get_child (page, "set_up_button"))), ==,
                   "_Use My Coolsms Account…");
  g_object_unref (page);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strconcat ("/welcome/", rows[i].name, NULL);

    g_test_add_data_func (path, &rows[i], test_offers);
  }
  return g_test_run ();
}

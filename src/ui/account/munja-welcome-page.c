#include "config.h"

#include "munja-welcome-page.h"

#include <glib/gi18n.h>

struct _MunjaWelcomePage {
  AdwBin parent_instance;

  /* Template children. */
  AdwStatusPage *status;
  GtkButton *sign_in_button;
  GtkButton *practice_button;
  GtkButton *registration_button;
};

G_DEFINE_FINAL_TYPE (MunjaWelcomePage, munja_welcome_page, ADW_TYPE_BIN)

static void
munja_welcome_page_class_init (MunjaWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaWelcomePage, status);
  gtk_widget_class_bind_template_child (widget_class, MunjaWelcomePage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaWelcomePage, practice_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaWelcomePage, registration_button);
}

static void
munja_welcome_page_init (MunjaWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_status_page_set_icon_name (self->status, APP_ID);
}

/**
 * munja_welcome_page_set_client:
 * @self: the page
 * @client: whom the person would sign in to
 *
 * Words the page for a service, or for practice mode.
 */
void
munja_welcome_page_set_client (MunjaWelcomePage *self, MunjaClient *client)
{
  const MunjaService *service = munja_client_get_service (client);
  gboolean practice = munja_client_is_practice (client);
  g_autofree char *title = NULL;
  g_autofree char *description = NULL;
  g_autofree char *button = NULL;

  g_return_if_fail (MUNJA_IS_WELCOME_PAGE (self));

  if (practice) {
    title = g_strdup (_ ("Practice"));
    description = g_strdup (_ ("Sign in as you would with your account. The sign-in page shows "
                               "what to enter."));
    button = g_strdup (_ ("_Sign In to Practice"));
  } else {
    /* Translators: %s is the name of the service, as in "Coolsms". */
    title = g_strdup_printf (_ ("Send Texts With %s"), service->name);
    /* Translators: %s is the name of the service, as in "Coolsms". */
    description = g_strdup_printf (_ ("Sign in with your %s account, or look around first: in "
                                      "practice mode nothing is really sent."),
                                   service->name);
    /* Translators: %s is the name of the service, as in "Coolsms". */
    button = g_strdup_printf (_ ("_Sign In With %s"), service->name);
  }
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, description);
  gtk_button_set_label (self->sign_in_button, button);
  gtk_widget_set_visible (GTK_WIDGET (self->practice_button), !practice);
  gtk_widget_set_visible (GTK_WIDGET (self->registration_button), !practice);
}

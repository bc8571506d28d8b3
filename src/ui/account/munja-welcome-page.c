#include "config.h"

#include "munja-welcome-page.h"

#include <glib/gi18n.h>

#include "munja-wrap-button.h"

struct _MunjaWelcomePage {
  AdwBin parent_instance;

  /* Template children. */
  AdwStatusPage *status;
  GtkWidget *sign_in_button;
  GtkWidget *browser_button;
  GtkWidget *try_button;
  GtkWidget *set_up_button;
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
  gtk_widget_class_bind_template_child (widget_class, MunjaWelcomePage, browser_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaWelcomePage, try_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaWelcomePage, set_up_button);
}

static void
say (MunjaWelcomePage *self, const char *title, const char *description)
{
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, description);
}

static void
munja_welcome_page_init (MunjaWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  munja_wrap_button (self->sign_in_button);
  munja_wrap_button (self->browser_button);
  munja_wrap_button (self->try_button);
  munja_wrap_button (self->set_up_button);
  adw_status_page_set_icon_name (self->status, APP_ID);
}

/* What the person would do first is the one that stands out. */
static void
offer (MunjaWelcomePage *self, gboolean can_sign_in, gboolean can_try)
{
  gtk_widget_set_visible (self->sign_in_button, can_sign_in);
  gtk_widget_set_visible (self->browser_button, can_sign_in);
  gtk_widget_set_visible (self->try_button, can_try);
  gtk_widget_set_visible (self->set_up_button, !can_sign_in);
  if (can_sign_in)
    gtk_widget_remove_css_class (self->try_button, "suggested-action");
  else
    gtk_widget_add_css_class (self->try_button, "suggested-action");
}

/**
 * munja_welcome_page_set_client:
 * @self: the page
 * @client: whom the person would sign in to
 *
 * Words the page for a service, with a registration or without one, or for practice mode.
 */
void
munja_welcome_page_set_client (MunjaWelcomePage *self, MunjaClient *client)
{
  const char *service = munja_client_get_service (client)->name;
  g_autofree char *sign_in = NULL;
  g_autofree char *set_up = NULL;
  gboolean is_registered = *munja_client_get_registration (client)->client_id != '\0';

  g_return_if_fail (MUNJA_IS_WELCOME_PAGE (self));

  if (munja_client_is_practice (client)) {
    say (self, _ ("Practice"),
         _ ("Sign in as you would with your account. The sign-in page shows what to enter."));
    gtk_button_set_label (GTK_BUTTON (self->sign_in_button), _ ("_Sign In to Practice"));
    offer (self, TRUE, FALSE);
    return;
  }
  say (self, _ ("Send Texts to Korean Phones"),
       _ ("Look around first: in practice mode everything works, and nothing is really sent."));
  /* Translators: %s is the name of the service, as in "Coolsms". */
  sign_in = g_strdup_printf (_ ("_Sign In With %s"), service);
  gtk_button_set_label (GTK_BUTTON (self->sign_in_button), sign_in);
  /* Translators: %s is the name of the service, as in "Coolsms". */
  set_up = g_strdup_printf (_ ("_Use My %s Account…"), service);
  gtk_button_set_label (GTK_BUTTON (self->set_up_button), set_up);
  offer (self, is_registered, TRUE);
}

#include "config.h"

#include "munja-sign-in-title.h"

#include <glib/gi18n.h>

#include "munja-sign-in-origin.h"
#include "munja-sign-in-policy.h"

/**
 * MunjaSignInTitle:
 *
 * Says whose page there is to be seen and whether others can read along: the host, an icon, and the
 * same in words.
 */
struct _MunjaSignInTitle {
  GtkBox parent_instance;

  GtkImage *icon;
  GtkLabel *host_label;
  GtkLabel *words_label;
};

G_DEFINE_FINAL_TYPE (MunjaSignInTitle, munja_sign_in_title, GTK_TYPE_BOX)

static void
show (MunjaSignInTitle *self,
      const char *uri,
      const char *icon_name,
      const char *words,
      gboolean is_warning)
{
  g_autofree char *host = uri != NULL ? munja_sign_in_origin_dup_host (uri) : NULL;
  g_autofree char *tooltip
      = host != NULL ? g_strdup_printf ("%s\n%s", host, words) : g_strdup (words);

  gtk_label_set_text (self->host_label, host != NULL ? host : "");
  gtk_label_set_text (self->words_label, words);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon_name != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  if (is_warning) {
    gtk_widget_add_css_class (GTK_WIDGET (self), "warning");
    gtk_widget_remove_css_class (GTK_WIDGET (self->words_label), "dim-label");
  } else {
    gtk_widget_remove_css_class (GTK_WIDGET (self), "warning");
    gtk_widget_add_css_class (GTK_WIDGET (self->words_label), "dim-label");
  }
}

static void
munja_sign_in_title_class_init (MunjaSignInTitleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/munja/sign-in/munja-sign-in-title.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaSignInTitle, icon);
  gtk_widget_class_bind_template_child (widget_class, MunjaSignInTitle, host_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaSignInTitle, words_label);
}

static void
munja_sign_in_title_init (MunjaSignInTitle *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_sign_in_title_show_connecting:
 * @self: the title
 * @uri: (nullable): the address that was asked for
 *
 * Shows that nobody has answered yet.
 */
void
munja_sign_in_title_show_connecting (MunjaSignInTitle *self, const char *uri)
{
  g_return_if_fail (MUNJA_IS_SIGN_IN_TITLE (self));

  show (self, uri, NULL, _ ("Connecting…"), FALSE);
}

/**
 * munja_sign_in_title_show_nothing:
 * @self: the title
 * @uri: (nullable): the address that was asked for
 *
 * Shows that there is no page.
 */
void
munja_sign_in_title_show_nothing (MunjaSignInTitle *self, const char *uri)
{
  g_return_if_fail (MUNJA_IS_SIGN_IN_TITLE (self));

  show (self, uri, "dialog-warning-symbolic", _ ("No page"), TRUE);
}

/**
 * munja_sign_in_title_show_page:
 * @self: the title
 * @request: the request
 * @uri: the page's address
 * @has_valid_tls: whether it came over TLS without any error
 *
 * Shows whose page it is.
 */
void
munja_sign_in_title_show_page (MunjaSignInTitle *self,
                               const MunjaSignInRequest *request,
                               const char *uri,
                               gboolean has_valid_tls)
{
  MunjaSignInPlace place = munja_sign_in_policy_get_place (request, uri);

  g_return_if_fail (MUNJA_IS_SIGN_IN_TITLE (self));

  if (place == MUNJA_SIGN_IN_PLACE_EMPTY) {
    show (self, NULL, NULL, _ ("Empty page"), FALSE);
  } else if (place == MUNJA_SIGN_IN_PLACE_PRACTICE) {
    show (self, uri, "computer-symbolic", _ ("Practice on this computer"), FALSE);
  } else if (!has_valid_tls) {
    show (self, uri, "dialog-warning-symbolic", _ ("The connection is not secure"), TRUE);
  } else if (place == MUNJA_SIGN_IN_PLACE_EXPECTED) {
    show (self, uri, "channel-secure-symbolic", _ ("Secure connection"), FALSE);
  } else {
    /* Translators: %s is the name of the messaging service, as in "Coolsms". */
    g_autofree char *words = g_strdup_printf (_ ("Not a page of %s"), request->service);

    show (self, uri, "dialog-warning-symbolic", words, TRUE);
  }
}

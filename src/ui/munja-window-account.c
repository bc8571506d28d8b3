#include "config.h"

#include <glib/gi18n.h>

#include "munja-describe.h"
#include "munja-window-private.h"

/* The account's own session was replaced or ended while the answer was on its way. */
static gboolean
is_stale (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
update_account_menu (MunjaWindow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  g_autofree char *who = NULL;

  if (self->member != NULL && self->member->name != NULL && self->member->email != NULL)
    who = g_strdup_printf ("%s\n%s", self->member->name, self->member->email);
  else if (self->member != NULL)
    who = g_strdup (self->member->name != NULL ? self->member->name : self->member->email);
  g_menu_append (section, _ ("Sign In _Again…"), "win.sign-in");
  g_menu_append (section, _ ("Sign _Out"), "win.sign-out");
  g_menu_append_section (menu, who, G_MENU_MODEL (section));
  gtk_menu_button_set_menu_model (self->account_button, G_MENU_MODEL (menu));
}

/* The label may be narrower than its text, but not as narrow as to say nothing. */
static void
show_balance (MunjaWindow *self, const char *money)
{
  gtk_label_set_label (self->balance_label, money);
  gtk_label_set_width_chars (self->balance_label, MIN (g_utf8_strlen (money, -1), 10));
}

static void
balance_got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaBalance) balance
      = munja_api_get_balance_finish (MUNJA_API (source), result, &error);
  g_autofree char *money = NULL;

  if (is_stale (error))
    return;
  self->balance = balance != NULL ? balance->balance + balance->point : -1;
  if (balance != NULL)
    money = munja_describe_money (self->balance);
  else
    g_message ("No balance: %s", error->message);
  show_balance (self, money != NULL ? money : "");
}

static void
member_got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  MunjaMember *member = munja_api_get_member_finish (MUNJA_API (source), result, &error);

  if (is_stale (error))
    return;
  if (member == NULL)
    g_message ("No member: %s", error->message);
  g_clear_pointer (&self->member, munja_member_free);
  self->member = member;
  update_account_menu (self);
}

static void
prices_got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  MunjaPrices *prices = munja_api_get_prices_finish (MUNJA_API (source), result, &error);

  if (is_stale (error))
    return;
  if (prices == NULL)
    g_message ("No prices: %s", error->message);
  g_clear_pointer (&self->prices, munja_prices_free);
  self->prices = prices;
}

/**
 * munja_window_refresh_balance:
 * @self: the window
 *
 * Asks anew for what there is to pay with.
 */
void
munja_window_refresh_balance (MunjaWindow *self)
{
  munja_api_get_balance_async (munja_client_get_api (self->client), self->session, balance_got_cb,
                               self);
}

/**
 * munja_window_refresh_account:
 * @self: the window
 *
 * Asks anew for everything that shows who is signed in and what they have.
 */
void
munja_window_refresh_account (MunjaWindow *self)
{
  munja_compose_page_refresh (self->compose_page);
  munja_window_refresh_balance (self);
  munja_api_get_prices_async (munja_client_get_api (self->client), "82", self->session,
                              prices_got_cb, self);
  munja_api_get_member_async (munja_client_get_api (self->client), self->session, member_got_cb,
                              self);
}

/**
 * munja_window_forget_member:
 * @self: the window
 *
 * Takes away what shows who was signed in.
 */
void
munja_window_forget_member (MunjaWindow *self)
{
  g_clear_pointer (&self->member, munja_member_free);
  g_clear_pointer (&self->prices, munja_prices_free);
  self->balance = -1;
  show_balance (self, "");
  update_account_menu (self);
}

#include "config.h"

#include <glib/gi18n.h>

#include "munja-api.h"
#include "munja-describe.h"
#include "munja-window-private.h"

/* The account's own session was replaced or ended while the answer was on its way. */
static gboolean
is_stale (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static char *
describe_account (MunjaWindow *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  if (self->member != NULL && self->member->name != NULL)
    g_strv_builder_add (builder, self->member->name);
  if (self->member != NULL && self->member->email != NULL)
    g_strv_builder_add (builder, self->member->email);
  if (self->balance >= 0) {
    g_autofree char *money = munja_describe_money (self->balance);
    /* Translators: %s is an amount of money. */
    g_autofree char *balance = g_strdup_printf (_ ("Balance: %s"), money);

    g_strv_builder_add (builder, balance);
  }
  lines = g_strv_builder_end (builder);
  return lines[0] != NULL ? g_strjoinv ("\n", lines) : NULL;
}

static void
update_account_menu (MunjaWindow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  g_autofree char *account = describe_account (self);

  g_menu_append (section, _ ("Sign In _Again…"), "win.sign-in");
  g_menu_append (section, _ ("Sign _Out"), "win.sign-out");
  g_menu_append_section (menu, account, G_MENU_MODEL (section));
  gtk_menu_button_set_menu_model (self->account_button, G_MENU_MODEL (menu));
}

/**
 * munja_window_update_balance:
 * @self: the window
 *
 * Shows the balance at the start of the header bar, or below the title where that is too narrow.
 */
void
munja_window_update_balance (MunjaWindow *self)
{
  g_autofree char *money = self->balance >= 0 ? munja_describe_money (self->balance) : NULL;
  const char *text = money != NULL ? money : "";
  gboolean has_room = adw_squeezer_get_visible_child (self->balance_squeezer) != NULL;

  if (!g_str_equal (gtk_label_get_label (self->balance_label), text))
    gtk_label_set_label (self->balance_label, text);
  adw_view_switcher_title_set_subtitle (self->title, has_room ? "" : text);
}

static void
balance_got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaBalance) balance = munja_api_perform_finish (MUNJA_API (source), result, &error);

  if (is_stale (error))
    return;
  self->balance = balance != NULL ? balance->balance + balance->point : -1;
  if (balance == NULL)
    g_message ("No balance: %s", error->message);
  munja_window_update_balance (self);
  munja_compose_page_set_prices (self->compose_page, self->prices, self->balance);
  update_account_menu (self);
}

static void
member_got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  MunjaMember *member = munja_api_perform_finish (MUNJA_API (source), result, &error);

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
  MunjaPrices *prices = munja_api_perform_finish (MUNJA_API (source), result, &error);

  if (is_stale (error))
    return;
  if (prices == NULL)
    g_message ("No prices: %s", error->message);
  g_clear_pointer (&self->prices, munja_prices_free);
  self->prices = prices;
  munja_compose_page_set_prices (self->compose_page, self->prices, self->balance);
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
  munja_api_perform_async (munja_client_get_api (self->client), munja_call_get_balance (),
                           self->session, balance_got_cb, self);
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
  munja_api_perform_async (munja_client_get_api (self->client), munja_call_get_prices ("82", TRUE),
                           self->session, prices_got_cb, self);
  munja_api_perform_async (munja_client_get_api (self->client), munja_call_get_member (),
                           self->session, member_got_cb, self);
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
  munja_window_update_balance (self);
  munja_compose_page_set_prices (self->compose_page, self->prices, self->balance);
  update_account_menu (self);
}

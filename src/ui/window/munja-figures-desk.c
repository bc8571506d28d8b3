#include "config.h"

#include "munja-figures-desk.h"

#include "munja-account-page.h"
#include "munja-account.h"
#include "munja-outbox.h"
#include "munja-planned.h"

struct _MunjaFiguresDesk {
  GObject parent_instance;

  /* Borrowed. */
  AdwBin *place;
  MunjaAccountPage *page; /* NULL before it is shown for the first time */

  /* Owned. */
  MunjaClientSwitch *clients;
  MunjaOutbox *outbox;
};

G_DEFINE_FINAL_TYPE (MunjaFiguresDesk, munja_figures_desk, G_TYPE_OBJECT)

static void
tell_planned (MunjaFiguresDesk *self)
{
  g_autoptr (GArray) planned = NULL;

  if (self->page == NULL)
    return;
  planned = munja_planned_list (self->outbox, NULL);
  munja_account_page_set_planned (self->page, (const MunjaPlanned *)planned->data, planned->len);
}

static void
follow_outbox (MunjaFiguresDesk *self)
{
  MunjaOutbox *outbox = munja_client_switch_get_outbox (self->clients);

  if (outbox == self->outbox)
    return;
  if (self->outbox != NULL)
    g_signal_handlers_disconnect_by_func (self->outbox, tell_planned, self);
  g_set_object (&self->outbox, outbox);
  g_signal_connect_object (outbox, "items-changed", G_CALLBACK (tell_planned), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (outbox, "settled", G_CALLBACK (tell_planned), self, G_CONNECT_SWAPPED);
}

/* Nobody sees the figures of who was signed in before. */
static void
update (MunjaFiguresDesk *self)
{
  MunjaClient *client = munja_client_switch_get_client (self->clients);
  MunjaFigures *figures = munja_client_get_figures (client);
  MunjaAccount *account = munja_client_switch_get_account (self->clients);

  gboolean is_signed_out = munja_account_get_state (account) == MUNJA_ACCOUNT_SIGNED_OUT;

  if (is_signed_out)
    munja_figures_clear (figures);
  if (self->page == NULL)
    return;
  if (is_signed_out)
    munja_account_page_set_figures (self->page, NULL, NULL);
  else
    munja_account_page_set_figures (self->page, figures, munja_client_get_api (client));
}

/* It is about another account, or with another registration. */
static void
begin (MunjaFiguresDesk *self)
{
  MunjaClient *client = munja_client_switch_get_client (self->clients);

  if (self->page != NULL) {
    munja_account_page_set_figures (self->page, NULL, NULL);
    munja_account_page_set_service (self->page, munja_client_get_service (client),
                                    munja_client_get_registration (client));
  }
  follow_outbox (self);
  tell_planned (self);
  update (self);
}

static void
shown_cb (MunjaFiguresDesk *self)
{
  if (self->page != NULL)
    return;
  self->page = g_object_new (MUNJA_TYPE_ACCOUNT_PAGE, NULL);
  adw_bin_set_child (self->place, GTK_WIDGET (self->page));
  begin (self);
}

static void
munja_figures_desk_dispose (GObject *object)
{
  MunjaFiguresDesk *self = MUNJA_FIGURES_DESK (object);

  g_clear_object (&self->outbox);
  g_clear_object (&self->clients);

  G_OBJECT_CLASS (munja_figures_desk_parent_class)->dispose (object);
}

static void
munja_figures_desk_class_init (MunjaFiguresDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = munja_figures_desk_dispose;
}

static void
munja_figures_desk_init (MunjaFiguresDesk *self)
{
}

/**
 * munja_figures_desk_new:
 * @clients: which client is in use
 * @place: where the account page is, once somebody looks there
 *
 * Makes what gives the account page the figures of whoever is signed in.
 *
 * Returns: (transfer full): the desk
 */
MunjaFiguresDesk *
munja_figures_desk_new (MunjaClientSwitch *clients, AdwBin *place)
{
  MunjaFiguresDesk *self = g_object_new (MUNJA_TYPE_FIGURES_DESK, NULL);

  self->clients = g_object_ref (clients);
  self->place = place;
  g_signal_connect_object (place, "map", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clients, "account-replaced", G_CALLBACK (begin), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (clients, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  begin (self);
  return self;
}

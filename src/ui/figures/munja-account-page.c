#include "config.h"

#include "munja-account-page.h"

#include "munja-balance-card.h"
#include "munja-changes-card.h"
#include "munja-changes-page.h"
#include "munja-columns.h"
#include "munja-earnings-card.h"
#include "munja-member-card.h"
#include "munja-prices-card.h"
#include "munja-senders-card.h"
#include "munja-shown-page.h"
#include "munja-statistics-card.h"
#include "munja-withdrawals-card.h"

struct _MunjaAccountPage {
  AdwBin parent_instance;

  /* Template children. */
  GtkStack *levels;
  GtkWidget *columns;
  MunjaBalanceCard *balance_card;
  MunjaMemberCard *member_card;
  MunjaChangesPage *changes_page;

  /* Owned. */
  MunjaFigures *figures;

  gboolean is_loaded; /* whether the figures were asked for */
};

G_DEFINE_FINAL_TYPE (MunjaAccountPage, munja_account_page, ADW_TYPE_BIN)

static void
all_cb (MunjaAccountPage *self)
{
  gtk_stack_set_visible_child_name (self->levels, "changes");
  munja_changes_page_begin (self->changes_page);
}

static void
back_cb (MunjaAccountPage *self)
{
  gtk_stack_set_visible_child_name (self->levels, "cards");
}

/* All that is shown is asked for when the person looks at it for the first time, and what there is
 * to pay with each time. */
static void
load (MunjaAccountPage *self)
{
  if (self->figures == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (self->is_loaded) {
    munja_figures_load (self->figures, MUNJA_FIGURES_BALANCE);
    return;
  }
  self->is_loaded = TRUE;
  munja_figures_load_all (self->figures);
}

static void
munja_account_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (munja_account_page_parent_class)->map (widget);

  load (MUNJA_ACCOUNT_PAGE (widget));
}

static void
munja_account_page_dispose (GObject *object)
{
  g_clear_object (&MUNJA_ACCOUNT_PAGE (object)->figures);

  G_OBJECT_CLASS (munja_account_page_parent_class)->dispose (object);
}

static void
munja_account_page_class_init (MunjaAccountPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_account_page_dispose;
  widget_class->map = munja_account_page_map;

  g_type_ensure (MUNJA_TYPE_BALANCE_CARD);
  g_type_ensure (MUNJA_TYPE_CHANGES_CARD);
  g_type_ensure (MUNJA_TYPE_CHANGES_PAGE);
  g_type_ensure (MUNJA_TYPE_COLUMNS);
  g_type_ensure (MUNJA_TYPE_EARNINGS_CARD);
  g_type_ensure (MUNJA_TYPE_MEMBER_CARD);
  g_type_ensure (MUNJA_TYPE_PRICES_CARD);
  g_type_ensure (MUNJA_TYPE_SENDERS_CARD);
  g_type_ensure (MUNJA_TYPE_STATISTICS_CARD);
  g_type_ensure (MUNJA_TYPE_WITHDRAWALS_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-account-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaAccountPage, levels);
  gtk_widget_class_bind_template_child (widget_class, MunjaAccountPage, columns);
  gtk_widget_class_bind_template_child (widget_class, MunjaAccountPage, balance_card);
  gtk_widget_class_bind_template_child (widget_class, MunjaAccountPage, member_card);
  gtk_widget_class_bind_template_child (widget_class, MunjaAccountPage, changes_page);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
munja_account_page_init (MunjaAccountPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  munja_shown_page_follow (GTK_WIDGET (self->levels));
}

/**
 * munja_account_page_set_service:
 * @self: the page
 * @service: where the account is
 * @registration: the app that the person signs in with
 *
 * Words the page for a service, and lets its links lead there.
 */
void
munja_account_page_set_service (MunjaAccountPage *self,
                                const MunjaService *service,
                                const MunjaRegistration *registration)
{
  g_return_if_fail (MUNJA_IS_ACCOUNT_PAGE (self));

  for (GtkWidget *card = gtk_widget_get_first_child (self->columns); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    munja_figure_card_set_service (MUNJA_FIGURE_CARD (card), service);
  munja_changes_page_set_service (self->changes_page, service);
  munja_member_card_set_registration (self->member_card, registration);
}

/**
 * munja_account_page_set_figures:
 * @self: a page that knows its service
 * @figures: (nullable): what it shows from now on; %NULL when nobody is signed in
 * @api: (nullable): what exporting asks with; %NULL where @figures is
 *
 * Shows the figures, and follows them. They are asked for as soon as the page is seen.
 */
void
munja_account_page_set_figures (MunjaAccountPage *self, MunjaFigures *figures, MunjaApi *api)
{
  g_return_if_fail (MUNJA_IS_ACCOUNT_PAGE (self));

  if (figures == self->figures)
    return;
  g_set_object (&self->figures, figures);
  self->is_loaded = FALSE;
  for (GtkWidget *card = gtk_widget_get_first_child (self->columns); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    munja_figure_card_set_figures (MUNJA_FIGURE_CARD (card), figures);
  munja_changes_page_set_figures (self->changes_page, figures, api);
  gtk_stack_set_visible_child_name (self->levels, figures != NULL ? "cards" : "signed-out");
  load (self);
}

/**
 * munja_account_page_set_planned:
 * @self: the page
 * @planned: (array length=n_planned): what is scheduled, in any order
 * @n_planned: how much of it there is
 *
 * Says what that will cost until when, and whether it is there.
 */
void
munja_account_page_set_planned (MunjaAccountPage *self,
                                const MunjaPlanned *planned,
                                gsize n_planned)
{
  g_return_if_fail (MUNJA_IS_ACCOUNT_PAGE (self));

  munja_balance_card_set_planned (self->balance_card, planned, n_planned);
}

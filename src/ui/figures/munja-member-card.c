#include "config.h"

#include "munja-member-card.h"

#include <glib/gi18n.h>

#include "munja-describe.h"
#include "munja-figure-row.h"
#include "munja-phone.h"

struct _MunjaMemberCard {
  MunjaFigureCard parent_instance;

  /* Template children. */
  MunjaFigureRow *service_row;
  MunjaFigureRow *name_row;
  MunjaFigureRow *email_row;
  MunjaFigureRow *number_row;
  MunjaFigureRow *client_row;
  MunjaFigureRow *app_row;
};

G_DEFINE_FINAL_TYPE (MunjaMemberCard, munja_member_card, MUNJA_TYPE_FIGURE_CARD)

static const MunjaFiguresPart parts[] = { MUNJA_FIGURES_MEMBER };

static const MunjaCardLink links[] = { { MUNJA_SERVICE_OWN_APPS, N_ ("Own Apps on the Website") } };

/* The service and the app are known even if the member is not. */
static void
munja_member_card_read_state (MunjaFigureCard *card, MunjaFigures *figures, MunjaCardState *state)
{
  MUNJA_FIGURE_CARD_CLASS (munja_member_card_parent_class)->read_state (card, figures, state);
  state->is_known = TRUE;
}

static void
show_member (MunjaMemberCard *self, const MunjaMember *member)
{
  const char *phone = member != NULL ? member->phone_number : NULL;
  g_autofree char *number = phone != NULL ? munja_phone_format (phone) : NULL;

  munja_figure_row_set_text (self->name_row, member != NULL ? member->name : NULL);
  munja_figure_row_set_text (self->email_row, member != NULL ? member->email : NULL);
  munja_figure_row_set_text (self->number_row, number);
}

static const char *
munja_member_card_show (MunjaFigureCard *card, MunjaFigures *figures)
{
  MunjaMemberCard *self = MUNJA_MEMBER_CARD (card);
  const MunjaService *service = munja_figure_card_get_service (card);

  munja_figure_row_set_text (self->service_row, munja_service_is_practice (service)
                                                    ? _ ("Practice: nothing is really sent")
                                                    : munja_describe_service (service));
  show_member (self,
               munja_figure_get_value (munja_figures_get_part (figures, MUNJA_FIGURES_MEMBER)));
  return NULL;
}

static void
munja_member_card_class_init (MunjaMemberCardClass *klass)
{
  MunjaFigureCardClass *card_class = MUNJA_FIGURE_CARD_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  card_class->parts = parts;
  card_class->n_parts = G_N_ELEMENTS (parts);
  card_class->links = links;
  card_class->n_links = G_N_ELEMENTS (links);
  card_class->read_state = munja_member_card_read_state;
  card_class->show = munja_member_card_show;

  g_type_ensure (MUNJA_TYPE_FIGURE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-member-card.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaMemberCard, service_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaMemberCard, name_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaMemberCard, email_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaMemberCard, number_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaMemberCard, client_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaMemberCard, app_row);
}

static void
munja_member_card_init (MunjaMemberCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_member_card_set_registration:
 * @self: the card
 * @registration: the app that the person is signed in with
 *
 * Names the app.
 */
void
munja_member_card_set_registration (MunjaMemberCard *self, const MunjaRegistration *registration)
{
  gboolean has_app = registration->app_id != NULL && *registration->app_id != '\0';

  g_return_if_fail (MUNJA_IS_MEMBER_CARD (self));

  munja_figure_row_set_text (self->client_row, registration->client_id);
  munja_figure_row_set_text (self->app_row,
                             has_app ? registration->app_id : _ ("None, so no app gets a fee"));
}

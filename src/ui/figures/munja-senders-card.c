#include "config.h"

#include "munja-senders-card.h"

#include <glib/gi18n.h>

#include "munja-describe-time.h"
#include "munja-figure-row.h"
#include "munja-figure-words.h"
#include "munja-phone.h"
#include "munja-sender-expiry.h"

struct _MunjaSendersCard {
  MunjaFigureCard parent_instance;

  /* Template children. */
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (MunjaSendersCard, munja_senders_card, MUNJA_TYPE_FIGURE_CARD)

static const MunjaFiguresPart parts[] = { MUNJA_FIGURES_SENDERS };

static const MunjaCardLink links[]
    = { { MUNJA_SERVICE_SENDER_NUMBERS, N_ ("Register or Renew on the Website…") } };

static char *
describe_expiry (const MunjaSenderNumber *number, MunjaSenderExpiry expiry)
{
  g_autofree char *day = munja_describe_day (munja_day_from_time (number->expires_us));

  if (number->expires_us == 0)
    return NULL;
  switch (expiry) {
  case MUNJA_SENDER_ENDED:
    /* Translators: %s is a date. */
    return g_strdup_printf (_ ("Ended on %s. Register it again."), day);
  case MUNJA_SENDER_ENDS_SOON:
    /* Translators: %s is a date. */
    return g_strdup_printf (_ ("Ends on %s. Renew it before then."), day);
  case MUNJA_SENDER_LASTS:
  default:
    if (number->is_extended)
      /* Translators: %s is a date. */
      return g_strdup_printf (_ ("Until %s, then renewed by the service"), day);
    /* Translators: %s is a date. */
    return g_strdup_printf (_ ("Until %s"), day);
  }
}

static GtkWidget *
new_row (const MunjaSenderNumber *number)
{
  MunjaSenderExpiry expiry = munja_sender_expiry_get (number, g_get_real_time ());
  g_autofree char *title = munja_phone_format (number->number);
  g_autofree char *until = describe_expiry (number, expiry);
  g_autofree char *text
      = g_strjoin (until != NULL ? "\n" : "", munja_describe_sender_status (number),
                   until != NULL ? until : "", NULL);
  GtkWidget *row = munja_figure_row_new (title, text);

  munja_figure_row_set_warns (MUNJA_FIGURE_ROW (row),
                              expiry != MUNJA_SENDER_LASTS
                                  || !munja_sender_number_is_active (number));
  return row;
}

static const char *
munja_senders_card_show (MunjaFigureCard *card, MunjaFigures *figures)
{
  MunjaSendersCard *self = MUNJA_SENDERS_CARD (card);
  const GPtrArray *numbers
      = munja_figure_get_value (munja_figures_get_part (figures, MUNJA_FIGURES_SENDERS));

  munja_figure_list_clear (self->list);
  for (guint i = 0; i < numbers->len; i++)
    gtk_list_box_append (self->list, new_row (g_ptr_array_index (numbers, i)));
  return numbers->len == 0 ? _ ("No sender number is registered yet.") : NULL;
}

static void
munja_senders_card_class_init (MunjaSendersCardClass *klass)
{
  MunjaFigureCardClass *card_class = MUNJA_FIGURE_CARD_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  card_class->parts = parts;
  card_class->n_parts = G_N_ELEMENTS (parts);
  card_class->links = links;
  card_class->n_links = G_N_ELEMENTS (links);
  card_class->show = munja_senders_card_show;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-senders-card.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaSendersCard, list);
}

static void
munja_senders_card_init (MunjaSendersCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

#include "config.h"

#include "munja-withdrawals-card.h"

#include <glib/gi18n.h>

#include "munja-describe-time.h"
#include "munja-describe.h"
#include "munja-figure-row.h"
#include "munja-figure-words.h"

struct _MunjaWithdrawalsCard {
  MunjaFigureCard parent_instance;

  /* Template children. */
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (MunjaWithdrawalsCard, munja_withdrawals_card, MUNJA_TYPE_FIGURE_CARD)

static const MunjaFiguresPart parts[] = { MUNJA_FIGURES_WITHDRAWALS };

static const MunjaCardLink links[]
    = { { MUNJA_SERVICE_WITHDRAWALS, N_ ("Withdraw on the Website…") } };

static char *
describe_amount (const MunjaWithdrawal *withdrawal)
{
  g_autofree char *amount = munja_describe_money (withdrawal->amount);
  g_autofree char *total = munja_describe_money (withdrawal->total);
  g_autofree char *fee = munja_describe_money (withdrawal->fee);

  if (withdrawal->fee == 0)
    return g_steal_pointer (&amount);
  /* Translators: three amounts of money: what is paid out, what was asked for, and what the service
   * keeps of that. */
  return g_strdup_printf (_ ("%s of %s requested, after a fee of %s"), amount, total, fee);
}

static char *
describe_bank_account (const MunjaWithdrawal *withdrawal)
{
  g_autofree char *account
      = g_strjoin (withdrawal->holder != NULL && withdrawal->bank_account != NULL ? " " : "",
                   withdrawal->bank_account != NULL ? withdrawal->bank_account : "",
                   withdrawal->holder != NULL ? withdrawal->holder : "", NULL);

  if (*account == '\0')
    return g_strdup ("");
  /* Translators: %s is the number of a bank account, and whose it is. */
  return g_strdup_printf (_ ("\nTo %s"), account);
}

static char *
describe_paid (const MunjaWithdrawal *withdrawal)
{
  g_autofree char *time = NULL;

  if (withdrawal->paid_us == 0)
    return g_strdup ("");
  time = munja_describe_time (withdrawal->paid_us);
  return g_strconcat (", ", time, NULL);
}

static GtkWidget *
new_row (const MunjaWithdrawal *withdrawal)
{
  g_autofree char *time = munja_describe_time (withdrawal->created_us);
  g_autofree char *amount = describe_amount (withdrawal);
  g_autofree char *account = describe_bank_account (withdrawal);
  g_autofree char *paid = describe_paid (withdrawal);
  g_autofree char *text = g_strdup_printf (
      "%s%s\n%s%s", amount, account, munja_describe_withdrawal_status (withdrawal->status), paid);

  return munja_figure_row_new (withdrawal->created_us != 0 ? time : _ ("Withdrawal"), text);
}

static const char *
munja_withdrawals_card_show (MunjaFigureCard *card, MunjaFigures *figures)
{
  MunjaWithdrawalsCard *self = MUNJA_WITHDRAWALS_CARD (card);
  const GPtrArray *withdrawals
      = munja_figure_get_value (munja_figures_get_part (figures, MUNJA_FIGURES_WITHDRAWALS));

  munja_figure_list_clear (self->list);
  for (guint i = 0; i < withdrawals->len; i++)
    gtk_list_box_append (self->list, new_row (g_ptr_array_index (withdrawals, i)));
  return withdrawals->len == 0 ? _ ("Nothing was withdrawn yet.") : NULL;
}

static void
munja_withdrawals_card_class_init (MunjaWithdrawalsCardClass *klass)
{
  MunjaFigureCardClass *card_class = MUNJA_FIGURE_CARD_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  card_class->parts = parts;
  card_class->n_parts = G_N_ELEMENTS (parts);
  card_class->links = links;
  card_class->n_links = G_N_ELEMENTS (links);
  card_class->show = munja_withdrawals_card_show;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-withdrawals-card.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaWithdrawalsCard, list);
}

static void
munja_withdrawals_card_init (MunjaWithdrawalsCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

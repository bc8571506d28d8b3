#include "config.h"

#include "munja-sending-facts.h"

#include <glib/gi18n.h>

#include "munja-describe-job.h"
#include "munja-describe-recipient.h"
#include "munja-describe-when.h"
#include "munja-describe.h"
#include "munja-phone.h"

/* So many characters of a value fit beside each other before it is put below, at least. */
#define VALUE_CHARS 14

struct _MunjaSendingFacts {
  AdwBin parent_instance;

  GtkFlowBox *box; /* borrowed */
};

G_DEFINE_FINAL_TYPE (MunjaSendingFacts, munja_sending_facts, ADW_TYPE_BIN)

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), VALUE_CHARS);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Takes the value; a fact that is not known is not told. */
static void
add_fact (MunjaSendingFacts *self, const char *title, char *value)
{
  g_autofree char *text = value;
  GtkWidget *cell;
  GtkWidget *child;

  if (text == NULL)
    return;
  cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_box_append (GTK_BOX (cell), new_label (title, "caption"));
  gtk_box_append (GTK_BOX (cell), new_label (text, "numeric"));
  child = gtk_flow_box_child_new ();
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), cell);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_append (self->box, child);
}

static char *
describe_time (gint64 time)
{
  return time != 0 ? munja_describe_when (time, g_get_real_time ()) : NULL;
}

static char *
describe_amounts (MunjaMoney balance, MunjaMoney points)
{
  g_autofree char *money = munja_describe_money (MAX (balance, 0));
  g_autofree char *more = munja_describe_money (MAX (points, 0));

  if (balance < 0 && points < 0)
    return NULL;
  if (points <= 0)
    return g_steal_pointer (&money);
  if (balance <= 0)
    /* Translators: %s is an amount of money that was paid with points. */
    return g_strdup_printf (_ ("%s of points"), more);
  /* Translators: an amount of money, and one that was paid with points. */
  return g_strdup_printf (_ ("%s and %s of points"), money, more);
}

static void
add_times (MunjaSendingFacts *self, const MunjaSendingInfo *info)
{
  gboolean is_one = info->n_messages == 1;

  add_fact (self, C_ ("time", "Written"), describe_time (info->created));
  if (info->scheduled != 0)
    add_fact (self, C_ ("time", "Scheduled For"), munja_describe_seoul_time (info->scheduled));
  if (info->outcome == MUNJA_SENDING_SENT)
    add_fact (self, C_ ("time", "Accepted"), describe_time (info->went_out));
  add_fact (self, is_one ? C_ ("time", "Delivered") : C_ ("time", "Last Result"),
            describe_time (info->completed));
}

static void
add_money (MunjaSendingFacts *self, const MunjaSendingInfo *info)
{
  MunjaMoney price = munja_sending_info_get_price (info);
  gboolean has_refund = info->refunded_balance > 0 || info->refunded_point > 0;

  if (has_refund || info->charged_point > 0)
    add_fact (self, _ ("Charged"), describe_amounts (info->charged_balance, info->charged_point));
  if (has_refund)
    add_fact (self, _ ("Refunded"),
              describe_amounts (info->refunded_balance, info->refunded_point));
  if (price >= 0)
    add_fact (self, info->is_final ? _ ("Price") : _ ("Price So Far"),
              munja_describe_money (price));
}

static char *
describe_left_out (MunjaRecipientLeftOut left_out)
{
  guint count = left_out.n_invalid + left_out.n_repeated;

  return count > 0 ? munja_describe_people (count) : NULL;
}

static void
munja_sending_facts_class_init (MunjaSendingFactsClass *klass)
{
}

static void
munja_sending_facts_init (MunjaSendingFacts *self)
{
  GtkWidget *box = gtk_flow_box_new ();

  self->box = GTK_FLOW_BOX (box);
  gtk_flow_box_set_selection_mode (self->box, GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (self->box, 4);
  gtk_flow_box_set_row_spacing (self->box, 12);
  gtk_flow_box_set_column_spacing (self->box, 12);
  gtk_flow_box_set_homogeneous (self->box, TRUE);
  gtk_widget_set_can_focus (box, FALSE);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * munja_sending_facts_show:
 * @self: the facts
 * @info: what is known of a sending
 *
 * Tells from whom and as what it went out, what happened when, and what it cost.
 */
void
munja_sending_facts_show (MunjaSendingFacts *self, const MunjaSendingInfo *info)
{
  GtkWidget *child;

  g_return_if_fail (MUNJA_IS_SENDING_FACTS (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_flow_box_remove (self->box, child);
  add_times (self, info);
  add_money (self, info);
  add_fact (self, _ ("From"), munja_phone_format (info->from));
  add_fact (self, _ ("Type"), munja_describe_types (info->n_types));
  add_fact (self, _ ("Kind"), g_strdup (munja_describe_advertising (info->written.advertising)));
  add_fact (self, _ ("Left Out"), describe_left_out (info->left_out));
}

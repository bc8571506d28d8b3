#include "config.h"

#include "munja-sent-filters.h"

#include <glib/gi18n.h>

#include "munja-day-button.h"
#include "munja-describe-sending.h"
#include "munja-phone.h"

struct _MunjaSentFilters {
  AdwBin parent_instance;

  /* Template children. */
  GtkDropDown *state;
  GtkDropDown *type;
  GtkDropDown *sender;
  MunjaDayButton *since;
  MunjaDayButton *until;
  GtkButton *clear_button;

  /* Owned. */
  GPtrArray *senders; /* char *: the numbers behind the first choice, which is all of them */

  gboolean is_changing; /* several at once, which is told of at the end */
};

/**
 * MunjaSentFilters::changed:
 *
 * Something else is to be listed.
 */
enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaSentFilters, munja_sent_filters, ADW_TYPE_BIN)

static void
changed_cb (MunjaSentFilters *self)
{
  if (!self->is_changing)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
munja_sent_filters_finalize (GObject *object)
{
  g_ptr_array_unref (MUNJA_SENT_FILTERS (object)->senders);

  G_OBJECT_CLASS (munja_sent_filters_parent_class)->finalize (object);
}

static void
munja_sent_filters_class_init (MunjaSentFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = munja_sent_filters_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (MUNJA_TYPE_DAY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-sent-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaSentFilters, state);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentFilters, type);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentFilters, sender);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentFilters, since);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentFilters, until);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentFilters, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, munja_sent_filters_clear);
}

static void
set_choices (GtkDropDown *drop_down, const char *const *choices)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (choices);

  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (list));
}

static void
fill_choices (MunjaSentFilters *self)
{
  const char *states[MUNJA_SENT_FILTER_CANCELLED + 2] = { NULL };
  const char *types[MUNJA_N_MESSAGE_TYPES + 2] = { NULL };
  const char *senders[] = { C_ ("sender numbers", "All"), NULL };

  for (guint i = 0; i <= MUNJA_SENT_FILTER_CANCELLED; i++)
    states[i] = munja_describe_sent_filter ((MunjaSentFilter)i);
  types[0] = C_ ("types", "All");
  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    types[i + 1] = munja_message_type_to_string ((MunjaMessageType)i);
  set_choices (self->state, states);
  set_choices (self->type, types);
  set_choices (self->sender, senders);
}

static void
munja_sent_filters_init (MunjaSentFilters *self)
{
  self->senders = g_ptr_array_new_with_free_func (g_free);
  self->is_changing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_choices (self);
  self->is_changing = FALSE;
}

/**
 * munja_sent_filters_add_sender:
 * @self: the filters
 * @number: a sender number, digits only
 *
 * Offers a sender number, if it is not offered yet.
 */
void
munja_sent_filters_add_sender (MunjaSentFilters *self, const char *number)
{
  g_autofree char *text = NULL;

  g_return_if_fail (MUNJA_IS_SENT_FILTERS (self));

  if (g_ptr_array_find_with_equal_func (self->senders, number, g_str_equal, NULL))
    return;
  text = munja_phone_format (number);
  g_ptr_array_add (self->senders, g_strdup (number));
  gtk_string_list_append (GTK_STRING_LIST (gtk_drop_down_get_model (self->sender)), text);
}

/**
 * munja_sent_filters_read:
 * @self: the filters
 * @query: gets what is chosen; what is searched stays as it is
 */
void
munja_sent_filters_read (MunjaSentFilters *self, MunjaSentQuery *query)
{
  MunjaDay since;
  MunjaDay until;
  guint sender;

  g_return_if_fail (MUNJA_IS_SENT_FILTERS (self));

  since = munja_day_button_get_day (self->since);
  until = munja_day_button_get_day (self->until);
  sender = gtk_drop_down_get_selected (self->sender);
  query->filter = (MunjaSentFilter)gtk_drop_down_get_selected (self->state);
  query->type = (int)gtk_drop_down_get_selected (self->type) - 1;
  g_free (query->from);
  query->from = sender > 0 ? g_strdup (g_ptr_array_index (self->senders, sender - 1)) : NULL;
  query->since = since != MUNJA_DAY_ANY ? munja_day_get_start (since) : 0;
  query->until = until != MUNJA_DAY_ANY ? munja_day_get_start (until + 1) : 0;
}

G_STATIC_ASSERT (MUNJA_SENT_ANY_TYPE == -1);

/**
 * munja_sent_filters_clear:
 * @self: the filters
 *
 * Lets everything be listed again.
 */
void
munja_sent_filters_clear (MunjaSentFilters *self)
{
  g_return_if_fail (MUNJA_IS_SENT_FILTERS (self));

  self->is_changing = TRUE;
  gtk_drop_down_set_selected (self->state, 0);
  gtk_drop_down_set_selected (self->type, 0);
  gtk_drop_down_set_selected (self->sender, 0);
  munja_day_button_set_day (self->since, MUNJA_DAY_ANY);
  munja_day_button_set_day (self->until, MUNJA_DAY_ANY);
  self->is_changing = FALSE;
  changed_cb (self);
}

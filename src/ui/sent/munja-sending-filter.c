#include "config.h"

#include "munja-sending-filter.h"

#include <glib/gi18n.h>

#include "munja-wrap-box.h"

/* So few need not be searched. */
#define MIN_SEARCHED 8

/* Which messages can be shown by themselves. */
static const struct {
  MunjaSentStates states;
  const char *label;
} choices[] = {
  { MUNJA_SENT_STATES_ALL, NC_ ("recipients", "All") },
  { MUNJA_SENT_STATES_DELIVERED, NC_ ("recipients", "Delivered") },
  { MUNJA_SENT_STATES_FAILED, NC_ ("recipients", "Failed") },
  { MUNJA_SENT_STATES_OPEN, NC_ ("recipients", "On Their Way") },
  { MUNJA_SENT_STATES_UNKNOWN, NC_ ("recipients", "No Result") },
};

struct _MunjaSendingFilter {
  AdwBin parent_instance;

  /* Template children. */
  MunjaWrapBox *buttons;
  GtkSearchEntry *search;

  GtkToggleButton *choices[G_N_ELEMENTS (choices)]; /* borrowed */
};

/**
 * MunjaSendingFilter::changed:
 *
 * Other messages are to be shown.
 */
enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaSendingFilter, munja_sending_filter, ADW_TYPE_BIN)

static void
changed_cb (MunjaSendingFilter *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
toggled_cb (MunjaSendingFilter *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    changed_cb (self);
}

static void
stop_search_cb (MunjaSendingFilter *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  changed_cb (self);
  gtk_widget_child_focus (GTK_WIDGET (self->buttons), GTK_DIR_TAB_FORWARD);
}

static void
munja_sending_filter_class_init (MunjaSendingFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (MUNJA_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-sending-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingFilter, buttons);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingFilter, search);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
munja_sending_filter_init (MunjaSendingFilter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++) {
    GtkWidget *button = gtk_toggle_button_new ();

    self->choices[i] = GTK_TOGGLE_BUTTON (button);
    gtk_toggle_button_set_group (self->choices[i], i > 0 ? self->choices[0] : NULL);
    munja_wrap_box_append (self->buttons, button);
  }
  gtk_toggle_button_set_active (self->choices[0], TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    g_signal_connect_swapped (self->choices[i], "toggled", G_CALLBACK (toggled_cb), self);
}

/* What there is none of cannot be chosen; but what was chosen stays. */
static void
show_choice (MunjaSendingFilter *self, guint i, const MunjaSendingInfo *info)
{
  GtkWidget *button = GTK_WIDGET (self->choices[i]);
  guint count = munja_sending_info_count (info, choices[i].states);
  g_autofree char *label
      = g_strdup_printf ("%s %'u", g_dpgettext2 (NULL, "recipients", choices[i].label), count);

  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_widget_set_visible (button,
                          i == 0 || count > 0 || gtk_toggle_button_get_active (self->choices[i]));
}

/**
 * munja_sending_filter_show:
 * @self: the filter
 * @info: what is known of a sending
 *
 * Says how many messages there are of each kind.
 */
void
munja_sending_filter_show (MunjaSendingFilter *self, const MunjaSendingInfo *info)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_return_if_fail (MUNJA_IS_SENDING_FILTER (self));

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    show_choice (self, i, info);
  gtk_widget_set_visible (GTK_WIDGET (self), info->n_messages > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->search),
                          info->n_messages > MIN_SEARCHED || *text != '\0');
}

/**
 * munja_sending_filter_clear:
 * @self: the filter
 *
 * Has all messages shown.
 */
void
munja_sending_filter_clear (MunjaSendingFilter *self)
{
  g_return_if_fail (MUNJA_IS_SENDING_FILTER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_toggle_button_set_active (self->choices[0], TRUE);
}

/**
 * munja_sending_filter_get_states:
 * @self: the filter
 *
 * Returns: what is to be shown, by what became of it
 */
MunjaSentStates
munja_sending_filter_get_states (MunjaSendingFilter *self)
{
  g_return_val_if_fail (MUNJA_IS_SENDING_FILTER (self), MUNJA_SENT_STATES_ALL);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (gtk_toggle_button_get_active (self->choices[i]))
      return choices[i].states;
  return MUNJA_SENT_STATES_ALL;
}

/**
 * munja_sending_filter_get_text:
 * @self: the filter
 *
 * Returns: (nullable): what is searched, %NULL for nothing; owned by @self
 */
const char *
munja_sending_filter_get_text (MunjaSendingFilter *self)
{
  const char *text;

  g_return_val_if_fail (MUNJA_IS_SENDING_FILTER (self), NULL);

  text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  return *text != '\0' ? text : NULL;
}

/**
 * munja_sending_filter_start_search:
 * @self: the filter
 *
 * Lets the person type what to search.
 */
void
munja_sending_filter_start_search (MunjaSendingFilter *self)
{
  g_return_if_fail (MUNJA_IS_SENDING_FILTER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

#include "config.h"

#include "munja-when-button.h"

#include <glib/gi18n.h>

#include "munja-advertisement.h"
#include "munja-describe-time.h"
#include "munja-name-button.h"
#include "munja-wrap-box.h"
#include "munja-wrap-button.h"
#include "munja-seoul.h"
#include "munja-time-offer.h"

/* How often it is looked how far ahead the time is, in seconds. */
#define LOOK_INTERVAL 20

struct _MunjaWhenButton {
  AdwBin parent_instance;

  /* Template children. */
  GtkMenuButton *button;
  GtkLabel *label;
  GtkLabel *ahead;
  GtkPopover *popover;
  GtkStack *stack;
  GtkBox *offers;
  GtkWidget *chooser;
  GtkCalendar *calendar;
  GtkSpinButton *hour;
  GtkSpinButton *minute;
  GtkLabel *note;
  GtkWidget *other_button;

  MunjaComposeModel *model; /* owned */

  guint ahead_id;      /* keeps how far ahead that is up to date */
  gboolean is_filling; /* what is shown is being filled in */
};

enum {
  PROP_MODEL = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MunjaWhenButton, munja_when_button, ADW_TYPE_BIN)

static const char *const offer_names[] = {
  [MUNJA_TIME_OFFER_NOW] = N_ ("Now"),
  [MUNJA_TIME_OFFER_HOUR] = N_ ("In an Hour"),
  [MUNJA_TIME_OFFER_EVENING] = N_ ("Today at 18:00"),
  [MUNJA_TIME_OFFER_TOMORROW] = N_ ("Tomorrow at 9:00"),
  [MUNJA_TIME_OFFER_MONDAY] = N_ ("Monday at 9:00"),
  [MUNJA_TIME_OFFER_MORNING] = N_ ("When the Night Ends"),
};

/* The calendar knows days of this machine's zone; only their figures are meant. */
static gint64
read_time (MunjaWhenButton *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  MunjaSeoulTime seoul = {
    .year = g_date_time_get_year (day),
    .month = g_date_time_get_month (day),
    .day = g_date_time_get_day_of_month (day),
    .hour = gtk_spin_button_get_value_as_int (self->hour),
    .minute = gtk_spin_button_get_value_as_int (self->minute),
  };
  gint64 time_us = 0;

  munja_seoul_to_utc (&seoul, &time_us);
  return time_us;
}

static void
set_note (MunjaWhenButton *self, const char *text, gboolean is_error)
{
  gtk_label_set_label (self->note, text);
  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (self->note), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->note), "error");
}

static const char *
find_problem (gint64 time_us)
{
  gint64 now = g_get_real_time ();

  if (munja_seoul_check (time_us, now, NULL))
    return NULL;
  return time_us <= now ? _ ("That time has passed in Seoul. Choose a later one.")
                        : _ ("That is more than six months ahead. Choose an earlier time.");
}

static gint64
get_time (MunjaWhenButton *self)
{
  return munja_compose_model_get_scheduled (self->model);
}

static void
update_label (MunjaWhenButton *self)
{
  gint64 time_us = get_time (self);
  gint64 now = g_get_real_time ();
  g_autofree char *time = time_us != 0 ? munja_describe_short_seoul_time (time_us, now)
                                       : g_strdup (_ (offer_names[MUNJA_TIME_OFFER_NOW]));
  g_autofree char *ahead = time_us > now ? munja_describe_ahead (time_us - now) : NULL;
  g_autofree char *text = g_strjoin (" · ", time, ahead, NULL);
  /* Translators: %s is a time, or "Now". */
  g_autofree char *name = g_strdup_printf (_ ("When: %s"), text);

  munja_name_button (gtk_widget_get_first_child (GTK_WIDGET (self->button)), name);
  gtk_label_set_label (self->label, time);
  gtk_label_set_label (self->ahead, ahead != NULL ? ahead : "");
  gtk_widget_set_visible (GTK_WIDGET (self->ahead), ahead != NULL);
}

static gboolean
look_cb (gpointer user_data)
{
  update_label (user_data);
  return G_SOURCE_CONTINUE;
}

static void
munja_when_button_map (GtkWidget *widget)
{
  MunjaWhenButton *self = MUNJA_WHEN_BUTTON (widget);

  GTK_WIDGET_CLASS (munja_when_button_parent_class)->map (widget);
  update_label (self);
  self->ahead_id = g_timeout_add_seconds (LOOK_INTERVAL, look_cb, self);
}

static void
munja_when_button_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&MUNJA_WHEN_BUTTON (widget)->ahead_id, g_source_remove);
  GTK_WIDGET_CLASS (munja_when_button_parent_class)->unmap (widget);
}

static void
update_note (MunjaWhenButton *self)
{
  gint64 time_us = read_time (self);
  const char *problem = find_problem (time_us);
  g_autofree char *here = munja_describe_time (time_us);
  g_autofree char *seoul = munja_describe_seoul_time (time_us);
  g_autofree char *text = NULL;

  if (problem != NULL) {
    set_note (self, problem, TRUE);
    return;
  }
  if (g_str_has_prefix (seoul, here))
    text = g_strdup (_ ("It is sent and charged then, whether or not Munja is open."));
  else
    /* Translators: %s is a date and a time of day. */
    text = g_strdup_printf (
        _ ("It is sent and charged then, whether or not Munja is open. Here it will be %s."), here);
  set_note (self, text, FALSE);
}

static void
time_changed_cb (MunjaWhenButton *self)
{
  update_note (self);
  if (!self->is_filling)
    munja_compose_model_set_scheduled (self->model, read_time (self));
}

static void
fill (MunjaWhenButton *self, gint64 time_us)
{
  g_autoptr (GDateTime) day = NULL;
  MunjaSeoulTime seoul;

  self->is_filling = TRUE;
  munja_seoul_from_utc (time_us, &seoul);
  day = g_date_time_new_local (seoul.year, seoul.month, seoul.day, 12, 0, 0);
  gtk_calendar_select_day (self->calendar, day);
  gtk_spin_button_set_value (self->hour, seoul.hour);
  gtk_spin_button_set_value (self->minute, seoul.minute);
  self->is_filling = FALSE;
  update_note (self);
}

static MunjaAdvertising
get_advertising (MunjaWhenButton *self)
{
  return munja_advertisement_get_advertising (munja_compose_model_get_content (self->model));
}

/* The first of the times to come that may be offered. */
static gint64
find_first_offer (MunjaWhenButton *self)
{
  gint64 now = g_get_real_time ();
  MunjaTimeOffer offer = MUNJA_TIME_OFFER_HOUR;

  while (offer < MUNJA_TIME_OFFER_TOMORROW
         && !munja_time_offer_is_made (offer, get_advertising (self), now))
    offer++;
  return munja_time_offer_get (offer, now);
}

/* What is chosen stays as it is, to the second, until the person changes it. */
static void
show_chooser (MunjaWhenButton *self)
{
  if (get_time (self) == 0)
    munja_compose_model_set_scheduled (self->model, find_first_offer (self));
  fill (self, get_time (self));
  gtk_stack_set_visible_child_name (self->stack, "chooser");
  gtk_widget_grab_focus (GTK_WIDGET (self->hour));
}

static void
offer_chosen_cb (GtkButton *button, MunjaWhenButton *self)
{
  MunjaTimeOffer offer
      = (MunjaTimeOffer)GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "offer"));

  gtk_popover_popdown (self->popover);
  munja_compose_model_set_scheduled (
      self->model,
      offer == MUNJA_TIME_OFFER_NOW ? 0 : munja_time_offer_get (offer, g_get_real_time ()));
}

static GtkWidget *
add_line (MunjaWhenButton *self, const char *name, const char *time)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *hint = gtk_label_new (time);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (hint, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "offer");
  gtk_box_append (self->offers, button);
  return button;
}

static void
add_offer (MunjaWhenButton *self, MunjaTimeOffer offer, gint64 now)
{
  g_autofree char *time
      = offer == MUNJA_TIME_OFFER_NOW
            ? NULL
            : munja_describe_short_seoul_time (munja_time_offer_get (offer, now), now);
  GtkWidget *button = add_line (self, _ (offer_names[offer]), time);

  g_object_set_data (G_OBJECT (button), "offer", GINT_TO_POINTER (offer));
  g_signal_connect_object (button, "clicked", G_CALLBACK (offer_chosen_cb), self, 0);
}

/* An advertisement is offered what the law allows. */
static void
show_offers (MunjaWhenButton *self)
{
  MunjaAdvertising advertising = get_advertising (self);
  gint64 now = g_get_real_time ();
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->offers))) != NULL)
    gtk_box_remove (self->offers, child);
  for (MunjaTimeOffer offer = 0; offer < MUNJA_N_TIME_OFFERS; offer++)
    if (munja_time_offer_is_made (offer, advertising, now))
      add_offer (self, offer, now);
  g_signal_connect_object (add_line (self, _ ("Choose…"), NULL), "clicked",
                           G_CALLBACK (show_chooser), self, G_CONNECT_SWAPPED);
  gtk_stack_set_visible_child_name (self->stack, "offers");
  gtk_widget_child_focus (GTK_WIDGET (self->offers), GTK_DIR_TAB_FORWARD);
}

static void
opened_cb (MunjaWhenButton *self)
{
  if (get_time (self) == 0)
    show_offers (self);
  else
    show_chooser (self);
}

static void
done_cb (MunjaWhenButton *self)
{
  gtk_popover_popdown (self->popover);
}

static gboolean
two_digits_cb (GtkSpinButton *spin)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (spin));

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (spin))))
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static void
set_model (MunjaWhenButton *self, MunjaComposeModel *model)
{
  if (!g_set_object (&self->model, model) || model == NULL)
    return;
  g_signal_connect_object (model, "changed", G_CALLBACK (update_label), self, G_CONNECT_SWAPPED);
  update_label (self);
}

static void
munja_when_button_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_MODEL:
    set_model (MUNJA_WHEN_BUTTON (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_when_button_dispose (GObject *object)
{
  g_clear_object (&MUNJA_WHEN_BUTTON (object)->model);

  G_OBJECT_CLASS (munja_when_button_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (MUNJA_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-when-button.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, button);
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, label);
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, ahead);
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, popover);
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, stack);
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, offers);
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, chooser);
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, calendar);
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, hour);
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, minute);
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, note);
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, other_button);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, two_digits_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_offers);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
munja_when_button_class_init (MunjaWhenButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = munja_when_button_set_property;
  object_class->dispose = munja_when_button_dispose;
  widget_class->map = munja_when_button_map;
  widget_class->unmap = munja_when_button_unmap;

  /**
   * MunjaWhenButton:model:
   *
   * Gets the time that is chosen, and knows at which times the message may arrive. It is set once.
   */
  properties[PROP_MODEL]
      = g_param_spec_object ("model", NULL, NULL, MUNJA_TYPE_COMPOSE_MODEL,
                             G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  bind_template (widget_class);
}

static void
munja_when_button_init (MunjaWhenButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  munja_wrap_button (self->other_button);
}

/**
 * munja_when_button_open:
 * @self: the button
 *
 * Lets the person choose a time.
 */
void
munja_when_button_open (MunjaWhenButton *self)
{
  g_return_if_fail (MUNJA_IS_WHEN_BUTTON (self));

  gtk_menu_button_popup (self->button);
}

/**
 * munja_when_button_check:
 * @self: the button
 * @time_us: (out): when to send, in µs since 1970 UTC, 0 for now
 *
 * Reads what was chosen. If nothing can be sent at that time, it says why where another one is
 * chosen.
 *
 * Returns: whether something can be sent then
 */
gboolean
munja_when_button_check (MunjaWhenButton *self, gint64 *time_us)
{
  g_return_val_if_fail (MUNJA_IS_WHEN_BUTTON (self), FALSE);

  if (gtk_widget_get_mapped (self->chooser)) {
    gtk_spin_button_update (self->hour);
    gtk_spin_button_update (self->minute);
  }
  *time_us = get_time (self);
  if (*time_us == 0 || find_problem (*time_us) == NULL)
    return TRUE;
  gtk_menu_button_popup (self->button);
  return FALSE;
}

/**
 * munja_when_button_set_time:
 * @self: the button
 * @time_us: when to send, in µs since 1970 UTC, 0 for now
 *
 * Shows a time. One that has passed is shown as now, with nothing remembered of the one before.
 */
void
munja_when_button_set_time (MunjaWhenButton *self, gint64 time_us)
{
  g_return_if_fail (MUNJA_IS_WHEN_BUTTON (self));

  munja_compose_model_set_scheduled (self->model, time_us > g_get_real_time () ? time_us : 0);
}

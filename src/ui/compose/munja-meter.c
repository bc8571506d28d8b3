#include "config.h"

#include "munja-meter.h"

#include <glib/gi18n.h>

struct _MunjaMeter {
  AdwBin parent_instance;

  /* Template children. */
  GtkLabel *used;
  GtkLabel *left;
  GtkWidget *show_button;
  GtkLabel *reason;

  MunjaComposeModel *model; /* owned */
};

enum {
  PROP_MODEL = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MunjaMeter, munja_meter, ADW_TYPE_BIN)

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static char *
describe_left (const MunjaMeasure *measure)
{
  guint over = (guint)(measure->bytes - measure->max_bytes);
  guint left = (guint)(measure->max_bytes - measure->bytes);

  if (munja_measure_is_too_long (measure))
    return g_strdup_printf (ngettext ("%'u byte too long", "%'u bytes too long", over), over);
  return g_strdup_printf (ngettext ("%'u byte left", "%'u bytes left", left), left);
}

/* The word says what the colour does. */
static void
set_level (GtkWidget *label, MunjaMeasureLevel level)
{
  static const char *const classes[] = {
    [MUNJA_MEASURE_PLENTY] = "dim-label",
    [MUNJA_MEASURE_SOME] = NULL,
    [MUNJA_MEASURE_LITTLE] = "warning",
    [MUNJA_MEASURE_OVER] = "error",
  };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (classes[i] != NULL)
      gtk_widget_remove_css_class (label, classes[i]);
  if (classes[level] != NULL)
    gtk_widget_add_css_class (label, classes[level]);
}

static const char *
describe_reason (const MunjaMeasure *measure)
{
  switch (measure->reason) {
  case MUNJA_TYPE_REASON_LONG:
    return _ ("Too long for an SMS: goes out as an LMS.");
  case MUNJA_TYPE_REASON_SUBJECT:
    return _ ("Goes out as an LMS, because it has a subject.");
  case MUNJA_TYPE_REASON_PICTURE:
  case MUNJA_TYPE_REASON_SHORT:
  case MUNJA_TYPE_REASON_CHOSEN:
  default:
    return NULL;
  }
}

/* What holds for the longest of many texts, and for how many of them. */
static char *
describe_longest (const MunjaMeasure *measure, const MunjaMergeReport *report)
{
  const char *type = munja_message_type_to_string (measure->type);
  guint bytes = (guint)measure->bytes;
  guint max_bytes = (guint)measure->max_bytes;
  guint n_people = (guint)report->n_types[measure->type];

  if (n_people == 0 || n_people == munja_audience_get_length (report->table))
    /* Translators: bytes used, bytes there may be, and the type, as in "up to 78 / 90 bytes · SMS".
     */
    return g_strdup_printf (_ ("up to %'u / %'u bytes · %s"), bytes, max_bytes, type);
  /* Translators: bytes used, bytes there may be, the type, and how many people get that type, as in
   * "up to 162 / 2,000 bytes · LMS for 3". */
  return g_strdup_printf (_ ("up to %'u / %'u bytes · %s for %'u"), bytes, max_bytes, type,
                          n_people);
}

static char *
describe_used (const MunjaMeasure *measure)
{
  /* Translators: bytes used, bytes there may be, and the type, as in "78 / 90 bytes · SMS". */
  return g_strdup_printf (_ ("%'u / %'u bytes · %s"), (guint)measure->bytes,
                          (guint)measure->max_bytes, munja_message_type_to_string (measure->type));
}

static void
update (MunjaMeter *self)
{
  const MunjaMeasure *measure = munja_compose_model_get_measure (self->model);
  const MunjaMergeReport *report = munja_compose_model_get_report (self->model);
  gboolean are_many = munja_audience_get_length (report->table) > 1;
  g_autofree char *left = describe_left (measure);
  g_autofree char *used = are_many ? describe_longest (measure, report) : describe_used (measure);

  set_text (self->used, used);
  set_text (self->left, left);
  set_text (self->reason, describe_reason (measure));
  gtk_widget_set_visible (self->show_button, are_many);
  set_level (GTK_WIDGET (self->used), munja_measure_get_level (measure));
  set_level (GTK_WIDGET (self->left), munja_measure_get_level (measure));
}

static void
set_model (MunjaMeter *self, MunjaComposeModel *model)
{
  if (!g_set_object (&self->model, model) || model == NULL)
    return;
  g_signal_connect_object (model, "measured", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
munja_meter_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_MODEL:
    set_model (MUNJA_METER (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_meter_dispose (GObject *object)
{
  g_clear_object (&MUNJA_METER (object)->model);

  G_OBJECT_CLASS (munja_meter_parent_class)->dispose (object);
}

static void
munja_meter_class_init (MunjaMeterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = munja_meter_set_property;
  object_class->dispose = munja_meter_dispose;

  /**
   * MunjaMeter:model:
   *
   * The message whose length is shown. It is set once.
   */
  properties[PROP_MODEL]
      = g_param_spec_object ("model", NULL, NULL, MUNJA_TYPE_COMPOSE_MODEL,
                             G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-meter.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaMeter, used);
  gtk_widget_class_bind_template_child (widget_class, MunjaMeter, left);
  gtk_widget_class_bind_template_child (widget_class, MunjaMeter, show_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaMeter, reason);
}

static void
munja_meter_init (MunjaMeter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_meter_get_label:
 * @self: the meter
 *
 * Returns: what says the most important, to describe the text with
 */
GtkWidget *
munja_meter_get_label (MunjaMeter *self)
{
  g_return_val_if_fail (MUNJA_IS_METER (self), NULL);

  return GTK_WIDGET (self->used);
}

#include "config.h"

#include "munja-property-row.h"

#include <glib/gi18n.h>

struct _MunjaPropertyRow {
  AdwPreferencesRow parent_instance;

  /* Template children. */
  GtkLabel *value_label;
  GtkButton *copy_button;
};

enum {
  PROP_VALUE = 1,
  PROP_COPYABLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MunjaPropertyRow, munja_property_row, ADW_TYPE_PREFERENCES_ROW)

static void
copy_cb (MunjaPropertyRow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_label (self->value_label));
}

/* The button's tooltip is the same everywhere. */
static void
name_button (MunjaPropertyRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  /* Translators: %s is what to copy, as in "Group ID". */
  g_autofree char *name = g_strdup_printf (_ ("Copy “%s”"), title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
munja_property_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MunjaPropertyRow *self = MUNJA_PROPERTY_ROW (object);

  switch (prop_id) {
  case PROP_VALUE:
    g_value_set_string (value, gtk_label_get_label (self->value_label));
    break;
  case PROP_COPYABLE:
    g_value_set_boolean (value, gtk_widget_get_visible (GTK_WIDGET (self->copy_button)));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_property_row_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  MunjaPropertyRow *self = MUNJA_PROPERTY_ROW (object);

  switch (prop_id) {
  case PROP_VALUE:
    munja_property_row_set_value (self, g_value_get_string (value));
    break;
  case PROP_COPYABLE:
    gtk_widget_set_visible (GTK_WIDGET (self->copy_button), g_value_get_boolean (value));
    name_button (self);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_property_row_class_init (MunjaPropertyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = munja_property_row_get_property;
  object_class->set_property = munja_property_row_set_property;

  /**
   * MunjaPropertyRow:value:
   *
   * What is told of the title, as plain text.
   */
  properties[PROP_VALUE]
      = g_param_spec_string ("value", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * MunjaPropertyRow:copyable:
   *
   * Whether there is a button that copies the value.
   */
  properties[PROP_COPYABLE] = g_param_spec_boolean ("copyable", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-property-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaPropertyRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaPropertyRow, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
munja_property_row_init (MunjaPropertyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::title", G_CALLBACK (name_button), NULL);
}

/**
 * munja_property_row_set_value:
 * @self: the row
 * @value: (nullable): what is told of the title; %NULL hides the row
 */
void
munja_property_row_set_value (MunjaPropertyRow *self, const char *value)
{
  g_return_if_fail (MUNJA_IS_PROPERTY_ROW (self));

  gtk_label_set_label (self->value_label, value != NULL ? value : "");
  gtk_widget_set_visible (GTK_WIDGET (self), value != NULL);
}

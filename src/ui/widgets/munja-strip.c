#include "config.h"

#include "munja-strip.h"

struct _MunjaStrip {
  GtkWidget parent_instance;

  /* Template children. */
  GtkRevealer *revealer;
  GtkBox *box;
  GtkSpinner *spinner;
  GtkLabel *label;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (MunjaStrip, munja_strip, GTK_TYPE_WIDGET)

static void
munja_strip_dispose (GObject *object)
{
  MunjaStrip *self = MUNJA_STRIP (object);

  if (self->revealer != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->revealer));
  self->revealer = NULL;

  G_OBJECT_CLASS (munja_strip_parent_class)->dispose (object);
}

/* What has slid away must also be gone for a screen reader. */
static void
revealed_cb (MunjaStrip *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->revealer),
                          gtk_revealer_get_reveal_child (self->revealer)
                              || gtk_revealer_get_child_revealed (self->revealer));
}

static void
munja_strip_class_init (MunjaStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_strip_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaStrip, revealer);
  gtk_widget_class_bind_template_child (widget_class, MunjaStrip, box);
  gtk_widget_class_bind_template_child (widget_class, MunjaStrip, spinner);
  gtk_widget_class_bind_template_child (widget_class, MunjaStrip, label);
  gtk_widget_class_bind_template_child (widget_class, MunjaStrip, button);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
munja_strip_init (MunjaStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->revealer, "notify::child-revealed", G_CALLBACK (revealed_cb),
                            self);
}

/**
 * munja_strip_show:
 * @self: the strip
 * @text: what there is to say, as plain text
 * @button_label: (nullable): what can be done about it, with a mnemonic
 * @action_name: (nullable): the action of that button
 * @busy: whether something is going on that the person waits for
 *
 * Shows a line below the header bar. It takes the place of the one before.
 */
void
munja_strip_show (MunjaStrip *self,
                  const char *text,
                  const char *button_label,
                  const char *action_name,
                  gboolean busy)
{
  g_return_if_fail (MUNJA_IS_STRIP (self));

  gtk_label_set_label (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->button), button_label != NULL);
  gtk_button_set_label (self->button, button_label != NULL ? button_label : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action_name);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  if (gtk_widget_has_css_class (GTK_WIDGET (self), "practice"))
    gtk_widget_add_css_class (GTK_WIDGET (self->box), "practice");
}

/**
 * munja_strip_hide:
 * @self: the strip
 *
 * Takes the line away.
 */
void
munja_strip_hide (MunjaStrip *self)
{
  g_return_if_fail (MUNJA_IS_STRIP (self));

  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  revealed_cb (self);
}

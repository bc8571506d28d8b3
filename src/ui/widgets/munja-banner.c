#include "config.h"

#include "munja-banner.h"

#include "munja-name-button.h"

struct _MunjaBanner {
  GtkWidget parent_instance;

  /* Template children. */
  GtkRevealer *revealer;
  GtkBox *box;
  GtkSpinner *spinner;
  GtkLabel *label;
  GtkLabel *short_label;
  GtkMenuButton *help_button;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (MunjaBanner, munja_banner, GTK_TYPE_WIDGET)

static void
munja_banner_dispose (GObject *object)
{
  MunjaBanner *self = MUNJA_BANNER (object);

  if (self->revealer != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->revealer));
  self->revealer = NULL;

  G_OBJECT_CLASS (munja_banner_parent_class)->dispose (object);
}

/* What has slid away must also be gone for a screen reader. */
static void
revealed_cb (MunjaBanner *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->revealer),
                          gtk_revealer_get_reveal_child (self->revealer)
                              || gtk_revealer_get_child_revealed (self->revealer));
}

static void
munja_banner_class_init (MunjaBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_banner_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, MunjaBanner, box);
  gtk_widget_class_bind_template_child (widget_class, MunjaBanner, spinner);
  gtk_widget_class_bind_template_child (widget_class, MunjaBanner, label);
  gtk_widget_class_bind_template_child (widget_class, MunjaBanner, short_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaBanner, help_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaBanner, button);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
munja_banner_init (MunjaBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->revealer, "notify::child-revealed", G_CALLBACK (revealed_cb),
                            self);
}

/**
 * munja_banner_show:
 * @self: the strip
 * @text: what there is to say, as plain text
 * @button_label: (nullable): what can be done about it, with a mnemonic
 * @action_name: (nullable): the action of that button
 * @busy: whether something is going on that the person waits for
 *
 * Shows a line below the header bar. It takes the place of the one before.
 */
void
munja_banner_show (MunjaBanner *self,
                   const char *text,
                   const char *button_label,
                   const char *action_name,
                   gboolean busy)
{
  g_return_if_fail (MUNJA_IS_BANNER (self));

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
 * munja_banner_set_short:
 * @self: the strip
 * @text: the gist of what it says, in a word
 *
 * Lets the strip say no more than that where the rest would take lines that a small window needs.
 */
void
munja_banner_set_short (MunjaBanner *self, const char *text)
{
  g_return_if_fail (MUNJA_IS_BANNER (self));

  gtk_label_set_wrap (self->label, FALSE);
  gtk_label_set_label (self->short_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->short_label), TRUE);
}

/**
 * munja_banner_set_help:
 * @self: the strip
 * @name: what a button opens
 * @popover: (transfer floating): that
 *
 * Gives the strip a second button, for who wants to know more.
 */
void
munja_banner_set_help (MunjaBanner *self, const char *name, GtkWidget *popover)
{
  g_return_if_fail (MUNJA_IS_BANNER (self));

  gtk_menu_button_set_popover (self->help_button, popover);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->help_button), name);
  munja_name_button (gtk_widget_get_first_child (GTK_WIDGET (self->help_button)), name);
  gtk_widget_set_visible (GTK_WIDGET (self->help_button), TRUE);
}

/**
 * munja_banner_hide:
 * @self: the strip
 *
 * Takes the line away.
 */
void
munja_banner_hide (MunjaBanner *self)
{
  g_return_if_fail (MUNJA_IS_BANNER (self));

  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  revealed_cb (self);
}

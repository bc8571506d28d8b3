#include "config.h"

#include "munja-problem-popover.h"

#include <glib/gi18n.h>

struct _MunjaProblemPopover {
  GtkPopover parent_instance;

  /* Template children. */
  GtkLabel *label;
  GtkButton *replace_button;
  GtkButton *leave_out_button;
};

G_DEFINE_FINAL_TYPE (MunjaProblemPopover, munja_problem_popover, GTK_TYPE_POPOVER)

static void
munja_problem_popover_class_init (MunjaProblemPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-problem-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaProblemPopover, label);
  gtk_widget_class_bind_template_child (widget_class, MunjaProblemPopover, replace_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaProblemPopover, leave_out_button);
}

static void
munja_problem_popover_init (MunjaProblemPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_problem_popover_show_mark:
 * @self: the popover
 * @mark: something that cannot be sent
 * @place: where it is, in the popover's parent
 *
 * Says what cannot be sent, and offers what to do about it.
 */
void
munja_problem_popover_show_mark (MunjaProblemPopover *self,
                                 const MunjaTextMark *mark,
                                 const GdkRectangle *place)
{
  g_autofree char *name = munja_text_mark_describe (mark);
  /* Translators: %s is a character. */
  g_autofree char *text = g_strdup_printf (_ ("%s cannot be sent."), name);
  /* Translators: the first %s is a character, and the second one what is written in its place. */
  g_autofree char *label = g_strdup_printf (_ ("Replace %s with %s"), name, mark->suggestion);
  gboolean has_suggestion = *mark->suggestion != '\0';

  gtk_label_set_label (self->label, text);
  gtk_button_set_label (self->replace_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->replace_button), has_suggestion);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), place);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (
      GTK_WIDGET (has_suggestion ? self->replace_button : self->leave_out_button));
}

#include "config.h"

#include "munja-practice-numbers.h"

#include "munja-wrap-box.h"

struct _MunjaPracticeNumbers {
  GtkPopover parent_instance;
};

G_DEFINE_FINAL_TYPE (MunjaPracticeNumbers, munja_practice_numbers, GTK_TYPE_POPOVER)

static void
munja_practice_numbers_class_init (MunjaPracticeNumbersClass *klass)
{
  g_type_ensure (MUNJA_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/munja/Munja/munja-practice-numbers.ui");
}

static void
munja_practice_numbers_init (MunjaPracticeNumbers *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_practice_numbers_new:
 *
 * Returns: (transfer floating): what tells which numbers to practice with, as the stand-in goes by
 *   their last digits
 */
GtkWidget *
munja_practice_numbers_new (void)
{
  return g_object_new (MUNJA_TYPE_PRACTICE_NUMBERS, NULL);
}

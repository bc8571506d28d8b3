#include "config.h"

#include "munja-change-view.h"

#include <glib/gi18n.h>

#include "munja-describe-time.h"
#include "munja-describe.h"
#include "munja-figure-words.h"

struct _MunjaChangeView {
  GtkWidget parent_instance;

  /* Template children. */
  GtkLabel *what;
  GtkLabel *after;
  GtkLabel *memo;
  GtkLabel *time;
};

G_DEFINE_FINAL_TYPE (MunjaChangeView, munja_change_view, GTK_TYPE_WIDGET)

static char *
describe_amount (const MunjaBalanceChange *change)
{
  g_autofree char *money = munja_describe_change (change->balance);
  g_autofree char *points = munja_describe_change (change->point);

  if (change->point == 0)
    return g_steal_pointer (&money);
  if (change->balance == 0)
    /* Translators: %s is an amount of money with its sign. */
    return g_strdup_printf (_ ("%s in points"), points);
  /* Translators: two amounts of money with their signs. */
  return g_strdup_printf (_ ("%s and %s in points"), money, points);
}

static void
set_label (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* The list's own item is what gets the focus, and would have no name. */
static void
name_item (MunjaChangeView *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));

  if (item != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                    self->what, self->after, self->time, NULL, -1);
}

static void
munja_change_view_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (munja_change_view_parent_class)->dispose (object);
}

static void
munja_change_view_class_init (MunjaChangeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_change_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-change-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaChangeView, what);
  gtk_widget_class_bind_template_child (widget_class, MunjaChangeView, after);
  gtk_widget_class_bind_template_child (widget_class, MunjaChangeView, memo);
  gtk_widget_class_bind_template_child (widget_class, MunjaChangeView, time);
}

static void
munja_change_view_init (MunjaChangeView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_change_view_new:
 *
 * Makes a line of the balance history, without a change yet.
 *
 * Returns: (transfer floating): the line
 */
GtkWidget *
munja_change_view_new (void)
{
  return g_object_new (MUNJA_TYPE_CHANGE_VIEW, NULL);
}

/**
 * munja_change_view_set_change:
 * @self: the line
 * @change: what it shows from now on
 *
 * Shows by how much the balance changed, why and when, and what it was then.
 */
void
munja_change_view_set_change (MunjaChangeView *self, const MunjaBalanceChange *change)
{
  g_autofree char *amount = describe_amount (change);
  g_autofree char *what
      = g_strdup_printf ("%s · %s", munja_describe_change_type (change->type), amount);
  g_autofree char *balance = munja_describe_money (change->new_balance);
  g_autofree char *points = munja_describe_money (change->new_point);
  /* Translators: two amounts of money, what there was after a change. */
  g_autofree char *after = g_strdup_printf (_ ("Balance then %s, points %s"), balance, points);
  g_autofree char *time = change->time_us != 0 ? munja_describe_time (change->time_us) : NULL;

  g_return_if_fail (MUNJA_IS_CHANGE_VIEW (self));

  set_label (self->what, what);
  set_label (self->after, after);
  set_label (self->memo, change->memo);
  set_label (self->time, time);
  name_item (self);
}

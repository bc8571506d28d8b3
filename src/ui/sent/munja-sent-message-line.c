#include "config.h"

#include "munja-sent-message-line.h"

#include <glib/gi18n.h>

#include "munja-describe-sending.h"
#include "munja-sent-reason.h"

struct _MunjaSentMessageLine {
  GtkWidget parent_instance;

  /* Template children. */
  GtkImage *icon;
  GtkLabel *who;
  GtkLabel *state;
  GtkLabel *way;

  /* Owned. */
  MunjaSentRow *row;
};

G_DEFINE_FINAL_TYPE (MunjaSentMessageLine, munja_sent_message_line, GTK_TYPE_WIDGET)

/* The list's own item is what gets the focus, and would have no name. */
static void
name_item (MunjaSentMessageLine *self)
{
  GtkWidget *place = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *item = place != NULL ? gtk_widget_get_parent (place) : NULL;
  g_autofree char *name = NULL;

  if (item == NULL
      || gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (item))
             != GTK_ACCESSIBLE_ROLE_LIST_ITEM)
    return;
  name = g_strdup_printf ("%s. %s. %s", gtk_label_get_label (self->who),
                          gtk_label_get_label (self->state), gtk_label_get_label (self->way));
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
mark (MunjaSentMessageLine *self, MunjaSentState state)
{
  gboolean has_failed = (1 << state & MUNJA_SENT_STATES_FAILED) != 0;
  const char *classes[] = { "caption-heading", has_failed ? "error" : NULL, NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (self->state), classes);
  if (has_failed)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "error");
  gtk_image_set_from_icon_name (self->icon, munja_describe_sent_state_icon (state));
}

static char *
describe_state (const MunjaSentMessage *message)
{
  const char *state = munja_describe_sent_state (message->state);
  g_autofree char *reason = munja_sent_reason_dup (message);

  if (message->is_replaced)
    /* Translators: %s is what became of a message, as in "Failed". */
    return g_strdup_printf (_ ("%s · another message went out in its place"), state);
  return *reason != '\0' ? g_strdup_printf ("%s · %s", state, reason) : g_strdup (state);
}

static void
update (MunjaSentMessageLine *self)
{
  const MunjaSentMessage *message = munja_sent_row_get_message (self->row);
  g_autofree char *number = munja_describe_sent_number (message);
  g_autofree char *who
      = g_strdup_printf ("%s%s%s", message->name, *message->name != '\0' ? "  " : "", number);
  g_autofree char *state = describe_state (message);
  g_autofree char *way = munja_describe_sent_way (message, g_get_real_time ());

  gtk_label_set_label (self->who, who);
  gtk_label_set_label (self->state, state);
  gtk_label_set_label (self->way, way);
  gtk_widget_set_visible (GTK_WIDGET (self->way), *way != '\0');
  mark (self, message->state);
  name_item (self);
}

static void
munja_sent_message_line_dispose (GObject *object)
{
  MunjaSentMessageLine *self = MUNJA_SENT_MESSAGE_LINE (object);
  GtkWidget *child;

  munja_sent_message_line_set_row (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (munja_sent_message_line_parent_class)->dispose (object);
}

static void
munja_sent_message_line_class_init (MunjaSentMessageLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_sent_message_line_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-sent-message-line.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaSentMessageLine, icon);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentMessageLine, who);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentMessageLine, state);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentMessageLine, way);
}

static void
munja_sent_message_line_init (MunjaSentMessageLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_sent_message_line_new:
 *
 * Makes a line of the list of those whom something was sent to, without anybody in it yet.
 *
 * Returns: (transfer floating): the line
 */
GtkWidget *
munja_sent_message_line_new (void)
{
  return g_object_new (MUNJA_TYPE_SENT_MESSAGE_LINE, NULL);
}

/**
 * munja_sent_message_line_set_row:
 * @self: the line, which has its place in the list
 * @row: (nullable): whom it shows from now on
 *
 * Shows who it is and what became of the message, and follows that.
 */
void
munja_sent_message_line_set_row (MunjaSentMessageLine *self, MunjaSentRow *row)
{
  g_return_if_fail (MUNJA_IS_SENT_MESSAGE_LINE (self));

  if (self->row != NULL)
    g_signal_handlers_disconnect_by_func (self->row, update, self);
  g_set_object (&self->row, row);
  if (row == NULL)
    return;
  g_signal_connect_object (row, "notify::message", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

#include "config.h"

#include "munja-recipients-page.h"

#include "munja-recipients-list.h"
#include "munja-wrap-box.h"

struct _MunjaRecipientsPage {
  AdwBin parent_instance;

  /* Template children. */
  GtkLabel *title;
  GtkSpinner *spinner;
  GtkLabel *note;
  MunjaRecipientsList *list;
  GtkPopover *add_popover;
  GtkEntry *add_entry;
  GtkButton *remove_those_button;
  GtkButton *clear_button;
  GtkButton *undo_button;

  /* Owned. */
  MunjaRecipients *recipients;
};

/**
 * MunjaRecipientsPage::add:
 * @text: names and numbers as they were typed or pasted
 *
 * The person names others who are to get the message.
 */

/**
 * MunjaRecipientsPage::import:
 *
 * The person wants to choose a file with others.
 */

/**
 * MunjaRecipientsPage::open:
 *
 * The person wants to see the list.
 */

/**
 * MunjaRecipientsPage::close:
 *
 * The person is done with the list.
 */
enum {
  SIGNAL_ADD,
  SIGNAL_IMPORT,
  SIGNAL_OPEN,
  SIGNAL_CLOSE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaRecipientsPage, munja_recipients_page, ADW_TYPE_BIN)

static void
add_text (MunjaRecipientsPage *self, const char *text)
{
  gtk_popover_popdown (self->add_popover);
  g_signal_emit (self, signals[SIGNAL_ADD], 0, text);
}

static void
add_cb (MunjaRecipientsPage *self)
{
  g_autofree char *text
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->add_entry))));

  gtk_editable_set_text (GTK_EDITABLE (self->add_entry), "");
  if (*text != '\0')
    add_text (self, text);
}

/* Lines that are pasted are a list, which would lose its lines in an entry. */
static void
insert_text_cb (GtkEditable *entry,
                const char *text,
                int length,
                gpointer position,
                MunjaRecipientsPage *self)
{
  g_autofree char *inserted = length < 0 ? g_strdup (text) : g_strndup (text, (gsize)length);

  if (strpbrk (inserted, "\r\n\t") == NULL)
    return;
  g_signal_stop_emission_by_name (entry, "insert-text");
  add_text (self, inserted);
}

static void
import_cb (MunjaRecipientsPage *self)
{
  g_signal_emit (self, signals[SIGNAL_IMPORT], 0);
}

static void
remove_those_cb (MunjaRecipientsPage *self)
{
  munja_recipients_remove_states (self->recipients, munja_recipients_list_get_states (self->list));
}

static void
clear_cb (MunjaRecipientsPage *self)
{
  munja_recipients_remove_states (self->recipients, MUNJA_RECIPIENT_ANY_STATE);
}

static void
undo_cb (MunjaRecipientsPage *self)
{
  munja_recipients_undo (self->recipients);
}

static gboolean
undo_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  MunjaRecipientsPage *self = MUNJA_RECIPIENTS_PAGE (widget);

  if (!munja_recipients_can_undo (self->recipients))
    return FALSE;
  undo_cb (self);
  return TRUE;
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_CLOSE], 0);
}

/* Rows that are chosen by what is odd about them can be taken away together. */
static void
update (MunjaRecipientsPage *self)
{
  unsigned states = munja_recipients_list_get_states (self->list);
  gboolean are_odd = (states & ~MUNJA_RECIPIENT_TO_CHECK) == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->remove_those_button), are_odd);
  gtk_widget_set_sensitive (GTK_WIDGET (self->clear_button),
                            munja_recipients_get_length (self->recipients) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->undo_button),
                          munja_recipients_can_undo (self->recipients));
}

static void
munja_recipients_page_dispose (GObject *object)
{
  g_clear_object (&MUNJA_RECIPIENTS_PAGE (object)->recipients);

  G_OBJECT_CLASS (munja_recipients_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-recipients-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsPage, title);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsPage, note);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsPage, list);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsPage, add_popover);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsPage, add_entry);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsPage, remove_those_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsPage, clear_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsPage, undo_button);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_those_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
}

static void
munja_recipients_page_class_init (MunjaRecipientsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_recipients_page_dispose;

  signals[SIGNAL_ADD] = g_signal_new ("add", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_IMPORT] = g_signal_new ("import", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CLOSE] = g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "recipients.close", NULL, close_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "recipients.close", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, undo_key_cb, NULL);
  g_type_ensure (MUNJA_TYPE_RECIPIENTS_LIST);
  g_type_ensure (MUNJA_TYPE_WRAP_BOX);
  bind_template (widget_class);
}

static void
munja_recipients_page_init (MunjaRecipientsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (gtk_editable_get_delegate (GTK_EDITABLE (self->add_entry)), "insert-text",
                    G_CALLBACK (insert_text_cb), self);
}

/**
 * munja_recipients_page_set_recipients:
 * @self: the page
 * @recipients: what to show
 *
 * Shows another list.
 */
void
munja_recipients_page_set_recipients (MunjaRecipientsPage *self, MunjaRecipients *recipients)
{
  g_return_if_fail (MUNJA_IS_RECIPIENTS_PAGE (self));

  if (self->recipients != NULL)
    g_signal_handlers_disconnect_by_func (self->recipients, update, self);
  g_set_object (&self->recipients, recipients);
  munja_recipients_list_set_recipients (self->list, recipients);
  g_signal_connect_object (recipients, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * munja_recipients_page_show:
 * @self: the page
 * @title: how many people there are, and where they are from
 * @is_busy: whether more are to come
 *
 * Says what it shows.
 */
void
munja_recipients_page_show (MunjaRecipientsPage *self, const char *title, gboolean is_busy)
{
  g_return_if_fail (MUNJA_IS_RECIPIENTS_PAGE (self));

  gtk_label_set_label (self->title, title);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy);
  gtk_spinner_set_spinning (self->spinner, is_busy);
}

/**
 * munja_recipients_page_set_note:
 * @self: the page
 * @text: (nullable): what became of that which came last, %NULL for nothing to say
 * @is_error: whether it did not come into the list
 *
 * Says something about that.
 */
void
munja_recipients_page_set_note (MunjaRecipientsPage *self, const char *text, gboolean is_error)
{
  g_return_if_fail (MUNJA_IS_RECIPIENTS_PAGE (self));

  gtk_label_set_label (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (self->note), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->note), "error");
}

/**
 * munja_recipients_page_open:
 * @self: the page
 *
 * Asks to be shown, with what needs a look first.
 */
void
munja_recipients_page_open (MunjaRecipientsPage *self)
{
  g_return_if_fail (MUNJA_IS_RECIPIENTS_PAGE (self));

  g_signal_emit (self, signals[SIGNAL_OPEN], 0);
  munja_recipients_list_begin (self->list);
}

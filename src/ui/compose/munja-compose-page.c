#include "config.h"

#include "munja-compose-page.h"

#include "munja-action-bar.h"
#include "munja-kind-button.h"
#include "munja-kind-note.h"
#include "munja-compose-preview.h"
#include "munja-message-editor.h"
#include "munja-picture-row.h"
#include "munja-recipients-box.h"
#include "munja-replace-note.h"
#include "munja-sender-group.h"
#include "munja-stores.h"
#include "munja-when-button.h"

struct _MunjaComposePage {
  AdwBin parent_instance;

  /* Template children. */
  MunjaComposeModel *model;
  MunjaSenderGroup *sender_group;
  MunjaRecipientsBox *recipients_box;
  MunjaMessageEditor *editor;
  MunjaPictureRow *picture_row;
  MunjaKindButton *kind_button;
  MunjaKindNote *kind_note;
  MunjaWhenButton *when_button;
  MunjaReplaceNote *replace_note;
  AdwBin *body;
  GtkScrolledWindow *scroller;
  GtkButton *preview_button;
  GtkLabel *draft_note;
  MunjaActionBar *action_bar;

  /* Owned. */
  MunjaClient *client;
  GCancellable *cancellable;
  MunjaComposePreview *preview;
  MunjaMessage *message; /* what is about to be submitted, */
  MunjaDraft *form;      /* what it was read from, */
  char *from;
  gint64 scheduled;

  gboolean submitting; /* Send was pressed, and not everything is at hand yet */
};

/**
 * MunjaComposePage::submitted:
 * @order: (type gpointer): a #MunjaOrder
 * @form: (type gpointer): a #MunjaDraft: all that the form held when it was read
 *
 * The person wants to send what the form holds, and nothing is wrong with it.
 */

/**
 * MunjaComposePage::to-me:
 * @order: (type gpointer): a #MunjaOrder; it has recipients only if merge fields need them
 *
 * The person wants to get what the form holds, and it can be sent.
 */

/**
 * MunjaComposePage::changed:
 *
 * What munja_compose_page_dup_form() gives has changed, or may have.
 */
enum {
  SIGNAL_SUBMITTED,
  SIGNAL_TO_ME,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaComposePage, munja_compose_page, ADW_TYPE_BIN)

static void
forget_order (MunjaComposePage *self)
{
  g_clear_pointer (&self->message, munja_message_unref);
  g_clear_pointer (&self->form, munja_draft_free);
  g_clear_pointer (&self->from, g_free);
  self->scheduled = 0;
}

static void
end_submit (MunjaComposePage *self)
{
  forget_order (self);
  munja_recipients_box_set_editable (self->recipients_box, TRUE);
  self->submitting = FALSE;
}

static void
stop_submit (MunjaComposePage *self)
{
  if (!self->submitting)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  end_submit (self);
}

static void
recipients_got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaComposePage *self = user_data;
  g_autoptr (MunjaAudience) recipients
      = munja_recipients_dup_table_finish (MUNJA_RECIPIENTS (source), result, NULL);
  g_autoptr (MunjaOrder) order = NULL;
  g_autoptr (MunjaDraft) form = NULL;

  /* It has been cancelled, which is all that can keep it from coming. */
  if (recipients == NULL)
    return;
  form = g_steal_pointer (&self->form);
  order = munja_order_new (self->message, self->from, recipients, self->scheduled, form->replaces);
  end_submit (self);
  g_settings_set_string (munja_client_get_profile (self->client), "last-sender", order->from);
  munja_kind_button_remember (self->kind_button);
  g_signal_emit (self, signals[SIGNAL_SUBMITTED], 0, order, form);
}

static gboolean
check_own_text (MunjaComposePage *self)
{
  const MunjaMessage *whole = self->message;
  g_autofree char *text = munja_message_editor_dup_text (self->editor);
  g_autoptr (MunjaMessage) own
      = munja_message_new (whole->subject, text, whole->type, whole->picture, whole->advertising);

  return munja_message_editor_check (self->editor, own);
}

static gboolean
check_advertisement (MunjaComposePage *self)
{
  return munja_kind_note_check_kind (self->kind_note)
         && munja_kind_button_check_lines (self->kind_button)
         && munja_message_editor_check (self->editor, self->message)
         && munja_kind_note_check_time (self->kind_note);
}

/* What is written comes before the lines of an advertisement, which may make it too long. */
static gboolean
check (MunjaComposePage *self)
{
  return munja_sender_group_check (self->sender_group, &self->from)
         && munja_recipients_box_commit (self->recipients_box) && check_own_text (self)
         && munja_picture_row_check (self->picture_row)
         && munja_when_button_check (self->when_button, &self->scheduled)
         && check_advertisement (self);
}

static void
get_recipients (MunjaComposePage *self)
{
  g_autoptr (MunjaRecipients) people = munja_recipients_box_dup_people (self->recipients_box);

  self->form = munja_compose_page_dup_form (self);
  munja_recipients_box_set_editable (self->recipients_box, FALSE);
  munja_recipients_dup_table_async (people, munja_message_get_fields (self->message),
                                    self->cancellable, recipients_got_cb, self);
}

/* A long list takes a moment, in which it must not change. */
static void
settled_cb (gpointer user_data)
{
  MunjaComposePage *self = user_data;

  if (!self->submitting)
    return;
  self->message = munja_message_ref (munja_compose_model_get_message (self->model));
  if (check (self))
    get_recipients (self);
  else
    end_submit (self);
}

static void
changed_cb (MunjaComposePage *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Whoever writes tells it here, and whoever shows something reads it in the model. */
static void
content_changed_cb (MunjaComposePage *self)
{
  MunjaContent *content = munja_content_new ();

  munja_message_editor_read (self->editor, content);
  content->picture = munja_picture_row_dup_picture (self->picture_row);
  munja_kind_button_read (self->kind_button, content);
  munja_compose_model_take_content (self->model, content);
}

static void
people_changed_cb (MunjaComposePage *self)
{
  g_autoptr (MunjaRecipients) people = munja_recipients_box_dup_people (self->recipients_box);
  g_auto (GStrv) fields = munja_recipients_box_list_fields (self->recipients_box);

  munja_message_editor_set_fields (self->editor, (const char *const *)fields);
  munja_compose_model_set_people (self->model, people);
}

static void
hand_over_to_me (MunjaComposePage *self, MunjaAudience *recipients)
{
  g_autoptr (MunjaOrder) order = munja_order_new (self->message, self->from, recipients, 0, NULL);

  end_submit (self);
  g_signal_emit (self, signals[SIGNAL_TO_ME], 0, order);
}

static void
values_got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaComposePage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaAudience) recipients
      = munja_recipients_dup_table_finish (MUNJA_RECIPIENTS (source), result, &error);

  if (recipients != NULL)
    hand_over_to_me (self, munja_audience_get_length (recipients) > 0 ? recipients : NULL);
}

/* It goes to the person alone, who asked for it: neither the night of the law nor the question what
 * it is keeps it back. */
static gboolean
check_to_me (MunjaComposePage *self)
{
  return munja_sender_group_check (self->sender_group, &self->from) && check_own_text (self)
         && munja_picture_row_check (self->picture_row)
         && munja_kind_button_check_lines (self->kind_button)
         && munja_message_editor_check (self->editor, self->message);
}

static void
to_me_settled_cb (gpointer user_data)
{
  MunjaComposePage *self = user_data;
  g_autoptr (MunjaRecipients) people = NULL;
  const char *const *fields;

  if (!self->submitting)
    return;
  self->message = munja_message_ref (munja_compose_model_get_message (self->model));
  if (!check_to_me (self)) {
    end_submit (self);
    return;
  }
  fields = munja_message_get_fields (self->message);
  if (fields[0] == NULL || munja_recipients_box_is_empty (self->recipients_box)) {
    hand_over_to_me (self, NULL);
    return;
  }
  munja_recipients_box_set_editable (self->recipients_box, FALSE);
  people = munja_recipients_box_dup_people (self->recipients_box);
  munja_recipients_dup_table_async (people, fields, self->cancellable, values_got_cb, self);
}

static void
schedule_cb (MunjaComposePage *self, gint64 time_us)
{
  gtk_widget_child_focus (GTK_WIDGET (self->when_button), GTK_DIR_TAB_FORWARD);
  munja_when_button_set_time (self->when_button, time_us);
}

/* The button that was pressed goes, and the focus must not be lost with it. */
static void
kind_answered_cb (MunjaComposePage *self, MunjaMessageKind kind)
{
  munja_compose_page_show (self, MUNJA_COMPOSE_TEXT);
  munja_kind_button_set_kind (self->kind_button, kind);
}

static void
choose_picture_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  munja_picture_row_choose (MUNJA_COMPOSE_PAGE (widget)->picture_row);
}

static void
show_longest_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  munja_compose_preview_show_longest (MUNJA_COMPOSE_PAGE (widget)->preview);
}

static void
munja_compose_page_dispose (GObject *object)
{
  MunjaComposePage *self = MUNJA_COMPOSE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->preview);

  G_OBJECT_CLASS (munja_compose_page_parent_class)->dispose (object);
}

static void
munja_compose_page_finalize (GObject *object)
{
  MunjaComposePage *self = MUNJA_COMPOSE_PAGE (object);

  g_clear_object (&self->cancellable);
  forget_order (self);

  G_OBJECT_CLASS (munja_compose_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, model);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, sender_group);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, recipients_box);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, editor);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, picture_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, kind_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, kind_note);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, when_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, replace_note);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, body);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, preview_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, draft_note);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, action_bar);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, content_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, people_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_answered_cb);
  gtk_widget_class_bind_template_callback (widget_class, schedule_cb);
}

static void
munja_compose_page_class_init (MunjaComposePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = munja_compose_page_dispose;
  object_class->finalize = munja_compose_page_finalize;

  signals[SIGNAL_SUBMITTED]
      = g_signal_new ("submitted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);
  signals[SIGNAL_TO_ME] = g_signal_new ("to-me", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (MUNJA_TYPE_ACTION_BAR);
  g_type_ensure (MUNJA_TYPE_KIND_BUTTON);
  g_type_ensure (MUNJA_TYPE_KIND_NOTE);
  g_type_ensure (MUNJA_TYPE_COMPOSE_MODEL);
  g_type_ensure (MUNJA_TYPE_MESSAGE_EDITOR);
  g_type_ensure (MUNJA_TYPE_PICTURE_ROW);
  g_type_ensure (MUNJA_TYPE_RECIPIENTS_BOX);
  g_type_ensure (MUNJA_TYPE_REPLACE_NOTE);
  g_type_ensure (MUNJA_TYPE_SENDER_GROUP);
  g_type_ensure (MUNJA_TYPE_WHEN_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-compose-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "compose.choose-picture", NULL,
                                   choose_picture_action);
  gtk_widget_class_install_action (widget_class, "compose.show-longest", NULL, show_longest_action);
}

static void
munja_compose_page_init (MunjaComposePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();

  self->preview
      = munja_compose_preview_new (self->body, GTK_WIDGET (self->preview_button), self->model);
  people_changed_cb (self);
}

/**
 * munja_compose_page_get_content:
 * @self: the page
 *
 * Returns: (transfer none): what the message says, finished or not
 */
const MunjaContent *
munja_compose_page_get_content (MunjaComposePage *self)
{
  g_return_val_if_fail (MUNJA_IS_COMPOSE_PAGE (self), NULL);

  return munja_compose_model_get_content (self->model);
}

/**
 * munja_compose_page_set_recipients_page:
 * @self: the page
 * @page: where a list of recipients is shown
 *
 * Lets a list be gone through on a page of its own.
 */
void
munja_compose_page_set_recipients_page (MunjaComposePage *self, MunjaRecipientsPage *page)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  munja_recipients_box_set_page (self->recipients_box, page);
}

/**
 * munja_compose_page_set_prices:
 * @self: the page
 * @prices: (nullable): in Korea, %NULL if they are not known
 * @balance: what there is to pay with, below 0 if it is not known
 *
 * Has the form say what the message costs.
 */
void
munja_compose_page_set_prices (MunjaComposePage *self,
                               const MunjaPrices *prices,
                               MunjaMoney balance)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  munja_compose_model_set_prices (self->model, prices, balance);
}

/**
 * munja_compose_page_set_client:
 * @self: the page
 * @client: whom to send through
 *
 * Points the form at a service. What is written in it stays, but what was about to be sent through
 * another one is not sent.
 */
void
munja_compose_page_set_client (MunjaComposePage *self, MunjaClient *client)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  stop_submit (self);
  g_set_object (&self->client, client);
  munja_kind_button_set_client (self->kind_button, client);
  munja_kind_note_set_client (self->kind_note, client);
  munja_sender_group_set_client (self->sender_group, client);
  munja_recipients_box_set_source (
      self->recipients_box,
      MUNJA_PEOPLE_SOURCE (munja_stores_get_archive (munja_client_get_stores (client))));
}

/**
 * munja_compose_page_refresh:
 * @self: the page
 *
 * Asks for the sender numbers anew; to be called whenever somebody has signed in.
 */
void
munja_compose_page_refresh (MunjaComposePage *self)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));
  g_return_if_fail (self->client != NULL);

  munja_sender_group_refresh (self->sender_group);
}

/**
 * munja_compose_page_send:
 * @self: the page
 *
 * Checks the form, and submits it. The text view loses the focus first, so that the input method
 * hands over the syllable that is being composed.
 */
void
munja_compose_page_send (MunjaComposePage *self)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  if (self->client == NULL || self->submitting)
    return;
  self->submitting = TRUE;
  munja_message_editor_settle (self->editor, munja_action_bar_get_send_button (self->action_bar),
                               settled_cb, self);
}

/**
 * munja_compose_page_send_to_me:
 * @self: the page
 *
 * Checks the message alone, as munja_compose_page_send() does, and hands it over to be sent to the
 * person. What is in the form stays.
 */
void
munja_compose_page_send_to_me (MunjaComposePage *self)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  if (self->client == NULL || self->submitting)
    return;
  self->submitting = TRUE;
  munja_message_editor_settle (self->editor, munja_action_bar_get_to_me_button (self->action_bar),
                               to_me_settled_cb, self);
}

/**
 * munja_compose_page_clear:
 * @self: the page
 *
 * Empties the form, for a new message.
 */
void
munja_compose_page_clear (MunjaComposePage *self)
{
  g_autoptr (MunjaDraft) empty = munja_draft_new ();

  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  munja_compose_page_set_form (self, empty);
}

/**
 * munja_compose_page_dup_form:
 * @self: the page
 *
 * Reads the form; this is where everything that can be put into it has to be.
 *
 * Returns: (transfer full): what the form holds, finished or not
 */
MunjaDraft *
munja_compose_page_dup_form (MunjaComposePage *self)
{
  MunjaDraft *form;
  MunjaRecipients *recipients;

  g_return_val_if_fail (MUNJA_IS_COMPOSE_PAGE (self), NULL);

  form = munja_draft_new ();
  recipients = munja_recipients_box_get_recipients (self->recipients_box);
  g_free (form->from);
  form->from = munja_sender_group_dup_number (self->sender_group);
  g_free (form->to);
  form->to = g_strdup (munja_recipients_box_get_text (self->recipients_box));
  form->recipients = munja_roster_copy (munja_recipients_get_rows (recipients));
  form->recipients_revision = munja_recipients_get_revision (recipients);
  munja_content_free (form->content);
  form->content = munja_content_copy (munja_compose_model_get_content (self->model));
  form->scheduled = munja_compose_model_get_scheduled (self->model);
  form->list_name = g_strdup (munja_recipients_box_get_list_name (self->recipients_box));
  form->replaces = g_strdup (munja_replace_note_get_key (self->replace_note));
  return form;
}

/**
 * munja_compose_page_set_form:
 * @self: the page
 * @form: what munja_compose_page_dup_form() gave
 *
 * Puts everything into the form that was there before, in place of what is there now, and shows it
 * from the top.
 */
void
munja_compose_page_set_form (MunjaComposePage *self, const MunjaDraft *form)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  if (*form->from != '\0')
    munja_sender_group_set_number (self->sender_group, form->from);
  munja_recipients_box_set_rows (self->recipients_box, form->recipients, form->list_name, form->to);
  munja_compose_page_set_content (self, form->content);
  munja_when_button_set_time (self->when_button, form->scheduled);
  munja_replace_note_set_key (self->replace_note, form->replaces);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/**
 * munja_compose_page_set_content:
 * @self: the page
 * @content: what a message says
 *
 * Puts a message into the form in place of the one that is there; the rest stays.
 */
void
munja_compose_page_set_content (MunjaComposePage *self, const MunjaContent *content)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  munja_message_editor_load (self->editor, content);
  munja_picture_row_set_picture (self->picture_row, content->picture);
  munja_kind_button_show (self->kind_button, content);
}

/**
 * munja_compose_page_replace_lookalikes:
 * @self: the page
 *
 * Writes what was probably meant in place of what looks like it, see munja_lookalike_find().
 */
void
munja_compose_page_replace_lookalikes (MunjaComposePage *self)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  munja_message_editor_replace_lookalikes (self->editor);
}

/**
 * munja_compose_page_set_draft_note:
 * @self: the page
 * @text: what to say about the draft, "" for nothing
 * @is_error: whether it is not kept
 *
 * Says how safe it is what the form holds.
 */
void
munja_compose_page_set_draft_note (MunjaComposePage *self, const char *text, gboolean is_error)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  gtk_label_set_label (self->draft_note, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->draft_note), is_error ? "dim-label" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->draft_note), is_error ? "error" : "dim-label");
}

/**
 * munja_compose_page_is_empty:
 * @self: the page
 *
 * Returns: whether nothing has been written, and nobody named
 */
gboolean
munja_compose_page_is_empty (MunjaComposePage *self)
{
  g_autoptr (MunjaDraft) form = NULL;

  g_return_val_if_fail (MUNJA_IS_COMPOSE_PAGE (self), FALSE);

  form = munja_compose_page_dup_form (self);
  return munja_draft_is_empty (form);
}

/**
 * munja_compose_page_load:
 * @self: the page
 * @order: a message
 *
 * Puts a message into the form, after munja_compose_page_clear().
 */
void
munja_compose_page_load (MunjaComposePage *self, const MunjaOrder *order)
{
  g_autoptr (MunjaContent) content = munja_message_dup_content (order->message);

  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  munja_sender_group_set_number (self->sender_group, order->from);
  munja_recipients_box_load (self->recipients_box, order->recipients);
  munja_compose_page_set_content (self, content);
  munja_when_button_set_time (self->when_button, order->scheduled);
  munja_replace_note_set_key (self->replace_note, order->replaces);
}

/**
 * munja_compose_page_show:
 * @self: the page
 * @part: what the person is to look at
 *
 * Puts the focus into a part of the form.
 */
void
munja_compose_page_show (MunjaComposePage *self, MunjaComposePart part)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  switch (part) {
  case MUNJA_COMPOSE_TEXT:
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));
    break;
  case MUNJA_COMPOSE_TIME:
    munja_when_button_open (self->when_button);
    break;
  case MUNJA_COMPOSE_PROBLEM:
    munja_compose_preview_show_problem (self->preview);
    break;
  case MUNJA_COMPOSE_START:
  default:
    gtk_widget_grab_focus (GTK_WIDGET (self->recipients_box));
  }
}

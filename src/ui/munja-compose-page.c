#include "config.h"

#include "munja-compose-page.h"

#include <glib/gi18n.h>

#include "munja-describe.h"
#include "munja-error.h"
#include "munja-message-editor.h"
#include "munja-phone.h"
#include "munja-recipients-box.h"
#include "munja-when-group.h"

/* Where the sender number comes from. */
typedef enum {
  FROM_LOADING,
  FROM_LIST,
  FROM_ENTRY, /* the permission to list them is missing */
  FROM_NONE,  /* none is registered */
  FROM_FAILED,
} FromState;

struct _MunjaComposePage {
  AdwBin parent_instance;

  /* Template children. */
  AdwComboRow *from_row;
  GtkStringList *from_numbers;
  AdwEntryRow *from_entry;
  AdwActionRow *from_status;
  GtkSpinner *from_spinner;
  GtkButton *from_retry;
  MunjaRecipientsBox *recipients_box;
  GtkLinkButton *register_link;
  GtkLabel *number_note;
  MunjaMessageEditor *editor;
  MunjaWhenGroup *when_group;
  GtkLabel *draft_note;
  GtkButton *send_button;

  /* Owned. */
  MunjaClient *client;
  GStrv numbers;
  GCancellable *numbers_cancellable;
  GCancellable *cancellable;
  MunjaDraft *draft; /* what is about to be submitted */
  char *wanted_from; /* what to choose once the numbers are known */

  FromState from_state;
  gboolean submitting; /* Send was pressed, and not everything is at hand yet */
};

/**
 * MunjaComposePage::submitted:
 * @draft: (type gpointer): a #MunjaDraft, owned by the page
 *
 * The person wants to send what the form holds, and nothing is wrong with it.
 */
enum {
  SIGNAL_SUBMITTED,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaComposePage, munja_compose_page, ADW_TYPE_BIN)

static void
set_note (GtkLabel *label, const char *text, gboolean is_error)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "error");
}

static void
mark_invalid (GtkWidget *widget, gboolean invalid)
{
  if (invalid)
    gtk_widget_add_css_class (widget, "error");
  else
    gtk_widget_remove_css_class (widget, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
update_from (MunjaComposePage *self, FromState state, const char *text)
{
  gboolean says_something = state == FROM_LOADING || state == FROM_NONE || state == FROM_FAILED;

  self->from_state = state;
  gtk_widget_set_visible (GTK_WIDGET (self->from_row), state == FROM_LIST);
  gtk_widget_set_visible (GTK_WIDGET (self->from_entry), state == FROM_ENTRY);
  gtk_widget_set_visible (GTK_WIDGET (self->from_status), says_something);
  gtk_widget_set_visible (GTK_WIDGET (self->from_spinner), state == FROM_LOADING);
  gtk_spinner_set_spinning (self->from_spinner, state == FROM_LOADING);
  gtk_widget_set_visible (GTK_WIDGET (self->from_retry),
                          state == FROM_NONE || state == FROM_FAILED);
  gtk_widget_set_visible (GTK_WIDGET (self->register_link), state == FROM_NONE);
  adw_action_row_set_subtitle (self->from_status, text != NULL ? text : "");
  if (state == FROM_ENTRY)
    set_note (self->number_note, text, FALSE);
  else
    set_note (self->number_note, NULL, FALSE);
}

static void
show_numbers (MunjaComposePage *self)
{
  g_autofree char *last
      = g_settings_get_string (munja_client_get_profile (self->client), "last-sender");
  guint selected = 0;
  gboolean is_wanted = FALSE;

  gtk_string_list_splice (self->from_numbers, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->from_numbers)), NULL);
  for (guint i = 0; self->numbers[i] != NULL; i++) {
    gtk_string_list_take (self->from_numbers, munja_phone_format (self->numbers[i]));
    if (g_str_equal (self->numbers[i], self->wanted_from))
      is_wanted = TRUE;
    else if (is_wanted || !g_str_equal (self->numbers[i], last))
      continue;
    selected = i;
  }
  adw_combo_row_set_selected (self->from_row, selected);
  update_from (self, FROM_LIST, NULL);
}

static void
numbers_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaComposePage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) numbers
      = munja_api_list_sender_numbers_finish (MUNJA_API (source), result, &error);
  g_autofree char *text = NULL;
  const MunjaService *service;
  const char *name;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  service = munja_client_get_service (self->client);
  name = munja_describe_service (service);
  g_strfreev (self->numbers);
  self->numbers = g_steal_pointer (&numbers);
  if (self->numbers != NULL && self->numbers[0] != NULL)
    show_numbers (self);
  else if (self->numbers != NULL) {
    /* Translators: %s is the name of the service. */
    text = g_strdup_printf (_ ("No sender number is registered at %s yet. Korean law asks for that "
                               "before the first text."),
                            name);
    update_from (self, FROM_NONE, text);
  } else if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_PERMISSION)) {
    /* Translators: %s is the name of the service. */
    text = g_strdup_printf (_ ("%s did not give the permission to list your sender numbers. Enter "
                               "one that is registered there."),
                            name);
    update_from (self, FROM_ENTRY, text);
    if (*gtk_editable_get_text (GTK_EDITABLE (self->from_entry)) == '\0')
      gtk_editable_set_text (GTK_EDITABLE (self->from_entry), self->wanted_from);
  } else {
    text = munja_describe_error (error, service);
    update_from (self, FROM_FAILED, text);
  }
}

/* The sender number as the form has it now. */
static MunjaPhoneProblem
read_from (MunjaComposePage *self, char **number)
{
  MunjaPhone phone;
  MunjaPhoneProblem problem;

  if (self->from_state == FROM_LIST) {
    *number = g_strdup (self->numbers[adw_combo_row_get_selected (self->from_row)]);
    return MUNJA_PHONE_OK;
  }
  if (self->from_state != FROM_ENTRY)
    return MUNJA_PHONE_EMPTY;
  problem = munja_phone_parse (gtk_editable_get_text (GTK_EDITABLE (self->from_entry)), &phone);
  if (problem == MUNJA_PHONE_OK && !munja_phone_can_send (&phone))
    problem = MUNJA_PHONE_UNKNOWN;
  if (problem == MUNJA_PHONE_OK)
    *number = g_strdup (phone.number);
  return problem;
}

static gboolean
check_from (MunjaComposePage *self, char **number)
{
  MunjaPhoneProblem problem = read_from (self, number);

  if (problem == MUNJA_PHONE_OK) {
    mark_invalid (GTK_WIDGET (self->from_entry), FALSE);
    return TRUE;
  }
  if (self->from_state == FROM_ENTRY) {
    mark_invalid (GTK_WIDGET (self->from_entry), TRUE);
    set_note (self->number_note, munja_describe_phone_problem (problem), TRUE);
    gtk_widget_grab_focus (GTK_WIDGET (self->from_entry));
  } else
    set_note (self->number_note, _ ("There is no number to send from yet."), TRUE);
  return FALSE;
}

static void
take (char **place, char *text)
{
  g_free (*place);
  *place = text;
}

/* A number that is not registered any more is not taken over. */
static void
set_from (MunjaComposePage *self, const char *number)
{
  take (&self->wanted_from, g_strdup (number));
  if (self->from_state == FROM_ENTRY) {
    g_autofree char *formatted = munja_phone_format (number);

    gtk_editable_set_text (GTK_EDITABLE (self->from_entry), formatted);
  }
  for (guint i = 0; self->from_state == FROM_LIST && self->numbers[i] != NULL; i++)
    if (g_str_equal (self->numbers[i], number))
      adw_combo_row_set_selected (self->from_row, i);
}

/* The number as it was chosen or typed; as long as the list is not there, what will be chosen. */
static char *
dup_from (MunjaComposePage *self)
{
  if (self->from_state == FROM_LIST)
    return g_strdup (self->numbers[adw_combo_row_get_selected (self->from_row)]);
  if (self->from_state == FROM_ENTRY)
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->from_entry)));
  return g_strdup (self->wanted_from);
}

static void
end_submit (MunjaComposePage *self)
{
  g_clear_pointer (&self->draft, munja_draft_free);
  munja_recipients_box_set_editable (self->recipients_box, TRUE);
  self->submitting = FALSE;
}

static void
recipients_got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaComposePage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaRecipientTable) recipients
      = munja_recipients_box_dup_table_finish (MUNJA_RECIPIENTS_BOX (source), result, &error);
  g_autoptr (MunjaDraft) draft = NULL;

  if (recipients == NULL)
    return;
  draft = g_steal_pointer (&self->draft);
  draft->recipients = g_steal_pointer (&recipients);
  end_submit (self);
  g_settings_set_string (munja_client_get_profile (self->client), "last-sender", draft->from);
  g_signal_emit (self, signals[SIGNAL_SUBMITTED], 0, draft);
}

static gboolean
check (MunjaComposePage *self, MunjaDraft *draft)
{
  return check_from (self, &draft->from) && munja_recipients_box_commit (self->recipients_box)
         && munja_message_editor_check (self->editor, draft->text)
         && munja_when_group_check (self->when_group, &draft->scheduled);
}

/* A long list takes a moment, in which it must not change. */
static void
settled_cb (gpointer user_data)
{
  MunjaComposePage *self = user_data;

  self->draft = g_new0 (MunjaDraft, 1);
  self->draft->text = munja_message_editor_dup_text (self->editor);
  if (!check (self, self->draft)) {
    end_submit (self);
    return;
  }
  munja_recipients_box_set_editable (self->recipients_box, FALSE);
  munja_recipients_box_dup_table_async (self->recipients_box, FALSE, self->cancellable,
                                        recipients_got_cb, self);
}

static void
changed_cb (MunjaComposePage *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
numbers_edited_cb (MunjaComposePage *self)
{
  mark_invalid (GTK_WIDGET (self->from_entry), FALSE);
  set_note (self->number_note, NULL, FALSE);
}

static void
munja_compose_page_dispose (GObject *object)
{
  MunjaComposePage *self = MUNJA_COMPOSE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->numbers_cancellable);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (munja_compose_page_parent_class)->dispose (object);
}

static void
munja_compose_page_finalize (GObject *object)
{
  MunjaComposePage *self = MUNJA_COMPOSE_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->numbers_cancellable);
  g_clear_pointer (&self->draft, munja_draft_free);
  g_clear_pointer (&self->numbers, g_strfreev);
  g_clear_pointer (&self->wanted_from, g_free);

  G_OBJECT_CLASS (munja_compose_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, from_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, from_numbers);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, from_entry);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, from_status);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, from_spinner);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, from_retry);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, recipients_box);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, register_link);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, number_note);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, editor);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, when_group);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, draft_note);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, send_button);
  gtk_widget_class_bind_template_callback (widget_class, munja_compose_page_refresh);
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
                      NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * MunjaComposePage::changed:
   *
   * What munja_compose_page_dup_form() gives has changed, or may have.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (MUNJA_TYPE_MESSAGE_EDITOR);
  g_type_ensure (MUNJA_TYPE_RECIPIENTS_BOX);
  g_type_ensure (MUNJA_TYPE_WHEN_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-compose-page.ui");
  bind_children (widget_class);
}

/* Whatever munja_compose_page_dup_form() reads. */
static void
follow_changes (MunjaComposePage *self)
{
  g_signal_connect_swapped (self->from_row, "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->from_entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->recipients_box, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->editor, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->when_group, "changed", G_CALLBACK (changed_cb), self);
}

static void
munja_compose_page_init (MunjaComposePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->wanted_from = g_strdup ("");

  follow_changes (self);
  g_signal_connect_swapped (self->recipients_box, "notify::summary", G_CALLBACK (numbers_edited_cb),
                            self);
  g_signal_connect_swapped (self->from_entry, "changed", G_CALLBACK (numbers_edited_cb), self);
  update_from (self, FROM_LOADING, _ ("Loading your numbers…"));
}

/**
 * munja_compose_page_set_client:
 * @self: the page
 * @client: whom to send through
 *
 * Points the form at a service. What is written in it stays.
 */
void
munja_compose_page_set_client (MunjaComposePage *self, MunjaClient *client)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  g_set_object (&self->client, client);
  uri = munja_service_get_sender_numbers_uri (munja_client_get_service (client));
  gtk_link_button_set_uri (self->register_link, uri);
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

  g_cancellable_cancel (self->numbers_cancellable);
  g_clear_object (&self->numbers_cancellable);
  self->numbers_cancellable = g_cancellable_new ();
  take (&self->wanted_from, dup_from (self));
  update_from (self, FROM_LOADING, _ ("Loading your numbers…"));
  munja_api_list_sender_numbers_async (munja_client_get_api (self->client),
                                       self->numbers_cancellable, numbers_listed_cb, self);
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
  munja_message_editor_settle (self->editor, GTK_WIDGET (self->send_button), settled_cb, self);
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
  g_autoptr (MunjaForm) empty = munja_form_new ();

  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  munja_compose_page_set_form (self, empty);
  set_note (self->number_note, NULL, FALSE);
}

/**
 * munja_compose_page_dup_form:
 * @self: the page
 *
 * Reads the form; this is where everything that can be put into it has to be.
 *
 * Returns: (transfer full): what the form holds, finished or not
 */
MunjaForm *
munja_compose_page_dup_form (MunjaComposePage *self)
{
  MunjaForm *form;
  MunjaRecipients *recipients;

  g_return_val_if_fail (MUNJA_IS_COMPOSE_PAGE (self), NULL);

  form = munja_form_new ();
  recipients = munja_recipients_box_get_recipients (self->recipients_box);
  take (&form->from, dup_from (self));
  take (&form->to, g_strdup (munja_recipients_box_get_text (self->recipients_box)));
  form->recipients = munja_recipient_rows_copy (munja_recipients_get_rows (recipients));
  form->recipients_revision = munja_recipients_get_revision (recipients);
  take (&form->content->text, munja_message_editor_dup_text (self->editor));
  form->scheduled = munja_when_group_get_time (self->when_group);
  return form;
}

/**
 * munja_compose_page_set_form:
 * @self: the page
 * @form: what munja_compose_page_dup_form() gave
 *
 * Puts everything into the form that was there before, in place of what is there now.
 */
void
munja_compose_page_set_form (MunjaComposePage *self, const MunjaForm *form)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  if (*form->from != '\0')
    set_from (self, form->from);
  munja_recipients_box_set_rows (self->recipients_box, form->recipients, form->to);
  munja_compose_page_set_content (self, form->content);
  munja_when_group_set_time (self->when_group, form->scheduled);
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

  munja_message_editor_set_text (self->editor, content->text);
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
  g_autoptr (MunjaForm) form = NULL;

  g_return_val_if_fail (MUNJA_IS_COMPOSE_PAGE (self), FALSE);

  form = munja_compose_page_dup_form (self);
  return munja_form_is_empty (form);
}

/**
 * munja_compose_page_load:
 * @self: the page
 * @draft: a message
 *
 * Puts a message into the form, after munja_compose_page_clear().
 */
void
munja_compose_page_load (MunjaComposePage *self, const MunjaDraft *draft)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  set_from (self, draft->from);
  munja_recipients_box_load (self->recipients_box, draft->recipients);
  munja_message_editor_set_text (self->editor, draft->text);
  munja_when_group_set_time (self->when_group, draft->scheduled);
}

/**
 * munja_compose_page_focus:
 * @self: the page
 *
 * Puts the cursor where a new message begins.
 */
void
munja_compose_page_focus (MunjaComposePage *self)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->recipients_box));
}

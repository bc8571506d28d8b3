#include "config.h"

#include "munja-compose-page.h"

#include <glib/gi18n.h>

#include "munja-confirm-dialog.h"
#include "munja-describe.h"
#include "munja-error.h"
#include "munja-message-editor.h"
#include "munja-phone.h"

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
  GtkSpinner *send_spinner;
  GtkButton *send_button;

  /* Owned. */
  MunjaClient *client;
  GStrv numbers;
  GCancellable *numbers_cancellable;
  GCancellable *cancellable;
  char *composing;           /* what the input method shows but has not handed over */
  MunjaOutcome *outcome;     /* the send that is being confirmed or is on its way */
  MunjaOutcome *unconfirmed; /* the last one of which nobody knows */
  GtkWindow *dialog;         /* borrowed: asks whether to send */
  char *old_text;            /* what a new message took the place of */

  FromState from_state;
  gboolean sending;
  gboolean settling; /* Send was pressed, and the last syllable is awaited */
};

/**
 * MunjaComposePage::finished:
 * @outcome: (type gpointer): a #MunjaOutcome, owned by the page
 *
 * A message was accepted, or nobody can tell whether it was.
 */

/**
 * MunjaComposePage::failed:
 * @error: why nothing was sent
 *
 * A message was not sent; what was written is still there.
 */
enum {
  SIGNAL_FINISHED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

enum {
  PROP_SENDING = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

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

  gtk_string_list_splice (self->from_numbers, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->from_numbers)), NULL);
  for (guint i = 0; self->numbers[i] != NULL; i++) {
    gtk_string_list_take (self->from_numbers, munja_phone_format (self->numbers[i]));
    if (g_str_equal (self->numbers[i], last))
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

/* Takes the one whom the message goes to; more than one is not for this path. */
static gboolean
check_to (MunjaComposePage *self, MunjaPhone *phone)
{
  g_autoptr (MunjaRecipientTable) table = NULL;
  g_autofree char *number = NULL;
  MunjaRecipient first;

  if (!munja_recipients_box_commit (self->recipients_box))
    return FALSE;
  if (munja_recipients_box_count_people (self->recipients_box) != 1) {
    set_note (self->number_note, _ ("A text goes to one person at a time."), TRUE);
    return FALSE;
  }
  table = munja_recipients_box_dup_table (self->recipients_box, FALSE);
  first = munja_recipient_table_get (table, 0);
  number = g_strdup_printf ("+%s%s", first.country, first.number);
  return munja_phone_parse (number, phone) == MUNJA_PHONE_OK;
}

static void
set_sending (MunjaComposePage *self, gboolean sending)
{
  self->sending = sending;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SENDING]);
  gtk_widget_set_visible (GTK_WIDGET (self->send_spinner), sending);
  gtk_spinner_set_spinning (self->send_spinner, sending);
  munja_message_editor_set_editable (self->editor, !sending);
  munja_recipients_box_set_editable (self->recipients_box, !sending);
}

static void
clear_form (MunjaComposePage *self)
{
  munja_message_editor_set_text (self->editor, "");
  munja_recipients_box_clear (self->recipients_box);
  set_note (self->number_note, NULL, FALSE);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaComposePage *self = user_data;
  g_autoptr (GError) error = NULL;
  MunjaReceipt *receipt = munja_api_send_finish (MUNJA_API (source), result, &error);
  g_autoptr (MunjaOutcome) outcome = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  outcome = g_steal_pointer (&self->outcome);
  outcome->receipt = receipt;
  set_sending (self, FALSE);
  g_clear_pointer (&self->unconfirmed, munja_outcome_free);
  if (receipt != NULL)
    clear_form (self);
  if (receipt != NULL || g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED)) {
    outcome->error = g_steal_pointer (&error);
    g_signal_emit (self, signals[SIGNAL_FINISHED], 0, outcome);
    if (receipt == NULL)
      self->unconfirmed = g_steal_pointer (&outcome);
  } else
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
send_now (MunjaComposePage *self)
{
  g_autofree char *key = g_uuid_string_random ();
  MunjaOutgoing message = {
    .from = self->outcome->from,
    .to = self->outcome->to.number,
    .country = self->outcome->to.country,
    .text = self->outcome->text,
    .key = key,
  };

  set_sending (self, TRUE);
  g_settings_set_string (munja_client_get_profile (self->client), "last-sender",
                         self->outcome->from);
  munja_api_send_async (munja_client_get_api (self->client), &message, self->cancellable, sent_cb,
                        self);
}

static void
confirmed_cb (MunjaComposePage *self, const char *response)
{
  self->dialog = NULL;
  if (g_str_equal (response, MUNJA_CONFIRM_SEND))
    send_now (self);
  else
    g_clear_pointer (&self->outcome, munja_outcome_free);
}

static void
review (MunjaComposePage *self)
{
  g_autoptr (MunjaOutcome) outcome = g_new0 (MunjaOutcome, 1);
  GtkWidget *dialog;

  outcome->text = munja_message_editor_dup_text (self->editor);
  if (!check_from (self, &outcome->from))
    return;
  if (!check_to (self, &outcome->to))
    return;
  if (!munja_message_editor_check (self->editor, outcome->text))
    return;
  outcome->type = munja_text_choose_type (outcome->text, NULL, FALSE);
  outcome->service = munja_service_copy (munja_client_get_service (self->client));

  dialog = munja_confirm_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), outcome,
                                     munja_outcome_is_same_message (outcome, self->unconfirmed));
  self->outcome = g_steal_pointer (&outcome);
  self->dialog = GTK_WINDOW (dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (confirmed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
settled_cb (gpointer user_data)
{
  MunjaComposePage *self = user_data;

  self->settling = FALSE;
  review (self);
}

static void
numbers_edited_cb (MunjaComposePage *self)
{
  mark_invalid (GTK_WIDGET (self->from_entry), FALSE);
  set_note (self->number_note, NULL, FALSE);
}

static void
munja_compose_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_SENDING:
    g_value_set_boolean (value, MUNJA_COMPOSE_PAGE (object)->sending);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
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
  g_clear_pointer (&self->numbers, g_strfreev);
  g_clear_pointer (&self->outcome, munja_outcome_free);
  g_clear_pointer (&self->unconfirmed, munja_outcome_free);
  g_clear_pointer (&self->old_text, g_free);

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
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, send_spinner);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, send_button);
  gtk_widget_class_bind_template_callback (widget_class, munja_compose_page_refresh);
}

static void
munja_compose_page_class_init (MunjaComposePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = munja_compose_page_get_property;
  object_class->dispose = munja_compose_page_dispose;
  object_class->finalize = munja_compose_page_finalize;

  /**
   * MunjaComposePage:sending:
   *
   * Whether a message is on its way and its answer awaited.
   */
  properties[PROP_SENDING]
      = g_param_spec_boolean ("sending", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  g_type_ensure (MUNJA_TYPE_MESSAGE_EDITOR);
  g_type_ensure (MUNJA_TYPE_RECIPIENTS_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-compose-page.ui");
  bind_children (widget_class);
}

static void
munja_compose_page_init (MunjaComposePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();

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
 * Points the form at a service. What is written in it stays; a question that is still open does
 * not.
 */
void
munja_compose_page_set_client (MunjaComposePage *self, MunjaClient *client)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  /* What was to go through one service must not go through another. */
  if (self->dialog != NULL) {
    gtk_window_destroy (g_steal_pointer (&self->dialog));
    g_clear_pointer (&self->outcome, munja_outcome_free);
  }
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
  update_from (self, FROM_LOADING, _ ("Loading your numbers…"));
  munja_api_list_sender_numbers_async (munja_client_get_api (self->client),
                                       self->numbers_cancellable, numbers_listed_cb, self);
}

/**
 * munja_compose_page_send:
 * @self: the page
 *
 * Checks the form, and asks whether to send it. The text view loses the focus first, so that the
 * input method hands over the syllable that is being composed. While one message is being
 * confirmed or sent, this does nothing.
 */
void
munja_compose_page_send (MunjaComposePage *self)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  if (self->client == NULL || self->outcome != NULL || self->settling)
    return;
  self->settling = TRUE;
  munja_message_editor_settle (self->editor, GTK_WIDGET (self->send_button), settled_cb, self);
}

/**
 * munja_compose_page_start_new:
 * @self: the page
 *
 * Empties the form, and remembers what was in it.
 *
 * Returns: whether there was anything that munja_compose_page_restore() would bring back
 */
gboolean
munja_compose_page_start_new (MunjaComposePage *self)
{
  gboolean had_people;

  g_return_val_if_fail (MUNJA_IS_COMPOSE_PAGE (self), FALSE);

  g_free (self->old_text);
  self->old_text = munja_message_editor_dup_text (self->editor);
  had_people = munja_recipients_box_put_aside (self->recipients_box);
  clear_form (self);
  return had_people || *self->old_text != '\0';
}

/**
 * munja_compose_page_restore:
 * @self: the page
 *
 * Brings back what the last munja_compose_page_start_new() took away.
 */
void
munja_compose_page_restore (MunjaComposePage *self)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  if (self->old_text == NULL || self->sending)
    return;
  munja_recipients_box_bring_back (self->recipients_box);
  munja_message_editor_set_text (self->editor, self->old_text);
}

/**
 * munja_compose_page_is_sending:
 * @self: the page
 *
 * Returns: whether a message is on its way and its answer awaited
 */
gboolean
munja_compose_page_is_sending (MunjaComposePage *self)
{
  g_return_val_if_fail (MUNJA_IS_COMPOSE_PAGE (self), FALSE);

  return self->sending;
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

/**
 * munja_compose_page_get_recipients_box:
 * @self: the page
 *
 * Returns: (transfer none): where the person says whom the message goes to
 */
MunjaRecipientsBox *
munja_compose_page_get_recipients_box (MunjaComposePage *self)
{
  g_return_val_if_fail (MUNJA_IS_COMPOSE_PAGE (self), NULL);

  return self->recipients_box;
}

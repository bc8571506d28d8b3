#include "config.h"

#include "munja-compose-page.h"

#include <glib/gi18n.h>

#include "munja-advertisement-group.h"
#include "munja-compose-check.h"
#include "munja-compose-preview.h"
#include "munja-describe.h"
#include "munja-error.h"
#include "munja-merge-gate.h"
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
  MunjaAdvertisementGroup *advertisement_group;
  MunjaWhenGroup *when_group;
  GtkButton *to_me_button;
  GtkButton *preview_button;
  GtkButton *send_button;

  /* Owned. */
  MunjaClient *client;
  GStrv numbers;
  GCancellable *numbers_cancellable;
  GCancellable *cancellable;
  MunjaComposeCheck *check;
  MunjaComposePreview *preview;
  MunjaDraft *draft; /* what is about to be submitted */
  char *old_text;    /* what a new message took the place of */
  gint64 old_time;
  MunjaContent *old_content;
  MunjaMessageKind old_kind;

  FromState from_state;
  gboolean submitting; /* Send was pressed, and not everything is at hand yet */
};

/**
 * MunjaComposePage::submitted:
 * @draft: (type gpointer): a #MunjaDraft, owned by the page
 *
 * The person wants to send what the form holds, and nothing is wrong with it.
 */

/**
 * MunjaComposePage::to-me:
 * @draft: (type gpointer): a #MunjaDraft, owned by the page; it has recipients only if merge fields
 *   need them
 *
 * The person wants to get what the form holds, and it can be sent.
 */
enum {
  SIGNAL_SUBMITTED,
  SIGNAL_TO_ME,
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

/* A number that is not registered any more is not taken over. */
static void
set_from (MunjaComposePage *self, const char *number)
{
  if (self->from_state == FROM_ENTRY) {
    g_autofree char *formatted = munja_phone_format (number);

    gtk_editable_set_text (GTK_EDITABLE (self->from_entry), formatted);
  }
  for (guint i = 0; self->from_state == FROM_LIST && self->numbers[i] != NULL; i++)
    if (g_str_equal (self->numbers[i], number))
      adw_combo_row_set_selected (self->from_row, i);
}

static void
clear_form (MunjaComposePage *self)
{
  munja_message_editor_set_text (self->editor, "");
  munja_recipients_box_clear (self->recipients_box);
  set_note (self->number_note, NULL, FALSE);
  munja_when_group_set_time (self->when_group, 0);
  munja_advertisement_group_set_kind (self->advertisement_group, MUNJA_MESSAGE_KIND_UNKNOWN);
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
  gboolean wants_to_see = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaRecipientTable) recipients
      = munja_merge_gate_finish (MUNJA_RECIPIENTS_BOX (source), result, &wants_to_see, &error);
  g_autoptr (MunjaDraft) draft = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (recipients == NULL) {
    end_submit (self);
    if (wants_to_see)
      munja_compose_preview_show_problem (self->preview);
    return;
  }
  draft = g_steal_pointer (&self->draft);
  draft->recipients = g_steal_pointer (&recipients);
  end_submit (self);
  g_settings_set_string (munja_client_get_profile (self->client), "last-sender", draft->from);
  munja_advertisement_group_remember (self->advertisement_group);
  g_signal_emit (self, signals[SIGNAL_SUBMITTED], 0, draft);
}

static MunjaContent *
dup_content (MunjaComposePage *self)
{
  MunjaContent *content = munja_content_new ();

  g_free (content->text);
  content->text = munja_message_editor_dup_text (self->editor);
  munja_advertisement_group_read (self->advertisement_group, content);
  return content;
}

static void
show_text (MunjaComposePage *self)
{
  g_autoptr (MunjaContent) content = dup_content (self);

  munja_advertisement_group_set_text (self->advertisement_group, content->subject, content->text);
}

/* From here on it has the lines of an advertisement, which may make it too long. */
static gboolean
check_whole_text (MunjaComposePage *self, MunjaDraft *draft)
{
  g_autoptr (MunjaContent) content = dup_content (self);
  g_autofree char *whole = munja_advertisement_assemble (content);

  g_free (draft->text);
  draft->text = munja_text_normalize (whole);
  return munja_message_editor_check (self->editor, draft->text);
}

static gboolean
check_advertisement (MunjaComposePage *self, MunjaDraft *draft)
{
  g_autoptr (MunjaContent) content = dup_content (self);

  show_text (self);
  munja_advertisement_group_set_time (self->advertisement_group, draft->scheduled);
  draft->advertising = munja_advertisement_get_advertising (content);
  return munja_advertisement_group_check (self->advertisement_group)
         && check_whole_text (self, draft);
}

static gboolean
check (MunjaComposePage *self, MunjaDraft *draft)
{
  return check_from (self, &draft->from) && munja_recipients_box_commit (self->recipients_box)
         && munja_message_editor_check (self->editor, draft->text)
         && munja_when_group_check (self->when_group, &draft->scheduled)
         && check_advertisement (self, draft);
}

/* A long list takes a moment, in which it must not change. */
static void
settled_cb (gpointer user_data)
{
  MunjaComposePage *self = user_data;
  MunjaMergeMessage message;

  self->draft = g_new0 (MunjaDraft, 1);
  self->draft->text = munja_message_editor_dup_text (self->editor);
  if (!check (self, self->draft)) {
    end_submit (self);
    return;
  }
  munja_recipients_box_set_editable (self->recipients_box, FALSE);
  message = (MunjaMergeMessage){
    .subject = self->draft->subject,
    .text = self->draft->text,
    .type = self->draft->type,
  };
  munja_merge_gate_async (self->recipients_box, &message, self->cancellable, recipients_got_cb,
                          self);
}

static void
message_changed_cb (MunjaComposePage *self)
{
  g_autoptr (MunjaContent) content = dup_content (self);
  g_autofree char *whole = munja_advertisement_assemble (content);
  g_autofree char *text = munja_text_normalize (whole);
  g_autofree char *subject = munja_text_normalize (content->subject);
  const MunjaMergeMessage message = {
    .subject = subject,
    .text = text,
    .type = content->type,
    .has_picture = content->picture != NULL,
  };

  munja_compose_check_set_message (self->check, &message);
}

static void
hand_over_to_me (MunjaComposePage *self)
{
  g_autoptr (MunjaDraft) draft = g_steal_pointer (&self->draft);

  end_submit (self);
  g_signal_emit (self, signals[SIGNAL_TO_ME], 0, draft);
}

static void
values_got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaComposePage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaRecipientTable) recipients
      = munja_recipients_box_dup_table_finish (MUNJA_RECIPIENTS_BOX (source), result, &error);

  if (recipients == NULL)
    return;
  if (munja_recipient_table_get_length (recipients) > 0)
    self->draft->recipients = g_steal_pointer (&recipients);
  hand_over_to_me (self);
}

/* It goes to the person alone, who asked for it: neither the night of the law nor the question what
 * it is keeps it back. */
static gboolean
check_to_me (MunjaComposePage *self, MunjaDraft *draft)
{
  show_text (self);
  return check_from (self, &draft->from) && munja_message_editor_check (self->editor, draft->text)
         && munja_advertisement_group_check_lines (self->advertisement_group)
         && check_whole_text (self, draft);
}

static void
to_me_settled_cb (gpointer user_data)
{
  MunjaComposePage *self = user_data;
  g_autoptr (MunjaMerge) merge = NULL;
  const char *const *fields;

  self->draft = g_new0 (MunjaDraft, 1);
  self->draft->text = munja_message_editor_dup_text (self->editor);
  if (!check_to_me (self, self->draft)) {
    end_submit (self);
    return;
  }
  merge = munja_merge_new (self->draft->subject, self->draft->text);
  fields = munja_merge_get_fields (merge);
  if (fields[0] == NULL || munja_recipients_box_is_empty (self->recipients_box)) {
    hand_over_to_me (self);
    return;
  }
  munja_recipients_box_set_editable (self->recipients_box, FALSE);
  munja_recipients_box_dup_table_async (self->recipients_box, FALSE, fields, self->cancellable,
                                        values_got_cb, self);
}

static void
schedule_cb (MunjaComposePage *self, gint64 time_us)
{
  munja_when_group_set_time (self->when_group, time_us);
}

static void
when_changed_cb (MunjaComposePage *self)
{
  munja_advertisement_group_set_time (self->advertisement_group,
                                      munja_when_group_get_time (self->when_group));
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
  g_clear_object (&self->preview);
  g_clear_object (&self->check);

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
  g_clear_pointer (&self->old_text, g_free);
  g_clear_pointer (&self->old_content, munja_content_free);

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
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, advertisement_group);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, when_group);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, to_me_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, preview_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaComposePage, send_button);
  gtk_widget_class_bind_template_callback (widget_class, munja_compose_page_refresh);
  gtk_widget_class_bind_template_callback (widget_class, schedule_cb);
  gtk_widget_class_bind_template_callback (widget_class, when_changed_cb);
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
  signals[SIGNAL_TO_ME] = g_signal_new ("to-me", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  g_type_ensure (MUNJA_TYPE_ADVERTISEMENT_GROUP);
  g_type_ensure (MUNJA_TYPE_MESSAGE_EDITOR);
  g_type_ensure (MUNJA_TYPE_RECIPIENTS_BOX);
  g_type_ensure (MUNJA_TYPE_WHEN_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-compose-page.ui");
  bind_children (widget_class);
}

static void
munja_compose_page_init (MunjaComposePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();

  self->check = munja_compose_check_new (self->recipients_box);
  self->preview
      = munja_compose_preview_new (ADW_BIN (self), GTK_WIDGET (self->preview_button), self->check);

  g_signal_connect_object (self->editor, "changed", G_CALLBACK (message_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->advertisement_group, "changed", G_CALLBACK (message_changed_cb),
                           self, G_CONNECT_SWAPPED);
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
  munja_advertisement_group_set_profile (self->advertisement_group,
                                         munja_client_get_profile (client));
  uri = munja_service_get_sender_numbers_uri (munja_client_get_service (client));
  gtk_link_button_set_uri (self->register_link, uri);
}

/**
 * munja_compose_page_set_prices:
 * @self: the page
 * @prices: (nullable): what a message costs in Korea; %NULL if that is not known
 */
void
munja_compose_page_set_prices (MunjaComposePage *self, const MunjaPrices *prices)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  munja_compose_preview_set_prices (self->preview, prices);
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
  munja_message_editor_settle (self->editor, GTK_WIDGET (self->to_me_button), to_me_settled_cb,
                               self);
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
  self->old_time = munja_when_group_get_time (self->when_group);
  munja_content_free (self->old_content);
  self->old_content = dup_content (self);
  self->old_kind = munja_advertisement_group_get_kind (self->advertisement_group);
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

  if (self->old_text == NULL)
    return;
  munja_recipients_box_bring_back (self->recipients_box);
  munja_message_editor_set_text (self->editor, self->old_text);
  munja_when_group_set_time (self->when_group, self->old_time);
  munja_advertisement_group_show (self->advertisement_group, self->old_content);
  munja_advertisement_group_set_kind (self->advertisement_group, self->old_kind);
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
  g_autofree char *text = NULL;

  g_return_val_if_fail (MUNJA_IS_COMPOSE_PAGE (self), FALSE);

  text = munja_message_editor_dup_text (self->editor);
  return *text == '\0' && munja_recipients_box_is_empty (self->recipients_box);
}

/* The person said what it is when it was sent before. */
static void
load_content (MunjaComposePage *self, const MunjaDraft *draft)
{
  g_autoptr (MunjaContent) content = munja_advertisement_parse (NULL, draft->text);

  if (draft->advertising != MUNJA_ADVERTISING_NONE)
    content->is_advertisement = TRUE;
  content->night_consent = draft->advertising == MUNJA_ADVERTISING_NIGHT_CONSENT;
  munja_message_editor_set_text (self->editor, content->text);
  munja_advertisement_group_show (self->advertisement_group, content);
  if (!content->is_advertisement)
    munja_advertisement_group_set_kind (self->advertisement_group, MUNJA_MESSAGE_KIND_INFORMATION);
}

/**
 * munja_compose_page_load:
 * @self: the page
 * @draft: a message
 *
 * Puts a message into the form, after munja_compose_page_start_new().
 */
void
munja_compose_page_load (MunjaComposePage *self, const MunjaDraft *draft)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_PAGE (self));

  set_from (self, draft->from);
  munja_recipients_box_load (self->recipients_box, draft->recipients);
  load_content (self, draft);
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

#include "config.h"

#include "munja-sender-group.h"

#include <glib/gi18n.h>

#include "munja-api.h"
#include "munja-describe.h"
#include "munja-error.h"
#include "munja-mark-invalid.h"
#include "munja-phone.h"

/* Where the sender number comes from. */
typedef enum {
  FROM_LOADING,
  FROM_LIST,
  FROM_ENTRY, /* the permission to list them is missing */
  FROM_NONE,  /* none is registered */
  FROM_FAILED,
} FromState;

struct _MunjaSenderGroup {
  AdwBin parent_instance;

  /* Template children. */
  AdwComboRow *from_row;
  GtkStringList *from_numbers;
  AdwEntryRow *from_entry;
  AdwActionRow *from_status;
  GtkSpinner *from_spinner;
  GtkButton *from_retry;
  GtkLinkButton *register_link;
  GtkLabel *number_note;

  /* Owned. */
  MunjaClient *client;
  GStrv numbers;
  GCancellable *cancellable;
  char *wanted; /* what to choose once the numbers are known */

  FromState from_state;
};

/**
 * MunjaSenderGroup::changed:
 *
 * Another number is chosen or typed, or may be.
 */
enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaSenderGroup, munja_sender_group, ADW_TYPE_BIN)

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
update_from (MunjaSenderGroup *self, FromState state, const char *text)
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
show_numbers (MunjaSenderGroup *self)
{
  g_autofree char *last
      = g_settings_get_string (munja_client_get_profile (self->client), "last-sender");
  guint selected = 0;
  gboolean is_wanted = FALSE;

  gtk_string_list_splice (self->from_numbers, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->from_numbers)), NULL);
  for (guint i = 0; self->numbers[i] != NULL; i++) {
    gtk_string_list_take (self->from_numbers, munja_phone_format (self->numbers[i]));
    if (g_str_equal (self->numbers[i], self->wanted))
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
  MunjaSenderGroup *self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) numbers = munja_api_perform_finish (MUNJA_API (source), result, &error);
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
      gtk_editable_set_text (GTK_EDITABLE (self->from_entry), self->wanted);
  } else {
    text = munja_describe_error (error, service);
    update_from (self, FROM_FAILED, text);
  }
}

/* Takes over @number. */
static void
want (MunjaSenderGroup *self, char *number)
{
  g_free (self->wanted);
  self->wanted = number;
}

/* The numbers that were there are not to choose from any more. */
static void
begin_to_load (MunjaSenderGroup *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  want (self, munja_sender_group_dup_number (self));
  update_from (self, FROM_LOADING, _ ("Loading your numbers…"));
}

/* The sender number as the form has it now. */
static MunjaPhoneProblem
read_from (MunjaSenderGroup *self, char **number)
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

static void
changed_cb (MunjaSenderGroup *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
edited_cb (MunjaSenderGroup *self)
{
  munja_mark_invalid (self->from_entry, FALSE);
  set_note (self->number_note, NULL, FALSE);
  changed_cb (self);
}

static void
munja_sender_group_dispose (GObject *object)
{
  MunjaSenderGroup *self = MUNJA_SENDER_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (munja_sender_group_parent_class)->dispose (object);
}

static void
munja_sender_group_finalize (GObject *object)
{
  MunjaSenderGroup *self = MUNJA_SENDER_GROUP (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->numbers, g_strfreev);
  g_clear_pointer (&self->wanted, g_free);

  G_OBJECT_CLASS (munja_sender_group_parent_class)->finalize (object);
}

static void
munja_sender_group_class_init (MunjaSenderGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = munja_sender_group_dispose;
  object_class->finalize = munja_sender_group_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-sender-group.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaSenderGroup, from_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaSenderGroup, from_numbers);
  gtk_widget_class_bind_template_child (widget_class, MunjaSenderGroup, from_entry);
  gtk_widget_class_bind_template_child (widget_class, MunjaSenderGroup, from_status);
  gtk_widget_class_bind_template_child (widget_class, MunjaSenderGroup, from_spinner);
  gtk_widget_class_bind_template_child (widget_class, MunjaSenderGroup, from_retry);
  gtk_widget_class_bind_template_child (widget_class, MunjaSenderGroup, register_link);
  gtk_widget_class_bind_template_child (widget_class, MunjaSenderGroup, number_note);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, munja_sender_group_refresh);
}

static void
munja_sender_group_init (MunjaSenderGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->wanted = g_strdup ("");
  g_signal_connect_swapped (self->from_row, "notify::selected", G_CALLBACK (changed_cb), self);
  update_from (self, FROM_LOADING, _ ("Loading your numbers…"));
}

/**
 * munja_sender_group_set_client:
 * @self: the group
 * @client: whose numbers there are to choose from
 */
void
munja_sender_group_set_client (MunjaSenderGroup *self, MunjaClient *client)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (MUNJA_IS_SENDER_GROUP (self));

  if (self->client != client)
    begin_to_load (self);
  g_set_object (&self->client, client);
  uri = munja_service_get_sender_numbers_uri (munja_client_get_service (client));
  gtk_link_button_set_uri (self->register_link, uri);
}

/**
 * munja_sender_group_refresh:
 * @self: the group
 *
 * Asks for the sender numbers anew; to be called whenever somebody has signed in.
 */
void
munja_sender_group_refresh (MunjaSenderGroup *self)
{
  g_return_if_fail (MUNJA_IS_SENDER_GROUP (self));
  g_return_if_fail (self->client != NULL);

  begin_to_load (self);
  self->cancellable = g_cancellable_new ();
  munja_api_perform_async (munja_client_get_api (self->client), munja_call_list_sender_numbers (),
                           self->cancellable, numbers_listed_cb, self);
}

/**
 * munja_sender_group_check:
 * @self: the group
 * @number: (out): the number to send from, digits only
 *
 * Checks that there is a number to send from. If not, it says why.
 *
 * Returns: whether there is
 */
gboolean
munja_sender_group_check (MunjaSenderGroup *self, char **number)
{
  MunjaPhoneProblem problem;

  g_return_val_if_fail (MUNJA_IS_SENDER_GROUP (self), FALSE);

  problem = read_from (self, number);
  if (problem == MUNJA_PHONE_OK) {
    munja_mark_invalid (self->from_entry, FALSE);
    return TRUE;
  }
  if (self->from_state == FROM_ENTRY) {
    munja_mark_invalid (self->from_entry, TRUE);
    set_note (self->number_note, munja_describe_phone_problem (problem), TRUE);
    gtk_widget_grab_focus (GTK_WIDGET (self->from_entry));
  } else
    set_note (self->number_note, _ ("There is no number to send from yet."), TRUE);
  return FALSE;
}

/**
 * munja_sender_group_set_number:
 * @self: the group
 * @number: digits only
 *
 * Chooses a number, now or as soon as the list is there. One that is not registered any more is not
 * taken over.
 */
void
munja_sender_group_set_number (MunjaSenderGroup *self, const char *number)
{
  g_return_if_fail (MUNJA_IS_SENDER_GROUP (self));

  want (self, g_strdup (number));
  if (self->from_state == FROM_ENTRY) {
    g_autofree char *formatted = munja_phone_format (number);

    gtk_editable_set_text (GTK_EDITABLE (self->from_entry), formatted);
  }
  for (guint i = 0; self->from_state == FROM_LIST && self->numbers[i] != NULL; i++)
    if (g_str_equal (self->numbers[i], number))
      adw_combo_row_set_selected (self->from_row, i);
}

/**
 * munja_sender_group_dup_number:
 * @self: the group
 *
 * Returns: (transfer full): the number as it was chosen or typed, whether or not it can be sent
 * from; as long as the list is not there, the one that will be chosen; "" for none
 */
char *
munja_sender_group_dup_number (MunjaSenderGroup *self)
{
  g_return_val_if_fail (MUNJA_IS_SENDER_GROUP (self), NULL);

  if (self->from_state == FROM_LIST)
    return g_strdup (self->numbers[adw_combo_row_get_selected (self->from_row)]);
  if (self->from_state == FROM_ENTRY)
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->from_entry)));
  return g_strdup (self->wanted);
}

#include "config.h"

#include "munja-recipients-box.h"

#include <glib/gi18n.h>
#include <string.h>

#include "munja-describe-import.h"
#include "munja-describe-recipient.h"
#include "munja-describe.h"
#include "munja-import-chooser.h"
#include "munja-import-dialog.h"
#include "munja-paste-reader.h"
#include "munja-recipients-list.h"

/* What is put into the entry at once; GTK would cut off what is longer than 64 KiB. */
#define MAX_ENTRY_BYTES 1000

struct _MunjaRecipientsBox {
  AdwBin parent_instance;

  /* Template children. */
  AdwEntryRow *entry;
  GtkButton *import_button;
  GtkLabel *note;
  MunjaRecipientsList *list;

  /* Owned. */
  MunjaRecipients *recipients;
  char *summary;
  GCancellable *cancellable;
  GtkFileChooserNative *chooser;

  guint n_reading; /* texts that a thread is reading */
};

enum {
  PROP_SUMMARY = 1,
  N_PROPS,
};

/**
 * MunjaRecipientsBox::changed:
 *
 * The message may go to other people now, or some of them may have come with something else.
 */
enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaRecipientsBox, munja_recipients_box, ADW_TYPE_BIN)

static void
set_note (MunjaRecipientsBox *self, const char *text, gboolean is_error)
{
  gtk_label_set_label (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
  if (is_error) {
    gtk_widget_add_css_class (GTK_WIDGET (self->note), "error");
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  } else {
    gtk_widget_remove_css_class (GTK_WIDGET (self->note), "error");
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  }
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
      is_error ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
set_entry (MunjaRecipientsBox *self, const char *text)
{
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

/* What is typed, without blanks around it. */
static char *
dup_typed (MunjaRecipientsBox *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

/* As long as there is no list, the one person whom a text goes to stays in the entry. */
static MunjaPaste *
dup_only_one (MunjaRecipientsBox *self)
{
  g_autofree char *typed = dup_typed (self);
  g_autoptr (MunjaPaste) batch = NULL;

  if (*typed == '\0' || munja_recipients_get_length (self->recipients) > 0)
    return NULL;
  batch = munja_paste_reader_read (typed);
  if (munja_paste_get_length (batch) != 1
      || munja_paste_get_records (batch)->state == MUNJA_RECIPIENT_INVALID)
    return NULL;
  return g_steal_pointer (&batch);
}

static void
update_summary (MunjaRecipientsBox *self)
{
  gsize n_people = munja_recipients_box_count_people (self);
  gsize n_look = munja_recipients_count (self->recipients, MUNJA_RECIPIENT_NEEDS_LOOK);
  char *summary = munja_describe_list (n_people, n_look);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (g_strcmp0 (self->summary, summary) == 0) {
    g_free (summary);
    return;
  }
  g_free (self->summary);
  self->summary = summary;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
}

static void
update (MunjaRecipientsBox *self)
{
  munja_recipients_list_set_reading (self->list, self->n_reading > 0);
  update_summary (self);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaRecipientsBox *self = user_data;
  g_autoptr (GError) error = NULL;

  if (munja_recipients_add_finish (MUNJA_RECIPIENTS (source), result, &error))
    update (self);
}

static void
add (MunjaRecipientsBox *self, MunjaPaste *batch)
{
  munja_recipients_add_async (self->recipients, batch, self->cancellable, added_cb, self);
}

/* Says what the person should know about the number of a batch of one. */
static void
note_kind (MunjaRecipientsBox *self, MunjaPaste *batch)
{
  g_autofree char *number = munja_paste_dup_number (batch, 0);
  MunjaPhone phone;

  if (munja_phone_parse (number, &phone) == MUNJA_PHONE_OK)
    set_note (self, munja_describe_recipient_kind (phone.kind), FALSE);
}

/* Says that there are numbers in a batch which nobody has. */
static void
note_unassigned (MunjaRecipientsBox *self, MunjaPaste *batch)
{
  g_autofree char *note = munja_describe_unassigned (munja_paste_get_counts (batch));

  if (note != NULL)
    set_note (self, note, FALSE);
}

/* Writes the number in the entry as people write it; a name beside it is left alone. */
static void
tidy_entry (MunjaRecipientsBox *self)
{
  g_autofree char *typed = dup_typed (self);
  g_autofree char *formatted = NULL;
  MunjaPhone phone;

  if (munja_phone_parse (typed, &phone) != MUNJA_PHONE_OK || phone.kind == MUNJA_PHONE_FOREIGN)
    return;
  formatted = munja_phone_format (phone.number);
  set_entry (self, formatted);
}

/* Puts the rows that are valid into the list, and leaves the others where they were typed. */
static void
take_valid (MunjaRecipientsBox *self, MunjaPaste *batch)
{
  const MunjaRecipientRecord *records = munja_paste_get_records (batch);
  gsize length = munja_paste_get_length (batch);
  g_autoptr (GString) valid = g_string_new (NULL);
  g_autoptr (GString) others = g_string_new (NULL);
  g_autoptr (MunjaPaste) valid_batch = NULL;
  MunjaRecipientProblem problem = MUNJA_RECIPIENT_FINE;

  for (gsize i = 0; i < length; i++) {
    g_autofree char *number = munja_paste_dup_number (batch, i);
    g_autofree char *name = munja_paste_dup_name (batch, i);

    if (records[i].state != MUNJA_RECIPIENT_INVALID) {
      g_string_append_printf (valid, "%s\t%s\n", number, name);
      continue;
    }
    if (problem == MUNJA_RECIPIENT_FINE)
      problem = records[i].problem;
    g_string_append_printf (others, "%s%s%s%s", others->len > 0 ? ", " : "", name,
                            *name != '\0' ? " " : "", number);
  }
  if (valid->len > 0) {
    valid_batch = munja_paste_reader_read (valid->str);
    set_entry (self, others->str);
    add (self, valid_batch);
  }
  set_note (self, munja_describe_recipient_problem (problem), TRUE);
}

/* Makes recipients of what is typed, and says what is wrong with it. The only one stays in the
 * entry, unless @always. */
static gboolean
take_typed (MunjaRecipientsBox *self, gboolean always)
{
  g_autofree char *typed = dup_typed (self);
  g_autoptr (MunjaPaste) batch = NULL;
  gsize length;

  if (*typed == '\0')
    return TRUE;
  batch = munja_paste_reader_read (typed);
  length = munja_paste_get_length (batch);
  if (munja_paste_get_counts (batch)->rows[MUNJA_RECIPIENT_INVALID] > 0) {
    take_valid (self, batch);
    return FALSE;
  }
  if (length == 0) {
    set_note (self, munja_describe_recipient_problem (MUNJA_RECIPIENT_EMPTY), TRUE);
    return FALSE;
  }
  if (length == 1 && !always && munja_recipients_get_length (self->recipients) == 0)
    tidy_entry (self);
  else {
    set_entry (self, "");
    add (self, batch);
  }
  set_note (self, NULL, FALSE);
  if (length == 1)
    note_kind (self, batch);
  note_unassigned (self, batch);
  return TRUE;
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaRecipientsBox *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaPaste) batch = munja_paste_reader_read_finish (result, &error);
  g_autofree char *further = NULL;

  if (batch == NULL)
    return;
  self->n_reading--;
  add (self, batch);
  update (self);
  note_unassigned (self, batch);
  further = munja_describe_further (munja_paste_get_counts (batch));
  if (further != NULL)
    set_note (self, further, FALSE);
}

/* A list of a million people is not for the entry to lay out. */
static gboolean
is_list (const char *text)
{
  return strlen (text) > MAX_ENTRY_BYTES || strpbrk (text, "\r\n\t") != NULL;
}

static void
insert_text_cb (GtkEditable *entry,
                const char *text,
                int length,
                gpointer position,
                MunjaRecipientsBox *self)
{
  g_autofree char *inserted = length < 0 ? g_strdup (text) : g_strndup (text, (gsize)length);

  if (!is_list (inserted))
    return;
  g_signal_stop_emission_by_name (entry, "insert-text");
  munja_recipients_box_paste (self, inserted);
}

static void
entry_changed_cb (MunjaRecipientsBox *self)
{
  set_note (self, NULL, FALSE);
  update_summary (self);
}

static void
entry_activated_cb (MunjaRecipientsBox *self)
{
  take_typed (self, TRUE);
}

static void
entry_left_cb (MunjaRecipientsBox *self)
{
  take_typed (self, FALSE);
}

static void
set_recipients (MunjaRecipientsBox *self, MunjaRecipients *recipients)
{
  if (self->recipients != NULL)
    g_signal_handlers_disconnect_by_func (self->recipients, update_summary, self);
  g_set_object (&self->recipients, recipients);
  g_signal_connect_object (recipients, "changed", G_CALLBACK (update_summary), self,
                           G_CONNECT_SWAPPED);
  munja_recipients_list_set_recipients (self->list, recipients);
  update_summary (self);
}

static void
chosen_cb (MunjaRecipientsBox *self, int response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  if (file != NULL)
    munja_recipients_box_import (self, file);
}

static void
import_cb (MunjaRecipientsBox *self)
{
  g_clear_object (&self->chooser);
  self->chooser = munja_import_chooser_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
dropped_cb (MunjaRecipientsBox *self, const GValue *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (self->import_button)))
    return FALSE;
  munja_recipients_box_import (self, files->data);
  return TRUE;
}

static void
munja_recipients_box_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_SUMMARY:
    g_value_set_string (value, MUNJA_RECIPIENTS_BOX (object)->summary);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static gboolean
munja_recipients_box_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MUNJA_RECIPIENTS_BOX (widget)->entry));
}

static void
munja_recipients_box_dispose (GObject *object)
{
  MunjaRecipientsBox *self = MUNJA_RECIPIENTS_BOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->chooser);

  G_OBJECT_CLASS (munja_recipients_box_parent_class)->dispose (object);
}

static void
munja_recipients_box_finalize (GObject *object)
{
  MunjaRecipientsBox *self = MUNJA_RECIPIENTS_BOX (object);

  g_clear_object (&self->recipients);
  g_clear_object (&self->cancellable);
  g_free (self->summary);

  G_OBJECT_CLASS (munja_recipients_box_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsBox, entry);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsBox, import_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsBox, note);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsBox, list);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
}

static void
munja_recipients_box_class_init (MunjaRecipientsBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = munja_recipients_box_get_property;
  object_class->dispose = munja_recipients_box_dispose;
  object_class->finalize = munja_recipients_box_finalize;
  widget_class->grab_focus = munja_recipients_box_grab_focus;

  /**
   * MunjaRecipientsBox:summary:
   *
   * How many people get the message, and how many rows need a look, in words.
   */
  properties[PROP_SUMMARY]
      = g_param_spec_string ("summary", NULL, NULL, NULL,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (MUNJA_TYPE_RECIPIENTS_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-recipients-box.ui");
  bind_children (widget_class);
}

static void
munja_recipients_box_init (MunjaRecipientsBox *self)
{
  g_autoptr (MunjaRecipients) recipients = munja_recipients_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();

  set_recipients (self, recipients);

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (entry_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  g_signal_connect (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)), "insert-text",
                    G_CALLBACK (insert_text_cb), self);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (dropped_cb), self);
  /* The entry would take a file for the text of its address. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drop), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

/**
 * munja_recipients_box_get_recipients:
 * @self: the box
 *
 * Returns: (transfer none): the list; a person who is alone may be in the entry only, see
 *   munja_recipients_box_dup_people()
 */
MunjaRecipients *
munja_recipients_box_get_recipients (MunjaRecipientsBox *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENTS_BOX (self), NULL);

  return self->recipients;
}

/**
 * munja_recipients_box_count_people:
 * @self: the box
 *
 * Returns: how many people would get the message, each number once
 */
gsize
munja_recipients_box_count_people (MunjaRecipientsBox *self)
{
  g_autoptr (MunjaPaste) only_one = NULL;

  g_return_val_if_fail (MUNJA_IS_RECIPIENTS_BOX (self), 0);

  only_one = dup_only_one (self);
  return only_one != NULL ? 1 : munja_recipients_count (self->recipients, MUNJA_RECIPIENT_PEOPLE);
}

/**
 * munja_recipients_box_dup_people:
 * @self: a box that has been committed
 *
 * Returns: (transfer full): whom the message goes to: the list, or one of the person alone who is
 *   still in the entry
 */
MunjaRecipients *
munja_recipients_box_dup_people (MunjaRecipientsBox *self)
{
  g_autoptr (MunjaPaste) only_one = NULL;
  MunjaRecipients *people;

  g_return_val_if_fail (MUNJA_IS_RECIPIENTS_BOX (self), NULL);

  only_one = dup_only_one (self);
  if (only_one == NULL)
    return g_object_ref (self->recipients);
  people = munja_recipients_new ();
  munja_recipients_add (people, only_one);
  return people;
}

/* Goes back to the entry. If the page has begun to scroll to what had the focus before, it would go
 * on with that, and take the entry out of sight. */
static void
focus_entry (MunjaRecipientsBox *self)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *place;

  if (scroller != NULL) {
    place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
    gtk_adjustment_set_value (place, gtk_adjustment_get_value (place));
  }
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * munja_recipients_box_commit:
 * @self: the box
 *
 * Makes recipients of what is still in the entry. If there is nobody to send to, or something in
 * the entry that is not understood, it says why and takes the focus.
 *
 * Returns: whether a message can be sent
 */
gboolean
munja_recipients_box_commit (MunjaRecipientsBox *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENTS_BOX (self), FALSE);

  if (!take_typed (self, FALSE)) {
    focus_entry (self);
    return FALSE;
  }
  if (self->n_reading > 0 || munja_recipients_is_busy (self->recipients)) {
    set_note (self, _ ("The list is still being read."), FALSE);
    return FALSE;
  }
  if (munja_recipients_box_count_people (self) > 0)
    return TRUE;
  set_note (self,
            munja_recipients_get_length (self->recipients) == 0
                ? munja_describe_recipient_problem (MUNJA_RECIPIENT_EMPTY)
                : _ ("Nobody in the list can get a text. Correct a number, or add one."),
            TRUE);
  focus_entry (self);
  return FALSE;
}

/**
 * munja_recipients_box_paste:
 * @self: the box
 * @text: UTF-8; see munja_paste_reader_read()
 *
 * Puts the people into the list whom a text names, and whatever it holds that is not understood.
 */
void
munja_recipients_box_paste (MunjaRecipientsBox *self, const char *text)
{
  g_return_if_fail (MUNJA_IS_RECIPIENTS_BOX (self));

  self->n_reading++;
  munja_paste_reader_read_async (text, self->cancellable, text_read_cb, self);
  update (self);
}

/**
 * munja_recipients_box_set_text:
 * @self: the box
 * @text: one or more people, as if they had been typed
 *
 * Puts a text into the entry.
 */
void
munja_recipients_box_set_text (MunjaRecipientsBox *self, const char *text)
{
  g_return_if_fail (MUNJA_IS_RECIPIENTS_BOX (self));

  set_entry (self, text);
}

/**
 * munja_recipients_box_import:
 * @self: the box
 * @file: a table
 *
 * Opens the dialog that shows what is in a file, and takes it over.
 */
void
munja_recipients_box_import (MunjaRecipientsBox *self, GFile *file)
{
  GtkWidget *dialog;

  g_return_if_fail (MUNJA_IS_RECIPIENTS_BOX (self));

  dialog = munja_import_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), file);
  g_signal_connect_object (dialog, "add", G_CALLBACK (add), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * munja_recipients_box_set_editable:
 * @self: the box
 * @editable: whether the person can change whom the message goes to
 *
 * Locks it while its message is on its way, or unlocks it.
 */
void
munja_recipients_box_set_editable (MunjaRecipientsBox *self, gboolean editable)
{
  g_return_if_fail (MUNJA_IS_RECIPIENTS_BOX (self));

  gtk_editable_set_editable (GTK_EDITABLE (self->entry), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), editable);
}

/**
 * munja_recipients_box_is_empty:
 * @self: the box
 *
 * Returns: whether there is neither a list nor a text in the entry
 */
gboolean
munja_recipients_box_is_empty (MunjaRecipientsBox *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENTS_BOX (self), FALSE);

  return *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0'
         && munja_recipients_get_length (self->recipients) == 0;
}

/**
 * munja_recipients_box_clear:
 * @self: the box
 *
 * Begins anew, with nothing to undo.
 */
void
munja_recipients_box_clear (MunjaRecipientsBox *self)
{
  g_autoptr (MunjaRecipients) recipients = NULL;

  g_return_if_fail (MUNJA_IS_RECIPIENTS_BOX (self));

  recipients = munja_recipients_new ();
  set_entry (self, "");
  set_recipients (self, recipients);
  set_note (self, NULL, FALSE);
}

/**
 * munja_recipients_box_get_text:
 * @self: the box
 *
 * Returns: (transfer none): what stands in the entry, as it was typed
 */
const char *
munja_recipients_box_get_text (MunjaRecipientsBox *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENTS_BOX (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

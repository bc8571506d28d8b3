#include "config.h"

#include "munja-recipients-box.h"

#include <glib/gi18n.h>
#include <string.h>

#include "munja-describe-import.h"
#include "munja-describe-recipient.h"
#include "munja-describe.h"
#include "munja-import-chooser.h"
#include "munja-import-dialog.h"
#include "munja-mark-invalid.h"
#include "munja-paste-reader.h"
#include "munja-people-popover.h"
#include "munja-recipient-typed.h"

/* What is put into the entry at once; GTK would cut off what is longer than 64 KiB. */
#define MAX_ENTRY_BYTES 1000

struct _MunjaRecipientsBox {
  AdwBin parent_instance;

  /* Template children. */
  AdwEntryRow *entry;
  GtkButton *import_button;
  AdwActionRow *list_row;
  GtkSpinner *spinner;
  GtkLabel *note;

  MunjaPeoplePopover *people; /* a child of the entry */

  /* Owned. */
  MunjaRecipients *recipients;
  MunjaRecipientsPage *page; /* where the list is shown, if anywhere */
  char *importing;           /* the name of the file that is being looked at, */
  char *source;              /* and of the one that the whole list came from */
  GCancellable *cancellable;
  GtkFileChooserNative *chooser;

  guint n_reading; /* texts that a thread is reading */
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

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaRecipientsBox, munja_recipients_box, ADW_TYPE_BIN)

static void
set_note (MunjaRecipientsBox *self, const char *text, gboolean is_error)
{
  if (self->page != NULL)
    munja_recipients_page_set_note (self->page, text, is_error);
  gtk_label_set_label (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
  munja_mark_invalid (self->entry, is_error);
  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (self->note), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->note), "error");
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

/* As long as there is no list, the few people whom a text goes to stay in the entry. */
static MunjaPaste *
dup_few (MunjaRecipientsBox *self)
{
  g_autofree char *typed = dup_typed (self);
  g_autoptr (MunjaPaste) batch = NULL;
  const gsize *rows;

  if (*typed == '\0' || munja_recipients_get_length (self->recipients) > 0)
    return NULL;
  batch = munja_paste_reader_read (typed);
  rows = munja_paste_get_counts (batch)->rows;
  if (!munja_recipient_typed_is_few (batch)
      || rows[MUNJA_RECIPIENT_VALID] + rows[MUNJA_RECIPIENT_REPAIRED] == 0)
    return NULL;
  return g_steal_pointer (&batch);
}

static gboolean
is_reading (MunjaRecipientsBox *self)
{
  return self->n_reading > 0 || munja_recipients_is_busy (self->recipients);
}

/* How many people there are, and which file all of them came from. */
static char *
describe_list (MunjaRecipientsBox *self)
{
  gsize n_people = munja_recipients_count (self->recipients, MUNJA_RECIPIENT_PEOPLE);
  g_autofree char *people = NULL;

  if (munja_recipients_get_length (self->recipients) == 0)
    return g_strdup (is_reading (self) ? _ ("Reading the list…") : _ ("Nobody yet"));
  people = munja_describe_people (n_people);
  return self->source != NULL ? g_strdup_printf ("%s · %s", people, self->source)
                              : g_steal_pointer (&people);
}

static void
name_list_row (MunjaRecipientsBox *self, const char *title, const char *problem)
{
  const char *const parts[] = { _ ("To"), title, *problem != '\0' ? problem : NULL, NULL };
  g_autofree char *name = g_strjoinv (", ", (GStrv)parts);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

/* Either the entry is there or the list; both only while something typed waits beside a list. */
static void
update_rows (MunjaRecipientsBox *self)
{
  gboolean has_list = munja_recipients_get_length (self->recipients) > 0 || is_reading (self);
  gboolean has_text = *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));

  gtk_widget_set_visible (GTK_WIDGET (self->list_row), has_list);
  gtk_widget_set_visible (GTK_WIDGET (self->entry), !has_list || has_text);
  if (had_focus && !gtk_widget_get_mapped (focus))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
update (MunjaRecipientsBox *self)
{
  gsize n_invalid
      = munja_recipients_count (self->recipients, MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_INVALID));
  g_autofree char *title = NULL;
  g_autofree char *problem = n_invalid > 0 ? munja_describe_unsendable (n_invalid) : g_strdup ("");

  if (munja_recipients_get_length (self->recipients) == 0)
    g_clear_pointer (&self->source, g_free);
  title = describe_list (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->list_row), title);
  adw_action_row_set_subtitle (self->list_row, problem);
  name_list_row (self, title, problem);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_reading (self));
  gtk_spinner_set_spinning (self->spinner, is_reading (self));
  if (self->page != NULL)
    munja_recipients_page_show (self->page, title, is_reading (self));
  update_rows (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
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

/* A list is named after its file as long as all of it comes from there. */
static void
add_imported (MunjaRecipientsBox *self, MunjaPaste *batch)
{
  gboolean is_first = munja_recipients_get_length (self->recipients) == 0;

  g_clear_pointer (&self->source, g_free);
  add (self, batch);
  if (is_first)
    self->source = g_steal_pointer (&self->importing);
  update (self);
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

/* Lets the next person be named behind those who are. */
static void
begin_next (MunjaRecipientsBox *self)
{
  g_autofree char *typed = dup_typed (self);
  g_autofree char *text = NULL;

  if (g_str_has_suffix (typed, ","))
    typed[strlen (typed) - 1] = '\0';
  text = g_strconcat (typed, ", ", NULL);
  set_entry (self, text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/* Says what is wrong with what is typed, of which those who are valid go to the list unless they
 * stay. */
static void
refuse_typed (MunjaRecipientsBox *self, MunjaPaste *typed, gboolean stays)
{
  MunjaRecipientProblem problem = munja_recipient_typed_find_problem (typed);

  if (!stays) {
    g_autofree char *others = NULL;
    g_autoptr (MunjaPaste) valid = munja_recipient_typed_split (typed, &others);

    set_entry (self, others);
    add (self, valid);
  }
  set_note (self, munja_describe_recipient_problem (problem), TRUE);
}

/* Makes recipients of what is typed, and says what is wrong with it. A few stay in the entry as
 * long as there is no list. */
static gboolean
take_typed (MunjaRecipientsBox *self)
{
  g_autofree char *typed = dup_typed (self);
  g_autofree char *tidy = NULL;
  g_autoptr (MunjaPaste) batch = NULL;
  gboolean stays;

  if (*typed == '\0')
    return TRUE;
  batch = munja_paste_reader_read (typed);
  stays
      = munja_recipient_typed_is_few (batch) && munja_recipients_get_length (self->recipients) == 0;
  if (munja_recipient_typed_find_problem (batch) != MUNJA_RECIPIENT_FINE) {
    refuse_typed (self, batch, stays);
    return FALSE;
  }
  tidy = stays ? munja_recipient_typed_tidy (batch) : g_strdup ("");
  if (tidy != NULL)
    set_entry (self, tidy);
  if (!stays)
    add (self, batch);
  set_note (self, NULL, FALSE);
  if (munja_paste_get_length (batch) == 1)
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
  update (self);
}

/* Enter goes on to the next person. */
static void
entry_activated_cb (MunjaRecipientsBox *self)
{
  g_autoptr (MunjaPaste) few = NULL;

  if (!take_typed (self))
    return;
  few = dup_few (self);
  if (few != NULL)
    begin_next (self);
}

static void
set_recipients (MunjaRecipientsBox *self, MunjaRecipients *recipients)
{
  if (self->recipients != NULL)
    g_signal_handlers_disconnect_by_func (self->recipients, update, self);
  g_set_object (&self->recipients, recipients);
  g_signal_connect_object (recipients, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  if (self->page != NULL)
    munja_recipients_page_set_recipients (self->page, recipients);
  update (self);
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

static void
open_cb (MunjaRecipientsBox *self)
{
  if (self->page != NULL)
    munja_recipients_page_open (self->page);
}

static gboolean
munja_recipients_box_grab_focus (GtkWidget *widget)
{
  MunjaRecipientsBox *self = MUNJA_RECIPIENTS_BOX (widget);

  return gtk_widget_grab_focus (gtk_widget_get_visible (GTK_WIDGET (self->entry))
                                    ? GTK_WIDGET (self->entry)
                                    : GTK_WIDGET (self->list_row));
}

static void
munja_recipients_box_dispose (GObject *object)
{
  MunjaRecipientsBox *self = MUNJA_RECIPIENTS_BOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->page);
  if (self->people != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->people)));

  G_OBJECT_CLASS (munja_recipients_box_parent_class)->dispose (object);
}

static void
munja_recipients_box_finalize (GObject *object)
{
  MunjaRecipientsBox *self = MUNJA_RECIPIENTS_BOX (object);

  g_clear_object (&self->recipients);
  g_clear_object (&self->cancellable);
  g_free (self->importing);
  g_free (self->source);

  G_OBJECT_CLASS (munja_recipients_box_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsBox, entry);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsBox, import_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsBox, list_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsBox, spinner);
  gtk_widget_class_bind_template_child (widget_class, MunjaRecipientsBox, note);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
munja_recipients_box_class_init (MunjaRecipientsBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = munja_recipients_box_dispose;
  object_class->finalize = munja_recipients_box_finalize;
  widget_class->grab_focus = munja_recipients_box_grab_focus;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-recipients-box.ui");
  bind_children (widget_class);
}

static void
munja_recipients_box_init (MunjaRecipientsBox *self)
{
  g_autoptr (MunjaRecipients) recipients = munja_recipients_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->people = munja_people_popover_new (self->entry);

  set_recipients (self, recipients);

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (take_typed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  g_signal_connect (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)), "insert-text",
                    G_CALLBACK (insert_text_cb), self);
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
 * munja_recipients_box_dup_people:
 * @self: a box that has been committed
 *
 * Returns: (transfer full): whom the message goes to: the list, or one of the few who are still
 *   in the entry
 */
MunjaRecipients *
munja_recipients_box_dup_people (MunjaRecipientsBox *self)
{
  g_autoptr (MunjaPaste) few = NULL;
  MunjaRecipients *people;

  g_return_val_if_fail (MUNJA_IS_RECIPIENTS_BOX (self), NULL);

  few = dup_few (self);
  if (few == NULL)
    return g_object_ref (self->recipients);
  people = munja_recipients_new ();
  munja_recipients_add (people, few);
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
  gtk_widget_grab_focus (GTK_WIDGET (self));
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
  g_autoptr (MunjaRecipients) people = NULL;

  g_return_val_if_fail (MUNJA_IS_RECIPIENTS_BOX (self), FALSE);

  if (!take_typed (self)) {
    focus_entry (self);
    return FALSE;
  }
  if (is_reading (self)) {
    set_note (self, _ ("The list is still being read."), FALSE);
    return FALSE;
  }
  people = munja_recipients_box_dup_people (self);
  if (munja_recipients_count (people, MUNJA_RECIPIENT_PEOPLE) > 0)
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
 * munja_recipients_box_import:
 * @self: the box
 * @file: a table
 *
 * Opens the dialog that shows what is in a file, and takes it over.
 */
void
munja_recipients_box_import (MunjaRecipientsBox *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  GtkWidget *dialog;

  g_return_if_fail (MUNJA_IS_RECIPIENTS_BOX (self));

  g_free (self->importing);
  self->importing = g_filename_display_name (name);
  dialog = munja_import_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), file);
  g_signal_connect_object (dialog, "add", G_CALLBACK (add_imported), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * munja_recipients_box_set_page:
 * @self: the box
 * @page: where its list is shown
 *
 * Lets the list be shown, and changed, on a page of its own.
 */
void
munja_recipients_box_set_page (MunjaRecipientsBox *self, MunjaRecipientsPage *page)
{
  g_return_if_fail (MUNJA_IS_RECIPIENTS_BOX (self));

  g_set_object (&self->page, page);
  g_signal_connect_object (page, "add", G_CALLBACK (munja_recipients_box_paste), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "import", G_CALLBACK (import_cb), self, G_CONNECT_SWAPPED);
  munja_recipients_page_set_recipients (page, self->recipients);
  update (self);
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
  g_clear_pointer (&self->source, g_free);
  set_entry (self, "");
  set_recipients (self, recipients);
  set_note (self, NULL, FALSE);
}

/**
 * munja_recipients_box_set_source:
 * @self: the box
 * @source: (nullable): what people are known from
 *
 * Says who can be offered while somebody is being named.
 */
void
munja_recipients_box_set_source (MunjaRecipientsBox *self, MunjaPeopleSource *source)
{
  g_return_if_fail (MUNJA_IS_RECIPIENTS_BOX (self));

  munja_people_popover_set_source (self->people, source);
}

/**
 * munja_recipients_box_set_list_name:
 * @self: the box
 * @list_name: (nullable): what the file is called that all of its list came from
 *
 * Says where the list came from.
 */
void
munja_recipients_box_set_list_name (MunjaRecipientsBox *self, const char *list_name)
{
  g_return_if_fail (MUNJA_IS_RECIPIENTS_BOX (self));

  g_free (self->source);
  self->source = g_strdup (list_name);
  update (self);
}

/**
 * munja_recipients_box_get_list_name:
 * @self: the box
 *
 * Returns: (nullable): what the file is called that all of its list came from
 */
const char *
munja_recipients_box_get_list_name (MunjaRecipientsBox *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENTS_BOX (self), NULL);

  return self->source;
}

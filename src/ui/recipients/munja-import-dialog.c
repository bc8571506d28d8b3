#include "config.h"

#include "munja-import-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "munja-describe-import.h"
#include "munja-describe-recipient.h"
#include "munja-import-rows.h"
#include "munja-import.h"
#include "munja-recipient-export.h"
#include "munja-recipients.h"
#include "munja-wrap-button.h"

/* How many bad rows there is room for at least, and how high one of them is, in pixels. */
#define SHOWN_ROWS 4
#define ROW_HEIGHT 46

/* How often to look how far the reading is. */
#define PROGRESS_MS 100

struct _MunjaImportDialog {
  AdwWindow parent_instance;

  /* Template children. */
  GtkButton *cancel_button;
  GtkButton *add_button;
  GtkProgressBar *progress_bar;
  GtkLabel *note;
  AdwStatusPage *failure;
  AdwPreferencesPage *page;
  AdwActionRow *file_row;
  AdwComboRow *sheet_row;
  GtkStringList *sheets;
  GtkGrid *preview;
  AdwComboRow *number_row;
  GtkStringList *number_columns;
  AdwComboRow *name_row;
  GtkStringList *name_columns;
  GtkSwitch *header_switch;
  AdwComboRow *delimiter_row;
  AdwComboRow *encoding_row;
  GtkLabel *good_label;
  GtkLabel *repaired_label;
  GtkLabel *duplicate_label;
  GtkLabel *bad_label;
  AdwPreferencesGroup *result_group;
  AdwPreferencesGroup *bad_group;
  GtkScrolledWindow *bad_scroller;
  GtkListView *bad_list;
  GtkButton *export_button;

  /* Owned. */
  GFile *file;
  MunjaImport *import;
  MunjaPaste *batch;
  MunjaRecipients *people; /* what is in the batch, to count and to show what is bad */
  GCancellable *cancellable;
  GCancellable *reading;
  GtkFileChooserNative *chooser;

  guint progress_id;
  gboolean filling; /* the form is being filled in, and not by the person */
};

/**
 * MunjaImportDialog::add:
 * @batch: (type gpointer): a #MunjaPaste, owned by the dialog
 *
 * The person wants what is in the file; the dialog closes.
 */
enum {
  SIGNAL_ADD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaImportDialog, munja_import_dialog, ADW_TYPE_WINDOW)

static void
set_note (MunjaImportDialog *self, const char *text)
{
  gtk_label_set_label (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
}

static gboolean
progress_cb (gpointer user_data)
{
  MunjaImportDialog *self = user_data;

  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), TRUE);
  gtk_progress_bar_set_fraction (self->progress_bar, munja_import_get_progress (self->import));
  return G_SOURCE_CONTINUE;
}

/* What takes less than a moment shows no progress. */
static void
set_busy (MunjaImportDialog *self, gboolean busy)
{
  if (busy && self->progress_id == 0)
    self->progress_id = g_timeout_add (PROGRESS_MS, progress_cb, self);
  if (busy)
    return;
  g_clear_handle_id (&self->progress_id, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), FALSE);
}

static void
show_count (GtkLabel *label, gsize count)
{
  g_autofree char *text = g_strdup_printf ("%'" G_GSIZE_FORMAT, count);

  gtk_label_set_label (label, text);
}

static gsize
count (MunjaImportDialog *self, MunjaRecipientState state)
{
  return munja_recipients_count (self->people, MUNJA_RECIPIENT_BIT (state));
}

/* Takes over the lines, of which some are not there. */
static char *
join_lines (char *const *lines, gsize n_lines)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n_lines; i++) {
    if (lines[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", lines[i]);
    g_free (lines[i]);
  }
  if (text->len > 0)
    return g_string_free (text, FALSE);
  g_string_free (text, TRUE);
  return NULL;
}

/* What the person should know before the file is taken over. */
static void
show_findings (MunjaImportDialog *self)
{
  const MunjaRecipientCounts *counts = munja_paste_get_counts (self->batch);
  const MunjaImportSource *source = munja_import_get_source (self->import);
  char *const findings[] = {
    munja_recipients_get_length (self->people) == 0
        ? g_strdup (_ ("There are no people in this file."))
        : NULL,
    munja_describe_unreadable (munja_import_get_decoded (self->import)),
    munja_describe_quotes (munja_paste_get_quotes (self->batch)),
    munja_describe_uneven (counts),
  };
  char *const facts[] = {
    munja_describe_mobile_elsewhere (counts), munja_describe_same_titles (self->batch),
    munja_describe_unassigned (counts),       munja_describe_further (counts),
    munja_describe_hidden (source),           munja_describe_no_people (counts, source->n_hidden),
  };
  g_autofree char *note = join_lines (findings, G_N_ELEMENTS (findings));
  g_autofree char *fact = join_lines (facts, G_N_ELEMENTS (facts));
  g_autofree char *markup = fact != NULL ? g_markup_escape_text (fact, -1) : NULL;

  set_note (self, note);
  adw_preferences_group_set_description (self->result_group, markup);
}

/* A label that is set takes up its whole width again in newer GTK. */
static void
set_add_label (MunjaImportDialog *self, const char *label)
{
  gtk_button_set_label (self->add_button, label);
  munja_wrap_button (self->add_button);
}

static void
show_result (MunjaImportDialog *self)
{
  gsize n_people = munja_recipients_count (self->people, MUNJA_RECIPIENT_PEOPLE);
  gsize n_bad = count (self, MUNJA_RECIPIENT_INVALID);
  gsize n_listed = n_bad + count (self, MUNJA_RECIPIENT_REPAIRED);
  g_autofree char *number = g_strdup_printf ("%'" G_GSIZE_FORMAT, n_people);
  g_autofree char *label = NULL;

  show_count (self->good_label, count (self, MUNJA_RECIPIENT_VALID));
  show_count (self->repaired_label, count (self, MUNJA_RECIPIENT_REPAIRED));
  show_count (self->duplicate_label, count (self, MUNJA_RECIPIENT_DUPLICATE));
  show_count (self->bad_label, n_bad);
  gtk_widget_set_visible (GTK_WIDGET (self->bad_group), n_listed > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->export_button), n_bad > 0);
  gtk_scrolled_window_set_min_content_height (self->bad_scroller,
                                              (int)MIN (n_listed, SHOWN_ROWS) * ROW_HEIGHT);

  /* Translators: %s is a number, as in "Add 9,998 People". */
  label = g_strdup_printf (ngettext ("_Add %s Person", "_Add %s People", n_people), number);
  set_add_label (self, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button),
                            munja_recipients_get_length (self->people) > 0);
  show_findings (self);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaImportDialog *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!munja_recipients_add_finish (MUNJA_RECIPIENTS (source), result, &error))
    return;
  set_busy (self, FALSE);
  show_result (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaImportDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  MunjaPaste *batch = munja_import_read_finish (MUNJA_IMPORT (source), result, &error);

  if (batch == NULL)
    return;
  g_clear_pointer (&self->batch, munja_paste_unref);
  self->batch = batch;
  munja_recipients_reset (self->people);
  munja_recipients_set_filter (self->people, NULL,
                               MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_INVALID)
                                   | MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_REPAIRED));
  munja_recipients_add_async (self->people, batch, self->reading, counted_cb, self);
}

/* What was being read is not wanted any more. */
static void
start_reading (MunjaImportDialog *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), FALSE);
  set_busy (self, TRUE);
}

static void
read_rows (MunjaImportDialog *self)
{
  start_reading (self);
  munja_import_read_async (self->import, self->reading, read_cb, self);
}

/* A column is called by its title, or by what stands first in it. */
static char *
name_column (MunjaImportDialog *self, guint column)
{
  GPtrArray *rows = munja_import_get_preview (self->import);
  GStrv first = rows->len > 0 ? rows->pdata[0] : NULL;

  if (first == NULL || column >= g_strv_length (first) || *first[column] == '\0')
    /* Translators: %u is the number of a column of a table. */
    return g_strdup_printf (_ ("Column %u"), column + 1);
  if (munja_import_get_layout (self->import)->has_header)
    return g_strdup (first[column]);
  /* Translators: %u is the number of a column of a table, %s is what stands first in it. */
  return g_strdup_printf (_ ("Column %u: %s"), column + 1, first[column]);
}

static void
clear_names (GtkStringList *names)
{
  gtk_string_list_splice (names, 0, g_list_model_get_n_items (G_LIST_MODEL (names)), NULL);
}

static void
fill_form (MunjaImportDialog *self)
{
  const MunjaRecipientLayout *layout = munja_import_get_layout (self->import);

  self->filling = TRUE;
  clear_names (self->number_columns);
  clear_names (self->name_columns);
  gtk_string_list_append (self->name_columns, _ ("None"));
  for (guint i = 0; i < munja_import_get_n_columns (self->import); i++) {
    g_autofree char *name = name_column (self, i);

    gtk_string_list_append (self->number_columns, name);
    gtk_string_list_append (self->name_columns, name);
  }
  adw_combo_row_set_selected (self->number_row, layout->number_column);
  adw_combo_row_set_selected (self->name_row, (guint)(layout->name_column + 1));
  gtk_switch_set_active (self->header_switch, layout->has_header);
  self->filling = FALSE;
  munja_import_rows_show (self->preview, self->import);
}

static void
layout_changed_cb (MunjaImportDialog *self)
{
  MunjaRecipientLayout layout;
  gboolean header_changed;

  if (self->filling || munja_import_get_preview (self->import) == NULL)
    return;
  layout = *munja_import_get_layout (self->import);
  header_changed = layout.has_header != gtk_switch_get_active (self->header_switch);
  layout.has_header = gtk_switch_get_active (self->header_switch);
  layout.number_column = adw_combo_row_get_selected (self->number_row);
  layout.name_column = (int)adw_combo_row_get_selected (self->name_row) - 1;
  munja_import_set_layout (self->import, &layout);
  if (header_changed)
    fill_form (self);
  read_rows (self);
}

/* What is chosen there has to stand in that order in the form. */
static const char delimiters[] = MUNJA_CSV_DELIMITERS;

/* Says what the file is, and lets the person choose where it has several tables. */
static void
show_source (MunjaImportDialog *self)
{
  const MunjaImportSource *source = munja_import_get_source (self->import);
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : NULL;
  guint n_sheets = source->sheets != NULL ? g_strv_length (source->sheets) : 0;
  gboolean book = source->kind == MUNJA_IMPORT_WORKBOOK || source->kind == MUNJA_IMPORT_SPREADSHEET;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), shown != NULL ? shown : "");
  adw_action_row_set_subtitle (self->file_row, munja_describe_import_kind (source->kind));
  clear_names (self->sheets);
  for (guint i = 0; i < n_sheets; i++) {
    /* Translators: %u is the number of a table in a web page. */
    g_autofree char *number = g_strdup_printf (_ ("Table %u"), i + 1);

    gtk_string_list_append (self->sheets, *source->sheets[i] != '\0' ? source->sheets[i] : number);
  }
  if (n_sheets > 0)
    adw_combo_row_set_selected (self->sheet_row, source->sheet);
  gtk_widget_set_visible (GTK_WIDGET (self->sheet_row), n_sheets > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->delimiter_row), source->kind == MUNJA_IMPORT_TEXT);
  gtk_widget_set_visible (GTK_WIDGET (self->encoding_row), !book);
}

static void
show_writing (MunjaImportDialog *self)
{
  char delimiter = munja_import_get_layout (self->import)->format.delimiter;

  self->filling = TRUE;
  show_source (self);
  adw_combo_row_set_selected (self->encoding_row,
                              munja_import_get_decoded (self->import)->encoding);
  adw_combo_row_set_selected (self->delimiter_row,
                              (guint)(strchr (delimiters, delimiter) - delimiters));
  self->filling = FALSE;
}

static void load (MunjaImportDialog *self);

static void
sheet_changed_cb (MunjaImportDialog *self)
{
  if (self->filling || self->import == NULL)
    return;
  munja_import_set_sheet (self->import, (int)adw_combo_row_get_selected (self->sheet_row));
  load (self);
}

/* What was guessed wrong is put right by reading the file once more. */
static void
encoding_changed_cb (MunjaImportDialog *self)
{
  if (self->filling || self->import == NULL)
    return;
  munja_import_set_encoding (self->import, adw_combo_row_get_selected (self->encoding_row));
  load (self);
}

static void
delimiter_changed_cb (MunjaImportDialog *self)
{
  if (self->filling || self->import == NULL)
    return;
  munja_import_set_delimiter (self->import,
                              delimiters[adw_combo_row_get_selected (self->delimiter_row)]);
  load (self);
}

static void
show_problem (MunjaImportDialog *self, const GError *error)
{
  g_autofree char *problem = munja_describe_import_problem (error);

  set_note (self, problem);
}

/* Without a table there is nothing to look at but the reason. */
static void
show_failure (MunjaImportDialog *self, const GError *error)
{
  g_autofree char *problem = munja_describe_import_problem (error);
  g_autofree char *markup = g_markup_escape_text (problem, -1);

  set_busy (self, FALSE);
  set_note (self, NULL);
  adw_status_page_set_description (self->failure, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->page), FALSE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaImportDialog *self = user_data;
  g_autoptr (GError) error = NULL;

  if (munja_import_load_finish (MUNJA_IMPORT (source), result, &error)) {
    fill_form (self);
    show_writing (self);
    gtk_widget_set_visible (GTK_WIDGET (self->page), TRUE);
    read_rows (self);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    show_failure (self, error);
  }
}

static void
load (MunjaImportDialog *self)
{
  start_reading (self);
  munja_import_load_async (self->import, self->reading, loaded_cb, self);
}

static void
add_cb (MunjaImportDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_ADD], 0, self->batch);
  gtk_window_close (GTK_WINDOW (self));
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaImportDialog *self = user_data;
  g_autoptr (GError) error = NULL;

  if (munja_recipient_export_finish (G_FILE (source), result, &error))
    set_note (self, NULL);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error);
}

static void
chosen_cb (MunjaImportDialog *self, int response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  if (file != NULL)
    munja_import_dialog_export (self, file);
}

static void
export_cb (MunjaImportDialog *self)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Export the Rows to Look At"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), _ ("bad-rows.csv"));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
munja_import_dialog_dispose (GObject *object)
{
  MunjaImportDialog *self = MUNJA_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->reading);
  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_object (&self->chooser);

  G_OBJECT_CLASS (munja_import_dialog_parent_class)->dispose (object);
}

static void
munja_import_dialog_finalize (GObject *object)
{
  MunjaImportDialog *self = MUNJA_IMPORT_DIALOG (object);

  g_clear_object (&self->file);
  g_clear_object (&self->import);
  g_clear_pointer (&self->batch, munja_paste_unref);
  g_clear_object (&self->people);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->reading);

  G_OBJECT_CLASS (munja_import_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, note);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, page);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, file_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, sheet_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, sheets);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, number_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, number_columns);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, name_columns);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, header_switch);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, delimiter_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, encoding_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, good_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, repaired_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, duplicate_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, bad_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, result_group);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, bad_group);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, bad_scroller);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, bad_list);
  gtk_widget_class_bind_template_child (widget_class, MunjaImportDialog, export_button);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, layout_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sheet_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, encoding_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, delimiter_changed_cb);
}

static void
munja_import_dialog_class_init (MunjaImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = munja_import_dialog_dispose;
  object_class->finalize = munja_import_dialog_finalize;

  signals[SIGNAL_ADD] = g_signal_new ("add", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-import-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
munja_import_dialog_init (MunjaImportDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = munja_import_rows_new_factory ();
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->people = munja_recipients_new ();

  gtk_list_view_set_factory (self->bad_list, factory);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->people)));
  gtk_list_view_set_model (self->bad_list, GTK_SELECTION_MODEL (selection));
  set_add_label (self, _ ("_Add"));
  munja_wrap_button (self->cancel_button);
  munja_wrap_button (self->export_button);
}

/**
 * munja_import_dialog_new:
 * @parent: the window it belongs to
 * @file: what munja_import_new() takes
 *
 * Makes the dialog that shows what is in a file, lets the person say what is where, and offers to
 * take it over. Bad rows are taken over as well, to be corrected in the list.
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
munja_import_dialog_new (GtkWindow *parent, GFile *file)
{
  MunjaImportDialog *self = g_object_new (MUNJA_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);

  self->file = g_object_ref (file);
  self->import = munja_import_new (file);
  load (self);
  return GTK_WIDGET (self);
}

/**
 * munja_import_dialog_export:
 * @self: a dialog that shows bad rows
 * @file: where to write them
 *
 * Writes the bad rows as a table, with the line and the reason of each.
 */
void
munja_import_dialog_export (MunjaImportDialog *self, GFile *file)
{
  MunjaRecipientExportWords words = { .line = _ ("Line"), .reason = _ ("Reason") };

  g_return_if_fail (MUNJA_IS_IMPORT_DIALOG (self));
  g_return_if_fail (self->batch != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (words.reasons); i++) {
    const char *reason = munja_describe_recipient_problem (i);

    words.reasons[i] = reason != NULL ? reason : "";
  }
  munja_recipient_export_async (self->batch, &words, file, self->cancellable, exported_cb, self);
}

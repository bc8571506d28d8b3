#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "munja-encoding.h"
#include "munja-import-dialog.h"
#include "munja-recipients-box.h"
#include "support-wait.h"
#include "support-widget.h"
#include "support-zip.h"

/* In CP949, as a spreadsheet in Korea writes it: five people, of whom one lost the 0, one is there
 * twice and one has no number. */
static const char list[] = "\xC0\xCC\xB8\xA7,\xC1\xFD,\xC8\xDE\xB4\xEB\xC6\xF9\r\n"
                           "\xC8\xAB\xB1\xE6\xB5\xBF,02-111-1111,010-1111-1111\r\n"
                           "\xB1\xE8\xC3\xB6\xBC\xF6,02-222-2222,1022222222\r\n"
                           "\xB9\xDA\xBF\xB5\xC8\xF1,02-333-3333,010-333\r\n"
                           "\xC0\xCC\xBC\xF8\xBD\xC5,02-444-4444,010-1111-1111\r\n"
                           "\xC0\xCC\xC8\xB2,02-555-5555,010-5555-5555\r\n";

typedef struct {
  GtkWidget *window;
  MunjaRecipientsBox *box;
  char *folder;
  GtkWidget *dialog;
} Fixture;

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (MUNJA_IS_IMPORT_DIALOG (window))
      return window;
  }
  return NULL;
}

static GFile *
get_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  return g_file_new_for_path (path);
}

static void
open_list (Fixture *fixture, const char *text, gsize length)
{
  g_autoptr (GFile) file = get_file (fixture, "list.csv");

  g_assert_true (g_file_replace_contents (file, text, length, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                          NULL, NULL));
  munja_recipients_box_import (fixture->box, file);
  fixture->dialog = find_dialog ();
  g_assert_nonnull (fixture->dialog);
}

static const char *
get_add_label (Fixture *fixture)
{
  return gtk_button_get_label (GTK_BUTTON (support_find (fixture->dialog, "add_button")));
}

static gboolean
can_add (Fixture *fixture)
{
  return gtk_widget_is_sensitive (support_find (fixture->dialog, "add_button"));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("munja-import-XXXXXX", NULL);
  fixture->box = g_object_new (MUNJA_TYPE_RECIPIENTS_BOX, NULL);
  fixture->window = support_show (GTK_WIDGET (fixture->box));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) imported = get_file (fixture, "list.csv");
  g_autoptr (GFile) exported = get_file (fixture, "bad.csv");

  if (fixture->dialog != NULL) {
    g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *)&fixture->dialog);
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  }
  SUPPORT_WAIT_UNTIL (fixture->dialog == NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_file_delete (imported, NULL, NULL);
  g_file_delete (exported, NULL, NULL);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static void
assert_counts (Fixture *fixture,
               const char *good,
               const char *repaired,
               const char *twice,
               const char *bad)
{
  g_assert_cmpstr (support_text_of (fixture->dialog, "good_label"), ==, good);
  g_assert_cmpstr (support_text_of (fixture->dialog, "repaired_label"), ==, repaired);
  g_assert_cmpstr (support_text_of (fixture->dialog, "duplicate_label"), ==, twice);
  g_assert_cmpstr (support_text_of (fixture->dialog, "bad_label"), ==, bad);
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  MunjaRecipients *recipients = munja_recipients_box_get_recipients (fixture->box);
  GtkWidget *row;

  open_list (fixture, list, sizeof list - 1);
  g_assert_false (can_add (fixture));
  SUPPORT_WAIT_UNTIL (can_add (fixture));
  support_settle ();
  g_assert_cmpstr (get_add_label (fixture), ==, "_Add 3 People");
  assert_counts (fixture, "2", "1", "1", "1");
  row = support_find (fixture->dialog, "encoding_row");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, MUNJA_ENCODING_CP949);
  row = support_find (fixture->dialog, "delimiter_row");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 0);
  row = support_find (fixture->dialog, "number_row");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 2);
  row = support_find (fixture->dialog, "name_row");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 1);
  g_assert_true (
      gtk_switch_get_active (GTK_SWITCH (support_find (fixture->dialog, "header_switch"))));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (gtk_grid_get_child_at (
                       GTK_GRID (support_find (fixture->dialog, "preview")), 0, 1))),
                   ==, "홍길동");

  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *)&fixture->dialog);
  support_press (fixture->dialog, "add_button");
  SUPPORT_WAIT_UNTIL (fixture->dialog == NULL);
  g_assert_cmpuint (munja_recipients_get_length (recipients), ==, 5);
  g_assert_cmpuint (munja_recipients_box_count_people (fixture->box), ==, 3);
  row = support_find (GTK_WIDGET (fixture->box), "list_row");
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                   "3 people · list.csv");
}

/* How many people are added is not cut off in a window as wide as a phone. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("이름,휴대폰\n");
  GtkWidget *label;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "김하늘,010-2222-%04u\n", i);
  open_list (fixture, text->str, text->len);
  gtk_window_set_default_size (GTK_WINDOW (fixture->dialog), 360, 600);
  SUPPORT_WAIT_UNTIL (can_add (fixture));
  support_settle ();
  g_assert_cmpint (gtk_widget_get_width (fixture->dialog), <=, 360);
  label = gtk_button_get_child (GTK_BUTTON (support_find (fixture->dialog, "add_button")));
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
}

static void
test_mapping (Fixture *fixture, gconstpointer data)
{
  open_list (fixture, list, sizeof list - 1);
  SUPPORT_WAIT_UNTIL (can_add (fixture));
  adw_combo_row_set_selected (ADW_COMBO_ROW (support_find (fixture->dialog, "number_row")), 1);
  g_assert_false (can_add (fixture));
  SUPPORT_WAIT_UNTIL (can_add (fixture));
  assert_counts (fixture, "5", "0", "0", "0");
  g_assert_false (support_is_shown (fixture->dialog, "bad_group"));
  gtk_switch_set_active (GTK_SWITCH (support_find (fixture->dialog, "header_switch")), FALSE);
  SUPPORT_WAIT_UNTIL (can_add (fixture));
  assert_counts (fixture, "5", "0", "0", "1");
  g_assert_true (support_is_shown (fixture->dialog, "bad_group"));
}

static const char *
get_preview (Fixture *fixture, int column, int row)
{
  GtkGrid *preview = GTK_GRID (support_find (fixture->dialog, "preview"));

  return gtk_label_get_label (GTK_LABEL (gtk_grid_get_child_at (preview, column, row)));
}

static void
choose (Fixture *fixture, const char *row, guint item)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (support_find (fixture->dialog, row)), item);
  g_assert_false (can_add (fixture));
  SUPPORT_WAIT_UNTIL (can_add (fixture));
}

/* What was guessed wrong can be seen in the preview, and put right. */
static void
test_writing (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "\xC3\xA9;1,010-1111-1111\n\xC3\xA8;2,010-2222-2222\n";

  open_list (fixture, text, sizeof text - 1);
  SUPPORT_WAIT_UNTIL (can_add (fixture));
  g_assert_cmpstr (get_preview (fixture, 0, 0), ==, "챕;1");
  choose (fixture, "encoding_row", MUNJA_ENCODING_UTF8);
  g_assert_cmpstr (get_preview (fixture, 0, 0), ==, "é;1");
  choose (fixture, "delimiter_row", 2);
  g_assert_cmpstr (get_preview (fixture, 0, 1), ==, "è");
  g_assert_cmpstr (get_preview (fixture, 1, 1), ==, "2,010-2222-2222");
  choose (fixture, "delimiter_row", 0);
  g_assert_cmpstr (get_preview (fixture, 0, 0), ==, "é;1");
  assert_counts (fixture, "2", "0", "0", "0");
}

static const struct {
  const char *name;
  const char *text;
  const char *note;
  const char *bad;
} notes[] = {
  { "unreadable", "이름,번호\n홍길동,010-1111-1111\n\xB1\xE8,010-2222-2222\n",
    "Line 3 has characters that cannot be read. Choose another encoding, or correct the file.",
    "0" },
  { "joined", "이름,번호,메모\n홍,010-1111-1111,\"김, 010-2222-2222\n박, 010-3333-3333\"\n",
    "Lines 2 to 3 are one cell, between two quotation marks. If they are several people, remove "
    "the "
    "quotation marks from the file.",
    "0" },
  { "stray-quote", "이름,번호,메모\n홍,010-1111-1111,\"급함\n김,010-2222-2222,27\"\n박,010-3,\n",
    "A quotation mark in line 2 has no partner and was taken as a character.", "1" },
};

static void
test_note (Fixture *fixture, gconstpointer data)
{
  const typeof (notes[0]) *row = data;

  open_list (fixture, row->text, strlen (row->text));
  SUPPORT_WAIT_UNTIL (support_is_shown (fixture->dialog, "note"));
  g_assert_cmpstr (support_text_of (fixture->dialog, "note"), ==, row->note);
  g_assert_true (can_add (fixture));
  g_assert_cmpstr (support_text_of (fixture->dialog, "bad_label"), ==, row->bad);
}

/* A file that nobody can be taken from says why, in the place of the form. */
static const struct {
  const char *name;
  const char *text;
  const char *reason;
} failures[] = {
  { "damaged", "PK\3\4              [Content_Types].xml xl/workbook.xml",
    "The file is damaged or incomplete. Get it again, or open it in a spreadsheet and save it as "
    "CSV." },
  { "old-workbook", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
    "This is a document, not a table. Copy the people in it and paste them." },
  { "web-page", "<html><b>010-1111-1111</b></html>",
    "There is no table in this web page. Copy the people in it and paste them." },
  { "pdf", "%PDF-1.7\n", "This is a PDF, not a table. Copy the people in it and paste them." },
};

static void
assert_failure (Fixture *fixture, const char *reason)
{
  GtkWidget *failure = support_find (fixture->dialog, "failure");

  SUPPORT_WAIT_UNTIL (support_is_shown (fixture->dialog, "failure"));
  g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (failure)), ==, reason);
  g_assert_false (can_add (fixture));
  g_assert_false (support_is_shown (fixture->dialog, "page"));
  g_assert_false (support_is_shown (fixture->dialog, "progress_bar"));
}

static void
test_failure (Fixture *fixture, gconstpointer data)
{
  const typeof (failures[0]) *row = data;

  open_list (fixture, row->text, strlen (row->text));
  assert_failure (fixture, row->reason);
}

static const char *
get_subtitle (Fixture *fixture)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (support_find (fixture->dialog, "file_row")));
}

/* What is not wrong, but good to know, stands with the counts. */
static const struct {
  const char *name;
  const char *text;
  const char *facts;
} facts[] = {
  { "nothing", "이름,번호\n홍길동,010-2111-1111\n", "" },
  { "headings", "명단,,\n이름,번호,회비\n홍길동,010-2111-1111,3\n,,\n합계,,3\n",
    "3 lines are left out: headings, sums, and blank lines." },
  { "mobile-elsewhere", "이름,전화,비상\n홍,02-123-4567,010-2111-1111\n김,02-123-4568,\n",
    "1 person has a mobile number in another column only." },
  { "same-titles", "이름,연락처,연락처\n홍,02-123-4567,010-2111-1111\n",
    "Several columns are called “연락처”. The phone numbers are taken from column 3." },
  { "same-names", "이름,번호,이름\n홍,010-2111-1111,김\n",
    "Several columns are called “이름”. What is put into a text is taken from the first one." },
  { "same-titles-markup", "a & <b>,번호,a & <b>\n1,010-2111-1111,2\n",
    "Several columns are called “a & <b>”. What is put into a text is taken from the "
    "first "
    "one." },
  { "unassigned", "이름,번호\n홍,010-1111-1111\n",
    "1 number begins with 010-0 or 010-1. There are no such numbers so far." },
  { "contacts",
    "BEGIN:VCARD\r\nFN:홍길동\r\nTEL;CELL:010-2111-1111\r\nTEL:02-123-4567\r\n"
    "END:VCARD\r\n",
    "1 further number is left out: of several numbers of a person, the mobile is used." },
  { "web-table",
    "<table><tr style=\"display:none\"><td>합계<tr><td>홍길동<td>010-2111-1111</table>",
    "1 hidden row is left out. To add it, show it in the spreadsheet first." },
};

static const char *
get_facts (Fixture *fixture)
{
  const char *shown = adw_preferences_group_get_description (
      ADW_PREFERENCES_GROUP (support_find (fixture->dialog, "result_group")));

  return shown != NULL ? shown : "";
}

static void
test_facts (Fixture *fixture, gconstpointer data)
{
  const typeof (facts[0]) *row = data;

  open_list (fixture, row->text, strlen (row->text));
  SUPPORT_WAIT_UNTIL (can_add (fixture));
  g_assert_cmpstr (get_facts (fixture), ==, row->facts);
  g_assert_false (support_is_shown (fixture->dialog, "note"));
}

/* Of two sheets the one with people is shown, and the person may choose the other one. */
static void
test_sheets (Fixture *fixture, gconstpointer data)
{
  static const SupportZipFile files[] = {
    { "xl/workbook.xml",
      "<workbook><sheets><sheet name=\"안내\" id=\"a\"/><sheet name=\"1반\" id=\"b\"/></sheets>"
      "</workbook>",
      0, FALSE },
    { "xl/_rels/workbook.xml.rels",
      "<Relationships><Relationship Id=\"a\" Target=\"a.xml\"/><Relationship Id=\"b\" "
      "Target=\"b.xml\"/></Relationships>",
      0, FALSE },
    { "xl/a.xml",
      "<worksheet><row><c t=\"str\"><v>이름</v></c><c t=\"str\"><v>비고</v></c></row></worksheet>",
      0, FALSE },
    { "xl/b.xml",
      "<worksheet><row><c t=\"str\"><v>이름</v></c><c t=\"str\"><v>휴대폰</v></c></row><row "
      "hidden=\"1\"><c t=\"str\"><v>박산</v></c><c><v>1033333333</v></c></row><row><c t=\"str\"><v>"
      "김하늘</v></c><c><v>1021111111</v></c></row></worksheet>",
      0, FALSE },
  };
  g_autoptr (GByteArray) book = support_zip_new (files, G_N_ELEMENTS (files));
  MunjaRecipients *recipients = munja_recipients_box_get_recipients (fixture->box);

  open_list (fixture, (char *)book->data, book->len);
  SUPPORT_WAIT_UNTIL (can_add (fixture));
  g_assert_cmpstr (get_subtitle (fixture), ==, "Excel workbook");
  g_assert_true (support_is_shown (fixture->dialog, "sheet_row"));
  g_assert_false (support_is_shown (fixture->dialog, "delimiter_row"));
  g_assert_false (support_is_shown (fixture->dialog, "encoding_row"));
  g_assert_cmpstr (get_preview (fixture, 1, 0), ==, "휴대폰");
  g_assert_cmpstr (get_facts (fixture), ==,
                   "1 hidden row is left out. To add it, show it in the spreadsheet first.");
  adw_combo_row_set_selected (ADW_COMBO_ROW (support_find (fixture->dialog, "sheet_row")), 0);
  g_assert_false (can_add (fixture));
  SUPPORT_WAIT_UNTIL (support_is_shown (fixture->dialog, "note"));
  g_assert_cmpstr (get_preview (fixture, 1, 0), ==, "비고");
  choose (fixture, "sheet_row", 1);
  g_assert_cmpstr (get_preview (fixture, 0, 1), ==, "김하늘");
  gtk_widget_activate (support_find (fixture->dialog, "add_button"));
  SUPPORT_WAIT_UNTIL (munja_recipients_get_length (recipients) == 1);
  SUPPORT_WAIT_UNTIL (find_dialog () == NULL);
  fixture->dialog = NULL;
}

static const char *
get_line (GtkWidget *lines, guint line)
{
  return gtk_label_get_label (GTK_LABEL (support_find_type (lines, GTK_TYPE_LABEL, line)));
}

/* Each row that was repaired can be compared with what was written. */
static void
test_repaired (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "이름,번호\n홍,031-123-4567 (1)\n김,1021111111\n박,010-2222-3333\n";
  GtkWidget *lines;

  open_list (fixture, text, sizeof text - 1);
  SUPPORT_WAIT_UNTIL (can_add (fixture));
  assert_counts (fixture, "1", "2", "0", "0");
  g_assert_true (support_is_shown (fixture->dialog, "bad_group"));
  g_assert_false (support_is_shown (fixture->dialog, "export_button"));
  lines = support_find (fixture->dialog, "bad_list");
  g_assert_cmpuint (
      g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (lines)))), ==,
      2);
  support_settle ();
  g_assert_cmpstr (get_line (lines, 0), ==,
                   "Line 2: “031-123-4567 (1)” → 031-123-4567. Extension left out.");
  g_assert_cmpstr (get_line (lines, 1), ==, "Line 3: “1021111111” → 010-2111-1111. 0 added.");
}

/* The titles need not be the first row; whoever knows better can say so. */
static void
test_title_rows (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "명단,\n이름,번호\n홍길동,010-2222-3333\n";

  open_list (fixture, text, sizeof text - 1);
  SUPPORT_WAIT_UNTIL (can_add (fixture));
  g_assert_cmpstr (get_preview (fixture, 0, 0), ==, "이름");
  assert_counts (fixture, "1", "0", "0", "0");
  gtk_switch_set_active (GTK_SWITCH (support_find (fixture->dialog, "header_switch")), FALSE);
  SUPPORT_WAIT_UNTIL (can_add (fixture));
  g_assert_cmpstr (get_preview (fixture, 0, 0), ==, "명단");
  assert_counts (fixture, "1", "0", "0", "2");
}

/* Contacts that are pasted are people, and nobody is called TYPE, PREF or HOME. */
static void
test_pasted_contacts (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "연락처 보냅니다\nBEGIN:VCARD\nVERSION:3.0\nFN:홍길동\n"
                             "TEL;TYPE=CELL,PREF:010-2111-1111\nTEL;TYPE=HOME:02-123-4567\n"
                             "END:VCARD\n";
  MunjaRecipients *recipients = munja_recipients_box_get_recipients (fixture->box);
  g_autoptr (MunjaRosterItem) item = NULL;

  munja_recipients_box_paste (fixture->box, text);
  SUPPORT_WAIT_UNTIL (munja_recipients_get_length (recipients) == 1);
  support_settle ();
  item = g_list_model_get_item (G_LIST_MODEL (recipients), 0);
  g_assert_cmpstr (munja_roster_item_get_name (item), ==, "홍길동");
  g_assert_cmpstr (munja_roster_item_get_number (item), ==, "010-2111-1111");
  g_assert_cmpstr (support_text_of (GTK_WIDGET (fixture->box), "note"), ==,
                   "1 further number is left out: of several numbers of a person, the mobile is "
                   "used.");
}

/* A file is there for a moment before anything is in it. */
static gboolean
is_written (GFile *file, char **text)
{
  g_clear_pointer (text, g_free);
  return g_file_load_contents (file, NULL, text, NULL, NULL, NULL) && **text != '\0';
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = get_file (fixture, "bad.csv");
  g_autofree char *text = NULL;

  open_list (fixture, list, sizeof list - 1);
  SUPPORT_WAIT_UNTIL (can_add (fixture));
  munja_import_dialog_export (MUNJA_IMPORT_DIALOG (fixture->dialog), file);
  SUPPORT_WAIT_UNTIL (is_written (file, &text));
  g_assert_cmpstr (text, ==,
                   "\xEF\xBB\xBFLine,Reason,이름,집,휴대폰\r\n"
                   "4,This number has too few or too many digits.,박영희,02-333-3333,010-333\r\n");
}

static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  open_list (fixture, "", 0);
  SUPPORT_WAIT_UNTIL (support_is_shown (fixture->dialog, "note"));
  g_assert_cmpstr (support_text_of (fixture->dialog, "note"), ==,
                   "There are no people in this file.");
  g_assert_false (can_add (fixture));
}

static void
test_no_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = get_file (fixture, "nothing.csv");

  munja_recipients_box_import (fixture->box, file);
  fixture->dialog = find_dialog ();
  assert_failure (fixture,
                  "The file is not there, or Munja may not see it. Choose it with “Import…”.");
}

static void
test_closed_while_reading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "%u,010%08u\n", i, i + 1);
  open_list (fixture, text->str, text->len);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/import-dialog/add", test_add },
    { "/import-dialog/narrow", test_narrow },
    { "/import-dialog/mapping", test_mapping },
    { "/import-dialog/writing", test_writing },
    { "/import-dialog/sheets", test_sheets },
    { "/import-dialog/pasted-contacts", test_pasted_contacts },
    { "/import-dialog/export", test_export },
    { "/import-dialog/repaired", test_repaired },
    { "/import-dialog/title-rows", test_title_rows },
    { "/import-dialog/nobody", test_nobody },
    { "/import-dialog/no-file", test_no_file },
    { "/import-dialog/closed-while-reading", test_closed_while_reading },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++) {
    g_autofree char *path = g_strconcat ("/import-dialog/facts/", facts[i].name, NULL);

    g_test_add (path, Fixture, &facts[i], set_up, test_facts, tear_down);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++) {
    g_autofree char *path = g_strconcat ("/import-dialog/failure/", failures[i].name, NULL);

    g_test_add (path, Fixture, &failures[i], set_up, test_failure, tear_down);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (notes); i++) {
    g_autofree char *path = g_strconcat ("/import-dialog/note/", notes[i].name, NULL);

    g_test_add (path, Fixture, &notes[i], set_up, test_note, tear_down);
  }
  return g_test_run ();
}

#include "config.h"

#include "munja-practice-sheet.h"

#include <string.h>

#include "munja-practice-clock.h"
#include "munja-practice-reply.h"
#include "munja-practice-zip.h"

#define SHEET_TYPE    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#define HEAD          "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN          "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define PACKAGE       "http://schemas.openxmlformats.org/package/2006/"
#define RELATIONSHIPS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define APPLICATION   "application/vnd.openxmlformats-"
#define SPREADSHEET   APPLICATION "officedocument.spreadsheetml."

/* The least that makes a workbook. Source: ECMA-376, part 1, sections 8 and 12. */
static const struct {
  const char *name;
  const char *text;
} parts[] = {
  { "[Content_Types].xml",
    HEAD "<Types xmlns=\"" PACKAGE
         "content-types\"><Default Extension=\"rels\" ContentType=\"" APPLICATION
         "package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" "
         "ContentType=\"" SPREADSHEET "sheet.main+xml\"/><Override "
         "PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" SPREADSHEET
         "worksheet+xml\"/></Types>" },
  { "_rels/.rels", HEAD "<Relationships xmlns=\"" PACKAGE
                        "relationships\"><Relationship Id=\"rId1\" Type=\"" RELATIONSHIPS
                        "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>" },
  { "xl/workbook.xml", HEAD "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATIONSHIPS
                            "\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/>"
                            "</sheets></workbook>" },
  { "xl/_rels/workbook.xml.rels",
    HEAD "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"rId1\" "
         "Type=\"" RELATIONSHIPS "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
         "</Relationships>" },
};

/**
 * munja_practice_sheet_new:
 * @columns: (array zero-terminated=1): their heads
 *
 * Returns: (transfer full): a table without rows
 */
GString *
munja_practice_sheet_new (const char *const *columns)
{
  GString *sheet = g_string_new (HEAD "<worksheet xmlns=\"" MAIN "\"><sheetData>");

  munja_practice_sheet_begin_row (sheet);
  for (gsize i = 0; columns[i] != NULL; i++)
    munja_practice_sheet_add_text (sheet, columns[i]);
  munja_practice_sheet_end_row (sheet);
  return sheet;
}

/**
 * munja_practice_sheet_begin_row:
 * @sheet: a table
 */
void
munja_practice_sheet_begin_row (GString *sheet)
{
  g_string_append (sheet, "<row>");
}

/* There are characters for which XML has no words. */
static void
drop_controls (char *text)
{
  char *end = text;

  for (const char *p = text; *p != '\0'; p++)
    if ((guchar)*p >= ' ' || strchr ("\t\n\r", *p) != NULL)
      *end++ = *p;
  *end = '\0';
}

/**
 * munja_practice_sheet_add_text:
 * @sheet: a table, in a row
 * @text: (nullable): what is in the next cell, %NULL for nothing
 */
void
munja_practice_sheet_add_text (GString *sheet, const char *text)
{
  g_autofree char *plain = g_strdup (text != NULL ? text : "");
  g_autofree char *escaped = NULL;

  drop_controls (plain);
  escaped = g_markup_escape_text (plain, -1);
  g_string_append_printf (sheet, "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">%s</t></is></c>",
                          escaped);
}

/**
 * munja_practice_sheet_add_number:
 * @sheet: a table, in a row
 * @number: what is in the next cell
 */
void
munja_practice_sheet_add_number (GString *sheet, guint number)
{
  g_string_append_printf (sheet, "<c><v>%u</v></c>", number);
}

/**
 * munja_practice_sheet_add_money:
 * @sheet: a table, in a row
 * @money: what is in the next cell
 */
void
munja_practice_sheet_add_money (GString *sheet, MunjaMoney money)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.15g", munja_money_to_krw (money));
  g_string_append_printf (sheet, "<c><v>%s</v></c>", text);
}

/**
 * munja_practice_sheet_add_date:
 * @sheet: a table, in a row
 * @time: what is in the next cell, in microseconds since 1970, UTC; 0 for nothing
 */
void
munja_practice_sheet_add_date (GString *sheet, gint64 time)
{
  g_autofree char *date = time != 0 ? munja_practice_format_local_date (time) : NULL;

  munja_practice_sheet_add_text (sheet, date);
}

/**
 * munja_practice_sheet_end_row:
 * @sheet: a table, in a row
 */
void
munja_practice_sheet_end_row (GString *sheet)
{
  g_string_append (sheet, "</row>");
}

/**
 * munja_practice_sheet_reply:
 * @sheet: a table, complete with this
 * @message: a request
 *
 * Answers with the table as a workbook.
 */
void
munja_practice_sheet_reply (GString *sheet, SoupServerMessage *message)
{
  MunjaPracticeZip *zip = munja_practice_zip_new ();
  g_autoptr (GByteArray) bytes = NULL;

  g_string_append (sheet, "</sheetData></worksheet>");
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    munja_practice_zip_add (zip, parts[i].name, parts[i].text, strlen (parts[i].text));
  munja_practice_zip_add (zip, "xl/worksheets/sheet1.xml", sheet->str, sheet->len);
  bytes = munja_practice_zip_end (zip);
  munja_practice_reply (message, 200, SHEET_TYPE, (const char *)bytes->data, bytes->len);
}

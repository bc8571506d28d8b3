#include "config.h"

#include "munja-html-table.h"

#include <string.h>

#include "munja-file-kind.h"
#include "munja-rows.h"
#include "munja-sheet.h"

/* Limits of what a cell may span. Source: HTML Living Standard, 4.9.11. */
#define MAX_COLUMN_SPAN 1000
#define MAX_ROW_SPAN    65534

/* The name of a tag, of which longer ones are none that matter. */
#define NAME_LENGTH 16

/* How many tags are read between two looks at whether to go on. */
#define SLICE 4096

typedef struct {
  char name[NAME_LENGTH];
  gboolean closing;
  const char *attributes;
  const char *end; /* behind it */
} Tag;

/* A page that is being read. */
typedef struct {
  const char *end;
  GPtrArray *sheets;
  MunjaRows *rows; /* NULL outside of tables */
  GString *cell;
  GArray *spans; /* guint: for how many more rows a cell above takes a column */
  guint depth;   /* of tables in each other */
  guint row;
  guint n_rows; /* that have begun */
  guint column;
  guint column_span;
  guint row_span;
  guint n_hidden;
  gboolean in_cell;
  gboolean hidden;
} Page;

/* Finds the end of a tag, past a ">" between quotation marks; if the mark is never closed, then the
 * first ">". */
static const char *
find_tag_end (const char *p, const char *end)
{
  const char *first = memchr (p, '>', (gsize)(end - p));
  const char *next = memchr (p, '<', (gsize)(end - p));
  char quote = '\0';

  /* Most have no mark before it. */
  for (; first != NULL && p < end && (next == NULL || p < next || quote != '\0'); p++) {
    if (quote == '\0' && *p == '>')
      return p + 1;
    if (quote == '\0' && (*p == '"' || *p == '\'') && p[-1] == '=')
      quote = *p;
    else if (*p == quote)
      quote = '\0';
    if (quote != '\0' && *p == '\n')
      break;
  }
  return first != NULL ? first + 1 : end;
}

static void
read_tag (const char *p, const char *end, Tag *tag)
{
  gsize length = 0;

  p++;
  tag->closing = p < end && *p == '/';
  p += tag->closing ? 1 : 0;
  while (p + length < end && length < NAME_LENGTH - 1
         && (g_ascii_isalnum (p[length]) || p[length] == ':')) {
    tag->name[length] = g_ascii_tolower (p[length]);
    length++;
  }
  tag->name[length] = '\0';
  tag->attributes = p + length;
  tag->end = find_tag_end (p, end);
}

static gboolean
is (const Tag *tag, const char *name)
{
  return strcmp (tag->name, name) == 0;
}

static guint
read_span (const Tag *tag, const char *name, guint most)
{
  g_autofree char *lower = g_ascii_strdown (tag->attributes, tag->end - tag->attributes);
  const char *p = strstr (lower, name);

  if (p == NULL)
    return 1;
  p += strlen (name);
  p += strspn (p, " =\"'");
  return (guint)CLAMP (g_ascii_strtoull (p, NULL, 10), 1, most);
}

static gboolean
is_hidden (const Tag *tag)
{
  g_autofree char *lower = g_ascii_strdown (tag->attributes, tag->end - tag->attributes);
  const char *p = strstr (lower, "display");

  if (p == NULL)
    return FALSE;
  p += strlen ("display");
  p += strspn (p, " :");
  return g_str_has_prefix (p, "none");
}

/* Goes on to the next column that no cell above takes. */
static void
skip_spans (Page *page)
{
  while (page->column < page->spans->len && g_array_index (page->spans, guint, page->column) > 0)
    page->column++;
}

static void
note_spans (Page *page)
{
  guint last = MIN (page->column + page->column_span, MUNJA_COLUMNS_MAX);

  if (page->row_span < 2)
    return;
  if (page->spans->len < last)
    g_array_set_size (page->spans, last);
  for (guint i = page->column; i < last; i++)
    g_array_index (page->spans, guint, i) = page->row_span;
}

static gboolean
end_cell (Page *page, GError **error)
{
  gboolean fits = TRUE;

  if (!page->in_cell)
    return TRUE;
  page->in_cell = FALSE;
  g_strchomp (page->cell->str);
  if (!page->hidden)
    fits = munja_rows_put (page->rows, page->row, page->column, page->cell->str, error);
  note_spans (page);
  page->column = MIN (page->column + page->column_span, MUNJA_COLUMNS_MAX);
  return fits;
}

static void
start_cell (Page *page, const Tag *tag)
{
  skip_spans (page);
  page->column_span = read_span (tag, "colspan", MAX_COLUMN_SPAN);
  page->row_span = read_span (tag, "rowspan", MAX_ROW_SPAN);
  page->in_cell = TRUE;
  g_string_truncate (page->cell, 0);
}

static void
start_row (Page *page, const Tag *tag)
{
  for (guint i = 0; i < page->spans->len; i++)
    if (g_array_index (page->spans, guint, i) > 0)
      g_array_index (page->spans, guint, i)--;
  page->row = page->n_rows++;
  page->column = 0;
  page->hidden = is_hidden (tag);
  page->n_hidden += page->hidden ? 1 : 0;
}

static void
start_table (Page *page)
{
  if (page->depth++ > 0 || page->sheets->len >= MUNJA_SHEET_MAX)
    return;
  g_clear_pointer (&page->rows, munja_rows_free);
  page->rows = munja_rows_new ();
  page->n_rows = 0;
  page->row = 0;
  page->column = 0;
  page->n_hidden = 0;
  page->hidden = FALSE;
  g_array_set_size (page->spans, 0);
}

static void
end_table (Page *page)
{
  g_autoptr (GBytes) text = NULL;

  page->depth -= page->depth > 0 ? 1 : 0;
  if (page->depth > 0 || page->rows == NULL)
    return;
  text = munja_rows_finish (page->rows);
  if (g_bytes_get_size (text) > 0) {
    MunjaSheet *sheet = munja_sheet_new ("", g_steal_pointer (&text));

    sheet->n_hidden = page->n_hidden;
    g_ptr_array_add (page->sheets, sheet);
  }
  g_clear_pointer (&page->rows, munja_rows_free);
}

/* Cells and rows need not be closed: each ends where the next one begins. */
static gboolean
take_tag (Page *page, const Tag *tag, GError **error)
{
  gboolean cell = is (tag, "td") || is (tag, "th");

  if (is (tag, "br") || (is (tag, "p") && !tag->closing && page->cell->len > 0)) {
    g_string_append_c (page->cell, '\n');
    return TRUE;
  }
  if (!cell && !is (tag, "tr") && !is (tag, "table"))
    return TRUE;
  if (!end_cell (page, error))
    return FALSE;
  if (is (tag, "table") && tag->closing)
    end_table (page);
  else if (is (tag, "table"))
    start_table (page);
  else if (is (tag, "tr") && !tag->closing && page->rows != NULL)
    start_row (page, tag);
  else if (cell && !tag->closing && page->rows != NULL)
    start_cell (page, tag);
  return TRUE;
}

/* Reads "&amp;", "&#48;" or "&#x30;" and goes on behind it; an "&" for itself stays. */
static const char *
take_entity (const char *p, const char *end, GString *cell)
{
  static const struct {
    const char *name;
    gunichar c;
  } entities[] = {
    { "nbsp;", ' ' }, { "amp;", '&' },   { "lt;", '<' },        { "gt;", '>' },
    { "quot;", '"' }, { "apos;", '\'' }, { "middot;", 0x00B7 }, { "ndash;", 0x2013 },
  };
  gboolean hexadecimal = end - p > 2 && p[1] == '#' && (p[2] == 'x' || p[2] == 'X');
  const char *digits = p + (hexadecimal ? 3 : 2);
  char *behind = NULL;
  guint64 c = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if ((gsize)(end - p) > strlen (entities[i].name)
        && strncmp (p + 1, entities[i].name, strlen (entities[i].name)) == 0) {
      g_string_append_unichar (cell, entities[i].c);
      return p + 1 + strlen (entities[i].name);
    }
  if (end - p > 2 && p[1] == '#' && g_ascii_isxdigit (*digits))
    c = g_ascii_strtoull (digits, &behind, hexadecimal ? 16 : 10);
  if (c < ' ' || c > 0x10FFFF || !g_unichar_validate ((gunichar)c)) {
    g_string_append_c (cell, '&');
    return p + 1;
  }
  g_string_append_unichar (cell, c == 0xA0 ? ' ' : (gunichar)c);
  return behind + (*behind == ';' ? 1 : 0);
}

/* Blanks between words are one, however many there are, and a line break is as good as one. */
static const char *
take_text (Page *page, const char *p)
{
  GString *cell = page->cell;

  for (; p < page->end && *p != '<';) {
    if (*p == '&') {
      p = take_entity (p, page->end, cell);
    } else if (g_ascii_isspace (*p)) {
      if (cell->len > 0 && !g_ascii_isspace (cell->str[cell->len - 1]))
        g_string_append_c (cell, ' ');
      p++;
    } else {
      g_string_append_c (cell, *p++);
    }
  }
  return p;
}

static const char *
skip_comment (const char *p, const char *end)
{
  const char *close = g_strstr_len (p, end - p, "-->");

  return close != NULL ? close + strlen ("-->") : end;
}

/* Finds where a program or a style sheet is closed. Its text ends with NUL. */
static const char *
find_closing (const char *p, const char *end, const char *name)
{
  for (; (p = g_strstr_len (p, end - p, "</")) != NULL; p += 2)
    if (g_ascii_strncasecmp (p + 2, name, strlen (name)) == 0)
      return p;
  return end;
}

/* Comments and programs are no text. What is hidden from old browsers is in a comment, too. */
static const char *
skip_foreign (const Tag *tag, const char *p, const char *end)
{
  if (g_str_has_prefix (p, "<!--"))
    return skip_comment (p + strlen ("<!--"), end);
  if (!tag->closing && (is (tag, "script") || is (tag, "style")))
    return find_closing (tag->end, end, tag->name);
  return tag->end;
}

static gboolean
read_page (Page *page, const char *text, GCancellable *cancellable, GError **error)
{
  guint n_tags = 0;

  for (const char *p = text; p < page->end;) {
    Tag tag;

    p = page->in_cell ? take_text (page, p) : memchr (p, '<', (gsize)(page->end - p));
    if (p == NULL || p == page->end)
      break;
    read_tag (p, page->end, &tag);
    /* "<" before a blank or a digit is a character. */
    if (*tag.name == '\0' && p[1] != '!' && p[1] != '?' && p[1] != '/') {
      g_string_append_c (page->cell, '<');
      p++;
      continue;
    }
    if (!take_tag (page, &tag, error))
      return FALSE;
    p = skip_foreign (&tag, p, page->end);
    if (++n_tags % SLICE == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
  }
  if (!end_cell (page, error))
    return FALSE;
  page->depth = 1;
  end_table (page);
  return TRUE;
}

/**
 * munja_html_table_read:
 * @text: a web page in UTF-8
 * @cancellable: (nullable): stops it
 * @error: (nullable): cancelled; %MUNJA_FILE_KIND_WEB_PAGE if there is no table in it
 *
 * Reads the tables of a web page, which many call .xls. It is read as browsers do: cells and rows
 * need not be closed, and blanks are one. A table in another one is a part of it.
 *
 * - Source: HTML Living Standard, 13.2.6.4.9 and the following ones, as far as tables need it.
 *
 * Returns: (transfer full) (element-type MunjaSheet): the tables with something in them
 */
GPtrArray *
munja_html_table_read (GBytes *text, GCancellable *cancellable, GError **error)
{
  gsize length = g_bytes_get_size (text);
  g_autofree char *data = g_strndup (g_bytes_get_data (text, NULL), length); /* ends with NUL */
  g_autoptr (GPtrArray) sheets = munja_sheets_new ();
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autoptr (GArray) spans = g_array_new (FALSE, TRUE, sizeof (guint));
  Page page = { .end = data + length, .sheets = sheets, .cell = cell, .spans = spans };
  gboolean read = read_page (&page, data, cancellable, error);

  g_clear_pointer (&page.rows, munja_rows_free);
  if (read && sheets->len == 0)
    read = munja_file_kind_set_error (MUNJA_FILE_KIND_WEB_PAGE, error);
  return read ? g_steal_pointer (&sheets) : NULL;
}

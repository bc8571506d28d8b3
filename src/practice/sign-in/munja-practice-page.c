#include "config.h"

#include "munja-practice-page.h"

#include <gio/gio.h>

#include "munja-phone.h"
#include "munja-practice-clock.h"

#define STYLE_PATH "/io/github/munja/practice/pages.css"

static const char mark[]
    = "<svg class='mark' viewBox='0 0 48 48' width='48' height='48' aria-hidden='true'>"
      "<path d='M10 6h28a6 6 0 0 1 6 6v18a6 6 0 0 1-6 6H24L13 44v-8h-3a6 6 0 0 1-6-6V12a6 6 0 0 1 "
      "6-6z'/><g><circle cx='15' cy='21' r='3'/><circle cx='24' cy='21' r='3'/>"
      "<circle cx='33' cy='21' r='3'/></g></svg>";

/**
 * munja_practice_page_begin:
 * @words: the language
 * @title: title of the page
 * @account: (nullable): who is logged in
 *
 * Returns: (transfer full): a page in which nothing stands yet
 */
GString *
munja_practice_page_begin (const MunjaPracticeWords *words, const char *title, const char *account)
{
  g_autoptr (GBytes) style
      = g_resources_lookup_data (STYLE_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GString *page = g_string_new ("<!DOCTYPE html>\n");

  munja_practice_page_add (page,
                           "<html lang='%s'><head><meta charset='utf-8'><title>%s</title>"
                           "<meta name='viewport' content='width=device-width, initial-scale=1'>"
                           "<meta name='color-scheme' content='light dark'><style>",
                           words->language, title);
  g_string_append_len (page, g_bytes_get_data (style, NULL), (gssize)g_bytes_get_size (style));
  munja_practice_page_add (page, "</style></head><body><p class='banner'>%s</p>", words->banner);
  if (account != NULL)
    munja_practice_page_add (page, "<header><span>%s</span> <strong>%s</strong></header>",
                             words->logged_in_as, account);
  g_string_append (page, "<main>");
  g_string_append (page, mark);
  munja_practice_page_add (page, "<h1>%s</h1>", title);
  return page;
}

/**
 * munja_practice_page_add:
 * @page: a page
 * @markup: what to add
 * @...: what is put in for each "%s"; it is escaped, in text and in quoted attributes
 */
void
munja_practice_page_add (GString *page, const char *markup, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, markup);
  text = g_markup_vprintf_escaped (markup, args);
  va_end (args);
  g_string_append (page, text);
}

/**
 * munja_practice_page_add_row:
 * @page: a page, in a list of names and values
 * @name: a name
 * @value: (nullable): its value; nothing is added where there is none
 */
void
munja_practice_page_add_row (GString *page, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    munja_practice_page_add (page, "<div><dt>%s</dt><dd>%s</dd></div>", name, value);
}

/**
 * munja_practice_page_add_number:
 * @page: a page, in a list of names and values
 * @name: a name
 * @number: its value
 */
void
munja_practice_page_add_number (GString *page, const char *name, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  munja_practice_page_add_row (page, name, text);
}

/* Puts commas between thousands. */
static void
separate (GString *digits)
{
  for (gssize i = (gssize)digits->len - 3; i > 0; i -= 3)
    g_string_insert_c (digits, i, ',');
}

/**
 * munja_practice_page_add_money:
 * @page: a page, in a list of names and values
 * @name: a name
 * @money: its value
 */
void
munja_practice_page_add_money (GString *page, const char *name, MunjaMoney money)
{
  g_autoptr (GString) text = g_string_new (NULL);
  MunjaMoney size = ABS (money);
  char parts[8];

  g_string_append_printf (text, "%" G_GINT64_FORMAT, size / MUNJA_WON);
  separate (text);
  g_string_prepend (text, money < 0 ? "−₩" : "₩");
  if (size % MUNJA_WON != 0) {
    g_snprintf (parts, sizeof parts, ".%04d", (int)(size % MUNJA_WON));
    g_string_append_len (text, parts, 1 + munja_money_count_decimals (size));
  }
  munja_practice_page_add_row (page, name, text->str);
}

/**
 * munja_practice_page_add_date:
 * @page: a page, in a list of names and values
 * @name: a name
 * @time: its value in microseconds since 1970, UTC; nothing is added for 0
 */
void
munja_practice_page_add_date (GString *page, const char *name, gint64 time)
{
  g_autofree char *date = time != 0 ? munja_practice_format_local_date (time) : NULL;

  munja_practice_page_add_row (page, name, date);
}

/**
 * munja_practice_page_add_phone:
 * @page: a page, in a list of names and values
 * @name: a name
 * @number: (nullable): its value; nothing is added where there is none
 */
void
munja_practice_page_add_phone (GString *page, const char *name, const char *number)
{
  g_autofree char *shown = number != NULL ? munja_phone_format (number) : NULL;

  munja_practice_page_add_row (page, name, shown);
}

/**
 * munja_practice_page_end:
 * @page: (transfer full): a page
 *
 * Returns: (transfer full): all of it
 */
char *
munja_practice_page_end (GString *page)
{
  g_string_append (page, "</main></body></html>\n");
  return g_string_free (page, FALSE);
}

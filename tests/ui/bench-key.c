/* Writes and deletes a syllable at the end of a text of nearly 2,000 bytes, in the form as it is
 * shown, and prints the processor time that goes into a key until everything has heard of it. */

#include "config.h"

#include <time.h>

#include "bench-support.h"
#include "munja-compose-page.h"
#include "support-widget.h"

#define N_KEYS  1000
#define N_BYTES 1900

static char *
new_text (void)
{
  GString *text = g_string_new (NULL);

  while (munja_text_count_bytes (text->str) < N_BYTES)
    g_string_append (text, "안녕하세요, 다음 주 수요일(12/3) 오후 2시에 뵙겠습니다.\n");
  return g_string_free (text, FALSE);
}

static void
press_key (GtkTextBuffer *buffer, gboolean deletes)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  if (deletes)
    gtk_text_buffer_backspace (buffer, &end, TRUE, TRUE);
  else
    gtk_text_buffer_insert_interactive (buffer, &end, "가", -1, TRUE);
}

static double
measure_keys (GtkTextBuffer *buffer)
{
  clock_t start = clock ();

  for (guint i = 0; i < N_KEYS; i++)
    press_key (buffer, i % 2 == 1);
  return (double)(clock () - start) * 1000000 / CLOCKS_PER_SEC / N_KEYS;
}

int
main (void)
{
  g_autofree char *text = new_text ();
  GtkWidget *page;
  GtkTextBuffer *buffer;

  adw_init ();
  page = g_object_new (MUNJA_TYPE_COMPOSE_PAGE, NULL);
  support_show (page);
  buffer = gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (support_find (support_find (page, "editor"), "text_view")));
  gtk_text_buffer_set_text (buffer, text, -1);
  support_settle ();
  measure_keys (buffer);
  bench_print ("key_in_2000_bytes", measure_keys (buffer), "us");
  return 0;
}

#include "config.h"

#include "munja-refused-list.h"

#include <glib/gi18n.h>

#include "munja-describe-job.h"
#include "munja-describe-recipient.h"
#include "munja-describe-status.h"
#include "munja-describe.h"
#include "munja-job-recipient.h"

/* So many numbers are named below each reason. */
#define MAX_NUMBERS 10

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static char *
describe_reason (const MunjaJobRecipient *row)
{
  g_autofree char *words = munja_describe_status_in_full (row->status_code, row->status_text);

  if (row->status_code == NULL)
    return g_steal_pointer (&words);
  return g_strdup_printf ("%s (%s)", words, row->status_code);
}

/* Rows by reason, in the order in which the reasons come. */
static GPtrArray *
collect_reasons (GPtrArray *rows, GHashTable *by_reason)
{
  GPtrArray *reasons = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rows->len; i++) {
    g_autofree char *reason = describe_reason (g_ptr_array_index (rows, i));
    GPtrArray *those = g_hash_table_lookup (by_reason, reason);

    if (those == NULL) {
      those = g_ptr_array_new ();
      g_hash_table_insert (by_reason, g_strdup (reason), those);
      g_ptr_array_add (reasons, g_steal_pointer (&reason));
    }
    g_ptr_array_add (those, g_ptr_array_index (rows, i));
  }
  return reasons;
}

static void
append_reason (GtkBox *box, const char *reason, GPtrArray *rows)
{
  g_autofree char *people = munja_describe_people (rows->len);
  g_autofree char *heading = g_strdup_printf ("%s · %s", people, reason);
  GString *numbers = g_string_new (NULL);

  for (guint i = 0; i < MIN (rows->len, MAX_NUMBERS); i++) {
    const MunjaJobRecipient *row = g_ptr_array_index (rows, i);
    g_autofree char *text = munja_describe_person (row->name, row->country, row->number);

    g_string_append_printf (numbers, "%s%s", i > 0 ? "\n" : "", text);
  }
  if (rows->len > MAX_NUMBERS)
    g_string_append (numbers, "\n…");
  gtk_box_append (box, new_label (heading, "heading"));
  gtk_box_append (box, new_label (numbers->str, "numeric"));
  g_string_free (numbers, TRUE);
}

static GtkWidget *
new_reasons (GPtrArray *rows, guint count)
{
  g_autoptr (GHashTable) by_reason
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GPtrArray) reasons = collect_reasons (rows, by_reason);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_set_margin_top (box, 6);
  for (guint i = 0; i < reasons->len; i++)
    append_reason (GTK_BOX (box), g_ptr_array_index (reasons, i),
                   g_hash_table_lookup (by_reason, g_ptr_array_index (reasons, i)));
  if (rows->len < count) {
    g_autofree char *people = munja_describe_people (count - rows->len);
    /* Translators: %s is how many, as in "42 people". */
    g_autofree char *more = g_strdup_printf (_ ("And %s more"), people);

    gtk_box_append (GTK_BOX (box), new_label (more, "dim-label"));
  }
  return box;
}

/**
 * munja_refused_list_new:
 * @rows: (nullable) (element-type MunjaJobRecipient): whom the service refused, or the first of
 * them
 * @count: how many it refused
 *
 * Makes a line that says how many people are left out, and unfolds into the reasons.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
munja_refused_list_new (GPtrArray *rows, guint count)
{
  g_autofree char *people = munja_describe_people (count);
  /* Translators: %s is how many, as in "42 people". */
  g_autofree char *text = g_strdup_printf (_ ("%s left out by the service"), people);
  GtkWidget *label = new_label (text, "warning");
  GtkWidget *expander = gtk_expander_new (NULL);

  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_expander_set_label_widget (GTK_EXPANDER (expander), label);
  if (rows != NULL)
    gtk_expander_set_child (GTK_EXPANDER (expander), new_reasons (rows, count));
  return expander;
}

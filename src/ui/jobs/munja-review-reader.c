#include "config.h"

#include "munja-review-reader.h"

#include <glib/gi18n.h>

#include "munja-describe-recipient.h"
#include "munja-picture-view.h"

/* Large enough to see that it is the right one. */
#define PICTURE_SIDE 240

struct _MunjaReviewReader {
  AdwBin parent_instance;

  /* Template children. */
  GtkLabel *person;
  GtkWidget *steps;
  GtkWidget *previous_button;
  GtkLabel *position;
  GtkWidget *next_button;
  AdwBin *picture_place;
  GtkLabel *subject;
  GtkLabel *text;

  /* Owned. */
  MunjaMergeReport *report;

  gsize row;
};

G_DEFINE_FINAL_TYPE (MunjaReviewReader, munja_review_reader, ADW_TYPE_BIN)

static void
show_message (MunjaReviewReader *self)
{
  g_autofree char *subject = munja_merge_report_dup_subject (self->report, self->row);
  g_autofree char *text = munja_merge_report_dup_text (self->report, self->row);

  gtk_label_set_label (self->subject, subject != NULL ? subject : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subject), subject != NULL && *subject != '\0');
  gtk_label_set_label (self->text, text);
}

/* The focus goes to the other button before it would be lost. */
static void
set_button (GtkWidget *button, GtkWidget *other, gboolean is_sensitive)
{
  if (!is_sensitive && gtk_widget_has_focus (button)) {
    gtk_widget_set_sensitive (other, TRUE);
    gtk_widget_grab_focus (other);
  }
  gtk_widget_set_sensitive (button, is_sensitive);
}

static void
show_row (MunjaReviewReader *self)
{
  gsize length = munja_audience_get_length (self->report->table);
  MunjaRecipient recipient = munja_audience_get (self->report->table, self->row);
  g_autofree char *person
      = munja_describe_person (recipient.name, recipient.country, recipient.number);
  g_autofree char *position
      = g_strdup_printf ("%'u / %'u", (unsigned)self->row + 1, (unsigned)length);

  gtk_label_set_label (self->person, person);
  gtk_label_set_label (self->position, position);
  gtk_widget_set_visible (self->steps, length > 1);
  set_button (self->previous_button, self->next_button, self->row > 0);
  set_button (self->next_button, self->previous_button, self->row + 1 < length);
  show_message (self);
}

static void
previous_cb (MunjaReviewReader *self)
{
  self->row--;
  show_row (self);
}

static void
next_cb (MunjaReviewReader *self)
{
  self->row++;
  show_row (self);
}

static void
show_picture (MunjaReviewReader *self)
{
  GBytes *picture = munja_merge_get_message (self->report->merge)->picture;

  adw_bin_set_child (self->picture_place,
                     picture != NULL ? munja_picture_view_new (picture, PICTURE_SIDE) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->picture_place), picture != NULL);
}

static void
munja_review_reader_finalize (GObject *object)
{
  g_clear_pointer (&MUNJA_REVIEW_READER (object)->report, munja_merge_report_unref);

  G_OBJECT_CLASS (munja_review_reader_parent_class)->finalize (object);
}

static void
munja_review_reader_class_init (MunjaReviewReaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = munja_review_reader_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-review-reader.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewReader, person);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewReader, steps);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewReader, previous_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewReader, position);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewReader, next_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewReader, picture_place);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewReader, subject);
  gtk_widget_class_bind_template_child (widget_class, MunjaReviewReader, text);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
munja_review_reader_init (MunjaReviewReader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_review_reader_set_report:
 * @self: the reader
 * @report: a message for at least one recipient
 *
 * Shows what the first one reads.
 */
void
munja_review_reader_set_report (MunjaReviewReader *self, MunjaMergeReport *report)
{
  g_return_if_fail (MUNJA_IS_REVIEW_READER (self));

  g_clear_pointer (&self->report, munja_merge_report_unref);
  self->report = munja_merge_report_ref (report);
  self->row = 0;
  show_picture (self);
  show_row (self);
}

/**
 * munja_review_reader_show_row:
 * @self: the reader, which has a report
 * @row: one of its rows
 *
 * Shows what that one reads.
 */
void
munja_review_reader_show_row (MunjaReviewReader *self, gsize row)
{
  g_return_if_fail (MUNJA_IS_REVIEW_READER (self));

  self->row = row;
  show_row (self);
}
